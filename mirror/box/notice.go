package box

import (
	"bytes"
	"errors"
	"fmt"
	"html/template"
	"io"
	"os"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"nutag/i18n"
)

// Bounds of a notice: a page that one reads standing, not a site of its own.
const (
	maxNotice     = 16 << 10 // bytes
	maxNoticeLine = 2000     // bytes
)

// Notice is the host's own text, by language. It stands on pages of the server and never on signed ones.
type Notice map[string]template.HTML

// ErrNotice is wrapped when a notice cannot be shown.
var ErrNotice = errors.New("the notice cannot be shown")

// ReadNotice reads a notice, plain text or a little Markdown in UTF-8. file is shown in both languages; where english
// is not "", that file is shown in English instead. Two empty names give no notice.
func ReadNotice(file, english string) (Notice, error) {
	n := Notice{}
	if file != "" {
		html, err := readNotice(file)
		if err != nil {
			return nil, err
		}
		for _, lang := range i18n.Langs() {
			n[lang] = html
		}
	}
	if english != "" {
		html, err := readNotice(english)
		if err != nil {
			return nil, err
		}
		n[i18n.EN] = html
	}
	return n, nil
}

func readNotice(name string) (template.HTML, error) {
	f, err := os.Open(name)
	if err != nil {
		return "", fmt.Errorf("%w: %w", ErrNotice, err)
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxNotice+1))
	if err != nil {
		return "", fmt.Errorf("%w: %w", ErrNotice, err)
	}
	html, err := renderNotice(data)
	if err != nil {
		return "", fmt.Errorf("%w: %s %w", ErrNotice, name, err)
	}
	return html, nil
}

// renderNotice makes HTML of a notice. HTML in it is shown as the letters that it is written with, pictures are left out,
// and links lead to https, http, mail and telephone alone.
func renderNotice(data []byte) (template.HTML, error) {
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	data = bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n"))
	switch {
	case len(data) > maxNotice:
		return "", fmt.Errorf("is longer than %d bytes; shorten it", maxNotice)
	case !utf8.Valid(data):
		return "", errors.New("is not UTF-8; save it as UTF-8")
	case strings.TrimSpace(string(data)) == "":
		return "", errors.New("is empty; write how to reach you, or leave the flag out")
	}
	for line := range bytes.Lines(data) {
		if len(line) > maxNoticeLine {
			return "", fmt.Errorf("has a line longer than %d bytes; break it", maxNoticeLine)
		}
		for _, r := range string(line) {
			if unicode.IsControl(r) && r != '\n' && r != '\t' || unicode.Is(unicode.Bidi_Control, r) {
				return "", fmt.Errorf("holds the invisible sign U+%04X; type the text anew", r)
			}
		}
	}
	// Without the parsers of HTML its signs are letters like others.
	p := parser.NewParser(
		parser.WithBlockParsers(
			util.Prioritized(parser.NewSetextHeadingParser(), 100), util.Prioritized(parser.NewThematicBreakParser(), 200),
			util.Prioritized(parser.NewListParser(), 300), util.Prioritized(parser.NewListItemParser(), 400),
			util.Prioritized(parser.NewATXHeadingParser(), 600), util.Prioritized(parser.NewBlockquoteParser(), 800),
			util.Prioritized(parser.NewParagraphParser(), 1000)),
		parser.WithInlineParsers(
			util.Prioritized(parser.NewLinkParser(), 200), util.Prioritized(parser.NewAutoLinkParser(), 300),
			util.Prioritized(parser.NewEmphasisParser(), 500)),
		parser.WithParagraphTransformers(parser.DefaultParagraphTransformers()...),
		parser.WithASTTransformers(util.Prioritized(tame{}, 100)),
	)
	var b bytes.Buffer
	if err := goldmark.New(goldmark.WithParser(p)).Convert(data, &b); err != nil {
		return "", err
	}
	return template.HTML(b.String()), nil // goldmark escapes all text, and there is no parser of HTML
}

// tame takes out what a notice may not have, and puts its headings below that of the page.
type tame struct{}

// Transform changes the tree before it is written.
func (tame) Transform(doc *ast.Document, reader text.Reader, _ parser.Context) {
	var pictures, links []ast.Node
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Heading:
			n.Level = 3 // below the heading of the page's part; one kind is enough for a notice
		case *ast.Image:
			pictures = append(pictures, n)
		case *ast.Link:
			if !allowedLink(string(n.Destination)) {
				links = append(links, n)
			}
		case *ast.AutoLink:
			if n.AutoLinkType == ast.AutoLinkURL && !allowedLink(string(n.URL(reader.Source()))) {
				pictures = append(pictures, n)
			}
		}
		return ast.WalkContinue, nil
	})
	for _, n := range pictures {
		n.Parent().RemoveChild(n.Parent(), n)
	}
	for _, n := range links { // the words stay
		parent := n.Parent()
		for c := n.FirstChild(); c != nil; {
			next := c.NextSibling()
			parent.InsertBefore(parent, n, c)
			c = next
		}
		parent.RemoveChild(parent, n)
	}
}

func allowedLink(address string) bool {
	lower := strings.ToLower(address)
	for _, scheme := range []string{"https://", "http://", "mailto:", "tel:"} {
		if strings.HasPrefix(lower, scheme) {
			return true
		}
	}
	return false
}
