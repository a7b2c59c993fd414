// Package datadoc writes docs/DATA.md: what data the portal stands on, for people who want to use or correct it, and the
// rules that problems refer to.
//
// It exists so that this page cannot drift from set.yaml: it is generated, and a test fails when the committed page differs.
package datadoc

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"time"

	"nutag/generator/assemble"
	"nutag/generator/dataset"
)

// Write renders the page from a catalog that was loaded without errors. The same catalog gives the same bytes.
func Write(w io.Writer, c *dataset.Catalog) error {
	b := bufio.NewWriter(w)
	b.WriteString(`# Data

Generated from data/*/set.yaml. Do not edit; write it anew with ` + "`go test ./generator/datadoc -run DataDoc -update`" + `.

An empty cell means that the value is not known. Zero is a number. ` + "`n/a`" + ` means that the question does not apply.
"Filled" counts the rows that have a value.

## Sets

| set | title | licence | as of | check again after |
| --- | --- | --- | --- | --- |
`)
	for _, s := range c.Sets {
		fmt.Fprintf(b, "| [%s](#%s) | %s | %s | %s | %s |\n", s.Name, s.Name, cell(s.Title.EN), cell(s.Licence.Name.EN), day(s.AsOf), day(s.ReviewBy))
	}
	for _, s := range c.Sets {
		writeSet(b, s)
	}
	writeRules(b)
	return b.Flush()
}

func writeSet(b *bufio.Writer, s *dataset.Set) {
	fmt.Fprintf(b, "\n## %s\n\n%s.\n\n", s.Name, plain(s.Description.EN))
	if !s.Published {
		b.WriteString("- Not published: the checks use it; it is neither shown nor offered as a download.\n")
	}
	fmt.Fprintf(b, "- Licence: %s (`%s`)%s\n", plain(s.Licence.Name.EN), s.Licence.ID, address(s.Licence.URL))
	fmt.Fprintf(b, "- Sources: %s\n", codes(s.Sources, "our own work"))
	fmt.Fprintf(b, "- As of %s, retrieved %s, maintained %s: check again after %s\n", day(s.AsOf), day(s.Retrieved), s.Maintained, day(s.ReviewBy))
	for _, t := range s.Tables {
		writeTable(b, t)
	}
	if len(s.Files) > 0 {
		b.WriteString("\n### Other files\n\n")
		for _, f := range s.Files {
			fmt.Fprintf(b, "- `%s` (%s): %s\n", f.Path, f.Format, plain(f.Title.EN))
		}
	}
}

func writeTable(b *bufio.Writer, t *dataset.Table) {
	fmt.Fprintf(b, "\n### %s.csv\n\n%s. %s, key: %s.", t.Name, plain(t.Title.EN), rows(len(t.Rows)), codes(t.Key, ""))
	if t.Description.EN != "" {
		b.WriteString(" " + plain(t.Description.EN) + ".")
	}
	b.WriteString("\n\n| column | what | type | unit | filled | sources | cautions |\n| --- | --- | --- | --- | --- | --- | --- |\n")
	for _, f := range t.Fields {
		what := cell(f.Title.EN)
		if f.Description.EN != "" {
			what += ". " + cell(f.Description.EN)
		}
		fmt.Fprintf(b, "| `%s` | %s | %s | %s | %d | %s | %s |\n", f.Name, what, kind(f), f.Unit, f.Filled, codes(f.Sources, ""), codes(f.Cautions, ""))
	}
}

func rows(n int) string {
	if n == 1 {
		return "1 row"
	}
	return fmt.Sprintf("%d rows", n)
}

// kind gives the type with what narrows it.
func kind(f *dataset.Field) string {
	out := string(f.Type)
	if f.Required {
		out += ", required"
	}
	if f.Unique {
		out += ", unique"
	}
	if f.AllowNA {
		out += ", or n/a"
	}
	if len(f.Enum) > 0 {
		out += ": " + codes(f.Enum, "")
	}
	if len(f.ForeignKeys) > 0 {
		out += ", in " + codes(f.ForeignKeys, "")
	}
	return out
}

func writeRules(b *bufio.Writer) {
	b.WriteString("\n## Rules of every set\n\n| rule | what must hold |\n| --- | --- |\n")
	for _, r := range dataset.Rules() {
		fmt.Fprintf(b, "| `%s` | %s |\n", r.ID, cell(r.Text))
	}
	b.WriteString("\n## Rules across tables\n\n| rule | what must hold |\n| --- | --- |\n")
	for _, r := range assemble.Rules() {
		fmt.Fprintf(b, "| `%s` | %s |\n", r.ID, cell(r.Text))
	}
}

func day(t time.Time) string { return t.Format(time.DateOnly) }

func codes(ids []string, none string) string {
	if len(ids) == 0 {
		return none
	}
	return "`" + strings.Join(ids, "`, `") + "`"
}

func address(url string) string {
	if url == "" {
		return ""
	}
	return ", <" + url + ">"
}

// plain keeps text of the data from being read as markup or breaking a line.
func plain(s string) string {
	return strings.NewReplacer("<", "&lt;", "\n", " ", "*", `\*`, "_", `\_`).Replace(strings.TrimSuffix(s, "."))
}

func cell(s string) string { return strings.ReplaceAll(plain(s), "|", `\|`) }
