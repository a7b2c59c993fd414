package nso

import (
	"regexp"
	"sort"
	"strings"
)

var (
	yearLabel    = regexp.MustCompile(`^((?:19|20)\d\d)( ?(?:он|оны эцэст|\*))?$`)
	monthLabel   = regexp.MustCompile(`^((?:19|20)\d\d)(?: оны| он|[-./ ]|M)? ?(0?[1-9]|1[0-2])( ?(?:сар|\*))?$`)
	quarterLabel = regexp.MustCompile(`^((?:19|20)\d\d)(?:[-./ ]| оны| он)? ?(?:Q|улирал)? ?([1-4]|IV|I{1,3})( ?(?:-?р)? ?(?:улирал|\*))?$`)
	roman        = map[string]string{"I": "1", "II": "2", "III": "3", "IV": "4"}
)

// period reads the label of a value of time as the portal writes it: 2024, 2024-Q3 or 2024-05. The codes of these values are
// numbers of order in the office's tables and say nothing.
func period(label, kind string) (string, bool) {
	label = strings.Join(strings.Fields(label), " ")
	switch kind {
	case "year":
		if m := yearLabel.FindStringSubmatch(label); m != nil {
			return m[1], true
		}
	case "month":
		if m := monthLabel.FindStringSubmatch(label); m != nil {
			month := m[2]
			if len(month) == 1 {
				month = "0" + month
			}
			return m[1] + "-" + month, true
		}
	case "quarter":
		if m := quarterLabel.FindStringSubmatch(label); m != nil {
			q := m[2]
			if r, ok := roman[q]; ok {
				q = r
			}
			return m[1] + "-Q" + q, true
		}
	}
	return "", false
}

// moment is a value of time with the period it stands for.
type moment struct{ code, period string }

// newest returns the newest periods of a dimension, oldest first.
func newest(d Dim, kind string, keep int) ([]moment, error) {
	var all []moment
	seen := map[string]string{}
	for _, v := range d.Values {
		p, ok := period(v.Label, kind)
		if !ok {
			return nil, failf("write period: year, quarter or month at the table as its labels are; a label of another form needs a change of the program",
				"%q of dimension %q is no %s", v.Label, d.Code, kind)
		}
		if other, twice := seen[p]; twice {
			return nil, failf("tell the office; nothing can be taken until it is clear which holds", "%s stands in dimension %q twice, as %q and %q", p, d.Code, other, v.Label)
		}
		seen[p] = v.Label
		all = append(all, moment{v.Code, p})
	}
	sort.Slice(all, func(i, j int) bool { return all[i].period < all[j].period })
	return all[max(0, len(all)-keep):], nil
}
