package engine

import (
	"fmt"
	"strings"

	"github.com/blevesearch/bleve/v2/search"
)

// Explanation says why a hit stands where it stands. Bonus, text, rank and tie
// add up to the score as function score says.
type Explanation struct {
	Class string   `json:"class,omitempty"` // the best reason: "name in its aimag"
	Bonus float64  `json:"bonus"`           // of the class and of the kind that the query speaks of
	Rank  float64  `json:"rank"`            // importance of the page, 0 to 1
	Tie   float64  `json:"tie"`             // place by importance and population, 0 to 1
	Words []string `json:"words"`           // how each word of the query was read
	Text  string   `json:"text"`            // Bleve's own explanation of the score of the text
}

func (l *language) explain(q query, m *search.DocumentMatch, c class) *Explanation {
	num := m.IndexInternalID.Value()
	e := &Explanation{Class: c.why, Bonus: c.bonus, Rank: l.records[num].Rank, Tie: l.tie[num]}
	x, err := l.lexicon()
	if err != nil {
		return e
	}
	for _, w := range q.words {
		e.Words = append(e.Words, w.text+": "+w.told(x))
	}
	if m.Expl != nil {
		e.Text = m.Expl.String()
	}
	return e
}

// told lists the first meanings of a word that the index knows.
func (w *word) told(x *lexicon) string {
	if w.reading == nil {
		return ""
	}
	lists := append([][]meaning{w.reading.whole}, w.reading.parts...)
	var out []string
	for _, list := range lists {
		for _, m := range list {
			if x.has(m.ref) && len(out) < 12 {
				out = append(out, fmt.Sprintf("%s:%s (%s)", m.field, m.term, m.how))
			}
		}
	}
	return strings.Join(out, ", ")
}
