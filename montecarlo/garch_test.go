package montecarlo_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/internal/reference"
	"github.com/plimsoll-risk/plimsoll/montecarlo"
)

// moody has variances that start low and high and follow their shocks.
var moody = &montecarlo.Garch{Long: []float64{0.6, 0.8}, Alpha: []float64{0.15, 0.1}, Beta: []float64{0.8, 0.85}}

func garching() montecarlo.GBM { return stepped(moody, pair(0.8), 0.4, 0.9) }

// TestGarch compares isolated, cross and paired pools with internal/reference/steps: plain Monte Carlo of 4e7, 2e7 (2.5 days), 4e6 (cross) and 1e6 (two pools) paths, one step a day for one price, where days are exact.
func TestGarch(t *testing.T) {
	if testing.Short() {
		t.Skip("statistical: runs once, native and without -short")
	}
	isolated, other := book(0.1, 0.005, 1), book(0.1, 0.005, 0, 1)
	for _, tt := range []struct {
		name                       string
		b                          montecarlo.Book
		days                       float64
		first, any, stdErr, anyErr float64
	}{
		{"isolated", montecarlo.Book{isolated}, 7, .0971904, .0971904, .0000437, .0000437},
		{"isolated, 2.5 days", montecarlo.Book{isolated}, 2.5, .0068685, .0068685, .0000165, .0000165},
		{"isolated, P = 3e-4", montecarlo.Book{book(0.25, 0.005, 1)}, 7, .0003061, .0003061, .0000025, .0000025},
		{"cross", montecarlo.Book{book(1000, 0.005, 5000, 5000)}, 7, .2464442, .2464442, .0002109, .0002109},
		{"two isolated", montecarlo.Book{isolated, other}, 7, .0974733, .4209078, .0002939, .0004892},
	} {
		r := simulate(t, montecarlo.Experiment{Process: garching(), Grid: uniform(tt.days, 24, true), Books: []montecarlo.Book{tt.b}, Paths: 1 << 16, Seed: 3}).Books[0]
		requireWithin(t, tt.first, 4*tt.stdErr, r.Pools[0].Crossed, tt.name)
		requireWithin(t, tt.any, 4*tt.anyErr, r.Any, tt.name+", any")
		if len(tt.b) == 1 && tt.name != "cross" {
			require.Zero(t, *r.Any.Discretisation)
		}
	}
}

// TestGarch_Constant checks closed forms: without shocks variances go their way to the long run, a deterministic clock; without a way, geometric Brownian motion.
func TestGarch_Constant(t *testing.T) {
	g := stepped(&montecarlo.Garch{Long: []float64{0.6}, Alpha: []float64{0}, Beta: []float64{0.8}}, [][]float64{{1}}, 1.2)
	e := montecarlo.Experiment{Process: g, Grid: uniform(9.5, 19, true), Books: []montecarlo.Book{{book(0.2, 0.005, 1)}}, Paths: 1 << 15, Seed: 1}
	p := simulate(t, e).Books[0].Pools[0]
	v, h := 0.0, 1.44
	for d := range 19 { // half days
		v += h * 0.5 / year
		if d%2 == 1 {
			h = 0.2*0.36 + 0.8*h
		}
		require.InDelta(t, firstPassage(math.Log(0.8/0.995), -v/2, math.Sqrt(v), 1), p.Curve[d], 4.5*p.CurveStdErr[d]+1e-9, "date %d", d)
	}
	g.Stepped = &montecarlo.Garch{Long: []float64{0.1}, Alpha: []float64{0}, Beta: []float64{1}}
	e.Process = g
	require.InEpsilon(t, firstPassage(math.Log(0.8/0.995), -0.72, 1.2, 9.5/year), simulate(t, e).Books[0].Any.Value, 1e-10)
}

