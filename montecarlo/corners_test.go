package montecarlo_test

import (
	"fmt"
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/montecarlo"
)

// TestCorners_Exact simulates corners whose probability is a closed form: within 5.5 standard errors, and error and bias together within
// .1 % of P, at 2^14 paths. Assets that move as one are one asset, however many they are.
func TestCorners_Exact(t *testing.T) {
	same := func(n int) [][]float64 {
		c := make([][]float64, n)
		for i := range c {
			c[i] = make([]float64, n)
			for j := range c[i] {
				c[i][j] = 1
			}
		}
		return c
	}
	sigmas := func(n int) []float64 {
		s := make([]float64, n)
		for i := range s {
			s[i] = 0.6
		}
		return s
	}
	longs := func(n int, equity float64) montecarlo.Boundary {
		w := make([]float64, n)
		for i := range w {
			w[i] = 1 / float64(n)
		}
		return book(equity, 0.005, w...)
	}
	// The geometric mean of 64 assets of correlation .6 is lognormal.
	mixed, spread := same(64), make([]float64, 64)
	var geometric montecarlo.Boundary
	mean := montecarlo.Term{Coefficient: 1}
	drift, variance := 0.0, 0.0
	for i := range mixed {
		spread[i] = 0.4 + float64(i)/100
		mean.Exponents = append(mean.Exponents, montecarlo.Exponent{Asset: i, Power: 1. / 64})
	}
	for i := range mixed {
		drift -= spread[i] * spread[i] / 2 / 64
		for j := range mixed {
			if i != j {
				mixed[i][j] = 0.6
			}
			variance += mixed[i][j] * spread[i] * spread[j] / 64 / 64
		}
	}
	geometric.Terms = []montecarlo.Term{mean, {Coefficient: -0.9}}
	tenfold := firstPassage(math.Log(0.9/0.995), -0.18, 0.6, 7/year)
	for _, tt := range []struct {
		name string
		g    montecarlo.GBM
		b    montecarlo.Boundary
		want float64
	}{
		{"one asset", martingale(same(1), 0.6), book(0.1, 0.005, 1), tenfold},
		{"two that move as one", martingale(same(2), sigmas(2)...), longs(2, 0.1), tenfold},
		{"64 that move as one", martingale(same(64), sigmas(64)...), longs(64, 0.1), tenfold},
		{"64 and their geometric mean", martingale(mixed, spread...), geometric, firstPassage(math.Log(0.9), drift, math.Sqrt(variance), 7/year)},
		{"long 3 and short 2 of assets that move as one", martingale(same(2), sigmas(2)...), book(0.15, 0, 3, -2), firstPassage(math.Log(0.85), -0.18, 0.6, 7/year)},
		{"at the edge", martingale(same(1), 0.6), book(0.0051, 0.005, 1), firstPassage(math.Log(0.9949/0.995), -0.18, 0.6, 7/year)},
		{"at the edge, two assets", martingale(same(2), sigmas(2)...), longs(2, 0.0051), firstPassage(math.Log(0.9949/0.995), -0.18, 0.6, 7/year)},
		{"half of the first still", montecarlo.GBM{Drift: []float64{-0.18, 0}, Volatility: []float64{0.6, 0}, L: [][]float64{{1, 0}, {0, 1}}}, book(0.1, 0.005, 1, 0.0001), firstPassage(math.Log((0.9+0.0000005)/0.995), -0.18, 0.6, 7/year)},
	} {
		t.Run(tt.name, func(t *testing.T) {
			e := simulate(t, montecarlo.Experiment{Process: tt.g, Grid: uniform(7, 24, true), Books: []montecarlo.Book{{tt.b}}, Paths: 1 << 14, Seed: 3, SimulateAll: true}).Books[0].Any
			t.Logf("want %.9f got %.9f +- %.2g", tt.want, e.Value, e.StdErr)
			require.LessOrEqual(t, math.Abs(e.Value-tt.want), 5.5*e.StdErr+1e-12)
			require.LessOrEqual(t, math.Abs(e.Value-tt.want)+e.StdErr, 1e-3*tt.want)
		})
	}
}

// TestCorners_Still checks prices that only drift: a pool is crossed by the horizon or not, whatever is simulated.
func TestCorners_Still(t *testing.T) {
	for _, tt := range []struct{ drift, want float64 }{{0, 0}, {-5, 0}, {-5.3, 1}, {5, 0}} { // ln(.995/.9) over 7 days is 5.232 a year
		for n := 1; n <= 2; n++ {
			g := montecarlo.GBM{Drift: []float64{tt.drift, tt.drift}[:n], Volatility: []float64{0, 0}[:n], L: [][]float64{{1, 0}, {0, 1}}[:n]}
			for i := range g.L {
				g.L[i] = g.L[i][:n]
			}
			b := book(0.1, 0.005, []float64{0.5, 0.5}[:n]...)
			if n == 1 {
				b = book(0.1, 0.005, 1)
			}
			p := simulate(t, montecarlo.Experiment{Process: g, Grid: uniform(7, 4, true), Books: []montecarlo.Book{{b}}, Paths: 512, Seed: 3, SimulateAll: true}).Books[0].Pools[0]
			name := fmt.Sprintf("drift %v, %d assets", tt.drift, n)
			require.InDelta(t, tt.want, p.Crossed.Value, 1e-12, name)
			require.InDelta(t, tt.want, p.Curve[3], 1e-12, name)
			require.InDelta(t, 0, p.Curve[1], 1e-12, name)
			require.LessOrEqual(t, p.Crossed.Low, tt.want)
			require.GreaterOrEqual(t, p.Crossed.High, tt.want)
		}
	}
}
