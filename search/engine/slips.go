package engine

import (
	"cmp"
	"math/bits"
	"slices"
	"strings"

	"nutag/search/analysis/mn"
)

// spelling is a key with one sign for each Cyrillic letter: a slip concerns a
// letter, and some of them have two signs in a key. Whether ia stands for я or
// for two letters cannot be told, so there are two ways to write it.
type spelling struct {
	key, signs, joined string
	letters            uint64 // which signs there are, to see at a glance that two keys differ too much
}

var (
	consonants = strings.NewReplacer("sh", "S", "ch", "C", "ts", "T") // ш, ч, ц
	vowels     = strings.NewReplacer("iu", "U", "ia", "A")            // ю, я
)

func spell(key string) spelling {
	signs := consonants.Replace(key)
	return spelling{key, signs, vowels.Replace(signs), lettersOf(signs)}
}

// lettersOf has a bit for each letter or digit of a key.
func lettersOf(signs string) uint64 {
	var set uint64
	for i := range len(signs) {
		set |= 1 << (signs[i] & 63)
	}
	return set
}

// spellings lists the keys of a table, by the number of signs and then in the
// order of the alphabet.
func spellings[T any](m map[string]T) []spelling {
	out := make([]spelling, 0, len(m))
	for k := range m {
		if k != "" {
			out = append(out, spell(k))
		}
	}
	slices.SortFunc(out, func(a, b spelling) int {
		return cmp.Or(cmp.Compare(len(a.signs), len(b.signs)), cmp.Compare(a.key, b.key))
	})
	return out
}

const (
	minSlipped = 3 // letters of a word that a slip may have made another
	minFirst   = 4 // letters of a word whose first letter may be wrong
)

// slip is a key that may have been meant.
type slip struct {
	key      string
	distance int
}

// near returns the keys of a sorted list within the forgiven number of slips
// of a key, without the key itself, by distance and then in their order.
func near(list []spelling, key string) []slip {
	written := spell(key)
	typed := written.signs
	most := mn.Slips(typed)
	if most == 0 {
		return nil
	}
	from, _ := slices.BinarySearchFunc(list, len(typed)-most, func(s spelling, n int) int { return cmp.Compare(len(s.signs), n) })
	var out []slip
	for _, s := range list[from:] {
		if len(s.signs) > len(typed)+most {
			break
		}
		if s.key == key || len(s.signs) < minSlipped {
			continue
		}
		// A slip takes at most one letter away and brings one; я and ю count as two.
		if bits.OnesCount64(written.letters^s.letters) > 2*most+2 {
			continue
		}
		d := distance(typed, s.signs, most)
		if d > most && (written.joined != typed || s.joined != s.signs) {
			// Fewer letters may forgive fewer slips.
			if fewer := min(most, mn.Slips(written.joined)); fewer > 0 {
				if j := distance(written.joined, s.joined, fewer); j <= fewer {
					d = j
				}
			}
		}
		if d <= most && (s.signs[0] == typed[0] || d == 1 && len(typed) >= minFirst) {
			out = append(out, slip{s.key, d})
		}
	}
	slices.SortStableFunc(out, func(a, b slip) int { return cmp.Compare(a.distance, b.distance) })
	return out
}

// nearAny is near for two ways to write one word, each key once.
func nearAny(list []spelling, key, other string) []slip {
	out := near(list, key)
	if other == "" || other == key {
		return out
	}
	for _, s := range near(list, other) {
		if !slices.ContainsFunc(out, func(have slip) bool { return have.key == s.key }) {
			out = append(out, s)
		}
	}
	slices.SortStableFunc(out, func(a, b slip) int { return cmp.Compare(a.distance, b.distance) })
	return out
}

// latinSpelling is an English word as it is typed: its key reads it as
// Mongolian, where dj is one letter, and a slip counts in letters. It is "" for
// other words.
func latinSpelling(text string) string {
	word := mn.Fold(text)
	for i := range len(word) {
		if word[i] < 'a' || word[i] > 'z' {
			return ""
		}
	}
	return word
}

// maxSlipped bounds the letters of keys that are compared.
const maxSlipped = 32

// distance is the least number of letters to add, drop, replace or swap with
// the neighbour that makes one key of the other (optimal string alignment), or
// a number above most when there are more. Keys are ASCII.
func distance(a, b string, most int) int {
	if len(a) > maxSlipped || len(b) > maxSlipped || len(a)-len(b) > most || len(b)-len(a) > most {
		return most + 1
	}
	var rows [3][maxSlipped + 1]int
	before, last, now := &rows[0], &rows[1], &rows[2]
	for j := range len(b) + 1 {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		now[0] = i
		least := i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			d := min(last[j]+1, now[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d = min(d, before[j-2]+1)
			}
			now[j] = d
			least = min(least, d)
		}
		if least > most {
			return most + 1
		}
		before, last, now = last, now, before
	}
	return last[len(b)]
}
