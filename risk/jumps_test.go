package risk_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/montecarlo"
	"github.com/plimsoll-risk/plimsoll/risk"
	"github.com/plimsoll-risk/plimsoll/risk/margin"
)

func pointer(x float64) *float64 { return &x }

// TestMerton checks an account against REFERENCE.md, and a cross pool with an asset's own jumps and amounts against internal/reference/steps, as montecarlo's TestJumps_Books.
func TestMerton(t *testing.T) {
	m := under(0.7, merton)
	m.Volatility = map[string]float64{"A": 0.5, "B": 0.7}
	isolated := account(pool("A", margin.Isolated, "100", position(t, "A/USDT:USDT", "1000", "1")))
	r := simulate(t, isolated, m, week(1<<16, 1))
	requireWithin(t, 0.2458537228, r.Liquidation.Any)
	require.Contains(t, r.Warnings[0], "Prices jump together 50 times a year")
	// The curves hold the same probability where nothing is added, and rise with leverage.
	c := r.Liquidation.Pools[0].Collateral
	require.NotNil(t, c)
	for k := range c.Added[1:] {
		require.Less(t, c.Probability[k+1], c.Probability[k]+3*c.StdErr[k]+1e-9)
	}
	m.Model.Assets = map[string]risk.AssetModel{
		"A": {Own: risk.Jumps{PerYear: 20, Mean: 0.05, Volatility: 0.1}},
		"B": {JumpMean: pointer(-0.03), JumpVolatility: pointer(0.05)},
	}
	two := account(pool("cross", margin.Cross, "1000", position(t, "A/USDT:USDT", "5000", "1"), position(t, "B/USDT:USDT", "5000", "1")))
	r = simulate(t, two, m, week(1<<16, 2))
	e := r.Liquidation.Any
	require.InDelta(t, .2947881, e.Value, 4*(e.StdErr+.0002245))
	require.Contains(t, r.Warnings[1], "also jump on their own")
}

// TestMerton_Still checks what does not jump: an asset without volatility that the model does not name, and jumps without a rate; in closed form, as geometric Brownian motion.
func TestMerton_Still(t *testing.T) {
	a := account(pool("A", margin.Isolated, "100", position(t, "A/USDT:USDT", "1000", "1")))
	m := under(0.7, merton)
	m.Volatility["A"] = 0
	e := simulate(t, a, m, week(512, 1)).Liquidation.Any
	require.Equal(t, montecarlo.Exact(0), e)
	m.Model.Assets = map[string]risk.AssetModel{"A": {JumpVolatility: pointer(0.06)}} // named: it jumps, and does nothing else
	require.Greater(t, simulate(t, a, m, week(1<<14, 1)).Liquidation.Any.Value, 0.02)
	m = under(0.7, merton)
	m.Model.Jumps.PerYear = 0
	e = simulate(t, a, m, week(512, 1)).Liquidation.Any
	require.Equal(t, "exact", e.Method)
	require.InDelta(t, simulate(t, a, under(0.7, risk.GBM), week(512, 1)).Liquidation.Any.Value, e.Value, 1e-14)
}

// TestMerton_Faults checks what a horizon makes of jumps: too many, too far, too much drift; and that they count as work.
func TestMerton_Faults(t *testing.T) {
	a := account(pool("A", margin.Isolated, "100", position(t, "A/USDT:USDT", "1000", "1")))
	year := week(512, 1)
	year.HorizonHours = 8760
	for _, tt := range []struct {
		jumps      risk.Jumps
		path, want string
	}{
		{risk.Jumps{PerYear: 501, Volatility: 0.01}, "market.model.jumpsPerYear", "at most 500"},
		{risk.Jumps{PerYear: 400, Volatility: 1.3}, "market.model", "at most 25"},
		{risk.Jumps{PerYear: 400, Mean: 0.1}, "market.model", "at most 25"},
	} {
		m := under(0.7, merton)
		m.Model.Jumps = tt.jumps
		_, err := risk.NewPlan(a, m, year)
		var errs margin.Errors
		require.ErrorAs(t, err, &errs)
		require.Equal(t, tt.path, errs[0].Path)
		require.Contains(t, errs[0].Want, tt.want)
	}
	m := under(0.7, merton)
	m.Model.Jumps.PerYear = 400
	year.Paths = 1 << 20
	_, err := risk.NewPlan(a, m, year)
	require.ErrorContains(t, err, "simulation.paths")
	m.Model = risk.GBM
	m.Model.Jumps.PerYear = 1
	_, err = risk.NewPlan(a, m, week(512, 1))
	require.ErrorContains(t, err, "market.model.jumpsPerYear")
}
