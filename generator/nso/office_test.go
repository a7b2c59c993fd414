package nso

import (
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"nutag/generator/dataset"
)

// office is a loopback server that speaks the API of PX-Web as the statistics office runs it. EVERY NUMBER IT GIVES IS MADE UP: it is
// counted from the codes, and nothing of it may be published.
type office struct {
	mu     sync.Mutex
	tables map[string]*officeTable // by "folder/ID.px"
	cells  int                     // largest answer; more is refused with 403
	config string                  // answer to ?config; empty: 404
	before func(w http.ResponseWriter, r *http.Request) bool
	calls  []string
	posts  []query
}

type officeTable struct {
	title  string
	dims   []Dim
	cell   func(codes []string) any // nil: not given
	object bool                     // values as an object by position
}

func (o *office) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.calls = append(o.calls, r.Method+" "+r.URL.Path+"?"+r.URL.RawQuery)
	if o.before != nil && o.before(w, r) {
		return
	}
	name, ok := strings.CutPrefix(r.URL.Path, "/api/v1/mn/NSO/")
	if !ok {
		http.NotFound(w, r)
		return
	}
	if r.URL.Query().Has("config") {
		if o.config == "" {
			http.NotFound(w, r)
			return
		}
		fmt.Fprint(w, o.config)
		return
	}
	if q := r.URL.Query().Get("query"); q != "" {
		var hits []map[string]string
		for path := range o.tables {
			if strings.HasSuffix(path, "/"+q+".px") {
				hits = append(hits, map[string]string{"id": q + ".px", "path": "/" + strings.TrimSuffix(path, "/"+q+".px")})
			}
		}
		_ = json.NewEncoder(w).Encode(hits)
		return
	}
	t := o.tables[name]
	if t == nil {
		w.WriteHeader(http.StatusBadRequest) // what the office answers where a table is not in a folder
		return
	}
	if r.Method == http.MethodGet {
		m := meta{Title: t.title}
		for _, d := range t.dims {
			v := variable{Code: d.Code, Text: d.Label, Time: d.Time}
			for _, x := range d.Values {
				v.Values, v.ValueTexts = append(v.Values, x.Code), append(v.ValueTexts, "  "+x.Label) // it indents labels
			}
			m.Variables = append(m.Variables, v)
		}
		fmt.Fprint(w, "\ufeff") // and begins its answers with a byte order mark
		_ = json.NewEncoder(w).Encode(m)
		return
	}
	var q query
	if json.NewDecoder(r.Body).Decode(&q) != nil || q.Response.Format != "json-stat2" {
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	o.posts = append(o.posts, q)
	o.answer(w, t, q)
}

func (o *office) answer(w http.ResponseWriter, t *officeTable, q query) {
	dims := slices.Clone(t.dims)
	n := 1
	for i := range dims {
		k := slices.IndexFunc(q.Query, func(p queryPart) bool { return p.Code == dims[i].Code })
		if k < 0 {
			w.WriteHeader(http.StatusBadRequest)
			return
		}
		var kept []Value
		for _, v := range dims[i].Values {
			if slices.Contains(q.Query[k].Selection.Values, v.Code) {
				kept = append(kept, v)
			}
		}
		if q.Query[k].Selection.Filter != "item" || len(kept) != len(q.Query[k].Selection.Values) {
			w.WriteHeader(http.StatusBadRequest)
			return
		}
		dims[i].Values = kept
		n *= len(kept)
	}
	if o.cells > 0 && n > o.cells {
		w.WriteHeader(http.StatusForbidden)
		return
	}
	_ = json.NewEncoder(w).Encode(statOf(t, dims))
}

