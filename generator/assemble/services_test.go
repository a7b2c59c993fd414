package assemble

import (
	"slices"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"nutag/generator/diag"
	"nutag/generator/model"
)

func TestDirectory(t *testing.T) {
	p, list := assemble(t, fixture())
	if p == nil {
		t.Fatal(text(list))
	}
	post := p.Mission("post-a")
	if post == nil || post.Status != model.Operating || len(post.Phones) != 2 || *post.At != (model.Point{Lat: 10.5, Lon: 20.5}) || post.AsOf != "2022-05" {
		t.Errorf("%+v", post)
	}
	if other := p.Mission("post-b"); other.At != nil || other.Doubt.EN != "Not confirmed." || len(other.Unconfirmed) != 2 {
		t.Errorf("%+v", other)
	}
	if in, cover := p.MissionsIn("XX"), p.MissionsCovering("MN"); len(in) != 2 || len(cover) != 1 || cover[0].ID != "post-a" || p.MissionsIn("MN") != nil {
		t.Errorf("in %v, covering %v", in, cover)
	}
	if c := p.Country("XX"); c == nil || len(c.AliasesEN) != 2 || p.Country("YY") != nil || p.Mission("post") != nil {
		t.Errorf("%+v", c)
	}
	if line := p.Hotline("line-a"); !line.AroundTheClock || line.TollFree != "yes" || p.Hotline("line-b").Number != "" || p.Hotline("") != nil {
		t.Errorf("%+v", line)
	}
	s := p.Service("svc-a")
	if d := cmp.Diff([]model.Text{{MN: "Очно", EN: "Go"}, {MN: "2022 оны 5 сард авна", EN: "Collect it in May 2022"}}, s.Steps); d != "" || !s.ByMissions || s.Documents != nil || p.Service("zzz") != nil {
		t.Errorf("%s\n%+v", d, s)
	}
	if p.Set("withheld") != nil || p.Set("missions") == nil {
		t.Error("a set that is not published is among the sets, or a published one is not")
	}
}

func TestBrokenDirectory(t *testing.T) {
	breakEach(t, []breach{
		{name: "low phone", table: "missions", old: "Яам,Embassy,,,,,,,", new: "Яам,Embassy,,,,,+1 4,,", want: []string{"publish-low", "publish-unconfirmed"}},
		{name: "low number", table: "hotlines", old: "line-b,,,", new: "line-b,105,,", want: []string{"publish-low", "publish-unconfirmed"}},
		{name: "low fee", table: "services", old: "Очно,Go,,,,,", new: "Очно,Go,,,5 евро,EUR 5,", want: []string{"publish-low", "publish-low", "publish-unconfirmed", "publish-unconfirmed"}},
		{name: "low without a doubt", table: "hotlines", old: "partly,number,Баталгаажаагүй.,Not confirmed.", new: "partly,,,", want: []string{"publish-doubt"}},
		{name: "left out without a doubt", table: "hotlines", old: "yes,all,police,yes,,", new: "yes,all,police,yes,dial_from_abroad,", want: []string{"publish-doubt"}},
		{name: "filled and left out", table: "hotlines", old: "yes,all,police,yes,,,", new: "yes,all,police,yes,number,Нэг.,One.", want: []string{"publish-unconfirmed"}},
		{name: "no such column", table: "hotlines", old: "partly,number,", new: "partly,numbr,", want: []string{"publish-unconfirmed"}},
		{name: "point of a hidden address", table: "missions", old: ",,,address|phone", new: ",10,20,address|phone", want: []string{"publish-unconfirmed"}},
		{name: "half a point", table: "missions", old: ",10.5,20.5,", new: ",10.5,,", want: []string{"half-point"}},
		{name: "number in a text", table: "hotlines", old: "Лавлагаа,Advice", new: "Лавлагаа,Advice (976-4444-5555)", want: []string{"language-figures", "publish-withheld"}},
		{name: "short number in a text", table: "gaps", old: "Эмнэлэг байна уу?,Is there a clinic?", new: "1999 руу залгах уу?,Call 1999?", want: []string{"publish-withheld", "publish-withheld"}},
		{name: "part of another number", table: "gaps", old: "Эмнэлэг байна уу?,Is there a clinic?", new: "11999 руу залгах уу?,Call 11999?"},
		{name: "address in a text", table: "missions", old: "Баталгаажаагүй.,Not confirmed.", new: "Баталгаажаагүй.,Not old street.", want: []string{"publish-withheld"}},
		{name: "withheld but published", table: "withheld/set.yaml", old: "published: no", new: "published: yes", want: []string{"publish-withheld", "publish-withheld", "publish-withheld"}},
		{name: "one language", table: "missions", old: ",Хот,City,", new: ",Хот,,", want: []string{"language-missing"}},
		{name: "items", table: "services", old: "Go|Collect it in May 2022", new: "Go and collect it in May 2022", want: []string{"language-items"}},
		{name: "another month", table: "services", old: "May 2022", new: "June 2022", want: []string{"language-figures"}},
		{name: "another fee", table: "services", old: "EUR 5,", new: "EUR 50,", want: []string{"language-figures"}},
		{name: "unknown country", table: "missions", old: "operating,XX", new: "operating,XY", want: []string{"ref-unknown"}},
		{name: "unknown country covered", table: "missions", old: "Embassy,MN", new: "Embassy,MM", want: []string{"ref-unknown"}},
		{name: "unknown country of a line", table: "hotlines", old: "Calls,MN", new: "Calls,MM", want: []string{"ref-unknown"}},
		{name: "unknown service", table: "services", old: "Check,svc-b,", new: "Check,svc-c,", want: []string{"ref-unknown"}},
		{name: "itself", table: "services", old: "Check,svc-b,", new: "Check,svc-a,", want: []string{"related-itself"}},
		{name: "unknown source of a line", table: "hotlines", old: ",census,2022-05", new: ",sensus,2022-05", want: []string{"ref-unknown"}},
	})
}

