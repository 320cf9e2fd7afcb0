package montecarlo_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/montecarlo"
)

// TestClock_Student checks the values of REFERENCE.md for Student's t: a 10x isolated long, sigma .6.
func TestClock_Student(t *testing.T) {
	for _, tt := range []struct {
		name                   string
		nu, redraw, days, want float64
	}{
		{"nu 4, once", 4, 7, 7, 0.171088680626},
		{"nu 4, daily", 4, 1, 7, 0.213846049197},
		{"nu 4, one day", 4, 1, 1, 0.0112121001983},
		{"nu 8, once", 8, 7, 7, 0.21086543823},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := &montecarlo.Clock{DegreesOfFreedom: tt.nu, Redraw: tt.redraw / year}
			e := montecarlo.Experiment{Process: clocked(c, [][]float64{{1}}, 0.6), Grid: uniform(tt.days, 24, true), Books: []montecarlo.Book{{book(0.1, 0.005, 1)}}, Paths: 1 << 16, Seed: 2}
			exact := simulate(t, e).Books[0].Any
			require.Equal(t, "exact", exact.Method)
			t.Logf("%.13f %.13f %.2g", exact.Value, tt.want, exact.Value-tt.want)
			// Twelve digits are known; the convolutions are good to 1e-10.
			require.InDelta(t, tt.want, exact.Value, 1e-10)
			known := simulate(t, e).Books[0].Pools[0].Curve
			e.SimulateAll = true
			s := simulate(t, e).Books[0]
			requireWithin(t, tt.want, 0, s.Any, tt.name)
			for d, p := range s.Pools[0].Curve {
				require.InDelta(t, known[d], p, 5.5*s.Pools[0].CurveStdErr[d]+1e-9, "date %d: %v", d, s.Pools[0].CurveStdErr[d])
			}
		})
	}
	c := &montecarlo.Clock{DegreesOfFreedom: 4, Redraw: 7 / year}
	e := montecarlo.Experiment{Process: clocked(c, pair(0.8), 0.6, 0.8), Grid: uniform(7, 24, true), Books: []montecarlo.Book{{book(1000, 0.005, 5000, 5000)}}, Paths: 1 << 16, Seed: 2}
	requireWithin(t, .2078799, 1e-7, simulate(t, e).Books[0].Any, "two longs, nu 4, once")
}
