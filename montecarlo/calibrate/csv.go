package calibrate

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
)

// maxBytes is what a text file may have, unpacked.
const maxBytes = 512 << 20

// A csvTable is a table of comma-separated values.
type csvTable struct {
	limited *io.LimitedReader
	rows    *csv.Reader
}

func newCSV(text io.Reader) *csvTable {
	t := &csvTable{limited: &io.LimitedReader{R: text, N: maxBytes + 1}}
	t.rows = csv.NewReader(t.limited)
	t.rows.FieldsPerRecord = -1
	t.rows.ReuseRecord = true
	t.rows.TrimLeadingSpace = true
	return t
}

// Next implements Table.
func (t *csvTable) Next() (row []string, line int, err error) {
	row, err = t.rows.Read()
	if t.limited.N == 0 {
		return nil, 0, Fault{Got: fmt.Sprintf("more than %d bytes", maxBytes), Want: "a smaller file"}
	}
	var syntax *csv.ParseError
	switch {
	case errors.Is(err, io.EOF):
		return nil, 0, io.EOF
	case errors.As(err, &syntax):
		return nil, 0, Fault{Line: syntax.Line, Got: syntax.Err.Error(), Want: "comma-separated values"}
	case err != nil:
		return nil, 0, Fault{Got: err.Error(), Want: "comma-separated values"}
	}
	line, _ = t.rows.FieldPos(0)
	return row, line, nil
}

// unpack returns a reader of the text behind r. Gzip is known by its first bytes.
func unpack(r io.Reader) (*bufio.Reader, error) {
	text := bufio.NewReader(r)
	if magic, _ := text.Peek(2); bytes.Equal(magic, []byte{0x1f, 0x8b}) {
		z, err := gzip.NewReader(text)
		if err != nil {
			return nil, err
		}
		text = bufio.NewReader(z)
	}
	if mark, _ := text.Peek(3); bytes.Equal(mark, []byte{0xef, 0xbb, 0xbf}) {
		text.Discard(3) //nolint:errcheck // they have been seen
	}
	return text, nil
}
