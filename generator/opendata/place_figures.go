package opendata

import "nutag/generator/model"

// placeFigures are the figures of the tables. A null is not known; an empty list of values means that the table has no row
// for the place.
type placeFigures struct {
	Area       single           `json:"area"`
	Elevation  single           `json:"elevation"`
	Population series[people]   `json:"population"`
	Under5     series[yearly]   `json:"under5"`
	Ages       series[ageGroup] `json:"population_by_age"`
	Livestock  series[yearly]   `json:"livestock"`
	Herders    series[yearly]   `json:"herder_households"`
	Hay        series[yearly]   `json:"hay"`
	Climate    *climate         `json:"climate"`
	Zones      *zones           `json:"natural_zones"`
	Pasture    *pasture         `json:"pasture"`
	Biomass    *biomass         `json:"pasture_biomass"`
}

// people is a population; men and women are null in years for which only the total is known.
type people struct {
	Year   int    `json:"year"`
	Total  int    `json:"total"`
	Men    *int   `json:"men"`
	Women  *int   `json:"women"`
	Source string `json:"source"`
}

type ageGroup struct {
	Year    int    `json:"year"`
	Group   string `json:"group"`
	Persons int    `json:"persons"`
	Source  string `json:"source"`
}

// climate is the mean temperature of each month, January first.
type climate struct {
	Unit    string      `json:"unit"`
	Months  [12]float64 `json:"months"`
	Station station     `json:"station"`
	origin
}

type station struct {
	Lat      float64  `json:"lat"`
	Lon      float64  `json:"lon"`
	KM       float64  `json:"distance_km"`
	Cautions []string `json:"cautions,omitempty"`
}

// zones are shares of the land; water is a share of the whole area.
type zones struct {
	Unit         string  `json:"unit"`
	HighMountain float64 `json:"high_mountain"`
	Taiga        float64 `json:"taiga"`
	ForestSteppe float64 `json:"forest_steppe"`
	Steppe       float64 `json:"steppe"`
	DesertSteppe float64 `json:"desert_steppe"`
	Desert       float64 `json:"desert"`
	Water        float64 `json:"water"`
	origin
}

// pasture is the state of the monitored plots; classes are shares in recovery classes I to V.
type pasture struct {
	Year          int         `json:"year"`
	Plots         int         `json:"plots"`
	BiomassMedian *float64    `json:"biomass_median"`
	BiomassUnit   string      `json:"biomass_unit"`
	Classes       [5]*float64 `json:"classes"`
	ClassUnit     string      `json:"classes_unit"`
	origin
}

type biomass struct {
	Period string  `json:"period"`
	Value  float64 `json:"value"`
	Unit   string  `json:"unit"`
	origin
}

func (w *writer) placeFigures(p *model.Place) placeFigures {
	table := string(p.Kind) + "s"
	var elevation any // null when not known
	if p.Elevation != nil {
		elevation = *p.Elevation
	}
	f := placeFigures{
		Area:       w.single(table, "area_km2", p.AreaKM2, about(p.Cautions, "area")...),
		Elevation:  w.single(table, "elevation_m", elevation),
		Population: newSeries(w, "population", "total", peopleOf(p.Population), about(p.Cautions, "population")...),
		Under5:     newSeries(w, "under5", "persons", counts(p.Under5)),
		Ages:       newSeries(w, "population-age", "persons", ages(p.Ages), about(p.Cautions, "age")...),
		Livestock:  newSeries(w, "livestock", "head", counts(p.Livestock)),
		Herders:    newSeries(w, "herder-households", "households", counts(p.Herders)),
		Hay:        newSeries(w, "hay", "tonnes", measures(p.Hay)),
	}
	if c := p.Climate; c != nil {
		f.Climate = &climate{
			Unit: w.unit("climate", "mean_temp_c"), Months: c.Month,
			Station: station{Lat: c.Station.Lat, Lon: c.Station.Lon, KM: c.StationDist, Cautions: w.origin("climate", "station_dist_km", c.Source).Cautions},
			origin:  w.origin("climate", "mean_temp_c", c.Source),
		}
	}
	if z := p.Zone; z != nil {
		f.Zones = &zones{
			Unit:         w.unit("natural-zones", "steppe_pct"),
			HighMountain: z.HighMountain, Taiga: z.Taiga, ForestSteppe: z.ForestSteppe, Steppe: z.Steppe,
			DesertSteppe: z.DesertSteppe, Desert: z.Desert, Water: z.Water,
			origin: w.origin("natural-zones", "steppe_pct", z.Source, z.Cautions...),
		}
	}
	if x := p.Pasture; x != nil {
		o := w.origin("pasture", "biomass_median_kg_ha", x.Source)
		o.Cautions = union(o.Cautions, w.origin("pasture", "class1_pct", x.Source).Cautions)
		f.Pasture = &pasture{
			Year: x.Year, Plots: x.Plots, BiomassMedian: x.BiomassMedian, BiomassUnit: w.unit("pasture", "biomass_median_kg_ha"),
			Classes: x.Class, ClassUnit: w.unit("pasture", "class1_pct"), origin: o,
		}
	}
	if x := p.Biomass; x != nil {
		f.Biomass = &biomass{Period: x.Period, Value: x.Mean, Unit: w.unit("biomass", "biomass_mean_kg_ha"),
			origin: w.origin("biomass", "biomass_mean_kg_ha", x.Source)}
	}
	return f
}

func peopleOf(list []model.Population) []people {
	var out []people
	for _, x := range list {
		v := people{Year: x.Year, Total: x.Total, Source: x.Source}
		if x.Men != 0 || x.Women != 0 {
			men, women := x.Men, x.Women
			v.Men, v.Women = &men, &women
		}
		out = append(out, v)
	}
	return out
}

func ages(list []model.AgeGroup) []ageGroup {
	var out []ageGroup
	for _, x := range list {
		out = append(out, ageGroup(x))
	}
	return out
}

func measures(list []model.Measure) []yearly {
	var out []yearly
	for _, x := range list {
		out = append(out, yearly{x.Year, x.Value, x.Source})
	}
	return out
}
