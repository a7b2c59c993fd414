package eval

import (
	"cmp"
	"crypto/sha256"
	"io/fs"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Seed fixes the draw of the committed queries. It was chosen once and not for its result.
const Seed = "nutag 1"

// draw takes n of the items, the same ones whenever their keys are the same: those with the smallest hash of seed, purpose and key.
func draw[T any](seed, purpose string, items []T, n int, key func(T) string) []T {
	type weighed struct {
		sum  string
		item T
	}
	all := make([]weighed, len(items))
	for i, it := range items {
		all[i] = weighed{hash(seed, purpose, key(it)), it}
	}
	slices.SortStableFunc(all, func(a, b weighed) int { return cmp.Compare(a.sum, b.sum) })
	var out []T
	for _, w := range all[:min(n, len(all))] {
		out = append(out, w.item)
	}
	return out
}

func hash(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return string(sum[:])
}

// choose gives a number below n, the same one for the same parts.
func (t tables) choose(n int, parts ...string) int {
	sum := hash(append([]string{t.seed}, parts...)...)
	return (int(sum[0])<<8 | int(sum[1])) % n
}

// Generate makes the queries that follow by rule from the tables in the folder data, by category. Another seed than Seed draws
// other queries by the same rules, which no tuning has seen.
func Generate(data fs.FS, seed string) (map[string][]Query, error) {
	t, err := readTables(data)
	if err != nil {
		return nil, err
	}
	t.seed = seed
	out := map[string][]Query{
		"exact": t.exact(), "with-aimag": t.withAimag(), "homonym": t.homonyms(), "no-ou": t.noOU(), "wrong-letters": t.wrongLetters(),
		"inflected": t.inflected(), "typos": t.typos(), "cross-language": t.crossLanguage(),
	}
	for _, s := range systems {
		out[s.name] = t.latin(s)
	}
	for name, queries := range out {
		out[name] = once(queries)
		for i := range out[name] {
			out[name][i].Category, out[name][i].Generated = name, true
		}
	}
	return out, nil
}

// once drops queries that a rule gave before.
func once(queries []Query) []Query {
	seen := map[string]bool{}
	return slices.DeleteFunc(queries, func(q Query) bool {
		key := q.Lang + q.Text
		twice := seen[key]
		seen[key] = true
		return twice || q.Text == ""
	})
}

func (p place) key() string { return p.id }
func (x term) key() string  { return x.id }

func byMN(mn, _ string) string { return mn }
func byEN(_, en string) string { return en }

// kind gives the places of one kind.
func (t tables) kind(kind string) []place {
	var out []place
	for _, p := range t.places {
		if strings.HasPrefix(p.id, kind+"/") {
			out = append(out, p)
		}
	}
	return out
}

// plainTerms are the terms of one to three words in letters alone, long enough to be meant; words of the site itself are left out.
func (t tables) plainTerms() []term {
	var out []term
	for _, x := range t.terms {
		letters := func(s string) bool {
			return !strings.ContainsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && r != ' ' && r != '-' })
		}
		if x.domain != "ui" && letters(x.mn) && letters(x.en) && utf8.RuneCountInString(x.mn) >= 6 && len(strings.Fields(x.mn)) <= 3 && !strings.ContainsFunc(x.mn, latin) {
			out = append(out, x)
		}
	}
	return out
}

func latin(r rune) bool { return unicode.Is(unicode.Latin, r) }

func (t tables) exact() []Query {
	var out []Query
	for _, p := range t.kind("aimag") {
		kind := " аймаг"
		if p.aimag == "11" {
			kind = " хот"
		}
		out = append(out, Query{Text: p.mn + kind, Lang: "mn", Want: []string{p.id}, Note: "aimag"})
	}
	for _, p := range t.kind("district") {
		out = append(out, Query{Text: p.mn + " дүүрэг", Lang: "mn", Want: []string{p.id}, Note: "district"})
	}
	for _, p := range draw(t.seed, "exact mn", t.kind("soum"), 50, place.key) {
		out = append(out, Query{Text: p.mn, Lang: "mn", Want: t.called(p.mn, byMN), Note: "soum"})
	}
	for _, p := range draw(t.seed, "exact en", t.kind("soum"), 30, place.key) {
		out = append(out, Query{Text: p.en, Lang: "en", Want: t.called(p.en, byEN), Note: "soum"})
	}
	for _, x := range draw(t.seed, "exact mn", t.plainTerms(), 25, term.key) {
		out = append(out, Query{Text: x.mn, Lang: "mn", Want: t.called(x.mn, byMN), Note: "term"})
	}
	for _, x := range draw(t.seed, "exact en", t.plainTerms(), 20, term.key) {
		out = append(out, Query{Text: x.en, Lang: "en", Want: t.called(x.en, byEN), Note: "term"})
	}
	return out
}

