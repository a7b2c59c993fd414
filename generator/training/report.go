package training

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"text/tabwriter"

	"nutag/generator/model"
	"nutag/i18n"
)

// Hardest lists all lessons, those that ask most of a reader of the language first. Lessons that are equal stay in the order of
// the courses.
func Hardest(t *model.Training, lang string) []*model.Lesson {
	var lessons []*model.Lesson
	for _, c := range t.Courses {
		lessons = append(lessons, c.Lessons()...)
	}
	slices.SortStableFunc(lessons, func(a, b *model.Lesson) int { return cmp.Compare(b.In(lang).Reading.LIX, a.In(lang).Reading.LIX) })
	return lessons
}

// ReadingSummary is the figure of the n hardest lessons of each language beside each other, and that of the lesson in the middle,
// for the report of a build. The figure is explained at measure. Without lessons it is empty.
func ReadingSummary(t *model.Training, n int) string {
	var b bytes.Buffer
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	columns := map[string][]*model.Lesson{}
	fmt.Fprint(w, "hardest to read, LIX:")
	for _, lang := range i18n.Langs() {
		columns[lang] = Hardest(t, lang)
		if len(columns[lang]) == 0 {
			return ""
		}
		fmt.Fprintf(w, "\t%s", lang)
	}
	row := func(name string, at int) {
		fmt.Fprintf(w, "\n%s", name)
		for _, lang := range i18n.Langs() {
			if at < len(columns[lang]) {
				l := columns[lang][at]
				fmt.Fprintf(w, "\t%s %.1f", l.ID, l.In(lang).Reading.LIX)
			}
		}
	}
	for i := range min(n, len(columns[i18n.MN])) {
		row(fmt.Sprint(i+1), i)
	}
	row("middle", len(columns[i18n.MN])/2)
	w.Flush()
	return b.String()
}

// ReadingTable is every figure of every lesson as a table with tabs, the hardest of each language first.
func ReadingTable(t *model.Training) []byte {
	var b bytes.Buffer
	b.WriteString("language\tlesson\tlix\twords\tsentences\twords_in_sentence\tletters_in_word\tlong_words_percent\tlongest_sentence\n")
	for _, lang := range i18n.Langs() {
		for _, l := range Hardest(t, lang) {
			r := l.In(lang).Reading
			fmt.Fprintf(&b, "%s\t%s\t%.1f\t%d\t%d\t%.1f\t%.1f\t%.1f\t%d\n", lang, l.ID, r.LIX, r.Words, r.Sentences, r.WordsPer, r.LettersPer, r.LongPercent, r.LongestWords)
		}
	}
	return b.Bytes()
}
