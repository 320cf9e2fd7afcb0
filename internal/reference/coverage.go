package reference

import (
	"fmt"
	"math"
	"runtime"

	"github.com/plimsoll-risk/plimsoll/montecarlo"
)

// A Coverage asks how often the 95 % interval holds a known value over Seeds runs.
type Coverage struct {
	Name    string
	Process montecarlo.GBM
	Book    montecarlo.Boundary
	Days    float64
	Exact   float64
}

// Seeds is the number of runs of a Coverage, each of CoveragePaths paths: 16 nets of 256 points.
const (
	Seeds         = 400
	CoveragePaths = 4096
)

// Coverages returns the books whose intervals are counted, from P near .3 to 1e-6.
func Coverages() []Coverage {
	one, two := Martingale([][]float64{{1}}, 0.6), Martingale(Pair(0.8), 0.6, 0.8)
	long := func(days float64) float64 { return FirstPassage(math.Log(0.9/0.995), -0.18, 0.6, days/Year) }
	return []Coverage{
		{"isolated, P = .24", one, Perpetuals(0.1, 0.005, 1), 7, 0.2387349436},
		{"isolated, P = 1e-2", one, Perpetuals(0.1, 0.005, 1), 1.75, long(1.75)},
		{"isolated, P = 1e-5", one, Perpetuals(0.1, 0.005, 1), 0.52, long(0.52)},
		{"cross, P = .3", two, Perpetuals(1000, 0.005, 5000, 5000), 7, 0.289480489},
		{"cross, P = 2e-2", two, Perpetuals(2000, 0.005, 5000, 5000), 7, 0.019572320},
		{"cross, P = 1e-6", Martingale(Pair(0.5), 0.5, 0.7), Perpetuals(2060, 0.005, 4000, 3000), 7, 1.06824e-6},
		{"hedged, P = .3", two, Perpetuals(800, 0.005, 10000, -10000), 7, 0.303711324},
		{"hedged, P = 2e-2", two, Perpetuals(1000, 0.005, 10000, -10000), 2, 0.0167952078},
		{"loan, P = 1e-5", Martingale(Pair(0.8), 0.7, 0.5), Loan(1.75), 30, FirstPassage(-math.Log(1.75), -0.12, math.Sqrt(.18), 30/Year)},
	}
}

// Count returns in how many of Seeds runs the interval holds the exact value. Everything is simulated, also what has a closed form.
func (c Coverage) Count() (int, error) {
	held := 0
	for seed := range uint64(Seeds) {
		r, err := Run(montecarlo.Experiment{
			Process: c.Process, Grid: Steps(c.Days, 1, true), Books: []montecarlo.Book{{c.Book}},
			Paths: CoveragePaths, Seed: 1000 + seed, SimulateAll: true,
		}, runtime.GOMAXPROCS(0))
		if err != nil {
			return 0, fmt.Errorf("seed %d: %w", seed, err)
		}
		if a := r.Books[0].Any; a.Low <= c.Exact && c.Exact <= a.High {
			held++
		}
	}
	return held, nil
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
