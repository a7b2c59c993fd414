package i18n

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/goccy/go-yaml"
	hugoi18n "github.com/gohugoio/go-i18n/v2/i18n"
	"golang.org/x/text/language"
)

func load(t testing.TB) *Bundle {
	t.Helper()
	b, err := Load(os.DirFS("messages"))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func small(t testing.TB) *Bundle {
	t.Helper()
	const mn = "a_plain: \"сум\"\na_named: \"{{ .name }} сум\"\na_count: \"{{ .n }} сум\"\n"
	const en = "a_plain: \"soum\"\na_named: \"{{ .name }} soum\"\na_count: {one: \"{{ .n }} soum\", other: \"{{ .n }} soums\"}\n"
	b, err := Load(fstest.MapFS{"mn.yaml": {Data: []byte(mn)}, "en.yaml": {Data: []byte(en)}})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestT(t *testing.T) {
	b := small(t)
	for _, c := range []struct {
		lang, key string
		data      Data
		want      string
		wantErr   string
	}{
		{MN, "a_plain", nil, "сум", ""},
		{EN, "a_plain", nil, "soum", ""},
		{EN, "a_named", Data{"name": "Bulgan"}, "Bulgan soum", ""},
		{EN, "a_named", Data{"name": "<b>&"}, "<b>& soum", ""}, // escaping is the template's work
		{EN, "a_count", Data{"Count": 1, "n": "1"}, "1 soum", ""},
		{EN, "a_count", Data{"Count": 0, "n": "0"}, "0 soums", ""},
		{EN, "a_count", Data{"Count": 330, "n": "330"}, "330 soums", ""},
		{EN, "a_count", Data{"Count": "1.5", "n": "1.5"}, "1.5 soums", ""},
		{MN, "a_count", Data{"Count": 1, "n": "1"}, "1 сум", ""},
		{EN, "a_none", nil, "", `no message "a_none"`},
		{"ru", "a_plain", nil, "", `no message "a_plain" in language "ru"`},
		{EN, "a_named", nil, "", `lacks its value "name"`},
		{EN, "a_named", Data{"name": 1234567}, "", "format it"},
		{EN, "a_count", Data{"n": "1"}, "", "needs Count"},
		{EN, "a_count", Data{"n": "1", "Count": "many"}, "", "a_count"},
	} {
		got, err := b.T(c.lang, c.key, c.data)
		if got != c.want {
			t.Errorf("T(%s, %s, %v) = %q, want %q", c.lang, c.key, c.data, got, c.want)
		}
		if (err == nil) != (c.wantErr == "") || err != nil && !strings.Contains(err.Error(), c.wantErr) {
			t.Errorf("T(%s, %s, %v) error %v, want %q", c.lang, c.key, c.data, err, c.wantErr)
		}
	}
	if _, err := b.T(EN, "a_named", Data{"name": "x"}, Data{}); err == nil {
		t.Error("two sets of values were taken")
	}
}

func TestLocalizerGathersErrors(t *testing.T) {
	l := small(t).Localizer(EN)
	if got := l.T("a_plain"); got != "soum" || l.Err() != nil {
		t.Fatalf("T = %q, Err = %v", got, l.Err())
	}
	for range 3 {
		if got := l.T("a_none"); got == "" {
			t.Error("a missing message gave an empty text")
		}
	}
	if err := l.Err(); err == nil || strings.Count(err.Error(), "a_none") != 1 {
		t.Errorf("Err = %v, want a_none once", err)
	}
}

func TestLoadTellsAllIssues(t *testing.T) {
	_, err := Load(fstest.MapFS{"mn.yaml": {Data: []byte("a_b: 1\nA: \"x\"\n")}})
	if err == nil {
		t.Fatal("no error")
	}
	for _, want := range []string{"mn.yaml:1:6", "mn.yaml:2:1", "en.yaml"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("error lacks %s: %v", want, err)
		}
	}
}

// Every message must give the same text through this package and through the fork of go-i18n that Hugo links.
func TestHugosForkReadsTheSame(t *testing.T) {
	b := load(t)
	for _, lang := range Langs() {
		src, err := os.ReadFile("messages/" + lang + ".yaml")
		if err != nil {
			t.Fatal(err)
		}
		bundle := hugoi18n.NewBundle(language.MustParse(lang))
		bundle.RegisterUnmarshalFunc("yaml", yaml.Unmarshal)
		if _, err := bundle.ParseMessageFileBytes(src, lang+".yaml"); err != nil {
			t.Fatal(err)
		}
		fork := hugoi18n.NewLocalizer(bundle, lang)
		for key, m := range b.messages[lang] {
			for _, count := range []int{0, 1, 2, 21} {
				data := Data{CountKey: count}
				for _, v := range m.Vars {
					data[v] = "«" + v + "»"
				}
				ours, err := b.T(lang, key, data)
				if err != nil {
					t.Fatal(err)
				}
				config := &hugoi18n.LocalizeConfig{MessageID: key, TemplateData: map[string]any(data)}
				if m.One != "" {
					config.PluralCount = count
				}
				theirs, err := fork.Localize(config)
				if err != nil || ours != theirs || ours == "" {
					t.Errorf("%s %s: ours %q, Hugo's fork %q, %v", lang, key, ours, theirs, err)
				}
			}
		}
	}
}

func BenchmarkT(b *testing.B) {
	bundle := small(b)
	data := Data{"Count": 5, "n": "5"}
	for b.Loop() {
		if _, err := bundle.T(EN, "a_count", data); err != nil {
			b.Fatal(err)
		}
	}
}
