package source

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"

	"nutag/generator/diag"
)

// Kind says what a node of YAML is.
type Kind int

// The kinds of nodes. Aliases, tags and merge keys do not exist here: what is written is what is meant.
const (
	Scalar Kind = iota
	Mapping
	Sequence
	Null
)

// String names the kind for messages.
func (k Kind) String() string {
	return [...]string{"a value", "a mapping", "a list", "nothing"}[k]
}

// Node is one value of a YAML file and its place.
type Node struct {
	Kind    Kind
	Value   string  // of a scalar, as text: the rules decide what is a number or a date
	Quoted  bool    // the scalar stood in quotes
	Entries []Entry // of a mapping, in the order of the file; keys are unique
	Items   []*Node // of a sequence
	Line    int     // from 1
	Col     int     // in runes, from 1
	Width   int     // in runes, of a scalar; 1 otherwise
}

// Entry is a key of a mapping with its value.
type Entry struct {
	Key   *Node // always a scalar
	Value *Node // never nil; an empty value is of kind Null
}

// Get returns the value of a key, or nil when the node is no mapping or lacks the key.
func (n *Node) Get(key string) *Node {
	if n == nil {
		return nil
	}
	for _, e := range n.Entries {
		if e.Key.Value == key {
			return e.Value
		}
	}
	return nil
}

// YAML is a file of one YAML document.
type YAML struct {
	*Text
	Root *Node
}

// Problem starts an error at a node of the file.
func (y *YAML) Problem(n *Node, rule, message, fix string) diag.Problem {
	return y.Text.Problem(n.Line, n.Col, max(n.Width, 1), rule, message, fix)
}

// ReadYAML reads a file with one document. The result is nil when there is any problem: the parser cannot go on after one.
func ReadYAML(fsys fs.FS, name string) (*YAML, diag.List) {
	text, list := ReadText(fsys, name, MaxYAMLBytes)
	if text == nil {
		return nil, list
	}
	return parseYAML(text)
}

// ParseYAML reads a document that is already in memory, such as the head of a content file. Name is used for places.
func ParseYAML(name string, data []byte) (*YAML, diag.List) {
	if len(data) > MaxYAMLBytes {
		var list diag.List
		list.Add(diag.Problem{File: name, RuleID: "file-too-large", RuleFile: RulesFile, Message: fmt.Sprintf("file is larger than %d bytes", MaxYAMLBytes), Fix: "split the file"})
		return nil, list
	}
	text, list := checkText(name, data)
	if text == nil {
		return nil, list
	}
	return parseYAML(text)
}

func parseYAML(text *Text) (*YAML, diag.List) {
	var list diag.List
	y := &YAML{Text: text}
	if line := tooDeep(text.Lines); line > 0 {
		list.Add(text.Problem(line, 0, 0, "yaml-depth", fmt.Sprintf("nested deeper than %d levels", MaxYAMLDepth), "make the structure flatter"))
		return nil, list
	}
	file, err := parseBytes([]byte(strings.Join(text.Lines, "\n") + "\n"))
	if err != nil {
		list.Add(syntaxProblem(text, err))
		return nil, list
	}
	var bodies []ast.Node
	for _, d := range file.Docs {
		if d != nil && d.Body != nil && d.Body.Type() != ast.CommentType {
			bodies = append(bodies, d.Body)
		}
	}
	if len(bodies) != 1 {
		list.Add(text.Problem(0, 0, 0, "yaml-document", fmt.Sprintf("file has %d documents, one is expected", len(bodies)), "keep one document in the file, without --- between parts"))
		return nil, list
	}
	c := converter{y: y, list: &list}
	y.Root = c.node(bodies[0], 0)
	if len(list) > 0 {
		return nil, list
	}
	return y, nil
}

// tooDeep returns the first line that could make the recursive parser run out of stack, or 0. It overestimates on purpose:
// brackets in quotes count too, but no file of ours comes near.
func tooDeep(lines []string) int {
	depth := 0
	for i, line := range lines {
		block := 0
		for _, r := range line {
			switch r {
			case '[', '{':
				depth++
			case ']', '}':
				depth = max(depth-1, 0)
			case '-', '?', ':', '!', '&', '>', '|':
				block++
			case ' ':
			default:
				block = 0
			}
			// A run of rules such as "-----" is an ordinary comment or separator, hence the generous bound.
			if depth > MaxYAMLDepth || block > 8*MaxYAMLDepth {
				return i + 1
			}
		}
	}
	return 0
}

// parseBytes keeps a panic of the parser on hostile input from ending the program: the file is then simply not readable.
func parseBytes(data []byte) (file *ast.File, err error) {
	defer func() {
		if r := recover(); r != nil {
			file, err = nil, errors.New("the parser cannot read this file")
		}
	}()
	// The parser compares each key with all before it; ours is checked with a map while converting.
	return parser.ParseBytes(data, 0, parser.AllowDuplicateMapKey())
}

