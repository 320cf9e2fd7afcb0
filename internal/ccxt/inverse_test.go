package ccxt_test

import (
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/internal/ccxt"
	"github.com/plimsoll-risk/plimsoll/internal/wire"
)

// inverse returns a long of 100 contracts of 100 dollars at 50000, so 0.2 BTC. Marked at 62500 it is worth 0.16 BTC, and
// has a profit of 10000 (1/50000 - 1/62500) = 0.04 BTC.
func inverse(members ...string) string {
	return one(append([]string{"symbol", `"BTC/USD:BTC"`, "contracts", "100", "contractSize", "100", "markPrice", "62500", "unrealizedPnl", "0.04"}, members...)...)
}

func inverseIsolated(name, value string) string {
	return inverse("marginMode", `"isolated"`, name, value)
}

func contractSize(i *ccxt.Import) *wire.Decimal {
	size := i.Scenario.Account.Rules.ContractSizes["BTC/USD:BTC"]
	return &size
}

func TestRead_Inverse(t *testing.T) {
	for _, tt := range []struct {
		name, source, margin string
	}{
		{"marked", inverse(), ""},
		{"mark from the notional", one("symbol", `"BTC/USD:BTC"`, "contracts", "100", "contractSize", "100", "markPrice", "null", "notional", "0.16", "unrealizedPnl", "0.04"), ""},
		{"mark from the profit", one("symbol", `"BTC/USD:BTC"`, "contracts", "100", "contractSize", "100", "markPrice", "null", "unrealizedPnl", "0.04"), ""},
		{"a notional at entry", one("symbol", `"BTC/USD:BTC"`, "contracts", "100", "contractSize", "100", "markPrice", "null", "notional", "0.2", "unrealizedPnl", "0.04"), ""},
		{"profit from the mark", one("symbol", `"BTC/USD:BTC"`, "contracts", "100", "contractSize", "100", "markPrice", "62500", "unrealizedPnl", "null"), ""},
		{"isolated, from leverage", inverseIsolated("leverage", "4"), "0.05"}, // 0.2 / 4
		{"isolated, collateral less profit", inverseIsolated("collateral", "0.09"), "0.05"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			total := `{"total": {"BTC": 1.04}}`
			if tt.margin != "" {
				total = `{"total": {"BTC": 1.09}}` // and the isolated wallet
			}
			i, err := ccxt.Read(ccxt.Sources{Positions: many(tt.source), Balance: []byte(total), Tiers: flat("BTC/USD:BTC")}, ccxt.Options{Venue: "binance-coinm", Total: ccxt.AllEquity})
			require.NoError(t, err)
			a := i.Scenario.Account
			require.Equal(t, "USD", a.Currency)
			require.Equal(t, "100", a.Positions[0].Size.String()) // contracts
			require.Equal(t, "100", text(contractSize(i)))
			require.Equal(t, "62500", i.Scenario.Market.Prices["BTC"].String())
			require.Equal(t, tt.margin, text(a.Positions[0].Margin))
			require.Equal(t, "BTC", a.Balances[0].Asset)
			require.Equal(t, "1", a.Balances[0].Amount.String())
		})
	}
}

// A short of the same loses 0.04 BTC: 10000 (1/62500 - 1/50000).
func TestRead_InverseShort(t *testing.T) {
	i, err := ccxt.Read(ccxt.Sources{
		Positions: many(one("symbol", `"BTC/USD:BTC"`, "contracts", "100", "contractSize", "100", "markPrice", "null", "unrealizedPnl", "-0.04", "side", `"short"`)),
		Balance:   []byte(`{"total": {"BTC": 0.96}}`),
		Tiers:     flat("BTC/USD:BTC"),
	}, ccxt.Options{Venue: "binance-coinm", Total: ccxt.AllEquity})
	require.NoError(t, err)
	require.Equal(t, "-100", i.Scenario.Account.Positions[0].Size.String())
	require.Equal(t, "62500", i.Scenario.Market.Prices["BTC"].String())
	require.Equal(t, "1", i.Scenario.Account.Balances[0].Amount.String())
}

// A reply of the exchange (testdata/README.md). It shows 8 decimals, cut off: 1e-8 / 25119.97 is 4e-13.
func TestRead_RealInverse(t *testing.T) {
	i, err := ccxt.Read(ccxt.Sources{
		Positions: file(t, "binance-coinm"),
		Tiers:     []byte(`{"BTC/USD:BTC": [{"minNotional": 0, "maxNotional": 5, "maintenanceMarginRate": 0.004, "maxLeverage": 125, "currency": "USD"}]}`),
	}, ccxt.Options{Venue: "binance-coinm"})
	require.NoError(t, err)
	require.Equal(t, "0.00268058", text(i.Scenario.Account.Positions[0].Margin))
	require.Equal(t, "25119.9744576", text(i.Positions[0].ReportedLiquidationPrice))
	require.True(t, i.Positions[0].LiquidationPriceDifference.Abs().LessThan(decimal.RequireFromString("4e-13")), i.Positions[0].LiquidationPriceDifference)
}

// The same under Bybit's rules of that day, but for the fee: the preset has 0.055 %, the reply 0.06 %. By hand
// 1198.45 - (28.58931118 - 119.845 (1 - 1/4.2) 0.00055) / 0.1 + 0.005 x 1198.45 = 919.05134582; with 0.0006 it is 919.09700, shown on
// a tick of 0.05 as 919.10. The reply has no mark, and its notional is at entry.
func TestRead_RealVenue(t *testing.T) {
	i, err := ccxt.Read(ccxt.Sources{
		Positions: file(t, "bybit-isolated"),
		Tiers:     []byte(`{"ETH/USDT:USDT": [{"minNotional": 0, "maxNotional": 900000, "maintenanceMarginRate": 0.005, "maxLeverage": 100}]}`),
	}, ccxt.Options{Venue: "bybit-uta", AsOf: "2022-07-13", MarginMode: "isolated"})
	require.NoError(t, err)
	require.Equal(t, "1199.28", i.Scenario.Market.Prices["ETH"].String()) // 1198.45 + 0.083 / 0.1
	require.Equal(t, "919.10", i.Positions[0].LiquidationPrice.StringFixed(2), "what the reply shows")

	errs := errorsOf(t, ccxt.Sources{Positions: file(t, "bybit-isolated")}, ccxt.Options{Venue: "bybit-uta", AsOf: "2019-01-01", MarginMode: "isolated"})
	require.Equal(t, "--as-of", errs[0].Path)
}
