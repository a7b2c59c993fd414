package plan

import (
	"strings"
	"testing"

	"nutag/i18n"
)

// TestOutreach holds the page to the files that it offers, and the sheets to their codes.
func TestOutreach(t *testing.T) {
	in := realInput(t)
	in.BaseURL = "https://example.org/nutag/"
	out, err := Build(in)
	if err != nil {
		t.Fatal(err)
	}
	files, codes := map[string]bool{}, map[string]string{}
	for _, f := range out.Files {
		files[f.Path] = true
	}
	for _, c := range out.Codes {
		codes[c.Path] = c.Text
	}
	sheets := map[string]int{}
	for _, page := range out.Pages {
		switch v := page.View.(type) {
		case outreachView:
			tables := 2
			if page.Lang == "mn" {
				tables = 3 // messages in Latin letters too
			}
			if len(v.Soums) != 21 || len(v.Kinds) != 4 || len(v.Tables) != tables || v.Model == nil || len(v.Model.Parts) < 2 || len(v.Model.Refs) == 0 {
				t.Errorf("%s: %d aimags, %d kinds, %d tables, model %v", page.URL(), len(v.Soums), len(v.Kinds), len(v.Tables), v.Model)
			}
			for _, list := range [][]outreachFile{v.Soums, v.Kinds, v.Tables} {
				for _, f := range list {
					if !files[page.Lang+"/"+f.URL] || f.Name == "" {
						t.Errorf("%s offers %q, which is no file", page.URL(), f.URL)
					}
				}
			}
		case placeView:
			if page.Kind == "soum" {
				sheets[page.Lang+" soum"]++
				checkCode(t, page, v.QR, codes)
			} else if v.QR != nil {
				t.Errorf("%s has a code without a text", page.URL())
			}
		case journeyView:
			sheets[page.Lang+" journey"]++
			checkCode(t, page, v.QR, codes)
		}
	}
	for _, lang := range i18n.Langs() {
		if sheets[lang+" soum"] != 330 || sheets[lang+" journey"] != len(in.Portal.Journeys) {
			t.Errorf("sheets: %v", sheets)
		}
	}
}

func checkCode(t *testing.T, page Page, qr *qrView, codes map[string]string) {
	t.Helper()
	if qr == nil {
		t.Fatalf("%s has no code", page.URL())
	}
	at := func(url string) string { return codes[page.Lang+"/"+strings.TrimLeft(url, "./")] }
	if text := at(qr.Text); len(text) < 20 {
		t.Errorf("%s: the code holds %q", page.URL(), text)
	}
	if address := at(qr.Address); address != "https://example.org/nutag/"+page.URL() {
		t.Errorf("%s: the code leads to %q", page.URL(), address)
	}
}
