package calibrate

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Limits of one file. Prices within these have returns, and squares of them, that are finite.
const (
	maxFaults  = 100 // of one file; the rest is counted
	maxSpan    = 100 * Year
	leastPrice = 1e-18
	mostPrice  = 1e18
)

// The headings that a column may have, in lower case.
var headings = map[string][]string{
	"time":  {"time", "date", "datetime", "timestamp", "open_time", "open time", "unix"},
	"open":  {"open"},
	"high":  {"high"},
	"low":   {"low"},
	"close": {"close", "price"},
}

// ParquetMagic begins a Parquet file.
const ParquetMagic = "PAR1"

// Read reads the prices of an asset from CSV, packed with gzip or not. The first
// line names the columns, in any order and case: a time (time, date, datetime,
// timestamp, open_time or unix) at which a bar begins, a close (or price) and, all
// three or none, open, high and low; further columns are ignored. A time is ISO 8601, UTC where
// it names no zone, or a count of seconds, milliseconds or microseconds since 1970.
// Lines run from the oldest to the newest or the other way round; each time
// occurs once. It returns Faults that name file, line and column, all at once.
func Read(r io.Reader, asset, file string) (Series, error) {
	text, err := unpack(r)
	if err != nil {
		return Series{}, Faults{{File: file, Got: err.Error(), Want: "a file that can be read"}}
	}
	if magic, _ := text.Peek(len(ParquetMagic)); string(magic) == ParquetMagic {
		return Series{}, Faults{{File: file, Got: "a Parquet file", Want: "CSV here, or the plimsoll that make build makes, which reads Parquet"}}
	}
	return ReadTable(newCSV(text), asset, file)
}

// A Table is a file of prices as text, row by row.
type Table interface {
	// Next returns the cells of a row, which stay valid until the next call, and its line, 0 where it has none. The first row holds the headings.
	// After the last it returns io.EOF.
	Next() (row []string, line int, err error)
}

// ReadTable reads the prices of an asset as Read does, from a table of another kind of file.
func ReadTable(t Table, asset, file string) (Series, error) {
	p := parser{asset: asset, file: file}
	return p.parse(t)
}

// Column returns what the column of a heading holds: time, open, high, low or close. It reports false for
// headings that are ignored.
func Column(heading string) (string, bool) {
	heading = strings.ToLower(strings.TrimSpace(heading))
	for column, names := range headings {
		if slices.Contains(names, heading) {
			return column, true
		}
	}
	return "", false
}

// A parser turns the lines of one file into a series.
type parser struct {
	asset, file string
	columns     map[string]int // place of each column
	name        map[string]string
	bars        []Bar
	lines       []int // of each bar
	closes      [2]string
	faults      Faults
	more        int
}

func (p *parser) fault(line int, column, got, want string) {
	if len(p.faults) == maxFaults {
		p.more++
		return
	}
	p.faults = append(p.faults, Fault{p.file, line, column, clip(got), want})
}

// clip shortens what is quoted from a file.
func clip(s string) string {
	const limit = 60
	if s == "" {
		return "nothing"
	}
	if len(s) <= limit {
		return s
	}
	s = s[:limit]
	for !utf8.ValidString(s) {
		s = s[:len(s)-1]
	}
	return s + "..."
}

func (p *parser) parse(t Table) (Series, error) {
	p.read(t)
	if len(p.faults) == 0 {
		p.order()
	}
	if len(p.faults) == 0 && len(p.bars) < 3 {
		p.fault(0, "", strconv.Itoa(len(p.bars))+" prices", "at least 3")
	}
	if p.more > 0 {
		p.faults = append(p.faults, Fault{File: p.file, Got: fmt.Sprintf("%d further errors", p.more), Want: "the errors above corrected first"})
	}
	if len(p.faults) > 0 {
		return Series{}, p.faults
	}
	_, ranges := p.columns["high"]
	s := Series{Asset: p.asset, Bars: p.bars, Ranges: ranges, Last: p.closes[1]}
	s.Interval = s.Bars[1].Time - s.Bars[0].Time
	for i := range s.Bars[1:] {
		s.Interval = min(s.Interval, s.Bars[i+1].Time-s.Bars[i].Time)
	}
	return s, nil
}

// read reads the header and every line.
func (p *parser) read(t Table) {
	for first := true; ; first = false {
		row, line, err := t.Next()
		switch {
		case errors.Is(err, io.EOF) && first:
			p.fault(0, "", "nothing", "a line of headings, then prices")
			return
		case errors.Is(err, io.EOF):
			return
		case err != nil:
			var fault Fault
			if !errors.As(err, &fault) {
				fault = Fault{Line: line, Got: err.Error(), Want: "a file that can be read"}
			}
			p.fault(fault.Line, fault.Column, fault.Got, fault.Want)
			return
		case !first:
			p.row(line, row)
		case !p.header(line, row):
			return
		}
	}
}

