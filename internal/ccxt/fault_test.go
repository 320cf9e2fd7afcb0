package ccxt_test

import (
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/internal/ccxt"
	"github.com/plimsoll-risk/plimsoll/internal/wire"
	"github.com/plimsoll-risk/plimsoll/risk/margin"
)

// Everything that is missing is named at once, by its path in its own file.
func TestRead_AllFaults(t *testing.T) {
	errs := errorsOf(t, ccxt.Sources{
		Positions: []byte(`[{}, {"contracts": 1}, 7, {"symbol": "BTC/USDT:USDT", "contracts": 1, "side": "buy", "contractSize": 1, "entryPrice": 0, "marginMode": "isolated"},
			{"symbol": "BTC/USDT:USDT", "contracts": "many", "side": "long", "contractSize": [], "entryPrice": "1e999", "markPrice": -1, "marginMode": "crossed", "leverage": -3, "hedged": 1},
			{"symbol": "BTC/USD:BTC", "contracts": 1, "side": "long", "entryPrice": 1, "marginMode": "cross"},
			{"symbol": "BTC/USDC:USDC", "contracts": 1, "side": "long", "contractSize": 1, "entryPrice": 1, "marginMode": "cross"}]`),
		Balance: []byte(`{"info": {}}`),
		Tiers: []byte(`{"BTC/USDT:USDT": [{}, 1, {"minNotional": 0, "maxNotional": 0, "maintenanceMarginRate": 0.5, "maxLeverage": 100}],
			"BTC/USDC:USDC": {"minNotional": 0}}`),
		Market: []byte(`{"volatility": {"BTC": "high"}}`),
	}, ccxt.Options{})
	var paths []string
	for _, e := range errs {
		require.NotEmpty(t, e.Got, e.Path)
		require.NotEmpty(t, e.Want, e.Path)
		paths = append(paths, e.Path)
	}
	require.Equal(t, []string{ // positions[0] is empty
		"market.volatility.BTC",
		"positions[1].symbol", "positions[1].side", "positions[1].entryPrice", "positions[1].marginMode",
		"positions[2]",
		"positions[3].side", "positions[3].entryPrice", "positions[3].collateral",
		"positions[4].contracts", "positions[4].contractSize", "positions[4].entryPrice", "positions[4].markPrice", "positions[4].marginMode", "positions[4].leverage",
		"positions[5].contractSize",
		"positions[4].hedged",
		"--currency",
		"tiers.BTC/USDT:USDT[0].minNotional", "tiers.BTC/USDT:USDT[0].maintenanceMarginRate", "tiers.BTC/USDT:USDT[1]",
		"tiers.BTC/USDT:USDT[2].maintenanceMarginRate", "tiers.BTC/USDT:USDT[2].maxNotional",
		"positions[5].symbol",
		"tiers.BTC/USDC:USDC",
		"balance.total",
	}, paths)
}

