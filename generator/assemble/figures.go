package assemble

import (
	"fmt"
	"math"
	"sort"
	"strconv"
	"strings"

	"nutag/generator/dataset"
	"nutag/generator/diag"
	"nutag/generator/model"
)

// each visits the rows of a table with their place. Rows of unknown places and sources are told.
func (a *assembler) each(table string, visit func(*model.Place, []dataset.Row)) {
	rows := a.rows(table)
	groups := byCode(rows, "nso_code")
	if a.placesReady() {
		told := map[string]bool{}
		for _, r := range rows {
			code := r.Str("nso_code")
			if a.portal.Place(code) == nil && !told[code] {
				told[code] = true
				a.at(r, "nso_code", ruleRef, "place "+diag.Quote(code)+" is neither a soum nor a district", "correct the code, or add the place")
			}
		}
	}
	a.known(rows, "source", "sources", "id")
	for _, p := range a.portal.Places {
		if own := groups[p.Code]; own != nil {
			visit(p, own)
		}
	}
}

func (a *assembler) placeFigures() {
	a.population()
	a.each("under5", func(p *model.Place, rows []dataset.Row) { p.Under5 = counts(rows, "persons") })
	a.ages()
	a.each("livestock", func(p *model.Place, rows []dataset.Row) { p.Livestock = counts(rows, "head") })
	a.each("herder-households", func(p *model.Place, rows []dataset.Row) { p.Herders = counts(rows, "households") })
	a.each("hay", func(p *model.Place, rows []dataset.Row) {
		for _, r := range rows {
			p.Hay = append(p.Hay, model.Measure{Year: whole(r, "year"), Value: decimal(r, "tonnes"), Source: r.Str("source")})
		}
	})
	a.each("climate", a.climate)
	a.land()
	a.each("postal-zones", func(p *model.Place, rows []dataset.Row) {
		for _, r := range rows {
			p.Postal = append(p.Postal, model.PostalZone{Code: r.Str("postal_code"), Name: r.Str("zone_mn"), Source: r.Str("source")})
		}
	})
	a.each("baghs", func(p *model.Place, rows []dataset.Row) {
		want := map[model.Kind]string{model.Soum: "bagh", model.District: "khoroo"}[p.Kind]
		for _, r := range rows {
			code, kind := r.Str("bagh_code"), r.Str("kind")
			if !strings.HasPrefix(code, p.Code) {
				a.at(r, "bagh_code", ruleBagh, fmt.Sprintf("code %s does not begin with its place %s", code, p.Code), "correct the code or the place")
			}
			if kind != want {
				a.at(r, "kind", ruleBagh, fmt.Sprintf("a %s cannot lie in a %s", kind, p.Kind), "write "+want+", or correct the place")
			}
			p.Baghs = append(p.Baghs, model.Bagh{Code: code, Kind: kind, Name: r.Str("name_mn"), Source: r.Str("source")})
		}
	})
}

func counts(rows []dataset.Row, column string) []model.Count {
	out := make([]model.Count, 0, len(rows))
	for _, r := range rows {
		out = append(out, model.Count{Year: whole(r, "year"), N: whole(r, column), Source: r.Str("source")})
	}
	return out
}

func (a *assembler) population() {
	years := map[int]bool{}
	a.each("population", func(p *model.Place, rows []dataset.Row) {
		for _, r := range rows {
			men, knowMen := r.Int("men")
			women, knowWomen := r.Int("women")
			total := whole(r, "total")
			switch {
			case knowMen != knowWomen:
				a.at(r, "men", ruleSexes, "only one of men and women is known", "fill both from the source, or leave both empty")
			case knowMen && men+women != total:
				a.at(r, "total", ruleSexes, fmt.Sprintf("%d men and %d women make %d, not %d", men, women, men+women, total), "check the three figures against the source")
			}
			years[whole(r, "year")] = true
			p.Population = append(p.Population, model.Population{Year: whole(r, "year"), Total: total, Men: men, Women: women, Source: r.Str("source")})
		}
	})
	if a.rows("population") == nil || !a.placesReady() {
		return
	}
	all := make([]int, 0, len(years))
	for y := range years {
		all = append(all, y)
	}
	sort.Ints(all)
	for _, p := range a.portal.Places {
		for _, y := range all {
			if _, ok := p.PopulationIn(y); !ok {
				a.about("population", ruleYears, fmt.Sprintf("%s (%s) has no population of %d", p.Name.EN, p.Code, y), fmt.Sprintf("add the row %s,%d", p.Code, y))
			}
		}
	}
}

func (a *assembler) ages() {
	a.each("population-age", func(p *model.Place, rows []dataset.Row) {
		sum := map[int]int{}
		for _, r := range rows {
			year := whole(r, "year")
			sum[year] += whole(r, "persons")
			p.Ages = append(p.Ages, model.AgeGroup{Year: year, Group: r.Str("age_group"), Persons: whole(r, "persons"), Source: r.Str("source")})
		}
		sort.SliceStable(p.Ages, func(i, j int) bool {
			if p.Ages[i].Year != p.Ages[j].Year {
				return p.Ages[i].Year < p.Ages[j].Year
			}
			return firstAge(p.Ages[i].Group) < firstAge(p.Ages[j].Group)
		})
		for i, r := range rows {
			year := whole(r, "year")
			if i > 0 && whole(rows[i-1], "year") == year {
				continue
			}
			if total, ok := p.PopulationIn(year); ok && total.Total != sum[year] {
				a.at(r, "nso_code", ruleAges, fmt.Sprintf("age groups of %s in %d add up to %d, the population table has %d", p.Name.EN, year, sum[year], total.Total), "check the age groups and the total against the source")
			}
		}
	})
}

