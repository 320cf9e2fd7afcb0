package montecarlo_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/internal/reference"
	"github.com/plimsoll-risk/plimsoll/montecarlo"
)

// unsettled is calm for 20 days and under stress for 5, on average; then volatilities are 2.5 and 1.8 times as high.
func unsettled() *montecarlo.Regimes {
	return &montecarlo.Regimes{Multiplier: []float64{2.5, 1.8}, Calm: 20 / year, Stress: 5 / year, Stressed: 0.2}
}

// stressed integrates a function of the time under stress, by a time, over its law: the number of changes, k ways there and k or k+1 back, and the gamma densities of the times that
// they leave (midpoint rule of 4000 nodes; the density is smooth).
func stressed(r *montecarlo.Regimes, years float64, f func(stress float64) float64) float64 {
	up, down := 1/r.Calm, 1/r.Stress
	sum := (1-r.Stressed)*math.Exp(-up*years)*f(0) + r.Stressed*math.Exp(-down*years)*f(years)
	const n = 4000
	// from a state that is left at the rate p for one that is left at q: density of a time t in the latter.
	density := func(p, q, t float64) float64 {
		rest := years - t
		odd, even := p, p*q*rest
		total := 0.0
		for k := 1.0; k < 60; k++ {
			total += odd + even
			odd *= p * q * rest * t / (k * k)
			even *= p * q * rest * t / (k * (k + 1))
		}
		return total * math.Exp(-p*rest-q*t)
	}
	for i := range n {
		t := (float64(i) + 0.5) * years / n
		sum += years / n * f(t) * ((1-r.Stressed)*density(up, down, t) + r.Stressed*density(down, up, years-t))
	}
	return sum
}

// TestRegimes checks an isolated pool against the integral of first passage over the time under stress, at all dates, and its tail.
func TestRegimes(t *testing.T) {
	r := unsettled()
	exact := func(equity, days float64) float64 {
		return stressed(r, days/year, func(stress float64) float64 {
			v := 0.25 * (days/year + (2.5*2.5-1)*stress)
			return firstPassage(math.Log((1-equity)/0.995), -v/2, math.Sqrt(v), 1)
		})
	}
	require.InDelta(t, 1, stressed(r, 14/year, func(float64) float64 { return 1 }), 1e-6, "the law of the time under stress")
	// Its mean: the probability of stress tends to its limit of a fifth exponentially.
	late := *r
	late.Stressed = 1
	sum := 1/r.Calm + 1/r.Stress
	mean := 0.2*14/year + 0.8*(1-math.Exp(-sum*14/year))/sum
	require.InDelta(t, mean, stressed(&late, 14/year, func(s float64) float64 { return s }), 1e-8)
	for _, tt := range []struct {
		equity, days float64
		paths        int
	}{{0.1, 7, 1 << 16}, {0.2, 30, 1 << 16}, {0.55, 7, 200000}} {
		want := exact(tt.equity, tt.days)
		e := montecarlo.Experiment{Process: stepped(r, pair(0.8), 0.5, 0.7), Grid: uniform(tt.days, 24, true), Books: []montecarlo.Book{{book(tt.equity, 0.005, 1)}}, Paths: tt.paths, Seed: 1}
		got := simulate(t, e).Books[0]
		requireWithin(t, want, 1e-6*want, got.Any, "P")
		require.Zero(t, *got.Any.Discretisation)
		for d, p := range got.Pools[0].Curve {
			require.InDelta(t, exact(tt.equity, tt.days*float64(d+1)/24), p, 5*got.Pools[0].CurveStdErr[d]+1e-9, "date %d", d)
		}
	}
}

// correlated is unsettled with a correlation of .95 under stress.
func correlated(t testing.TB) montecarlo.GBM {
	t.Helper()
	r := unsettled()
	f, err := montecarlo.FactorCorrelation(pair(0.95))
	require.NoError(t, err)
	r.Correlation = f.L
	return stepped(r, pair(0.6), 0.5, 0.7)
}

// TestRegimes_Books compares pools of two assets, whose correlation rises under stress, with internal/reference/steps: plain Monte Carlo of 4e6 paths in 8 steps a day, and of 1e6 in 48.
func TestRegimes_Books(t *testing.T) {
	if testing.Short() {
		t.Skip("statistical: runs once, native and without -short")
	}
	for _, tt := range []struct {
		name                       string
		b                          montecarlo.Book
		first, any, stdErr, anyErr float64
	}{
		{"cross", montecarlo.Book{book(1000, 0.005, 5000, 5000)}, .2907512, .2907512, .0002221, .0002221},
		{"two isolated", montecarlo.Book{book(0.1, 0.005, 1), book(0.1, 0.005, 0, 1)}, .2692109, .4389520, .0004396, .0004916},
	} {
		r := simulate(t, montecarlo.Experiment{Process: correlated(t), Grid: uniform(7, 24, true), Books: []montecarlo.Book{tt.b}, Paths: 1 << 16, Seed: 3}).Books[0]
		requireWithin(t, tt.first, 4*tt.stdErr, r.Pools[0].Crossed, tt.name)
		requireWithin(t, tt.any, 4*tt.anyErr, r.Any, tt.name+", any")
	}
}

