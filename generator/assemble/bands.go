package assemble

import (
	"errors"

	"nutag/generator/dataset"
	"nutag/generator/derive"
)

// BandLimits reads the table of band limits, which are data so that a corrected figure does not move the bands of others.
func BandLimits(c *dataset.Catalog) ([]derive.Limit, error) {
	t := c.Table("bands")
	if t == nil {
		return nil, errors.New("data/bands holds no table bands.csv")
	}
	var limits []derive.Limit
	for _, row := range t.Rows {
		l := derive.Limit{Indicator: row.Str("indicator")}
		l.Band, _ = row.Int("band")
		if v, ok := row.Float("lower"); ok {
			l.Lower = &v
		}
		if v, ok := row.Float("upper"); ok {
			l.Upper = &v
		}
		limits = append(limits, l)
	}
	return limits, nil
}
