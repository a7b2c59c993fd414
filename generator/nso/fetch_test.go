package nso

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"
)

var beds = Figure{Indicator: "hospital-beds"}

func soumOffice(t *testing.T) (*office, *officeTable) {
	a := testAreas(t)
	table := &officeTable{title: "ЗОХИОМОЛ", dims: []Dim{soumDim(a), yearDim("2025", "2024", "2023")}, cell: madeUp(a, 0, 1, "soum")}
	return officeOf(table), table
}

func only(t *testing.T, results []Result, errs []error) *Taken {
	t.Helper()
	for _, err := range errs {
		t.Error(err)
	}
	if len(results) != 1 || len(results[0].Taken) != 1 {
		t.Fatalf("%d results", len(results))
	}
	return results[0].Taken[0]
}

func TestSoums(t *testing.T) {
	rules, _ := testRules(t)
	o, table := soumOffice(t)
	results, errs, _ := fetch(t, o, specOf(tableOf("soum", "year", beds)), rules)
	x := only(t, results, errs)
	if len(x.Rows) != 2*339 || x.Unknown != 0 || len(x.Notes) != 0 {
		t.Fatalf("%d rows, %d not given, notes %v; want 678, 0 and none", len(x.Rows), x.Unknown, x.Notes)
	}
	got := map[string]float64{}
	for _, r := range x.Rows {
		if r.Period != "2024" && r.Period != "2025" {
			t.Fatalf("%+v: only the two newest years are kept", r)
		}
		got[r.Code+" "+r.Period] = r.Value
	}
	// Khutag-Undur under its own code, Erdene of Tuv under the code of 2025.
	for key, codes := range map[string][]string{"6346 2025": {"96346", "0"}, "4176 2024": {"71132", "1"}} {
		if want := table.cell(codes); got[key] != want {
			t.Errorf("%s: %v, want %v", key, got[key], want)
		}
	}
	for _, p := range o.posts[0].Query {
		if p.Code == "Бүс" && (slices.Contains(p.Selection.Values, "9210151") || slices.Contains(p.Selection.Values, "1")) {
			t.Error("baghs and regions were asked for")
		}
		if p.Code == "Он" && !slices.Equal(p.Selection.Values, []string{"0", "1"}) {
			t.Errorf("asked for years %v", p.Selection.Values)
		}
	}
	if !strings.Contains(o.pathsOf(), "GET /api/v1/mn/NSO/Education, health/Made up/DT_NSO_MADE_UP.px") {
		t.Errorf("asked for\n%s", o.pathsOf())
	}
}

func TestAimagsWithOwnCodes(t *testing.T) {
	rules, _ := testRules(t)
	a := testAreas(t)
	d := Dim{Code: "Аймаг", Label: "Аймаг", Values: []Value{{"0", "Бүгд"}}}
	byOwn := map[string]string{}
	for i, code := range slices.Sorted(keysOf(a.aimags)) {
		own := string(rune('a' + i))
		d.Values, byOwn[own] = append(d.Values, Value{own, a.aimags[code].name + " аймаг"}), code
	}
	cell := madeUp(a, 0, 1, "aimag")
	table := &officeTable{title: "ЗОХИОМОЛ", dims: []Dim{d, yearDim("2025 он")}, cell: func(c []string) any {
		if own, ok := byOwn[c[0]]; ok {
			return cell([]string{"9" + own, c[1]})
		}
		return cell(c)
	}}
	results, errs, _ := fetch(t, officeOf(table), specOf(tableOf("aimag", "year", Figure{Indicator: "internet-users"})), rules)
	if x := only(t, results, errs); len(x.Rows) != 22 || x.Rows[0].Code != "11" {
		t.Errorf("%d rows, first %+v", len(x.Rows), x.Rows[0])
	}
}

func TestLimitsOfTheServer(t *testing.T) {
	rules, _ := testRules(t)
	whole, _ := soumOffice(t)
	results, errs, _ := fetch(t, whole, specOf(tableOf("soum", "year", beds)), rules)
	want := only(t, results, errs).Rows
	for name, tc := range map[string]struct {
		cells  int
		config string
		refuse bool
	}{
		"told by the server":           {150, `{"maxValues":150,"maxCalls":30,"timeWindow":10}`, false},
		"not told, refused with 403":   {200, "", true},
		"fewer than the server claims": {120, `{"maxValues":500,"maxCalls":30,"timeWindow":10}`, true},
	} {
		t.Run(name, func(t *testing.T) {
			o, table := soumOffice(t)
			o.cells, o.config, table.object = tc.cells, tc.config, true
			results, errs, _ := fetch(t, o, specOf(tableOf("soum", "year", beds)), rules)
			x := only(t, results, errs)
			if !slices.Equal(x.Rows, want) {
				t.Errorf("%d rows differ from those of one answer (%d)", len(x.Rows), len(want))
			}
			if len(o.posts) < 5 {
				t.Errorf("%d questions", len(o.posts))
			}
		})
	}
}

