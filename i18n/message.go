package i18n

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"text/template/parse"
	"unicode/utf8"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// Limits of a message file: ten times what the portal needs, so that a damaged or hostile file stops early.
const (
	MaxFileBytes = 1 << 20
	MaxMessages  = 10_000
	MaxTextRunes = 2_000
)

// Message is one entry of a message file.
type Message struct {
	Key   string
	Line  int      // of the key, from 1
	Col   int      // of the key, in runes, from 1
	One   string   // plural form for exactly 1; empty when the message has one form only
	Other string   // the text, or the plural form for all other numbers
	Vars  []string // names of the inserted values in all forms, sorted, each once
}

// File is a parsed message file, messages in the order of the file.
type File struct {
	Name     string
	Messages []Message
}

// Issue is one thing wrong in a message file.
type Issue struct {
	File      string
	Line, Col int // from 1, Col in runes; 0 means the whole file
	Rule      string
	Message   string
	Fix       string
}

// Error gives file:line:col, what is wrong, the rule and the remedy on one line.
func (i Issue) Error() string {
	return fmt.Sprintf("%s:%d:%d: %s [%s]; %s", i.File, i.Line, i.Col, i.Message, i.Rule, i.Fix)
}

// keyPattern allows keys that name a template variable as well as a message; words such as "other" are reserved by
// go-i18n, which reads them as plural forms.
var keyPattern = regexp.MustCompile(`^[a-z][a-z0-9]*(_[a-z0-9]+)+$`)

// ParseFile reads a message file: a flat list of `key: "text"` or `key: {one: …, other: …}`, the two forms that go-i18n
// and Hugo's fork of it read alike. It finds all issues of form in one go; the messages without an issue are returned.
func ParseFile(name string, src []byte) (*File, []Issue) {
	p := &fileParser{file: &File{Name: name}, seen: map[string]int{}}
	switch {
	case len(src) > MaxFileBytes:
		p.issue(0, 0, "message-file", fmt.Sprintf("file is larger than %d bytes", MaxFileBytes), "split the text or move prose to content/")
		return p.file, p.issues
	case !utf8.Valid(src):
		p.issue(0, 0, "message-file", "file is not valid UTF-8", "save the file as UTF-8")
		return p.file, p.issues
	}
	tree, err := parser.ParseBytes(src, 0, parser.AllowDuplicateMapKey())
	if err != nil {
		line, col := errorPosition(err)
		p.issue(line, col, "message-yaml", firstLine(err.Error()), `write key: "text" with straight double quotes around the text`)
		return p.file, p.issues
	}
	for i, doc := range tree.Docs {
		if i > 0 && doc.Body != nil {
			p.at(doc.Body, "message-yaml", "a message file holds one document", "delete the line ---")
			break
		}
		p.mapping(doc.Body)
	}
	return p.file, p.issues
}

type fileParser struct {
	file   *File
	seen   map[string]int
	issues []Issue
}

func (p *fileParser) issue(line, col int, rule, message, fix string) {
	p.issues = append(p.issues, Issue{File: p.file.Name, Line: line, Col: col, Rule: rule, Message: message, Fix: fix})
}

func (p *fileParser) at(n ast.Node, rule, message, fix string) {
	line, col := position(n)
	p.issue(line, col, rule, message, fix)
}

func (p *fileParser) mapping(body ast.Node) {
	pairs, ok := pairsOf(body)
	if !ok {
		if body != nil {
			p.at(body, "message-yaml", "a message file is a list of keys with texts", `write key: "text"`)
		}
		return
	}
	for _, pair := range pairs {
		if len(p.file.Messages) >= MaxMessages {
			p.at(pair.Key, "message-file", fmt.Sprintf("more than %d messages", MaxMessages), "move prose to content/")
			return
		}
		p.message(pair)
	}
}

