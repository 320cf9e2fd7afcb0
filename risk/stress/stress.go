// Package stress holds past crashes as data: the paths of prices in a few windows of hours, each reduced to a few points, with their
// sources. What one would do to an account is for risk.ReplayCourse to say; no event is a forecast, and none has a probability.
//
// The tables are made from hourly prices by internal/crash; docs/METHODS.md, "Past crashes", says how.
package stress

import (
	_ "embed"
	"strconv"
	"strings"

	"github.com/plimsoll-risk/plimsoll/risk"
)

//go:embed data/events.txt
var events string

// An Event is one past crash.
type Event struct {
	Name     string // 2020-03-12
	Title    string // for people
	From, To string // the window, in UTC
	Hours    float64
	Source   string
	thirds   []float64 // of an hour since From: the points of all paths
	lines    []string  // of assets, packed
}

// A Path is how one asset's price went in an event.
type Path struct {
	Asset  string // "*" stands for the median of all but BTC and ETH
	Basis  Basis
	Points []risk.Point
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
	Median Basis = "median" // of all other assets but BTC and ETH
)

// any is the asset of the median path.
const anyAsset = "*"

// thirds of an hour are the clock of the tables; units of a log price are a thousandth.
const (
	thirds = 3
	units  = 1e3
)

// all returns the events, oldest first.
func all() []Event {
	var out []Event
	for line := range strings.Lines(events) {
		line = strings.TrimSuffix(line, "\n")
		if head, ok := strings.CutPrefix(line, "= "); ok {
			f := strings.SplitN(head, "|", 5)
			out = append(out, Event{Name: f[0], From: f[1], To: f[2], Title: f[3], Source: f[4]})
			continue
		}
		if len(out) == 0 {
			continue // comments
		}
		e := &out[len(out)-1]
		if points, ok := strings.CutPrefix(line, "@ "); ok {
			e.thirds = numbers(points)
			e.Hours = e.thirds[len(e.thirds)-1] / thirds
		} else {
			e.lines = append(e.lines, line)
		}
	}
	return out
}

// Events returns every event, oldest first.
func Events() []Event { return all() }

// Names returns the names of the events, oldest first.
func Names() []string {
	var out []string
	for _, e := range all() {
		out = append(out, e.Name)
	}
	return out
}

// Get returns the event of that name.
func Get(name string) (Event, bool) {
	for _, e := range all() {
		if e.Name == name {
			return e, true
		}
	}
	return Event{}, false
}

// Paths returns the paths of the assets with data, in the order of the table, the median last.
func (e Event) Paths() []Path {
	var out []Path
	for _, line := range e.lines {
		asset, rest, _ := strings.Cut(line, " ")
		basis, logs, _ := strings.Cut(rest, " ")
		p := Path{Asset: asset, Basis: Basis(basis)}
		for i, x := range numbers(logs) {
			p.Points = append(p.Points, risk.Point{Hours: e.thirds[i] / thirds, Log: x / units})
		}
		out = append(out, p)
	}
	return out
}

// numbers reads whole numbers of the table, which a test has read before.
func numbers(text string) []float64 {
	var out []float64
	for _, f := range strings.Fields(text) {
		n, err := strconv.Atoi(f)
		if err != nil {
			panic("stress: " + err.Error()) // the embedded data is broken
		}
		out = append(out, float64(n))
	}
	return out
}
