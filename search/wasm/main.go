//go:build js

// Command wasm is the search engine for the browser. It is the only code that
// touches syscall/js; everything it offers is package engine's. Errors are
// returned as values, not thrown: the worker that calls it passes messages on.
//
// It sets one global, nutagSearch, with
//
//	open(bytes…)            opens index shards, unpacked, in place of those open; returns "" or what is wrong
//	add(bytes…)             opens further shards, those of the other language for example
//	search(request)         request and answer are JSON; the answer has an error, or a
//	                        result and the text blocks that its snippets still need
//	text(lang, block, bytes) adds a text block, unpacked; returns "" or what is wrong
//
// and then calls the global function nutagReady, when there is one.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"runtime/debug"
	"slices"
	"syscall/js"

	"nutag/search/engine"
)

// maxBytes bounds what is taken over from JavaScript in one piece.
const maxBytes = 64 << 20

// service is the state behind the global object. JavaScript calls one function
// at a time.
type service struct {
	engine *engine.Engine
	texts  map[string]map[string]string // by language and block
	needed []string                     // blocks that the current search missed
}

// answer is what search returns.
type answer struct {
	Error  string         `json:"error,omitempty"`
	Result *engine.Result `json:"result,omitempty"`
	Blocks []string       `json:"blocks,omitempty"`
}

func main() {
	// The heap is small and the page is waiting: collect less often.
	debug.SetGCPercent(200)
	s := &service{texts: make(map[string]map[string]string)}
	js.Global().Set("nutagSearch", map[string]any{
		"open":   js.FuncOf(s.open),
		"add":    js.FuncOf(s.add),
		"search": js.FuncOf(s.search),
		"text":   js.FuncOf(s.text),
	})
	if ready := js.Global().Get("nutagReady"); ready.Type() == js.TypeFunction {
		ready.Invoke()
	}
	select {} // the functions are called until the worker ends
}

func (s *service) open(_ js.Value, args []js.Value) (out any) {
	defer guard(&out)
	shards, err := allBytes(args)
	if err != nil {
		return err.Error()
	}
	e, err := engine.Open(s.block, shards...)
	if err != nil {
		return err.Error()
	}
	s.engine = e
	return ""
}

func (s *service) add(_ js.Value, args []js.Value) (out any) {
	defer guard(&out)
	if s.engine == nil {
		return "no index is open"
	}
	shards, err := allBytes(args)
	if err == nil {
		err = s.engine.Add(shards...)
	}
	if err != nil {
		return err.Error()
	}
	return ""
}

func allBytes(args []js.Value) ([][]byte, error) {
	out := make([][]byte, len(args))
	for i, a := range args {
		b, err := bytesOf(a)
		if err != nil {
			return nil, err
		}
		out[i] = b
	}
	return out, nil
}

func (s *service) search(_ js.Value, args []js.Value) (out any) {
	defer guard(&out)
	reply := func(a answer) string {
		b, err := json.Marshal(a)
		if err != nil {
			return `{"error":"the answer cannot be written"}`
		}
		return string(b)
	}
	var req engine.Request
	if len(args) != 1 || args[0].Type() != js.TypeString {
		return reply(answer{Error: "search takes one JSON string"})
	}
	if err := json.Unmarshal([]byte(args[0].String()), &req); err != nil {
		return reply(answer{Error: err.Error()})
	}
	if s.engine == nil {
		return reply(answer{Error: "no index is open"})
	}
	s.needed = nil
	res, err := s.engine.Search(context.Background(), req)
	if err != nil {
		return reply(answer{Error: err.Error()})
	}
	return reply(answer{Result: &res, Blocks: s.needed})
}

func (s *service) text(_ js.Value, args []js.Value) (out any) {
	defer guard(&out)
	if len(args) != 3 {
		return "text takes a language, a block and bytes"
	}
	b, err := bytesOf(args[2])
	if err != nil {
		return err.Error()
	}
	byID, err := engine.ParseTexts(b)
	if err != nil {
		return err.Error()
	}
	s.texts[args[0].String()+"/"+args[1].String()] = byID
	return ""
}

// block is the engine's TextSource.
func (s *service) block(lang, block string) map[string]string {
	byID, ok := s.texts[lang+"/"+block]
	if !ok && !slices.Contains(s.needed, block) {
		s.needed = append(s.needed, block)
	}
	return byID
}

// bytesOf copies a Uint8Array.
func bytesOf(v js.Value) ([]byte, error) {
	if !v.InstanceOf(js.Global().Get("Uint8Array")) {
		return nil, fmt.Errorf("want a Uint8Array, got %s", v.Type())
	}
	n := v.Get("length").Int()
	if n > maxBytes {
		return nil, fmt.Errorf("%d bytes are more than the %d taken", n, maxBytes)
	}
	b := make([]byte, n)
	js.CopyBytesToGo(b, v)
	return b, nil
}

// guard turns a panic into a message, so that the worker lives on.
func guard(out *any) {
	if p := recover(); p != nil {
		msg := fmt.Sprintf("the search engine failed: %v", p)
		if b, err := json.Marshal(answer{Error: msg}); err == nil {
			*out = string(b)
		} else {
			*out = msg
		}
	}
}
