package calibrate_test

import (
	"math"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/montecarlo/calibrate"
)

// TestJoint_ByHand checks rows against sums made by hand: two assets of which one lacks a day, by a recipe of equal weights.
func TestJoint_ByHand(t *testing.T) {
	const day = calibrate.Day
	bar := func(k int64, low, high, close float64) calibrate.Bar {
		return calibrate.Bar{Time: start + k*day, Open: close, Low: low, High: high, Close: close}
	}
	e := math.Exp
	a := calibrate.Series{Asset: "A", Interval: day, Ranges: true}
	for k, x := range []float64{0, 0.1, 0, 0.1, 0, 0.1, 0.3} { // logs of the closes
		low, high := x-0.05, x+0.05
		a.Bars = append(a.Bars, bar(int64(k), e(low), e(high), e(x)))
	}
	b := a
	b.Asset, b.Bars = "B", append([]calibrate.Bar(nil), a.Bars...)
	b.Bars = append(b.Bars[:3], b.Bars[4:]...) // no day 3: no returns on days 3 and 4
	// fast is a mean with a half-life of half a day, long the mean of the last four; the first forecast is after two squares.
	r := calibrate.Recipe{Name: "hand", Interval: day, HalfLives: []float64{0.5}, LongDays: 4, FewestDays: 2, Weight: 0.5, DecayPerDay: 0.9, Scale: 2}

	h, err := calibrate.Joint([]calibrate.Series{a, b}, r, 100)
	require.NoError(t, err)
	require.Equal(t, []string{"A", "B"}, h.Assets)
	// Days 5 (log return .1) and 6 (.2) end with forecasts for both.
	require.Equal(t, []int64{start + 6*day, start + 7*day}, h.Times)
	require.InDeltaSlice(t, []float64{0.1, 0.1}, h.Returns[0], 1e-12)
	require.InDeltaSlice(t, []float64{0.2, 0.2}, h.Returns[1], 1e-12)
	// A: all squares before are .01, and so are both means.
	require.InDelta(t, math.Sqrt(0.02), h.Deviations[0][0], 1e-12)
	require.InDelta(t, math.Sqrt(0.02), h.Deviations[1][0], 1e-12)
	// B: .01, .01, nothing and, across the gap, 0; then .01 more. The weights fall by 4 a day; long has the last four days.
	require.InDelta(t, math.Sqrt(0.01*(1./16+1./64)/(1+1./16+1./64)+0.02/3), h.Deviations[0][1], 1e-12)
	require.InDelta(t, math.Sqrt(0.01*(1+1./64+1./256)/(1+1./4+1./64+1./256)+0.02/3), h.Deviations[1][1], 1e-12)
	// Close before 0, close .1, low .05 (above the close before: 0), high .15: .15 (.15 - .1).
	require.InDelta(t, math.Sqrt(0.15*0.05), h.Ranges[0][0], 1e-12)
	// Close before .1, close .3, low .25, high .35: .25 (.25 - .2).
	require.InDelta(t, math.Sqrt(0.25*0.05), h.Ranges[1][0], 1e-12)
	require.Zero(t, h.Lacking)

	h, err = calibrate.Joint([]calibrate.Series{a}, r, 1)
	require.NoError(t, err)
	require.Equal(t, []int64{start + 7*day}, h.Times)

	a.Ranges = false
	h, err = calibrate.Joint([]calibrate.Series{a, b}, r, 100)
	require.NoError(t, err)
	require.Nil(t, h.Ranges)
	a.Interval = 2 * day
	_, err = calibrate.Joint([]calibrate.Series{a}, r, 100)
	require.ErrorContains(t, err, "bars of 48 hours")
}

