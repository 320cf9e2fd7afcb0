package main

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// A table is text in columns.
type table struct {
	right []bool // columns that are flush right
	rows  [][]string
}

// newTable returns a table with these headings. Each begins with < for a column
// flush left or > for one flush right.
func newTable(headings ...string) *table {
	t := &table{}
	row := make([]string, len(headings))
	for i, h := range headings {
		t.right = append(t.right, h[0] == '>')
		row[i] = h[1:]
	}
	t.rows = append(t.rows, row)
	return t
}

func (t *table) add(cells ...string) { t.rows = append(t.rows, cells) }

func (t *table) write(w *bytes.Buffer) {
	widths := make([]int, len(t.right))
	for _, row := range t.rows {
		for i, cell := range row {
			widths[i] = max(widths[i], utf8.RuneCountInString(cell))
		}
	}
	for _, row := range t.rows {
		var line strings.Builder
		for i, cell := range row {
			if i > 0 {
				line.WriteString("  ")
			}
			space := strings.Repeat(" ", widths[i]-utf8.RuneCountInString(cell))
			if t.right[i] {
				line.WriteString(space + cell)
			} else {
				line.WriteString(cell + space)
			}
		}
		w.WriteString(strings.TrimRight(line.String(), " ") + "\n")
	}
}
