package assemble

import (
	"fmt"
	"math"

	"nutag/generator/dataset"
	"nutag/generator/diag"
	"nutag/generator/model"
)

// herdTolerance is how far the sum of soums, in head, may be from the herd by kind: each of the five kinds is rounded to a
// hundred head, so up to 250 head can be lost or gained, and the cuts of one source make it a little more.
const herdTolerance = 300

func (a *assembler) eachAimag(table string, visit func(*model.AimagRecord, dataset.Row)) {
	rows := a.rows(table)
	told := map[string]bool{}
	for _, r := range rows {
		code := r.Str("aimag_code")
		aimag := a.portal.Aimag(code)
		if aimag != nil {
			visit(aimag, r)
			continue
		}
		if a.portal.Aimags != nil && !told[code] {
			told[code] = true
			a.at(r, "aimag_code", ruleRef, "aimag "+diag.Quote(code)+" is not in aimags", "correct the code, or add the aimag")
		}
	}
	a.known(rows, "source", "sources", "id")
}

func (a *assembler) aimagFigures() {
	a.eachAimag("migration", func(aimag *model.AimagRecord, r dataset.Row) {
		m := model.Moves{Year: whole(r, "year"), Arrivals: whole(r, "arrivals"), Departures: whole(r, "departures"), Net: whole(r, "net"), Source: r.Str("source")}
		if m.Arrivals-m.Departures != m.Net {
			a.at(r, "net", ruleNet, fmt.Sprintf("%d arrivals less %d departures are %d, not %d", m.Arrivals, m.Departures, m.Arrivals-m.Departures, m.Net), "check the three figures against the source")
		}
		aimag.Migration = append(aimag.Migration, m)
	})
	a.eachAimag("livestock-kinds", func(aimag *model.AimagRecord, r dataset.Row) {
		h := model.HerdByKind{Year: whole(r, "year"), Horse: decimal(r, "horse"), Cattle: decimal(r, "cattle"), Camel: decimal(r, "camel"), Sheep: decimal(r, "sheep"), Goat: decimal(r, "goat"), Source: r.Str("source")}
		aimag.Herd = append(aimag.Herd, h)
		a.herdSum(aimag, h, r)
	})
	a.eachAimag("livestock-losses", func(aimag *model.AimagRecord, r dataset.Row) {
		aimag.Losses = append(aimag.Losses, model.HerdLoss{Year: whole(r, "year"), Lost: decimal(r, "losses_thousand_head"), Percent: maybe(r, "percent_of_previous_herd"), Source: r.Str("source")})
	})
	a.eachAimag("aimag-indicators", func(aimag *model.AimagRecord, r dataset.Row) {
		aimag.Indicators = append(aimag.Indicators, model.AimagFigure{Indicator: r.Str("indicator"), Year: whole(r, "year"), Value: decimal(r, "value"), Source: r.Str("source")})
	})
}

// herdSum compares the herd of an aimag with the sum of its soums, where every soum has a figure of that year.
func (a *assembler) herdSum(aimag *model.AimagRecord, herd model.HerdByKind, r dataset.Row) {
	if a.membersWrong || !a.placesReady() || len(aimag.Members) == 0 {
		return
	}
	sum := 0
	for _, code := range aimag.Members {
		n, ok := headIn(a.portal.Place(code), herd.Year)
		if !ok {
			return
		}
		sum += n
	}
	total := herd.Total() * 1000
	if math.Abs(float64(sum)-total) > herdTolerance {
		a.at(r, "horse", ruleHerds, fmt.Sprintf("herd of %s in %d is %.0f head by kind, but %d in its soums", aimag.Name.EN, herd.Year, total, sum), "check both tables against their sources")
	}
}

func headIn(p *model.Place, year int) (int, bool) {
	for _, c := range p.Livestock {
		if c.Year == year {
			return c.N, true
		}
	}
	return 0, false
}