func TestRead_Faults(t *testing.T) {
	for _, tt := range []struct {
		name    string
		sources ccxt.Sources
		options ccxt.Options
		path    string
		want    string // part of it
	}{
		{"no JSON", ccxt.Sources{Positions: []byte(`[{`)}, ccxt.Options{}, "positions", "JSON value, as ccxt returns it"},
		{"NaN of Python", ccxt.Sources{Positions: []byte(`[{"contracts": NaN}]`)}, ccxt.Options{}, "positions", "JSON value, as ccxt returns it"},
		{"an empty file", ccxt.Sources{Positions: []byte{}}, ccxt.Options{}, "positions", "JSON"},
		{"two values", ccxt.Sources{Positions: []byte(`[] []`)}, ccxt.Options{}, "positions", "one JSON value"},
		{"an object of positions", ccxt.Sources{Positions: []byte(`{"a": 1}`)}, ccxt.Options{}, "positions", "an array"},
		{"null", ccxt.Sources{Positions: []byte(`null`)}, ccxt.Options{}, "positions", "an array"},
		{"no position", ccxt.Sources{Positions: []byte(`[]`)}, ccxt.Options{}, "positions", "one or more"},
		{"only empty ones", ccxt.Sources{Positions: []byte(`[{"contracts": 0}]`)}, ccxt.Options{}, "positions", "one or more"},
		{"too long", ccxt.Sources{Positions: []byte(strings.Repeat(" ", wire.MaxBytes+1))}, ccxt.Options{}, "positions", "10 MiB"},
		{"too deep", ccxt.Sources{Positions: []byte(strings.Repeat("[", 20000))}, ccxt.Options{}, "positions", "JSON"},
		{"no contracts but a notional", ccxt.Sources{Positions: many(one("contracts", "null", "notional", "5"))}, ccxt.Options{}, "positions[0].contracts", "number of contracts"},
		{"negative contracts on the long side", ccxt.Sources{Positions: many(one("contracts", "-2"))}, ccxt.Options{}, "positions[0].contracts", "positive"},
		{"spot", ccxt.Sources{Positions: many(one("symbol", `"BTC/USDT"`))}, ccxt.Options{}, "positions[0].symbol", "spot is not supported yet"},
		{"a symbol that is no text", ccxt.Sources{Positions: many(one("symbol", `5`))}, ccxt.Options{}, "positions[0].symbol", "a string"},
		{"no price at all", ccxt.Sources{Positions: many(one("markPrice", "null", "unrealizedPnl", "null"))}, ccxt.Options{}, "positions[0].markPrice", "--price BTC=PRICE"},
		{"a loss beyond the entry", ccxt.Sources{Positions: many(one("markPrice", "null", "unrealizedPnl", "-100001"))}, ccxt.Options{}, "positions[0].markPrice", "--price BTC=PRICE"},
		{"isolated without collateral or leverage", ccxt.Sources{Positions: many(one("marginMode", `"isolated"`))}, ccxt.Options{}, "positions[0].collateral", "a leverage to derive it from"},
		{"cross without a balance", ccxt.Sources{Positions: many(one())}, ccxt.Options{}, "--balance", "positions[0] BTC/USDT:USDT"},
		{"an asset that is not there", ccxt.Sources{Positions: many(one()), Balance: []byte(`{"total": {"BNB": 1}}`)}, ccxt.Options{}, "balance.total.USDT", "cross positions settle in it"},
		{"debt", ccxt.Sources{Positions: many(one()), Balance: []byte(`{"total": {"USDT": 1}, "debt": {"USDT": 5}}`)}, ccxt.Options{Total: ccxt.CrossWallet}, "balance.debt.USDT", "nothing owed"},
		{"debt in another asset", ccxt.Sources{Positions: many(one()), Balance: []byte(`{"total": {"USDT": 1}, "debt": {"USDT": 0, "BTC": 5}}`)}, ccxt.Options{Total: ccxt.CrossWallet}, "balance.debt.BTC", "nothing owed"},
		{"collateral without a price", ccxt.Sources{Positions: many(one()), Balance: []byte(`{"total": {"USDT": 1, "BNB": 2}}`)}, ccxt.Options{Collateral: []string{"BNB"}, Total: ccxt.CrossWallet}, "balance.total.BNB", "--price BNB=PRICE"},
		{"no rules", ccxt.Sources{Positions: many(one())}, ccxt.Options{Venue: "none"}, "--venue", "--tiers"},

		// What the reading of a scenario finds, by the paths of what was imported.
		{"unknown venue", ccxt.Sources{Positions: many(one())}, ccxt.Options{Venue: "binance-usdn"}, "--venue", "did you mean binance-usdm?"},
		{"symbol without tiers", ccxt.Sources{Positions: many(one("contracts", "0"), one()), Tiers: flat("ETH/USDT:USDT")}, ccxt.Options{Venue: "none"}, "positions[1].symbol", "a symbol that the tiers have"},
		{"symbol unknown to the venue", ccxt.Sources{Positions: many(one("contracts", "0"), one("symbol", `"BTCX/USDT:USDT"`))}, ccxt.Options{}, "positions[1].symbol", "a symbol of binance-usdm"},
		{"two of one symbol and side", ccxt.Sources{Positions: many(one("contracts", "0"), one(), one())}, ccxt.Options{}, "positions[2].symbol", "one long and one short"},
		{"tiers with a gap", ccxt.Sources{Positions: many(one()), Tiers: []byte(`{"BTC/USDT:USDT": [{"minNotional": 5, "maintenanceMarginRate": 0.1}]}`)}, ccxt.Options{}, "tiers.BTC/USDT:USDT[0].minNotional", "0"},
		{"a wallet below nothing", ccxt.Sources{Positions: many(one("marginMode", `"isolated"`, "collateral", "1999"))}, ccxt.Options{}, "positions[0].collateral", "zero or more"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			switch tt.options.Venue {
			case "":
				tt.options.Venue = "binance-usdm"
			case "none":
				tt.options.Venue = ""
			}
			if tt.sources.Balance == nil && tt.path != "--balance" {
				tt.sources.Balance = []byte(wallet)
			}
			errs := errorsOf(t, tt.sources, tt.options)
			require.Len(t, errs, 1, errs)
			require.Equal(t, tt.path, errs[0].Path)
			require.Contains(t, errs[0].Want, tt.want)
		})
	}
}

