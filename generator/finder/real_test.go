package finder

import (
	"bytes"
	"cmp"
	"encoding/json"
	"flag"
	"math"
	"os"
	"slices"
	"testing"

	"github.com/andybalholm/brotli"

	"nutag/generator/derive"
	"nutag/generator/geo"
	"nutag/generator/model"
	"nutag/generator/realdata"
	"nutag/i18n"
)

// realInput is the portal of the data of the repository.
func realInput(t *testing.T) Input {
	t.Helper()
	d := realdata.Read(t)
	return Input{Portal: d.Portal, Figures: d.Figures, Map: d.Shapes.NationalMap()}
}

// maxScript is what the file may weigh as it travels, in bytes after brotli.
const maxScript = 40_000

func TestRealFile(t *testing.T) {
	in := realInput(t)
	d, err := Make(in)
	if err != nil {
		t.Fatal(err)
	}
	path, script, err := d.Script()
	if err != nil {
		t.Fatal(err)
	}
	again, _ := Make(in)
	if p, s, _ := again.Script(); p != path || !bytes.Equal(s, script) {
		t.Error("made twice, two files")
	}
	var packed bytes.Buffer
	w := brotli.NewWriterLevel(&packed, 11)
	w.Write(script)
	w.Close()
	t.Logf("%s: %d bytes, %d after brotli", path, len(script), packed.Len())
	if packed.Len() > maxScript {
		t.Errorf("the file has %d bytes after brotli, at most %d", packed.Len(), maxScript)
	}
	if len(d.Codes) != 330 || len(d.Aimags) != 21 || len(d.Seats) != 21 {
		t.Errorf("%d soums, %d aimags, %d seats", len(d.Codes), len(d.Aimags), len(d.Seats))
	}
	for _, m := range d.Measures {
		known := 0
		for i, v := range m.Values {
			if (v == nil) != (m.From[i] < 0) {
				t.Fatalf("%s of %s: value and origin disagree", m.ID, d.Codes[i])
			}
			if v == nil {
				continue
			}
			known++
			if len(m.Origins[m.From[i]].Sources) == 0 {
				t.Errorf("%s of %s has no source", m.ID, d.Codes[i])
			}
		}
		t.Logf("%s: %d soums, %d origins", m.ID, known, len(m.Origins))
		if known == 0 || len(m.Values) != len(d.Codes) || len(m.From) != len(d.Codes) {
			t.Errorf("%s: %d known of %d", m.ID, known, len(m.Values))
		}
	}
	for lang, order := range d.Order {
		if len(order) != len(d.Codes) || !slices.IsSorted(slices.Sorted(slices.Values(order))) || len(slices.Compact(slices.Sorted(slices.Values(order)))) != len(order) {
			t.Errorf("%s: the order does not hold every soum once", lang)
		}
	}
}

// A figure in the file is that of the profile: read back by hand from the tables.
func TestRealFigures(t *testing.T) {
	d, err := Make(realInput(t))
	if err != nil {
		t.Fatal(err)
	}
	at := slices.Index(d.Codes, "6346") // Khutag-Undur
	of := map[derive.Indicator]Measure{}
	for _, m := range d.Measures {
		of[m.ID] = m
	}
	pop := of[derive.Population]
	if v := pop.Values[at]; v == nil || pop.Origins[pop.From[at]].Year != 2025 {
		t.Error("Khutag-Undur has no population of 2025")
	}
	cold := of[derive.ColdestMonth]
	if m := slices.Index(d.Codes, "2113"); m >= 0 && cold.Decimals != 1 {
		t.Errorf("temperatures are shown with %d decimals", cold.Decimals)
	}
	unknown := 0
	for _, v := range cold.Values {
		if v == nil {
			unknown++
		}
	}
	if unknown != 52 {
		t.Errorf("%d soums have no temperature, the table lacks 52", unknown)
	}
	if centre := of[derive.DistanceAimagCentre]; *centre.Values[d.Seats[0]] != 0 {
		t.Error("a seat is not at its own place")
	}
}

