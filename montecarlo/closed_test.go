package montecarlo_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/montecarlo"
)

// TestClosed checks which pools are answered in closed form, and with what.
func TestClosed(t *testing.T) {
	one, two := martingale([][]float64{{1}}, 0.6), martingale(pair(0.8), 0.7, 0.5)
	asset := []montecarlo.Exponent{{Asset: 0, Power: 1}}
	table := func(tiers ...montecarlo.Tier) montecarlo.Boundary {
		return montecarlo.Boundary{
			Terms:  []montecarlo.Term{{Coefficient: 1, Exponents: asset}, {Coefficient: -0.9}},
			Tables: []montecarlo.Table{{Notional: montecarlo.Term{Coefficient: 1, Exponents: asset}, Unit: montecarlo.Term{Coefficient: 1}, Tiers: tiers}},
		}
	}
	// Two barriers, at .9/.98 and .398/.2: the eigenfunction series at 500 digits, summed by a program of its own.
	// .1 - .05 S to 1.2, then .28 - .2 S: zero at 1.4.
	top := montecarlo.Boundary{
		Terms: []montecarlo.Term{{Coefficient: 0.1}},
		Tables: []montecarlo.Table{{
			Notional: montecarlo.Term{Coefficient: 1, Exponents: asset}, Unit: montecarlo.Term{Coefficient: 1},
			Tiers: []montecarlo.Tier{{Rate: 0.05}, {Edge: 1.2, Rate: 0.2, Deduction: 1.2 * 0.15}},
		}},
	}
	for _, tt := range []struct {
		name   string
		g      montecarlo.GBM
		b      montecarlo.Boundary
		days   float64
		method string
		want   float64
	}{
		{"long", one, book(0.1, 0.005, 1), 7, "exact", 0.2387349436},
		{"short", one, book(0.1, 0.005, -1), 7, "exact", firstPassage(-math.Log(1.1/1.005), 0.18, 0.6, 7/year)},
		{"loan", two, loan(1.25), 30, "exact", 0.0770644078},
		{"tiers", one, table(montecarlo.Tier{Rate: 0.02}, montecarlo.Tier{Edge: 0.94, Rate: 0.1, Deduction: 0.94 * 0.08}), 7, "exact", firstPassage(math.Log(0.9/0.98), -0.18, 0.6, 7/year)},
		{"a barrier above", one, top, 20, "exact", firstPassage(-math.Log(1.4), 0.18, 0.6, 20/year)},
		{"tiers with a jump", one, table(montecarlo.Tier{Rate: 0.02}, montecarlo.Tier{Edge: 0.94, Rate: 0.03}), 7, "simulated", 0},
		{"two barriers in reach", one, table(montecarlo.Tier{Rate: 0.02}, montecarlo.Tier{Edge: 1.1, Rate: 1.2, Deduction: 1.1 * 1.18}), 60, "exact", 0.759545108478600},
		{"cross", martingale(pair(0.8), 0.6, 0.8), book(1000, 0.005, 5000, 5000), 7, "simulated", 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			e := montecarlo.Experiment{Process: tt.g, Grid: uniform(tt.days, 8, true), Books: []montecarlo.Book{{tt.b}}, Paths: 1 << 14, Seed: 1}
			r := simulate(t, e).Books[0]
			if tt.method == "simulated" {
				require.NotEqual(t, "exact", r.Any.Method)
				return
			}
			require.Equal(t, tt.method, r.Any.Method)
			require.InEpsilon(t, tt.want, r.Any.Value, 1e-9)
			require.Zero(t, r.Any.StdErr)
			require.Len(t, r.Pools[0].Curve, 8)
			if tt.name == "two barriers in reach" { // simulated, the nearer one is followed
				return
			}
			e.SimulateAll = true
			s := simulate(t, e).Books[0]
			requireWithin(t, tt.want, 5e-11, s.Any, "simulated")
			for d, p := range r.Pools[0].Curve {
				require.InDelta(t, p, s.Pools[0].Curve[d], 5.5*s.Pools[0].CurveStdErr[d]+1e-12, "date %d", d)
			}
		})
	}
}

// TestClosed_Median checks that the probability at the median is one half.
func TestClosed_Median(t *testing.T) {
	e := montecarlo.Experiment{Process: martingale([][]float64{{1}}, 0.6), Grid: uniform(60, 8, true), Books: []montecarlo.Book{{book(0.1, 0.005, 1)}}, Paths: 2}
	m := simulate(t, e).Books[0].Pools[0].MedianYears
	require.InDelta(t, 0.5, firstPassage(math.Log(0.9/0.995), -0.18, 0.6, m), 1e-13)
	e.Grid = uniform(7, 8, true)
	require.Zero(t, simulate(t, e).Books[0].Pools[0].MedianYears)
}

// TestLaw compares far tails with the same formula at 60 digits (mpmath).
func TestLaw(t *testing.T) {
	for _, tt := range []struct{ distance, drift, sigma, years, want float64 }{
		{0.1, -0.18, 0.6, 0.019178082191780823, 0.24039116232285628},
		{0.1, -0.18, 0.6, 0.00027397260273972606, 7.9461036444082974e-24},
		{2.0, 0.5, 0.4, 0.02, 1.5775080101667973e-276},
		{3.0, -2.0, 0.3, 0.1, 1.7541121243332918e-191},
		{0.5, 3.0, 0.2, 2.0, 2.6786369618081002e-33},
		{1e-06, 0.3, 0.5, 0.1, 0.99999366318130985},
		{0.05, -40.0, 0.1, 0.001, 0.00087703347291897964},
	} {
		require.InEpsilon(t, tt.want, montecarlo.Passage(tt.distance, tt.drift, tt.sigma, tt.years), 1e-11)
	}
	require.Equal(t, 1.0, montecarlo.Passage(0.1, -1, 0, 0.2))
	require.Equal(t, 0.0, montecarlo.Passage(0.1, -1, 0, 0.05))
}
