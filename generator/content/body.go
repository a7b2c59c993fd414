package content

import (
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"nutag/generator/diag"
	"nutag/generator/plan"
	"nutag/generator/source"
	"nutag/i18n"
	"nutag/i18n/check"
)

// parsedPage is a page with what the comparison of the languages needs.
type parsedPage struct {
	plan.Prose
	text     *source.Text
	file     string
	bodyLine int    // line of the file on which the body begins, from 1
	complete bool   // front matter and text are there
	level    int    // of the last heading
	outline  []mark // headings (Value is the row of # signs) and items of lists ("-", "1.")
	links    []mark // Value is the address
}

// mark is a part of the body with its place in the file.
type mark struct {
	Value     string
	Line, Col int
}

var (
	heading = regexp.MustCompile(`^(#{1,6})(?:\s|$)`)
	// item begins an item of a list; group 2 is there when the list is numbered.
	item  = regexp.MustCompile(`^(\s*)(?:[-*+]|([0-9]{1,9})[.)])\s`)
	fence = regexp.MustCompile("^\\s{0,3}(`{3,}|~{3,})")
	// link is an inline link or picture of Markdown; link references are not used in this portal.
	link     = regexp.MustCompile(`\]\(\s*<?([^)\s>]*)`)
	html     = regexp.MustCompile(`<(?:/?[A-Za-z]|!--)|<!`)
	codeSpan = regexp.MustCompile("`[^`]*`")
	// scheme is what makes an address leave the portal or carry a program.
	scheme = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9+.-]*:`)
)

// body checks the Markdown line by line: headings that build an outline, links that work in any folder, no HTML, and the
// rules of the language. Fenced code is passed over. It tells whether there is any text.
func (p *parsedPage) body(list *diag.List) bool {
	if strings.TrimSpace(p.Body) == "" {
		list.Add(p.problem(p.bodyLine-1, 1, 3, "content-empty", "the page has no text", "write it below the front matter, or delete the page in both languages"))
		return false
	}
	inFence := ""
	for i, line := range p.text.Lines[p.bodyLine-1:] {
		n := p.bodyLine + i
		if f := fence.FindStringSubmatch(line); f != nil {
			switch {
			case inFence == "":
				inFence = f[1]
			case strings.HasPrefix(f[1], inFence):
				inFence = ""
			}
			continue
		}
		if inFence != "" {
			continue
		}
		p.line(n, line, list)
	}
	if inFence != "" {
		list.Add(p.problem(len(p.text.Lines), 1, 1, "content-fence", "a block of code is not closed", "close it with "+inFence))
	}
	return true
}

func (p *parsedPage) line(n int, line string, list *diag.List) {
	// Code is shown as it is; it is hidden here without moving what follows.
	plain := codeSpan.ReplaceAllStringFunc(line, func(s string) string { return strings.Repeat(" ", len(s)) })
	at := func(offset int, part, rule, message, fix string) {
		list.Add(p.problem(n, utf8.RuneCountInString(line[:offset])+1, utf8.RuneCountInString(part), rule, message, fix))
	}
	if h := heading.FindStringSubmatch(plain); h != nil {
		level := len(h[1])
		before := max(1, p.level)
		switch {
		case level == 1:
			at(0, h[1], "content-heading", "a heading of level 1 inside the text; the title is that heading", "begin with ##")
		case level > before+1:
			at(0, h[1], "content-heading", fmt.Sprintf("a heading of level %d follows one of level %d", level, before), "go down one level at a time")
		}
		p.level = level
		p.outline = append(p.outline, mark{h[1], n, 1})
	}
	if m := item.FindStringSubmatch(plain); m != nil {
		kind := "-"
		if m[2] != "" {
			kind = "1."
		}
		p.outline = append(p.outline, mark{kind, n, utf8.RuneCountInString(m[1]) + 1})
	}
	if m := html.FindStringIndex(plain); m != nil {
		at(m[0], line[m[0]:m[1]], "content-html", "HTML in prose, which is not shown", "write it in Markdown")
	}
	for _, m := range link.FindAllStringSubmatchIndex(plain, -1) {
		address := line[m[2]:m[3]]
		p.links = append(p.links, mark{address, n, utf8.RuneCountInString(line[:m[2]]) + 1})
		switch {
		case address == "":
			at(m[0], line[m[0]:m[1]], "content-link", "a link without an address", "write the address into the brackets")
		case strings.HasPrefix(address, "https://"):
		case scheme.MatchString(address) || strings.HasPrefix(address, "/"):
			at(m[2], address, "content-link", fmt.Sprintf("address %s does not work in every copy of the portal", diag.Quote(address)), "write a path from this page, such as ../soums/index.html, or an address that begins with https://")
		case !strings.HasPrefix(address, "#") && !strings.Contains(address, ".html"):
			at(m[2], address, "content-link", fmt.Sprintf("address %s names no file", diag.Quote(address)), "name the file: soums/index.html, not soums/")
		}
	}
	findings := check.English(plain)
	if p.Lang == i18n.MN {
		findings = check.Mongolian(plain)
	}
	for _, f := range findings {
		at(f.Offset, f.Part, f.Rule, fmt.Sprintf("%s: %s", f.Message, diag.Quote(f.Part)), f.Fix)
	}
}

// comparePair holds the two languages of a page to the same outline and the same links, which is what a program can see
// of "both say the same".
func comparePair(dir, id string, pair map[string]*parsedPage, list *diag.List) {
	for _, lang := range i18n.Langs() {
		if _, ok := pair[lang]; !ok {
			for _, other := range i18n.Langs() {
				if pair[other] != nil {
					list.Add(diag.Problem{File: pair[other].file, RuleFile: rulesFile, RuleID: "content-pair", Message: fmt.Sprintf("the page has no twin in language %q", lang), Fix: fmt.Sprintf("write %s/%s.%s.md", dir, id, lang)})
				}
			}
		}
	}
	mn, en := pair[i18n.MN], pair[i18n.EN]
	if mn == nil || en == nil {
		return
	}
	compareMarks(mn, en, mn.outline, en.outline, "heading or list item", "content-outline", list)
	compareMarks(mn, en, mn.links, en.links, "link", "content-links", list)
}

// compareMarks tells the first difference only: what follows it is out of step as well.
func compareMarks(mn, en *parsedPage, a, b []mark, what, rule string, list *diag.List) {
	for i := range min(len(a), len(b)) {
		if a[i].Value != b[i].Value {
			list.Add(en.problem(b[i].Line, b[i].Col, utf8.RuneCountInString(b[i].Value), rule,
				fmt.Sprintf("%s %d is %s here and %s in %s:%d", what, i+1, diag.Quote(b[i].Value), diag.Quote(a[i].Value), mn.file, a[i].Line), "give both languages the same order"))
			return
		}
	}
	longer, marks, shorter := mn, a, en
	if len(b) > len(a) {
		longer, marks, shorter = en, b, mn
	}
	if len(a) != len(b) {
		first := marks[min(len(a), len(b))]
		list.Add(longer.problem(first.Line, first.Col, max(1, utf8.RuneCountInString(first.Value)), rule,
			fmt.Sprintf("%s %d has no counterpart in %s", what, min(len(a), len(b))+1, shorter.file), "say the same in both languages"))
	}
}
