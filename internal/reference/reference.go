// Package reference holds first-passage problems whose probabilities are known
// from closed forms, quadrature or independent programs, never from this one. Tests
// of montecarlo and the tables of docs/VALIDATION.md run the same problems.
package reference

import (
	"fmt"
	"math"

	"github.com/plimsoll-risk/plimsoll/montecarlo"
)

// A Problem is an experiment and what is known about its outcome.
type Problem struct {
	Name       string
	Source     string // of the known values
	Experiment montecarlo.Experiment
	Checks     []Check
}

// A Check is one known value.
type Check struct {
	Name   string
	Want   float64
	Digits float64 // half a unit of the last digit that is known
	Pick   func(montecarlo.BookResult) montecarlo.Estimate
	// Relative is the largest sum of standard error and bias allowed, over Want; 0 where nothing is promised.
	Relative float64
}

// Year is the days of a year.
const Year = 365.0

// Points is the number of paths with continuous monitoring: 16 nets of 4096.
const Points = 1 << 16

// promised returns the largest relative error allowed at Points paths.
func promised(want float64) float64 {
	if want < 0.01 {
		return 0.02
	}
	return 0.001
}

// Problems returns every problem but the random pools, in the order of the tables.
func Problems() []Problem {
	var all []Problem
	all = append(all, oneAsset()...)
	all = append(all, twoIsolated()...)
	all = append(all, cross()...)
	all = append(all, rare(), fiveAssets(), loan())
	return append(all, clocks()...)
}

func anyPool(r montecarlo.BookResult) montecarlo.Estimate  { return r.Any }
func allPools(r montecarlo.BookResult) montecarlo.Estimate { return r.All }
func poolAt(k int) func(montecarlo.BookResult) montecarlo.Estimate {
	return func(r montecarlo.BookResult) montecarlo.Estimate { return r.Pools[k].Crossed }
}

// oneAsset is a 10x isolated long over seven days, watched always or at equal looks.
func oneAsset() []Problem {
	looks := []int{1, 7, 42, 168, 672}
	var all []Problem
	for _, row := range []struct {
		sigma, continuous float64
		discrete          [5]float64
	}{
		{0.4, 0.0736430628, [5]float64{0.037225, 0.048741, 0.061122, 0.066920, 0.070160}},
		{0.6, 0.2387349436, [5]float64{0.121778, 0.170535, 0.206500, 0.221818, 0.230073}},
	} {
		problem := func(name, source string, g montecarlo.Grid, paths int, want, digits, relative float64, simulateAll bool) {
			all = append(all, Problem{
				Name: fmt.Sprintf("isolated 10x long, sigma %v, %s", row.sigma, name), Source: source,
				Experiment: montecarlo.Experiment{
					Process: Martingale([][]float64{{1}}, row.sigma), Grid: g, Paths: paths, Seed: 1, SimulateAll: simulateAll,
					Books: []montecarlo.Book{{Perpetuals(0.1, 0.005, 1)}},
				},
				Checks: []Check{{"P", want, digits, anyPool, relative}},
			})
		}
		problem("continuous", "closed form", Steps(7, 24, true), Points, row.continuous, 5e-11, 1e-9, false)
		problem("continuous, simulated", "closed form", Steps(7, 24, true), Points, row.continuous, 5e-11, promised(row.continuous), true)
		for k, m := range looks {
			problem(fmt.Sprintf("%d looks", m), "quadrature", Steps(7, m, false), 1<<21>>min(k, 1), row.discrete[k], 5e-7, 0.02, false)
		}
	}
	return all
}

