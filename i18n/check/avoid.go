package check

import (
	"io/fs"

	"nutag/i18n/avoid"
)

// avoidRule is the rule about forms that the glossary advises against. A breach is a warning: a person must judge it, and
// says in the glossary's second table where the form is right.
const avoidRule = "mn-avoid"

// readAvoid reads the forms to avoid. A glossary that is missing or broken gives none: the data checks tell about it.
func readAvoid(root fs.FS, o Options) avoid.List {
	if o.Glossary == "" {
		return avoid.List{}
	}
	list, err := avoid.Read(root, o.Glossary, o.AvoidRight)
	if err != nil {
		return avoid.List{}
	}
	return list
}

func avoidedIn(place, text string, forms avoid.List) []Finding {
	var found []Finding
	for _, m := range forms.In(place, text) {
		found = append(found, Finding{Part: m.Text, Offset: m.Offset, Rule: avoidRule, Message: "the glossary advises against this form", Fix: AvoidFix(m)})
	}
	return found
}

// AvoidFix says what to do about a form to avoid.
func AvoidFix(m avoid.Match) string {
	return "write “" + m.Term + "” if that is what is meant, or say in data/glossary/avoid-right.csv in which sense “" + m.Form + "” is right there"
}
