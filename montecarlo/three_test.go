package montecarlo_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/montecarlo"
)

// TestThree checks three pools on three assets against the same in 64 steps: within the errors and the
// discretisation that eight steps report.
func TestThree(t *testing.T) {
	if testing.Short() {
		t.Skip("statistical: runs once, native and without -short")
	}
	for _, rho := range []float64{-0.3, 0.5, 0.9} {
		run := func(steps, paths int) montecarlo.BookResult {
			g := uniform(7, 1, true)
			g.JointSteps = steps
			return simulate(t, montecarlo.Experiment{
				Process: martingale([][]float64{{1, rho, rho}, {rho, 1, rho}, {rho, rho, 1}}, 0.6, 0.8, 0.9), Grid: g, Paths: paths, Seed: 3,
				Books: []montecarlo.Book{{book(0.1, 0.005, 1), book(0.1, 0.005, 0, 1), book(0.15, 0.005, 0, 0, -1)}},
			}).Books[0]
		}
		few, many := run(8, 1<<16), run(64, 1<<18)
		for _, pair := range [][2]montecarlo.Estimate{{few.Any, many.Any}, {few.All, many.All}} {
			e, want := pair[0], pair[1]
			t.Logf("rho %v: 8 steps %.6f +- %.6f, grid %.6f; 64 steps %.6f +- %.6f", rho, e.Value, e.StdErr, *e.Discretisation, want.Value, want.StdErr)
			require.LessOrEqual(t, math.Abs(e.Value-want.Value), 5.5*math.Hypot(e.StdErr, want.StdErr)+*e.Discretisation)
		}
		sum := 0.0
		for _, p := range few.Pools {
			sum += p.First.Value
			require.GreaterOrEqual(t, few.Any.Value, p.Crossed.Value)
			require.LessOrEqual(t, few.All.Value, p.Crossed.Value)
		}
		require.InDelta(t, few.Any.Value, sum, 1e-9)
	}
}
