// Package changes compares two portals through their API and proposes what to tell readers of the difference: rows of
// data/changes, which an editor reads, mends and puts into the table. The feeds are made from that table.
//
// It exists so that what changed is data that somebody has looked at, and neither clock nor history of a repository decides
// what a feed says.
package changes

import (
	"cmp"
	"encoding/csv"
	"io"
	"slices"
	"strings"

	"nutag/generator/model"
)

// Row is one proposed row of data/changes/changes.csv.
type Row struct {
	Date   string // ISO 8601
	What   string // added, changed or removed
	Record string // kind/id, or set/name for a whole data set
	Topics []string
	Aimag  string // two digits; empty: all of the country, or not about places
	Text   model.Text
}

// Columns are the columns of the table, in order.
func Columns() []string {
	return []string{"id", "date", "what", "record", "topic", "aimag_code", "text_mn", "text_en"}
}

// ID is made of the date and the record: one record changes once a day.
func (r Row) ID() string {
	return r.Date + "-" + strings.ToLower(strings.ReplaceAll(r.Record, "/", "-")) + map[bool]string{true: "-" + r.Aimag}[r.Aimag != "" && !strings.HasSuffix(r.Record, "/"+r.Aimag)]
}

// Write writes the rows as CSV, sorted as the table is, with the line of columns.
func Write(w io.Writer, rows []Row) error {
	rows = slices.Clone(rows)
	slices.SortFunc(rows, func(a, b Row) int { return cmp.Compare(a.ID(), b.ID()) })
	out := csv.NewWriter(w)
	if err := out.Write(Columns()); err != nil {
		return err
	}
	for _, r := range rows {
		if err := out.Write([]string{r.ID(), r.Date, r.What, r.Record, strings.Join(r.Topics, "|"), r.Aimag, r.Text.MN, r.Text.EN}); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// Topics lists the topics that have a feed of their own, in the order of their names.
func Topics() []string {
	return []string{"figures", "missions", "places", "protection", "remittances", "services", "training"}
}

// topicOf is the topic of the records of a kind; protection is added for single records. Kinds that are not named here
// appear in the feed of everything alone.
func topicOf(kind string) string {
	switch kind {
	case "soum", "district", "aimag":
		return "places"
	case "service", "journey", "flow":
		return "services"
	case "hotline":
		return "protection"
	case "mission", "country":
		return "missions"
	case "channel", "series":
		return "remittances"
	case "course", "lesson":
		return "training"
	case "figure", "objective", "programme":
		return "figures"
	}
	return ""
}
