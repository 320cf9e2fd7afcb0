package risk

import "math"

// A Course is one way that prices may go: log prices relative to now, linear in time between the hours, from 0 at hour 0. Assets that
// it does not name stay where they are.
type Course struct {
	Hours []float64            // at least one, ascending, above 0; the last is the end
	Log   map[string][]float64 // by asset, one for each of Hours, at most 25 in size
}

// MaxScale is how many times a course's log prices ReplayCourse looks for a liquidation at.
const MaxScale = 4

// reach is how far a log price may go.
func (c *Course) reach(asset string) float64 {
	far := 0.0
	for _, x := range c.Log[asset] {
		far = math.Max(far, math.Abs(x))
	}
	return float64(MaxScale * far)
}

// hour returns the hour in a piece: s from 0 to 1, from one of Hours to the next.
func (c *Course) hour(piece int, s float64) float64 {
	before := 0.0
	if piece > 0 {
		before = c.Hours[piece-1]
	}
	return before + float64(s*(c.Hours[piece]-before))
}
