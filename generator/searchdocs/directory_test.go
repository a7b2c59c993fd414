package searchdocs

import (
	"os"
	"slices"
	"strings"
	"testing"

	"nutag/generator/dataset"
	"nutag/generator/model"
)

// TestDirectoryIsFound holds that missions and countries are found by city, name and other names of the country, and a help
// line by its number.
func TestDirectoryIsFound(t *testing.T) {
	r := realDocs(t)
	for _, lang := range []string{"mn", "en"} {
		for id, want := range map[string][]string{
			"mission/mn-c-busan": {"Пусан", "Busan", "БНСУ", "Korea"},
			"country/KR":         {"Солонгос", "South Korea", "Сөүл", "Busan"},
			"country/US":         {"АНУ", "USA", "Чикаго"},
		} {
			d := find(t, r.docs, id, lang)
			for _, name := range want {
				if !slices.Contains(d.Aliases, name) {
					t.Errorf("%s (%s): alias %q is missing in %q", id, lang, name, d.Aliases)
				}
			}
		}
		if d := find(t, r.docs, "hotline/mn-108", lang); !slices.Contains(d.Codes, "108") || d.URL != lang+"/hotlines/index.html#mn-108" {
			t.Errorf("%+v", d)
		}
		if d := find(t, r.docs, "guide/help-now", lang); !strings.Contains(d.Body, "102") || len(d.Aliases) < 4 {
			t.Errorf("%+v", d)
		}
	}
	open, shut := find(t, r.docs, "mission/mn-seoul", "en"), find(t, r.docs, "mission/mn-kabul", "en")
	if r.portal.Mission("mn-kabul").Status != model.Closed || shut.Rank >= open.Rank {
		t.Errorf("a closed mission ranks %v, an open one %v", shut.Rank, open.Rank)
	}
}

// TestWithheldIsNotFound holds that no contact that is kept back is in a document of those to turn to.
func TestWithheldIsNotFound(t *testing.T) {
	catalog, _ := dataset.Load(os.DirFS("../.."), "data")
	for _, d := range realDocs(t).docs {
		if !slices.Contains([]string{"mission", "country", "service", "hotline", "guide"}, d.Kind) {
			continue
		}
		text := strings.Join(append(slices.Concat(d.Aliases, d.Codes), d.Title, d.Body), "\n")
		for _, row := range catalog.Table("withheld").Rows {
			if strings.Contains(text, row.Str("value")) {
				t.Errorf("%s (%s) holds what is kept back as %s", d.ID, d.Lang, row.Str("id"))
			}
		}
	}
}
