package crash

import (
	"math"
	"slices"

	"github.com/plimsoll-risk/plimsoll/montecarlo/calibrate"
)

// thirds of an hour are the clock of paths.
const thirds = 3

// A Path is a log price relative to the start of its window at every third of an hour, from 0 on.
type Path []float64

// wickLimit is how many times the median wick of an hour a wick may be that is not the mark's.
const wickLimit = 2

// Paths returns the path of each asset: hour by hour the open, its extremes and its close, evenly in time, the low first in an hour in which most assets
// rise and the high first in the others.
//
// What sticks out of an hour's body, open to close, of a spot or last price is cut to twice the median of such wicks, over all assets, in that hour and direction: one
// venue's order book, emptied for a second, liquidates nobody at a venue whose mark is an index. Marks are left as they are.
func Paths(bars []Bars) []Path {
	out := make([]Path, len(bars))
	for i, b := range bars {
		start := b.Hours[0].Open
		out[i] = Path{0}
		for h := range b.Hours {
			low, high := b.Hours[h].Low, b.Hours[h].High
			if b.Source != Mark {
				down, up := medianWicks(bars, h)
				body := b.Hours[h]
				low = max(low, min(body.Open, body.Close)*math.Exp(-wickLimit*down))
				high = min(high, max(body.Open, body.Close)*math.Exp(wickLimit*up))
			}
			first, second := high, low
			if rises(bars, h) {
				first, second = low, high
			}
			for _, p := range []float64{first, second, b.Hours[h].Close} {
				out[i] = append(out[i], math.Log(p/start))
			}
		}
	}
	return out
}

// rises reports whether most assets close an hour at or above its open.
func rises(bars []Bars, hour int) bool {
	n := 0
	for _, b := range bars {
		if b.Hours[hour].Close >= b.Hours[hour].Open {
			n++
		}
	}
	return 2*n > len(bars)
}

// wicks returns how far an hour's low lies below and its high above its body, in log price.
func wicks(b calibrate.Bar) (down, up float64) {
	return math.Log(min(b.Open, b.Close) / b.Low), math.Log(b.High / max(b.Open, b.Close))
}

func medianWicks(bars []Bars, hour int) (down, up float64) {
	var downs, ups []float64
	for _, b := range bars {
		d, u := wicks(b.Hours[hour])
		downs, ups = append(downs, d), append(ups, u)
	}
	return median(downs), median(ups)
}

func median(x []float64) float64 {
	x = slices.Sorted(slices.Values(x))
	n := len(x)
	return (x[(n-1)/2] + x[n/2]) / 2
}

// Median returns the median, third of an hour by third, of the paths of all assets but BTC and ETH.
func Median(bars []Bars, paths []Path) Path {
	out := make(Path, len(paths[0]))
	for k := range out {
		var all []float64
		for i, b := range bars {
			if b.Asset != "BTC" && b.Asset != "ETH" {
				all = append(all, paths[i][k])
			}
		}
		out[k] = median(all)
	}
	return out
}
