package training

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"nutag/generator/diag"
	"nutag/generator/model"
)

// sectionIDs are the parts of every lesson, in this order.
var sectionIDs = []string{"story", "idea", "example", "exercise", "takeaway"}

var (
	sectionHead = regexp.MustCompile(`^## (.+?) \{#([a-z]+)\}$`)
	anyHead     = regexp.MustCompile(`^#{1,6}(?:\s|$)`)
	insertion   = regexp.MustCompile(`\{fact:([a-z0-9_]+)\}`)
	braces      = regexp.MustCompile(`\{[^}]*\}?`)
	glued       = regexp.MustCompile(`\{fact:[a-z0-9_]+\}-?\p{L}`)
	link        = regexp.MustCompile(`\]\(|<[A-Za-z/!]|https?:`)
	listItem    = regexp.MustCompile(`^\s*(?:[-*+]|[0-9]{1,2}[.)])\s`)
	listNumber  = regexp.MustCompile(`^\s*[0-9]{1,2}[.)]\s`)
	figure      = regexp.MustCompile(`[0-9][0-9,]*(?:\.[0-9]+)?`)
	grouped     = regexp.MustCompile(`^[0-9]{1,3}(?:,[0-9]{3})*(?:\.[0-9]+)?$`)
)

// firstYear to lastYear are numbers that need no account in an example: years.
const firstYear, lastYear = 1990, 2030

// body reads the five sections and checks every line of them.
func (l *loader) body(t *lessonText) {
	var bodies [][]string
	words := 0
	takeaways := 0
	for i, line := range t.text.Lines[min(t.bodyLine-1, len(t.text.Lines)):] {
		n := t.bodyLine + i
		if m := sectionHead.FindStringSubmatch(line); m != nil {
			t.Sections = append(t.Sections, model.LessonSection{ID: m[2], Heading: m[1]})
			bodies = append(bodies, nil)
			if k := len(t.Sections); k > len(sectionIDs) || sectionIDs[k-1] != m[2] {
				l.at(t.text, n, 1, utf8.RuneCountInString(line), "lesson-sections", fmt.Sprintf("section %d is %s", k, diag.Quote(m[2])), "keep the order "+strings.Join(sectionIDs, ", "))
			}
			words += len(strings.Fields(m[1]))
			l.language(t, n, line)
			continue
		}
		if anyHead.MatchString(line) {
			l.at(t.text, n, 1, 2, "lesson-sections", "a heading without a mark", "write it like ## Heading {#idea}, or as bold words")
			continue
		}
		words += len(strings.Fields(line))
		if len(t.Sections) == 0 {
			if strings.TrimSpace(line) != "" {
				l.at(t.text, n, 1, 1, "lesson-sections", "text before the first section", "put it into the story")
			}
			continue
		}
		section := t.Sections[len(t.Sections)-1].ID
		bodies[len(bodies)-1] = append(bodies[len(bodies)-1], line)
		if section == "takeaway" && listItem.MatchString(line) {
			takeaways++
		}
		l.line(t, section, n, line)
	}
	for i := range t.Sections {
		t.Sections[i].Body = strings.TrimSpace(strings.Join(bodies[i], "\n"))
		if t.Sections[i].Body == "" {
			l.at(t.text, t.bodyLine, 1, 1, "lesson-sections", fmt.Sprintf("section %s is empty", diag.Quote(t.Sections[i].ID)), "write it")
		}
	}
	if len(t.Sections) < len(sectionIDs) {
		l.at(t.text, t.bodyLine, 1, 1, "lesson-sections", fmt.Sprintf("the lesson has %d sections", len(t.Sections)), "write all of "+strings.Join(sectionIDs, ", "))
	}
	if words < minWords || words > maxWords {
		l.at(t.text, t.bodyLine, 1, 1, "lesson-words", fmt.Sprintf("the text has %d words", words), fmt.Sprintf("give it %d to %d", minWords, maxWords))
	}
	if takeaways != 3 && len(t.Sections) == len(sectionIDs) {
		l.at(t.text, len(t.text.Lines), 1, 1, "lesson-takeaway", fmt.Sprintf("there are %d lines to take away", takeaways), "write a list of three")
	}
	t.Reading = measure(t.Sections)
}

