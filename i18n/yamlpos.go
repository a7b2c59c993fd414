package i18n

import (
	"errors"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
)

// pairsOf gives the key-value pairs of a YAML mapping; the parser has a type of its own for a mapping of one pair.
func pairsOf(n ast.Node) ([]*ast.MappingValueNode, bool) {
	switch v := n.(type) {
	case *ast.MappingNode:
		return v.Values, true
	case *ast.MappingValueNode:
		return []*ast.MappingValueNode{v}, true
	}
	return nil, false
}

func keyText(n ast.MapKeyNode) string {
	if s, ok := n.(*ast.StringNode); ok {
		return s.Value
	}
	return n.String()
}

func position(n ast.Node) (line, col int) {
	if n == nil || n.GetToken() == nil || n.GetToken().Position == nil {
		return 0, 0
	}
	pos := n.GetToken().Position
	return pos.Line, pos.Column
}

func errorPosition(err error) (line, col int) {
	var y yaml.Error
	if errors.As(err, &y) && y.GetToken() != nil && y.GetToken().Position != nil {
		return y.GetToken().Position.Line, y.GetToken().Position.Column
	}
	return 0, 0
}

func firstLine(s string) string {
	s, _, _ = strings.Cut(s, "\n")
	if _, after, ok := strings.Cut(s, "] "); ok && strings.HasPrefix(s, "[") {
		s = after // the parser prints its own [line:col]
	}
	return s
}

// shorten keeps a hostile key from filling the report.
func shorten(s string) string {
	const limit = 60
	if r := []rune(s); len(r) > limit {
		return string(r[:limit]) + "…"
	}
	return s
}
