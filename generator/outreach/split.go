package outreach

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Message is a text as a phone network carries it.
type Message struct {
	Encoding Encoding
	Text     string
	Parts    []string // in order; each is at most Encoding.Joined() units, or Single() when there is one
}

// Units counts the units of a part.
func (m Message) Units(part int) int { return m.Encoding.Units(m.Parts[part]) }

// atom is a piece of text that stays whole: a word, or a number with what belongs to it.
type atom struct {
	text  string
	space bool // a space stands before it
	units int  // without that space
}

// Split cuts a text into the fewest parts, and among those with the fewest into the one with most cuts at the end of a
// sentence. Cuts fall between words, never inside a number and not between a number and the word after it. Only a word or
// number that is longer than a part is cut inside. White space of any kind becomes one space; a text without any other
// letter has no parts.
//
// Parts are counted as phones join them, with the header: a part fits whether it is sent so or alone.
func Split(text string) Message {
	text = strings.Join(strings.Fields(strings.ToValidUTF8(text, "\uFFFD")), " ")
	m := Message{Encoding: EncodingOf(text), Text: text}
	switch {
	case text == "":
		return m
	case m.Encoding.Units(text) <= m.Encoding.Single():
		m.Parts = []string{text}
		return m
	}
	atoms := m.Encoding.atoms(text)
	next := m.Encoding.cuts(atoms)
	for from := 0; from < len(atoms); {
		to := next[from]
		m.Parts = append(m.Parts, joinAtoms(atoms[from:to]))
		from = to
	}
	return m
}

// cuts gives for each atom, taken as the first of a part, where the next part begins, in the best division of the rest.
func (e Encoding) cuts(atoms []atom) []int {
	next := make([]int, len(atoms)+1)
	cost := make([][2]int, len(atoms)+1) // parts, and cuts inside sentences
	for i := len(atoms) - 1; i >= 0; i-- {
		units := 0
		for j := i; j < len(atoms); j++ {
			units += atoms[j].units
			if j > i && atoms[j].space {
				units++
			}
			if units > e.Joined() {
				break
			}
			c := [2]int{cost[j+1][0] + 1, cost[j+1][1]}
			if j+1 < len(atoms) && !endsSentence(atoms[j].text) {
				c[1]++
			}
			if next[i] == 0 || c[0] < cost[i][0] || c[0] == cost[i][0] && c[1] <= cost[i][1] {
				next[i], cost[i] = j+1, c
			}
		}
	}
	return next
}

func endsSentence(word string) bool { return strings.ContainsAny(word[len(word)-1:], ".!?") }

func joinAtoms(atoms []atom) string {
	var b strings.Builder
	for i, a := range atoms {
		if i > 0 && a.space {
			b.WriteByte(' ')
		}
		b.WriteString(a.text)
	}
	return b.String()
}

// atoms takes a text apart where it may be cut.
func (e Encoding) atoms(text string) []atom {
	var out []atom
	words := strings.Split(text, " ")
	for i := 0; i < len(words); {
		j := i + 1
		for j < len(words) && glued(words[j-1], words[j]) && e.Units(strings.Join(words[i:j+1], " ")) <= e.Joined() {
			j++
		}
		out = append(out, e.pieces(strings.Join(words[i:j], " "))...)
		i = j
	}
	return out
}

// glued says that no cut may come between two words: inside a phone number, or between a number and what it counts.
func glued(before, after string) bool {
	last, _ := utf8.DecodeLastRuneInString(before)
	first, _ := utf8.DecodeRuneInString(after)
	return unicode.IsDigit(last) && (unicode.IsDigit(first) || unicode.IsLetter(first))
}

// pieces cuts what is longer than a part, before a number where there is room for that.
func (e Encoding) pieces(word string) []atom {
	out := []atom{{space: true}}
	var b strings.Builder
	flush := func() {
		last := &out[len(out)-1]
		last.text, last.units = b.String(), e.Units(b.String())
		b.Reset()
	}
	runes := []rune(word)
	for i := 0; i < len(runes); {
		j, units := i+1, e.unitsOf(runes[i])
		for unicode.IsDigit(runes[i]) && j < len(runes) && unicode.IsDigit(runes[j]) && units+e.unitsOf(runes[j]) <= e.Joined() {
			units += e.unitsOf(runes[j])
			j++
		}
		run := string(runes[i:j])
		if b.Len() > 0 && e.Units(b.String()+run) > e.Joined() {
			flush()
			out = append(out, atom{})
		}
		b.WriteString(run)
		i = j
	}
	flush()
	return out
}