// twoIsolated is two isolated 10x longs, sigma .6 and .8.
func twoIsolated() []Problem {
	var all []Problem
	for _, row := range []struct{ days, p1, p2, rho, any, all float64 }{
		{1, .00146887, .01740439, -.5, .01887323, 3e-8}, // all is known to one digit: left out below
		{1, .00146887, .01740439, .5, .01845706, .00041620},
		{1, .00146887, .01740439, .8, .01774102, .00113224},
		{7, .23873494, .38355322, -.5, .58213165, .04015651},
		{7, .23873494, .38355322, 0, .53072061, .09156756},
		{7, .23873494, .38355322, .5, .46979634, .15249182},
		{7, .23873494, .38355322, .8, .42189881, .20038935},
	} {
		p := Problem{
			Name: fmt.Sprintf("two isolated 10x longs, rho %v, %v d", row.rho, row.days), Source: "exact (wedge)",
			Experiment: montecarlo.Experiment{
				Process: Martingale(Pair(row.rho), 0.6, 0.8), Grid: Steps(row.days, 24, true), Paths: Points, Seed: 3,
				Books: []montecarlo.Book{{Perpetuals(0.1, 0.005, 1), Perpetuals(0.1, 0.005, 0, 1)}},
			},
			Checks: []Check{
				{"P1", row.p1, 5e-9, poolAt(0), promised(row.p1)}, {"P2", row.p2, 5e-9, poolAt(1), promised(row.p2)},
				{"any", row.any, 5e-9, anyPool, promised(row.any)}, {"all", row.all, 5e-9, allPools, promised(row.all)},
			},
		}
		if row.all < 1e-6 {
			p.Checks = p.Checks[:3]
		}
		all = append(all, p)
	}
	return all
}

// cross is one pool of two assets, sigma .6 and .8, rho .8, flat .5 %.
func cross() []Problem {
	var all []Problem
	for _, row := range []struct {
		book                 string
		w1, w2, days, equity float64
		want                 float64
	}{
		{"two longs of 5000", 5000, 5000, 7, 1000, .289480489},
		{"two longs of 5000", 5000, 5000, 7, 600, .552173196},
		{"two longs of 5000", 5000, 5000, 7, 1500, .093704348},
		{"two longs of 5000", 5000, 5000, 7, 2000, .019572320},
		{"two longs of 5000", 5000, 5000, 1, 1000, .004090492},
		{"two longs of 5000", 5000, 5000, 3, 1000, .100525982},
		{"two longs of 5000", 5000, 5000, 14, 1000, .463087180},
		{"two longs of 5000", 5000, 5000, 30, 1000, .628646744},
		{"long and short 10000", 10000, -10000, 7, 1000, .193191772},
		{"long and short 10000", 10000, -10000, 7, 800, .303711324},
		{"long and short 10000", 10000, -10000, 7, 1500, .051383270},
		{"long and short 10000", 10000, -10000, 2, 1000, .0167952078},
		{"long and short 10000", 10000, -10000, 30, 1000, .5078500144},
	} {
		all = append(all, Problem{
			Name: fmt.Sprintf("cross, %s on %v, %v d", row.book, row.equity, row.days), Source: "2-D PDE",
			Experiment: montecarlo.Experiment{
				Process: Martingale(Pair(0.8), 0.6, 0.8), Grid: Steps(row.days, 24, true), Paths: Points, Seed: 4,
				Books: []montecarlo.Book{{Perpetuals(row.equity, 0.005, row.w1, row.w2)}},
			},
			Checks: []Check{{"P", row.want, 5e-9, anyPool, promised(row.want)}},
		})
	}
	return all
}

// rare is a cross pool whose liquidation plain Monte Carlo would not see: with a fifth of the points of the others.
func rare() Problem {
	return Problem{
		Name: "cross, longs of 4000 and 3000 on 2060, 7 d", Source: "2-D PDE",
		Experiment: montecarlo.Experiment{
			Process: Martingale(Pair(0.5), 0.5, 0.7), Grid: Steps(7, 24, true), Paths: 16384, Seed: 6,
			Books: []montecarlo.Book{{Perpetuals(2060, 0.005, 4000, 3000)}},
		},
		Checks: []Check{{"P", 1.06824e-6, 5e-12, anyPool, 0.02}},
	}
}

// fiveAssets is the long book of BTC, ETH, SOL, PEPE and WIF.
func fiveAssets() Problem {
	return Problem{
		Name: "cross, five longs on 150, 7 d", Source: "randomised quasi-Monte Carlo, extrapolated",
		Experiment: montecarlo.Experiment{
			Process: FiveAssets(), Grid: Steps(7.000007, 24, true), Paths: Points, Seed: 5,
			Books: []montecarlo.Book{{FiveLongs()}},
		},
		Checks: []Check{{"P", .107946, 1.5e-5, anyPool, promised(.107946)}},
	}
}

