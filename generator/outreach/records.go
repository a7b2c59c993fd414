package outreach

import (
	"slices"
	"strings"

	"nutag/generator/model"
	"nutag/i18n"
)

// urgent are the needs of a person in danger, in the order in which their lines are named.
var urgent = []string{"police", "ambulance", "child", "fire", "emergency"}

// needs are the needs for which there is a verified line, by name.
func (w *Writer) needs() []string {
	var out []string
	for i := range w.portal.Hotlines {
		if h := &w.portal.Hotlines[i]; verified(h) {
			out = append(out, h.Needs...)
		}
	}
	return sorted(out)
}

// lines are the verified lines for a need, by id.
func (w *Writer) lines(need string) []*model.Hotline {
	var out []*model.Hotline
	for i := range w.portal.Hotlines {
		if h := &w.portal.Hotlines[i]; verified(h) && slices.Contains(h.Needs, need) {
			out = append(out, h)
		}
	}
	return out
}

// urgentLines are the lines that answer day and night, one for each urgent need.
func (w *Writer) urgentLines() []*model.Hotline {
	var out []*model.Hotline
	for _, need := range urgent {
		for _, h := range w.lines(need) {
			if h.AroundTheClock && slices.Contains(h.Needs, "emergency") && !slices.Contains(out, h) {
				out = append(out, h)
				break
			}
		}
	}
	return out
}

// calls names lines in one sentence: for the eye, and for the ear.
func (w *Writer) calls(lines []*model.Hotline) (text, say string) {
	var written, spoken []string
	for _, h := range lines {
		written = append(written, w.t("txt_line", i18n.Data{"name": h.Name.In(w.lang), "number": h.Number}))
		spoken = append(spoken, w.t("txt_say_line", i18n.Data{"name": h.Name.In(w.lang), "number": h.Number}))
	}
	return sentence(strings.Join(written, "; ")), sentence(strings.Join(spoken, ". "))
}

// cardLines is how many lines a QR code always names; there is seldom room for more.
const cardLines = 3

// callPieces names lines: written as one sentence that is always there, on air one by one, the first two before the
// others. anywhere says that the text may be read abroad, where other numbers are dialled.
func (w *Writer) callPieces(lines []*model.Hotline, anywhere bool) []piece {
	text, _ := w.calls(lines)
	if anywhere {
		text = w.t("txt_calls_home", i18n.Data{"lines": text})
	}
	out := []piece{{text: text, only: onSMS}, {text: text, only: onCard}}
	if len(lines) > cardLines {
		first, _ := w.calls(lines[:cardLines])
		if anywhere {
			first = w.t("txt_calls_home", i18n.Data{"lines": first})
		}
		rest, _ := w.calls(lines[cardLines:])
		out = append(out[:1], piece{text: first, only: onCard}, piece{text: rest, rank: 1, only: onCard})
	}
	for i, h := range lines {
		rank := 1
		if i > 1 {
			rank = 3
		}
		line, say := w.calls([]*model.Hotline{h})
		out = append(out, piece{text: line, say: say, rank: rank, only: onRadio})
	}
	return out
}

// hotlines are the lines for one need. On air they are said twice when there is time.
func (w *Writer) hotlines(need string) Text {
	var body []piece
	var sources, dates []string
	lines := w.lines(need)
	for _, h := range lines {
		text, say := w.calls([]*model.Hotline{h})
		body = append(body, piece{text: text, say: say, rank: 1})
		hours := h.Hours.In(w.lang)
		if h.AroundTheClock {
			hours = w.t("dir_hours_24")
		}
		body = append(body, piece{text: sentence(h.Purpose.In(w.lang)), rank: 2}, piece{text: sentence(hours), rank: 3}, piece{text: h.Doubt.In(w.lang), rank: 4})
		sources, dates = append(sources, h.Sources...), append(dates, h.AsOf)
	}
	_, say := w.calls(lines)
	body = append(body, piece{text: w.t("txt_again", i18n.Data{"text": say}), rank: 5, only: onLong})
	return w.finish(KindHotlines, need, w.t("dir_need_"+need), full(body), sources, dates...)
}

// full takes out pieces without words: what the data do not know is not said.
func full(pieces []piece) []piece {
	return slices.DeleteFunc(pieces, func(p piece) bool { return p.text == "" })
}

// service is what it is, what to check first, and how it goes.
func (w *Writer) service(s *model.Service) Text {
	body := []piece{{text: s.Summary.In(w.lang), rank: 1}}
	if s.Confidence == "low" {
		body = append(body, piece{text: w.t("txt_unsure"), rank: 0})
	}
	for _, step := range s.Steps {
		body = append(body, piece{text: sentence(step.In(w.lang)), rank: 3, chain: true})
	}
	body = append(body, piece{text: s.Check.In(w.lang), rank: 2})
	return w.finish(KindService, s.ID, s.Name.In(w.lang), full(body), s.Sources, s.AsOf)
}

