package assemble

import (
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

const ruleMongolian ruleID = "mongolian-script"

// mongolianNeeds says what names in the traditional script are read from. A portal may do without the table.
func mongolianNeeds() []tableNeed {
	return []tableNeed{{"mongolian-script", "code! name_mong! source!"}}
}

// mongolian gives aimags, soums and districts their names in the traditional script.
func (a *assembler) mongolian() {
	rows := a.rows("mongolian-script")
	for _, r := range rows {
		name := r.Str("name_mong")
		if fault := mongolianFault(name); fault != "" {
			a.at(r, "name_mong", ruleMongolian, fault, "copy the name from its source again, letter by letter")
			continue
		}
		if p := a.portal.Place(r.Str("code")); p != nil {
			p.Mongolian, p.MongolianSource = name, r.Str("source")
		}
		if x := a.portal.Aimag(r.Str("code")); x != nil {
			x.Mongolian, x.MongolianSource = name, r.Str("source")
		}
	}
	a.known(rows, "source", "sources", "id")
}

// mongolianFault says what is wrong with a text in the Hudum script: the order of its signs, for that each is one of the script is a
// pattern of set.yaml. A variation selector changes the letter before it, the vowel separator stands between a letter and a final
// vowel (The Unicode Standard, section 13.5).
func mongolianFault(s string) string {
	if !norm.NFC.IsNormalString(s) {
		return "name is not in the normal form of Unicode (NFC)"
	}
	letter := func(r rune) bool { return r >= 0x1820 && r <= 0x1842 }
	before := rune(0)
	for i, r := range s {
		next, _ := utf8.DecodeRuneInString(s[i+utf8.RuneLen(r):])
		switch selector := r >= 0x180B && r <= 0x180D || r == 0x180F; {
		case selector && !letter(before):
			return "a variation selector follows no letter"
		case r == 0x180E && (!(letter(before) || before >= 0x180B && before <= 0x180F) || next != 0x1820 && next != 0x1821):
			return "a vowel separator does not stand between a letter and a final a or e"
		case (r == ' ' || r == 0x202F) && !letter(next):
			return "a space is followed by no letter"
		case !selector && r != 0x180E && r != ' ' && r != 0x202F && !letter(r):
			return "name has a sign that is no letter of the script"
		}
		before = r
	}
	return ""
}