var update = flag.Bool("update", false, "write the expected answer of the finder")

// answer is what the finder must say to one question, for the test of the script.
type answer struct {
	Fragment string   `json:"fragment"`
	Fits     []scored `json:"fits"`
	Unsure   []scored `json:"unsure"`
	Out      int      `json:"out"`
}

type scored struct {
	Code  string  `json:"code"`
	Score float64 `json:"score"`
}

// TestRealFamily answers the question of a couple with two school children, who want less than 500 km to Ulaanbaatar, a mild
// winter and the aimag centre near, from the tables and with the formula written a second time. The script in the browser
// must give the same; its test reads the answer. Renew it with -update after new figures and read the difference.
func TestRealFamily(t *testing.T) {
	in := realInput(t)
	a := answer{Fragment: "v=1&m=distance-ulaanbaatar~~500&w=coldest-month~more~3&w=distance-aimag-centre~less~2"}
	capital := in.Portal.Aimag("11").At
	type soum struct {
		code       string
		km, centre float64
		cold       *float64
		order      int
		score      float64
	}
	var all []*soum
	for _, p := range in.Portal.Soums() {
		s := &soum{code: p.Code, km: math.Round(geo.DistanceKM(p.At.Lon, p.At.Lat, capital.Lon, capital.Lat))}
		seat := in.Portal.Place(in.Portal.Aimag(p.AimagCode).CentreCode)
		s.centre = math.Round(geo.DistanceKM(p.At.Lon, p.At.Lat, seat.At.Lon, seat.At.Lat))
		if p.Climate != nil {
			low := slices.Min(p.Climate.Month[:])
			low = i18n.Round(low, 1)
			s.cold = &low
		}
		all = append(all, s)
	}
	byName := slices.Clone(in.Portal.Soums())
	i18n.SortBy(i18n.MN, byName, func(p *model.Place) string { return p.Name.MN })
	for n, p := range byName {
		for _, s := range all {
			if s.code == p.Code {
				s.order = n
			}
		}
	}
	// share is how many of the others the soum is better than, of equal ones half, in percent.
	share := func(better func(o *soum) int) float64 {
		sum, n := 0.0, 0
		for _, o := range all {
			switch better(o) {
			case 1:
				sum++
			case 0:
				sum += 0.5
			case -2:
				continue // not known
			}
			n++
		}
		return 100 * (sum - 0.5) / float64(n-1) // without itself
	}
	var fits, unsure []*soum
	for _, s := range all {
		if s.km > 500 {
			a.Out++
			continue
		}
		centre := share(func(o *soum) int { return cmp.Compare(o.centre, s.centre) })
		if s.cold == nil {
			s.score = centre
			unsure = append(unsure, s)
			continue
		}
		cold := share(func(o *soum) int {
			if o.cold == nil {
				return -2
			}
			return cmp.Compare(*s.cold, *o.cold)
		})
		s.score = (3*cold + 2*centre) / 5
		fits = append(fits, s)
	}
	list := func(of []*soum) []scored {
		slices.SortFunc(of, func(x, y *soum) int { return cmp.Or(cmp.Compare(y.score, x.score), cmp.Compare(x.order, y.order)) })
		var out []scored
		for _, s := range of {
			out = append(out, scored{s.code, math.Round(s.score*1e4) / 1e4})
		}
		return out
	}
	a.Fits, a.Unsure = list(fits), list(unsure)
	var text bytes.Buffer
	enc := json.NewEncoder(&text)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	if err := enc.Encode(a); err != nil {
		t.Fatal(err)
	}
	got := text.Bytes()
	const file = "../../e2e/golden/finder-family.json"
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("the answer changed; read it and renew %s with go test ./generator/finder -run Family -update", file)
	}
	for _, s := range a.Fits[:3] {
		t.Logf("%s %s: %g", s.Code, in.Portal.Place(s.Code).Name.EN, s.Score)
	}
}
