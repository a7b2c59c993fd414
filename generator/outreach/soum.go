package outreach

import (
	"slices"
	"strconv"

	"nutag/generator/derive"
	"nutag/generator/model"
	"nutag/i18n"
)

// Doubts that are too long to be said with a figure; the figure is left out instead.
var (
	doubtPoint  = []string{"coord-unconfirmed", "coord-outside-polygon", "coord-interior-point"}
	doubtPeople = []string{"border-change-2025", "population-outlier-2025", "population-fall-2025"}
)

func has(p *model.Place, ids []string) bool { return slices.ContainsFunc(ids, p.HasCaution) }

// soum is where it lies, how many live there, how far it is, what to ask its office, and whom to call.
func (w *Writer) soum(p *model.Place) Text {
	a, f := w.portal.Aimag(p.AimagCode), w.figures.Place(p.Code)
	if a == nil || f == nil {
		w.fail("%s: no aimag or no figures", p.Code)
		return Text{}
	}
	title := w.t("soum_name", i18n.Data{"name": p.Name.In(w.lang)}) + ", " + w.t("aimag_title", i18n.Data{"name": a.Name.In(w.lang)})
	var body []piece
	var sources, dates []string
	if p.HasCaution("border-change-2025") {
		body = append(body, piece{text: w.portal.Caution("border-change-2025").Text.In(w.lang), rank: 5})
	}
	if n := len(p.Population); n > 0 && !has(p, doubtPeople) {
		newest := p.Population[n-1]
		body = append(body, piece{text: w.t("txt_people", i18n.Data{"year": strconv.Itoa(newest.Year), "n": w.words.Int(newest.Total)}), rank: 2})
		sources, dates = append(sources, newest.Source), append(dates, strconv.Itoa(newest.Year))
	}
	if !has(p, doubtPoint) {
		body = append(body, w.far(f)...)
		for _, d := range []*derive.Distance{f.AimagCentre, f.Ulaanbaatar} {
			if d != nil {
				sources = append(sources, d.Sources...)
			}
		}
	}
	body = append(body, piece{text: w.t("txt_ask"), rank: 1}, piece{text: w.t("txt_keep"), rank: 3})
	for _, g := range byRank(w.portal.Gaps) {
		body = append(body, piece{text: g.Ask.In(w.lang), rank: 6, only: onLong})
	}
	lines := w.urgentLines()
	for _, h := range lines {
		sources, dates = append(sources, h.Sources...), append(dates, h.AsOf)
	}
	body = append(body, w.callPieces(lines, false)...)
	t := w.finish(KindSoum, p.Code, title, body, sources, dates...)
	t.Group = p.AimagCode
	return t
}

// far tells the distances in a straight line.
func (w *Writer) far(f *derive.Place) []piece {
	if f.Ulaanbaatar == nil {
		return nil
	}
	data := i18n.Data{"ub": w.words.Decimal(f.Ulaanbaatar.KM, 0)}
	if f.AimagCentre == nil {
		return []piece{{text: w.t("txt_far_centre", data), say: w.t("txt_say_far_centre", data), rank: 4}}
	}
	data["centre"] = w.words.Decimal(f.AimagCentre.KM, 0)
	return []piece{{text: w.t("txt_far", data), say: w.t("txt_say_far", data), rank: 4}}
}

// byRank are the questions that no source answers, most asked first.
func byRank(gaps []model.Gap) []model.Gap {
	out := slices.Clone(gaps)
	slices.SortStableFunc(out, func(a, b model.Gap) int { return a.Rank - b.Rank })
	return out
}
