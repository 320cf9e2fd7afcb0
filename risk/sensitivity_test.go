package risk_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/risk"
	"github.com/plimsoll-risk/plimsoll/risk/margin"
)

// TestSensitivity compares the cases of an isolated long with the closed form at volatilities moved by hand: .6 with a standard error of .06, and the
// default of 1/sqrt(730) where none is given.
func TestSensitivity(t *testing.T) {
	a := account(pool("A", margin.Isolated, "100", position(t, "A/USDT:USDT", "1000", "1")))
	passage := func(sigma float64) float64 {
		phi := func(x float64) float64 { return 0.5 * math.Erfc(-x/math.Sqrt2) }
		b, s := math.Log(0.9/0.995), sigma*math.Sqrt(7.0/365)
		return phi((b+s*s/2)/s) + math.Exp(-b)*phi((b-s*s/2)/s)
	}
	m := twoAssets(0)
	m.VolatilityStdErr = map[string]float64{"A": 0.06}
	require.Equal(t, map[string]float64{"A": 0.1}, round(m.VolatilityErrors(a)))
	cases, err := risk.Sensitivity(a, m, week(512, 1), risk.GBM, mixture)
	require.NoError(t, err)
	require.Len(t, cases, 3)
	require.Equal(t, risk.VolatilityLow, cases[0].Name)
	require.InDelta(t, passage(0.54), cases[0].Any.Value, 1e-12)
	require.Equal(t, risk.VolatilityHigh, cases[1].Name)
	require.InDelta(t, passage(0.66), cases[1].Any.Value, 1e-12)
	require.Equal(t, risk.OtherModel, cases[2].Name)
	require.Equal(t, mixture, cases[2].Model)
	require.InDelta(t, simulate(t, a, under(0, mixture), week(512, 1)).Liquidation.Any.Value, cases[2].Any.Value, 0)

	m.VolatilityStdErr = nil
	cases, err = risk.Sensitivity(a, m, week(512, 1))
	require.NoError(t, err)
	require.InDelta(t, passage(0.6*(1-1/math.Sqrt(730))), cases[0].Any.Value, 1e-12)
	// A term: both of its volatilities move. With no weight it is the long-run one.
	m.VolatilityTerm = map[string]risk.VolatilityTerm{"A": {Fast: 2, Long: 0.6, DecayPerDay: 0.82, Scale: 1}}
	m.VolatilityStdErr = map[string]float64{"A": 0.06}
	delete(m.Volatility, "A")
	cases, err = risk.Sensitivity(a, m, week(512, 1), risk.GBM)
	require.NoError(t, err)
	require.Len(t, cases, 2)
	require.InDelta(t, passage(0.66), cases[1].Any.Value, 1e-12)
	require.Equal(t, 0.6, m.VolatilityTerm["A"].Long, "the market is left alone")

	m.VolatilityStdErr["A"] = -1
	_, err = risk.NewPlan(a, m, week(512, 1))
	require.ErrorContains(t, err, "market.volatilityStdErr.A")
}

func round(m map[string]float64) map[string]float64 {
	for k, x := range m {
		m[k] = math.Round(x*1e12) / 1e12
	}
	return m
}
