package diag

import "strings"

// quotedRunes bounds how much of a value a message repeats: enough to recognise it, never a whole hostile cell.
const quotedRunes = 60

// Quote puts a value into plain double quotes for a message, shortened to a length that a person can read.
func Quote(value string) string {
	n := 0
	for i := range value {
		if n == quotedRunes {
			return `"` + value[:i] + `…"`
		}
		n++
	}
	return `"` + value + `"`
}

// QuoteAll gives the quoted values with commas, at most limit of them, and says that there are more.
func QuoteAll(values []string, limit int) string {
	more := ""
	if len(values) > limit {
		values, more = values[:limit], ", …"
	}
	quoted := make([]string, len(values))
	for i, v := range values {
		quoted[i] = Quote(v)
	}
	return strings.Join(quoted, ", ") + more
}