func TestCallsAreSpaced(t *testing.T) {
	rules, _ := testRules(t)
	o, _ := soumOffice(t)
	o.cells, o.config = 100, `{"maxValues":100,"maxCalls":3,"timeWindow":10}`
	_, errs, c := fetch(t, o, specOf(tableOf("soum", "year", beds)), rules)
	if len(errs) > 0 {
		t.Fatal(errs)
	}
	total := time.Duration(0)
	for _, w := range c.waits {
		total += w
	}
	if want := time.Duration(len(o.posts)/3-2) * 10 * time.Second; total < want {
		t.Errorf("%d questions waited %s in all, the server allows 3 in 10 s: at least %s", len(o.posts), total, want)
	}
}

func TestTriesAgain(t *testing.T) {
	rules, _ := testRules(t)
	for name, tc := range map[string]struct {
		code  int
		times int
		after string
		ok    bool
	}{
		"429 with Retry-After": {429, 2, "7", true},
		"503":                  {503, 3, "", true},
		"503 for ever":         {503, 99, "", false},
		"429 for ever":         {429, 99, "", false},
		"403 for ever":         {403, 9999, "", false},
	} {
		t.Run(name, func(t *testing.T) {
			o, _ := soumOffice(t)
			n := 0
			o.before = func(w http.ResponseWriter, r *http.Request) bool {
				if r.Method != http.MethodPost || n >= tc.times {
					return false
				}
				n++
				if tc.after != "" {
					w.Header().Set("Retry-After", tc.after)
				}
				w.WriteHeader(tc.code)
				return true
			}
			results, errs, c := fetch(t, o, specOf(tableOf("soum", "year", beds)), rules)
			if tc.ok {
				only(t, results, errs)
				if len(c.waits) < tc.times || tc.after != "" && c.waits[0] != 7*time.Second {
					t.Errorf("waits %v", c.waits)
				}
				return
			}
			var e *Error
			if len(errs) != 1 || !errors.As(errs[0], &e) || e.Fix == "" || e.Table != "DT_NSO_MADE_UP" {
				t.Errorf("errors %v", errs)
			}
			if n > 40 {
				t.Errorf("%d questions in vain", n)
			}
		})
	}
}

func TestTableMoved(t *testing.T) {
	rules, _ := testRules(t)
	o, table := soumOffice(t)
	o.tables = map[string]*officeTable{"Regional development/Elsewhere/DT_NSO_MADE_UP.px": table}
	results, errs, _ := fetch(t, o, specOf(tableOf("soum", "year", beds)), rules)
	only(t, results, errs)

	o, _ = soumOffice(t)
	o.tables = nil
	_, errs, _ = fetch(t, o, specOf(tableOf("soum", "year", beds)), rules)
	if len(errs) != 1 || !strings.Contains(errs[0].Error(), "no such table") {
		t.Errorf("errors %v", errs)
	}
}

// TestSavedAnswer holds that a file gives the same figures as the server.
func TestSavedAnswer(t *testing.T) {
	rules, _ := testRules(t)
	o, table := soumOffice(t)
	results, errs, _ := fetch(t, o, specOf(tableOf("soum", "year", beds)), rules)
	want := only(t, results, errs).Rows
	data, err := json.Marshal(statOf(table, table.dims))
	if err != nil {
		t.Fatal(err)
	}
	results, errs = Fetch(context.Background(), rules, []Spec{specOf(tableOf("soum", "year", beds))}, testAreas(t), Options{Saved: data, Name: "answer.json", Only: []string{"DT_NSO_MADE_UP"}})
	if x := only(t, results, errs); !slices.Equal(x.Rows, want) || x.From != "answer.json" {
		t.Errorf("%d rows from the file, %d from the server", len(x.Rows), len(want))
	}
}

func TestCertificateIsNeverSkipped(t *testing.T) {
	rules, _ := testRules(t)
	o, _ := soumOffice(t)
	server := httptest.NewUnstartedServer(o)
	server.Config.ErrorLog = log.New(io.Discard, "", 0)
	server.StartTLS()
	defer server.Close()
	c := newClock()
	_, errs := Fetch(context.Background(), rules, []Spec{specOf(tableOf("soum", "year", beds))}, testAreas(t), Options{URL: server.URL + "/api/v1", Wait: c.Wait, Now: c.Now})
	var e *Error
	if len(errs) != 1 || !errors.As(errs[0], &e) || !strings.Contains(e.What, "certificate") || !strings.Contains(e.Fix, "--from") {
		t.Errorf("errors %v", errs)
	}
	if len(o.posts) > 0 || len(c.waits) > 0 {
		t.Error("an unknown server was asked, or asked again")
	}
}

func TestInterrupted(t *testing.T) {
	rules, _ := testRules(t)
	o, _ := soumOffice(t)
	server := httptest.NewServer(o)
	defer server.Close()
	ctx, cancel := context.WithCancel(context.Background())
	o.before = func(http.ResponseWriter, *http.Request) bool { cancel(); return false }
	c := newClock()
	results, errs := Fetch(ctx, rules, []Spec{specOf(tableOf("soum", "year", beds))}, testAreas(t), Options{URL: server.URL + "/api/v1", Wait: c.Wait, Now: c.Now})
	if len(results) > 0 || len(errs) != 1 || !errors.Is(errs[0], context.Canceled) {
		t.Errorf("%d results, errors %v", len(results), errs)
	}
}
