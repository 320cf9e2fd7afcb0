package montecarlo_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/internal/reference"
	"github.com/plimsoll-risk/plimsoll/montecarlo"
)

// stepped is a martingale with volatilities and a law of steps.
func stepped(law montecarlo.Stepped, correlation [][]float64, volatility ...float64) montecarlo.GBM {
	g := martingale(correlation, volatility...)
	g.Drift = make([]float64, len(volatility))
	g.Stepped, g.Compensated = law, true
	return g
}

// merton has the parameters of REFERENCE.md: 50 jumps a year of N(-.02, .06^2), beside a volatility of .5.
var merton = &montecarlo.Jumps{Rate: 50, Mean: []float64{-0.02}, Deviation: []float64{0.06}}

// jumpy has common jumps of two assets, and own ones of the first.
var jumpy = &montecarlo.Jumps{
	Rate: 50, Mean: []float64{-0.02, -0.03}, Deviation: []float64{0.06, 0.05}, OwnRate: []float64{20, 0}, OwnMean: []float64{0.05, 0}, OwnDeviation: []float64{0.1, 0},
}

// TestJumps checks the value of REFERENCE.md, which is a finite-difference solution of the integro-differential equation.
func TestJumps(t *testing.T) {
	e := montecarlo.Experiment{Process: stepped(merton, [][]float64{{1}}, 0.5), Grid: uniform(7, 24, true), Books: []montecarlo.Book{{book(0.1, 0.005, 1)}}, Paths: 1 << 16, Seed: 1}
	r := simulate(t, e).Books[0]
	requireWithin(t, 0.2458537228, 1e-10, r.Any, "Merton")
	require.Zero(t, *r.Any.Discretisation)
	require.Less(t, r.Any.StdErr, 5e-4)
	// Without jumps that move anything it is geometric Brownian motion, in closed form.
	for _, still := range []*montecarlo.Jumps{{Mean: []float64{-1}, Deviation: []float64{1}}, {Rate: 50, Mean: []float64{0}, Deviation: []float64{0}}} {
		e.Process.Stepped = still
		require.InEpsilon(t, firstPassage(math.Log(0.9/0.995), -0.125, 0.5, 7/year), simulate(t, e).Books[0].Any.Value, 1e-10)
	}
	// Jumps of next to no size do not change what diffuses either, but it is simulated, and so are the dates of the curve.
	e.Process.Stepped = &montecarlo.Jumps{Rate: 100, Mean: []float64{1e-12}, Deviation: []float64{0}}
	r = simulate(t, e).Books[0]
	requireWithin(t, firstPassage(math.Log(0.9/0.995), -0.125, 0.5, 7/year), 1e-9, r.Any, "jumps of no size")
	for d, p := range r.Pools[0].Curve {
		want := firstPassage(math.Log(0.9/0.995), -0.125, 0.5, 7/year*float64(d+1)/24)
		require.InDelta(t, want, p, 4.5*r.Pools[0].CurveStdErr[d]+1e-9, "date %d", d)
	}
}

// TestJumps_Books compares with internal/reference/steps: plain Monte Carlo in eight steps a day (48 for two pools) of 4e6 (1e6) paths, its figures with their standard errors. A cross pool, a hedged one,
// and two isolated ones; common jumps and own ones.
func TestJumps_Books(t *testing.T) {
	if testing.Short() {
		t.Skip("statistical: runs once, native and without -short")
	}
	for _, tt := range []struct {
		name                       string
		b                          montecarlo.Book
		first, any, stdErr, anyErr float64
	}{
		{"two longs", montecarlo.Book{book(1000, 0.005, 5000, 5000)}, .2947881, .2947881, .0002245, .0002245},
		{"hedged", montecarlo.Book{book(1000, 0.005, 10000, -10000)}, .3329379, .3329379, .0002317, .0002317},
		{"two isolated", montecarlo.Book{book(0.1, 0.005, 1), book(0.1, 0.005, 0, 1)}, .3117452, .4627345, .0004607, .0004952},
	} {
		r := simulate(t, montecarlo.Experiment{Process: stepped(jumpy, pair(0.7), 0.5, 0.7), Grid: uniform(7, 24, true), Books: []montecarlo.Book{tt.b}, Paths: 1 << 16, Seed: 3}).Books[0]
		requireWithin(t, tt.first, 4*tt.stdErr, r.Pools[0].Crossed, tt.name)
		requireWithin(t, tt.any, 4*tt.anyErr, r.Any, tt.name+", any")
		require.Less(t, *r.Any.Discretisation, 5e-4)
		firsts := 0.0
		for _, p := range r.Pools {
			firsts += p.First.Value
		}
		require.InDelta(t, r.Any.Value, firsts, 1e-9)
	}
}