// TestJoint_NoLookAhead checks that the forecast of a day does not depend on that day or what follows, and that the square of the inside is on average the variance: of
// 4000 simulated days of 288 steps the mean Rogers-Satchell variance is within 4 standard errors and the 3 % that looking every five minutes loses.
func TestJoint_NoLookAhead(t *testing.T) {
	g := source(5)
	const days, per = 400, 24
	x := make([]float64, days*per)
	for i := range x {
		x[i] = 0.01 * g.NormFloat64()
	}
	r, _ := calibrate.HourlyRecipe()
	whole, err := calibrate.Joint([]calibrate.Series{series("A", calibrate.Hour, x)}, r, 1000)
	require.NoError(t, err)
	changed := append([]float64(nil), x...)
	for i := 300 * per; i < len(x); i++ {
		changed[i] *= 3
	}
	other, err := calibrate.Joint([]calibrate.Series{series("A", calibrate.Hour, changed)}, r, 1000)
	require.NoError(t, err)
	require.Equal(t, len(whole.Times), len(other.Times))
	same, differ := 0, 0
	for i, at := range whole.Times {
		if at <= start+300*calibrate.Day { // the day ends before the change
			require.Equal(t, whole.Deviations[i], other.Deviations[i])
			require.Equal(t, whole.Returns[i], other.Returns[i])
			same++
		} else if whole.Deviations[i][0] != other.Deviations[i][0] {
			differ++
		}
	}
	require.Greater(t, same, 200)
	require.Greater(t, differ, 90)

	const steps = 288
	s := calibrate.Series{Asset: "A", Interval: calibrate.Day, Ranges: true}
	p := 0.0
	for k := range 4100 {
		low, high := p, p
		for range steps {
			p += 0.03 / math.Sqrt(steps) * g.NormFloat64()
			low, high = min(low, p), max(high, p)
		}
		s.Bars = append(s.Bars, calibrate.Bar{Time: start + int64(k)*calibrate.Day, Open: math.Exp(p), Low: math.Exp(low), High: math.Exp(high), Close: math.Exp(p)})
	}
	daily, _ := calibrate.DailyRecipe()
	h, err := calibrate.Joint([]calibrate.Series{s}, daily, 5000)
	require.NoError(t, err)
	var sum, square float64
	for _, row := range h.Ranges {
		v := row[0] * row[0] / 0.0009
		sum, square = sum+v, square+v*v
	}
	n := float64(len(h.Ranges))
	mean := sum / n
	stdErr := math.Sqrt((square/n - mean*mean) / n)
	// An extreme that is looked for n times a day misses .5826 sqrt(1/n) of a deviation (Broadie, Glasserman and Kou 1997): u(u-c) + d(d-c) loses about 2 x .5826 x E(2u - c)/sqrt n, E u = E|N|.
	lost := 2 * 0.5826 / math.Sqrt(steps) * 2 * math.Sqrt(2/math.Pi)
	t.Logf("Rogers-Satchell over the variance: %.4f +- %.4f, expected about %.4f", mean, stdErr, 1-lost)
	require.InDelta(t, 1-lost, mean, 4*stdErr+0.01)
}

// TestRanges_Data counts, given the daily closes of mark prices, what Brownian bridges with the days' own ranges find of the touches within seven days that hourly lows and highs
// show, and what bridges with a deviation forecast from closes find.
func TestRanges_Data(t *testing.T) {
	daily, _ := calibrate.DailyRecipe()
	barriers := []float64{-0.05, -0.1, -0.2, -0.3, 0.05, 0.1, 0.2, 0.3}
	touched, ended, ranged, forecast := make([]float64, len(barriers)), make([]float64, len(barriers)), make([]float64, len(barriers)), make([]float64, len(barriers))
	for _, asset := range []string{"BTC", "ETH", "XRP"} {
		name := filepath.Join("..", "..", "..", "shared", "data", "perp_mark", asset+"USDT_mark_1h.csv.gz")
		f, err := os.Open(name)
		if err != nil {
			t.Skipf("no %s: the study's prices are not part of the project", name)
		}
		s, err := calibrate.Read(f, asset, name)
		require.NoError(t, f.Close())
		require.NoError(t, err)
		h, err := calibrate.Joint([]calibrate.Series{s}, daily, 5000)
		require.NoError(t, err)
		lows, highs := map[int64]float64{}, map[int64]float64{}
		returns, _ := s.Daily().Returns()
		for _, r := range returns {
			lows[r.Time], highs[r.Time] = math.Log(r.Bar.Low/r.From), math.Log(r.Bar.High/r.From)
		}
		for i := range h.Times {
			if i+7 > len(h.Times) || h.Times[i+6]-h.Times[i] != 6*calibrate.Day {
				continue
			}
			for b, barrier := range barriers {
				level, side := math.Log1p(barrier), 1.0
				if barrier > 0 {
					side = -1
				}
				x, alive := 0.0, [2]float64{1, 1}
				hit, closed := false, false
				for k := i; k < i+7; k++ {
					hit = hit || x+lows[h.Times[k]] <= level && side > 0 || x+highs[h.Times[k]] >= level && side < 0
					from := side * (x - level)
					x += h.Returns[k][0]
					to := side * (x - level)
					closed = closed || to <= 0
					for m, inside := range []float64{h.Ranges[k][0], h.Deviations[k][0] / math.Sqrt(daily.Scale)} {
						switch {
						case from <= 0 || to <= 0:
							alive[m] = 0
						case inside > 0:
							alive[m] *= 1 - math.Exp(-2*from*to/(inside*inside))
						}
					}
				}
				if hit {
					touched[b]++
				}
				if closed {
					ended[b]++
				}
				ranged[b], forecast[b] = ranged[b]+1-alive[0], forecast[b]+1-alive[1]
			}
		}
	}
	for b, barrier := range barriers {
		t.Logf("%+.2f: %4.0f touches, of which ranges find %.3f, forecasts %.3f, closes %.3f", barrier, touched[b], ranged[b]/touched[b], forecast[b]/touched[b], ended[b]/touched[b])
		// 128 touches of the farthest barrier, in seven windows each, are some twenty falls: a share of .77 is known to .1.
		require.InDelta(t, 0.93, ranged[b]/touched[b], 0.25, "%g", barrier)
		if barrier <= -0.1 {
			require.Greater(t, ranged[b], forecast[b], "%g", barrier)
		}
	}
}
