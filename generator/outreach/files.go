package outreach

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"strconv"
	"strings"

	"nutag/i18n"
	"nutag/i18n/translit"
)

// File is a download: all texts of one kind or of the soums of one aimag, or a table of all.
type File struct {
	Name string // hotlines.txt, aimags/63.txt, sms.csv, radio.csv
	Data []byte
	N    int // texts in it
}

// bom marks a file as UTF-8: spreadsheets and browsers that open one from a folder guess another encoding without it.
const bom = "\uFEFF"

// FileName is the name of the file that holds a text. Soums lie by aimag, so that an edition of one aimag leaves the others out.
func (t Text) FileName() string {
	if t.Kind == KindSoum {
		return "aimags/" + t.Group + ".txt"
	}
	return t.Kind + ".txt"
}

// The tables of all texts of a language.
const (
	SMSTable      = "sms.csv"
	SMSLatinTable = "sms-latin.csv" // Mongolian in Latin letters
	RadioTable    = "radio.csv"
)

// Latin is the message in Latin letters (MNS 5217:2012, package translit), for old phones and for gateways that carry 160
// letters a part for the price of 70. What is Latin already stays as it is.
func (t Text) Latin() Message { return Split(translit.Name(t.SMS.Text)) }

// Files puts the texts of one language into files, in the order in which they come.
func (w *Writer) Files(texts []Text) ([]File, error) {
	var out []File
	at := map[string]int{}
	for _, t := range texts {
		i, ok := at[t.FileName()]
		if !ok {
			i = len(out)
			at[t.FileName()] = i
			out = append(out, File{Name: t.FileName(), Data: []byte(bom)})
		}
		out[i].Data = append(out[i].Data, w.Format(t, true, true)...)
		out[i].N++
	}
	sms := [][]string{{"id", "lang", "title", "encoding", "parts", "part", "units", "text", "as_of", "sources"}}
	latin := [][]string{sms[0]}
	radio := [][]string{{"id", "lang", "title", "seconds", "words", "text", "as_of", "sources"}}
	for _, t := range texts {
		sources := strings.Join(t.Sources, "|")
		sms = append(sms, partRows(t, t.SMS, sources)...)
		if w.lang == i18n.MN {
			latin = append(latin, partRows(t, t.Latin(), sources)...)
		}
		for _, s := range t.Radio {
			radio = append(radio, []string{t.ID, t.Lang, t.Title, strconv.Itoa(s.Seconds), strconv.Itoa(s.Words), s.Text, t.AsOf, sources})
		}
	}
	for _, table := range []struct {
		name string
		rows [][]string
	}{{SMSTable, sms}, {SMSLatinTable, latin}, {RadioTable, radio}} {
		if len(table.rows) == 1 {
			continue
		}
		var b bytes.Buffer
		b.WriteString(bom)
		c := csv.NewWriter(&b)
		if err := c.WriteAll(table.rows); err != nil {
			return nil, fmt.Errorf("%s: %w", table.name, err)
		}
		out = append(out, File{Name: table.name, Data: b.Bytes(), N: len(texts)})
	}
	return out, w.words.Err()
}

// partRows are the rows of a message in a table, one for each part.
func partRows(t Text, m Message, sources string) [][]string {
	var rows [][]string
	for i, part := range m.Parts {
		rows = append(rows, []string{t.ID, t.Lang, t.Title, string(m.Encoding), strconv.Itoa(len(m.Parts)), strconv.Itoa(i + 1), strconv.Itoa(m.Units(i)), part, t.AsOf, sources})
	}
	return rows
}

// Format writes a text as a person reads it in a file or terminal: message in its parts, scripts, sources and date.
func (w *Writer) Format(t Text, sms, radio bool) string {
	var b strings.Builder
	fmt.Fprintf(&b, "== %s (%s)\n", t.Title, t.ID)
	if sms {
		parts := strconv.Itoa(len(t.SMS.Parts))
		fmt.Fprintf(&b, "\n%s\n", w.t("outreach_sms_head", i18n.Data{"encoding": string(t.SMS.Encoding), "parts": parts}))
		for i, part := range t.SMS.Parts {
			fmt.Fprintf(&b, "[%s]\n%s\n", w.t("outreach_part_head", i18n.Data{"part": strconv.Itoa(i + 1), "parts": parts, "units": strconv.Itoa(t.SMS.Units(i))}), part)
		}
	}
	if radio {
		for _, s := range t.Radio {
			fmt.Fprintf(&b, "\n%s\n%s\n", w.t("outreach_radio_head", i18n.Data{"seconds": strconv.Itoa(s.Seconds), "words": strconv.Itoa(s.Words)}), s.Text)
		}
	}
	fmt.Fprintf(&b, "\n%s: %s\n%s:\n", w.t("outreach_date_head"), w.date(t.AsOf, false), w.t("outreach_source_head"))
	for _, id := range t.Sources {
		if s := w.portal.Source(id); s != nil {
			fmt.Fprintf(&b, "- %s (%s)\n", s.Title, s.Publisher)
		}
	}
	b.WriteByte('\n')
	return b.String()
}
