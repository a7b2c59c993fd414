package plan

import "strconv"

// column is one heading of a table.
type column struct {
	Text string `json:"text"`
	Num  bool   `json:"num"`
	Refs []ref  `json:"refs"`
}

// cell is one value of a table; sort is the number a script sorts by, empty for words. An empty text means "not known".
type cell struct {
	Text string `json:"text"`
	Num  bool   `json:"num"`
	Sort string `json:"sort,omitempty"`
}

// row is one line of a table with its heading.
type row struct {
	Head  string `json:"head"`
	URL   string `json:"url,omitempty"`
	Cells []cell `json:"cells"`
}

// table is a data table with a caption that names it.
type table struct {
	Caption  string   `json:"caption"`
	Refs     []ref    `json:"refs"`
	Sortable bool     `json:"sortable"`
	Cols     []column `json:"cols"` // the first is that of the row headings
	Rows     []row    `json:"rows"`
}

// number is a cell with a formatted number that sorts by its value.
func number(text string, v float64) cell {
	return cell{Text: text, Num: true, Sort: strconv.FormatFloat(v, 'f', -1, 64)}
}

// missing is the cell of a number that is not known.
func missing() cell { return cell{Num: true} }
