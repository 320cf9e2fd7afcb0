package montecarlo_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/montecarlo"
)

// jumping is a martingale with volatilities and common jumps.
func jumping(j *montecarlo.Jumps, correlation [][]float64, volatility ...float64) montecarlo.GBM {
	g := martingale(correlation, volatility...)
	for a := range g.Drift {
		g.Drift[a] = 0
	}
	g.Stepped, g.Compensated = j, true
	return g
}

// TestJumps checks the value of REFERENCE.md, by a finite-difference solution of the integro-differential equation: volatility .5, 50 jumps a year of N(-.02, .06^2).
func TestJumps(t *testing.T) {
	j := &montecarlo.Jumps{Rate: 50, Mean: []float64{-0.02}, Deviation: []float64{0.06}}
	e := montecarlo.Experiment{Process: jumping(j, [][]float64{{1}}, 0.5), Grid: uniform(7, 24, true), Books: []montecarlo.Book{{book(0.1, 0.005, 1)}}, Paths: 1 << 16, Seed: 1}
	r := simulate(t, e).Books[0]
	requireWithin(t, 0.2458537228, 1e-10, r.Any, "Merton")
	require.Zero(t, *r.Any.Discretisation)
	require.Less(t, r.Any.StdErr, 5e-4)
}
