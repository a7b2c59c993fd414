package assemble

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"nutag/generator/dataset"
	"nutag/generator/diag"
)

// contacts are the columns by which a person in trouble acts: a wrong one sends them to the wrong place. A fee counts, for
// people bring the money that they read of.
var contacts = []string{"phone", "phone_emergency", "address", "email", "number", "dial_from_abroad", "fee", "fee_mn", "fee_en"}

// publication holds every table that tells how far its rows can be trusted to the rule of publication: what is in doubt is
// not printed, and the reader is told what is missing and whom to ask.
func (a *assembler) publication() {
	for _, s := range a.catalog.Sets {
		for _, t := range s.Tables {
			if !t.OK() || !s.Published {
				continue
			}
			for _, r := range t.Rows {
				a.lowConfidence(t, r)
				a.unconfirmed(t, r)
			}
		}
	}
	a.withheld()
}

func (a *assembler) lowConfidence(t *dataset.Table, r dataset.Row) {
	if r.Str("confidence") != "low" {
		return
	}
	found := false
	for _, column := range contacts {
		if t.Field(column) == nil {
			continue
		}
		found = true
		if r.Str(column) != "" {
			a.at(r, column, ruleLow, column+" is published although the row is of low confidence",
				"empty the cell, name "+diag.Quote(column)+" in unconfirmed, and say in doubt_mn and doubt_en whom to ask instead")
		}
	}
	if found && t.Field("doubt_mn") != nil && r.Str("doubt_mn") == "" {
		a.at(r, "doubt_mn", ruleDoubt, "a row of low confidence does not tell its doubt", "say in doubt_mn and doubt_en what is not confirmed and whom to ask")
	}
}

func (a *assembler) unconfirmed(t *dataset.Table, r dataset.Row) {
	columns := r.List("unconfirmed")
	if t.Field("unconfirmed") == nil || len(columns) == 0 {
		return
	}
	for _, column := range columns {
		switch {
		case t.Field(column) == nil:
			a.at(r, "unconfirmed", ruleUnconfirmed, "unconfirmed names "+diag.Quote(column)+", which is no column of the table", "name a column, e.g. phone")
		case r.Str(column) != "":
			a.at(r, column, ruleUnconfirmed, column+" is filled although unconfirmed names it", "empty the cell, or remove "+diag.Quote(column)+" from unconfirmed when it is confirmed")
		}
	}
	if r.Str("doubt_mn") == "" || r.Str("doubt_en") == "" {
		a.at(r, "unconfirmed", ruleDoubt, "a column is left out, but the row does not tell why", "say in doubt_mn and doubt_en what is not confirmed and whom to ask")
	}
	// A pin on the map is an address too.
	if slices.Contains(columns, "address") && t.Field("lat") != nil && (r.Str("lat") != "" || r.Str("lon") != "") {
		a.at(r, "lat", ruleUnconfirmed, "the address is left out, but its point is given", "empty lat and lon and name them in unconfirmed")
	}
}

// withheld holds every text of every published set to be free of the contacts that are known to be doubtful: the cell is
// empty, so a note must not give the number away.
func (a *assembler) withheld() {
	var secrets secrets
	for _, r := range a.rows("withheld") {
		secrets.add(r.Str("id"), r.Str("kind"), r.Str("value"))
	}
	for _, s := range a.catalog.Sets {
		for _, t := range s.Tables {
			if !t.OK() || !s.Published {
				continue
			}
			for _, f := range t.Fields {
				if f.Type != dataset.String && f.Type != dataset.List || isCode(t, f) {
					continue
				}
				for _, r := range t.Rows {
					for _, id := range secrets.in(r.Str(f.Name)) {
						a.at(r, f.Name, ruleWithheld, f.Name+" gives away what data/withheld keeps back as "+diag.Quote(id), "reword it without the number or address")
					}
				}
			}
		}
	}
}

// isCode says that a column holds keys or names of other records, not words.
func isCode(t *dataset.Table, f *dataset.Field) bool {
	return len(f.ForeignKeys) > 0 || len(f.Enum) > 0 || slices.Contains(t.Key, f.Name)
}

// secrets are the contacts that must not be printed.
type secrets struct{ phones, short, words []secret }

type secret struct{ id, value string }

// shortNumber is the length up to which digits must stand alone: 1903 is also part of many other numbers.
const shortNumber = 6

func (s *secrets) add(id, kind, value string) {
	digits := onlyDigits(value)
	switch {
	case kind != "phone":
		s.words = append(s.words, secret{id, strings.ToLower(value)})
	case len(digits) > shortNumber:
		s.phones = append(s.phones, secret{id, digits})
	default:
		s.short = append(s.short, secret{id, digits})
	}
}

// in returns the ids of the secrets that a text gives away, in the order of the table for each kind.
func (s *secrets) in(text string) []string {
	var out []string
	if len(s.words) > 0 && text != "" {
		lower := strings.ToLower(text)
		for _, x := range s.words {
			if strings.Contains(lower, x.value) {
				out = append(out, x.id)
			}
		}
	}
	if !strings.ContainsAny(text, "0123456789") {
		return out
	}
	for _, x := range s.short {
		if standsAlone(text, x.value) {
			out = append(out, x.id)
		}
	}
	runs := phoneRuns(text)
	for _, x := range s.phones {
		if slices.ContainsFunc(runs, func(run string) bool { return strings.Contains(run, x.value) }) {
			out = append(out, x.id)
		}
	}
	return out
}

// standsAlone says whether digits stand in a text as a number of their own, not inside a word, a code or a longer number.
func standsAlone(text, digits string) bool {
	for from := 0; ; {
		i := strings.Index(text[from:], digits)
		if i < 0 {
			return false
		}
		start, end := from+i, from+i+len(digits)
		before, _ := utf8.DecodeLastRuneInString(strings.TrimRight(text[:start], ".,"))
		after, _ := utf8.DecodeRuneInString(text[end:])
		if !joins(before, text[:start]) && !unicode.IsLetter(after) && !unicode.IsDigit(after) && !decimals(text[end:]) {
			return true
		}
		from = end
	}
}

// joins says whether the character before a number makes it part of something longer; before is looked up past points and
// commas, which only join when a digit stands before them.
func joins(before rune, head string) bool {
	if strings.HasSuffix(head, ".") || strings.HasSuffix(head, ",") {
		return unicode.IsDigit(before)
	}
	return unicode.IsLetter(before) || unicode.IsDigit(before)
}

// decimals says whether a text goes on with a point or comma and a digit.
func decimals(tail string) bool {
	return len(tail) > 1 && (tail[0] == '.' || tail[0] == ',') && isDigit(tail[1])
}

// phoneRuns returns the digits of each stretch of a text that is long enough for a phone number, whatever separates them.
func phoneRuns(text string) []string {
	var out []string
	for _, run := range strings.FieldsFunc(text, func(r rune) bool {
		return !(r >= '0' && r <= '9' || strings.ContainsRune(" -–()./+\u00a0\u2011", r))
	}) {
		if d := onlyDigits(run); len(d) > shortNumber {
			out = append(out, d)
		}
	}
	return out
}

func onlyDigits(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, s)
}
