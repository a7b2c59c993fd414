package plan

import (
	"cmp"
	"slices"

	"nutag/generator/model"
	"nutag/i18n"
)

// modelMeasure is the measure with a number for nearly every country; it has a page of its own.
const modelMeasure = "knomad-model"

// diaspora shows how many Mongolians are where: one measure and one date at a time, because measures are never mixed or added.
func (b *builder) diaspora() Page {
	const path = diasporaPath
	n := b.newNotes(path)
	v := remittanceView{Intro: b.t("rem_diaspora_intro"), Warn: b.warnings(n, "diaspora-measures-differ")}
	for _, m := range b.in.Portal.Remittance.Measures {
		if m.ID != modelMeasure {
			v.Sections = append(v.Sections, b.measureSections(n, m)...)
		}
	}
	v.Sections = append(v.Sections, section{ID: modelMeasure, Title: b.t("rem_diaspora_model"), Text: []string{b.t("rem_diaspora_model_text")},
		Links: []link{{Text: b.t("rem_diaspora_model"), URL: rel(path, diasporaOfModel)}}}, b.organisations(n))
	return b.remittancePage(path, "page/diaspora", b.t("rem_diaspora"), b.t("rem_diaspora_intro"), v, n)
}

// diasporaModel is the modelled number of people for every country.
func (b *builder) diasporaModel() Page {
	const path = diasporaOfModel
	n := b.newNotes(path)
	v := remittanceView{Intro: b.t("rem_diaspora_model_text"), Warn: b.warnings(n, "diaspora-model-2017", "diaspora-measures-differ")}
	for _, m := range b.in.Portal.Remittance.Measures {
		if m.ID == modelMeasure {
			v.Sections = append(v.Sections, b.measureSections(n, m)...)
		}
	}
	return b.remittancePage(path, "page/diaspora-model", b.t("rem_diaspora_model"), b.t("rem_diaspora_model_text"), v, n)
}

// measureSections are the parts of one measure: each date has its own, and what is not confirmed has one that says so.
func (b *builder) measureSections(n *notes, m model.DiasporaMeasure) []section {
	name := m.Name.In(b.lang)
	var doubtful []model.DiasporaCount
	byYear := map[string][]model.DiasporaCount{}
	var years []string
	for _, d := range b.in.Portal.Remittance.Diaspora {
		if d.Measure != m.ID {
			continue
		}
		if d.Confidence == lowConfidence {
			doubtful = append(doubtful, d)
			continue
		}
		year := d.AsOf[:min(len("2006"), len(d.AsOf))]
		years = appendNew(years, year)
		byYear[year] = append(byYear[year], d)
	}
	slices.Sort(years)
	var out []section
	for _, year := range years {
		list := byYear[year]
		title := b.t("rem_persons_caption", i18n.Data{"measure": name, "date": b.asOf(year)})
		t := b.diasporaTable(n, list, title)
		s := section{ID: m.ID + "-" + year, Title: title, Text: []string{m.About.In(b.lang)}, Tables: []table{t}}
		// Three bars say more than three numbers; fewer do not. Numbers without a stated basis are not drawn side by side.
		if countries(list) >= 3 && list[0].Status != "unstated" {
			s.Charts = []chartCard{b.peopleBars(t, list)}
		}
		out = append(out, s)
	}
	if len(doubtful) > 0 {
		title := b.t("rem_persons_doubtful", i18n.Data{"measure": name})
		out = append(out, section{ID: m.ID + "-doubtful", Title: title, Warn: []string{b.t("rem_persons_warn")}, Tables: []table{b.diasporaTable(n, doubtful, title)}})
	}
	return out
}

// peopleBars draws the largest numbers of a table of one measure and date.
func (b *builder) peopleBars(t table, list []model.DiasporaCount) chartCard {
	var names []string
	var values []float64
	for _, d := range list {
		if d.Scope == "country" {
			names, values = append(names, b.countryName(d.Country)), append(values, float64(d.Persons))
		}
	}
	return b.countryBars(b.t("rem_persons_chart", i18n.Data{"title": t.Caption}), t.Refs, names, values, 0)
}

func countries(list []model.DiasporaCount) int {
	k := 0
	for _, d := range list {
		if d.Scope == "country" {
			k++
		}
	}
	return k
}

// diasporaTable sorts numbers of one measure by size, totals last, and lists them with date and how sure they are.
func (b *builder) diasporaTable(n *notes, list []model.DiasporaCount, caption string) table {
	total := func(d model.DiasporaCount) int { return slices.Index([]string{"country", "other", "world"}, d.Scope) }
	slices.SortStableFunc(list, func(x, y model.DiasporaCount) int {
		return cmp.Or(cmp.Compare(total(x), total(y)), cmp.Compare(y.Persons, x.Persons), cmp.Compare(x.ID, y.ID))
	})
	t := table{Caption: caption, Cols: []column{{Text: b.t("rem_country")}, {Text: b.t("rem_persons"), Num: true}, {Text: b.t("rem_fact_as_of")}, {Text: b.t("rem_note")}}}
	var all []model.Evidence
	for _, d := range list {
		all = append(all, d.Evidence)
		r := row{Cells: []cell{number(b.persons(d), float64(d.Persons)), {Text: b.asOf(d.AsOf)}, {Text: b.diasporaNote(d)}}}
		switch d.Scope {
		case "country":
			r.Head = b.countryName(d.Country)
			if b.planned[countryPage(d.Country)] {
				r.URL = rel(n.path, countryPage(d.Country))
			}
		case "other":
			r.Head = b.t("rem_other_countries")
		default:
			r.Head = b.t("rem_all_countries")
		}
		t.Rows = append(t.Rows, r)
	}
	n.use("diaspora-by-country")
	t.Refs = n.refs(gathered(all...))
	return t
}

// persons writes a number of people; a lower bound says that it is one.
func (b *builder) persons(d model.DiasporaCount) string {
	if d.LowerBound {
		return b.t("rem_persons_more", i18n.Data{"n": b.words.Int(d.Persons)})
	}
	return b.words.Int(d.Persons)
}

// diasporaNote says how sure a number is, and what the source adds.
func (b *builder) diasporaNote(d model.DiasporaCount) string {
	text := b.t("rem_status_"+d.Status) + " " + b.confidence(d.Confidence)
	if note := d.Note.In(b.lang); note != "" {
		text += " " + note
	}
	return text
}

// organisations are those of Mongolians abroad that a source names.
func (b *builder) organisations(n *notes) section {
	n.use("diaspora-orgs")
	s := section{ID: "organisations", Title: b.t("rem_orgs"), Text: []string{b.t("rem_orgs_text")}}
	for _, o := range b.in.Portal.Remittance.Orgs {
		s.Entries = append(s.Entries, b.organisation(n, o))
	}
	return s
}

func (b *builder) organisation(n *notes, o model.DiasporaOrg) entry {
	where := b.t("rem_org_worldwide")
	if o.Country != "" {
		where = b.countryName(o.Country)
	}
	e := entry{Name: o.Name.In(b.lang), URL: o.Website, Text: o.Details.In(b.lang), Refs: n.refs(o.Sources, o.Cautions)}
	e.Meta = b.t(token("rem_org_", o.Kind)) + ". " + where + ". "
	if o.Founded > 0 {
		e.Meta += b.t("rem_org_founded", i18n.Data{"year": b.words.Year(o.Founded)}) + " "
	}
	if !o.Confirmed {
		e.Doubt = true
		e.Meta += b.t("rem_unconfirmed") + " "
	}
	e.Meta += b.origin(o.Evidence)
	return e
}
