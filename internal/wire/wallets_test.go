package wire_test

import (
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/internal/wire"
	"github.com/plimsoll-risk/plimsoll/risk"
	"github.com/plimsoll-risk/plimsoll/risk/margin"
)

// A venue with a wallet for each settlement asset: what settles in one asset is not backed by another. By hand, on
// tiers that start at .4 %: the 0.05 BTC alone on 1000 USDT are liquidated at (1000 - 5000) / (.05 (.004 - 1)).
func TestWallets_PerAsset(t *testing.T) {
	a := assessed(t, `"venue": "binance-usdm", "currency": "USDT", "balances": [{"asset": "USDT", "amount": "1000"}, {"asset": "USDC", "amount": "500"}, {"asset": "BNB", "amount": "2"}],
		"positions": [{"symbol": "ETH/USDC:USDC", "size": "-1", "entryPrice": "3300", "leverage": "10"}, {"symbol": "BTC/USDT:USDT", "size": "0.05", "entryPrice": "100000", "leverage": "10"}]`,
		`"BTC": "100000", "ETH": "3300", "USDC": "1", "BNB": "600"`)
	var names []string
	for _, p := range a.Margin.Pools {
		names = append(names, p.Name)
		require.Equal(t, "cross", p.Kind)
	}
	require.Equal(t, []string{"cross", "cross/USDC", "cross/BNB"}, names)
	usdt, usdc := a.Margin.Pools[0], a.Margin.Pools[1]
	require.Equal(t, "1000", usdt.Equity.String())
	require.Equal(t, "80321.285140562248995983", usdt.Positions[0].LiquidationPrice.Truncate(18).String())
	require.Equal(t, "500", usdc.Equity.String())
	require.Equal(t, "ETH/USDC:USDC", usdc.Positions[0].Symbol)
	require.Contains(t, strings.Join(a.Warnings, "\n"), "so the cross account is a pool for each of USDC, USDT, BNB")

	// Faults keep their places in the document.
	_, err := wire.Decode(accountOf(`"venue": "binance-usdm", "currency": "USDT", "balances": [{"asset": "USDC", "amount": "500"}],
		"positions": [{"symbol": "BTC/USDT:USDT", "size": "0.05", "entryPrice": "100000"}, {"symbol": "ETH/USDC:USDC", "size": "0", "entryPrice": "3300"}]`, `"BTC": "100000", "ETH": "3300", "USDC": "1"`))
	var errs margin.Errors
	require.ErrorAs(t, err, &errs)
	require.Len(t, errs, 1)
	require.Equal(t, "account.positions[1].size", errs[0].Path)

	// One asset is one pool, whatever it is.
	a = assessed(t, `"venue": "binance-coinm", "rules": {"maintenanceMarginFraction": "0.005"}, "currency": "USD", "balances": [{"asset": "BTC", "amount": "1"}],
		"positions": [{"symbol": "BTC/USD:BTC", "size": "1", "entryPrice": "100000"}]`, `"BTC": "100000"`)
	require.Len(t, a.Margin.Pools, 1)
	require.Equal(t, "cross", a.Margin.Pools[0].Name)
}

// A venue that takes one asset takes another only by the rules.
func TestWallets_Takes(t *testing.T) {
	for _, venue := range []string{"dydx-v3", "dydx-v4", "hyperliquid", "bybit-uta", "gmx-v1"} {
		t.Run(venue, func(t *testing.T) {
			quote := map[string]string{"bybit-uta": "USDT", "gmx-v1": "USD"}[venue]
			if quote == "" {
				quote = "USDC"
			}
			account := func(rules string) string {
				return `"venue": "` + venue + `", "rules": {"maintenanceMarginFraction": "0.01"` + rules + `}, "currency": "` + quote + `",
					"balances": [{"asset": "` + quote + `", "amount": "100"}, {"asset": "ETH", "amount": "1"}],
					"positions": [{"symbol": "BTC/` + quote + `:` + quote + `", "size": "0.01", "entryPrice": "100000", "leverage": "10"}]`
			}
			const prices = `"BTC": "100000", "ETH": "3300"`
			_, err := wire.Decode(accountOf(account(""), prices))
			var errs margin.Errors
			require.ErrorAs(t, err, &errs)
			require.Len(t, errs, 1)
			require.Equal(t, "account.balances[1].asset", errs[0].Path)
			require.Contains(t, errs[0].Want, "takes as collateral")
			a := assessed(t, account(`, "collateral": [{"asset": "ETH", "ratio": "0.5"}]`), prices)
			require.Equal(t, "1750", a.Margin.Pools[0].Equity.String()) // 100 + .5 * 3300
		})
	}
}

// The cross mode of a comparison is one pool, which is said where the venue has a wallet for each settlement asset.
func TestWallets_Comparison(t *testing.T) {
	document, err := os.ReadFile("../../examples/binance-coinm.json")
	require.NoError(t, err)
	in, err := wire.DecodeSimulation(document, wire.Overrides{Paths: "64"})
	require.NoError(t, err)
	c, err := risk.Compare(t.Context(), in.Account, in.Market, in.Simulation, risk.Options{})
	require.NoError(t, err)
	w, err := wire.NewComparison(in, "test", c)
	require.NoError(t, err)
	require.Equal(t, "Cross margin is one pool here, which binance-coinm does not offer: it has a wallet for each settlement asset.", w.Warnings[0])
}
