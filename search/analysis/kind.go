package analysis

import (
	"strings"

	"nutag/search/analysis/mn"
)

// kindWords are the words that say which kind of place is meant, as readers
// write them behind or before a name, by the kind of page they point to.
// Mongolian ones are listed with their commonest case forms.
var kindWords = map[string]string{
	"сум": "soum", "сумын": "soum", "суманд": "soum", "сумаас": "soum", "сумд": "soum",
	"аймаг": "aimag", "аймгийн": "aimag", "аймагт": "aimag", "аймгаас": "aimag",
	"дүүрэг": "district", "дүүргийн": "district", "дүүрэгт": "district", "дүүргээс": "district",
	"soum": "soum", "sum": "soum", "somon": "soum", "soums": "soum", "sums": "soum",
	"aimag": "aimag", "aymag": "aimag", "province": "aimag",
	"district": "district", "duureg": "district", "düüreg": "district",
}

// KindOf returns the kind of page that a word asks for ("soum" for “сум”), or
// "" when the word is not such a word.
func KindOf(word string) string { return kindWords[mn.Fold(word)] }

// Name returns the text without the words that only say the kind of place, so
// that “Булган аймаг” and “Булган” are one name; when nothing else is left it
// returns the text itself.
func Name(text string) string {
	var rest []string
	for _, w := range Words(text) {
		if KindOf(w) == "" {
			rest = append(rest, w)
		}
	}
	if len(rest) == 0 {
		return text
	}
	return strings.Join(rest, " ")
}

// Words splits text as the analyzers do, hyphenated words kept in one piece
// with a plain hyphen.
func Words(text string) []string {
	input := []byte(text)
	groups := split(input)
	out := make([]string, len(groups))
	for i, group := range groups {
		parts := make([]string, len(group))
		for j, w := range group {
			parts[j] = string(input[w.start:w.end])
		}
		out[i] = strings.Join(parts, "-")
	}
	return out
}
