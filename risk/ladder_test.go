package risk_test

import (
	"context"
	"sort"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/risk"
	"github.com/plimsoll-risk/plimsoll/risk/margin"
)

// TestCurves checks collateral and leverage curves against runs of the account with that collateral in it, and
// against the PDE values of REFERENCE.md for two longs of 5000.
func TestCurves(t *testing.T) {
	cross := func(wallet string) margin.Account {
		return account(pool("cross", margin.Cross, wallet, position(t, "A/USDT:USDT", "5000", "1"), position(t, "B/USDT:USDT", "5000", "1")))
	}
	r := simulate(t, cross("1000"), twoAssets(0.8), week(1<<16, 3)).Liquidation.Pools[0]
	c, l := r.Collateral, r.Leverage
	require.Len(t, c.Added, 25)
	require.True(t, sort.Float64sAreSorted(c.Added))
	require.Zero(t, c.Added[8])
	require.Equal(t, r.Probability.Value, c.Probability[8])
	require.Equal(t, r.Probability.StdErr, c.StdErr[8])
	require.Less(t, c.Interpolation, 2e-4)
	for k := 1; k < 25; k++ {
		require.Less(t, c.Probability[k], c.Probability[k-1], "more collateral, less risk")
		require.Greater(t, l.Probability[k], l.Probability[k-1], "more leverage, more risk")
	}
	require.Less(t, c.Probability[24], 1e-5)
	require.Greater(t, c.Probability[0], 0.9)
	require.Len(t, l.Leverage, 25)
	require.True(t, sort.Float64sAreSorted(l.Leverage))
	require.InDelta(t, 10, l.Leverage[16], 1e-12)
	require.Equal(t, r.Probability.Value, l.Probability[16])
	// A point of the curve is what the account with that collateral has: 1000 + added, and 10000 over the leverage.
	for _, k := range []int{4, 11} {
		again := simulate(t, cross(dec("1000").Add(decimalOf(c.Added[k])).String()), twoAssets(0.8), week(1<<16, 4)).Liquidation.Any
		require.InDelta(t, again.Value, c.Probability[k], 5.5*(again.StdErr+c.StdErr[k])+c.Interpolation)
		again = simulate(t, cross(decimalOf(10000/l.Leverage[k]).String()), twoAssets(0.8), week(1<<16, 5)).Liquidation.Any
		require.InDelta(t, again.Value, l.Probability[k], 5.5*(again.StdErr+l.StdErr[k])+l.Interpolation)
	}

	// An isolated pool is exact all along its curves.
	one := account(pool("A", margin.Isolated, "100", position(t, "A/USDT:USDT", "1000", "1")))
	r = simulate(t, one, twoAssets(0), week(2, 1)).Liquidation.Pools[0]
	require.InDelta(t, 0.2387349436, r.Collateral.Probability[8], 5e-11)
	require.Zero(t, r.Collateral.StdErr[3])
	require.Less(t, r.Collateral.Interpolation, 1e-12)

	// Looks, comparisons and pools that need no simulation have none.
	s := week(512, 1)
	s.Monitoring.EveryHours = 24
	require.Nil(t, simulate(t, one, twoAssets(0), s).Liquidation.Pools[0].Collateral)
	compared, err := risk.Compare(context.Background(), one, twoAssets(0), week(512, 1), risk.Options{})
	require.NoError(t, err)
	require.Nil(t, compared.Modes[0].Liquidation.Pools[0].Leverage)
	funded := account(pool("A", margin.Isolated, "1100", position(t, "A/USDT:USDT", "1000", "1")))
	require.Nil(t, simulate(t, funded, twoAssets(0), week(512, 1)).Liquidation.Pools[0].Collateral)
}
