package nso

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
)

// meta is the description of a table: GET on its address.
type meta struct {
	Title     string     `json:"title"`
	Variables []variable `json:"variables"`
}

type variable struct {
	Code       string   `json:"code"`
	Text       string   `json:"text"`
	Values     []string `json:"values"`
	ValueTexts []string `json:"valueTexts"`
	Time       bool     `json:"time"`
}

func parseMeta(data []byte) (*meta, error) {
	const fix = "open the address in a browser: when it shows the table, the office has changed its interface and this program must follow; until then save the table as JSON-stat2 and use --from"
	var m meta
	if err := json.Unmarshal(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf")), &m); err != nil {
		return nil, failf(fix, "the description of the table cannot be read: %v", err)
	}
	if len(m.Variables) == 0 || len(m.Variables) > maxDims {
		return nil, failf(fix, "the description of the table names %d dimensions", len(m.Variables))
	}
	for _, v := range m.Variables {
		if v.Code == "" || len(v.Values) == 0 || len(v.Values) > maxValues || len(v.ValueTexts) != 0 && len(v.ValueTexts) != len(v.Values) {
			return nil, failf(fix, "dimension %q of the description has %d values and %d labels", v.Code, len(v.Values), len(v.ValueTexts))
		}
	}
	return &m, nil
}

// dims shows the description in the form of an answer, so that one set of rules finds areas, time and totals in both.
func (m *meta) dims() []Dim {
	var out []Dim
	for _, v := range m.Variables {
		d := Dim{Code: v.Code, Label: strings.TrimSpace(v.Text), Time: v.Time}
		for i, c := range v.Values {
			label := c
			if len(v.ValueTexts) > 0 {
				label = strings.TrimSpace(v.ValueTexts[i])
			}
			d.Values = append(d.Values, Value{Code: c, Label: label})
		}
		out = append(out, d)
	}
	return out
}

// selection is what to ask of one dimension.
type selection struct {
	Code   string
	Values []string
}

// query is the body of a POST.
type query struct {
	Query    []queryPart `json:"query"`
	Response struct {
		Format string `json:"format"`
	} `json:"response"`
}

type queryPart struct {
	Code      string `json:"code"`
	Selection struct {
		Filter string   `json:"filter"`
		Values []string `json:"values"`
	} `json:"selection"`
}

func newQuery(parts []selection) query {
	q := query{}
	q.Response.Format = "json-stat2"
	for _, s := range parts {
		p := queryPart{Code: s.Code}
		p.Selection.Filter, p.Selection.Values = "item", s.Values
		q.Query = append(q.Query, p)
	}
	return q
}

func cellsOf(parts []selection) int {
	n := 1
	for _, s := range parts {
		n *= len(s.Values)
	}
	return n
}

// split halves the longest dimension until no part asks for more cells than the limit. It fails only where one cell is
// already too much.
func split(parts []selection, limit int) [][]selection {
	if cellsOf(parts) <= max(limit, 1) {
		return [][]selection{parts}
	}
	longest := 0
	for i, s := range parts {
		if len(s.Values) > len(parts[longest].Values) {
			longest = i
		}
	}
	values := parts[longest].Values
	a, b := slices.Clone(parts), slices.Clone(parts)
	a[longest].Values, b[longest].Values = values[:len(values)/2], values[len(values)/2:]
	return append(split(a, limit), split(b, limit)...)
}
