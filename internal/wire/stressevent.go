package wire

import (
	"slices"
	"strings"

	"github.com/plimsoll-risk/plimsoll/risk/margin"
	"github.com/plimsoll-risk/plimsoll/risk/stress"
)

// StressEvents is the answer to stress: every event, or the one that is named, in full.
type StressEvents struct {
	Version int           `json:"version" const:"1" doc:"Version of the document format."`
	Events  []StressEvent `json:"events" doc:"The events, oldest first."`
}

// A StressEvent is one past crash.
type StressEvent struct {
	Name   string               `json:"name" doc:"Name for simulation.stress."`
	Title  string               `json:"title" doc:"Name for people."`
	From   string               `json:"from" doc:"Start of the window, UTC."`
	To     string               `json:"to" doc:"End of the window, UTC."`
	Source string               `json:"source" doc:"Where the prices come from."`
	Assets []StressAsset        `json:"assets" doc:"The assets with prices, and their median."`
	Hours  []float64            `json:"hours,omitempty" doc:"Of the one that is named: hours of the points of all paths."`
	Log    map[string][]float64 `json:"log,omitempty" doc:"Log of each price / price at the start at these, linear in between."`
	Market *StressMarket        `json:"market,omitempty" doc:"What prices did from hour to hour, for a scenario's market."`
}

// StressMarket is the realised volatility and correlation of an event.
type StressMarket struct {
	Volatility  map[string]float64 `json:"volatility" doc:"Annual, of hourly log returns about zero."`
	Correlation Correlation        `json:"correlation" doc:"Of the same."`
}

// NewStressEvents writes the list of events.
func NewStressEvents() StressEvents {
	w := StressEvents{Version: FormatVersion}
	for _, e := range stress.Events() {
		one := StressEvent{Name: e.Name, Title: e.Title, From: e.From, To: e.To, Source: e.Source}
		for _, p := range e.Paths {
			one.Assets = append(one.Assets, newStressAsset(e.Hours, &stress.Move{Path: p}))
		}
		w.Events = append(w.Events, one)
	}
	return w
}

// NewStressEvent writes the event of that name in full. Errors are margin.Errors.
func NewStressEvent(name string) (*StressEvents, error) {
	names := stress.Names()
	i := slices.Index(names, name)
	if i < 0 {
		return nil, margin.Errors{{Path: "event", Got: clip(name), Want: "one of " + strings.Join(names, ", ") + DidYouMean(name, names)}}
	}
	w := NewStressEvents()
	w.Events = w.Events[i : i+1]
	one, e := &w.Events[0], stress.Events()[i]
	one.Hours, one.Log = e.Hours, map[string][]float64{}
	for _, p := range e.Paths {
		one.Log[p.Asset] = p.Log
	}
	if m, ok := e.Market(); ok {
		one.Market = &StressMarket{Volatility: map[string]float64{}, Correlation: Correlation{Assets: m.Assets, Matrix: m.Correlation}}
		for i, asset := range m.Assets {
			one.Market.Volatility[asset] = m.Volatility[i]
		}
	}
	return &w, nil
}
