package risk_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/risk"
	"github.com/plimsoll-risk/plimsoll/risk/margin"
)

// The accounts of internal/reference/steps: an isolated long, and two of them in a cross pool.
func longs(t *testing.T) (isolated, cross margin.Account) {
	t.Helper()
	return account(pool("A", margin.Isolated, "100", position(t, "A/USDT:USDT", "1000", "1"))),
		account(pool("cross", margin.Cross, "1000", position(t, "A/USDT:USDT", "5000", "1"), position(t, "B/USDT:USDT", "5000", "1")))
}

// TestGARCH checks accounts against internal/reference/steps, as montecarlo's TestGarch: volatilities now and in the long run from terms or from the model, weights by asset.
func TestGARCH(t *testing.T) {
	isolated, cross := longs(t)
	m := under(0.8, garch)
	m.Volatility = map[string]float64{"A": 0.4, "B": 0.9}
	m.VolatilityTerm = map[string]risk.VolatilityTerm{"A": {Fast: 0.4, Long: 0.6, Weight: 0.9, DecayPerDay: 0.82, Scale: 1.25}}
	m.Model.Assets = map[string]risk.AssetModel{"B": {LongVolatility: pointer(0.8), Alpha: pointer(0.1), Beta: pointer(0.85)}}
	r := simulate(t, isolated, m, week(1<<16, 1))
	require.InDelta(t, .0971904, r.Liquidation.Any.Value, 4*(r.Liquidation.Any.StdErr+.0000437))
	require.Contains(t, r.Warnings[0], "alpha 0.15, beta 0.8")
	require.Contains(t, r.Warnings[1], "no weight, decay or scale")
	require.Equal(t, 7, r.Run.Steps)
	e := simulate(t, cross, m, week(1<<16, 2)).Liquidation.Any
	require.InDelta(t, .2464442, e.Value, 4*(e.StdErr+.0002109))
	// Sensitivity shifts volatilities of the first day and of the long run alike.
	cases, err := risk.Sensitivity(isolated, m, week(4096, 1), risk.GBM)
	require.NoError(t, err)
	require.Len(t, cases, 3)
	require.Less(t, cases[0].Any.Value, .0971904)
	require.Greater(t, cases[1].Any.Value, .0971904)
	m.Model.Garch = risk.Garch{Alpha: 0.06, Beta: 0.94}
	require.Contains(t, simulate(t, isolated, m, week(512, 1)).Warnings[2], "do not return to a long-run level")
	s := week(512, 1)
	s.HorizonHours = 87600
	m.Volatility["A"], m.VolatilityTerm = 0.1, nil
	_, err = risk.NewPlan(account(isolated.Pools[0]), m, s)
	require.NoError(t, err)
}

// TestRegime checks accounts: in the calm, volatilities are such that those given are those of the long run.
func TestRegime(t *testing.T) {
	isolated, _ := longs(t)
	m := under(0.8, regime)
	// A fifth of the time is stress of 2.5 times the volatility: a calm of .5 is .5 sqrt(.8 + .2 2.5^2) = .5 sqrt(2.05) in the long run. P from TestRegimes, by quadrature.
	m.Volatility["A"] = 0.715891053163818
	e := simulate(t, isolated, m, week(1<<16, 1)).Liquidation.Any
	requireWithin(t, 0.26921684, e)
	one := m
	one.Model.Regime.StressMultiplier = 1 // no difference: geometric Brownian motion
	one.Model.Regime.StressPull = 0
	require.InDelta(t, simulate(t, isolated, under2(m, risk.GBM), week(512, 1)).Liquidation.Any.Value, simulate(t, isolated, one, week(512, 1)).Liquidation.Any.Value, 1e-12)
	require.Contains(t, simulate(t, isolated, m, week(512, 1)).Warnings[0], "calm for 20 days and under stress for 5")
}

// under2 is a market under another model.
func under2(m risk.Market, model risk.Model) risk.Market {
	m.Model = model
	return m
}

// TestRegime_Pull checks a pull of correlations against a market that is always under stress, which is geometric Brownian motion with the correlation pulled: .6 by half is .8.
func TestRegime_Pull(t *testing.T) {
	_, cross := longs(t)
	m := under(0.6, regime)
	m.Volatility = map[string]float64{"A": 0.6, "B": 0.8}
	m.Model.Regime = risk.Regime{CalmDays: 0.01, StressDays: 36500, StressProbability: 1, StressMultiplier: 1, StressPull: 0.5}
	requireWithin(t, .289480489, simulate(t, cross, m, week(1<<16, 1)).Liquidation.Any)
}
