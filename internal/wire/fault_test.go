package wire_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/internal/wire"
	"github.com/plimsoll-risk/plimsoll/risk/margin"
)

func TestDecode_AccountFaults(t *testing.T) {
	const tiers = `[{"minNotional": 0, "maxNotional": 1000, "maintenanceMarginRate": 0.01},
		{"minNotional": 1000, "maintenanceMarginRate": 0.02, "maintenanceAmount": "11"}]`
	for _, tt := range []struct {
		name  string
		edits []string
		path  string
		want  string // part of it
	}{
		{"no rules", []string{`"venue": "binance-usdm",`, ``}, "account.venue", "hyperliquid, or account.rules"},
		{"unknown venue", []string{`"binance-usdm"`, `"binance-usdn"`}, "account.venue", "did you mean binance-usdm?"},
		{"date without a venue", []string{`"venue": "binance-usdm"`, `"rules": {"maintenanceMarginFraction": "0.005", "asOf": "2026-05-01"}`}, "account.rules.asOf", "without a venue"},
		{"date before every table", []string{`"currency"`, `"rules": {"asOf": "2019-01-01"}, "currency"`}, "account.rules.asOf", "2026-05-01"},
		{"fraction of one", []string{`"venue": "binance-usdm"`, `"rules": {"maintenanceMarginFraction": 1}`}, "account.rules.maintenanceMarginFraction", "a fraction in [0, 1)"},
		{"tiers that jump", []string{`"currency"`, `"rules": {"tiers": {"BTC/USDT:USDT": ` + tiers + `}}, "currency"`}, "account.rules.tiers.BTC/USDT:USDT[1].maintenanceAmount", "continuous"},
		{"no tiers", []string{`"currency"`, `"rules": {"tiers": {"BTC/USDT:USDT": []}}, "currency"`}, "account.rules.tiers.BTC/USDT:USDT", "at least one tier"},
		{"tiers of no symbol", []string{`"currency"`, `"rules": {"tiers": {"BTCUSDT": []}}, "currency"`}, "account.rules.tiers.BTCUSDT", "BASE/QUOTE:SETTLE"},
		{"tiers without the symbol", []string{`"venue": "binance-usdm"`, `"rules": {"tiers": {"PEPE/USDT:USDT": [{"minNotional": 0, "maintenanceMarginRate": "0.01"}]}}`}, "account.positions[0].symbol", "account.rules.tiers"},
		{"tier of another symbol", []string{`"currency"`, `"rules": {"tiers": {"BTC/USDT:USDT": [{"minNotional": 0, "maintenanceMarginRate": "0.01", "symbol": "ETH/USDT:USDT"}]}}, "currency"`}, "account.rules.tiers.BTC/USDT:USDT[0].symbol", "BTC/USDT:USDT"},
		{"symbol unknown to the venue", []string{`{"symbol": "BTC/USDT:USDT"`, `{"symbol": "BTCX/USDT:USDT"`, `"BTC": "97000"`, `"BTCX": "97000"`, `"BTC": 0.55`, `"BTCX": 0.55`, `["BTC", "PEPE"]`, `["BTCX", "PEPE"]`}, "account.positions[0].symbol", "did you mean"},
		{"symbol of another form", []string{`{"symbol": "BTC/USDT:USDT"`, `{"symbol": "BTCUSDT"`}, "account.positions[0].symbol", "BASE/QUOTE:SETTLE"},
		{"two positions of a symbol in cross", []string{`"size": "30000000", "entryPrice": "0.0000101", "marginMode": "isolated", "leverage": "5", "margin": "60"`, `"size": "1", "entryPrice": "1"`, `{"symbol": "PEPE/USDT:USDT"`, `{"symbol": "BTC/USDT:USDT"`}, "account.positions[1].symbol", `positionMode "hedge"`},
		{"two isolated positions of a symbol", []string{`"marginMode": "cross"`, `"marginMode": "isolated"`, `{"symbol": "PEPE/USDT:USDT"`, `{"symbol": "BTC/USDT:USDT"`}, "account.positions[1].symbol", `positionMode "hedge"`},
		{"two long isolated positions in hedge mode", []string{`"currency"`, `"positionMode": "hedge", "currency"`, `"marginMode": "cross"`, `"marginMode": "isolated"`, `{"symbol": "PEPE/USDT:USDT"`, `{"symbol": "BTC/USDT:USDT"`}, "account.positions[1].symbol", "one long and one short"},
		{"isolated without margin or leverage", []string{`, "leverage": "5", "margin": "60"`, ``}, "account.positions[1].margin", "or a leverage to derive it from"},
		{"inverse contract of another venue", []string{`"BTC/USDT:USDT"`, `"BTC/USD:BTC"`, `"BTC": "97000"`, `"BTC": "97000", "USD": "1"`}, "account.positions[0].symbol", "a symbol of binance-usdm"},
		{"inverse contract without its size", []string{`"venue": "binance-usdm"`, `"rules": {"maintenanceMarginFraction": "0.005"}`, `"BTC/USDT:USDT"`, `"BTC/USD:BTC"`, `"BTC": "97000"`, `"BTC": "97000", "USD": "1"`}, "account.rules.contractSizes.BTC/USD:BTC", "quote assets per contract"},
		{"isolated with a negative margin", []string{`"margin": "60"`, `"margin": "-60"`}, "account.positions[1].margin", "zero or more"},
		{"negative balance", []string{`"amount": "2500"`, `"amount": "-50"`}, "account.balances[0].amount", "zero or more; what is owed is one of debts"},
		{"negative balance of a named pool", []string{`"pools": []`, `"pools": [{"name": "a", "balances": [{"asset": "USDT", "amount": -0.01}]}]`}, "account.pools[0].balances[0].amount", "zero or more; what is owed is one of debts"},
		{"margin of a cross position", []string{`"leverage": "10"`, `"leverage": "10", "margin": "1"`}, "account.positions[0].margin", "unless marginMode is isolated"},
		{"leverage of zero", []string{`"leverage": "10"`, `"leverage": 0`}, "account.positions[0].leverage", "a positive decimal"},
		{"mark price of zero", []string{`"leverage": "10"`, `"leverage": 10, "markPrice": "0"`}, "account.positions[0].markPrice", "a positive decimal"},
		{"balance without an asset", []string{`"asset": "USDT"`, `"asset": ""`}, "account.balances[0].asset", "a non-empty name"},
		{"pool without a name", []string{`"pools": []`, `"pools": [{"name": ""}]`}, "account.pools[0].name", "a non-empty name"},
		{"pool with the name of another", []string{`"pools": []`, `"pools": [{"name": "cross"}]`}, "account.pools[0].name", "a name that no other pool has"},
		{"isolated position in a pool", []string{`"pools": []`, `"pools": [{"name": "a", "positions": [{"symbol": "ETH/USDT:USDT", "size": 1, "entryPrice": 1, "marginMode": "isolated"}]}]`, `"BTC": "97000"`, `"BTC": "97000", "ETH": 1`}, "account.pools[0].positions[0].marginMode", "share it"},
		{"size of zero in a pool", []string{`"pools": []`, `"pools": [{"name": "a", "positions": [{"symbol": "BTC/USDT:USDT", "size": 0, "entryPrice": 1}]}]`}, "account.pools[0].positions[0].size", "a non-zero decimal"},
		{"asset without a price", []string{`"asset": "USDT"`, `"asset": "BNB"`}, "market.prices.BNB", "a positive decimal"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := wire.Decode(edited(t, tt.edits...))
			var errs margin.Errors
			require.ErrorAs(t, err, &errs)
			require.Len(t, errs, 1, err)
			require.Equal(t, tt.path, errs[0].Path)
			require.Contains(t, errs[0].Want, tt.want)
		})
	}
}

