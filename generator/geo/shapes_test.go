package geo

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestNeighboursShareASegment(t *testing.T) {
	s := chessboard(t)
	for code, want := range map[string][]string{
		"1101": {"1102", "1103", "2101"}, // not 2102: they meet in one corner
		"1102": {"1101", "2102"},
		"1103": {"1101"},
		"2101": {"1101", "2102"},
		"2102": {"1102", "2101"},
		"9999": nil,
	} {
		if diff := cmp.Diff(want, s.Neighbours(code)); diff != "" {
			t.Errorf("%s: %s", code, diff)
		}
	}
	if diff := cmp.Diff([]string{"21"}, s.AimagNeighbours("11")); diff != "" {
		t.Error(diff)
	}
	s.Neighbours("1101")[0] = "spoilt"
	if got := s.Neighbours("1101")[0]; got != "1102" {
		t.Errorf("the list is not a copy: %s", got)
	}
}

func TestContains(t *testing.T) {
	s := chessboard(t)
	for _, c := range []struct {
		code     string
		lon, lat float64
		in       bool
		at       string
	}{
		{"1101", 100.2, 45.2, true, "1101"},
		{"1101", 100.5, 45.5, false, "1103"}, // in the hole
		{"1101", 99, 45.5, false, ""},
		{"2102", 101, 46.5, true, "1102"}, // on the border: inside both, the first by code is named
		{"8888", 100.2, 45.2, false, "1101"},
	} {
		if got := s.Contains(c.code, c.lon, c.lat); got != c.in {
			t.Errorf("Contains(%s, %g, %g) = %v", c.code, c.lon, c.lat, got)
		}
		if got, ok := s.UnitAt(c.lon, c.lat); got != c.at || ok != (c.at != "") {
			t.Errorf("UnitAt(%g, %g) = %q, %v", c.lon, c.lat, got, ok)
		}
	}
}

func TestBound(t *testing.T) {
	w, s, e, n, err := chessboard(t).Bound("2101")
	if err != nil || w != 101 || s != 45 || e != 102 || n != 46 {
		t.Errorf("got %g %g %g %g %v", w, s, e, n, err)
	}
	if _, _, _, _, err := chessboard(t).Bound("0000"); !errors.Is(err, ErrUnknownCode) {
		t.Errorf("got %v", err)
	}
}

func TestLoadRefuses(t *testing.T) {
	soum := collection(polygon("1101", square(100, 45)))
	aimag := collection(polygon("11", square(100, 45)))
	for _, c := range []struct{ name, soums, aimags, lakes, want string }{
		{"no JSON", "{", aimag, "", "soum boundaries: unexpected end"},
		{"other JSON", `{"type":"Feature"}`, aimag, "", "not FeatureCollection"},
		{"empty", collection(), aimag, "", "no features"},
		{"bad code", collection(polygon("MN1101", square(100, 45))), aimag, "", `code "MN1101" has the wrong form`},
		{"twice", collection(polygon("1101", square(100, 45)), polygon("1101", square(101, 45))), aimag, "", "1101 is used twice"},
		{"open ring", collection(polygon("1101", "[[[0,0],[1,0],[1,1],[0,1]]]")), aimag, "", "must end where it begins"},
		{"short ring", collection(polygon("1101", "[[[0,0],[1,0],[0,0]]]")), aimag, "", "at least four points"},
		{"repeats only", collection(polygon("1101", "[[[0,0],[0,0],[0,0],[0,0]]]")), aimag, "", "at least four points"},
		{"no ring", collection(polygon("1101", "[]")), aimag, "", "no ring"},
		{"half a position", collection(polygon("1101", "[[[0],[1,0],[1,1],[0]]]")), aimag, "", "needs longitude and latitude"},
		{"off the globe", collection(polygon("1101", "[[[0,0],[181,0],[1,1],[0,0]]]")), aimag, "", "not a longitude"},
		{"point", `{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":"1101"},"geometry":{"type":"Point","coordinates":[1,1]}}]}`, aimag, "", `geometry "Point"`},
		{"lost soum", collection(polygon("2101", square(100, 45))), aimag, "", "its aimag 21 has no boundary"},
		{"aimag code", soum, soum, "", "aimag boundaries: feature 1: code"},
		{"lake is a line", soum, aimag, `{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name_en":"Uvs"},"geometry":{"type":"LineString","coordinates":[[1,1],[2,2]]}}]}`, "lakes: feature 1 (Uvs): wrong kind"},
		{"too long", soum + strings.Repeat(" ", maxFileBytes), aimag, "", "larger than"},
	} {
		in := Input{Soums: strings.NewReader(c.soums), Aimags: strings.NewReader(c.aimags)}
		if c.lakes != "" {
			in.Lakes = strings.NewReader(c.lakes)
		}
		if _, err := Load(in); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want %q", c.name, err, c.want)
		}
	}
	if _, err := Load(Input{}); err == nil {
		t.Error("nothing given, nothing refused")
	}
}

// FuzzLoad holds that no input makes the reader panic, and that what it accepts can be drawn.
func FuzzLoad(f *testing.F) {
	f.Add(collection(polygon("1101", square(100, 45)), polygon("1102", square(101, 45))))
	f.Add(collection(polygon("1101", "[[[0,0],[1,0],[0,0],[1,1],[0,0]]]")))
	f.Add(collection(polygon("1101", "[[[0,0],[0.00001,0],[0,0.00001],[0,0]]]")))
	f.Add(`{"type":"FeatureCollection","features":[{}]}`)
	aimag := collection(polygon("11", square(100, 45)))
	f.Fuzz(func(t *testing.T, soums string) {
		s, err := Load(Input{Soums: strings.NewReader(soums), Aimags: strings.NewReader(aimag)})
		if err != nil {
			return
		}
		s.NationalMap()
		for _, c := range s.Codes() {
			l, err := s.Locator(c)
			if err != nil || l.Unit.Path == "" {
				t.Errorf("%s: %v %q", c, err, l.Unit.Path)
			}
		}
	})
}