// journey is a way through a situation: its steps in order, and whom to call. A warning tells first what to do at once, in
// full. Steps that rest on a line that was not verified are left out.
func (w *Writer) journey(kind string, j *model.Journey) Text {
	var body []piece
	var lines []*model.Hotline
	var sources, dates []string
	for _, s := range sentences(j.Summary.In(w.lang))[1:] { // the first tells what the page shows
		body = append(body, piece{text: s, rank: 3})
	}
	for _, phase := range j.Phases {
		for _, s := range phase.Steps {
			cited, ok := w.cited(s.Hotlines)
			if !ok {
				continue
			}
			for _, h := range cited {
				if !slices.Contains(lines, h) {
					lines = append(lines, h)
				}
			}
			src, when := w.ground(s.Citations)
			sources, dates = append(sources, src...), append(dates, when...)
			title, text := sentence(s.Title.In(w.lang)), s.Text.In(w.lang)
			if kind == KindWarning && phase.Key == "before" {
				body = append(body, piece{text: title + " " + text, rank: 2, chain: true})
				continue
			}
			body = append(body, piece{text: title, rank: 4, chain: true})
			if len(cited) > 0 {
				body = append(body, piece{text: text, rank: 5})
			}
		}
	}
	if len(lines) == 0 {
		lines = w.urgentLines()
		for _, h := range lines {
			sources, dates = append(sources, h.Sources...), append(dates, h.AsOf)
		}
	}
	body = append(body, w.callPieces(lines, true)...)
	return w.finish(kind, j.ID, j.Title.In(w.lang), body, sources, dates...)
}

// sentences takes a text apart; there is at least one sentence.
func sentences(text string) []string {
	var out []string
	from := 0
	for i := 0; i+1 < len(text); i++ {
		if text[i+1] == ' ' && endsSentence(text[:i+1]) {
			out, from = append(out, text[from:i+1]), i+2
		}
	}
	return append(out, text[min(from, len(text)):])
}

// cited gives the lines that a step names, and whether all of them were verified.
func (w *Writer) cited(ids []string) ([]*model.Hotline, bool) {
	var out []*model.Hotline
	for _, id := range ids {
		h := w.portal.Hotline(id)
		if h == nil || !verified(h) {
			return nil, false
		}
		out = append(out, h)
	}
	return out, true
}

// ground gives the sources and dates that a step rests on.
func (w *Writer) ground(c model.Citations) (sources, dates []string) {
	sources = slices.Clone(c.Sources)
	for _, id := range c.Services {
		if s := w.portal.Service(id); s != nil {
			sources, dates = append(sources, s.Sources...), append(dates, s.AsOf)
		}
	}
	for _, id := range c.Hotlines {
		if h := w.portal.Hotline(id); h != nil {
			sources, dates = append(sources, h.Sources...), append(dates, h.AsOf)
		}
	}
	return sources, dates
}

// The ends of a flow that warn. An answer that leads to one of them is a sign of danger.
const (
	endSign = "end-sign"
	endStop = "end-stop"
)

// sign is a question with the answer that means danger.
type sign struct{ question, answer model.Text }

func signs(f *model.Flow) []sign {
	var out []sign
	for _, n := range f.Nodes {
		for _, a := range n.Answers {
			if a.To == endSign || a.To == endStop {
				out = append(out, sign{n.Question, a.Text})
			}
		}
	}
	return out
}

// signs is a flow that asks for signs of danger, as a warning.
func (w *Writer) signs(f *model.Flow) Text {
	var body []piece
	var sources, dates []string
	for _, s := range signs(f) {
		body = append(body, piece{text: w.t("txt_sign", i18n.Data{"question": s.question.In(w.lang), "answer": s.answer.In(w.lang)}), rank: 2})
	}
	for _, n := range f.Nodes {
		if n.ID == endSign {
			src, when := w.ground(n.Citations)
			sources, dates = append(sources, src...), append(dates, when...)
			if _, ok := w.cited(n.Hotlines); ok {
				body = append(body, piece{text: n.Text.In(w.lang), rank: 1})
			}
		}
	}
	lines := w.lines("trafficking")
	for _, h := range lines {
		sources, dates = append(sources, h.Sources...), append(dates, h.AsOf)
	}
	body = append(body, w.callPieces(lines, true)...)
	return w.finish(KindWarning, f.ID, f.Title.In(w.lang), full(body), sources, dates...)
}
