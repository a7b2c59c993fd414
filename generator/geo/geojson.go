package geo

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"regexp"

	"github.com/paulmach/orb"
)

// Limits of a boundary or water file. The real files have 361 features, 20,000 points and 0.5 MB; a file far beyond that is a
// mistake or an attack, and is refused before it costs memory.
const (
	maxFileBytes = 16 << 20
	maxFeatures  = 5_000
	maxPoints    = 500_000
)

// feature is one GeoJSON feature, checked: finite coordinates on the globe, closed rings of at least four points.
type feature struct {
	code, kind, nameMN, nameEN string
	polygons                   orb.MultiPolygon
	lines                      orb.MultiLineString
}

type rawCollection struct {
	Type     string       `json:"type"`
	Features []rawFeature `json:"features"`
}

type rawFeature struct {
	Type       string `json:"type"`
	Properties struct {
		Code   string `json:"code"`
		Kind   string `json:"kind"`
		NameMN string `json:"name_mn"`
		NameEN string `json:"name_en"`
	} `json:"properties"`
	Geometry struct {
		Type        string          `json:"type"`
		Coordinates json.RawMessage `json:"coordinates"`
	} `json:"geometry"`
}

// readFeatures reads a FeatureCollection of (multi)polygons and (multi)lines. orb/geojson would do this too, but importing it
// links the MongoDB driver into the command, and it accepts positions with missing numbers.
func readFeatures(r io.Reader) ([]feature, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxFileBytes+1))
	if err != nil {
		return nil, err
	}
	if len(data) > maxFileBytes {
		return nil, fmt.Errorf("file is larger than %d bytes", maxFileBytes)
	}
	var raw rawCollection
	if err := json.Unmarshal(data, &raw); err != nil {
		return nil, err
	}
	if raw.Type != "FeatureCollection" {
		return nil, fmt.Errorf("type is %q, not FeatureCollection", raw.Type)
	}
	if len(raw.Features) > maxFeatures {
		return nil, fmt.Errorf("%d features, at most %d are read", len(raw.Features), maxFeatures)
	}
	features := make([]feature, 0, len(raw.Features))
	budget := maxPoints
	for i, rf := range raw.Features {
		f, err := convert(rf, &budget)
		if err != nil {
			return nil, fmt.Errorf("feature %d (%s): %w", i+1, label(rf), err)
		}
		features = append(features, f)
	}
	return features, nil
}

func label(rf rawFeature) string {
	if rf.Properties.Code != "" {
		return rf.Properties.Code
	}
	return rf.Properties.NameEN
}

func convert(rf rawFeature, budget *int) (feature, error) {
	f := feature{
		code: rf.Properties.Code, kind: rf.Properties.Kind,
		nameMN: rf.Properties.NameMN, nameEN: rf.Properties.NameEN,
	}
	if rf.Type != "Feature" {
		return f, fmt.Errorf("type is %q, not Feature", rf.Type)
	}
	var err error
	switch coords := rf.Geometry.Coordinates; rf.Geometry.Type {
	case "Polygon":
		var p [][][]float64
		if err = json.Unmarshal(coords, &p); err == nil {
			f.polygons, err = polygons([][][][]float64{p}, budget)
		}
	case "MultiPolygon":
		var mp [][][][]float64
		if err = json.Unmarshal(coords, &mp); err == nil {
			f.polygons, err = polygons(mp, budget)
		}
	case "LineString":
		var l [][]float64
		if err = json.Unmarshal(coords, &l); err == nil {
			f.lines, err = lines([][][]float64{l}, budget)
		}
	case "MultiLineString":
		var ml [][][]float64
		if err = json.Unmarshal(coords, &ml); err == nil {
			f.lines, err = lines(ml, budget)
		}
	default:
		err = fmt.Errorf("geometry %q is not a polygon or a line", rf.Geometry.Type)
	}
	return f, err
}

func polygons(raw [][][][]float64, budget *int) (orb.MultiPolygon, error) {
	var mp orb.MultiPolygon
	for _, rings := range raw {
		var p orb.Polygon
		for _, ring := range rings {
			pts, err := points(ring, budget)
			if err != nil {
				return nil, err
			}
			if len(pts) < 4 || pts[0] != pts[len(pts)-1] {
				return nil, errors.New("a ring needs at least four points and must end where it begins")
			}
			p = append(p, orb.Ring(pts))
		}
		if len(p) == 0 {
			return nil, errors.New("a polygon has no ring")
		}
		mp = append(mp, p)
	}
	if len(mp) == 0 {
		return nil, errors.New("geometry is empty")
	}
	return mp, nil
}

func lines(raw [][][]float64, budget *int) (orb.MultiLineString, error) {
	var ml orb.MultiLineString
	for _, line := range raw {
		pts, err := points(line, budget)
		if err != nil {
			return nil, err
		}
		if len(pts) < 2 {
			return nil, errors.New("a line needs at least two points")
		}
		ml = append(ml, orb.LineString(pts))
	}
	if len(ml) == 0 {
		return nil, errors.New("geometry is empty")
	}
	return ml, nil
}

// points checks positions and drops immediate repeats, which would make segments without length.
func points(raw [][]float64, budget *int) ([]orb.Point, error) {
	if *budget -= len(raw); *budget < 0 {
		return nil, fmt.Errorf("more than %d points in one file", maxPoints)
	}
	pts := make([]orb.Point, 0, len(raw))
	for _, c := range raw {
		if len(c) < 2 {
			return nil, errors.New("a position needs longitude and latitude")
		}
		if math.Abs(c[0]) > 180 || math.Abs(c[1]) > 89 {
			return nil, fmt.Errorf("position %v, %v is not a longitude and latitude", c[0], c[1])
		}
		p := orb.Point{c[0], c[1]}
		if len(pts) == 0 || pts[len(pts)-1] != p {
			pts = append(pts, p)
		}
	}
	return pts, nil
}

var (
	unitCode  = regexp.MustCompile(`^[0-9a-z][0-9a-z][0-9]{2}$`)
	aimagCode = regexp.MustCompile(`^[0-9a-z]{2}$`)
)
