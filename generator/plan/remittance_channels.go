package plan

import (
	"slices"

	"nutag/generator/model"
	"nutag/i18n"
)

// channelIndex lists the channels by kind, in alphabetical order: not by price, and those that are not confirmed apart.
func (b *builder) channelIndex() Page {
	const path = channelsPath
	n := b.newNotes(path)
	n.use("channels")
	v := remittanceView{Intro: b.t("rem_channels_intro"), Warn: b.warnings(n, "channel-licence-not-checked")}
	for _, k := range b.in.Portal.Remittance.Kinds {
		s := section{ID: k.ID, Title: k.Name.In(b.lang), Refs: n.refs(k.Sources, nil), Text: []string{k.About.In(b.lang)}}
		if !k.Listed {
			s.Warn, s.Text = s.Text, []string{b.t("rem_informal_why")}
			s.Links = []link{{Text: b.t("calc_related_safely"), URL: rel(path, safelyPath)}}
		} else {
			s.Entries = append(b.channelEntries(path, k.ID, true), b.channelEntries(path, k.ID, false)...)
		}
		v.Sections = append(v.Sections, s)
	}
	return b.remittancePage(path, "page/channels", b.t("rem_channels"), b.t("rem_channels_intro"), v, n)
}

// channelEntries are the channels of a kind that are confirmed, or that are not, by name.
func (b *builder) channelEntries(from, kind string, confirmed bool) []entry {
	var out []entry
	for _, c := range b.in.Portal.Remittance.Channels {
		if c.Kind != kind || c.Confirmed != confirmed {
			continue
		}
		e := entry{Name: c.Name.In(b.lang), URL: rel(from, channelPath(c.ID)), Text: b.t("rem_channel_line", i18n.Data{"from": c.SendText.In(b.lang), "received": b.receivedAs(c.ReceiveAs)})}
		e.Meta = b.origin(c.Evidence)
		if !c.Confirmed {
			e.Doubt, e.Meta = true, b.t("rem_channel_unconfirmed")+" "+e.Meta
		}
		out = append(out, e)
	}
	i18n.SortBy(b.lang, out, func(e entry) string { return e.Name })
	return out
}

// receivedAs names the ways of receiving in words.
func (b *builder) receivedAs(ways []string) string {
	text := ""
	for i, w := range ways {
		if i > 0 {
			text += ", "
		}
		text += b.t("rem_receive_" + w)
	}
	return text
}

// channel is the page of one channel: facts, then fees as history, each group with its date and how sure it is.
func (b *builder) channel(c *model.Channel) Page {
	path, kind := channelPath(c.ID), b.channelKind(c.Kind)
	n := b.newNotes(path)
	n.use("channels")
	v := remittanceView{Kind: kind, Warn: b.warnings(n, c.Cautions...)}
	if !c.Confirmed {
		v.Warn = append([]string{b.t("rem_channel_unconfirmed")}, v.Warn...)
	}
	refs := n.refs(c.Sources, c.Cautions)
	v.Sections = append(v.Sections, section{ID: "facts", Title: b.t("rem_channel_facts"), Refs: refs, Facts: b.channelFacts(c, path)})
	v.Sections = append(v.Sections, b.channelFees(n, c)...)
	v.Sections = append(v.Sections, section{ID: "next", Title: b.t("rem_channel_next"), List: []string{b.t("rem_channel_ask"), b.t("rem_channel_compare")},
		Links: append([]link{{Text: b.t("calc_title"), URL: rel(path, calculatorPath)}, {Text: b.t("calc_related_safely"), URL: rel(path, safelyPath)}},
			b.terms(path, "total-cost", "exchange-margin", "intermediary-bank-fee", "swift-code")...)})
	name := c.Name.In(b.lang)
	p := b.remittancePage(path, "channel/"+c.ID, name, b.t("rem_channel_description", i18n.Data{"name": name}), v, n)
	view := p.View.(remittanceView)
	view.Lessons = b.lessonsFor(path, "channel", c.ID, false)
	view.Crumbs = b.crumbs(path, link{Text: b.t("rem_nav"), URL: rel(path, remittancesPath)}, link{Text: b.t("rem_channels"), URL: rel(path, channelsPath)}, link{Text: name})
	p.View = view
	return p
}

func (b *builder) channelKind(id string) string {
	for _, k := range b.in.Portal.Remittance.Kinds {
		if k.ID == id {
			return k.Name.In(b.lang)
		}
	}
	b.fail("kind of channel %q is not known", id)
	return ""
}