// TestProse holds that texts outside the tables are looked through too.
func TestProse(t *testing.T) {
	for _, name := range []string{"content/guide.mn.md", "i18n/messages/mn.yaml", "data/flows/help.yaml"} {
		fsys := fixture()
		fsys[name] = &fstest.MapFile{Data: []byte("Нэг: 1\nДуудна: 4444-5555.\n")}
		_, list := assemble(t, fsys)
		if len(list) == 0 || !slices.ContainsFunc(list, func(p diag.Problem) bool { return p.RuleID == "publish-withheld" && p.File == name && p.Line == 2 }) {
			t.Errorf("%s: %s", name, text(list))
		}
	}
}

func TestFigures(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
	}{
		{"", nil},
		{"Нэг төгрөг", nil},
		{"MNT 6,350,895 in 2020.", []string{"2020", "6,350,895"}},
		{"0.07 ha, 07:05, 2020-03-01", []string{"0.07", "1", "2020", "3", "5", "7"}},
		{"On 11 October 2019, in May", []string{"10", "11", "2019"}},
		{"May 2022 and may be 3", []string{"2022", "3", "5"}},
		{"Sept. 4, then 4 again", []string{"4"}},
		{"Апостиль 22,500 (20,000+2,500)", []string{"2,500", "20,000", "22,500"}},
	} {
		if got := figures(c.text); !slices.Equal(got, c.want) {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}

func TestSecrets(t *testing.T) {
	var s secrets
	s.add("phone", "phone", "30 474806-0")
	s.add("short", "phone", "1903")
	s.add("email", "email", "x@y.mn")
	s.add("line", "hotline", "107")
	for _, c := range []struct {
		cell string
		want []string
	}{{"107", []string{"line"}}, {" 107 ", []string{"line"}}, {"1070", nil}, {"", nil}, {"1903", []string{"short"}}} {
		if got := s.inContact(c.cell); !slices.Equal(got, c.want) {
			t.Errorf("contact %q: %q, want %q", c.cell, got, c.want)
		}
	}
	for _, c := range []struct {
		text string
		want []string
	}{
		{"+49 30 474806-0", []string{"phone"}}, {"+49(30)4748060", []string{"phone"}}, {"030/474 80 60 (Berlin)", []string{"phone"}}, {"30 47480", nil}, {"", nil},
		{"1903", []string{"short"}}, {"+976 1903", []string{"short"}}, {"2002–1903.", []string{"short"}}, {"11903, 1903", []string{"short"}},
		{"1,903 хүн", nil}, {"1903.5", nil}, {"19030", nil}, {"MN1903", nil}, {"1903дугаар", nil},
		{"107 км", nil}, {"[107](tel:107)", []string{"line"}}, {"Бичих: X@Y.mn.", []string{"email"}}, {"y.mn", nil}, {"x@y.mn, 1903, 030 4748060", []string{"email", "short", "phone"}},
	} {
		if got := s.in(c.text); !slices.Equal(got, c.want) {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}

func FuzzFigures(f *testing.F) {
	f.Add("May 5, 2022 – 0.07 га, 1,000")
	f.Fuzz(func(t *testing.T, s string) {
		for _, n := range figures(s) {
			if n == "" || !isDigit(n[0]) {
				t.Errorf("%q in %q", n, s)
			}
		}
		var x secrets
		x.add("long", "phone", "1800-2000")
		x.add("short", "phone", "1903")
		x.in(s)
	})
}
