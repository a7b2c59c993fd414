package geo

import (
	"fmt"
	"strings"
	"testing"
)

// square is a GeoJSON ring of a square of one degree with its south-western corner at lon, lat.
func square(lon, lat float64) string {
	return fmt.Sprintf("[[[%g,%g],[%g,%g],[%g,%g],[%g,%g],[%g,%g]]]",
		lon, lat, lon+1, lat, lon+1, lat+1, lon, lat+1, lon, lat)
}

func polygon(code, coordinates string) string {
	return `{"type":"Feature","properties":{"code":"` + code + `","kind":"soum"},"geometry":{"type":"Polygon","coordinates":` +
		coordinates + `}}`
}

func collection(features ...string) string {
	return `{"type":"FeatureCollection","features":[` + strings.Join(features, ",") + `]}`
}

// chessboard is a country of two aimags:
//
//	1102 | 2102
//	-----+-----
//	1101 | 2101
//
// and 1103, a small soum inside 1101, which has a hole there.
func chessboard(t testing.TB) *Shapes {
	t.Helper()
	hole := "[[100.4,45.4],[100.4,45.6],[100.6,45.6],[100.6,45.4],[100.4,45.4]]"
	s, err := Load(Input{
		Soums: strings.NewReader(collection(
			polygon("2102", square(101, 46)), polygon("1102", square(100, 46)),
			polygon("2101", square(101, 45)), polygon("1103", "["+hole+"]"),
			polygon("1101", strings.TrimSuffix(square(100, 45), "]")+","+hole+"]"),
		)),
		Aimags: strings.NewReader(collection(
			polygon("11", "[[[100,45],[101,45],[101,46],[101,47],[100,47],[100,46],[100,45]]]"),
			polygon("21", "[[[101,45],[102,45],[102,46],[102,47],[101,47],[101,46],[101,45]]]"),
		)),
	})
	if err != nil {
		t.Fatal(err)
	}
	return s
}
