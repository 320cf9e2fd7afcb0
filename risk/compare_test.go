package risk_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/montecarlo"
	"github.com/plimsoll-risk/plimsoll/risk"
	"github.com/plimsoll-risk/plimsoll/risk/margin"
)

// TestCounterparts checks the split of capital by hand. Cross: 1000 USDT, long 5000
// A entered at .98 (+100 at price 1) and short 2500 B entered at 1 (0): 10x, so
// initial margins 500 and 250. Isolated: 150 USDT, long 1000 A at 1.02 (-20), margin 100.
// Capital 1000 + 100 + 150 - 20 = 1230; shares 500/850, 250/850, 100/850.
func TestCounterparts(t *testing.T) {
	a := account(
		pool("cross", margin.Cross, "1000", position(t, "A/USDT:USDT", "5000", "0.98"), position(t, "B/USDT:USDT", "-2500", "1")),
		pool("A/USDT:USDT", margin.Isolated, "150", position(t, "A/USDT:USDT", "1000", "1.02")),
	)
	prices := twoAssets(0.5).Prices
	isolated, cross := risk.Counterparts(a, prices)
	require.Len(t, isolated.Pools, 3)
	total := dec("0")
	// 1230 x 500/850 - 100, 1230 x 250/850, 1230 x 100/850 + 20, to 28 significant digits by long division.
	for i, want := range []struct{ name, wallet string }{
		{"A/USDT:USDT", "623.5294117647058823529411765"}, {"B/USDT:USDT", "361.7647058823529411764705882"}, {"A/USDT:USDT#2", "164.7058823529411764705882353"},
	} {
		p := isolated.Pools[i]
		require.Equal(t, want.name, p.Name)
		require.Equal(t, margin.Isolated, p.Kind)
		require.Equal(t, want.wallet, p.Balances[0].Amount.String())
		total = total.Add(isolated.Assess(prices)[i].Equity)
	}
	require.Equal(t, "1230", total.Round(20).String())

	require.Len(t, cross.Pools, 1)
	require.Equal(t, "1230", cross.Assess(prices)[0].Equity.Round(20).String())
	// The two longs of A are one position of 6000 at (4900 + 1020)/6000.
	require.Len(t, cross.Pools[0].Positions, 2)
	require.Equal(t, "6000", cross.Pools[0].Positions[0].Size.String())
	require.Equal(t, "0.9866666666666666666666666667", cross.Pools[0].Positions[0].EntryPrice.String())
	// The account itself is untouched.
	require.Equal(t, "5000", a.Pools[0].Positions[0].Size.String())
}

// TestCompare checks modes, paired differences and verdict on two longs whose
// probabilities are known: two isolated 10x longs have P(any) .42189881, one cross pool on the sum of their margins
// the probability of the basket.
func TestCompare(t *testing.T) {
	a := account(
		pool("A", margin.Isolated, "500", position(t, "A/USDT:USDT", "5000", "1")),
		pool("B", margin.Isolated, "500", position(t, "B/USDT:USDT", "5000", "1")),
	)
	c, err := risk.Compare(context.Background(), a, twoAssets(0.8), week(1<<14, 3), risk.Options{})
	require.NoError(t, err)
	require.Equal(t, []string{"isolated", "cross", "asGiven"}, []string{c.Modes[0].Name, c.Modes[1].Name, c.Modes[2].Name})
	requireWithin(t, 0.42189881, c.Modes[0].Liquidation.Any)
	requireWithin(t, 0.289480489, c.Modes[1].Liquidation.Any)
	require.Equal(t, c.Modes[0].Liquidation.Any.Value, c.Modes[2].Liquidation.Any.Value, "as given is isolated already, on the same paths")
	require.Len(t, c.Differences, 3)
	d := c.Differences[0]
	require.Equal(t, []string{"isolated", "cross"}, []string{d.A, d.B})
	requireWithin(t, 0.42189881-0.289480489, d.Any)
	require.InDelta(t, c.Modes[0].Liquidation.Any.Value-c.Modes[1].Liquidation.Any.Value, d.Any.Value, 1e-12)
	require.InDelta(t, *c.Modes[0].Liquidation.Any.Discretisation+*c.Modes[1].Liquidation.Any.Discretisation, *d.Any.Discretisation, 1e-15)
	require.Equal(t, montecarlo.Exact(0), c.Differences[1].Any, "isolated and as given are the same arrangement")
	require.Equal(t, "cross", c.Verdict.Mode)
	require.Len(t, c.Verdict.Because, 5)

	// An arrangement that is liquidatable at once against one that is simulated.
	a = account(
		pool("A", margin.Isolated, "1", position(t, "A/USDT:USDT", "5000", "1")),
		pool("B", margin.Isolated, "999", position(t, "B/USDT:USDT", "5000", "1")),
	)
	c, err = risk.Compare(context.Background(), a, twoAssets(0.8), week(1<<12, 3), risk.Options{})
	require.NoError(t, err)
	require.Equal(t, "exact", c.Modes[2].Liquidation.Any.Method)
	crossed := c.Modes[1].Liquidation.Any
	d = c.Differences[2]
	require.Equal(t, []string{"cross", "asGiven"}, []string{d.A, d.B})
	require.Equal(t, crossed.Value-1, d.Any.Value)
	require.Equal(t, crossed.StdErr, d.Any.StdErr)
	require.Equal(t, crossed.Low-1, d.Any.Low)
}

// TestCompare_Collateral checks that a coin held as collateral moves in every
// arrangement that holds it: as given is then what Simulate says, to the bit.
func TestCompare_Collateral(t *testing.T) {
	p := pool("cross", margin.Cross, "0", position(t, "B/USDT:USDT", "5000", "1"))
	p.Balances = append(p.Balances, margin.Holding{Asset: "A", Amount: dec("1000")})
	a := account(p)
	r := simulate(t, a, twoAssets(0.8), week(1<<12, 3))
	c, err := risk.Compare(context.Background(), a, twoAssets(0.8), week(1<<12, 3), risk.Options{})
	require.NoError(t, err)
	require.Equal(t, r.Liquidation.Any, c.Modes[2].Liquidation.Any)
	require.Equal(t, r.Liquidation.Pools[0].Survival, c.Modes[2].Liquidation.Pools[0].Survival)
	require.Equal(t, r.Liquidation.Any.Value, c.Modes[1].Liquidation.Any.Value)
	// In the isolated counterpart the collateral has become cash, which does not fall with the market.
	require.Less(t, c.Modes[0].Liquidation.Any.Value, r.Liquidation.Any.Value)
}
