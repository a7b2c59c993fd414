package plan

import (
	"cmp"
	"slices"
	"strconv"

	"nutag/generator/model"
	"nutag/i18n"
)

// ruleTopics are the topics of the table of rules, in the order in which a reader needs them.
var ruleTopics = []string{"licensing", "limits", "rights", "complaint", "fraud", "tax", "reporting", "targets", "method", "research"}

// rules is the page on licences, limits, rights, complaints and targets, each statement with its date and how sure it is.
func (b *builder) rules() Page {
	const path = rulesPath
	n := b.newNotes(path)
	v := remittanceView{Intro: b.t("rem_rules_intro"), Warn: []string{b.t("rem_rules_warn")}}
	for _, topic := range ruleTopics {
		if list := b.statements(n, topic); len(list) > 0 {
			v.Sections = append(v.Sections, section{ID: topic, Title: b.t("rem_topic_" + topic), Statements: list})
		}
	}
	return b.remittancePage(path, "page/remittance-rules", b.t("rem_rules"), b.t("rem_rules_intro"), v, n)
}

// statements are the facts of a topic: first what a source states, then what is not confirmed or not known.
func (b *builder) statements(n *notes, topic string) []statement {
	n.use("regulation")
	var facts []model.RegulationFact
	for _, f := range b.in.Portal.Remittance.Regulation {
		if f.Topic == topic {
			facts = append(facts, f)
		}
	}
	order := []string{"stated", "unconfirmed", "unknown"}
	slices.SortStableFunc(facts, func(x, y model.RegulationFact) int {
		return cmp.Compare(slices.Index(order, x.Status), slices.Index(order, y.Status))
	})
	var out []statement
	for _, f := range facts {
		out = append(out, b.statement(n, f))
	}
	return out
}

// statement is one fact with its date and how sure it is.
func (b *builder) statement(n *notes, f model.RegulationFact) statement {
	s := statement{Text: f.Statement.In(b.lang), Value: b.ruleValue(f), Doubt: f.Status != "stated", Refs: n.refs(f.Sources, f.Cautions)}
	switch f.Status {
	case "unknown":
		s.Meta = b.t("rem_rule_unknown")
	case "unconfirmed":
		s.Meta = b.t("rem_unconfirmed") + " " + b.origin(f.Evidence)
	default:
		s.Meta = b.origin(f.Evidence)
	}
	return s
}

// ruleValue writes the value of a fact with its unit; numbers of telephones and addresses stay as they are.
func (b *builder) ruleValue(f model.RegulationFact) string {
	if f.Value == "" || f.Unit == "telephone" || f.Unit == "site" {
		return f.Value
	}
	x, err := strconv.Atoi(f.Value)
	if err != nil {
		b.fail("rule %s: value %q is no whole number", f.ID, f.Value)
		return ""
	}
	if f.Unit == "mnt" {
		return b.words.MoneyText(x)
	}
	return b.t("rem_value_"+f.Unit, i18n.Data{"n": b.words.Int(x)})
}