func (p *fileParser) message(pair *ast.MappingValueNode) {
	key := keyText(pair.Key)
	line, col := position(pair.Key)
	if !keyPattern.MatchString(key) {
		p.at(pair.Key, "message-key", fmt.Sprintf("key %q is not in lower_snake_case with an area prefix", shorten(key)), "write for example soum_title")
		return
	}
	if first, ok := p.seen[key]; ok {
		p.at(pair.Key, "message-duplicate", fmt.Sprintf("key %q stands twice, first in line %d", key, first), "delete one of the two")
		return
	}
	p.seen[key] = line
	m := Message{Key: key, Line: line, Col: col}
	before := len(p.issues)
	if forms, ok := pairsOf(pair.Value); ok {
		p.forms(&m, pair, forms)
	} else {
		m.Other = p.text(key, pair.Value)
		p.vars(&m, m.Other, pair.Value)
	}
	if len(p.issues) > before {
		return
	}
	slices.Sort(m.Vars)
	m.Vars = slices.Compact(m.Vars)
	p.file.Messages = append(p.file.Messages, m)
}

func (p *fileParser) forms(m *Message, pair *ast.MappingValueNode, forms []*ast.MappingValueNode) {
	got := map[string]bool{}
	for _, form := range forms {
		name := keyText(form.Key)
		if got[name] || name != "one" && name != "other" {
			p.at(form.Key, "message-form", fmt.Sprintf("%q is no plural form of Mongolian or English, or stands twice", shorten(name)), "write one and other, each once")
			continue
		}
		got[name] = true
		text := p.text(m.Key, form.Value)
		p.vars(m, text, form.Value)
		if name == "one" {
			m.One = text
		} else {
			m.Other = text
		}
	}
	if !got["one"] || !got["other"] {
		p.at(pair.Key, "message-form", fmt.Sprintf("message %q lacks one of its two plural forms", m.Key), "write both one and other, or one plain text")
	}
}

func (p *fileParser) text(key string, n ast.Node) string {
	var text string
	switch v := n.(type) {
	case *ast.StringNode:
		text = v.Value
	case *ast.LiteralNode:
		text = strings.TrimRight(v.Value.Value, "\n")
	default:
		p.at(n, "message-text", fmt.Sprintf("the value of %q is not text", key), "put it into double quotes")
		return ""
	}
	switch {
	case strings.TrimSpace(text) == "":
		p.at(n, "message-text", fmt.Sprintf("message %q is empty", key), "write the text, or delete the key in both languages")
	case utf8.RuneCountInString(text) > MaxTextRunes:
		p.at(n, "message-text", fmt.Sprintf("message %q is longer than %d letters", key, MaxTextRunes), "move prose to content/")
	case strings.TrimSpace(text) != text:
		p.at(n, "message-text", fmt.Sprintf("message %q begins or ends with a space", key), "delete the space; the template places it")
	}
	return text
}

// vars collects the variables of a text. Only {{ .name }} is allowed: conditions and functions in a message would be
// program text in the hands of translators, and the two languages could differ in what they do.
func (p *fileParser) vars(m *Message, text string, n ast.Node) {
	const fix = "insert values as {{ .name }} and nothing else"
	trees, err := parse.Parse("message", text, "{{", "}}")
	if err != nil {
		p.at(n, "message-template", fmt.Sprintf("message %q cannot be read as a template", m.Key), fix)
		return
	}
	tree := trees["message"]
	if tree == nil || tree.Root == nil || len(trees) != 1 {
		return // an empty text, reported already, or a block definition
	}
	for _, node := range tree.Root.Nodes {
		if _, ok := node.(*parse.TextNode); ok {
			continue
		}
		name, ok := plainField(node)
		switch {
		case !ok:
			p.at(n, "message-template", fmt.Sprintf("message %q holds more than inserted values", m.Key), fix)
		case name == CountKey:
			p.at(n, "message-template", fmt.Sprintf("message %q prints Count, which has no thousands comma", m.Key), "print the formatted number, for example {{ .n }}")
		default:
			m.Vars = append(m.Vars, name)
		}
	}
}

func plainField(node parse.Node) (string, bool) {
	action, ok := node.(*parse.ActionNode)
	if !ok || len(action.Pipe.Decl) > 0 || len(action.Pipe.Cmds) != 1 || len(action.Pipe.Cmds[0].Args) != 1 {
		return "", false
	}
	field, ok := action.Pipe.Cmds[0].Args[0].(*parse.FieldNode)
	if !ok || len(field.Ident) != 1 {
		return "", false
	}
	return field.Ident[0], true
}
