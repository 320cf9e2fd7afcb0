package reference

import (
	"fmt"
	"math"
	"runtime"
	"sync"

	"github.com/plimsoll-risk/plimsoll/internal/pde"
	"github.com/plimsoll-risk/plimsoll/montecarlo"
)

// A Coverage asks how often the 95 % intervals hold known values over Seeds runs, each of CoveragePaths paths: 16 nets of 256 points.
type Coverage struct {
	Name    string
	Process montecarlo.GBM
	Book    montecarlo.Book
	Days    float64
	Events  []Check
	Seeds   int
	// Pool is what the solver takes, where the known value is its own.
	Pool *pde.Pool
}

// CoveragePaths is the size of a run. From CoverageLow to CoverageHigh is allowed; by chance the share of intervals that each hold the value with
// probability .95 has a standard deviation of .54 % over 1600 seeds, and of .27 % over 6400.
const (
	CoveragePaths = 4096
	CoverageLow   = 0.935
	CoverageHigh  = 0.965
)

// Coverages returns the books whose intervals are counted: isolated, cross and hedged pools with P near .3, 1e-2 and 1e-5, and two
// isolated pools together.
func Coverages() []Coverage {
	one, two := Martingale([][]float64{{1}}, 0.6), Martingale(Pair(0.8), 0.6, 0.8)
	single := func(name string, process montecarlo.GBM, b montecarlo.Boundary, days, exact float64) Coverage {
		return Coverage{Name: name, Process: process, Book: montecarlo.Book{b}, Days: days, Seeds: 6400, Events: []Check{{Name: "P", Want: exact, Pick: anyPool}}}
	}
	isolated := func(name string, days float64) Coverage {
		return single("isolated, "+name, one, Perpetuals(0.1, 0.005, 1), days, FirstPassage(math.Log(0.9/0.995), -0.18, 0.6, days/Year))
	}
	solved := func(name string, equity, w1, w2, days, exact float64) Coverage {
		b := Perpetuals(equity, 0.005, w1, w2)
		c := single(name, two, b, days, exact)
		c.Pool = &pde.Pool{
			Cash: b.Terms[2].Coefficient, Amount: [2]float64{b.Terms[0].Coefficient, b.Terms[1].Coefficient},
			Volatility: [2]float64{0.6, 0.8}, Correlation: 0.8, Years: days / Year,
		}
		return c
	}
	together := func(name string, rho, days, any, all float64) Coverage {
		return Coverage{
			Name: "two isolated, " + name, Process: Martingale(Pair(rho), 0.6, 0.8), Days: days, Seeds: 1600,
			Book:   montecarlo.Book{Perpetuals(0.1, 0.005, 1), Perpetuals(0.1, 0.005, 0, 1)},
			Events: []Check{{Name: "any", Want: any, Pick: anyPool}, {Name: "all", Want: all, Pick: allPools}},
		}
	}
	return []Coverage{
		isolated("P = .3", 9), isolated("P = 1e-2", 1.5), isolated("P = 1e-5", 0.52),
		single("cross, P = .3", two, Perpetuals(1000, 0.005, 5000, 5000), 7, 0.289480489),
		solved("cross, P = 1e-2", 2200, 5000, 5000, 7, 0.00905114631),
		solved("cross, P = 1e-5", 3400, 5000, 5000, 7, 9.15957199e-6),
		single("cross, P = 1e-6", Martingale(Pair(0.5), 0.5, 0.7), Perpetuals(2060, 0.005, 4000, 3000), 7, 1.06824e-6),
		single("hedged, P = .3", two, Perpetuals(800, 0.005, 10000, -10000), 7, 0.303711324),
		solved("hedged, P = 1e-2", 1000, 10000, -10000, 1.75, 0.01066402772),
		solved("hedged, P = 1e-5", 1000, 10000, -10000, 0.6, 1.43875091e-5),
		single("loan, P = 1e-5", Martingale(Pair(0.8), 0.7, 0.5), Loan(1.75), 30, FirstPassage(-math.Log(1.75), -0.12, math.Sqrt(.18), 30/Year)),
		together("rho .8, 7 d", 0.8, 7, .42189881, .20038935),
		together("rho -.5, 7 d", -0.5, 7, .58213165, .04015651),
		together("rho .8, 1 d", 0.8, 1, .01774102, .00113224),
	}
}

// Count returns, for each event, in how many of Seeds runs the interval holds the exact value. Everything is simulated, also what has a
// closed form. Two isolated pools are exact in one step; which is first is not asked, so two joint steps do.
func (c Coverage) Count() ([]int, error) {
	held := make([]int, len(c.Events))
	workers := runtime.GOMAXPROCS(0)
	var mu sync.Mutex
	var wg sync.WaitGroup
	var failed error
	g := Steps(c.Days, 1, true)
	g.JointSteps = 2
	for w := range workers {
		wg.Go(func() {
			for seed := w; seed < c.Seeds; seed += workers {
				r, err := Run(montecarlo.Experiment{
					Process: c.Process, Grid: g, Books: []montecarlo.Book{c.Book},
					Paths: CoveragePaths, Seed: 1000 + uint64(seed), SimulateAll: true,
				}, 1)
				mu.Lock()
				if err != nil {
					failed = fmt.Errorf("seed %d: %w", seed, err)
				} else {
					for k, e := range c.Events {
						if a := e.Pick(r.Books[0]); a.Low <= e.Want && e.Want <= a.High {
							held[k]++
						}
					}
				}
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	return held, failed
}

// FirstPassage is the probability that Brownian motion with drift mu falls to b within some years: the closed form.
func FirstPassage(b, mu, sigma, years float64) float64 {
	phi := func(x float64) float64 { return 0.5 * math.Erfc(-x/math.Sqrt2) }
	spread := sigma * math.Sqrt(years)
	return phi((b-mu*years)/spread) + math.Exp(2*mu*b/(sigma*sigma))*phi((b+mu*years)/spread)
}

// Loan is one collateral against one debt with this health factor.
func Loan(health float64) montecarlo.Boundary {
	return montecarlo.Boundary{Terms: []montecarlo.Term{
		{Coefficient: health, Exponents: []montecarlo.Exponent{{Asset: 0, Power: 1}}},
		{Coefficient: -1, Exponents: []montecarlo.Exponent{{Asset: 1, Power: 1}}},
	}}
}
