package backtest

import (
	"fmt"
	"math"

	"github.com/plimsoll-risk/plimsoll/montecarlo/calibrate"
)

// A Source is what is known of one asset: the prices that models learn from, and
// those that decide whether a barrier is touched, best first. A liquidation goes by
// the mark price, so that comes first where there is one, then the contract's last
// price, then spot; an hour is judged by the first source that has it.
type Source struct {
	Prices  calibrate.Series
	Touches []calibrate.Series // empty: Prices
}

// A track is a source on a grid of hours without gaps, from its first day to its
// last. Hours that are missing are NaN.
type track struct {
	asset     string
	interval  int64     // of the prices that models learn from, in seconds
	first     int64     // the first hour, in seconds since 1970; a UTC day begins there
	close     []float64 // of the prices that models learn from
	squares   []float64 // squared log returns of the hours
	low, high []float64 // of the prices that decide
	mark      []float64 // their close
	days      []Day
	extremes  map[int][]extreme // by hours of horizon: what happened from the start of each day on
}

// An extreme is how far the price went within a horizon, as log ratios to the
// price at its start; NaN where too much is missing.
type extreme struct{ low, high float64 }

// A Day is a UTC day of prices.
type Day struct {
	Return   float64 // log return, close to close; NaN where a close is missing
	Realised float64 // sum of the squared hourly log returns; NaN without any
	Low      float64 // log ratio of the lowest price to the close of the day before
	High     float64 // of the highest one
}

// missing is the share of the hours of a horizon that may be missing; then the
// low and high of the others stand for it.
const missing = 0.05

// newTrack lays a source on the grid and works out what happened within each
// of the horizons.
func newTrack(s Source, horizons []int) (*track, error) {
	bars := s.Prices.Bars
	if s.Prices.Interval > calibrate.Day {
		return nil, fmt.Errorf("%s: bars of %d hours, want a day at most", s.Prices.Asset, s.Prices.Interval/calibrate.Hour)
	}
	first := bars[0].Time - bars[0].Time%calibrate.Day
	n := int((s.Prices.End()-first+calibrate.Day-1)/calibrate.Day) * 24
	t := &track{asset: s.Prices.Asset, first: first, close: gap(n), low: gap(n), high: gap(n), mark: gap(n), extremes: map[int][]extreme{}}
	t.interval = s.Prices.Interval
	lay(s.Prices, first, func(hour int, _, _, close float64) {
		if hour < n {
			t.close[hour] = close
		}
	})
	touches := s.Touches
	if len(touches) == 0 {
		touches = []calibrate.Series{s.Prices}
	}
	for _, series := range touches {
		scale := t.scale(series)
		lay(series, first, func(hour int, low, high, close float64) {
			if hour < n && math.IsNaN(t.low[hour]) {
				t.low[hour], t.high[hour], t.mark[hour] = low*scale, high*scale, close*scale
			}
		})
	}
	t.learn()
	for _, h := range horizons {
		t.extremes[h] = t.within(h)
	}
	return t, nil
}

// gap returns n missing values.
func gap(n int) []float64 {
	x := make([]float64, n)
	for i := range x {
		x[i] = math.NaN()
	}
	return x
}

// lay calls put with what each hour from first on knows: its low, its high, and its
// close. The low and high of a bar longer than an hour are those of each of its hours; its
// close is known at the last, and NaN before.
func lay(s calibrate.Series, first int64, put func(hour int, low, high, close float64)) {
	span := int(max(s.Interval/calibrate.Hour, 1))
	for i := 0; i < len(s.Bars); {
		hour := (s.Bars[i].Time - first) / calibrate.Hour
		before := s.Bars[i].Time < first
		low, high, close := s.Bars[i].Low, s.Bars[i].High, s.Bars[i].Close
		for i++; i < len(s.Bars) && s.Interval < calibrate.Hour && (s.Bars[i].Time-first)/calibrate.Hour == hour; i++ {
			low, high, close = min(low, s.Bars[i].Low), max(high, s.Bars[i].High), s.Bars[i].Close
		}
		for k := range span {
			switch {
			case before:
			case k < span-1:
				put(int(hour)+k, low, high, math.NaN())
			default:
				put(int(hour)+k, low, high, close)
			}
		}
	}
}

// scale returns the power of ten by which a series is multiplied to be per coin
// like the prices: contracts are often on 1000 coins.
func (t *track) scale(s calibrate.Series) float64 {
	var sum float64
	n := 0
	lay(s, t.first, func(hour int, _, _, close float64) {
		if hour < len(t.close) && !math.IsNaN(t.close[hour]) && !math.IsNaN(close) {
			sum += math.Log10(t.close[hour] / close)
			n++
		}
	})
	if n == 0 {
		return 1
	}
	return math.Pow(10, math.Round(sum/float64(n)))
}

// learn works out the days. A return over missing hours belongs to the hour at
// which the price is known again.
func (t *track) learn() {
	t.days, t.squares = make([]Day, len(t.close)/24), gap(len(t.close))
	hourBefore, dayBefore := math.NaN(), math.NaN()
	for d := range t.days {
		day := Day{Return: math.NaN(), Realised: math.NaN(), Low: math.NaN(), High: math.NaN()}
		for h := 24 * d; h < 24*d+24; h++ {
			if math.IsNaN(t.close[h]) {
				continue
			}
			if !math.IsNaN(hourBefore) {
				r := math.Log(t.close[h] / hourBefore)
				if math.IsNaN(day.Realised) {
					day.Realised = 0
				}
				day.Realised += r * r
				t.squares[h] = r * r
			}
			hourBefore = t.close[h]
		}
		before := math.NaN()
		if d > 0 {
			before = t.mark[24*d-1]
		}
		for h := 24 * d; h < 24*d+24; h++ {
			if !math.IsNaN(t.low[h]) {
				day.Low, day.High = least(day.Low, math.Log(t.low[h]/before)), most(day.High, math.Log(t.high[h]/before))
			}
		}
		last := t.close[24*d+23]
		day.Return = math.Log(last / dayBefore)
		dayBefore = last
		t.days[d] = day
	}
}

// least and most ignore what is missing.
func least(x, y float64) float64 {
	if math.IsNaN(x) || y < x {
		return y
	}
	return x
}

func most(x, y float64) float64 { return -least(-x, -y) }

// within returns, for the start of each day, how far the price goes in the hours from then on.
func (t *track) within(hours int) []extreme {
	e := make([]extreme, len(t.days))
	for d := range e {
		e[d] = extreme{math.NaN(), math.NaN()}
		if d == 0 || 24*d+hours > len(t.low) || math.IsNaN(t.mark[24*d-1]) {
			continue
		}
		x, gone := extreme{math.NaN(), math.NaN()}, 0
		for h := 24 * d; h < 24*d+hours; h++ {
			if math.IsNaN(t.low[h]) {
				gone++
				continue
			}
			x.low, x.high = least(x.low, t.low[h]), most(x.high, t.high[h])
		}
		if float64(gone) <= missing*float64(hours) {
			start := t.mark[24*d-1]
			e[d] = extreme{math.Log(x.low / start), math.Log(x.high / start)}
		}
	}
	return e
}

// touched reports whether the price touches a log barrier.
func (e extreme) touched(barrier float64) bool {
	if barrier < 0 {
		return e.low <= barrier
	}
	return e.high >= barrier
}

// known reports whether the extreme is.
func (e extreme) known() bool { return !math.IsNaN(e.low) }
