package backtest

import (
	"math"

	"github.com/plimsoll-risk/plimsoll/montecarlo/calibrate"
)

// A Forecast returns the probability that the price touches a barrier within so many
// hours. The barrier is a log ratio to the price now, below 0 for a fall.
type Forecast func(hours int, barrier float64) float64

// A Model is a way to forecast. Fit learns from a history; it returns nil where the
// history is too short. A model may keep what it learnt earlier from the same asset: it is given
// the histories of an asset in the order of time, from one goroutine.
type Model struct {
	Name     string
	Says     string // in one line
	Interval int64  // of the prices that it learns from, at most, in seconds; 0 for any
	New      func() func(h *History) Forecast
}

// stateless makes a model that learns everything anew.
func stateless(name, says string, fit func(h *History) Forecast) Model {
	return Model{Name: name, Says: says, New: func() func(*History) Forecast { return fit }}
}

// phi returns the standard normal distribution.
func phi(x float64) float64 { return 0.5 * math.Erfc(-x/math.Sqrt2) }

// brownian returns the probability that a Brownian motion without drift and of variance v
// at its end touches a barrier: twice the probability of ending beyond it.
func brownian(v, barrier float64) float64 {
	return math.Min(1, 2*phi(-math.Abs(barrier)/math.Sqrt(v)))
}

// drifting returns the probability that a Brownian motion of variance v and mean m at its
// end touches a barrier (the reflection principle with drift).
func drifting(v, m, barrier float64) float64 {
	a, s := math.Abs(barrier), math.Sqrt(v)
	if barrier < 0 {
		m = -m
	}
	p := phi((m-a)/s) + math.Exp(2*m*a/v)*phi((-m-a)/s)
	if math.IsNaN(p) { // 0 times infinity: all but certain not to turn back
		return phi((m - a) / s)
	}
	return math.Min(1, p)
}

// Days that the models of one year look back, and the fewest they take.
const (
	year   = 365
	fewest = 90
)

func days(hours int) float64 { return float64(hours) / 24 }

// GBM365 is geometric Brownian motion with the volatility of the daily returns of one
// year, without log drift.
func GBM365() Model {
	return stateless("gbm-365", "Brownian motion, volatility of 365 days", func(h *History) Forecast {
		r := h.Returns(year)
		if len(r) < fewest*2/3 {
			return nil
		}
		var v float64
		for _, x := range r {
			v += x * x / float64(len(r))
		}
		return func(hours int, barrier float64) float64 { return brownian(v*days(hours), barrier) }
	})
}

// GBMEWMA is geometric Brownian motion with the EWMA .94 of squared daily returns.
func GBMEWMA() Model {
	return stateless("gbm-ewma", "Brownian motion, volatility EWMA .94", func(h *History) Forecast {
		v, ok := h.ewma(0.94)
		if !ok {
			return nil
		}
		return func(hours int, barrier float64) float64 { return brownian(v*days(hours), barrier) }
	})
}

// ewma returns the EWMA of squared daily returns after the last.
func (h *History) ewma(decay float64) (v float64, ok bool) {
	r := h.Returns(4 * year)
	if len(r) < fewest*2/3 {
		return 0, false
	}
	var sum, weights float64
	w := 1.0
	for i := len(r) - 1; i >= 0; i-- {
		sum, weights = sum+w*r[i]*r[i], weights+w
		w *= decay
	}
	return sum / weights, true
}

// Raw is the share of the horizons of the last year that touched: half a touch is added to one
// horizon more, so that what never happened is not impossible.
func Raw() Model {
	return stateless("raw", "how often it happened in the last year", func(h *History) Forecast {
		if len(h.Days) < fewest {
			return nil
		}
		return func(hours int, barrier float64) float64 {
			touched, of := h.touches(hours, year, barrier)
			return (touched + 0.5) / (of + 1)
		}
	})
}

// A drift is what vol-mixture takes the price to do on the mean.
type drift int

const (
	zeroLogDrift drift = iota + 1
	martingale
)

// Mixture is vol-mixture by a recipe, without log drift.
func Mixture(name, says string, r calibrate.Recipe) Model {
	return mixture(name, says, r, zeroLogDrift)
}

// MixtureMartingale is vol-mixture by a recipe, the price a martingale given the multiplier.
func MixtureMartingale(name, says string, r calibrate.Recipe) Model {
	return mixture(name, says, r, martingale)
}

func mixture(name, says string, r calibrate.Recipe, d drift) Model {
	m := stateless(name, says, func(h *History) Forecast {
		fast, long, ok := h.variances(r)
		if !ok {
			return nil
		}
		return func(hours int, barrier float64) float64 {
			v := r.Total(fast, long, days(hours))
			if d == martingale {
				return TouchMartingale(v, r.MultiplierSd, barrier)
			}
			return TouchProbability(v, r.MultiplierSd, barrier)
		}
	})
	m.Interval = r.Interval
	return m
}

// variances returns the two variances of a recipe.
func (h *History) variances(r calibrate.Recipe) (fast, long float64, ok bool) {
	return r.Variances(h.squares(r, len(h.Days)))
}

// squares returns the squared returns that a recipe takes, of the first days.
func (h *History) squares(r calibrate.Recipe, days int) []float64 {
	if r.Interval < calibrate.Day {
		return h.Squares[:24*days]
	}
	if h.closes == nil {
		for _, d := range h.Days {
			h.closes = append(h.closes, d.Return*d.Return)
		}
	}
	return h.closes[:days]
}

// Nodes and weights of Gauss-Hermite quadrature for the standard normal law with 9 points
// (Abramowitz and Stegun, table 25.10, with nodes times sqrt 2 and weights over sqrt pi).
var (
	nodes   = [5]float64{0, 1.023255663789133, 2.076847978677830, 3.205429002856470, 4.512745863399783}
	weights = [5]float64{0.4063492063492063, 0.2440975028949394, 0.04991640676521788, 0.002789141321231769, 2.234584400774658e-05}
)

// TouchProbability returns the probability that a log price without drift touches a log
// barrier, its variance being v times exp(sd Z - sd^2/2) with Z standard normal: the
// mean of the reflection principle's 2 Phi(-a / sqrt(variance)) over Z, with an error
// below 1e-4.
func TouchProbability(v, sd, barrier float64) float64 { return newMixing(sd).touch(v, barrier) }

// A mixing holds the multipliers of the variance at the nodes, with their weights.
type mixing struct{ multiplier, weight [9]float64 }

func newMixing(sd float64) *mixing {
	var m mixing
	for i := range m.weight {
		x, k := -nodes[(i+1)/2], (i+1)/2
		if i%2 == 0 {
			x = -x
		}
		m.multiplier[i], m.weight[i] = math.Exp(sd*x-sd*sd/2), weights[k]
	}
	return &m
}

func (m *mixing) touch(v, barrier float64) (p float64) {
	a := math.Abs(barrier) / math.Sqrt(2*v)
	for i, x := range m.multiplier {
		p += m.weight[i] * math.Erfc(a/math.Sqrt(x))
	}
	return p
}

// TouchMartingale is TouchProbability for a price that is a martingale: given Z, the log
// price falls by half its variance on the mean.
func TouchMartingale(v, sd, barrier float64) (p float64) {
	m := newMixing(sd)
	for i, x := range m.multiplier {
		p += m.weight[i] * drifting(v*x, -v*x/2, barrier)
	}
	return p
}
