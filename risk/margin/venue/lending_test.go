package venue_test

import (
	"testing"

	"github.com/plimsoll-risk/plimsoll/risk/margin"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"
)

// Parameters as the reports of governance proposals print them.
func TestAave_Reserves(t *testing.T) {
	for _, tt := range []struct{ asOf, asset, mode, loan, threshold, bonus string }{
		{"2023-10-31", "WETH", "", "0.805", "0.83", "0.05"},
		{"2023-10-31", "UNI", "", "0.65", "0.77", "0.1"},
		{"2023-10-31", "USDC", "", "0.77", "0.8", "0.045"},
		{"2023-10-31", "WETH", "eth-correlated", "0.9", "0.93", "0.01"},
		{"2023-10-31", "USDC", "eth-correlated", "0.77", "0.8", "0.045"},
		{"2026-03-16", "UNI", "", "0.65", "0.77", "0.1"},
		{"2026-03-17", "UNI", "", "0", "0.74", "0.1"},
		{"", "DAI", "", "0", "0.77", "0.045"},
		{"", "LINK", "", "0.66", "0.71", "0.07"},
	} {
		r, ok := get(t, "aave-v3-ethereum", tt.asOf).Reserve(tt.asset, tt.mode)
		require.True(t, ok)
		require.Equal(t, tt.asset, r.Asset)
		requireDecimal(t, tt.loan, r.LoanToValue)
		requireDecimal(t, tt.threshold, r.LiquidationThreshold)
		requireDecimal(t, tt.bonus, r.LiquidationBonus)
		requireDecimal(t, "1", r.Ratio)
	}
	v := get(t, "aave-v3-ethereum", "2023-10-31")
	require.Len(t, v.Reserves(), 18)
	require.Equal(t, []string{"eth-correlated"}, v.Modes())
	_, ok := v.Reserve("PEPE", "")
	require.False(t, ok)
	_, ok = v.Reserve("WETH", "no-such-mode")
	require.False(t, ok)
}

func TestAave_CloseFactor(t *testing.T) {
	for _, tt := range []struct {
		asOf     string
		of       margin.ShareOf
		smallest string
	}{{"2023-10-31", margin.OneDebt, "0"}, {"", margin.AllDebts, "2000"}} {
		c := get(t, "aave-v3-ethereum", tt.asOf).CloseFactor
		requireDecimal(t, "0.5", c.Share)
		requireDecimal(t, "0.95", c.HealthAbove)
		requireDecimal(t, tt.smallest, c.Smallest)
		require.Equal(t, tt.of, c.OfTotal)
	}
}

// A long of 1 BTC at 100000, 10x, on .5 BTC of collateral at 95 %: equity 47500, and the
// brackets of the single-asset preset.
func TestBinanceMulti(t *testing.T) {
	v := get(t, "binance-usdm-multi", "")
	require.Len(t, v.Symbols(), 716)
	require.Equal(t, []string{"ADA", "BNB", "BTC", "BUSD", "DOT", "ETH", "SOL", "USDC", "USDT", "XRP"}, v.Reserves())
	s := symbolOf(t, "BTC/USDT:USDT")
	schedule, ok := v.Schedule(s)
	require.True(t, ok)
	r, ok := v.Reserve("BTC", "")
	require.True(t, ok)
	a := margin.Account{Currency: "USDT", Pools: []margin.Pool{{Name: "cross", Kind: margin.Cross, Trigger: v.Trigger, Thresholds: v.Thresholds(),
		Balances:   []margin.Holding{{Asset: "BTC", Amount: decimal.RequireFromString("0.5")}},
		Collateral: []margin.Collateral{r.Collateral()},
		Positions:  []margin.Position{{Symbol: s, Size: decimal.RequireFromString("1"), EntryPrice: decimal.RequireFromString("100000"), Schedule: schedule, Terms: v.Terms(s, margin.Cross)}}}}}
	prices := margin.Prices{"BTC": decimal.RequireFromString("100000")}
	require.NoError(t, a.Validate(prices))
	state := a.Assess(prices)[0]
	requireDecimal(t, "47500", state.Equity)
	requireDecimal(t, "400", state.MaintenanceMargin)
	// .475 p + p - 100000 = .004 p, by BTC, which is collateral and position at once
	requireDecimal(t, decimal.RequireFromString("100000").DivRound(decimal.RequireFromString("1.471"), 23).String(), state.Positions[0].LiquidationPrice.Decimal.Round(23))
	require.Equal(t, state.Positions[0].LiquidationPrice, state.Assets[0].LiquidationPrice)
}
