package backtest

import "math"

// A History is what a model may know at the start of a UTC day: everything before it
// and nothing after. Its slices end there and are shared: models only read.
type History struct {
	Asset   string
	Day     int       // since 1970
	Index   int       // of the day, counted from the first of the asset
	Squares []float64 // squared log returns of the hours, NaN where missing
	Days    []Day     // the days before
	past    map[int][]extreme
	closes  []float64 // squared log returns of the days, made when they are needed
}

// history cuts a track before a day. What follows cannot be reached through it.
func (t *track) history(day int) *History {
	h := &History{Asset: t.asset, Day: int(t.first/86400) + day, Index: day, Squares: t.squares[: 24*day : 24*day], Days: t.days[:day:day], past: map[int][]extreme{}}
	for hours, e := range t.extremes {
		last := max(day-(hours+23)/24+1, 0) // horizons that began on these days are over
		h.past[hours] = e[:last:last]
	}
	return h
}

// Returns returns the last n daily log returns that are known, the latest last.
func (h *History) Returns(n int) []float64 {
	r := make([]float64, 0, n)
	for _, d := range h.Days[max(0, len(h.Days)-n):] {
		if !math.IsNaN(d.Return) {
			r = append(r, d.Return)
		}
	}
	return r
}

// touches counts, of the horizons that began in the last n days and are over, those in
// which the price touched the log barrier.
func (h *History) touches(hours, n int, barrier float64) (touched, of float64) {
	past := h.past[hours]
	for _, e := range past[max(0, min(len(past), len(h.Days)-n)):] {
		if e.known() {
			of++
			if e.touched(barrier) {
				touched++
			}
		}
	}
	return touched, of
}
