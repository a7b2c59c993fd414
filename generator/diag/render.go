package diag

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"strings"
)

// Format names a way to write a list.
type Format string

// The three formats of the flag --format.
const (
	Text   Format = "text"   // for people
	JSON   Format = "json"   // one document, for programs
	GitHub Format = "github" // workflow commands, one annotation a line
)

// ParseFormat accepts the words of the flag --format.
func ParseFormat(s string) (Format, error) {
	switch f := Format(s); f {
	case Text, JSON, GitHub:
		return f, nil
	}
	return "", fmt.Errorf("unknown format %q: use text, json or github", s)
}

// sameRule bounds how often the text format repeats one rule for one file: a broken column of 5,000 rows is one mistake, and
// the other mistakes must stay visible. JSON and GitHub hold all.
const sameRule = 20

// Write sorts the list and writes it in the format. The text ends with a line of counts; an empty list writes nothing in
// text and github, and an empty document in json.
func (l List) Write(w io.Writer, format Format) error {
	l.Sort()
	b := bufio.NewWriter(w)
	switch format {
	case JSON:
		if err := l.writeJSON(b); err != nil {
			return err
		}
	case GitHub:
		for i := range l {
			writeGitHub(b, &l[i])
		}
	case Text:
		l.writeText(b)
	default:
		return fmt.Errorf("unknown format %q", format)
	}
	return b.Flush()
}

func (l List) writeText(w *bufio.Writer) {
	type group struct{ file, rule string }
	seen := map[group]int{}
	for i := range l {
		seen[group{l[i].File, l[i].RuleID}]++
	}
	told := map[group]int{}
	for i := range l {
		p := &l[i]
		g := group{p.File, p.RuleID}
		told[g]++
		if told[g] <= sameRule {
			writeText(w, p)
		}
		if told[g] == sameRule && seen[g] > sameRule {
			fmt.Fprintf(w, "%s: and %d more of [%s] in this file, see --format json\n", p.File, seen[g]-sameRule, p.RuleID)
		}
	}
	if len(l) > 0 {
		fmt.Fprintf(w, "%s, %s\n", plural(l.Errors(), "error"), plural(l.Warnings(), "warning"))
	}
}

func plural(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

func writeText(w *bufio.Writer, p *Problem) {
	w.WriteString(place(p.File, p.Line, p.Col))
	fmt.Fprintf(w, ": %s: %s [%s]\n", p.Severity, p.Message, p.RuleID)
	if p.Snippet != "" {
		line, indent, width := excerpt(p.Snippet, p.Col, p.Width)
		fmt.Fprintf(w, "    | %s\n", line)
		if p.Col > 0 {
			fmt.Fprintf(w, "    | %s%s\n", strings.Repeat(" ", indent), strings.Repeat("^", width))
		}
	}
	if p.RuleFile != "" {
		fmt.Fprintf(w, "  rule: %s\n", place(p.RuleFile, p.RuleLine, 0))
	}
	fmt.Fprintf(w, "  fix:  %s\n", p.Fix)
}

func place(file string, line, col int) string {
	switch {
	case line <= 0:
		return file
	case col <= 0:
		return fmt.Sprintf("%s:%d", file, line)
	}
	return fmt.Sprintf("%s:%d:%d", file, line, col)
}

// Excerpts show at most this many runes of a line, with some of what stands before the place.
const (
	excerptRunes  = 96
	excerptBefore = 32
)

// excerpt cuts a window around the column and returns it with the indent and length of the carets.
func excerpt(line string, col, width int) (text string, indent, carets int) {
	runes := []rune(Printable(strings.ReplaceAll(line, "\t", " ")))
	at := min(max(col-1, 0), len(runes))
	from := 0
	if len(runes) > excerptRunes && at > excerptBefore {
		from = at - excerptBefore
	}
	to := min(len(runes), from+excerptRunes)
	text = string(runes[from:to])
	indent = at - from
	if from > 0 {
		text, indent = "…"+text, indent+1
	}
	if to < len(runes) {
		text += "…"
	}
	carets = min(max(width, 1), max(to-at, 1))
	return text, indent, carets
}

type jsonProblem struct {
	Severity string `json:"severity"`
	File     string `json:"file"`
	Line     int    `json:"line,omitempty"`
	Col      int    `json:"col,omitempty"`
	Width    int    `json:"width,omitempty"`
	Message  string `json:"message"`
	Rule     string `json:"rule"`
	RuleFile string `json:"rule_file,omitempty"`
	RuleLine int    `json:"rule_line,omitempty"`
	Fix      string `json:"fix"`
}

func (l List) writeJSON(w io.Writer) error {
	doc := struct {
		Errors   int           `json:"errors"`
		Warnings int           `json:"warnings"`
		Problems []jsonProblem `json:"problems"`
	}{l.Errors(), l.Warnings(), make([]jsonProblem, 0, len(l))}
	for i := range l {
		p := &l[i]
		doc.Problems = append(doc.Problems, jsonProblem{p.Severity.String(), p.File, p.Line, p.Col, p.Width, p.Message, p.RuleID, p.RuleFile, p.RuleLine, p.Fix})
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(doc)
}

// The escapes of workflow commands: https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts
var (
	githubData     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	githubProperty = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

func writeGitHub(w *bufio.Writer, p *Problem) {
	fmt.Fprintf(w, "::%s file=%s", p.Severity, githubProperty.Replace(p.File))
	if p.Line > 0 {
		fmt.Fprintf(w, ",line=%d", p.Line)
		if p.Col > 0 {
			fmt.Fprintf(w, ",col=%d,endColumn=%d", p.Col, p.Col+max(p.Width, 1)-1)
		}
	}
	fmt.Fprintf(w, ",title=%s::%s\n", githubProperty.Replace(p.RuleID), githubData.Replace(p.Message+" ["+p.RuleID+"]\nfix: "+p.Fix))
}
