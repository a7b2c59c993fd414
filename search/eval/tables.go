package eval

import (
	"encoding/csv"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"
)

// place is an aimag, a soum or a district.
type place struct {
	id, mn, en string
	aimag      string // code
	population int
	aliases    []string
}

// term is a term of the glossary without what stands in brackets behind it.
type term struct {
	id, mn, en string
	domain     string
	aliases    []string
}

// tables is what the rules draw from.
type tables struct {
	seed   string // of the draws
	places []place
	terms  []term
	aimags map[string]place // by code
}

// rows reads a CSV table as maps from column to cell.
func rows(data fs.FS, name string) ([]map[string]string, error) {
	f, err := data.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	all, err := csv.NewReader(f).ReadAll()
	if err != nil || len(all) == 0 {
		return nil, fmt.Errorf("%s: no table: %w", name, err)
	}
	var out []map[string]string
	for _, cells := range all[1:] {
		row := map[string]string{}
		for i, column := range all[0] {
			row[column] = cells[i]
		}
		out = append(out, row)
	}
	return out, nil
}

// readTables reads the tables from the folder data.
func readTables(data fs.FS) (tables, error) {
	t := tables{aimags: map[string]place{}}
	people, err := rows(data, "population/population.csv")
	if err != nil {
		return t, err
	}
	population := map[string]int{}
	latest := map[string]string{}
	for _, r := range people {
		if r["year"] >= latest[r["nso_code"]] {
			n, err := strconv.Atoi(r["total"])
			if err != nil {
				continue // not known for that year
			}
			latest[r["nso_code"]], population[r["nso_code"]] = r["year"], n
		}
	}
	for _, set := range []struct{ file, kind, code string }{
		{"aimags/aimags.csv", "aimag", "aimag_code"}, {"districts/districts.csv", "district", "nso_code"}, {"soums/soums.csv", "soum", "nso_code"},
	} {
		all, err := rows(data, set.file)
		if err != nil {
			return t, err
		}
		for _, r := range all {
			code := r[set.code]
			p := place{id: set.kind + "/" + code, mn: r["name_mn"], en: r["name_en"], aimag: r["aimag_code"], population: population[code]}
			p.aliases = list(r["name_mn"], r["name_en"], r["alt_names"], r["centre_name"], r["centre_mn"], r["centre_en"], r["postal_code"], code, r["pcode"], r["nso_1212_code"], r["iso_3166_2"])
			t.places = append(t.places, p)
			if set.kind == "aimag" {
				t.aimags[code] = p
			}
		}
	}
	all, err := rows(data, "glossary/glossary.csv")
	if err != nil {
		return t, err
	}
	for _, r := range all {
		t.terms = append(t.terms, term{id: "term/" + r["id"], mn: bare(r["term_mn"]), en: bare(r["term_en"]), domain: r["domain"], aliases: list(r["avoid"], r["latin_typed"])})
	}
	return t, nil
}

// bare cuts what stands in brackets behind a term.
func bare(s string) string {
	s, _, _ = strings.Cut(s, " (")
	return s
}

// list gathers cells, taken apart at “|”, without empty ones and each once.
func list(cells ...string) []string {
	var out []string
	for _, c := range cells {
		for _, s := range strings.Split(c, "|") {
			if s != "" && !slices.Contains(out, s) {
				out = append(out, s)
			}
		}
	}
	return out
}

// called returns the ids of all places and terms for which write gives the same, as it does for the name given; the
// largest place first.
func (t tables) called(name string, write func(mn, en string) string) []string {
	wanted := strings.ToLower(name)
	var places []place
	for _, p := range t.places {
		if strings.ToLower(write(p.mn, p.en)) == wanted {
			places = append(places, p)
		}
	}
	// An aimag has no row in the table of people and is larger than its soums.
	size := func(p place) int {
		if strings.HasPrefix(p.id, "aimag/") {
			return 1 << 30
		}
		return p.population
	}
	slices.SortStableFunc(places, func(a, b place) int { return size(b) - size(a) })
	var ids []string
	for _, p := range places {
		ids = append(ids, p.id)
	}
	for _, x := range t.terms {
		if strings.ToLower(write(x.mn, x.en)) == wanted {
			ids = append(ids, x.id)
		}
	}
	return ids
}
