package searchdocs

import (
	"slices"
	"testing"

	"nutag/search/analysis"
)

// The word is a row of the alphabet, no name.
func TestMongolianNames(t *testing.T) {
	const written, letters = "\u1820\u1821\u180B\u1822", "\u1820\u1821\u1822"
	got := mongolianNames(written)
	if !slices.Equal(got, []string{written, letters}) || mongolianNames("") != nil {
		t.Errorf("%+q", got)
	}
	for _, field := range []string{analysis.FieldName, analysis.FieldAlt} {
		if terms := analysis.Terms(field, letters); !slices.Contains(terms, letters) {
			t.Errorf("field %s holds %+q", field, terms)
		}
	}
}
