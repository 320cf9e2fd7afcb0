// Package stress holds past crashes as data: the paths of prices in a few windows of hours, each reduced to a few points, with their
// sources. What one would do to an account is for risk.ReplayCourse to say; no event is a forecast, and none has a probability.
//
// The tables are made from hourly prices by internal/crash; docs/METHODS.md, "Past crashes", says how.
package stress

import (
	_ "embed"
	"strconv"
	"strings"
)

//go:embed data/events.txt
var events string

// An Event is one past crash.
type Event struct {
	Name     string // 2020-03-12
	Title    string // for people
	From, To string // the window, in UTC
	Source   string
	Hours    []float64 // since From, ascending: the points of all paths; the last is the end
	Paths    []Path    // of the assets with data; the last is the median
}

// A Path is how one asset's price went in an event: its log, relative to the start, at each of the event's hours, linear in between.
type Path struct {
	Asset string // "*" stands for the median of all but BTC and ETH
	Basis Basis
	Log   []float64
}

// Basis says what a path was made from.
type Basis string

// What paths are made from.
const (
	Mark   Basis = "mark"   // mark price of the perpetual
	Last   Basis = "last"   // last price of the perpetual
	Spot   Basis = "spot"   // spot price, its wicks cut
	Worst  Basis = "worst"  // a list of worst moves, from spot prices
	Bound  Basis = "bound"  // the same list, which says only that the fall was no larger
	Median Basis = "median" // of all assets but BTC and ETH
)

// Hours are in thirds in the table, log prices in thousandths.
const (
	thirds = 3
	units  = 1e3
)

// Events returns every event, oldest first.
func Events() []Event {
	var out []Event
	for _, text := range strings.Split(events, "\n= ")[1:] {
		lines := strings.Split(text, "\n")
		f := strings.Split(lines[0], "|")
		e := Event{Name: f[0], From: f[1], To: f[2], Title: f[3], Source: f[4], Hours: numbers(strings.Fields(lines[1])[1:], thirds)}
		for _, line := range lines[2:] {
			if f := strings.Fields(line); len(f) > 0 {
				e.Paths = append(e.Paths, Path{f[0], Basis(f[1]), numbers(f[2:], units)})
			}
		}
		out = append(out, e)
	}
	return out
}

// Names returns the names of the events, oldest first.
func Names() []string {
	var out []string
	for _, e := range Events() {
		out = append(out, e.Name)
	}
	return out
}

// numbers reads whole numbers of a table, which a test has read before, in a unit.
func numbers(fields []string, unit float64) []float64 {
	out := make([]float64, len(fields))
	for i, f := range fields {
		n, err := strconv.Atoi(f)
		if err != nil {
			panic("stress: " + err.Error()) // the embedded data is broken
		}
		out[i] = float64(n) / unit
	}
	return out
}
