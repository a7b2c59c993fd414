package engine

import (
	"strings"

	"nutag/search/analysis"
	"nutag/search/shard"
)

// suggest returns the query with the words that the index does not know
// replaced by the words of titles that were probably meant, or "" when there is
// nothing to offer.
func (l *language) suggest(q query) string {
	var out []string
	changed := false
	for _, w := range q.words {
		text := w.text
		if meant := l.meant(w); meant != "" {
			text, changed = meant, true
		}
		out = append(out, text)
	}
	if !changed {
		return ""
	}
	return strings.Join(out, " ")
}

// meant returns the word of a title that a word of the query with a slip means,
// or "" when the word is known or nothing is near. Of several the nearest
// counts, and of these the first in the order of the keys.
func (l *language) meant(w *word) string {
	if w.reading == nil || len(w.reading.parts) > 0 {
		return ""
	}
	wanted := make(map[string]bool)
	nearest := 0
	for _, m := range w.reading.whole {
		known := m.field == analysis.FieldTitle || m.field == analysis.FieldAlt
		switch {
		case m.how == bySlip && known && (nearest == 0 || m.slips < nearest):
			nearest = m.slips
			wanted = map[string]bool{m.term: true}
		case m.how == bySlip && known && m.slips == nearest:
			wanted[m.term] = true
		case m.how != bySlip && m.how != byKind:
			return "" // the index knows the word
		}
	}
	x, err := l.lexicon()
	if err != nil {
		return ""
	}
	for _, m := range w.reading.whole {
		if text := x.surface()[m.term]; wanted[m.term] && text != "" {
			return text
		}
	}
	return ""
}

// surfaces gives for each term of titles how a title writes it; of several
// titles the first in the order of the records counts.
func surfaces(records []shard.Record) map[string]string {
	out := make(map[string]string)
	for _, r := range records {
		for _, title := range []string{r.Title, r.Alt} {
			for _, w := range analysis.Words(title) {
				for _, term := range []string{analysis.Word(w), analysis.Stem(w)} {
					if _, ok := out[term]; !ok {
						out[term] = w
					}
				}
			}
		}
	}
	return out
}