// shared gives the soums whose name another place has too.
func (t tables) shared() []place {
	var out []place
	for _, p := range t.kind("soum") {
		if len(t.called(p.mn, byMN)) > 1 {
			out = append(out, p)
		}
	}
	return out
}

func (t tables) withAimag() []Query {
	var out []Query
	for _, p := range draw(t.seed, "with aimag", t.shared(), 72, place.key) {
		a := t.aimags[p.aimag]
		// “Ховд Увс” must not mean a soum Uvs in Khovd as well.
		swapped := slices.ContainsFunc(t.kind("soum"), func(o place) bool { return o.mn == a.mn && t.aimags[o.aimag].mn == p.mn && o.id != p.id })
		if swapped {
			continue
		}
		q := Query{Lang: "mn", Want: []string{p.id}, Note: p.mn + ", " + a.mn}
		common := systems[1]
		switch t.choose(7, "with aimag", p.id) {
		case 0, 1:
			q.Text = p.mn + " " + a.mn
			if p.mn == a.mn {
				q.Text = p.mn + " сум " + a.mn
			}
		case 2:
			q.Text = p.mn + " сум, " + a.mn + " аймаг"
		case 3:
			q.Text = a.mn + " " + p.mn + " сум"
		case 4:
			q.Text = strings.ToLower(p.mn) + " сум " + strings.ToLower(a.mn)
		case 5:
			q.Text = common.write(p.mn) + " sum " + common.write(a.mn)
		case 6:
			q.Text, q.Lang = p.en+" soum "+a.en, "en"
		}
		out = append(out, q)
	}
	return out
}

func (t tables) homonyms() []Query {
	var out []Query
	for _, p := range t.shared() {
		out = append(out, Query{Text: p.mn, Lang: "mn", Want: t.called(p.mn, byMN), Note: "all of this name"})
	}
	for _, p := range t.shared() {
		out = append(out, Query{Text: p.en, Lang: "en", Want: t.called(p.en, byEN), Note: "all of this name"})
	}
	return out
}

func (t tables) latin(s system) []Query {
	write := func(mn, _ string) string { return s.write(mn) }
	var out []Query
	add := func(kind string, mn string) {
		q := Query{Text: s.write(mn), Lang: "mn", Want: t.called(s.write(mn), write), Note: kind + " " + mn}
		if kind != "term" && t.choose(4, s.name, mn) == 0 {
			q.Lang = "en"
		}
		out = append(out, q)
	}
	fitting := func(places []place) []place {
		return slices.DeleteFunc(places, func(p place) bool { return !s.fits(p.mn) || utf8.RuneCountInString(p.mn) < 3 })
	}
	for _, p := range draw(t.seed, s.name, fitting(t.kind("aimag")), 6, place.key) {
		add("aimag", p.mn)
	}
	for _, p := range draw(t.seed, s.name, fitting(t.kind("soum")), 30, place.key) {
		add("soum", p.mn)
	}
	terms := slices.DeleteFunc(t.plainTerms(), func(x term) bool { return !s.fits(x.mn) })
	for _, x := range draw(t.seed, s.name, terms, 10, term.key) {
		add("term", x.mn)
	}
	return out
}

func (t tables) noOU() []Query {
	write := func(mn, _ string) string { return withoutOU(mn) }
	var out []Query
	add := func(mn string) {
		out = append(out, Query{Text: withoutOU(mn), Lang: "mn", Want: t.called(withoutOU(mn), write), Note: mn})
	}
	changed := func(p place) bool { return withoutOU(p.mn) == p.mn }
	for _, p := range draw(t.seed, "no ou", slices.DeleteFunc(slices.Clone(t.places), changed), 45, place.key) {
		add(p.mn)
	}
	for _, x := range draw(t.seed, "no ou", slices.DeleteFunc(t.plainTerms(), func(x term) bool { return withoutOU(x.mn) == x.mn }), 15, term.key) {
		add(x.mn)
	}
	return out
}

