package risk_test

import (
	"context"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/montecarlo"
	"github.com/plimsoll-risk/plimsoll/risk"
	"github.com/plimsoll-risk/plimsoll/risk/margin"
)

// loan is 100 C against debt of D, at a health factor of 1.25 with a threshold of .8.
func loan(name string) margin.Pool {
	return margin.Pool{Name: name, Kind: margin.Cross,
		Balances:   []margin.Holding{{Asset: "C", Amount: dec("100")}},
		Debts:      []margin.Debt{{Asset: "D", Amount: dec("64")}},
		Collateral: []margin.Collateral{{Asset: "C", LiquidationThreshold: decimal.NewNullDecimal(dec("0.8")), LoanToValue: decimal.NewNullDecimal(dec("0.75"))}},
	}
}

func loanMarket() risk.Market {
	return risk.Market{
		Prices:      margin.Prices{"C": dec("1"), "D": dec("1")},
		Volatility:  map[string]float64{"C": 0.7, "D": 0.5},
		Correlation: risk.Correlation{Assets: []string{"C", "D"}, Matrix: [][]float64{{1, 0.8}, {0.8, 1}}},
		Model:       risk.GBM,
	}
}

// TestSimulate_Loan: a one-collateral one-debt loan of health factor 1.25, volatilities
// .7 and .5, correlation .8, over 30 days. The exact probability is that of a
// lognormal (reference value, computed independently).
func TestSimulate_Loan(t *testing.T) {
	s := week(1<<16, 3)
	s.HorizonHours = 30 * 24
	r := simulate(t, account(loan("loan")), loanMarket(), s)
	require.Equal(t, "1.25", r.Margin[0].HealthFactor().Decimal.String())
	requireWithin(t, 0.0770644078, r.Liquidation.Any)
	require.Equal(t, r.Liquidation.Any, r.Liquidation.Pools[0].Probability)
	require.Less(t, r.Liquidation.Any.StdErr, 0.0015)
}

// A pool with debts counts as held: below a health factor of 1 it is liquidated
// now, and without anything that moves never.
func TestSimulate_LoanExact(t *testing.T) {
	for _, tt := range []struct {
		name, price string
		volatility  float64
		want        float64
	}{
		{"liquidatable now", "0.79", 0.5, 1},
		{"nothing moves", "1", 0, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			m := loanMarket()
			m.Prices["C"] = dec(tt.price)
			m.Volatility = map[string]float64{"C": tt.volatility, "D": 0}
			r := simulate(t, account(loan("loan")), m, week(16, 1))
			require.Equal(t, montecarlo.Exact(tt.want), r.Liquidation.Any)
			require.Equal(t, montecarlo.Exact(tt.want), r.Liquidation.All)
		})
	}
}

// Lending pools stay as they are in every arrangement and lend no capital to positions.
func TestCounterparts_Lending(t *testing.T) {
	a := account(loan("cross"), pool("A/USDT:USDT", margin.Isolated, "100", position(t, "A/USDT:USDT", "1000", "1")))
	prices := margin.Prices{"A": dec("1"), "C": dec("1"), "D": dec("1")}
	isolated, cross := risk.Counterparts(a, prices)
	require.Equal(t, a.Pools[0], isolated.Pools[0])
	require.Equal(t, "100", isolated.Assess(prices)[1].Equity.String())
	require.Equal(t, a.Pools[0], cross.Pools[0])
	require.Equal(t, "cross#2", cross.Pools[1].Name)
	require.NoError(t, cross.Validate(prices))

	only := account(loan("loan"))
	isolated, cross = risk.Counterparts(only, prices)
	require.Equal(t, only.Pools, isolated.Pools)
	require.Equal(t, only.Pools, cross.Pools)
	c, err := risk.Compare(context.Background(), only, loanMarket(), week(64, 1), risk.Options{})
	require.NoError(t, err)
	require.Equal(t, c.Modes[0].Liquidation.Any, c.Modes[2].Liquidation.Any)
}

// The cross counterpart keeps debts and the first rule of each asset.
func TestCounterparts_Collateral(t *testing.T) {
	ratio := func(s string) margin.CollateralRatio {
		r, err := margin.FlatRatio(dec(s))
		require.NoError(t, err)
		return r
	}
	one := pool("one", margin.Named, "100", position(t, "A/USDT:USDT", "10", "1"))
	one.Collateral = []margin.Collateral{{Asset: "USDT", Ratio: ratio("0.9")}}
	one.Debts = []margin.Debt{{Asset: "USDT", Amount: dec("1")}}
	two := pool("two", margin.Named, "50", position(t, "A/USDT:USDT", "10", "1"))
	two.Collateral = []margin.Collateral{{Asset: "USDT", Ratio: ratio("0.5")}}
	prices := margin.Prices{"A": dec("1")}
	_, cross := risk.Counterparts(account(one, two), prices)
	require.Len(t, cross.Pools, 1)
	require.Equal(t, "134", cross.Assess(prices)[0].Equity.String()) // .9*150 - 1
}
