package check

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"nutag/generator/diag"
	"nutag/i18n"
	"nutag/i18n/avoid"
)

// Finding is a breach of a language rule in a text.
type Finding struct {
	Part    string // the words it is about, as they stand in the text
	Offset  int    // of Part, in bytes
	Rule    string
	Message string
	Fix     string
}

type rule struct {
	id      string
	pattern *regexp.Regexp // group 1, where there is one, is the part meant
	message string
	fix     string
}

// The rules come from the portal's guide to Mongolian in interfaces: an ending follows the last sound of the word before
// it, so no program can add one to a value, and a noun after a number stays singular. Go's \b knows Latin letters only,
// hence the explicit ends of words.
var mongolianRules = []rule{
	{"mn-glued-ending", regexp.MustCompile(`(\}\}-?\p{Cyrillic}+)`),
		"a word or ending is glued to an inserted value", `inflect a noun after the value ("{{ .name }} сумын …") or write a label and a colon`},
	{"mn-plural-after-number", regexp.MustCompile(`(?i)((?:\d|\{\{ ?\.(?:n|total|count) ?\}\})[\s\x{00A0}]+\p{Cyrillic}+(?:ууд|үүд))(?:$|[^\p{L}])`),
		"a noun after a number is in the plural", `write the singular: "5 сум"`},
	{"mn-mixed-letters", regexp.MustCompile(`(\p{L}*(?:\p{Cyrillic}[A-Za-z]|[A-Za-z]\p{Cyrillic})\p{L}*)`),
		"a Latin letter stands inside a Cyrillic word", "retype the word with the Mongolian keyboard"},
	{"mn-wrong-letter", regexp.MustCompile(`(\p{L}*[єїЄЇѳѲ]\p{L}*)`),
		"a letter that Mongolian does not have", "write ө for є and ѳ, ү for ї"},
	{"mn-short-ending", regexp.MustCompile(`(\d-[снг])(?:$|[^\p{L}])`),
		"a clipped ending after a figure", "reword, or write the full ending as it is spoken: 19-өөс"},
	{"mn-quotes", regexp.MustCompile(`(["«»„‟])`),
		"a quotation mark that is not “ or ”", "write “ ” around the words, ‘ ’ inside them"},
}

var (
	placeholder = regexp.MustCompile(`\{\{[^{}]*\}\}`)
	shortNumber = regexp.MustCompile(`^\}\}-р(?:[^\p{L}]|$)`)
)

// Mongolian gives the breaches of the rules in a Mongolian text: a message, or a line of prose.
func Mongolian(text string) []Finding {
	var found []Finding
	if !norm.NFC.IsNormalString(text) {
		found = append(found, Finding{Part: text, Rule: "text-nfc", Message: "the text is not in normal form NFC", Fix: "retype the letters й and ё as single signs"})
	}
	// What stands inside {{ }} is a name of ours, not Mongolian; it is hidden without moving anything.
	hidden := placeholder.ReplaceAllStringFunc(text, func(s string) string { return "{{" + strings.Repeat(" ", len(s)-4) + "}}" })
	for _, r := range mongolianRules {
		in := hidden
		if r.id == "mn-plural-after-number" {
			in = text
		}
		for _, at := range r.pattern.FindAllStringSubmatchIndex(in, -1) {
			part := text[at[2]:at[3]]
			if r.id == "mn-glued-ending" && shortNumber.MatchString(text[at[2]:]) {
				continue // "-р" is the one ending that is the same after every number
			}
			found = append(found, Finding{Part: part, Offset: at[2], Rule: r.id, Message: r.message, Fix: r.fix})
		}
	}
	return found
}

// English gives the breaches in an English text: marks only, since English has no endings to glue.
func English(text string) []Finding {
	var found []Finding
	if !norm.NFC.IsNormalString(text) {
		found = append(found, Finding{Part: text, Rule: "text-nfc", Message: "the text is not in normal form NFC", Fix: "retype letters with accents as single signs"})
	}
	for i, r := range text {
		if strings.ContainsRune("\"«»„", r) {
			found = append(found, Finding{Part: string(r), Offset: i, Rule: "en-quotes", Message: "a quotation mark that is not “ or ”", Fix: "write “ ” around the words"})
		}
	}
	return found
}

// oneRule is right in most cases only. A person who has looked at a message says so by a comment at the end of its line:
// # checked: mn-one-form
const oneRule = "mn-one-form"

func (f *messageFile) checked(m *i18n.Message, rule string) bool {
	_, comment, ok := strings.Cut(f.lines[m.Line-1], "# checked: ")
	return ok && slices.Contains(strings.Fields(comment), rule)
}

// language checks one message file against the rules of its language.
func language(f *messageFile, forms avoid.List, list *diag.List) {
	for i := range f.file.Messages {
		m := &f.file.Messages[i]
		texts := []string{m.Other}
		if m.One != "" && m.One != m.Other {
			texts = append(texts, m.One)
			if f.lang == i18n.MN && !f.checked(m, oneRule) {
				line, col, width := f.place(m, m.One)
				list.Add(f.problem(line, col, width, oneRule, fmt.Sprintf("message %q differs between one and other", m.Key), "a Mongolian noun does not change after a number: write one text for both, or mark the line: # checked: "+oneRule))
			}
		}
		for _, text := range texts {
			findings := English(text)
			if f.lang == i18n.MN {
				findings = append(Mongolian(text), avoidedIn(f.path, text, forms)...)
			}
			for _, found := range findings {
				line, col, width := f.place(m, found.Part)
				p := f.problem(line, col, width, found.Rule, fmt.Sprintf("%s: %s", found.Message, diag.Quote(found.Part)), found.Fix)
				if found.Rule == avoidRule {
					p.Severity = diag.Warning
				}
				list.Add(p)
			}
		}
	}
}
