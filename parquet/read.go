package parquet

import (
	"errors"
	"fmt"
	"io"

	"github.com/parquet-go/parquet-go"

	"github.com/plimsoll-risk/plimsoll/montecarlo/calibrate"
)

// mostRows is what a file may have: a hundred years of minutes are five times as many.
const mostRows = 10_000_000

// Read reads the prices of an asset from a Parquet file of so many bytes. Its columns are named as those of CSV files
// are (calibrate.Read), others are ignored. A time is a date, a timestamp of any unit, text in ISO 8601, or an integer that counts
// seconds, milliseconds or microseconds since 1970; a price is a float, a decimal, an integer or text. A null is a
// fault, as an empty cell is. It returns calibrate.Faults, which name the file, the row, counted from 1, and the column, all at once.
func Read(r io.ReaderAt, size int64, asset, file string) (s calibrate.Series, err error) {
	defer func() { // the library panics at some files that are broken
		if p := recover(); p != nil {
			s, err = calibrate.Series{}, unreadable(file, fmt.Errorf("%v", p))
		}
	}()
	f, err := parquet.OpenFile(r, size, parquet.SkipPageIndex(true), parquet.SkipBloomFilters(true))
	if err != nil {
		return calibrate.Series{}, unreadable(file, err)
	}
	if n := f.NumRows(); n > mostRows {
		return calibrate.Series{}, calibrate.Faults{{File: file, Got: fmt.Sprintf("%d rows", n), Want: fmt.Sprintf("at most %d", mostRows)}}
	}
	t, faults := newTable(f)
	if len(faults) > 0 {
		for i := range faults {
			faults[i].File = file
		}
		return calibrate.Series{}, faults
	}
	defer t.close()
	return calibrate.ReadTable(t, asset, file)
}

func unreadable(file string, err error) calibrate.Faults {
	return calibrate.Faults{{File: file, Got: err.Error(), Want: "a Parquet file that can be read"}}
}

// A table is the columns that are needed, as text.
type table struct {
	names  []string
	texts  []text      // of each column, nil where it is ignored
	place  map[int]int // of a leaf among the columns, where it is needed
	groups []parquet.RowGroup
	rows   parquet.Rows // of the group that is being read
	buffer []parquet.Row
	have   []parquet.Row // read and not given yet
	row    int           // given so far
	cells  []string
	begun  bool
}

// newTable finds the columns whose headings mean something, and says which are of a type that they may not have.
func newTable(f *parquet.File) (*table, calibrate.Faults) {
	t := &table{place: map[int]int{}, groups: f.RowGroups(), buffer: make([]parquet.Row, 1024)}
	var faults calibrate.Faults
	leaf := 0
	for _, c := range f.Root().Columns() {
		var write text
		if column, ok := calibrate.Column(c.Name()); ok {
			var want string
			if write, want = textOf(c, column == "time"); write == nil {
				faults = append(faults, calibrate.Fault{Column: c.Name(), Got: "type " + typeOf(c), Want: want})
			}
			t.place[leaf] = len(t.names)
		}
		t.names, t.texts = append(t.names, c.Name()), append(t.texts, write)
		leaf += leaves(c)
	}
	t.cells = make([]string, len(t.names))
	return t, faults
}

// leaves returns how many columns of values a column has.
func leaves(c *parquet.Column) int {
	if c.Leaf() {
		return 1
	}
	n := 0
	for _, child := range c.Columns() {
		n += leaves(child)
	}
	return n
}

// Next implements calibrate.Table.
func (t *table) Next() ([]string, int, error) {
	if !t.begun {
		t.begun = true
		return t.names, 0, nil
	}
	for len(t.have) == 0 {
		if err := t.more(); err != nil {
			return nil, t.row, err
		}
	}
	clear(t.cells)
	for _, v := range t.have[0] {
		if i, ok := t.place[v.Column()]; ok && !v.IsNull() {
			t.cells[i] = t.texts[i](v)
		}
	}
	t.have = t.have[1:]
	t.row++
	return t.cells, t.row, nil
}

// more reads rows, and goes to the next group after the last of one.
func (t *table) more() error {
	if t.rows == nil {
		if len(t.groups) == 0 {
			return io.EOF
		}
		t.rows, t.groups = t.groups[0].Rows(), t.groups[1:]
	}
	n, err := t.rows.ReadRows(t.buffer)
	t.have = t.buffer[:n]
	switch {
	case errors.Is(err, io.EOF):
		t.close()
		return nil
	case err != nil:
		return calibrate.Fault{Line: t.row + 1, Got: err.Error(), Want: "a Parquet file that can be read"}
	}
	return nil
}

func (t *table) close() {
	if t.rows != nil {
		t.rows.Close() //nolint:errcheck // nothing was written
	}
	t.rows = nil
}
