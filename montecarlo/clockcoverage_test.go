package montecarlo_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/internal/reference"
	"github.com/plimsoll-risk/plimsoll/montecarlo"
)

// TestClock_Coverage is TestCoverage under clocks, of isolated pools, whose probability is known in closed form.
func TestClock_Coverage(t *testing.T) {
	if testing.Short() {
		t.Skip("statistical: runs once, native and without -short")
	}
	const seeds = 400
	student := &montecarlo.Clock{DegreesOfFreedom: 4, Redraw: 1 / year}
	for _, tt := range []struct {
		name   string
		clock  *montecarlo.Clock
		equity float64
		days   float64
	}{
		{"lognormal, P = .16", mixture, 0.1, 7},
		{"lognormal, P = 6e-3", mixture, 0.3, 7},
		{"lognormal, P = 1e-6", mixture, 0.25, 0.25},
		{"student, P = .21", student, 0.1, 7},
		{"student, P = 2e-4", student, 0.4, 7},
		{"student, P = 1e-6", student, 0.7, 2},
	} {
		t.Run(tt.name, func(t *testing.T) {
			e := montecarlo.Experiment{Process: clocked(tt.clock, [][]float64{{1}}, 0.6), Grid: uniform(tt.days, 1, true), Books: []montecarlo.Book{{book(tt.equity, 0.005, 1)}}, Paths: reference.CoveragePaths}
			exact := simulate(t, e).Books[0].Any
			require.Equal(t, "exact", exact.Method)
			e.SimulateAll = true
			held, sum, square := 0, 0.0, 0.0
			for seed := range uint64(seeds) {
				e.Seed = 1000 + seed
				a := simulate(t, e).Books[0].Any
				if a.Low <= exact.Value && exact.Value <= a.High {
					held++
				}
				sum += a.Value/exact.Value - 1
				square += (a.Value/exact.Value - 1) * (a.Value/exact.Value - 1)
			}
			n := float64(seeds)
			spread := math.Sqrt(square / n)
			t.Logf("%d of %d at P = %.3g; spread %.2g, bias %.2g", held, seeds, exact.Value, spread, sum/n)
			require.GreaterOrEqual(t, held, seeds*925/1000)
			require.LessOrEqual(t, held, seeds*97/100)
			require.Less(t, math.Abs(sum/n), 4*spread/math.Sqrt(n), "bias")
		})
	}
}
