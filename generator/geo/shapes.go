package geo

import (
	"errors"
	"fmt"
	"io"
	"sort"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"
)

// ErrUnknownCode says that no boundary has the code asked for.
var ErrUnknownCode = errors.New("no boundary with this code")

// Input is the set of GeoJSON files that Load reads. Soums and Aimags are required; Lakes and Rivers may be nil.
//
// Soums: one feature a soum or district, properties code (four digits, the first two are the aimag's code, as in the
// administrative code of the National Statistics Office) and kind. Aimags: property code of two digits. Coordinates are WGS 84,
// longitude first, and coincide exactly along shared borders. Lakes (polygons) and Rivers (lines): properties name_mn, name_en.
type Input struct {
	Soums, Aimags, Lakes, Rivers io.Reader
}

// Shapes is the checked geometry of the country. It does not change after Load and may be used by several goroutines.
type Shapes struct {
	units  []unit // soums and districts, by code
	aimags []unit // by code
	unitAt map[string]int
	lakes  []feature
	rivers []feature
	topo   topology
	// touch[code] lists codes that share a border segment, sorted.
	touch, aimagTouch map[string][]string
}

// unit is one polygon feature with what is computed once from it.
type unit struct {
	code     string
	kind     string
	geometry orb.MultiPolygon // degrees
	rings    []ring
	label    orb.Point // projected kilometres
}

// Load reads and checks the boundary files and works out shared borders. The error names the file's role and the feature.
func Load(in Input) (*Shapes, error) {
	soums, err := readUnits(in.Soums, unitCode.MatchString)
	if err != nil {
		return nil, fmt.Errorf("soum boundaries: %w", err)
	}
	aimags, err := readUnits(in.Aimags, aimagCode.MatchString)
	if err != nil {
		return nil, fmt.Errorf("aimag boundaries: %w", err)
	}
	s := &Shapes{units: soums, aimags: aimags, unitAt: map[string]int{}}
	if s.lakes, err = readWater(in.Lakes, true); err != nil {
		return nil, fmt.Errorf("lakes: %w", err)
	}
	if s.rivers, err = readWater(in.Rivers, false); err != nil {
		return nil, fmt.Errorf("rivers: %w", err)
	}
	have := map[string]bool{}
	for _, a := range s.aimags {
		have[a.code] = true
	}
	for i, u := range s.units {
		s.unitAt[u.code] = i
		if !have[aimagOf(u.code)] {
			return nil, fmt.Errorf("soum boundaries: %s: its aimag %s has no boundary", u.code, aimagOf(u.code))
		}
	}
	s.topo = buildTopology(s.units, s.aimags, project)
	s.touch, s.aimagTouch = s.topo.adjacency(s.units)
	for i := range s.units {
		s.units[i].label = labelPoint(s.units[i].geometry, project)
	}
	for i := range s.aimags {
		s.aimags[i].label = labelPoint(s.aimags[i].geometry, project)
	}
	return s, nil
}

func readUnits(r io.Reader, valid func(string) bool) ([]unit, error) {
	if r == nil {
		return nil, errors.New("no file given")
	}
	features, err := readFeatures(r)
	if err != nil {
		return nil, err
	}
	if len(features) == 0 {
		return nil, errors.New("no features")
	}
	units := make([]unit, 0, len(features))
	for i, f := range features {
		if !valid(f.code) {
			return nil, fmt.Errorf("feature %d: code %q has the wrong form", i+1, f.code)
		}
		if f.polygons == nil {
			return nil, fmt.Errorf("feature %d (%s): not a polygon", i+1, f.code)
		}
		units = append(units, unit{code: f.code, kind: f.kind, geometry: f.polygons})
	}
	sort.SliceStable(units, func(i, j int) bool { return units[i].code < units[j].code })
	for i := 1; i < len(units); i++ {
		if units[i].code == units[i-1].code {
			return nil, fmt.Errorf("code %s is used twice", units[i].code)
		}
	}
	return units, nil
}

func readWater(r io.Reader, closed bool) ([]feature, error) {
	if r == nil {
		return nil, nil
	}
	features, err := readFeatures(r)
	if err != nil {
		return nil, err
	}
	for i, f := range features {
		if closed != (f.polygons != nil) {
			return nil, fmt.Errorf("feature %d (%s): wrong kind of geometry", i+1, f.nameEN)
		}
	}
	sort.SliceStable(features, func(i, j int) bool { return features[i].nameEN < features[j].nameEN })
	return features, nil
}

// aimagOf gives the aimag part of a four-digit administrative code.
func aimagOf(code string) string { return code[:2] }

// Codes lists the codes of all soums and districts that have a boundary, sorted.
func (s *Shapes) Codes() []string { return codes(s.units) }

// AimagCodes lists the codes of all aimags that have a boundary, sorted.
func (s *Shapes) AimagCodes() []string { return codes(s.aimags) }

func codes(units []unit) []string {
	out := make([]string, len(units))
	for i, u := range units {
		out[i] = u.code
	}
	return out
}

// Contains says whether a point (WGS 84 degrees) lies in the polygon of a soum or district; points on the border are inside
// both neighbours. It is false for an unknown code. The polygons are simplified by some hundred metres, so a seat that stands
// on its border may be outside.
func (s *Shapes) Contains(code string, lon, lat float64) bool {
	i, ok := s.unitAt[code]
	return ok && planar.MultiPolygonContains(s.units[i].geometry, orb.Point{lon, lat})
}

// UnitAt gives the code of the soum or district that contains a point; on a border, the first by code. It reports false
// outside the country.
func (s *Shapes) UnitAt(lon, lat float64) (string, bool) {
	for _, u := range s.units {
		if planar.MultiPolygonContains(u.geometry, orb.Point{lon, lat}) {
			return u.code, true
		}
	}
	return "", false
}

// Bound gives the bounding box of a soum or district in degrees.
func (s *Shapes) Bound(code string) (west, south, east, north float64, err error) {
	i, ok := s.unitAt[code]
	if !ok {
		return 0, 0, 0, 0, fmt.Errorf("%s: %w", code, ErrUnknownCode)
	}
	b := s.units[i].geometry.Bound()
	return b.Min.Lon(), b.Min.Lat(), b.Max.Lon(), b.Max.Lat(), nil
}

// Neighbours lists the soums and districts that share a piece of border with this one, sorted by code. Units that meet in a
// single point only are not neighbours. It is empty for an unknown code. The slice is a copy.
func (s *Shapes) Neighbours(code string) []string { return append([]string(nil), s.touch[code]...) }

// AimagNeighbours lists the aimags of which a soum shares a border with a soum of this one, sorted. The slice is a copy.
func (s *Shapes) AimagNeighbours(aimag string) []string {
	return append([]string(nil), s.aimagTouch[aimag]...)
}

func (s *Shapes) aimag(code string) (unit, bool) {
	i := sort.Search(len(s.aimags), func(i int) bool { return s.aimags[i].code >= code })
	if i == len(s.aimags) || s.aimags[i].code != code {
		return unit{}, false
	}
	return s.aimags[i], true
}
