package build

import (
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"nutag/generator/diag"
)

// renderProblem turns an error of the renderer into a problem at the place in the theme that it names. Hugo stops at its
// first error and writes the place into the text, as "/path/to/file.html:12:3".
func renderProblem(dir string, err error) diag.Problem {
	p := diag.Problem{File: "themes/nutag", Message: strings.TrimSuffix(strings.Join(strings.Fields(err.Error()), " "), "."),
		RuleID: "render", RuleFile: "docs/ARCHITECTURE.md", Fix: "mend the template, or the message or value that it names; the words are Hugo's"}
	abs, aerr := filepath.Abs(dir)
	if aerr != nil {
		return p
	}
	// The innermost place comes last: the others are the templates that called it.
	all := regexp.MustCompile(`([^\s":]+\.[a-z]+):([0-9]+)(?::([0-9]+))?`).FindAllStringSubmatch(p.Message, -1)
	for i := len(all) - 1; i >= 0; i-- {
		m := all[i]
		file := filepath.FromSlash(m[1])
		if rel, err := filepath.Rel(abs, file); filepath.IsAbs(file) && err == nil && filepath.IsLocal(rel) {
			p.File = filepath.ToSlash(rel)
			p.Line, _ = strconv.Atoi(m[2])
			p.Col, _ = strconv.Atoi(m[3])
			break
		}
	}
	// The same text on every machine: paths from the root of the repository.
	p.Message = strings.ReplaceAll(p.Message, filepath.ToSlash(abs)+"/", "")
	return p
}
