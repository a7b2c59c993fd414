package changes

import (
	"slices"
	"strings"
	"time"

	"nutag/generator/dataset"
	"nutag/generator/model"
	"nutag/i18n"
)

// First proposes a row for each published data set that the record of changes does not name yet: of what day its newest
// figures are. It is how a record of changes begins, and how a new data set enters it.
func First(c *dataset.Catalog, words *i18n.Bundle) ([]Row, error) {
	named := map[string]bool{}
	if t := c.Table("changes"); t != nil {
		for _, r := range t.Rows {
			named[r.Str("record")] = true
		}
	}
	var out []Row
	for _, s := range c.Sets {
		record := "set/" + s.Name
		if !s.Published || named[record] || s.Name == "changes" {
			continue
		}
		day := s.AsOf.Format(time.DateOnly)
		text, err := say(words, "change_set", func(l *i18n.Localizer) i18n.Data {
			return i18n.Data{"name": model.Text(s.Title).In(l.Lang()), "date": l.DateText(day)}
		})
		if err != nil {
			return nil, err
		}
		out = append(out, Row{Date: day, What: "added", Record: record, Topics: setTopics(s), Text: text})
	}
	return out, nil
}

// say gives a message in both languages.
func say(words *i18n.Bundle, key string, data func(*i18n.Localizer) i18n.Data) (model.Text, error) {
	mn, en := words.Localizer(i18n.MN), words.Localizer(i18n.EN)
	t := model.Text{MN: mn.T(key, data(mn)), EN: en.T(key, data(en))}
	if err := mn.Err(); err != nil {
		return t, err
	}
	return t, en.Err()
}

// setTopics finds the topic of a set by its name, where a kind of records is made of it, or by its columns.
func setTopics(s *dataset.Set) []string {
	switch s.Name {
	case "services", "journeys", "flows":
		return []string{"protection", "services"}
	case "hotlines":
		return []string{"protection"}
	case "missions", "countries":
		return []string{"missions"}
	case "gcm-facts", "gcm-objectives", "programmes":
		return []string{"figures"}
	case "lesson-facts":
		return []string{"training"}
	case "diaspora-by-country", "diaspora-orgs", "bilateral-2017", "regulation", "channels", "fees-observed":
		return []string{"remittances"}
	}
	for _, prefix := range []string{"remittance", "rpw", "price"} {
		if strings.HasPrefix(s.Name, prefix) {
			return []string{"remittances"}
		}
	}
	for _, t := range s.Tables {
		if slices.ContainsFunc(t.Fields, func(f *dataset.Field) bool { return f.Name == "nso_code" || f.Name == "aimag_code" }) {
			return []string{"places"}
		}
	}
	if s.Name == "boundaries" || s.Name == "water" {
		return []string{"places"}
	}
	return nil
}
