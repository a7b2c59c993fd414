package analysis

import (
	"strings"
	"sync"

	"nutag/search/analysis/mn"
)

// placeWords are the words that say which kind of place is meant, as readers
// write them behind or before a name, by the kind of page they point to.
var placeWords = map[string][]string{
	"soum":     {"сум", "soum", "sum", "somon", "sumon"},
	"aimag":    {"аймаг", "aimag", "aymag", "province"},
	"district": {"дүүрэг", "district", "duureg"},
}

// topicWords say which kind of page is meant though they belong to the names of
// such pages and to their text: they lift pages of that kind, nothing else.
var topicWords = map[string][]string{
	"mission":   {"элчин", "консул", "консулын", "embassy", "consulate", "consular"},
	"channel":   {"шилжүүлэг", "гуйвуулга", "remittance", "transfer"},
	"lesson":    {"хичээл", "lesson"},
	"course":    {"сургалт", "course", "training"},
	"service":   {"үйлчилгээ", "service"},
	"hotline":   {"утас", "hotline", "helpline"},
	"programme": {"хөтөлбөр", "programme", "program"},
	"journey":   {"алхам", "checklist"},
	"flow":      {"асуулга", "questionnaire"},
	"figure":    {"статистик", "statistics"},
	"term":      {"утга", "тодорхойлолт", "definition", "meaning"},
}

type kindTables struct{ place, placeKey, topic map[string]string }

// kinds holds the words by their stems, so that every case form counts, and
// those of places also by their Latin keys.
var kinds = sync.OnceValue(func() kindTables {
	t := kindTables{make(map[string]string), make(map[string]string), make(map[string]string)}
	for kind, words := range placeWords {
		for _, w := range words {
			t.place[Stem(w)] = kind
			t.placeKey[mn.StemKey(mn.Key(w))] = kind
		}
	}
	for kind, words := range topicWords {
		for _, w := range words {
			t.topic[Stem(w)] = kind
		}
	}
	return t
})

// KindOf returns the kind of place that a word asks for ("soum" for “сумын” or
// "sumiin"), or "" when the word is no such word.
func KindOf(word string) string {
	t := kinds()
	if kind, ok := t.place[Stem(word)]; ok {
		return kind
	}
	if folded := mn.Fold(word); !mn.HasCyrillic(folded) {
		return t.placeKey[mn.StemKey(mn.Key(folded))]
	}
	return ""
}

// TopicOf returns the kind of page that a word of a query lifts ("mission" for
// “консул”), or "".
func TopicOf(word string) string { return kinds().topic[Stem(word)] }

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
