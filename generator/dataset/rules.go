package dataset

// Rule is one rule that every data set obeys, for the documentation.
type Rule struct {
	ID   string // as printed in brackets after a problem
	Text string // English, one sentence
}

// Rules returns the rules of reading files and of set.yaml, in the order in which they are checked. The rules across tables
// are those of package assemble.
func Rules() []Rule {
	return []Rule{
		{"data-missing", "The folder of the data sets exists."},
		{"file-missing", "Every file that a description names exists, and every folder has a set.yaml."},
		{"file-unreadable", "Every file is a plain file that can be read."},
		{"file-too-large", "A file has at most 64 MiB, a YAML file at most 256 KiB."},
		{"file-format", "A GeoJSON or JSON file is valid JSON."},
		{"data-unknown-file", "Every file of a folder is described in its set.yaml; beside the folders lie site.yaml and slugs.csv only."},
		{"text-bom", "A file has no byte order mark."},
		{"text-empty", "A file is not empty."},
		{"text-last-line", "The last line ends with a line feed."},
		{"text-line-ending", "Lines end with a line feed alone."},
		{"text-line-too-long", "A line has at most 256 KiB."},
		{"text-encoding", "Text is UTF-8 and holds no replacement characters."},
		{"text-control", "Text holds no tabs and no control characters."},
		{"text-invisible", "Text holds no invisible characters: zero width, direction marks, soft hyphens."},
		{"text-nfc", "Text is in Unicode form NFC: й is one letter and not и with a breve."},
		{"csv-columns", "A table has at most 200 columns."},
		{"csv-rows", "A table has at most 1,000,000 rows."},
		{"csv-blank-line", "A table has no blank lines."},
		{"csv-cells", "Every row has as many cells as the header."},
		{"csv-quote", "A value with a comma or a quote stands in double quotes on one line, and a quote in it is doubled."},
		{"csv-cell-too-long", "A value has at most 20,000 characters."},
		{"csv-space", "A value does not begin or end with a space."},
		{"yaml-syntax", "A YAML file can be read."},
		{"yaml-document", "A YAML file holds one document."},
		{"yaml-duplicate-key", "A key stands once in a mapping."},
		{"yaml-feature", "YAML is used without anchors, aliases, tags and merge keys."},
		{"yaml-depth", "YAML is nested at most 32 levels deep."},
		{"set-name", "A folder and its set have the same name, in lower case with hyphens."},
		{"set-unknown-key", "A description has only the keys that docs/ARCHITECTURE.md lists."},
		{"set-missing-key", "A description has all keys that it needs."},
		{"set-shape", "Each key of a description has a value, a list or a mapping, as it needs."},
		{"set-language", "Titles and descriptions exist in both languages."},
		{"set-value", "The values of a description are of the form that their key needs."},
		{"set-key", "The key of a table names columns of the table."},
		{"set-date", "Dates are days of the calendar, and as_of is not after retrieved."},
		{"set-period", "maintained is a period of years or months such as P1Y or P6M."},
		{"table-name-twice", "No two tables have the same file name."},
		{"licence-differs", "One licence id has one name and one address everywhere."},
		{"ref-target", "A foreign key names a column that exists."},
		{"source-missing", "Every column with a unit has a source: in its rows, its field or its set."},
		{"column-unknown", "Every column of a table is described."},
		{"column-missing", "Every described column is there."},
		{"column-twice", "A column stands once in the header."},
		{"column-order", "Columns stand in the order of set.yaml."},
		{"cell-required", "A required value is not empty."},
		{"cell-type", "A value is of the type of its column."},
		{"cell-enum", "A value is one of those that its column lists."},
		{"cell-pattern", "A value has the form that its column gives."},
		{"cell-range", "A number is between the minimum and the maximum of its column."},
		{"cell-unique", "A value of a unique column stands once."},
		{"key-empty", "No part of a key is empty."},
		{"key-twice", "A key stands once in a table."},
		{"key-order", "Rows are sorted by key: numbers by size, text by Unicode code point."},
		{"rows-count", "A table has as many rows as its description says."},
		{"ref-unknown", "A value with a foreign key exists in the column it refers to; source and cautions always refer to the tables of that name."},
	}
}
