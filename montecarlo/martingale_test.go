package montecarlo_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/montecarlo"
)

// TestMartingale checks that prices without drift stay what they are on average, and grow with it, under each clock: the mean of the price where it has a second
// moment, otherwise that of min(S, 1.2): for Student's t from REFERENCE.md, for the lognormal multiplier by quadrature.
func TestMartingale(t *testing.T) {
	week := 7 / year
	student := &montecarlo.Clock{DegreesOfFreedom: 4, Redraw: week}
	price := func(p []float64) float64 { return p[0] }
	phi := func(x float64) float64 { return 0.5 * math.Erfc(-x/math.Sqrt2) }
	least := func(v float64) float64 { // E min(S, 1.2) of a lognormal martingale whose logarithm has variance v
		k, s := math.Log(1.2), math.Sqrt(v)
		return phi((k-v/2)/s) + 1.2*phi(-(k+v/2)/s)
	}
	capped := func(p []float64) float64 { return math.Min(p[0], 1.2) }
	product := func(p []float64) float64 { return p[0] * p[1] }
	term := montecarlo.TermStructure{Fast: 1.2, Long: 0.6, Weight: 0.9, Decay: 0.82, Scale: 1.25}
	other := montecarlo.TermStructure{Fast: 0.5, Long: 0.9, Weight: 0.9, Decay: 0.82, Scale: 1.25}
	f, err := montecarlo.FactorCorrelation(pair(0.8))
	require.NoError(t, err)
	terms := montecarlo.GBM{Drift: []float64{0, 0}, L: f.L, Terms: []montecarlo.TermStructure{term, other}, Compensated: true}
	mixed := terms
	mixed.Clock = mixture
	grows := clocked(mixture, [][]float64{{1}}, 0.6)
	grows.Drift = []float64{2}
	free := clocked(mixture, [][]float64{{1}}, 0.6)
	free.Compensated = false
	// The covariance of the two, in steps of a thousandth.
	covariance := 0.0
	for k := range 1000 {
		a, b := float64(k)*week/1000, float64(k+1)*week/1000
		covariance += 0.8 * math.Sqrt((term.Variance(b)-term.Variance(a))*(other.Variance(b)-other.Variance(a)))
	}
	for _, tt := range []struct {
		name string
		g    montecarlo.GBM
		f    func([]float64) float64
		want float64
	}{
		{"lognormal, min(S, 1.2)", clocked(mixture, [][]float64{{1}}, 0.6), capped, overMultipliers(1.1, func(m float64) float64 { return least(0.36 * m * week) })},
		{"lognormal, drift, min(S, 1.2)", grows, func(p []float64) float64 { return math.Min(p[0]*math.Exp(-2*week), 1.2) }, overMultipliers(1.1, func(m float64) float64 { return least(0.36 * m * week) })},
		{"lognormal, log drift 0: the median", free, func(p []float64) float64 {
			if p[0] < 1 {
				return 1
			}
			return 0
		}, 0.5},
		{"student, min(S, 1.2)", clocked(student, [][]float64{{1}}, 0.6), capped, .9984970488},
		{"terms", terms, price, 1},
		{"terms, product", terms, product, math.Exp(covariance)},
		{"terms and lognormal, min(S, 1.2)", mixed, capped, overMultipliers(1.1, func(m float64) float64 { return least(m * term.Variance(week)) })},
	} {
		got, stdErr := montecarlo.Expect(tt.g, week, 4096, tt.f)
		t.Logf("%-36s want %.8f got %.8f +- %.8f", tt.name, tt.want, got, stdErr)
		// P(|t15| > 5.5) = 6e-5; the sums know nine digits.
		require.InDelta(t, tt.want, got, 5.5*stdErr+1e-8, tt.name)
	}
}