// channelFacts are the facts of a channel; what no source tells is shown as not known.
func (b *builder) channelFacts(c *model.Channel, path string) []wordFact {
	facts := []wordFact{
		{Name: b.t("rem_fact_charging"), Text: c.Charging.In(b.lang)},
		{Name: b.t("rem_fact_from"), Text: c.SendText.In(b.lang), Links: b.countryLinks(path, c.SendFrom)},
		{Name: b.t("rem_fact_received"), Text: c.ReceiveText.In(b.lang)},
		{Name: b.t("rem_fact_speed"), Text: c.Speed.In(b.lang)},
		{Name: b.t("rem_fact_limits"), Text: c.Limits.In(b.lang)},
		{Name: b.t("rem_fact_papers"), Text: c.Papers.In(b.lang)},
		{Name: b.t("rem_fact_licence"), Text: c.Licence.In(b.lang)},
	}
	if c.SWIFT != "" || c.Kind == "bank" {
		facts = append(facts, wordFact{Name: b.t("rem_fact_swift"), Text: c.SWIFT})
	}
	return append(facts,
		wordFact{Name: b.t("rem_fact_website"), Text: c.Website, URL: c.Website},
		wordFact{Name: b.t("rem_fact_proof"), Text: c.Proof.In(b.lang)},
		wordFact{Name: b.t("rem_fact_as_of"), Text: b.asOf(c.AsOf)},
		wordFact{Name: b.t("rem_fact_confidence"), Text: b.confidence(c.Confidence)},
	)
}

// channelFees shows the fees that sources named, in groups of one direction, kind and status. None of them is a price of today.
func (b *builder) channelFees(n *notes, c *model.Channel) []section {
	var fees []model.ObservedFee
	for _, f := range b.in.Portal.Remittance.Fees {
		if f.ChannelID == c.ID {
			fees = append(fees, f)
		}
	}
	if len(fees) == 0 {
		return []section{{ID: "fees", Title: b.t("rem_fees"), Text: []string{b.t("rem_fees_none")}}}
	}
	n.use("fees-observed")
	s := section{ID: "fees", Title: b.t("rem_fees"), Warn: []string{b.t("rem_fees_history")}}
	for len(fees) > 0 {
		same := func(f model.ObservedFee) bool {
			x := fees[0]
			return f.Direction == x.Direction && f.Kind == x.Kind && f.Status == x.Status && f.Basis == x.Basis && f.AsOf == x.AsOf && f.Confidence == x.Confidence
		}
		end := slices.IndexFunc(fees, func(f model.ObservedFee) bool { return !same(f) })
		if end < 0 {
			end = len(fees)
		}
		s.Tables = append(s.Tables, b.feeTable(n, fees[:end]))
		fees = fees[end:]
	}
	return []section{s}
}

// feeTable is a group of observed fees; its caption says the direction, what the fee rests on, its date and how sure it is.
func (b *builder) feeTable(n *notes, fees []model.ObservedFee) table {
	first := fees[0]
	t := table{Cols: []column{{Text: b.t("rem_fee_case")}, {Text: b.t("rem_fee_value"), Num: true}}}
	t.Caption = b.t("rem_fee_caption", i18n.Data{
		"kind": first.Kind.In(b.lang), "direction": b.t(token("rem_direction_", first.Direction)), "status": b.t(token("rem_fee_status_", first.Status)),
		"basis": b.t("rem_fee_basis_" + first.Basis), "origin": b.origin(first.Evidence)})
	noted := slices.ContainsFunc(fees, func(f model.ObservedFee) bool { return f.Note.In(b.lang) != "" })
	if noted {
		t.Cols = append(t.Cols, column{Text: b.t("rem_note")})
	}
	var all []model.Evidence
	for _, f := range fees {
		all = append(all, f.Evidence)
		r := row{Head: f.Case.In(b.lang), Cells: []cell{{Text: b.feeText(f), Num: f.Currency != ""}}}
		if noted {
			text := f.Note.In(b.lang)
			if text == "" {
				text = b.t("rem_note_none")
			}
			r.Cells = append(r.Cells, cell{Text: text})
		}
		t.Rows = append(t.Rows, r)
	}
	t.Refs = n.refs(gathered(all...))
	return t
}

// feeText writes an observed fee. Nothing is ever written as free: a zero is what a source said.
func (b *builder) feeText(f model.ObservedFee) string {
	switch {
	case f.Max == 0:
		return b.t("rem_fee_said_none")
	case f.Min == f.Max:
		return b.foreign(f.Currency, b.words.Decimal(f.Max, 0))
	}
	return b.foreign(f.Currency, b.t("rem_fee_range", i18n.Data{"from": b.words.Decimal(f.Min, 0), "to": b.words.Decimal(f.Max, 0)}))
}