// header finds the columns and reports whether those that are needed exist.
func (p *parser) header(line int, row []string) bool {
	p.columns, p.name = map[string]int{}, map[string]string{}
	for i, cell := range row {
		column, ok := Column(cell)
		if !ok {
			continue
		}
		if _, twice := p.columns[column]; twice {
			p.fault(line, cell, "a second column for the "+column, "one")
		}
		p.columns[column], p.name[column] = i, strings.TrimSpace(cell)
	}
	for _, column := range []string{"time", "close"} {
		if _, ok := p.columns[column]; !ok {
			p.fault(line, "", strings.Join(row, ","), "a column for the "+column+": "+strings.Join(headings[column], ", "))
		}
	}
	var found []string
	for _, column := range []string{"open", "high", "low"} {
		if _, ok := p.columns[column]; ok {
			found = append(found, column)
		}
	}
	// High and low without an open are a range too: the open is the close before.
	if len(found) > 0 && (!slices.Contains(found, "high") || !slices.Contains(found, "low")) {
		p.fault(line, "", strings.Join(found, " and ")+" alone", "high and low, and open where it is known, or none of them")
	}
	return len(p.faults) == 0
}

// row reads one line.
func (p *parser) row(line int, row []string) {
	before := len(p.faults) + p.more
	cell := func(column string) (string, bool) {
		i, ok := p.columns[column]
		if !ok {
			return "", false
		}
		if i >= len(row) {
			return "", true
		}
		return strings.TrimSpace(row[i]), true
	}
	var b Bar
	text, _ := cell("time")
	t, ok := parseTime(text)
	if !ok {
		p.fault(line, p.name["time"], text, "an ISO 8601 date or time, or seconds since 1970")
	}
	b.Time = t
	price := func(column string) float64 {
		text, ok := cell(column)
		if !ok {
			return 0
		}
		x, err := strconv.ParseFloat(text, 64)
		switch {
		case err != nil || !(x > 0):
			p.fault(line, p.name[column], text, "a positive number")
		case x < leastPrice || x > mostPrice:
			p.fault(line, p.name[column], text, "a price from 1e-18 to 1e18")
		}
		return x
	}
	b.Open, b.High, b.Low, b.Close = price("open"), price("high"), price("low"), price("close")
	if len(p.faults)+p.more > before {
		return
	}
	p.complete(line, &b)
	text, _ = cell("close")
	if len(p.bars) == 0 {
		p.closes[0] = strings.Clone(text)
	}
	p.closes[1] = strings.Clone(text)
	p.bars, p.lines = append(p.bars, b), append(p.lines, line)
}

// complete fills in what the file does not have, and checks the range.
func (p *parser) complete(line int, b *Bar) {
	if b.High == 0 {
		b.Open, b.High, b.Low = b.Close, b.Close, b.Close
		return
	}
	if b.Open == 0 {
		b.Open = b.Close
	}
	if b.High < b.Low {
		p.fault(line, p.name["high"], fmt.Sprintf("%g, below the low %g", b.High, b.Low), "at least the low")
		return
	}
	for _, x := range []struct {
		column string
		value  float64
	}{{"open", b.Open}, {"close", b.Close}} {
		if name, ok := p.name[x.column]; ok && (x.value < b.Low || x.value > b.High) {
			p.fault(line, name, fmt.Sprintf("%g, outside the range %g to %g", x.value, b.Low, b.High), "a price between low and high")
		}
	}
}

// order puts the oldest bar first and refuses times that do not run one way.
func (p *parser) order() {
	n := len(p.bars)
	if n > 1 && p.bars[0].Time > p.bars[n-1].Time {
		slices.Reverse(p.bars)
		slices.Reverse(p.lines)
		p.closes[1] = p.closes[0]
	}
	if n > 0 && p.bars[n-1].Time-p.bars[0].Time > maxSpan {
		p.fault(0, "", fmt.Sprintf("prices over %d years", (p.bars[n-1].Time-p.bars[0].Time)/Year), "a hundred years at most")
	}
	for i := 1; i < n; i++ {
		switch d := p.bars[i].Time - p.bars[i-1].Time; {
		case d == 0:
			p.fault(p.lines[i], p.name["time"], "the time of line "+strconv.Itoa(p.lines[i-1])+" again", "each time once")
		case d < 0:
			p.fault(p.lines[i], p.name["time"], "a time out of order", "lines from the oldest to the newest, or the reverse")
		}
	}
}