// rarely is the probability that a 10x isolated long on an equity of .48 is liquidated under merton, by internal/reference/steps, good to 4e-4 of it.
const rarely = 1.12827546e-06

// TestJumps_Rare checks that a tail of P = 1e-6 has a relative standard error below 3 % with 2e5 paths, and levels and looks.
func TestJumps_Rare(t *testing.T) {
	b := book(0.48, 0.005, 1)
	b.Levels = []float64{-0.38}
	e := montecarlo.Experiment{Process: stepped(merton, [][]float64{{1}}, 0.5), Grid: uniform(7, 4, true), Books: []montecarlo.Book{{b}}, Paths: 200000, Seed: 2}
	r := simulate(t, e).Books[0]
	requireWithin(t, rarely, 1e-3*rarely, r.Any, "P = 1e-6")
	require.Less(t, r.Any.StdErr, 0.03*rarely)
	p := r.Pools[0]
	require.InDelta(t, 0.2458537228, p.Levels[0], 4.5*p.LevelStdErr[0])
}

// TestJumps_Looks checks looks: after one, the log price is a Poisson mixture of normals; and after many it nears the continuous one.
func TestJumps_Looks(t *testing.T) {
	phi := func(x float64) float64 { return 0.5 * math.Erfc(-x/math.Sqrt2) }
	week := 7 / year
	drift := (-0.125 - 50*(math.Exp(-0.02+0.0018)-1)) * week
	want, p := 0.0, math.Exp(-50*week)
	for n := range 40 {
		want += p * phi((math.Log(0.9/0.995)-drift+0.02*float64(n))/math.Sqrt(0.25*week+0.0036*float64(n)))
		p *= 50 * week / float64(n+1)
	}
	e := montecarlo.Experiment{Process: stepped(merton, [][]float64{{1}}, 0.5), Grid: uniform(7, 1, false), Books: []montecarlo.Book{{book(0.1, 0.005, 1)}}, Paths: 1 << 20, Seed: 5}
	requireWithin(t, want, 0, simulate(t, e).Books[0].Any, "one look")
	e.Grid, e.Paths = uniform(7, 168, false), 1<<16
	hourly := simulate(t, e).Books[0].Any
	require.Less(t, hourly.Value, 0.2458537)
	require.Greater(t, hourly.Value, want)
}

// TestJumps_Term checks a diffusion with a term structure: jumps of no size leave the closed form, at every date too, and looks at what they see.
func TestJumps_Term(t *testing.T) {
	term := montecarlo.TermStructure{Fast: 1.2, Long: 0.4, Weight: 0.9, Decay: 0.82, Scale: 1}
	g := montecarlo.GBM{Drift: []float64{0}, L: [][]float64{{1}}, Terms: []montecarlo.TermStructure{term}, Compensated: true, Stepped: &montecarlo.Jumps{Rate: 100, Mean: []float64{1e-12}, Deviation: []float64{0}}}
	e := montecarlo.Experiment{Process: g, Grid: uniform(14, 24, true), Books: []montecarlo.Book{{book(0.2, 0.005, 1)}}, Paths: 1 << 15, Seed: 1}
	r := simulate(t, e).Books[0]
	for d, p := range r.Pools[0].Curve {
		v := term.Variance(14 / year * float64(d+1) / 24)
		require.InDelta(t, firstPassage(math.Log(0.8/0.995), -v/2, math.Sqrt(v), 1), p, 4.5*r.Pools[0].CurveStdErr[d]+1e-9, "date %d", d)
	}
	e.Grid, e.Paths = uniform(14, 1, false), 1<<19
	v := term.Variance(14 / year)
	requireWithin(t, 0.5*math.Erfc(-(math.Log(0.8/0.995)+v/2)/math.Sqrt(2*v)), 1e-9, simulate(t, e).Books[0].Any, "one look")
}

