package plan

import (
	"fmt"

	"nutag/generator/model"
	"nutag/i18n"
)

// known is the table of a data set's page that tells of how many soums and aimags something is known. It stands there and
// not on the pages of soums, which would otherwise all change when one soum gains a school.
func (b *builder) known(set string) *table {
	t := &table{Caption: b.t("offers_coverage"), Cols: []column{{Text: b.t("col_indicator")}, {Text: b.t("nav_soums"), Num: true}, {Text: b.t("nav_aimags"), Num: true}, {Text: b.t("fig_year"), Num: true}}}
	switch set {
	case "places":
		for _, topic := range offerTopics[:5] {
			n, of := b.in.Portal.Listed(topic)
			t.Rows = append(t.Rows, row{Head: b.t("topic_" + topic), Cells: []cell{b.nOf(n, of), missing(), missing()}})
		}
		t.Cols = t.Cols[:2]
		for i := range t.Rows {
			t.Rows[i].Cells = t.Rows[i].Cells[:1]
		}
	case "indicators":
		soums := map[string]model.PlaceFacts{}
		for _, x := range b.in.Portal.PlaceFacts() {
			soums[x.Indicator.ID] = x
		}
		aimags, aimagYear := map[string]int{}, map[string]int{}
		for _, a := range b.in.Portal.Aimags {
			for _, f := range model.NewestOf(a.Figures) {
				aimags[f.Indicator]++
				aimagYear[f.Indicator] = max(aimagYear[f.Indicator], f.Period.Year())
			}
		}
		for _, i := range b.in.Portal.Indicators {
			r := row{Head: i.Title.In(b.lang), Cells: []cell{missing(), missing(), missing()}}
			year := aimagYear[i.ID]
			if x, ok := soums[i.ID]; ok {
				r.Cells[0], year = b.nOf(x.Known, x.Of), max(year, x.Year)
			}
			if n := aimags[i.ID]; n > 0 {
				r.Cells[1] = b.nOf(n, len(b.in.Portal.Aimags))
			}
			if year > 0 {
				r.Cells[2] = number(fmt.Sprint(year), float64(year))
			}
			t.Rows = append(t.Rows, r)
		}
	default:
		return nil
	}
	return t
}

func (b *builder) nOf(n, of int) cell {
	return number(b.t("count_of", i18n.Data{"n": b.words.Int(n), "total": b.words.Int(of)}), float64(n))
}
