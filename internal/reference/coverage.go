package reference

import (
	"fmt"
	"runtime"

	"github.com/plimsoll-risk/plimsoll/montecarlo"
)

// A Coverage asks how often the 95 % interval holds a known value over Seeds runs.
type Coverage struct {
	Name    string
	Process montecarlo.GBM
	Book    montecarlo.Boundary
	Exact   float64
}

// Seeds is the number of runs of a Coverage, each of CoveragePaths paths.
const (
	Seeds         = 200
	CoveragePaths = 2048
)

// Coverages returns the books whose intervals are counted.
func Coverages() []Coverage {
	two := Martingale(Pair(0.8), 0.6, 0.8)
	return []Coverage{
		{"isolated, sigma .6", Martingale([][]float64{{1}}, 0.6), Perpetuals(0.1, 0.005, 1), 0.2387349436},
		{"isolated, sigma .4", Martingale([][]float64{{1}}, 0.4), Perpetuals(0.1, 0.005, 1), 0.0736430628},
		{"cross, two longs on 1000", two, Perpetuals(1000, 0.005, 5000, 5000), 0.289480489},
		{"cross, two longs on 2000", two, Perpetuals(2000, 0.005, 5000, 5000), 0.019572320},
		{"cross, long and short on 1500", two, Perpetuals(1500, 0.005, 10000, -10000), 0.051383270},
	}
}

// Count returns in how many of Seeds runs the interval holds the exact value.
func (c Coverage) Count() (int, error) {
	held := 0
	for seed := range uint64(Seeds) {
		r, err := Run(montecarlo.Experiment{
			Process: c.Process, Grid: Steps(7, 24, true), Books: []montecarlo.Book{{c.Book}}, Paths: CoveragePaths, Seed: 1000 + seed,
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
