package geo

import (
	"fmt"
	"io"
	"regexp"
)

// World is the checked outlines of the countries of the earth. It does not change after LoadWorld and may be used by several
// goroutines.
type World struct {
	units []unit // by code
	topo  topology
}

// countryCode is an ISO 3166-1 alpha-2 code, or x and a number for an area without one.
var countryCode = regexp.MustCompile(`^([A-Z]{2}|x[0-9]{1,2})$`)

// LoadWorld reads the outlines of countries: GeoJSON polygons in WGS 84, longitude first, cut at 180°, with the property code,
// see countryCode. Coordinates coincide exactly along shared borders. The error names the feature.
func LoadWorld(r io.Reader) (*World, error) {
	units, err := readUnits(r, countryCode.MatchString)
	if err != nil {
		return nil, fmt.Errorf("outlines of countries: %w", err)
	}
	w := &World{units: units, topo: buildTopology(units, nil, equalEarth)}
	for i := range units {
		units[i].label = labelPoint(units[i].geometry, equalEarth)
	}
	return w, nil
}

// Map draws all countries, 1,000 units wide, without aimags and water.
func (w *World) Map() Map {
	v := newView(&w.topo, w.topo.extent(w.units), worldSize, worldMargin, worldTolerance)
	m := Map{Width: v.width, Height: v.height}
	for _, u := range w.units {
		m.Units = append(m.Units, v.shape(u))
	}
	return m
}

// Codes lists the codes of all areas, sorted.
func (w *World) Codes() []string { return codes(w.units) }
