package searchdocs

import (
	"regexp"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// shortcode is a call of the theme inside the prose; what it prints is not known here.
var shortcode = regexp.MustCompile(`\{\{[<%].*?[%>]\}\}`)

// plain turns Markdown into text without marks and lists the headings. The text keeps the headings in their place; code and
// raw HTML are left out, and of a link only its words are kept.
func plain(markdown string) (string, []string) {
	src := []byte(shortcode.ReplaceAllString(markdown, ""))
	var headings []string
	var blocks []string
	// Hugo's parser with those of its extensions that change which words are text.
	md := goldmark.New(goldmark.WithExtensions(extension.Table, extension.DefinitionList, extension.Footnote, extension.Strikethrough, extension.TaskList))
	root := md.Parser().Parse(text.NewReader(src))
	// The walk fails only when the function given to it does, and that never does.
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering || n.Type() != ast.TypeBlock {
			return ast.WalkContinue, nil
		}
		switch n.Kind() {
		case ast.KindHeading, ast.KindParagraph, ast.KindTextBlock, east.KindTableCell, east.KindDefinitionTerm:
			var b strings.Builder
			inline(&b, n, src)
			words := strings.Join(strings.Fields(b.String()), " ")
			if words == "" {
				return ast.WalkSkipChildren, nil
			}
			if n.Kind() == ast.KindHeading {
				headings = append(headings, words)
			}
			blocks = append(blocks, stopped(words))
			return ast.WalkSkipChildren, nil
		}
		return ast.WalkContinue, nil
	})
	return strings.Join(blocks, " "), headings
}

// inline writes the words of the children of a node.
func inline(b *strings.Builder, n ast.Node, src []byte) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			b.Write(unescape(c.Segment.Value(src)))
			if c.SoftLineBreak() || c.HardLineBreak() {
				b.WriteByte(' ')
			}
		case *ast.String:
			b.Write(c.Value)
		case *ast.AutoLink:
			b.Write(c.Label(src))
		case *ast.RawHTML:
		default:
			inline(b, c, src)
		}
	}
}

// unescape resolves backslashes and entities.
func unescape(s []byte) []byte {
	return util.ResolveEntityNames(util.ResolveNumericReferences(util.UnescapePunctuations(s)))
}

// stopped ends a block with a full stop where it has no mark, so that a snippet does not run two blocks together.
func stopped(s string) string {
	if strings.HasSuffix(s, ".") || strings.HasSuffix(s, "?") || strings.HasSuffix(s, "!") || strings.HasSuffix(s, ":") || strings.HasSuffix(s, "…") {
		return s
	}
	return s + "."
}
