package montecarlo_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/montecarlo"
)

// TestCurve compares the survival curve of one run of 30 days with the PDE values of shorter horizons (REFERENCE.md): two longs
// and a hedged book, each on 1000. Between the nodes the curve is interpolated.
func TestCurve(t *testing.T) {
	for _, tt := range []struct {
		name string
		b    montecarlo.Boundary
		days map[int]float64
	}{
		{"two longs", book(1000, 0.005, 5000, 5000), map[int]float64{1: .004090492, 3: .100525982, 7: .289480489, 14: .463087180, 30: .628646744}},
		{"hedged", book(1000, 0.005, 10000, -10000), map[int]float64{2: .0167952078, 7: .193191772, 30: .5078500144}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			e := montecarlo.Experiment{Process: martingale(pair(0.8), 0.6, 0.8), Grid: uniform(30, 30, true), Books: []montecarlo.Book{{tt.b}}, Paths: 1 << 16, Seed: 4}
			p := simulate(t, e).Books[0].Pools[0]
			require.Len(t, p.Curve, 30)
			for day, want := range tt.days {
				got, stdErr := p.Curve[day-1], p.CurveStdErr[day-1]
				t.Logf("day %2d: want %.7f got %.7f +- %.7f (%+.4f %%, %+.1f sigma)", day, want, got, stdErr, 100*(got/want-1), (got-want)/stdErr)
				require.LessOrEqual(t, math.Abs(got-want), 5.5*stdErr+5e-9, "day %d", day)
				limit := 1e-3
				if want < 0.01 {
					limit = 0.02
				}
				require.LessOrEqual(t, math.Abs(got-want)+stdErr, limit*want, "day %d", day)
			}
		})
	}
}

// TestCurve_Interpolation checks every date of a pool of one asset against the closed form.
func TestCurve_Interpolation(t *testing.T) {
	e := montecarlo.Experiment{Process: martingale([][]float64{{1}}, 0.6), Grid: uniform(30, 30, true), Books: []montecarlo.Book{{book(0.1, 0.005, 1)}}, Paths: 1 << 16, Seed: 4, SimulateAll: true}
	p := simulate(t, e).Books[0].Pools[0]
	for d, got := range p.Curve {
		want := firstPassage(math.Log(0.9/0.995), -0.18, 0.6, float64(d+1)/year)
		require.InDelta(t, want, got, 5.5*p.CurveStdErr[d], "day %d", d+1)
		require.Less(t, p.CurveStdErr[d], 1e-3*want, "day %d", d+1)
	}
}
