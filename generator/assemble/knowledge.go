package assemble

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"nutag/generator/dataset"
	"nutag/generator/diag"
	"nutag/generator/model"
)

// knowledge takes over what is said about the data: sources, cautions, gaps, and the glossary.
func (a *assembler) knowledge() {
	for _, r := range a.rows("sources") {
		a.portal.Sources = append(a.portal.Sources, model.Source{
			ID: r.Str("id"), Title: r.Str("title"), Publisher: r.Str("publisher"), What: both(r, "what"),
			Location: r.Str("location"), Licence: r.Str("licence"), Retrieved: r.Str("retrieved"), Reliability: r.Str("reliability"), Note: both(r, "note"),
		})
	}
	for _, r := range a.rows("cautions") {
		a.portal.Cautions = append(a.portal.Cautions, model.Caution{ID: r.Str("id"), Text: both(r, "text")})
	}
	a.gaps()
	terms := a.rows("glossary")
	for _, r := range terms {
		a.portal.Glossary = append(a.portal.Glossary, model.Term{
			ID: r.Str("id"), Term: both(r, "term"), Domain: r.Str("domain"), Definition: both(r, "definition"),
			Avoid: r.List("avoid"), LatinTyped: r.List("latin_typed"), Related: r.List("related"), Sources: r.List("source"), Confidence: r.Str("confidence"),
		})
	}
	a.known(terms, "related", "glossary", "id")
	a.known(terms, "source", "sources", "id")
	a.synonyms()
}

// maxSynonymWords is how many words the search joins to one meaning; longer forms would never match.
const maxSynonymWords = 4

func (a *assembler) synonyms() {
	for _, r := range a.rows("synonyms") {
		g := model.Synonyms{ID: r.Str("id")}
		for _, column := range []string{"mongolian", "english"} {
			for _, form := range r.List(column) {
				if n := len(strings.Fields(form)); n > maxSynonymWords {
					a.at(r, column, ruleSynonym, fmt.Sprintf("%s has %d words", diag.Quote(form), n), fmt.Sprintf("write at most %d, the search joins no more", maxSynonymWords))
				}
				if slices.Contains(g.Forms, form) {
					a.at(r, column, ruleSynonym, diag.Quote(form)+" stands in the group twice", "delete one")
				}
				g.Forms = append(g.Forms, form)
			}
		}
		a.portal.Synonyms = append(a.portal.Synonyms, g)
	}
}

func (a *assembler) gaps() {
	byRank := map[int]dataset.Row{}
	rows := a.rows("gaps")
	for _, r := range rows {
		rank := whole(r, "rank")
		if other, ok := byRank[rank]; ok {
			a.at(r, "rank", ruleRank, fmt.Sprintf("rank %d stands in line %d already", rank, other.Line()), "give each gap its own rank")
			continue
		}
		byRank[rank] = r
		if rank < 1 || rank > len(rows) {
			a.at(r, "rank", ruleRank, fmt.Sprintf("rank %d is not between 1 and %d", rank, len(rows)), "number the gaps from 1 without holes")
		}
		a.portal.Gaps = append(a.portal.Gaps, model.Gap{ID: r.Str("id"), Rank: rank, Title: both(r, "title"), Ask: both(r, "ask")})
	}
	slices.SortFunc(a.portal.Gaps, func(x, y model.Gap) int { return x.Rank - y.Rank })
}

// known holds every value of a column to exist in a column of another table. Package dataset does the same where set.yaml
// declares a foreign key; here it holds also when the declaration was forgotten. An unknown value is told once.
func (a *assembler) known(rows []dataset.Row, column, table, target string) {
	have := map[string]bool{}
	targets := a.rows(table)
	if targets == nil {
		return
	}
	names := make([]string, 0, len(targets))
	for _, r := range targets {
		have[r.Str(target)] = true
		names = append(names, r.Str(target))
	}
	for _, r := range rows {
		for _, v := range r.List(column) {
			if have[v] {
				continue
			}
			have[v] = true
			fix := "add it to data set " + table + ", or correct the value"
			if near := diag.Nearest(v, names); near != "" {
				fix = "write " + diag.Quote(near) + ", or add it to data set " + table
			}
			a.at(r, column, ruleRef, column+" "+diag.Quote(v)+" is not in "+table, fix)
		}
	}
}

func (a *assembler) sets() {
	for _, s := range a.catalog.Sets {
		if !s.Published {
			continue
		}
		info := model.SetInfo{
			Name: s.Name, Title: model.Text(s.Title), Description: model.Text(s.Description),
			LicenceID: s.Licence.ID, Licence: model.Text(s.Licence.Name), LicenceURL: s.Licence.URL, Sources: s.Sources,
			AsOf: s.AsOf.Format(time.DateOnly), Retrieved: s.Retrieved.Format(time.DateOnly), ReviewBy: s.ReviewBy.Format(time.DateOnly),
		}
		for _, t := range s.Tables {
			table := model.TableInfo{File: t.Name + ".csv", Title: model.Text(t.Title), Rows: len(t.Rows)}
			for _, f := range t.Fields {
				table.Columns = append(table.Columns, model.ColumnInfo{
					Name: f.Name, Title: model.Text(f.Title), Type: string(f.Type), Unit: f.Unit, Filled: f.Filled,
					Sources: columnSources(t, f), Cautions: f.Cautions,
				})
			}
			info.Tables = append(info.Tables, table)
		}
		for _, f := range s.Files {
			info.Tables = append(info.Tables, model.TableInfo{File: f.Name, Title: model.Text(f.Title)})
		}
		a.portal.Sets = append(a.portal.Sets, info)
	}
}

// columnSources gives the sources of a column: those it names, else those that the rows name for their figures. Empty
// means that the sources of the set apply.
func columnSources(t *dataset.Table, f *dataset.Field) []string {
	figure := (f.Type == dataset.Integer || f.Type == dataset.Number) && !slices.Contains(t.Key, f.Name)
	if len(f.Sources) > 0 || !figure {
		return f.Sources
	}
	return t.Distinct("source")
}
