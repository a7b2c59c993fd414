package training

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"nutag/generator/diag"
	"nutag/generator/source"
)

// parity holds both languages to the same facts: front matter, outcomes, quiz keys, and the same numbers in each part.
func (l *loader) parity(mn, en *lessonText) {
	for _, key := range []string{"minutes", "facts", "worksheet", "given", "sums", "related", "private"} {
		a, b := flat(mn.keys[key]), flat(en.keys[key])
		if !slices.Equal(a, b) {
			at := en.keys[key]
			if at == nil {
				at = en.yaml.Root // a key that only the other language has
			}
			l.node(en.yaml, at, "lesson-parity", fmt.Sprintf("%s differs from %s", key, mn.text.File), "write the same in both languages")
		}
	}
	if len(mn.Outcomes) != len(en.Outcomes) {
		l.node(en.yaml, en.keys["outcomes"], "lesson-parity", fmt.Sprintf("%d outcomes, and %d in %s", len(en.Outcomes), len(mn.Outcomes), mn.text.File), "say the same in both languages")
	}
	if len(mn.Quiz) != len(en.Quiz) {
		l.node(en.yaml, en.keys["quiz"], "lesson-parity", fmt.Sprintf("%d questions, and %d in %s", len(en.Quiz), len(mn.Quiz), mn.text.File), "ask the same in both languages")
	} else {
		for i := range mn.Quiz {
			a, b := mn.Quiz[i], en.Quiz[i]
			if a.Right != b.Right || len(a.Answers) != len(b.Answers) {
				l.node(en.yaml, en.keys["quiz"].Items[i], "lesson-parity", fmt.Sprintf("the key of question %d is %d of %d, and %d of %d in %s", i+1, b.Right, len(b.Answers), a.Right, len(a.Answers), mn.text.File), "give the answers the same order in both languages")
			}
		}
	}
	for _, part := range append([]string{"outcomes", "quiz"}, sectionIDs...) {
		only, other := difference(mn.numbers[part], en.numbers[part])
		if len(only)+len(other) == 0 {
			continue
		}
		says := []string{}
		if len(only) > 0 {
			says = append(says, "only in Mongolian: "+strings.Join(only, ", "))
		}
		if len(other) > 0 {
			says = append(says, "only in English: "+strings.Join(other, ", "))
		}
		line := en.bodyLine
		for i, text := range en.text.Lines {
			if strings.HasSuffix(text, "{#"+part+"}") {
				line = i + 1
			}
		}
		if n := en.keys[part]; n != nil {
			line = n.Line
		}
		l.at(en.text, line, 1, 1, "lesson-parity", fmt.Sprintf("the numbers of %s differ; %s", diag.Quote(part), strings.Join(says, "; ")), "write the same numbers in both languages, in figures or in words alike")
	}
}

// smallest is the least whole number that must be in figures in both languages or in neither: smaller ones begin an English
// sentence in words, and months have names there.
const smallest = 13

// difference gives what a and b have more often than the other, each once.
func difference(a, b []string) (onlyA, onlyB []string) {
	count := map[string]int{}
	for _, x := range a {
		count[x]++
	}
	for _, x := range b {
		count[x]--
	}
	for _, x := range sortedKeys(count) {
		if v, err := strconv.Atoi(x); err == nil && v < smallest {
			continue
		}
		if count[x] > 0 {
			onlyA = append(onlyA, x)
		} else if count[x] < 0 {
			onlyB = append(onlyB, x)
		}
	}
	return onlyA, onlyB
}

// flat gives the scalars of a value in order.
func flat(n *source.Node) []string {
	if n == nil {
		return nil
	}
	if n.Kind == source.Scalar {
		return []string{n.Value}
	}
	var out []string
	for _, item := range n.Items {
		out = append(out, flat(item)...)
	}
	return out
}
