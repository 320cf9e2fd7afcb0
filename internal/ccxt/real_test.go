package ccxt_test

import (
	"os"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/internal/ccxt"
)

// Real replies, in the form that ccxt's own parsers gave them (testdata/README.md): our liquidation price against the
// exchange's. Tiers are those that held at the date; a tolerance is what the digits of the reply leave open.
func TestRead_RealReplies(t *testing.T) {
	for _, tt := range []struct {
		name      string
		file      string
		tiers     string
		pool      string
		margin    string
		reported  string
		tolerance string // relative
	}{
		{
			// (0.88304001 + 32 x 0.16395) / (32 x 1.005), of which the exchange shows 8 decimals: 5e-9 / 0.19
			"Binance, short, isolatedWallet", "binance-short",
			`{"DOGE/USDT:USDT": [{"tier": 1, "minNotional": 0, "maxNotional": 50000, "maintenanceMarginRate": 0.005, "maxLeverage": 50, "info": {}}]}`,
			"DOGE/USDT:USDT#short", "0.88304001", "0.19059204", "3e-8",
		},
		{
			// wallet 15517.54150468 - 2316.8342356; second tier of its day, deduction 50; 2 decimals: 0.005 / 5930
			"Binance, hedge mode, collateral less profit", "binance-hedge",
			`{"BTC/USDT:USDT": [{"minNotional": 0, "maxNotional": 50000, "maintenanceMarginRate": 0.004, "maxLeverage": 125},
				{"minNotional": 50000, "maxNotional": 250000, "maintenanceMarginRate": 0.005, "maxLeverage": 100}]}`,
			"BTC/USDT:USDT#long", "13200.70726908", "5930.78", "8.5e-7",
		},
		{
			// maximum leverage 50, so 1 %; marginUsed has 6 decimals: 5e-7 / (0.2259 x 0.99 x 2125)
			"Hyperliquid, isolated, mark from notional", "hyperliquid-isolated",
			`{"ETH/USDC:USDC": [{"minNotional": 0, "maintenanceMarginRate": 0.01, "maxLeverage": 50}]}`,
			"ETH/USDC:USDC", "24.88097", "2125.00856238", "1.1e-9",
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			i, err := ccxt.Read(ccxt.Sources{Positions: file(t, tt.file), Tiers: []byte(tt.tiers)}, ccxt.Options{})
			require.NoError(t, err)
			require.Len(t, i.Positions, 1)
			c := i.Positions[0]
			require.Equal(t, tt.pool, c.Pool)
			require.Equal(t, tt.margin, i.Scenario.Account.Positions[0].Margin.String())
			require.Equal(t, tt.reported, c.ReportedLiquidationPrice.String())
			require.True(t, c.LiquidationPriceDifference.Abs().LessThanOrEqual(decimal.RequireFromString(tt.tolerance)),
				"ours %s, theirs %s: %s", c.LiquidationPrice, tt.reported, c.LiquidationPriceDifference)
		})
	}
}

// A rule of the exchange that the tiers do not hold shows as a difference. Bybit's maintenance of 2022 was on the entry
// and included a fee; by the tiers alone (1198.45 - 285.8931118) / 0.995 = 917.14260. Bybit does not tell the margin mode.
func TestRead_RealDifference(t *testing.T) {
	i, err := ccxt.Read(ccxt.Sources{
		Positions: file(t, "bybit-isolated"),
		Tiers:     []byte(`{"ETH/USDT:USDT": [{"minNotional": 0, "maxNotional": 900000, "maintenanceMarginRate": 0.005, "maxLeverage": 100}]}`),
	}, ccxt.Options{MarginMode: "isolated"})
	require.NoError(t, err)
	require.Equal(t, "28.58931118", i.Scenario.Account.Positions[0].Margin.String())
	require.Equal(t, "917.14260", i.Positions[0].LiquidationPrice.StringFixed(5))
	require.Equal(t, "919.1", i.Positions[0].ReportedLiquidationPrice.String())
	require.Equal(t, "-0.002130", i.Positions[0].LiquidationPriceDifference.StringFixed(6)) // 917.14260 / 919.1 - 1
}

// One contract of 0.01 BTC. The exchange's price is from an equity of 215.79967 (its margin ratio times maintenance and fee)
// and counts a fee of 0.05 %; by the tiers alone (341.321860836 - 215.799673156) / (0.01 x 0.996) = 12602.63, 0.05 % lower.
func TestRead_RealCross(t *testing.T) {
	i, err := ccxt.Read(ccxt.Sources{
		Positions: file(t, "okx-cross"),
		Balance:   []byte(`{"total": {"USDT": 215.79967315589573}, "info": {"data": [{"details": [{"ccy": "USDT", "eq": "215.79967315589573"}]}]}}`),
		Tiers:     []byte(`{"BTC/USDT:USDT": [{"minNotional": 0, "maintenanceMarginRate": 0.004, "maxLeverage": 125}]}`),
	}, ccxt.Options{})
	require.NoError(t, err)
	a := i.Scenario.Account
	require.Equal(t, "0.01", a.Positions[0].Size.String())
	require.Equal(t, "hedge", a.PositionMode)
	require.Equal(t, "215.7888123200000019", a.Balances[0].Amount.String()) // less the profit of 0.0108608358957281
	require.Equal(t, "12602.63", i.Positions[0].LiquidationPrice.StringFixed(2))
	require.Equal(t, "12608.959083877446", i.Positions[0].ReportedLiquidationPrice.String())
}

// Binance's v3 reply has no leverage, and no liquidation price where there is none. 5 WLD at 2.3483 with 102 behind them
// cannot be liquidated: 102 exceeds the cost of 11.7415.
func TestRead_RealWithoutPrice(t *testing.T) {
	i, err := ccxt.Read(ccxt.Sources{
		Positions: file(t, "binance-cross"),
		Balance:   []byte(`{"info": {"assets": [{"asset": "USDT", "crossWalletBalance": "102.24041677", "marginBalance": "103.35995678"}]}, "total": {"USDT": 103.35995678}}`),
	}, ccxt.Options{Venue: "binance-usdm"})
	require.NoError(t, err)
	require.Equal(t, "102.24041677", i.Scenario.Account.Balances[0].Amount.String())
	require.Nil(t, i.Scenario.Account.Positions[0].Leverage)
	require.Nil(t, i.Scenario.Account.Positions[0].ReportedLiquidationPrice)
	require.Nil(t, i.Positions[0].LiquidationPrice)
	require.Nil(t, i.Positions[0].LiquidationPriceDifference)
	require.Equal(t, []string{
		"There is no liquidation price: no price reaches it.",
		"The exchange reported no liquidation price.",
	}, i.Positions[0].Notes)
}

func file(t *testing.T, name string) []byte { return fileOf(t, name) }

func fileOf(t testing.TB, name string) []byte {
	t.Helper()
	text, err := os.ReadFile("testdata/" + name + ".json")
	require.NoError(t, err)
	return text
}
