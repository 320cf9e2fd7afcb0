package cli

import (
	"strings"
	"unicode/utf8"
)

// gap is between two columns.
const gap = "  "

// A table is text in columns, which may be divided into sections.
type table struct {
	right    []bool // columns that are flush right
	headings []string
	rows     []tableRow
}

// A tableRow is a row of cells or, without cells, lines across the table.
type tableRow struct {
	cells []string
	lines []string
}

// newTable returns a table with these headings. Each begins with < for a column
// flush left or > for one flush right.
func newTable(headings ...string) *table {
	t := &table{}
	for _, h := range headings {
		t.right = append(t.right, h[0] == '>')
		t.headings = append(t.headings, h[1:])
	}
	return t
}

func (t *table) add(cells ...string) { t.rows = append(t.rows, tableRow{cells: cells}) }

// section starts a section with lines across the table. The headings of the
// columns are then those that addHeadings puts into it.
func (t *table) section(lines ...string) { t.rows = append(t.rows, tableRow{lines: lines}) }

func (t *table) addHeadings() { t.add(t.headings...) }

// write writes the table, every section in the same columns. If it is wider
// than the sheet, the first cell of each row stands on a line of its own, above the others.
func (t *table) write(s *sheet) {
	rows := t.rows
	if len(rows) == 0 || rows[0].lines == nil {
		rows = append([]tableRow{{cells: t.headings}}, rows...)
	}
	widths := make([]int, len(t.right))
	for _, row := range rows {
		for i, cell := range row.cells {
			widths[i] = max(widths[i], utf8.RuneCountInString(cell))
		}
	}
	total := len(gap) * (len(widths) - 1)
	for _, w := range widths {
		total += w
	}
	for _, row := range rows {
		switch {
		case row.cells == nil:
			for _, line := range row.lines {
				s.prose("", line)
			}
		case total <= s.width:
			s.WriteString(t.line(row.cells, widths, 0) + "\n")
		default:
			s.WriteString(strings.TrimRight(row.cells[0]+"\n"+gap+t.line(row.cells, widths, 1), " ") + "\n")
		}
	}
}

// line returns the cells from one on, each as wide as its column.
func (t *table) line(cells []string, widths []int, from int) string {
	var line strings.Builder
	for i := from; i < len(cells); i++ {
		if i > from {
			line.WriteString(gap)
		}
		space := strings.Repeat(" ", widths[i]-utf8.RuneCountInString(cells[i]))
		if t.right[i] {
			line.WriteString(space + cells[i])
		} else {
			line.WriteString(cells[i] + space)
		}
	}
	return strings.TrimRight(line.String(), " ")
}