func (t tables) wrongLetters() []Query {
	var out []Query
	for _, s := range substitutes {
		fits := func(mn string) bool { return strings.ContainsAny(mn, s.has) }
		for _, p := range draw(t.seed, "wrong "+s.note, slices.DeleteFunc(slices.Clone(t.places), func(p place) bool { return !fits(p.mn) }), 9, place.key) {
			out = append(out, Query{Text: s.replacer.Replace(p.mn), Lang: "mn", Want: t.called(p.mn, byMN), Note: s.note})
		}
		for _, x := range draw(t.seed, "wrong "+s.note, slices.DeleteFunc(t.plainTerms(), func(x term) bool { return !fits(x.mn) }), 3, term.key) {
			out = append(out, Query{Text: s.replacer.Replace(x.mn), Lang: "mn", Want: t.called(x.mn, byMN), Note: s.note})
		}
	}
	return out
}

func (t tables) inflected() []Query {
	var out []Query
	kinds := map[string][]string{
		"aimag": {"аймгийн", "аймагт", "аймгаас", "аймгийг"}, "soum": {"сумын", "суманд", "сумаас", "сумыг"}, "district": {"дүүргийн", "дүүрэгт", "дүүргээс", "дүүргийг"},
	}
	for _, which := range cases {
		fits := slices.DeleteFunc(slices.Clone(t.places), func(p place) bool { return form(p.mn, which) == "" })
		for _, p := range draw(t.seed, "inflected "+which, fits, 14, place.key) {
			out = append(out, Query{Text: form(p.mn, which), Lang: "mn", Want: t.called(p.mn, byMN), Note: which})
		}
	}
	all := slices.DeleteFunc(slices.Clone(t.places), func(p place) bool { return p.id == "aimag/11" })
	for _, p := range draw(t.seed, "inflected kind", all, 20, place.key) {
		kind, _, _ := strings.Cut(p.id, "/")
		q := Query{Text: p.mn + " " + kinds[kind][t.choose(4, "case", p.id)], Lang: "mn", Note: "kind word"}
		for _, id := range t.called(p.mn, byMN) {
			if strings.HasPrefix(id, kind+"/") {
				q.Want = append(q.Want, id)
			}
		}
		out = append(out, q)
	}
	return out
}

func (t tables) typos() []Query {
	var out []Query
	// add makes a slip that no other name is as near to.
	add := func(lang, kind, name string, by func(mn, en string) string) {
		how := slips[t.choose(len(slips), "slip", lang, name)]
		if utf8.RuneCountInString(name) < 5 {
			return
		}
		wrong := slip(name, how, 1+t.choose(utf8.RuneCountInString(name)-2, "at", lang, name))
		want := t.called(name, by)
		close := func(other, id string) bool { return !slices.Contains(want, id) && near(wrong, other) }
		if wrong == "" || slices.ContainsFunc(t.places, func(p place) bool { return close(by(p.mn, p.en), p.id) }) ||
			slices.ContainsFunc(t.terms, func(x term) bool { return close(by(x.mn, x.en), x.id) }) {
			return
		}
		out = append(out, Query{Text: wrong, Lang: lang, Want: want, Note: kind + " " + how + ": " + name})
	}
	for _, p := range draw(t.seed, "typos mn", t.places, 60, place.key) {
		add("mn", "place", p.mn, byMN)
	}
	for _, p := range draw(t.seed, "typos en", t.places, 30, place.key) {
		add("en", "place", p.en, byEN)
	}
	for _, x := range draw(t.seed, "typos mn", t.plainTerms(), 20, term.key) {
		add("mn", "term", x.mn, byMN)
	}
	for _, x := range draw(t.seed, "typos en", t.plainTerms(), 10, term.key) {
		add("en", "term", x.en, byEN)
	}
	return out
}

func (t tables) crossLanguage() []Query {
	var out []Query
	for _, x := range draw(t.seed, "english on mn", t.plainTerms(), 20, term.key) {
		out = append(out, Query{Text: x.en, Lang: "mn", Want: t.called(x.en, byEN), Note: "English term on the Mongolian site"})
	}
	for _, x := range draw(t.seed, "mongolian on en", t.plainTerms(), 20, term.key) {
		out = append(out, Query{Text: x.mn, Lang: "en", Want: t.called(x.mn, byMN), Note: "Mongolian term on the English site"})
	}
	for _, p := range draw(t.seed, "english on mn", t.places, 12, place.key) {
		out = append(out, Query{Text: p.en, Lang: "mn", Want: t.called(p.en, byEN), Note: "English name on the Mongolian site"})
	}
	for _, p := range draw(t.seed, "mongolian on en", t.places, 12, place.key) {
		out = append(out, Query{Text: p.mn, Lang: "en", Want: t.called(p.mn, byMN), Note: "Mongolian name on the English site"})
	}
	return out
}