// TestRegimes_Martingale checks means of prices, and of their product given the law of the time under stress; with and without a tilt.
func TestRegimes_Martingale(t *testing.T) {
	g := correlated(t)
	week := 7 / year
	product := stressed(unsettled(), week, func(stress float64) float64 {
		return math.Exp(0.6*0.35*(week-stress) + 0.95*0.35*2.5*1.8*stress)
	})
	for _, tilt := range [][]float64{nil, {-4, -3}} {
		for name, want := range map[string]float64{"first": 1, "second": 1, "product": product} {
			got, stdErr := montecarlo.ExpectStepped(g, week, 4096, tilt, func(p []float64) float64 {
				return map[string]float64{"first": p[0], "second": p[1], "product": p[0] * p[1]}[name]
			})
			t.Logf("%s, tilt %v: want %.7f got %.7f +- %.7f", name, tilt, want, got, stdErr)
			require.InDelta(t, want, got, 5.5*stdErr+1e-6)
		}
	}
}

// TestRegimes_Looks checks one look: a mixture of normals over the law of the time under stress; and a term structure, by which it is stretched.
func TestRegimes_Looks(t *testing.T) {
	r := unsettled()
	g := stepped(r, pair(0.8), 0.5, 0.7)
	want := stressed(r, 7/year, func(stress float64) float64 {
		v := 0.25 * (7/year + (2.5*2.5-1)*stress)
		return 0.5 * math.Erfc(-(math.Log(0.9/0.995)+v/2)/math.Sqrt(2*v))
	})
	e := montecarlo.Experiment{Process: g, Grid: uniform(7, 1, false), Books: []montecarlo.Book{{book(0.1, 0.005, 1)}}, Paths: 1 << 19, Seed: 5}
	requireWithin(t, want, 1e-7, simulate(t, e).Books[0].Any, "one look")
	// A flat term is the volatility; then a calm that nearly never ends leaves the closed form of a term that is not.
	flat := montecarlo.TermStructure{Long: 0.5, Scale: 1}
	g.Volatility, g.Terms = nil, []montecarlo.TermStructure{flat, flat}
	e.Process = g
	requireWithin(t, want, 1e-7, simulate(t, e).Books[0].Any, "one look, flat term")
	e.Grid, e.Paths = uniform(7, 7, true), 1<<14
	e.Process = stepped(r, pair(0.8), 0.5, 0.7)
	plain := simulate(t, e).Books[0].Any
	e.Process = g
	same := simulate(t, e).Books[0].Any
	require.InDelta(t, plain.Value, same.Value, 1e-9, "flat term")
	term := montecarlo.TermStructure{Fast: 1, Long: 0.5, Weight: 0.9, Decay: 0.82, Scale: 1.25}
	g.Terms = []montecarlo.TermStructure{term, term}
	r.Calm, r.Stressed = 1e6, 0
	e.Process = g
	e.Process.Stepped = r
	p := simulate(t, e).Books[0].Pools[0]
	for d := range p.Curve {
		v := term.Variance(float64(d+1) / year)
		require.InDelta(t, firstPassage(math.Log(0.9/0.995), -v/2, math.Sqrt(v), 1), p.Curve[d], 4.5*p.CurveStdErr[d]+1e-7, "date %d", d)
	}
}

// TestRegimes_Coverage is TestCoverage at two probabilities known from the law of the time under stress.
func TestRegimes_Coverage(t *testing.T) {
	if testing.Short() {
		t.Skip("statistical: runs once, native and without -short")
	}
	r := unsettled()
	for _, equity := range []float64{0.1, 0.5} {
		want := stressed(r, 7/year, func(stress float64) float64 {
			v := 0.25 * (7/year + (2.5*2.5-1)*stress)
			return firstPassage(math.Log((1-equity)/0.995), -v/2, math.Sqrt(v), 1)
		})
		requireCoverage(t, montecarlo.Experiment{
			Process: stepped(r, pair(0.8), 0.5, 0.7), Grid: uniform(7, 1, true), Books: []montecarlo.Book{{book(equity, 0.005, 1)}}, Paths: reference.CoveragePaths,
		}, want)
	}
}
