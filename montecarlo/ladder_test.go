package montecarlo_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/montecarlo"
)

// climb runs a boundary with its ladder and interpolates at other levels.
func climb(t *testing.T, g montecarlo.GBM, b montecarlo.Boundary, days float64, paths int, added ...float64) []montecarlo.Rung {
	t.Helper()
	l := montecarlo.NewLadder(b, g, days/year)
	require.NotNil(t, l)
	b.Levels = l.Levels
	r := simulate(t, montecarlo.Experiment{Process: g, Grid: uniform(days, 24, true), Books: []montecarlo.Book{{b}}, Paths: paths, Seed: 1}).Books[0].Pools[0]
	require.Len(t, r.Levels, 7)
	return l.Interpolate(r.Levels, r.LevelStdErr, added)
}

// TestLadder_Interpolation compares with the closed form of an isolated long between the levels: the interpolation alone.
func TestLadder_Interpolation(t *testing.T) {
	for _, tt := range []struct {
		name  string
		sigma float64
		days  float64
	}{{"a week", 0.6, 7}, {"a day", 1.2, 1}, {"a year", 0.8, 365}} {
		t.Run(tt.name, func(t *testing.T) {
			g := martingale([][]float64{{1}}, tt.sigma)
			l := montecarlo.NewLadder(book(0.1, 0.005, 1), g, tt.days/year)
			var added []float64
			for i := range 100 {
				added = append(added, l.Lowest+(l.Highest-l.Lowest)*float64(i)/99)
			}
			worst := 0.0
			for i, r := range climb(t, g, book(0.1, 0.005, 1), tt.days, 2, added...) {
				want := firstPassage(math.Log((0.9-added[i])/0.995), -tt.sigma*tt.sigma/2, tt.sigma, tt.days/year)
				require.Zero(t, r.StdErr)
				require.InDelta(t, want, r.Probability, 1e-9, "%v added", added[i])
				worst = math.Max(worst, math.Abs(r.Probability-want))
			}
			t.Logf("largest error %.2g from %v to %v", worst, l.Lowest, l.Highest)
		})
	}
}

// TestLadder compares one run on an equity of 1000 with the PDE values on other equities (REFERENCE.md).
func TestLadder(t *testing.T) {
	g := martingale(pair(0.8), 0.6, 0.8)
	for _, tt := range []struct {
		name   string
		b      montecarlo.Boundary
		equity []float64
		want   []float64
	}{
		{"two longs", book(1000, 0.005, 5000, 5000), []float64{600, 1000, 1500, 2000}, []float64{.552173196, .289480489, .093704348, .019572320}},
		{"hedged", book(1000, 0.005, 10000, -10000), []float64{800, 1000, 1500}, []float64{.303711324, .193191772, .051383270}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var added []float64
			for _, e := range tt.equity {
				added = append(added, e-1000)
			}
			for i, r := range climb(t, g, tt.b, 7, 1<<16, added...) {
				t.Logf("%v: want %.9f got %.9f +- %.2g, interpolation %.2g", tt.equity[i], tt.want[i], r.Probability, r.StdErr, r.Interpolation)
				require.InDelta(t, tt.want[i], r.Probability, 5.5*r.StdErr+1e-5)
				require.LessOrEqual(t, math.Abs(r.Probability-tt.want[i])+r.StdErr, 1e-3*tt.want[i])
				require.Less(t, r.Interpolation, 1e-3)
			}
		})
	}
}

// TestLadder_Corners asks for ladders where there is none, or a short one.
func TestLadder_Corners(t *testing.T) {
	g := martingale([][]float64{{1}}, 0.6)
	require.Nil(t, montecarlo.NewLadder(book(0.004, 0.005, 1), g, 7/year), "crossed already")
	still := montecarlo.GBM{Drift: []float64{0}, Volatility: []float64{0}, L: [][]float64{{1}}}
	require.Nil(t, montecarlo.NewLadder(book(0.1, 0.005, 1), still, 7/year), "nothing moves")
	// Half of the price in collateral: nothing added could matter beyond the other half.
	l := montecarlo.NewLadder(book(0.5, 0.005, 1), martingale([][]float64{{1}}, 0.1), 1/year)
	require.True(t, l == nil || l.Highest < 0.5)
	// The loan has no cash: its ladder adds some.
	r := climb(t, martingale(pair(0.8), 0.7, 0.5), loan(1.25), 30, 1<<14, 0)
	require.InDelta(t, 0.0770644078, r[0].Probability, 5.5*r[0].StdErr+1e-5)
}

// TestLadder_Clock compares a ladder under a clock with the integral over the multiplier of the closed form, between the levels.
func TestLadder_Clock(t *testing.T) {
	g := clocked(mixture, [][]float64{{1}}, 0.6)
	l := montecarlo.NewLadder(book(0.1, 0.005, 1), g, 7/year)
	var added []float64
	for i := range 60 {
		added = append(added, l.Lowest+(l.Highest-l.Lowest)*float64(i)/59)
	}
	last := 0.0
	for i, r := range climb(t, g, book(0.1, 0.005, 1), 7, 2, added...) {
		want := overMultipliers(1.1, func(m float64) float64 {
			return firstPassage(math.Log((0.9-added[i])/0.995), -0.18*m, 0.6*math.Sqrt(m), 7/year)
		})
		require.Zero(t, r.StdErr)
		require.InDelta(t, want, r.Probability, 1e-7, "%v added", added[i])
		last = r.Probability
	}
	t.Logf("P = %.3g with %v added", last, l.Highest)
}