// firstAge gives the age at which a group such as "0-4" or "70+" begins.
func firstAge(group string) int {
	n, _ := strconv.Atoi(strings.TrimRight(strings.SplitN(group, "-", 2)[0], "+"))
	return n
}

func (a *assembler) climate(p *model.Place, rows []dataset.Row) {
	c := &model.Climate{Source: rows[0].Str("source"), StationDist: decimal(rows[0], "station_dist_km"),
		Station: model.Point{Lat: decimal(rows[0], "station_lat"), Lon: decimal(rows[0], "station_lon")}}
	seen := map[int]bool{}
	for _, r := range rows {
		m := whole(r, "month")
		if m < 1 || m > 12 || seen[m] {
			a.at(r, "month", ruleMonths, fmt.Sprintf("month %d is no month or stands twice", m), "give each month from 1 to 12 once")
			continue
		}
		seen[m] = true
		c.Month[m-1] = decimal(r, "mean_temp_c")
		if r.Str("source") != c.Source || decimal(r, "station_lat") != c.Station.Lat || decimal(r, "station_lon") != c.Station.Lon || decimal(r, "station_dist_km") != c.StationDist {
			a.at(r, "station_lat", ruleStation, "station or source differs from the first month of the place", "take all twelve months from one station")
		}
	}
	if len(rows) < 12 {
		a.at(rows[0], "nso_code", ruleMonths, fmt.Sprintf("%s has %d months, not 12", p.Name.EN, len(seen)), "add the missing months, or remove the place from the table")
	}
	p.Climate = c
}

// single tells of every row of a place after the first.
func (a *assembler) single(rows []dataset.Row, what string) dataset.Row {
	for _, r := range rows[1:] {
		a.at(r, "nso_code", ruleOneRow, fmt.Sprintf("%s of %s stand in line %d already", what, r.Str("nso_code"), rows[0].Line()), "keep one row a place")
	}
	return rows[0]
}

func (a *assembler) land() {
	zones := []string{"high_mountain_pct", "taiga_pct", "forest_steppe_pct", "steppe_pct", "desert_steppe_pct", "desert_pct", "water_pct"}
	a.each("natural-zones", func(p *model.Place, rows []dataset.Row) {
		r := a.single(rows, "natural zones")
		sum := 0.0
		for _, z := range zones {
			sum += decimal(r, z)
		}
		if math.Abs(sum-100) > 0.2+1e-9 {
			a.at(r, "high_mountain_pct", ruleZones, fmt.Sprintf("natural zones and water of %s add up to %.1f percent", p.Name.EN, sum), "check the shares against the source")
		}
		p.Zone = &model.Zones{
			HighMountain: decimal(r, zones[0]), Taiga: decimal(r, zones[1]), ForestSteppe: decimal(r, zones[2]), Steppe: decimal(r, zones[3]),
			DesertSteppe: decimal(r, zones[4]), Desert: decimal(r, zones[5]), Water: decimal(r, zones[6]), Source: r.Str("source"), Cautions: r.List("cautions"),
		}
	})
	if rows := a.rows("natural-zones"); rows != nil {
		a.known(rows, "cautions", "cautions", "id")
		for _, p := range a.portal.Places {
			if p.Zone == nil && a.placesReady() {
				a.about("natural-zones", ruleOneRow, fmt.Sprintf("%s (%s) has no natural zones", p.Name.EN, p.Code), "add the row of "+p.Code)
			}
		}
	}
	a.each("pasture", func(p *model.Place, rows []dataset.Row) {
		r := a.single(rows, "pasture figures")
		p.Pasture = &model.Pasture{Year: whole(r, "year"), Plots: whole(r, "plots"), BiomassMedian: maybe(r, "biomass_median_kg_ha"), Source: r.Str("source")}
		sum, known := 0.0, 0
		for i := range p.Pasture.Class {
			p.Pasture.Class[i] = maybe(r, fmt.Sprintf("class%d_pct", i+1))
			if v := p.Pasture.Class[i]; v != nil {
				sum += *v
				known++
			}
		}
		if known != 0 && (known != 5 || math.Abs(sum-100) > 3) {
			a.at(r, "class1_pct", rulePasture, fmt.Sprintf("%d of 5 pasture classes are known and add up to %g percent", known, sum), "fill all five from the source, or leave all empty")
		}
	})
	a.each("biomass", func(p *model.Place, rows []dataset.Row) {
		r := a.single(rows, "biomass figures")
		p.Biomass = &model.Biomass{Period: r.Str("period"), Mean: decimal(r, "biomass_mean_kg_ha"), Source: r.Str("source")}
	})
}
