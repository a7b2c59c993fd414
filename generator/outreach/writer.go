package outreach

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"nutag/generator/derive"
	"nutag/generator/model"
	"nutag/i18n"
)

// homeCountry is where the messages are sent and the stations heard: help lines of other countries are not named.
const homeCountry = "MN"

// Writer writes the texts of one language.
type Writer struct {
	portal  *model.Portal
	figures *derive.Figures
	words   *i18n.Localizer
	lang    string
	speaker *speaker
	doubted []string // numbers of help lines that may not be named
	errs    []error
}

// New gives a writer of the language.
func New(portal *model.Portal, figures *derive.Figures, bundle *i18n.Bundle, lang string) *Writer {
	w := &Writer{portal: portal, figures: figures, words: bundle.Localizer(lang), lang: lang}
	var lines []string
	for i := range portal.Hotlines {
		switch h := &portal.Hotlines[i]; {
		case verified(h):
			lines = append(lines, h.Number)
		case h.Number != "":
			w.doubted = append(w.doubted, h.Number)
		}
	}
	w.speaker = newSpeaker(w.words, lines)
	return w
}

// verified says that a help line may be sent out: text on paper and on air cannot be called back.
func verified(h *model.Hotline) bool {
	return h.Number != "" && h.Country == homeCountry && h.Verified == "yes" && h.Confidence != "low"
}

// Texts writes all texts, by kind in the order of Kinds and by id. The error joins all faults.
func (w *Writer) Texts() ([]Text, error) {
	var out []Text
	for _, need := range w.needs() {
		out = append(out, w.hotlines(need))
	}
	for i := range w.portal.Journeys {
		if j := &w.portal.Journeys[i]; j.Protection {
			out = append(out, w.journey(KindWarning, j))
		}
	}
	for i := range w.portal.Flows {
		if f := &w.portal.Flows[i]; f.Protection && len(signs(f)) > 0 {
			out = append(out, w.signs(f))
		}
	}
	for i := range w.portal.Journeys {
		if j := &w.portal.Journeys[i]; !j.Protection {
			out = append(out, w.journey(KindJourney, j))
		}
	}
	for i := range w.portal.Services {
		out = append(out, w.service(&w.portal.Services[i]))
	}
	for _, p := range w.portal.Soums() {
		out = append(out, w.soum(p))
	}
	return out, errors.Join(errors.Join(w.errs...), w.words.Err())
}

func (w *Writer) fail(format string, args ...any) {
	w.errs = append(w.errs, fmt.Errorf("outreach: %s: "+format, append([]any{w.lang}, args...)...))
}

func (w *Writer) t(key string, data ...i18n.Data) string { return w.words.T(key, data...) }

// finish frames the pieces of a record with its name before and its date behind, and writes them.
func (w *Writer) finish(kind, id, title string, body []piece, sources []string, dates ...string) Text {
	t := Text{ID: kind + ":" + id, Kind: kind, Lang: w.lang, Title: title, Sources: sorted(sources), AsOf: span(dates)}
	body = slices.DeleteFunc(body, func(p piece) bool { return w.doubtful(p.text) || w.doubtful(p.say) })
	pieces := []piece{{text: w.t("txt_lead"), only: onRadio}}
	if len(body) == 0 || !strings.HasPrefix(body[0].text, title+": ") { // a line that has the name of its group
		pieces = append(pieces, piece{text: sentence(title)})
	}
	pieces = append(pieces, body...)
	pieces = append(pieces, piece{text: w.t("txt_tail", i18n.Data{"date": w.date(t.AsOf, false)}), say: w.t("txt_say_tail", i18n.Data{"date": w.date(t.AsOf, true)})})
	t.SMS, t.Radio, t.Card = w.media(t.ID, pieces)
	return t
}

// doubtful says that a text names a number of a help line that was not verified. The same figures may count something; such a
// sentence is left out too.
func (w *Writer) doubtful(text string) bool {
	if !strings.ContainsFunc(text, unicode.IsDigit) {
		return false
	}
	for _, token := range figures.FindAllString(text, -1) {
		if slices.Contains(w.doubted, strings.TrimRight(token, ".,:–-")) {
			return true
		}
	}
	return false
}

// span is the oldest and the newest of several dates, by year when they differ.
func span(dates []string) string {
	var all []string
	for _, d := range dates {
		for part := range strings.SplitSeq(d, "/") {
			if part != "" {
				all = append(all, part)
			}
		}
	}
	if len(all) == 0 {
		return ""
	}
	oldest, newest := slices.Min(all), slices.Max(all)
	if oldest == newest {
		return oldest
	}
	if oldest[:4] == newest[:4] {
		return oldest[:4]
	}
	return oldest[:4] + "/" + newest[:4]
}

// date writes the date of a record; aloud says that it will be read.
func (w *Writer) date(date string, aloud bool) string {
	from, to, both := strings.Cut(date, "/")
	switch {
	case date == "":
		return w.t("txt_undated")
	case both && aloud:
		return w.t("txt_say_years", i18n.Data{"from": from, "to": to})
	case both:
		return w.t("dir_years", i18n.Data{"from": from, "to": to})
	}
	return w.words.DateText(date)
}

// sentence ends a name or heading as a sentence.
func sentence(s string) string {
	if s = strings.TrimSpace(s); s == "" || strings.HasSuffix(s, ".") || strings.HasSuffix(s, "!") || strings.HasSuffix(s, "?") {
		return s
	}
	return s + "."
}

func sorted(ids []string) []string {
	out := slices.Clone(ids)
	slices.Sort(out)
	return slices.Compact(out)
}
