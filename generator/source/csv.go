package source

import (
	"fmt"
	"io/fs"
	"strings"
	"unicode/utf8"

	"nutag/generator/diag"
)

// Cell is one value of a CSV file and its place. Width covers the quotes when there are any.
type Cell struct {
	Text  string
	Col   int // in runes, from 1
	Width int // in runes; 0 for an empty cell without quotes
}

// Row is one record. It stands on one line: a line of a diff is a record, and line numbers count records.
type Row struct {
	Line  int // from 1; the header is line 1
	Cells []Cell
}

// CSV is a table as it stands in a file: a header and rows that all have as many cells as the header.
type CSV struct {
	*Text
	Header []Cell
	Rows   []Row // rows with a wrong number of cells are left out; the list has told of them
}

// ReadCSV reads a comma-separated file (RFC 4180 without line feeds inside quotes). The table is nil when its text or header
// is unusable; with problems in single rows the other rows are there, so that their problems can be told as well.
func ReadCSV(fsys fs.FS, name string) (*CSV, diag.List) {
	text, list := ReadText(fsys, name, MaxFileBytes)
	if text == nil {
		return nil, list
	}
	return parseCSV(text)
}

func parseCSV(text *Text) (*CSV, diag.List) {
	var list diag.List
	table := &CSV{Text: text}
	header, ok := parseRecord(text, 1, &list)
	if !ok {
		return nil, list
	}
	if len(header) > MaxCSVColumns {
		list.Add(text.Problem(1, 0, 0, "csv-columns", fmt.Sprintf("%d columns, at most %d are allowed", len(header), MaxCSVColumns), "split the table"))
		return nil, list
	}
	if len(text.Lines)-1 > MaxCSVRows {
		list.Add(text.Problem(0, 0, 0, "csv-rows", fmt.Sprintf("%d rows, at most %d are allowed", len(text.Lines)-1, MaxCSVRows), "split the table"))
		return nil, list
	}
	table.Header = header
	table.Rows = make([]Row, 0, len(text.Lines)-1)
	for n := 2; n <= len(text.Lines); n++ {
		if text.Lines[n-1] == "" {
			list.Add(text.Problem(n, 0, 0, "csv-blank-line", "blank line", "remove the line"))
			continue
		}
		cells, ok := parseRecord(text, n, &list)
		if !ok {
			continue
		}
		if len(cells) != len(header) {
			list.Add(cellCount(text, n, cells, len(header)))
			continue
		}
		table.Rows = append(table.Rows, Row{Line: n, Cells: cells})
	}
	return table, list
}

func cellCount(text *Text, n int, cells []Cell, want int) diag.Problem {
	last := cells[len(cells)-1]
	col, width := last.Col, max(last.Width, 1)
	if len(cells) > want {
		col = cells[want].Col
		width = max(last.Col+last.Width-col, 1)
	}
	return text.Problem(n, col, width, "csv-cells", fmt.Sprintf("row has %d cells, the header has %d", len(cells), want),
		"add the missing commas, or put a value that holds a comma into double quotes")
}

// parseRecord splits one line. It reports at most one problem and then gives up the line, because the cells after a wrong
// quote mean nothing.
func parseRecord(text *Text, n int, list *diag.List) ([]Cell, bool) {
	line := text.Lines[n-1]
	cells := make([]Cell, 0, strings.Count(line, ",")+1)
	col, i := 1, 0
	for {
		var cell Cell
		var next int
		if i < len(line) && line[i] == '"' {
			value, size, ok := quoted(line[i:])
			if !ok {
				list.Add(text.Problem(n, col, 1, "csv-quote", "quote is not closed on this line", `close the quote; write a quote inside a value as ""; a record stands on one line`))
				return nil, false
			}
			next = i + size
			cell = Cell{Text: value, Col: col, Width: utf8.RuneCountInString(line[i:next])}
			if next < len(line) && line[next] != ',' {
				list.Add(text.Problem(n, col+cell.Width, 1, "csv-quote", "text after a closing quote", `put the whole value in quotes and write a quote inside it as ""`))
				return nil, false
			}
		} else {
			size := strings.IndexByte(line[i:], ',')
			if size < 0 {
				size = len(line) - i
			}
			next = i + size
			value := line[i:next]
			cell = Cell{Text: value, Col: col, Width: utf8.RuneCountInString(value)}
			if q := strings.IndexByte(value, '"'); q >= 0 {
				list.Add(text.Problem(n, col+utf8.RuneCountInString(value[:q]), 1, "csv-quote", "quote inside a value that is not quoted", `put the whole value in quotes and write a quote inside it as ""`))
				return nil, false
			}
		}
		if cell.Width > MaxCellRunes {
			list.Add(text.Problem(n, cell.Col, 1, "csv-cell-too-long", fmt.Sprintf("value has more than %d characters", MaxCellRunes), "shorten the value"))
			return nil, false
		}
		if strings.TrimSpace(cell.Text) != cell.Text {
			list.Add(text.Problem(n, cell.Col, max(cell.Width, 1), "csv-space", "value begins or ends with a space", "remove the space"))
			return nil, false
		}
		cells = append(cells, cell)
		if next >= len(line) {
			return cells, true
		}
		col += cell.Width + 1
		i = next + 1
	}
}

// quoted reads a quoted value at the start of s and returns it with the number of bytes it takes.
func quoted(s string) (value string, size int, ok bool) {
	var b strings.Builder
	i := 1
	for {
		q := strings.IndexByte(s[i:], '"')
		if q < 0 {
			return "", 0, false
		}
		b.WriteString(s[i : i+q])
		i += q + 1
		if i < len(s) && s[i] == '"' {
			b.WriteByte('"')
			i++
			continue
		}
		return b.String(), i, true
	}
}
