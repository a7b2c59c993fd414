package messages_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"nutag/i18n"
	"nutag/i18n/check"
	"nutag/mirror/copy"
	"nutag/mirror/messages"
	"nutag/mirror/trust"
)

func parse(t *testing.T, lang string) *i18n.File {
	t.Helper()
	src, err := os.ReadFile(lang + ".yaml")
	if err != nil {
		t.Fatal(err)
	}
	file, issues := i18n.ParseFile(lang+".yaml", src)
	for _, issue := range issues {
		t.Error(issue)
	}
	return file
}

func TestBothLanguagesAreEqual(t *testing.T) {
	mn, en := parse(t, "mn"), parse(t, "en")
	if len(mn.Messages) != len(en.Messages) {
		t.Fatalf("%d messages in Mongolian, %d in English", len(mn.Messages), len(en.Messages))
	}
	for i, m := range mn.Messages {
		e := en.Messages[i]
		if m.Key != e.Key || (m.One == "") != (e.One == "") {
			t.Errorf("message %d is %s in Mongolian and %s in English, or has other forms", i, m.Key, e.Key)
			continue
		}
		a, b := slices.Clone(m.Vars), slices.Clone(e.Vars)
		slices.Sort(a)
		slices.Sort(b)
		// Months are figures in Mongolian, so a date takes them as values as well.
		if !slices.Equal(a, b) {
			t.Errorf("%s takes %v in Mongolian and %v in English", m.Key, a, b)
		}
		for _, finding := range check.Mongolian(m.Other) {
			t.Errorf("%s: %+v", m.Key, finding)
		}
		for _, finding := range check.English(e.Other) {
			t.Errorf("%s: %+v", e.Key, finding)
		}
	}
}

// Every message is used, and every key that a program makes up from parts exists.
func TestEveryMessageIsUsed(t *testing.T) {
	bundle, err := messages.Load()
	if err != nil {
		t.Fatal(err)
	}
	var code strings.Builder
	for _, glob := range []string{"../*/*.go"} {
		names, err := filepath.Glob(glob)
		if err != nil || len(names) == 0 {
			t.Fatal(err, names)
		}
		for _, name := range names {
			if strings.HasSuffix(name, "_test.go") {
				continue
			}
			src, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			code.Write(src)
		}
	}
	made := map[string]bool{}
	for _, kind := range []trust.Kind{trust.KindForged, trust.KindWrongKey, trust.KindOlder, trust.KindEdition, trust.KindSource, trust.KindHostile} {
		made["proof_"+string(kind)], made["fix_"+string(kind)] = true, true
	}
	for _, kind := range []copy.ProblemKind{copy.ProblemMissing, copy.ProblemChanged, copy.ProblemExtra, copy.ProblemState, copy.ProblemIndex, copy.ProblemUnknown} {
		made["problem_"+string(kind)] = true
	}
	for _, m := range regexp.MustCompile(`a\.command\("([a-z]+)`).FindAllStringSubmatch(code.String(), -1) {
		made[m[1]+"_short"], made[m[1]+"_long"] = true, true
	}
	for key := range made {
		if !bundle.Has(i18n.MN, key) || !bundle.Has(i18n.EN, key) {
			t.Errorf("message %s is missing", key)
		}
	}
	for _, m := range parse(t, "en").Messages {
		if !made[m.Key] && !strings.HasPrefix(m.Key, "date_") && !strings.Contains(code.String(), `"`+m.Key+`"`) {
			t.Errorf("message %s is not used", m.Key)
		}
	}
}