// Whatever the input, there is a scenario that reads, or an error with a path.
func FuzzRead(f *testing.F) {
	for _, name := range []string{"binance-short", "binance-hedge", "binance-cross", "binance-coinm", "hyperliquid-isolated", "bybit-isolated", "okx-cross"} {
		f.Add(fileOf(f, name), []byte(wallet), flat("BTC/USDT:USDT", "DOGE/USDT:USDT", "ETH/USDC:USDC"))
	}
	f.Add(many(one("markPrice", "1e100", "contracts", "1e-100")), []byte(`{"info": [{"asset": "USDT"}], "total": {"USDT": "1e119"}}`), flat("BTC/USDT:USDT"))
	f.Fuzz(func(t *testing.T, positions, balance, tiers []byte) {
		i, err := ccxt.Read(ccxt.Sources{Positions: positions, Balance: balance, Tiers: tiers}, ccxt.Options{MarginMode: "cross", Total: ccxt.AllEquity})
		if err != nil {
			var errs margin.Errors
			require.ErrorAs(t, err, &errs)
			require.NotEmpty(t, errs)
			for _, e := range errs {
				require.NotEmpty(t, e.Path)
				require.NotEmpty(t, e.Want)
			}
			return
		}
		document, err := wire.Encode(i.Scenario)
		require.NoError(t, err)
		_, err = wire.Decode(document)
		require.NoError(t, err)
		require.NotEmpty(t, i.Positions)
	})
}

// A large account with much in error is answered in time, with the first errors.
func TestRead_ManyFaults(t *testing.T) {
	positions := "[" + strings.Repeat(`{"contracts": 1},`, 20000) + `{"contracts": 1}]`
	errs := errorsOf(t, ccxt.Sources{Positions: []byte(positions)}, ccxt.Options{Venue: "binance-usdm"})
	require.Len(t, errs, 10001)
	require.Equal(t, "further errors", errs[10000].Got)
}

// A chain of assets, each quoted in the next, and the last in the currency.
func TestRead_ManyMarks(t *testing.T) {
	const n = 1000
	var positions, symbols []string
	name := func(i int) string { return "A" + strconv.Itoa(i) }
	for i := range n {
		quote := name(i + 1)
		if i == n-1 {
			quote = "USD"
		}
		symbol := name(i) + "/" + quote + ":" + quote
		symbols = append(symbols, symbol)
		positions = append(positions, one("symbol", strconv.Quote(symbol), "markPrice", "1", "entryPrice", "1", "unrealizedPnl", "0", "marginMode", `"isolated"`, "collateral", "1"))
	}
	i, err := ccxt.Read(ccxt.Sources{Positions: many(positions...), Tiers: flat(symbols...)}, ccxt.Options{Currency: "USD"})
	require.NoError(t, err)
	require.Equal(t, "1", i.Scenario.Market.Prices[name(0)].String())
	require.Len(t, i.Notes, 1)
}