// TestJumps_Martingale checks means of prices: of either asset 1, and of their product its closed form; with the drift of logarithms, the mean of these.
func TestJumps_Martingale(t *testing.T) {
	week := 7 / year
	g := stepped(jumpy, pair(0.7), 0.5, 0.7)
	growth := func(a, b, rho float64, j *montecarlo.Jumps) float64 { // of E exp(aX + bY), per year
		v := 0.25*a*a + 0.49*b*b + 2*a*b*rho*0.35
		s := j.Deviation
		jump := math.Exp(a*j.Mean[0]+b*j.Mean[1]+(a*a*s[0]*s[0]+b*b*s[1]*s[1]+2*a*b*rho*s[0]*s[1])/2) - 1
		own := math.Exp(a*j.OwnMean[0]+a*a*j.OwnDeviation[0]*j.OwnDeviation[0]/2) - 1
		return v/2 + j.Rate*jump + j.OwnRate[0]*own
	}
	product := math.Exp(week * (growth(1, 1, 0.7, jumpy) - growth(1, 0, 0.7, jumpy) - growth(0, 1, 0.7, jumpy)))
	free := g
	free.Compensated, free.Drift = false, []float64{0.5, -0.3}
	for _, tt := range []struct {
		name string
		g    montecarlo.GBM
		f    func(p []float64) float64
		want float64
	}{
		{"first", g, func(p []float64) float64 { return p[0] }, 1},
		{"second", g, func(p []float64) float64 { return p[1] }, 1},
		{"product", g, func(p []float64) float64 { return p[0] * p[1] }, product},
		{"log of the first", free, func(p []float64) float64 { return math.Log(p[0]) }, 0.5 * week},
		{"log of the second", free, func(p []float64) float64 { return math.Log(p[1]) }, -0.3 * week},
	} {
		for _, tilt := range [][]float64{nil, {-4, -3}} {
			got, stdErr := montecarlo.ExpectStepped(tt.g, week, 4096, tilt, tt.f)
			t.Logf("%-18s tilt %v: want %.7f got %.7f +- %.7f", tt.name, tilt, tt.want, got, stdErr)
			require.InDelta(t, tt.want, got, 5.5*stdErr+1e-8, tt.name)
		}
	}
}

// TestJumps_Coverage is TestCoverage under jumps, at the two probabilities that are known.
func TestJumps_Coverage(t *testing.T) {
	if testing.Short() {
		t.Skip("statistical: runs once, native and without -short")
	}
	e := montecarlo.Experiment{Process: stepped(merton, [][]float64{{1}}, 0.5), Grid: uniform(7, 1, true), Paths: reference.CoveragePaths}
	for _, tt := range []struct{ equity, want float64 }{{0.1, 0.2458537228}, {0.48, rarely}} {
		e.Books = []montecarlo.Book{{book(tt.equity, 0.005, 1)}}
		requireCoverage(t, e, tt.want)
	}
}

// requireCoverage counts in how many of 400 runs the interval of P(any) holds the value.
func requireCoverage(t *testing.T, e montecarlo.Experiment, want float64) {
	t.Helper()
	const seeds = 400
	held, sum, square := 0, 0.0, 0.0
	for seed := range uint64(seeds) {
		e.Seed = 1000 + seed
		a := simulate(t, e).Books[0].Any
		if a.Low <= want && want <= a.High {
			held++
		}
		sum += a.Value/want - 1
		square += (a.Value/want - 1) * (a.Value/want - 1)
	}
	spread := math.Sqrt(square / seeds)
	t.Logf("%d of %d at P = %.3g; spread %.2g, bias %.2g", held, seeds, want, spread, sum/seeds)
	// As TestClock_Coverage: a true coverage of .95 is outside in 3 of 100 samples of 400 below, and 4 above.
	require.GreaterOrEqual(t, held, seeds*925/1000)
	require.LessOrEqual(t, held, seeds*975/1000)
	require.Less(t, math.Abs(sum/seeds), 4*spread/math.Sqrt(seeds)+1e-3, "bias")
}

// TestStepped_Workers checks that a run in parts gives the bits of a whole one.
func TestStepped_Workers(t *testing.T) {
	e := montecarlo.Experiment{
		Process: stepped(jumpy, pair(0.7), 0.5, 0.7), Grid: uniform(7, 4, true), Paths: 1 << 13, Seed: 4,
		Books: []montecarlo.Book{{book(1000, 0.005, 5000, 5000)}, {book(0.1, 0.005, 1), book(0.1, 0.005, 0, 1)}},
	}
	want, err := reference.Run(e, 1)
	require.NoError(t, err)
	for _, workers := range []int{2, 7} {
		got, err := reference.Run(e, workers)
		require.NoError(t, err)
		require.Equal(t, want, got)
	}
	e.Process.Clock = mixture
	_, err = e.Compile()
	require.ErrorContains(t, err, "together")
}