// loan is one collateral against one debt, health factor 1.25.
func loan() Problem {
	return Problem{
		Name: "loan, health factor 1.25, 30 d", Source: "closed form",
		Experiment: montecarlo.Experiment{
			Process: Martingale(Pair(0.8), 0.7, 0.5), Grid: Steps(30, 24, true), Paths: Points, Seed: 8,
			Books: []montecarlo.Book{{Loan(1.25)}},
		},
		Checks: []Check{{"P", .0770644078, 5e-11, anyPool, promised(.0770644078)}},
	}
}

// FiveAssets is the market of the five-asset book.
func FiveAssets() montecarlo.GBM {
	return Martingale([][]float64{
		{1, .85, .75, .6, .55}, {.85, 1, .75, .62, .57}, {.75, .75, 1, .6, .6}, {.6, .62, .6, 1, .7}, {.55, .57, .6, .7, 1},
	}, .50, .65, .85, 1.20, 1.30)
}

// FiveLongs is its cross pool on an equity of 150.
func FiveLongs() montecarlo.Boundary {
	b := montecarlo.Boundary{Terms: []montecarlo.Term{{Coefficient: 150 - 1000}}}
	maintenance := []float64{.004, .005, .01, .02, .02}
	for a, w := range []float64{300, 250, 200, 150, 100} {
		b.Terms = append(b.Terms, montecarlo.Term{Coefficient: w * (1 - maintenance[a]), Exponents: []montecarlo.Exponent{{Asset: a, Power: 1}}})
	}
	return b
}

// Martingale returns prices without drift. It panics where the matrix cannot be factored.
func Martingale(correlation [][]float64, volatility ...float64) montecarlo.GBM {
	f, err := montecarlo.FactorCorrelation(correlation)
	if err != nil {
		panic(err)
	}
	g := montecarlo.GBM{Volatility: volatility, L: f.L}
	for _, v := range volatility {
		g.Drift = append(g.Drift, -v*v/2)
	}
	return g
}

// Pair is the correlation matrix of two assets.
func Pair(rho float64) [][]float64 { return [][]float64{{1, rho}, {rho, 1}} }

// Perpetuals is the pool of positions worth w[a] in asset a at price 1, with maintenance
// fraction m, on an equity: equity + sum of w (S - 1) - m |w| S.
func Perpetuals(equity, m float64, w ...float64) montecarlo.Boundary {
	b := montecarlo.Boundary{}
	constant := equity
	for a, x := range w {
		if x == 0 {
			continue
		}
		constant -= x
		b.Terms = append(b.Terms, montecarlo.Term{Coefficient: x - m*math.Abs(x), Exponents: []montecarlo.Exponent{{Asset: a, Power: 1}}})
	}
	b.Terms = append(b.Terms, montecarlo.Term{Coefficient: constant})
	return b
}

// Steps returns a grid of n equal looks, or with continuous monitoring of n dates of the curve.
func Steps(days float64, n int, continuous bool) montecarlo.Grid {
	g := montecarlo.Grid{Continuous: continuous}
	if continuous {
		g.Steps, g.JointSteps = 2, 8
	}
	for k := 1; k <= n; k++ {
		g.Times = append(g.Times, days/Year*float64(k)/float64(n))
		if !continuous {
			g.Dates = append(g.Dates, k)
		}
	}
	return g
}

// Run runs an experiment on all processors.
func Run(e montecarlo.Experiment, workers int) (*montecarlo.Result, error) {
	s, err := e.Compile()
	if err != nil {
		return nil, err
	}
	n := s.Blocks()
	tallies := make(chan *montecarlo.Tally)
	for w := range workers {
		go func() { tallies <- s.Run(w*n/workers, (w+1)*n/workers) }()
	}
	all := s.Run(0, 0)
	for range workers {
		if err := all.Merge(<-tallies); err != nil {
			return nil, err
		}
	}
	return s.Result(all)
}
