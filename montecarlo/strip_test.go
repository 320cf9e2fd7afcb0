package montecarlo_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/montecarlo"
)

// TestStrip compares the probability to leave a strip with the eigenfunction series at 500 digits, summed by a program of its own: also
// where this package sums images, and for probabilities down to 1e-21.
func TestStrip(t *testing.T) {
	for _, tt := range []struct{ low, high, drift, sigma, years, want float64 }{
		{0.15, 0.06, 0.5, 0.6, 0.0191, 5.64695541149898616595e-01},
		{0.1, 0.3, -0.18, 0.6, 0.0027, 1.40743462830394201919e-03},
		{0.5, 0.4, 0.3, 0.2, 0.05, 7.11832126094680950942e-18},
		{0.02, 0.9, -3, 0.6, 0.3, 9.99866007859467331720e-01},
		{0.02, 0.9, 8, 0.6, 0.3, 9.99999671342470808355e-01},
		{1.2, 0.9, 0, 0.3, 0.1, 2.38160016439629999521e-21},
		{0.3, 0.2, -0.5, 0.5, 0.99, 9.93689040713024995810e-01}, // just before the series changes
		{0.3, 0.2, -0.5, 0.5, 1.01, 9.94339050329742235590e-01}, // and just after
		{0.3, 0.2, 40, 0.5, 0.01, 9.99979405388975117752e-01},
		{0.3, 0.2, 40, 0.5, 1.01, 1},
		{0.01, 0.02, 0.1, 0.5, 5, 1},
	} {
		require.InEpsilon(t, tt.want, montecarlo.Leaving(tt.low, tt.high, tt.drift, tt.sigma, tt.years), 1e-11)
		require.InEpsilon(t, tt.want, montecarlo.Leaving(tt.high, tt.low, -tt.drift, tt.sigma, tt.years), 1e-11, "upside down")
	}
	// A level out of reach leaves the other alone; nothing is random without volatility.
	require.InEpsilon(t, montecarlo.Passage(0.1, -0.18, 0.6, 0.02), montecarlo.Leaving(0.1, 9, -0.18, 0.6, 0.02), 1e-14)
	require.Equal(t, 1.0, montecarlo.Leaving(0.1, 0.3, 2, 0, 0.2))
	require.Equal(t, 1.0, montecarlo.Leaving(0.1, 0.3, -2, 0, 0.1))
	require.Equal(t, 0.0, montecarlo.Leaving(0.1, 0.3, 1, 0, 0.2))
}

// between is a pool of one asset at 100 that is liquidated below low and above high: 100 (1 - m) S - 100 + e and, above 100 S = 100, a
// second tier so steep that the excess falls to zero at high.
func between(low, high float64) montecarlo.Boundary {
	// Alive by S - low up to 100; above, by 100 - low - c (S - 100), zero at high.
	c := (100 - low) / (high - 100)
	asset := []montecarlo.Exponent{{Asset: 0, Power: 1}}
	return montecarlo.Boundary{
		Terms: []montecarlo.Term{{Coefficient: 100, Exponents: asset}, {Coefficient: -low}},
		Tables: []montecarlo.Table{{
			Notional: montecarlo.Term{Coefficient: 100, Exponents: asset}, Unit: montecarlo.Term{Coefficient: 1},
			Tiers: []montecarlo.Tier{{}, {Edge: 100, Rate: 1 + c, Deduction: 100 * (1 + c)}},
		}},
	}
}

// TestTwoBarriers checks a pool with a barrier on either side against the double-barrier survival probabilities of REFERENCE.md
// (QuantLib doublebinaryoption.cpp parameters, S=100, q=.02, r=.05, T=.25): its probability, curve, levels and median.
func TestTwoBarriers(t *testing.T) {
	for _, tt := range []struct{ low, high, sigma, survive, digits float64 }{
		{80, 120, 0.1, 0.9995788473, 5e-11}, {80, 120, 0.2, 0.9043069431, 5e-11}, {80, 120, 0.3, 0.6406785962, 5e-11}, {80, 120, 0.5, 0.1933459559, 5e-11},
		{90, 110, 0.2, 0.3721425924, 5e-11}, {90, 110, 0.3, 0.0805977728, 5e-11}, {90, 110, 0.5, 5.972522e-4, 5e-11},
	} {
		g := montecarlo.GBM{Drift: []float64{0.05 - 0.02 - tt.sigma*tt.sigma/2}, Volatility: []float64{tt.sigma}, L: [][]float64{{1}}}
		b := between(tt.low, tt.high)
		l := montecarlo.NewLadder(b, g, 0.25)
		require.NotNil(t, l)
		b.Levels = l.Levels
		e := montecarlo.Experiment{Process: g, Grid: uniform(year/4, 8, true), Books: []montecarlo.Book{{b}}, Paths: 2}
		p := simulate(t, e).Books[0].Pools[0]
		require.Equal(t, "exact", p.Crossed.Method)
		require.Zero(t, p.Crossed.StdErr)
		require.InDelta(t, 1-tt.survive, p.Crossed.Value, tt.digits)
		require.Equal(t, p.Crossed.Value, p.Curve[7])
		leaving := func(added, years float64) float64 {
			c := (100 - tt.low) / (tt.high - 100)
			down := 9.0 // out of reach where no price is low enough
			if tt.low > added {
				down = -math.Log((tt.low - added) / 100)
			}
			return montecarlo.Leaving(down, math.Log((tt.high+added/c)/100), g.Drift[0], tt.sigma, years)
		}
		for d, got := range p.Curve {
			require.InEpsilon(t, leaving(0, float64(d+1)/32), got, 1e-9, "date %d", d)
		}
		added := []float64{l.Lowest, l.Lowest / 3, 0, l.Highest / 3, l.Highest}
		for i, r := range l.Interpolate(p.Levels, p.LevelStdErr, added) {
			require.InEpsilon(t, leaving(added[i], 0.25), r.Probability, 1e-9, "%v added", added[i])
			require.Zero(t, r.StdErr)
			require.Zero(t, r.Interpolation)
		}
		require.Greater(t, leaving(l.Lowest, 0.25), p.Crossed.Value)
		require.Less(t, leaving(l.Highest, 0.25), 1e-5)
		if p.Crossed.Value < 0.5 {
			require.Zero(t, p.MedianYears)
		} else {
			require.InDelta(t, 0.5, leaving(0, p.MedianYears), 1e-12)
		}
	}
}
