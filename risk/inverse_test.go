package risk_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/risk"
	"github.com/plimsoll-risk/plimsoll/risk/margin"
)

// An inverse long on one coin is liquidated where its price first falls to
// 1.005/(1 + coins) of its entry, a lognormal against cash. With the collateral that puts
// that at .9/.995 the probabilities are the reference's for a 10x linear long.
func TestSimulate_Inverse(t *testing.T) {
	coins := dec("1.005").Mul(dec("0.995")).DivRound(dec("0.9"), 30).Sub(dec("1"))
	for _, tt := range []struct{ volatility, want float64 }{{0.4, 0.0736430628}, {0.6, 0.2387349436}} {
		p := position(t, "A/USD:A", "100", "50")
		p.Terms.ContractSize = dec("0.5") // 1 coin at entry
		a := margin.Account{Currency: "USD", Pools: []margin.Pool{{Name: "cross", Kind: margin.Cross,
			Balances: []margin.Holding{{Asset: "A", Amount: coins}}, Positions: []margin.Position{p}}}}
		m := risk.Market{Prices: margin.Prices{"A": dec("50")}, Volatility: map[string]float64{"A": tt.volatility}}
		got := simulate(t, a, m, week(1<<16, 5)).Liquidation.Pools[0].Probability
		requireWithin(t, tt.want, got)
		require.Less(t, got.StdErr, 0.003)
	}
}

// Positions of an inverse contract that stood apart have the same profit together:
// the mean entry price is the harmonic one.
func TestCounterparts_Inverse(t *testing.T) {
	var pools []margin.Pool
	for _, entry := range []string{"40", "60"} {
		p := position(t, "A/USD:A", "300", entry)
		p.Terms.ContractSize = dec("1")
		pools = append(pools, margin.Pool{Name: entry, Kind: margin.Isolated, Balances: []margin.Holding{{Asset: "A", Amount: dec("1")}}, Positions: []margin.Position{p}})
	}
	a := margin.Account{Currency: "USD", Pools: pools}
	prices := margin.Prices{"A": dec("50")}
	apart := a.Assess(prices)
	_, cross := risk.Counterparts(a, prices)
	require.Len(t, cross.Pools[0].Positions, 1)
	require.Equal(t, "48", cross.Pools[0].Positions[0].EntryPrice.String()) // 600/(300/40 + 300/60)
	require.Equal(t, apart[0].Equity.Add(apart[1].Equity).Round(25).String(), cross.Assess(prices)[0].Equity.Round(25).String())
	isolated, _ := risk.Counterparts(a, prices)
	states := isolated.Assess(prices)
	require.Equal(t, apart[0].Equity.Add(apart[1].Equity).Round(20).String(), states[0].Equity.Add(states[1].Equity).Round(20).String())
}

// Tiers of an inverse contract are in coins, so a fall of the price leads into the
// higher ones: 1 coin today, 5 % of what is above 1.05. The barrier is the exact
// liquidation price.
func TestSimulate_InverseTiers(t *testing.T) {
	schedule, err := margin.NewSchedule([]margin.Tier{{MaxNotional: dec("1.05"), MaintenanceMarginFraction: dec("0.005")},
		{MinNotional: dec("1.05"), MaintenanceMarginFraction: dec("0.05")}})
	require.NoError(t, err)
	for _, size := range []string{"100", "-100"} {
		p := position(t, "A/USD:A", size, "50")
		p.Terms.ContractSize, p.Schedule = dec("0.5"), schedule
		a := margin.Account{Currency: "USD", Pools: []margin.Pool{{Name: "cross", Kind: margin.Cross,
			Balances: []margin.Holding{{Asset: "A", Amount: dec("0.1")}}, Positions: []margin.Position{p}}}}
		m := risk.Market{Prices: margin.Prices{"A": dec("50")}, Volatility: map[string]float64{"A": 0.6}}
		r := simulate(t, a, m, week(1<<15, 6))
		barrier, _ := r.Margin[0].Positions[0].LiquidationPrice.Decimal.Div(dec("50")).Float64()
		e := r.Liquidation.Any
		requireWithin(t, hit(barrier, 0.6, 7.0/365), e)
	}
}