// line checks one line of a section.
func (l *loader) line(t *lessonText, section string, n int, line string) {
	tell := func(offset int, part, rule, message, fix string) {
		l.at(t.text, n, utf8.RuneCountInString(line[:offset])+1, max(1, utf8.RuneCountInString(part)), rule, message, fix)
	}
	for _, m := range insertion.FindAllStringSubmatch(line, -1) {
		t.used[m[1]] = true
		if !slices.Contains(t.facts, m[1]) {
			tell(strings.Index(line, m[0]), m[0], "lesson-fact", fmt.Sprintf("fact %s is not listed", diag.Quote(m[1])), "add it to facts in the front matter")
		}
	}
	if m := glued.FindStringIndex(line); m != nil {
		tell(m[0], line[m[0]:m[1]], "lesson-fact", "an ending is glued to an inserted fact", "word the sentence so that a space or a mark follows")
	}
	// An insertion is hidden without moving what follows.
	plain := insertion.ReplaceAllStringFunc(line, func(s string) string { return strings.Repeat(" ", len(s)) })
	if m := braces.FindStringIndex(plain); m != nil {
		tell(m[0], plain[m[0]:m[1]], "lesson-fact", "braces are for facts only", "write {fact:id}")
	}
	if m := link.FindStringIndex(plain); m != nil {
		tell(m[0], plain[m[0]:m[1]], "lesson-link", "a link or HTML in a lesson", "name the page in related; it is shown below the lesson")
	}
	if strings.HasPrefix(strings.TrimSpace(plain), "|") && strings.Count(strings.Trim(strings.TrimSpace(plain), "|"), "|")+1 > maxColumns {
		tell(0, "|", "lesson-table", fmt.Sprintf("a table of more than %d columns", maxColumns), "make it narrower: it must fit on a phone")
	}
	l.language(t, n, line)
	plain = listNumber.ReplaceAllStringFunc(plain, func(s string) string { return strings.Repeat(" ", len(s)) })
	for _, m := range figure.FindAllStringIndex(plain, -1) {
		text := strings.TrimRight(plain[m[0]:m[1]], ",")
		value, err := strconv.ParseFloat(strings.ReplaceAll(text, ",", ""), 64)
		if err != nil || strings.Contains(text, ",") && !grouped.MatchString(text) {
			tell(m[0], text, "lesson-number", diag.Quote(text)+" is not a number as readers write it", "write 1,200,000")
			continue
		}
		t.numbers[section] = append(t.numbers[section], canonical(value))
		year := value >= firstYear && value <= lastYear && !strings.ContainsAny(text, ".,")
		if section == "example" && !t.stated[value] && !year {
			tell(m[0], text, "lesson-number", "the number "+text+" of the example is in neither given nor sums", "add it to given when it is assumed, to sums when it is computed")
		}
	}
}

func (l *loader) language(t *lessonText, n int, line string) {
	plain := braces.ReplaceAllStringFunc(line, func(s string) string { return strings.Repeat(" ", len(s)) })
	for _, x := range languageRules(t.lang, plain) {
		l.at(t.text, n, utf8.RuneCountInString(line[:min(x.Offset, len(line))])+1, utf8.RuneCountInString(x.Part), x.Rule, fmt.Sprintf("%s: %s", x.Message, diag.Quote(x.Part)), x.Fix)
	}
}

func canonical(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// numbersIn gives the numbers of a text in order, without thousands commas.
func numbersIn(s string) []string {
	var out []string
	for _, m := range figure.FindAllString(s, -1) {
		if v, err := strconv.ParseFloat(strings.ReplaceAll(strings.TrimRight(m, ","), ",", ""), 64); err == nil {
			out = append(out, canonical(v))
		}
	}
	return out
}