// TestGarch_Variance checks that the log price has, on average, the variance that the closed form of its mean says, and that prices are martingales; with and without a tilt. Exponentially weighted means keep theirs.
func TestGarch_Variance(t *testing.T) {
	week := 7 / year
	weighted := stepped(&montecarlo.Garch{Long: []float64{0, 0}, Alpha: []float64{0.06, 0.2}, Beta: []float64{0.94, 0.8}}, pair(0.5), 0.5, 0.8)
	for _, tt := range []struct {
		name string
		g    montecarlo.GBM
		want float64
	}{
		{"mean reverting", garching(), func() float64 { // sum of L^2 + (h - L^2)(alpha + beta)^k
			sum := 0.0
			for k := range 7 {
				sum += (0.36 + (0.16-0.36)*math.Pow(0.95, float64(k))) / year
			}
			return sum
		}()},
		{"exponentially weighted", weighted, 0.25 * week},
	} {
		free := tt.g
		free.Compensated = false
		for _, tilt := range [][]float64{nil, {-2, -1}} {
			got, stdErr := montecarlo.ExpectStepped(free, week, 4096, tilt, func(p []float64) float64 { return math.Log(p[0]) * math.Log(p[0]) })
			t.Logf("%s, tilt %v: variance want %.7f got %.7f +- %.7f", tt.name, tilt, tt.want, got, stdErr)
			require.InDelta(t, tt.want, got, 5.5*stdErr+1e-8)
			for a := range 2 {
				got, stdErr = montecarlo.ExpectStepped(tt.g, week, 4096, tilt, func(p []float64) float64 { return p[a] })
				require.InDelta(t, 1, got, 5.5*stdErr+1e-8, "%s: price %d, tilt %v", tt.name, a, tilt)
			}
		}
	}
}

// TestGarch_Looks checks looks: one within the first day, where prices are lognormal, and the variance after some days, by P to end below.
func TestGarch_Looks(t *testing.T) {
	g := garching()
	e := montecarlo.Experiment{Process: g, Grid: uniform(0.75, 1, false), Books: []montecarlo.Book{{book(0.02, 0.005, 1)}}, Paths: 1 << 19, Seed: 5}
	v := 0.16 * 0.75 / year
	requireWithin(t, 0.5*math.Erfc(-(math.Log(0.98/0.995)+v/2)/math.Sqrt(2*v)), 0, simulate(t, e).Books[0].Any, "one look")
	// The same days in looks of any length: a price that ends below is seen by all.
	end := func(n int) montecarlo.Estimate {
		e.Grid = uniform(5, n, false)
		e.Grid.Dates = []int{n}
		e.Paths = 1 << 17
		return simulate(t, e).Books[0].Any
	}
	e.Books = []montecarlo.Book{{book(0.1, 0.005, 1)}}
	one, ten := end(1), end(10)
	require.Greater(t, ten.Value, one.Value)
	want, stdErr := montecarlo.ExpectStepped(g, 5/year, 1<<14, nil, func(p []float64) float64 {
		if 0.1-1+0.995*p[0] <= 0 {
			return 1
		}
		return 0
	})
	requireWithin(t, want, 4*stdErr, one, "one look after five days")
}

// TestGarch_Coverage is TestCoverage with P = .097, from internal/reference/steps, whose own error is half of a run's.
func TestGarch_Coverage(t *testing.T) {
	if testing.Short() {
		t.Skip("statistical: runs once, native and without -short")
	}
	requireCoverage(t, montecarlo.Experiment{
		Process: garching(), Grid: uniform(7, 1, true), Books: []montecarlo.Book{{book(0.1, 0.005, 1)}}, Paths: reference.CoveragePaths,
	}, .0971904)
}

// TestGarch_Rare checks what is reached in the tail: at P = 1e-6 or so a relative standard error below 10 % with 2e5 paths, and that a run with other points agrees.
func TestGarch_Rare(t *testing.T) {
	e := montecarlo.Experiment{Process: garching(), Grid: uniform(7, 1, true), Books: []montecarlo.Book{{book(0.4, 0.005, 1)}}, Paths: 200000, Seed: 1}
	a := simulate(t, e).Books[0].Any
	e.Seed = 2
	b := simulate(t, e).Books[0].Any
	t.Logf("%.4g +- %.1f %%, %.4g +- %.1f %%", a.Value, 100*a.StdErr/a.Value, b.Value, 100*b.StdErr/b.Value)
	require.Less(t, a.Value, 3e-6)
	require.Less(t, a.StdErr, 0.1*a.Value)
	require.InDelta(t, a.Value, b.Value, 4*math.Hypot(a.StdErr, b.StdErr))
}
