package backtest

import (
	"math"
	"math/rand/v2"

	"github.com/plimsoll-risk/plimsoll/montecarlo/calibrate"
)

// blockDays is the mean length of the blocks of the stationary bootstrap.
const blockDays = 5

// Bootstrap strings days of the asset's last year together, in blocks of 5 days on the mean
// (Politis and Romano, J. Amer. Stat. Assoc. 89, 1994), each day with its own low and
// high, all scaled so that their variance is what the recipe forecasts for the day,
// without drift.
func Bootstrap(hours []int, r calibrate.Recipe) Model {
	return Model{"bootstrap", "past days in blocks, rescaled to the variance forecast", r.Interval, func() func(*History) Forecast {
		return func(h *History) Forecast {
			fast, long, ok := h.variances(r)
			if !ok {
				return nil
			}
			past := h.whole(year)
			if len(past) < fewest/2 {
				return nil
			}
			v := meanSquare(past)
			return resample(hours, past, blockDays, func(k int) float64 { return math.Sqrt(r.Rate(fast, long, k) / r.Scale / v) })
		}
	}}
}

// Filtered is filtered historical simulation (Barone-Adesi, Giannopoulos and Vosper, J.
// Futures Markets 19, 1999) on the recipe's two-component variance: past days over the deviation that
// was forecast for each, drawn one by one, times those that are forecast now.
func Filtered(hours []int, r calibrate.Recipe) Model {
	return Model{"filtered", "past days over their forecast deviation, drawn anew", r.Interval, func() func(*History) Forecast {
		var rates []float64 // that were forecast for each day
		return func(h *History) Forecast {
			fast, long, ok := h.variances(r)
			if !ok {
				return nil
			}
			for d := len(rates); d < len(h.Days); d++ {
				rate := math.NaN()
				if f, l, ok := r.Variances(h.squares(r, d)); ok {
					rate = r.Rate(f, l, 0)
				}
				rates = append(rates, rate)
			}
			var past []Day
			for d := max(0, len(h.Days)-2*year); d < len(h.Days); d++ {
				if day := h.Days[d]; day.known() && !math.IsNaN(rates[d]) {
					s := math.Sqrt(rates[d])
					past = append(past, Day{Return: day.Return / s, Low: day.Low / s, High: day.High / s})
				}
			}
			if len(past) < fewest/3 {
				return nil
			}
			return resample(hours, past, 1, func(k int) float64 { return math.Sqrt(r.Rate(fast, long, k)) })
		}
	}}
}

func (d Day) known() bool { return !math.IsNaN(d.Return) && !math.IsNaN(d.Low) }

// whole returns those of the last n days that are known.
func (h *History) whole(n int) []Day {
	var past []Day
	for _, d := range h.Days[max(0, len(h.Days)-n):] {
		if d.known() {
			past = append(past, d)
		}
	}
	return past
}

func meanSquare(days []Day) float64 {
	var v float64
	for _, d := range days {
		v += d.Return * d.Return / float64(len(days))
	}
	return v
}

// resample strings days together in blocks of this mean length, the k-th scaled by
// scale(k), less their mean, and returns how often the paths touch.
func resample(hours []int, past []Day, block float64, scale func(k int) float64) Forecast {
	g := rand.New(rand.NewPCG(pathsSeed, 3))
	n := mostDays(hours)
	scales := make([]float64, n)
	for k := range scales {
		scales[k] = scale(k)
	}
	var mean float64
	for _, d := range past {
		mean += d.Return / float64(len(past))
	}
	o := newOutcomes(hours, paths)
	for range paths {
		var x, low, high float64
		at := g.IntN(len(past))
		for k := range n {
			if k > 0 {
				if at++; at == len(past) || g.Float64()*block < 1 {
					at = g.IntN(len(past))
				}
			}
			d, s := past[at], scales[k]
			low, high = math.Min(low, x+s*(d.Low-mean)), math.Max(high, x+s*(d.High-mean))
			x += s * (d.Return - mean)
			o.reached(k+1, low, high)
		}
	}
	o.sort()
	return o.forecast
}
