// Package trim turns the links of an edition to what the edition leaves out into text.
//
// It works on finished pages, because links come from many places (views, prose, templates, drawings) and a copy must have no
// dead one from any of them. A link whose target the edition should hold is left alone, even when it is dead: that is a fault of
// the portal, and verify tells it.
package trim

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"

	"golang.org/x/net/html"
)

// Options say what is left out and how that is marked.
type Options struct {
	// Holds tells whether the edition has the file at an address relative to the root of the site.
	Holds func(address string) bool
	// Mark gives the words behind a link that became text, for a page in the language; never empty.
	Mark func(lang string) string
}

// Folder trims every page and drawing below dir in place and counts the links that became text.
func Folder(ctx context.Context, dir string, o Options) (int, error) {
	total := 0
	err := filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		ext := path.Ext(entry.Name())
		if entry.IsDir() || ext != ".html" && ext != ".svg" {
			return nil
		}
		relative, err := filepath.Rel(dir, name)
		if err != nil {
			return err
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		trimmed, n, err := Page(data, filepath.ToSlash(relative), o)
		if err != nil || n == 0 {
			return err
		}
		total += n
		return os.WriteFile(name, trimmed, 0o644)
	})
	if err != nil {
		return total, fmt.Errorf("trim: %w", err)
	}
	return total, nil
}

// Page trims one page or drawing at an address and counts the links that became text. Every other byte stays as it is.
func Page(data []byte, address string, o Options) ([]byte, int, error) {
	t := trimmer{Options: o, address: address, drawn: strings.HasSuffix(address, ".svg")}
	t.lang, _, _ = strings.Cut(address, "/")
	tokens := html.NewTokenizer(bytes.NewReader(data))
	for {
		switch kind := tokens.Next(); kind {
		case html.ErrorToken:
			if err := tokens.Err(); err != io.EOF {
				return nil, 0, fmt.Errorf("%s: %w", address, err)
			}
			t.out.Write(tokens.Raw()) // a tag that the file ends in
			return t.out.Bytes(), t.n, nil
		case html.StartTagToken, html.SelfClosingTagToken:
			raw := bytes.Clone(tokens.Raw()) // the tokenizer changes the bytes while it reads the tag
			t.start(raw, tokens.Token(), kind == html.SelfClosingTagToken)
		case html.EndTagToken:
			raw := bytes.Clone(tokens.Raw())
			t.end(raw, tokens.Token().Data)
		default:
			t.out.Write(tokens.Raw())
		}
	}
}

type trimmer struct {
	Options
	address, lang string
	drawn         bool // inside a drawing
	out           bytes.Buffer
	open          string // end tag that takes the place of </a>, "" where the link stays
	mark          string // what stands before it
	n             int
}

func (t *trimmer) start(raw []byte, token html.Token, closed bool) {
	switch token.Data {
	case "svg":
		t.drawn = true
	case "a":
		t.open, t.mark = "", ""
		if t.gone(token) {
			t.n++
			t.link(token, closed)
			return
		}
	case "link":
		// A feed or another form of the page that the edition has not.
		if t.gone(token) {
			t.n++
			return
		}
	}
	t.out.Write(raw)
}

// kept are the attributes that mean something without a target.
var kept = regexp.MustCompile(`^(id|class|lang|aria-label|data-.*)$`)

// link writes what takes the place of a link: a group in a drawing, else a span with the mark behind its text.
func (t *trimmer) link(token html.Token, closed bool) {
	name, mark := "span", t.Mark(t.lang)
	if t.drawn {
		name = "g"
	}
	t.out.WriteString("<" + name)
	for _, a := range token.Attr {
		if !kept.MatchString(a.Key) {
			continue
		}
		value := a.Val
		if a.Key == "aria-label" {
			// A label replaces the text, so the mark must stand in it. A group needs a role to have one.
			value += " (" + mark + ")"
			if name == "g" {
				t.out.WriteString(` role="img"`)
			}
		}
		fmt.Fprintf(&t.out, ` %s="%s"`, a.Key, html.EscapeString(value))
	}
	if closed {
		t.out.WriteString("/>")
		return
	}
	t.out.WriteByte('>')
	t.open = "</" + name + ">"
	if name == "span" {
		t.mark = ` <small class="absent">(` + html.EscapeString(mark) + ")</small>"
	}
}

func (t *trimmer) end(raw []byte, name string) {
	if name == "svg" {
		t.drawn = strings.HasSuffix(t.address, ".svg")
	}
	if name == "a" && t.open != "" {
		t.out.WriteString(t.open + t.mark)
		t.open, t.mark = "", ""
		return
	}
	t.out.Write(raw)
}

// gone tells whether the target of a link is a file of the portal that the edition leaves out.
func (t *trimmer) gone(token html.Token) bool {
	for _, a := range token.Attr {
		if a.Key == "href" || a.Namespace == "xlink" && a.Key == "href" {
			if target, ok := t.resolve(a.Val); ok {
				return !t.Holds(target)
			}
		}
	}
	return false
}

var scheme = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9+.-]*:`)

// resolve gives the file a link leads to, relative to the root of the site; false for the page itself and for what lies outside.
func (t *trimmer) resolve(raw string) (string, bool) {
	raw = strings.TrimSpace(raw)
	raw, _, _ = strings.Cut(raw, "#")
	raw, _, _ = strings.Cut(raw, "?")
	if raw == "" || strings.HasPrefix(raw, "/") || scheme.MatchString(raw) {
		return "", false
	}
	name, err := url.PathUnescape(raw)
	if err != nil {
		return "", false
	}
	target := path.Join(path.Dir(t.address), name)
	return target, target != ".." && !strings.HasPrefix(target, "../")
}