// statOf writes a part of a table as JSON-stat 2.
func statOf(t *officeTable, dims []Dim) map[string]any {
	ids, sizes, dimension, times := []string{}, []int{}, map[string]any{}, []string{}
	n := 1
	for _, d := range dims {
		ids, sizes = append(ids, d.Code), append(sizes, len(d.Values))
		n *= len(d.Values)
		index, label := map[string]int{}, map[string]string{}
		for i, v := range d.Values {
			index[v.Code], label[v.Code] = i, "  "+v.Label
		}
		dimension[d.Code] = map[string]any{"label": d.Label, "category": map[string]any{"index": index, "label": label}}
		if d.Time {
			times = append(times, d.Code)
		}
	}
	list, object := make([]any, n), map[string]any{}
	for k := range n {
		codes, rest := make([]string, len(dims)), k
		for i := len(dims) - 1; i >= 0; i-- {
			codes[i] = dims[i].Values[rest%len(dims[i].Values)].Code
			rest /= len(dims[i].Values)
		}
		list[k] = t.cell(codes)
		if list[k] != nil {
			object[fmt.Sprint(k)] = list[k]
		}
	}
	out := map[string]any{"version": "2.0", "class": "dataset", "label": t.title, "updated": "2026-05-04T00:00:00Z", "id": ids, "size": sizes, "dimension": dimension, "role": map[string]any{"time": times}, "value": list}
	if t.object {
		out["value"] = object
	}
	return out
}

// testRules are those of the repository, without pauses.
func testRules(t *testing.T) (Rules, []Spec) {
	t.Helper()
	root := os.DirFS("../..")
	entries, err := os.ReadDir("../../data/imports")
	if err != nil {
		t.Fatal(err)
	}
	var files []string
	for _, e := range entries {
		if e.Name() != "set.yaml" {
			files = append(files, "data/imports/"+e.Name())
		}
	}
	rules, specs, list := Load(root, files, Known{})
	if len(list) > 0 {
		t.Fatalf("%+v", list)
	}
	return rules, specs
}

var realAreas = sync.OnceValues(func() (*Areas, error) {
	c, _ := dataset.Load(os.DirFS("../.."), "data")
	return NewAreas(c)
})

func testAreas(t *testing.T) *Areas {
	t.Helper()
	a, err := realAreas()
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// soumDim is the dimension of areas as the office has it in its newest tables: the country, regions, aimags, soums and
// districts, and a bagh; the nine soums of 2025 under their new codes.
func soumDim(a *Areas) Dim {
	d := Dim{Code: "Бүс", Label: "Бүс", Values: []Value{{"0", "Улсын дүн"}, {"1", "Баруун бүс"}}}
	moved := map[string]string{}
	for from, ours := range a.moved {
		moved[ours] = from
	}
	for code, x := range a.aimags {
		d.Values = append(d.Values, Value{"9" + code, x.name}) // another digit of the region than our tables have
	}
	for code, x := range a.soums {
		to := "9" + code
		if m := moved[code]; m != "" {
			to = m
		}
		d.Values = append(d.Values, Value{to, x.name})
	}
	d.Values = append(d.Values, Value{"9210151", "1-р баг"})
	slices.SortFunc(d.Values, func(x, y Value) int { return strings.Compare(x.Code, y.Code) })
	return d
}

func aimagDim(a *Areas) Dim {
	d := soumDim(a)
	d.Values = slices.DeleteFunc(d.Values, func(v Value) bool { return len(v.Code) > 3 })
	return d
}

// yearDim has numbers of order as codes, newest first, as the office has them.
func yearDim(years ...string) Dim {
	d := Dim{Code: "Он", Label: "Он", Time: true}
	for i, y := range years {
		d.Values = append(d.Values, Value{fmt.Sprint(i), y})
	}
	return d
}

// madeUp counts a number from the codes; totals of the country and of aimags are the sums of their areas.
func madeUp(a *Areas, area, time int, level string) func([]string) any {
	own := func(ours, moment string) float64 {
		n := 0.0
		for _, c := range ours + moment {
			n = n*7 + float64(c-'0')
		}
		return float64(int(n)%90 + 10)
	}
	all := a.soums
	if level == "aimag" {
		all = a.aimags
	}
	return func(codes []string) any {
		code, moment := codes[area], codes[time]
		sum := 0.0
		switch {
		case code == "0":
			for ours := range all {
				sum += own(ours, moment)
			}
			return sum
		case a.moved[code] != "":
			return own(a.moved[code], moment)
		case len(code) == 5:
			return own(code[1:], moment)
		case len(code) == 3 && level == "aimag":
			return own(code[1:], moment)
		case len(code) == 3:
			for ours := range all {
				if strings.HasPrefix(ours, code[1:]) {
					sum += own(ours, moment)
				}
			}
			return sum
		}
		return nil
	}
}
