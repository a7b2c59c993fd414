// Command readability lists how hard the lessons are to read, the hardest of each language first, so that a writer knows
// where to begin. The figures are explained at training.measure.
package main

import (
	"cmp"
	"fmt"
	"os"
	"slices"

	"nutag/generator/model"
	"nutag/generator/training"
	"nutag/i18n"
)

func main() {
	t, problems := training.Load(os.DirFS("."), "content/training")
	if n := problems.Errors(); n > 0 {
		fmt.Fprintf(os.Stderr, "readability: the lessons have %d errors; run nutag check\n", n)
	}
	for _, lang := range i18n.Langs() {
		var lessons []*model.Lesson
		for _, c := range t.Courses {
			lessons = append(lessons, c.Lessons()...)
		}
		slices.SortStableFunc(lessons, func(a, b *model.Lesson) int { return cmp.Compare(b.In(lang).Reading.LIX, a.In(lang).Reading.LIX) })
		fmt.Printf("%s: %d lessons, hardest first\n%-10s %5s %9s %12s %14s %13s %16s\n", lang, len(lessons), "lesson", "lix", "words", "sentences", "words/sentence", "letters/word", "longest sentence")
		for _, l := range lessons {
			r := l.In(lang).Reading
			fmt.Printf("%-10s %5.1f %9d %12d %14.1f %13.1f %16d\n", l.ID, r.LIX, r.Words, r.Sentences, r.WordsPer, r.LettersPer, r.LongestWords)
		}
	}
}
