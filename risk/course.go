package risk

import (
	"math"
	"slices"
)

// A Course is one way that prices may go: each asset's log price relative to now, linear in time between points. Assets that it does not
// name stay where they are.
type Course struct {
	Hours float64            // how long it lasts
	Paths map[string][]Point // ascending and distinct hours, above 0 and at most Hours; after the last point a price stays
}

// A Point is a log price relative to now, so many hours from now.
type Point struct{ Hours, Log float64 }

// MaxScale is how many times a course's log prices Replay looks for a liquidation at.
const MaxScale = 4

// reach is how far a log price goes.
func (c *Course) reach(asset string) float64 {
	far := 0.0
	for _, p := range c.Paths[asset] {
		far = math.Max(far, math.Abs(p.Log))
	}
	return float64(MaxScale * far)
}

// moving returns the assets among those given that move, in their order.
func (c *Course) moving(assets []string) []string {
	var out []string
	for _, a := range assets {
		if c.reach(a) > 0 {
			out = append(out, a)
		}
	}
	return out
}

// Knots returns hour 0, every hour at which the path of some asset among those given turns, and the end, ascending.
func (c *Course) Knots(assets ...string) []float64 {
	hours := []float64{0, c.Hours}
	for _, a := range assets {
		for _, p := range c.Paths[a] {
			hours = append(hours, p.Hours)
		}
	}
	slices.Sort(hours)
	return slices.Compact(hours)
}

// At returns an asset's log price.
func (c *Course) At(asset string, hours float64) float64 {
	before := Point{}
	for _, p := range c.Paths[asset] {
		if p.Hours == hours {
			return p.Log
		}
		if p.Hours > hours {
			share := (hours - before.Hours) / (p.Hours - before.Hours)
			return before.Log + float64(share*(p.Log-before.Log))
		}
		before = p
	}
	return before.Log
}
