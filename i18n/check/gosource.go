package check

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"nutag/generator/diag"
)

// translators are the names of functions and methods that take a key as their first or second argument.
var translators = map[string]bool{"T": true, "t": true}

// goUses finds the keys that Go packages below dir name. A file that does not parse is passed over: the compiler tells.
func goUses(root fs.FS, dir string, u *uses, list *diag.List) {
	walk(root, dir, list, func(name, src string) {
		if strings.HasSuffix(name, ".go") && !strings.HasSuffix(name, "_test.go") && !strings.HasPrefix(name, "i18n/check/") {
			u.goFile(name, src)
		}
	})
}

func (u *uses) goFile(name, src string) {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, name, src, parser.SkipObjectResolution)
	if err != nil {
		return
	}
	lines := strings.Split(src, "\n")
	words := slices.ContainsFunc(file.Imports, func(i *ast.ImportSpec) bool { return strings.Contains(i.Path.Value, "/i18n\"") })
	inCall := map[*ast.BasicLit]bool{}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			if translators[calledName(n)] {
				for _, arg := range n.Args[:min(2, len(n.Args))] {
					if lit, ok := arg.(*ast.BasicLit); ok && lit.Kind == token.STRING {
						inCall[lit] = true
						break
					}
				}
			}
		case *ast.BasicLit:
			if n.Kind != token.STRING {
				return true
			}
			text, err := strconv.Unquote(n.Value)
			if err != nil {
				return true
			}
			pos := fset.Position(n.Pos())
			line, col := pos.Line, pos.Column
			snippet := ""
			if line <= len(lines) {
				snippet = lines[line-1]
				col = utf8.RuneCountInString(snippet[:min(pos.Column-1, len(snippet))]) + 2 // after the quotation mark
			}
			if inCall[n] && keyLike.MatchString(text) {
				u.list = append(u.list, use{file: name, line: line, col: col, snippet: snippet, text: text, call: true})
			} else {
				u.literal(name, line, col, snippet, text, words)
			}
		}
		return true
	})
}

func calledName(call *ast.CallExpr) string {
	switch f := call.Fun.(type) {
	case *ast.Ident:
		return f.Name
	case *ast.SelectorExpr:
		return f.Sel.Name
	}
	return ""
}
