package wire_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/internal/wire"
	"github.com/plimsoll-risk/plimsoll/risk/margin"
)

// Without maintenance margin a long of 1 at 100 with 20 behind it is liquidated at 80, by hand; 80 / 64 = 1.25.
func TestNewAssessment_Reported(t *testing.T) {
	const document = `{"version": 1, "account": {"currency": "USD", "rules": {"maintenanceMarginFraction": 0},
		"balances": [{"asset": "USD", "amount": 20}],
		"positions": [
			{"symbol": "A/USD:USD", "size": 1, "entryPrice": 100},
			{"symbol": "B/USD:USD", "size": 1, "entryPrice": 100, "marginMode": "isolated", "margin": 20, "reportedLiquidationPrice": 64},
			{"symbol": "C/USD:USD", "size": 1, "entryPrice": 100, "marginMode": "isolated", "margin": 200, "reportedLiquidationPrice": "1.5"}],
		"pools": [{"name": "d", "balances": [{"asset": "USD", "amount": 20}],
			"positions": [{"symbol": "A/USD:USD", "size": 1, "entryPrice": 100, "reportedLiquidationPrice": 160}]}]},
		"market": {"prices": {"A": 100, "B": 100, "C": 100}}}`
	in, err := wire.Decode([]byte(document))
	require.NoError(t, err)
	a := wire.NewAssessment(in)
	require.Len(t, a.Margin.Pools, 4)
	for i, want := range []struct{ price, reported, difference string }{
		{"80", "", ""},
		{"80", "64", "0.25"},
		{"", "1.5", ""}, // margin for twice the fall to zero: no price reaches it
		{"80", "160", "-0.5"},
	} {
		p := a.Margin.Pools[i].Positions[0]
		for _, pair := range []struct {
			want string
			got  *wire.Decimal
		}{{want.price, p.LiquidationPrice}, {want.reported, p.ReportedLiquidationPrice}, {want.difference, p.LiquidationPriceDifference}} {
			if pair.want == "" {
				require.Nil(t, pair.got, a.Margin.Pools[i].Name)
				continue
			}
			require.NotNil(t, pair.got, a.Margin.Pools[i].Name)
			require.Equal(t, pair.want, pair.got.String(), a.Margin.Pools[i].Name)
		}
	}
}

func TestDecode_ReportedFault(t *testing.T) {
	_, err := wire.Decode(edited(t, `"leverage": "10"`, `"leverage": "10", "reportedLiquidationPrice": 0`))
	require.Equal(t, margin.Errors{{Path: "account.positions[0].reportedLiquidationPrice", Got: "0", Want: "a positive decimal"}}, err)
}

func TestDecodeMarket(t *testing.T) {
	for name, document := range map[string]string{
		"a market":   `{"volatility": {"BTC": 0.5}, "asOf": "2025-10-01T00:00:00Z", "prices": {"ETH": 4000}}`,
		"a document": `{"version": 1, "market": {"volatility": {"BTC": 0.5}, "asOf": "2025-10-01T00:00:00Z", "prices": {"ETH": "4000"}}, "diagnostics": {"days": [1, null]}}`,
	} {
		t.Run(name, func(t *testing.T) {
			m, err := wire.DecodeMarket([]byte(document))
			require.NoError(t, err)
			require.Equal(t, map[string]float64{"BTC": 0.5}, m.Volatility)
			require.Equal(t, "2025-10-01T00:00:00Z", m.AsOf)
			require.Equal(t, "4000", m.Prices["ETH"].String())
		})
	}
	m, err := wire.DecodeMarket([]byte(`{"volatility": {"BTC": 0.5}}`))
	require.NoError(t, err)
	require.Empty(t, m.Prices)
	for document, path := range map[string]string{
		``:                               "document",
		`[]`:                             "market",
		`{"market": 1}`:                  "market",
		`{"volatilty": {}}`:              "market.volatilty",
		`{"volatility": {"BTC": "0.5"}}`: "market.volatility.BTC",
	} {
		_, err := wire.DecodeMarket([]byte(document))
		var errs margin.Errors
		require.ErrorAs(t, err, &errs, document)
		require.Equal(t, path, errs[0].Path, document)
	}
}
