package montecarlo_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/montecarlo"
)

// TestTermStructure checks that volatilities of one shape only change the clock: with the averages of REFERENCE.md's books over a week, their probabilities
// come out, jointly too, whatever happens within the week.
func TestTermStructure(t *testing.T) {
	week := 7 / year
	shape := func(volatility float64) montecarlo.TermStructure {
		m := montecarlo.TermStructure{Fast: 1.5, Long: 0.7, Weight: 0.9, Decay: 0.82, Scale: 1}
		m.Scale = volatility * volatility * week / m.Variance(week)
		return m
	}
	f, err := montecarlo.FactorCorrelation(pair(0.8))
	require.NoError(t, err)
	g := montecarlo.GBM{Drift: []float64{0, 0}, L: f.L, Terms: []montecarlo.TermStructure{shape(0.6), shape(0.8)}, Compensated: true}
	e := montecarlo.Experiment{Process: g, Grid: uniform(7, 24, true), Paths: 1 << 16, Seed: 4, Books: []montecarlo.Book{
		{book(1000, 0.005, 5000, 5000)}, {book(1000, 0.005, 10000, -10000)}, {book(0.1, 0.005, 1), book(0.1, 0.005, 0, 1)},
	}}
	r := simulate(t, e)
	requireWithin(t, .289480489, 5e-10, r.Books[0].Any, "two longs")
	requireWithin(t, .193191772, 5e-10, r.Books[1].Any, "hedged")
	requireWithin(t, .42189881, 5e-9, r.Books[2].Any, "two isolated, any")
	requireWithin(t, .20038935, 5e-9, r.Books[2].All, "two isolated, all")
	// Dates: each has the probability of a week at the volatility that gives its variance.
	for d, p := range r.Books[2].Pools[0].Curve {
		years := week * float64(d+1) / 24
		v := g.Terms[0].Variance(years)
		want := firstPassage(math.Log(0.9/0.995), -v/years/2, math.Sqrt(v/years), years)
		require.InEpsilon(t, want, p, 1e-9, "date %d", d)
	}
}

// TestTermStructure_Edges checks decays and weights at the ends of their ranges.
func TestTermStructure_Edges(t *testing.T) {
	week := 7 / year
	for _, tt := range []struct {
		name string
		m    montecarlo.TermStructure
		want float64 // variance of a week in units of 1/365
	}{
		{"no decay", montecarlo.TermStructure{Fast: 2, Long: 1, Weight: 1, Decay: 1, Scale: 1}, 28},
		{"gone in a day", montecarlo.TermStructure{Fast: 2, Long: 1, Weight: 1, Decay: 0, Scale: 1}, 10},
		{"no weight", montecarlo.TermStructure{Fast: 2, Long: 1, Decay: 0.5, Scale: 2}, 14},
		{"nothing moves", montecarlo.TermStructure{Scale: 1}, 0},
		{"half of it left", montecarlo.TermStructure{Fast: 2, Long: 1, Weight: 1, Decay: 0.5, Scale: 1}, 7 + 3*(1-math.Pow(0.5, 7))/0.5},
	} {
		require.InDelta(t, tt.want/365, tt.m.Variance(week), 1e-15, tt.name)
		require.InDelta(t, tt.m.Scale*(tt.m.Long*tt.m.Long+tt.m.Weight*(tt.m.Fast*tt.m.Fast-tt.m.Long*tt.m.Long))/730, tt.m.Variance(0.5/year), 1e-15, "%s: half a day", tt.name)
	}
}