func syntaxProblem(text *Text, err error) diag.Problem {
	line, col, width := 0, 0, 0
	message := "the parser cannot read this file"
	var positioned yaml.Error
	if errors.As(err, &positioned) {
		message = strings.ToLower(strings.TrimSuffix(positioned.GetMessage(), "."))
		if tok := positioned.GetToken(); tok != nil && tok.Position != nil {
			line, col = clamp(text, tok.Position)
			width = utf8.RuneCountInString(strings.TrimSpace(tok.Value))
		}
	}
	return text.Problem(line, col, width, "yaml-syntax", "not valid YAML: "+message, "mend the YAML: check indentation, quotes and colons around this line")
}

// clamp keeps the parser's position inside the file.
func clamp(text *Text, p *token.Position) (line, col int) {
	line = min(max(p.Line, 1), len(text.Lines))
	col = min(max(p.Column, 1), utf8.RuneCountInString(text.Lines[line-1])+1)
	return line, col
}

type converter struct {
	y     *YAML
	list  *diag.List
	nodes int
}

func (c *converter) refuse(n *Node, rule, message, fix string) *Node {
	if len(*c.list) < maxTextProblems {
		c.list.Add(c.y.Problem(n, rule, message, fix))
	}
	n.Kind = Null
	return n
}

func (c *converter) at(t *token.Token) *Node {
	n := &Node{Kind: Null, Line: 1, Col: 1, Width: 1}
	if t != nil && t.Position != nil {
		n.Line, n.Col = clamp(c.y.Text, t.Position)
	}
	return n
}

func (c *converter) node(from ast.Node, depth int) *Node {
	n := c.at(from.GetToken())
	c.nodes++
	if depth > MaxYAMLDepth || c.nodes > MaxYAMLNodes {
		return c.refuse(n, "yaml-depth", fmt.Sprintf("deeper than %d levels or more than %d values", MaxYAMLDepth, MaxYAMLNodes), "make the structure smaller")
	}
	switch v := from.(type) {
	case *ast.NullNode:
		return n
	case *ast.MappingNode:
		n.Kind = Mapping
		seen := make(map[string]bool, len(v.Values))
		for _, value := range v.Values {
			c.entry(n, value, depth, seen)
		}
		if len(n.Entries) > 0 && !v.IsFlowStyle {
			n.Line, n.Col = n.Entries[0].Key.Line, n.Entries[0].Key.Col
		}
		return n
	case *ast.MappingValueNode:
		n.Kind = Mapping
		c.entry(n, v, depth, map[string]bool{})
		if len(n.Entries) > 0 {
			n.Line, n.Col = n.Entries[0].Key.Line, n.Entries[0].Key.Col
		}
		return n
	case *ast.SequenceNode:
		n.Kind = Sequence
		for _, item := range v.Values {
			if item == nil {
				n.Items = append(n.Items, &Node{Kind: Null, Line: n.Line, Col: n.Col, Width: 1})
				continue
			}
			n.Items = append(n.Items, c.node(item, depth+1))
		}
		return n
	case *ast.LiteralNode:
		n.Kind = Scalar
		if v.Value != nil {
			n.Value = v.Value.Value
		}
		return n
	case *ast.StringNode, *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode, *ast.InfinityNode, *ast.NanNode:
		return c.scalar(n, from)
	}
	return c.refuse(n, "yaml-feature", "anchors, aliases, tags and merge keys are not used here", "write the value in full")
}

func (c *converter) scalar(n *Node, from ast.Node) *Node {
	n.Kind = Scalar
	tok := from.GetToken()
	n.Value = tok.Value
	if s, ok := from.(*ast.StringNode); ok {
		n.Value = s.Value
	}
	n.Quoted = tok.Type == token.SingleQuoteType || tok.Type == token.DoubleQuoteType
	n.Width = max(utf8.RuneCountInString(n.Value), 1)
	if n.Quoted {
		n.Width += 2
	}
	// A value folded over lines is underlined to the end of its first line only.
	n.Width = min(n.Width, max(utf8.RuneCountInString(c.y.Line(n.Line))-n.Col+1, 1))
	return n
}

func (c *converter) entry(into *Node, v *ast.MappingValueNode, depth int, seen map[string]bool) {
	if v == nil || v.Key == nil {
		return
	}
	key := c.at(v.Key.GetToken())
	switch v.Key.(type) {
	case *ast.StringNode, *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode:
		key = c.scalar(key, v.Key)
	case *ast.NullNode:
		key.Kind, key.Value = Scalar, v.Key.GetToken().Value
	default:
		c.refuse(key, "yaml-feature", "only plain text can be a key", "write the key as plain text")
		return
	}
	if seen[key.Value] {
		c.refuse(key, "yaml-duplicate-key", "key "+diag.Quote(key.Value)+" stands twice", "keep one of the two")
		return
	}
	seen[key.Value] = true
	value := &Node{Kind: Null, Line: key.Line, Col: key.Col, Width: key.Width}
	if v.Value != nil {
		value = c.node(v.Value, depth+1)
	}
	into.Entries = append(into.Entries, Entry{Key: key, Value: value})
}
