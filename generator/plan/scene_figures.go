package plan

import (
	"fmt"
	"math"

	"nutag/generator/geo"
	"nutag/generator/model"
	"nutag/i18n"
)

// sceneSeasons are the months whose middle stands for a season, with the day of the year of their fifteenth.
func sceneSeasons() []struct {
	id, label  string
	month, day int
} {
	return []struct {
		id, label  string
		month, day int
	}{{"winter", "scene_winter", 1, 15}, {"spring", "scene_spring", 4, 105}, {"summer", "scene_summer", 7, 196}, {"autumn", "scene_autumn", 10, 288}}
}

// seasons is the table of four seasons: temperature, how high the sun stands at noon, and how long the day is.
func (b *builder) seasons(n *notes, p *model.Place) (table, []sceneSeason) {
	t := table{Caption: b.t("scene_seasons_caption"), Cols: []column{{Text: b.t("scene_season")},
		{Text: b.t("fig_temp_month"), Num: true}, {Text: b.t("scene_noon"), Num: true}, {Text: b.t("scene_day"), Num: true}}}
	if p.Climate != nil {
		t.Cols[1].Refs = n.cite("climate", "mean_temp_c", []string{p.Climate.Source})
	}
	sun := n.refs([]string{"computed-sun", p.AtSource}, nil)
	t.Cols[2].Refs, t.Cols[3].Refs = sun, sun
	var data []sceneSeason
	for _, s := range sceneSeasons() {
		noon, day := geo.NoonAltitude(p.At.Lat, s.day), geo.DayLength(p.At.Lat, s.day)
		// Five minutes: the day of the leap cycle and the air on the horizon move more than that.
		minutes := int(math.Round(day*12)) * 5
		d := sceneSeason{ID: s.id, Name: b.t(s.label), Month: b.words.MonthShort(s.month), Noon: math.Round(noon*10) / 10,
			Sun: b.t("scene_degrees", i18n.Data{"n": b.words.Int(int(math.Round(noon)))}),
			Day: b.t("scene_hours", i18n.Data{"h": fmt.Sprint(minutes / 60), "m": fmt.Sprint(minutes % 60)})}
		temp := missing()
		if p.Climate != nil {
			v := p.Climate.Month[s.month-1]
			d.Temp = b.words.Celsius(v, 0)
			temp = number(b.words.Celsius(v, 1), v)
		}
		d.Say = b.t("scene_say_season", i18n.Data{"season": d.Name, "month": d.Month, "sun": d.Sun, "day": d.Day})
		if d.Temp != "" {
			d.Say += " " + b.t("scene_say_temp", i18n.Data{"temp": d.Temp})
		}
		data = append(data, d)
		t.Rows = append(t.Rows, row{Head: d.Name + " (" + d.Month + ")", Cells: []cell{temp, number(d.Sun, d.Noon), {Text: d.Day, Num: true}}})
	}
	return t, data
}

func (b *builder) sceneMonths(n *notes, p *model.Place) (*table, []sceneBar) {
	if p.Climate == nil {
		return nil, nil
	}
	t := &table{Caption: b.t("scene_months"), Refs: n.cite("climate", "mean_temp_c", []string{p.Climate.Source}),
		Cols: []column{{Text: b.t("fig_month")}, {Text: b.t("fig_temp_month"), Num: true}}}
	var bars []sceneBar
	for i, v := range p.Climate.Month {
		bars = append(bars, sceneBar{Label: fmt.Sprint(i + 1), Text: b.words.Decimal(v, 0), Value: v})
		t.Rows = append(t.Rows, row{Head: b.words.MonthShort(i + 1), Cells: []cell{number(b.words.Celsius(v, 1), v)}})
	}
	return t, bars
}

// scenePeople is the newest population as figures that stand about, and all years as text.
func (b *builder) scenePeople(n *notes, p *model.Place) ([]figure, *sceneCount) {
	if len(p.Population) == 0 {
		return nil, nil
	}
	now := b.populationNow(n, p)
	last := p.Population[len(p.Population)-1]
	var out []figure
	for _, x := range p.Population[:len(p.Population)-1] {
		out = append(out, figure{Label: "fig_population", Value: b.words.Count("persons", x.Total), When: b.words.Year(x.Year), Refs: n.cite("population", "total", []string{x.Source})})
	}
	each := pictureUnit(last.Total)
	return append(out, now), &sceneCount{Title: b.t("fig_population"), Text: now.Value + ", " + now.When, N: (last.Total + each/2) / each,
		Each: b.t("scene_each_person", i18n.Data{"n": b.words.Int(each)})}
}

func (b *builder) sceneHerd(n *notes, p *model.Place) ([]figure, *sceneCount) {
	if len(p.Livestock) == 0 {
		return nil, nil
	}
	var out []figure
	for _, x := range p.Livestock {
		out = append(out, figure{Label: "fig_livestock", Value: b.words.Count("head", x.N), When: b.words.Year(x.Year), Refs: n.cite("livestock", "head", []string{x.Source})})
	}
	last := p.Livestock[len(p.Livestock)-1]
	each := pictureUnit(last.N)
	return out, &sceneCount{Title: b.t("fig_livestock"), Text: b.words.Count("head", last.N) + ", " + b.words.Year(last.Year), N: (last.N + each/2) / each,
		Each: b.t("scene_each_head", i18n.Data{"n": b.words.Int(each)})}
}

// maxPictures is how many figures of one kind can be told apart in a scene.
const maxPictures = 60

// pictureUnit is how many persons or animals one figure stands for: 1, 2 or 5 with noughts, the smallest that needs at most
// maxPictures figures.
func pictureUnit(n int) int {
	for base := 1; ; base *= 10 {
		for _, m := range []int{1, 2, 5} {
			if (n+base*m/2)/(base*m) <= maxPictures {
				return base * m
			}
		}
	}
}

// sceneGround is the natural zone with the largest share, which gives the ground its colour.
func (b *builder) sceneGround(n *notes, p *model.Place) (text, zone string) {
	if p.Zone == nil {
		return "", ""
	}
	most := -1.0
	for _, x := range zoneParts(p.Zone) {
		if x.pct > most {
			most, zone = x.pct, x.key
		}
	}
	n.cite("natural-zones", "steppe_pct", []string{p.Zone.Source}, p.Zone.Cautions...)
	return b.t("scene_ground", i18n.Data{"zone": b.t("zone_" + zone), "share": b.words.Percent(most, 0)}), zone
}
