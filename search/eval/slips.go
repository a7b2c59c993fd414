package eval

import "strings"

// slips are the four ways in which a finger goes wrong.
var slips = []string{"drop", "add", "swap", "replace"}

// beside holds for letters of both keyboards a neighbour of the same keyboard.
var beside = map[rune]rune{
	'а': 'х', 'б': 'ө', 'в': 'ю', 'г': 'ш', 'д': 'п', 'е': 'щ', 'ж': 'э', 'з': 'к', 'и': 'т', 'й': 'ы', 'к': 'з', 'л': 'д', 'м': 'и',
	'н': 'г', 'о': 'л', 'ө': 'а', 'п': 'д', 'р': 'о', 'с': 'м', 'т': 'ь', 'у': 'ж', 'ү': 'з', 'х': 'р', 'ц': 'у', 'ч': 'ё', 'ш': 'г',
	'э': 'н', 'ы': 'б', 'ь': 'в', 'я': 'ч', 'ю': 'в',
	'a': 's', 'b': 'v', 'c': 'x', 'd': 's', 'e': 'r', 'f': 'g', 'g': 'h', 'h': 'j', 'i': 'o', 'j': 'k', 'k': 'l', 'l': 'k', 'm': 'n',
	'n': 'b', 'o': 'p', 'p': 'o', 'r': 't', 's': 'a', 't': 'y', 'u': 'i', 'v': 'c', 'w': 'e', 'x': 'z', 'y': 't', 'z': 'x',
}

// slip makes one slip of the pen at a letter of the name, which must not be the first; "" when there is none to make there.
func slip(name, how string, at int) string {
	r := []rune(name)
	if at < 1 || at >= len(r) || beside[r[at]] == 0 {
		return ""
	}
	next := beside[r[at]]
	switch how {
	case "drop":
		return string(r[:at]) + string(r[at+1:])
	case "add":
		return string(r[:at+1]) + string(next) + string(r[at+1:])
	case "swap":
		if at+1 >= len(r) || r[at] == r[at+1] || beside[r[at+1]] == 0 {
			return ""
		}
		return string(r[:at]) + string(r[at+1]) + string(r[at]) + string(r[at+2:])
	case "replace":
		return string(r[:at]) + string(next) + string(r[at+1:])
	}
	return ""
}

// near reports whether b is a or one slip away from it, a swap counting as one.
func near(a, b string) bool {
	x, y := []rune(strings.ToLower(a)), []rune(strings.ToLower(b))
	for len(x) > 0 && len(y) > 0 && x[0] == y[0] {
		x, y = x[1:], y[1:]
	}
	for len(x) > 0 && len(y) > 0 && x[len(x)-1] == y[len(y)-1] {
		x, y = x[:len(x)-1], y[:len(y)-1]
	}
	return len(x) <= 1 && len(y) <= 1 || len(x) == 2 && len(y) == 2 && x[0] == y[1] && x[1] == y[0]
}

// withoutOU writes a name on a keyboard that lacks ө and ү.
func withoutOU(mn string) string {
	return strings.NewReplacer("ө", "о", "ү", "у", "Ө", "О", "Ү", "У").Replace(mn)
}

// substitutes are the letters that old fonts, scans and mixed layouts leave in Cyrillic words.
var substitutes = []struct {
	note     string
	replacer *strings.Replacer
	has      string
}{
	{"є ї", strings.NewReplacer("ө", "є", "ү", "ї", "Ө", "Є", "Ү", "Ї"), "өүӨҮ"},
	{"є v", strings.NewReplacer("ө", "є", "ү", "v", "Ө", "Є", "Ү", "V"), "өүӨҮ"},
	{"ѳ ү", strings.NewReplacer("ө", "ѳ", "Ө", "Ѳ"), "өӨ"},
	{"Latin look-alikes", strings.NewReplacer("а", "a", "о", "o", "х", "x", "е", "e"), "аохе"},
}
