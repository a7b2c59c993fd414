package nso

import (
	"regexp"
	"strconv"

	"nutag/generator/diag"
	"nutag/generator/source"
)

var (
	tableID = regexp.MustCompile(`^DT_NSO_[0-9A-Za-z_-]{1,40}$`)
	setName = regexp.MustCompile(`^nso-[a-z0-9]+(-[a-z0-9]+)*$`)
)

func (r *reader) spec(file string) Spec {
	s := Spec{File: file}
	root := r.doc.Root
	if !r.keys(root, "the description", specKeys, specKeys...) {
		return s
	}
	s.Set, s.Title, s.Description = r.text(root.Get("set")), r.both(root.Get("title"), "title"), r.both(root.Get("description"), "description")
	s.Maintained = r.text(root.Get("maintained"))
	if !setName.MatchString(s.Set) {
		r.fail(root.Get("set"), "set "+diag.Quote(s.Set)+" does not begin with nso-", "name the data set nso-TOPIC, so that everybody sees where it comes from")
	}
	tables := root.Get("tables")
	if tables.Kind != source.Sequence {
		r.fail(tables, "tables is not a list", "begin each table with - id:")
		return s
	}
	for _, n := range tables.Items {
		s.Tables = append(s.Tables, r.table(n))
	}
	return s
}

func (r *reader) table(n *source.Node) Table {
	t := Table{}
	if !r.keys(n, "the table", tableKeys, "id", "title", "level", "period", "keep", "figures") {
		return t
	}
	t.ID, t.Path, t.Title = r.text(n.Get("id")), r.text(n.Get("path")), r.both(n.Get("title"), "title")
	t.Level, t.Period, t.Partial = r.text(n.Get("level")), r.text(n.Get("period")), r.text(n.Get("partial"))
	t.Keep = r.number(n.Get("keep"), "keep", 1, 40)
	if !tableID.MatchString(t.ID) {
		r.fail(n.Get("id"), "id "+diag.Quote(t.ID)+" is not the number of a table", "write it as on 1212.mn, e.g. DT_NSO_2001_002V2")
	}
	r.oneOf(n.Get("level"), t.Level, "soum", "aimag")
	r.oneOf(n.Get("period"), t.Period, "year", "quarter", "month")
	if into := n.Get("into"); into != nil && r.keys(into, "into", []string{"table", "column"}, "table", "column") {
		t.Into = &Into{Table: r.text(into.Get("table")), Column: r.text(into.Get("column"))}
		if r.known.Tables != nil && !r.known.Tables[t.Into.Table] {
			r.fail(into.Get("table"), "the portal has no table "+diag.Quote(t.Into.Table), "name a table of data")
		}
		if t.Level != "soum" || t.Period != "year" {
			r.fail(into, "into is for yearly figures of soums", "leave it out")
		}
	}
	figures := n.Get("figures")
	if figures.Kind != source.Sequence || len(figures.Items) == 0 {
		r.fail(figures, "figures is not a list", "begin each figure with - indicator:")
		return t
	}
	for _, f := range figures.Items {
		x := r.figure(f)
		if other, twice := r.seen[t.Level+" "+x.Indicator]; twice && x.Indicator != "" {
			r.fail(f, "indicator "+diag.Quote(x.Indicator)+" is fed by "+other+" as well", "let one table feed each figure of a level")
		}
		r.seen[t.Level+" "+x.Indicator] = t.ID
		t.Figures = append(t.Figures, x)
	}
	return t
}

func (r *reader) figure(n *source.Node) Figure {
	f := Figure{}
	if !r.keys(n, "the figure", figureKeys, "indicator", "check") {
		return f
	}
	f.Indicator, f.Why, f.Confirm = r.text(n.Get("indicator")), r.text(n.Get("why")), r.text(n.Get("confirm"))
	f.At = r.at(n.Get("indicator"))
	if c := n.Get("confirm"); c != nil {
		f.ConfirmAt = r.at(c)
	}
	if r.known.Indicators != nil && !r.known.Indicators[f.Indicator] {
		r.fail(n.Get("indicator"), "indicator "+diag.Quote(f.Indicator)+" is not in data/indicators", "add it to data/indicators/indicators.csv")
	}
	switch check := r.text(n.Get("check")); check {
	case "sum":
		if w := n.Get("within_percent"); w != nil {
			x, err := strconv.ParseFloat(w.Value, 64)
			if err != nil || x < 0 || x > 5 {
				r.fail(w, "within_percent is not from 0 to 5", "write e.g. 0.1")
			}
			f.Within = x
		}
	case "none":
		f.Within = -1
		if f.Why == "" {
			r.fail(n, "a figure whose total is not compared does not say why", "write why: averages do not add up, or the like")
		}
	default:
		r.fail(n.Get("check"), "check "+diag.Quote(check)+" is neither sum nor none", "write sum where the areas add up to the total")
	}
	if picks := n.Get("pick"); picks != nil {
		if picks.Kind != source.Sequence {
			r.fail(picks, "pick is not a list", "write - has: [words of the label]")
			return f
		}
		for _, p := range picks.Items {
			if !r.keys(p, "pick", pickKeys) {
				continue
			}
			x := Pick{Is: r.texts(p.Get("is")), Has: r.texts(p.Get("has")), Add: r.text(p.Get("add")) == "yes", At: r.at(p)}
			if len(x.Is)+len(x.Has) == 0 {
				r.fail(p, "pick names no label", "write is: or has: with words of the label")
			}
			f.Picks = append(f.Picks, x)
		}
	}
	return f
}

func (r *reader) oneOf(n *source.Node, v string, allowed ...string) {
	for _, a := range allowed {
		if v == a {
			return
		}
	}
	r.fail(n, diag.Quote(v)+" is none of "+diag.QuoteAll(allowed, 10), "write one of them")
}
