package calibrate

import (
	"fmt"
	"strings"
)

// A Fault is one thing that is wrong with a file of prices.
type Fault struct {
	File   string // its name
	Line   int    // counted from 1; 0 where the file as a whole is meant
	Column string // its heading, or "" where the line as a whole is meant
	Got    string // what was found
	Want   string // what is allowed
}

// Place returns where the fault is, such as "BTC.csv:12 close".
func (f Fault) Place() string {
	place := f.File
	if f.Line > 0 {
		place += fmt.Sprintf(":%d", f.Line)
	}
	if f.Column != "" {
		place += " " + f.Column
	}
	return place
}

// Error returns the fault as one line.
func (f Fault) Error() string {
	return fmt.Sprintf("%s: got %s, want %s", f.Place(), f.Got, f.Want)
}

// Faults are all that is wrong with the files read.
type Faults []Fault

// Error returns a line for each fault.
func (f Faults) Error() string {
	lines := make([]string, len(f))
	for i, fault := range f {
		lines[i] = fault.Error()
	}
	return strings.Join(lines, "\n")
}
