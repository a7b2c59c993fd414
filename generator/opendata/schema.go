package opendata

import (
	"slices"
	"strings"

	"nutag/generator/dataset"
)

// schema is a Table Schema (https://specs.frictionlessdata.io/table-schema/).
type schema struct {
	Fields        []schemaField `json:"fields"`
	PrimaryKey    []string      `json:"primaryKey"`
	ForeignKeys   []foreignKey  `json:"foreignKeys,omitempty"`
	MissingValues []string      `json:"missingValues"`
}

// schemaField is a column. Separator, AllowNA, References and ItemRules are ours: Table Schema knows no lists in a cell, no
// "not applicable" and only foreign keys with one target.
type schemaField struct {
	Name        string      `json:"name"`
	Type        string      `json:"type"`
	Title       string      `json:"title"`
	Titles      text        `json:"titles"`
	Description string      `json:"description,omitempty"`
	Details     *text       `json:"descriptions,omitempty"`
	True        []string    `json:"trueValues,omitempty"`
	False       []string    `json:"falseValues,omitempty"`
	Constraints constraints `json:"constraints,omitzero"`
	Unit        string      `json:"unit,omitempty"`
	Separator   string      `json:"separator,omitempty"`
	ItemRules   constraints `json:"item_constraints,omitzero"`
	AllowNA     bool        `json:"allow_not_applicable,omitempty"`
	References  []string    `json:"references,omitempty"` // "resource.field", one of which has the value
	Sources     []string    `json:"sources,omitempty"`
	Cautions    []string    `json:"cautions,omitempty"`
}

type constraints struct {
	Required bool     `json:"required,omitempty"`
	Unique   bool     `json:"unique,omitempty"`
	Pattern  string   `json:"pattern,omitempty"`
	Enum     []string `json:"enum,omitempty"`
	Minimum  *float64 `json:"minimum,omitempty"`
	Maximum  *float64 `json:"maximum,omitempty"`
}

type foreignKey struct {
	Fields    string    `json:"fields"`
	Reference reference `json:"reference"`
}

// reference has an empty resource where a table refers to itself.
type reference struct {
	Resource string `json:"resource"`
	Fields   string `json:"fields"`
}

func schemaOf(t *dataset.Table) *schema {
	s := &schema{Fields: []schemaField{}, PrimaryKey: list(t.Key), MissingValues: []string{""}}
	for _, f := range t.Fields {
		x := schemaField{
			Name: f.Name, Title: f.Title.MN, Titles: text(f.Title), Description: f.Description.MN, Unit: f.Unit,
			AllowNA: f.AllowNA, Sources: f.Sources, Cautions: f.Cautions,
			Constraints: constraints{Required: f.Required, Unique: f.Unique},
		}
		if f.Description.MN != "" {
			d := text(f.Description)
			x.Details = &d
		}
		rules := &x.Constraints
		switch f.Type {
		case dataset.Boolean:
			x.Type, x.True, x.False = "boolean", []string{"yes"}, []string{"no"}
		case dataset.List:
			x.Type, x.Separator, rules = "string", "|", &x.ItemRules
		default:
			x.Type = string(f.Type) // the other names are those of the standard
		}
		rules.Pattern, rules.Enum, rules.Minimum, rules.Maximum = f.Pattern, f.Enum, f.Minimum, f.Maximum
		if f.AllowNA && !slices.Contains(s.MissingValues, dataset.NotApplicable) {
			s.MissingValues = append(s.MissingValues, dataset.NotApplicable)
		}
		if len(f.ForeignKeys) == 1 && f.Type != dataset.List {
			s.ForeignKeys = append(s.ForeignKeys, foreignKeyOf(t, f))
		} else {
			x.References = f.ForeignKeys
		}
		s.Fields = append(s.Fields, x)
	}
	return s
}

func foreignKeyOf(t *dataset.Table, f *dataset.Field) foreignKey {
	table, column, _ := strings.Cut(f.ForeignKeys[0], ".")
	if table == t.Name {
		table = ""
	}
	return foreignKey{Fields: f.Name, Reference: reference{Resource: table, Fields: column}}
}