// A bad symbol hides nothing else, and brings nothing else.
func TestDecode_BadSymbols(t *testing.T) {
	const only = `"marginMode": "cross", "leverage": "10"}`
	for _, tt := range []struct {
		name  string
		edits []string
		paths []string
	}{
		{"of a position that is wrong in everything", []string{
			`{"symbol": "BTC/USDT:USDT", "size": "0.05", "entryPrice": "96500", ` + only, `{"symbol": "BTC", "size": "0", "entryPrice": "-1", "leverage": "0", "markPrice": "-2"}`,
		}, []string{"account.positions[0].symbol", "account.positions[0].size", "account.positions[0].entryPrice", "account.positions[0].leverage", "account.positions[0].markPrice"}},
		{"of an isolated one", []string{
			`{"symbol": "PEPE/USDT:USDT", "size": "30000000"`, `{"symbol": "PEPE-USDT", "size": 0`, `"margin": "60"`, `"margin": "-1"`,
		}, []string{"account.positions[1].symbol", "account.positions[1].size", "account.positions[1].margin"}},
		{"of the only one, isolated and without a balance", []string{
			`{"symbol": "PEPE/USDT:USDT", "size": "30000000", "entryPrice": "0.0000101", "marginMode": "isolated", "leverage": "5", "margin": "60"}`, ``,
			only + ",", `"marginMode": "isolated", "leverage": "10"}`, `"BTC/USDT:USDT"`, `"BTC"`, `{"asset": "USDT", "amount": "2500"}`, ``,
		}, []string{"account.positions[0].symbol"}},
		{"of two", []string{`{"symbol": "BTC/USDT:USDT"`, `{"symbol": "BTC"`, `{"symbol": "PEPE/USDT:USDT"`, `{"symbol": "BTC"`},
			[]string{"account.positions[0].symbol", "account.positions[1].symbol"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var paths []string
			for _, e := range faults(t, edited(t, tt.edits...)) {
				paths = append(paths, e.Path)
			}
			require.ElementsMatch(t, tt.paths, paths)
		})
	}
}
