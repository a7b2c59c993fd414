package plan

import (
	"slices"
	"strconv"
	"strings"

	"nutag/generator/outreach"
	"nutag/i18n"
)

// outreachPath is the page of texts for phones and radio; their files lie in outreachDir.
const (
	outreachPath = "outreach.html"
	outreachDir  = "outreach/"
	modelText    = outreach.KindJourney + ":moving-for-otor" // what the page shows as an example
	modelRadio   = "otor-radio"                              // the programme that the texts follow
)

// qrView are the codes of a printed sheet: the address of the page is in one only when the portal knows its own.
type qrView struct {
	Text    string `json:"text"`
	Address string `json:"address,omitempty"`
}

type outreachFile struct {
	Name string `json:"name"`
	URL  string `json:"url"`
	N    string `json:"n"`
}

type outreachModel struct {
	Title string   `json:"title"`
	URL   string   `json:"url,omitempty"`
	Parts []string `json:"parts"`
	Radio string   `json:"radio"`
	Refs  []ref    `json:"refs"`
}

type outreachView struct {
	Crumbs []link         `json:"crumbs"`
	MN     string         `json:"wpm_mn"`
	EN     string         `json:"wpm_en"`
	Kinds  []outreachFile `json:"kinds"`
	Soums  []outreachFile `json:"soums"`
	Tables []outreachFile `json:"tables"`
	Model  *outreachModel `json:"model,omitempty"`
	Notes  notesView      `json:"notes"`
}

// hasOutreach says whether the portal has what the texts need.
func (b *builder) hasOutreach() bool { return len(b.in.Portal.Hotlines) > 0 }

// outreach writes the texts of the language, keeps those of the QR codes for other pages, and plans the page that offers
// them as files.
func (b *builder) outreach() []Page {
	if !b.hasOutreach() {
		return nil
	}
	w := outreach.New(b.in.Portal, b.in.Figures, b.in.Bundle, b.lang)
	texts, err := w.Texts()
	if err != nil {
		b.errs = append(b.errs, err)
		return nil
	}
	files, err := w.Files(texts)
	if err != nil {
		b.errs = append(b.errs, err)
		return nil
	}
	b.cardTexts = map[string]string{}
	n := b.newNotes(outreachPath)
	v := outreachView{Crumbs: b.crumbs(outreachPath, link{Text: b.t("outreach_title")}),
		MN: strconv.Itoa(outreach.WordsPerMinuteMN), EN: strconv.Itoa(outreach.WordsPerMinuteEN)}
	for i := range texts {
		b.cardTexts[texts[i].ID] = texts[i].Card
		if texts[i].ID == modelText {
			v.Model = b.outreachModel(n, &texts[i])
		}
	}
	for _, f := range files {
		b.files = append(b.files, File{Path: b.lang + "/" + outreachDir + f.Name, Data: f.Data})
		file := outreachFile{URL: outreachDir + f.Name, N: b.t("outreach_texts", i18n.Data{"n": b.words.Int(f.N)})}
		kind := strings.TrimSuffix(f.Name, ".txt")
		switch {
		case f.Name == outreach.SMSTable:
			file.Name = b.t("outreach_all_sms")
			v.Tables = append(v.Tables, file)
		case f.Name == outreach.SMSLatinTable:
			file.Name = b.t("outreach_all_sms_latin")
			v.Tables = append(v.Tables, file)
		case f.Name == outreach.RadioTable:
			file.Name = b.t("outreach_all_radio")
			v.Tables = append(v.Tables, file)
		case slices.Contains(outreach.Kinds(), kind):
			file.Name = b.t("outreach_kind_" + kind)
			v.Kinds = append(v.Kinds, file)
		default:
			file.Name = b.aimagName(b.in.Portal.Aimag(strings.TrimPrefix(kind, "aimags/")))
			v.Soums = append(v.Soums, file)
		}
	}
	i18n.SortBy(b.lang, v.Soums, func(f outreachFile) string { return f.Name })
	n.use("hotlines", "services", "journeys", "flows", "programmes", "population")
	v.Notes = n.view()
	var found []string
	for _, key := range []string{"outreach_intro", "outreach_how_sms", "outreach_how_sheet", "outreach_rule_free", "outreach_rule_place", "outreach_rule_safe"} {
		found = append(found, b.t(key))
	}
	return []Page{{Lang: b.lang, Path: outreachPath, Kind: "outreach", ID: "page/outreach", Title: b.t("outreach_title"), Description: b.t("outreach_description"), View: v, Text: strings.Join(found, "\n\n")}}
}

// outreachModel is the text that the page shows in full.
func (b *builder) outreachModel(n *notes, t *outreach.Text) *outreachModel {
	v := &outreachModel{Title: t.Title, Parts: t.SMS.Parts, Radio: t.Radio[len(t.Radio)-1].Text}
	sources := t.Sources
	for _, p := range b.in.Portal.Programmes {
		if p.ID == modelRadio && b.planned[programmePath(p.ID)] {
			v.URL = programmePath(p.ID)
			for _, id := range p.Sources {
				sources = appendNew(sources, id)
			}
		}
	}
	v.Refs = n.refs(sources, nil)
	return v
}

// qrFrom gives the codes of another page as this one shows them.
func (b *builder) qrFrom(from, path string, codes *qrView) *qrView {
	if codes == nil {
		return nil
	}
	base := "qr/" + strings.TrimSuffix(path, ".html")
	v := &qrView{Text: rel(from, base+".svg")}
	if codes.Address != "" {
		v.Address = rel(from, base+"-address.svg")
	}
	return v
}

// qr plans the codes of the sheet of a record, or gives nil when there is no text for it or the edition has no codes.
func (b *builder) qr(kind, id, path string) *qrView {
	base := "qr/" + strings.TrimSuffix(path, ".html")
	card := b.cardTexts[kind+":"+id]
	if card == "" || !b.holds(base+".svg") {
		return nil
	}
	draw := func(name, text string) string {
		b.codes = append(b.codes, Code{Path: b.lang + "/" + name, Text: text})
		return rel(path, name)
	}
	v := &qrView{Text: draw(base+".svg", card)}
	if b.in.BaseURL != "" {
		v.Address = draw(base+"-address.svg", b.in.BaseURL+b.lang+"/"+path)
	}
	return v
}
