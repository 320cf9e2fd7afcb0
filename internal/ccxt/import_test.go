package ccxt_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/internal/ccxt"
	"github.com/plimsoll-risk/plimsoll/internal/wire"
	"github.com/plimsoll-risk/plimsoll/risk/margin"
)

// one returns a position of ccxt: a cross long of 2 BTC at 50000, marked at 51000, with members in place of its own.
func one(members ...string) string {
	own := []string{`"symbol"`, `"BTC/USDT:USDT"`, `"side"`, `"long"`, `"contracts"`, `2`, `"contractSize"`, `1`, `"entryPrice"`, `50000`,
		`"markPrice"`, `51000`, `"marginMode"`, `"cross"`, `"unrealizedPnl"`, `2000`}
	var text []string
	for i := 0; i < len(own); i += 2 {
		value := own[i+1]
		for j := 0; j < len(members); j += 2 {
			if members[j] == strings.Trim(own[i], `"`) {
				value = members[j+1]
			}
		}
		text = append(text, own[i]+": "+value)
	}
	for j := 0; j < len(members); j += 2 {
		if !strings.Contains(strings.Join(own, ""), `"`+members[j]+`"`) {
			text = append(text, fmt.Sprintf("%q: %s", members[j], members[j+1]))
		}
	}
	return "{" + strings.Join(text, ", ") + "}"
}

func many(positions ...string) []byte { return []byte("[" + strings.Join(positions, ", ") + "]") }

// flat returns tiers of one rate without an end.
func flat(symbols ...string) []byte {
	var text []string
	for _, s := range symbols {
		text = append(text, fmt.Sprintf(`%q: [{"minNotional": 0, "maintenanceMarginRate": 0.01}]`, s))
	}
	return []byte("{" + strings.Join(text, ", ") + "}")
}

const wallet = `{"info": {"assets": [{"asset": "USDT", "crossWalletBalance": "10000"}]}, "total": {"USDT": 12000}}`

func TestRead_Position(t *testing.T) {
	for _, tt := range []struct {
		name   string
		source string
		size   string
		price  string // of the coin
		mark   string // of the position, where it is not that of the price
	}{
		{"as it is", one(), "2", "51000", ""},
		{"short", one("side", `"short"`, "unrealizedPnl", "-2000"), "-2", "51000", ""},
		{"short with a negative number of contracts", one("side", `"short"`, "contracts", "-2"), "-2", "51000", ""},
		{"contracts of 0.001", one("contracts", "2000", "contractSize", "0.001"), "2", "51000", ""},
		{"numbers as strings", one("contracts", `"2"`, "markPrice", `"51000.00"`), "2", "51000", ""},
		{"a number that no float64 holds", one("contracts", "2.000000000000000000001"), "2.000000000000000000001", "51000", ""},
		{"a number with an exponent", one("contracts", "2e-05"), "0.00002", "51000", ""},
		{"a thousand coins to the unit", one("symbol", `"1000BTC/USDT:USDT"`), "2", "51", ""},
		{"contracts of coins to the unit", one("symbol", `"kBTC/USDT:USDT"`, "contractSize", "10"), "20", "51", ""},
		{"mark from the notional", one("markPrice", "null", "notional", "103000"), "2", "51500", ""},
		{"mark from a notional with a sign", one("markPrice", "null", "notional", "-103000", "side", `"short"`), "-2", "51500", ""},
		{"mark from the profit", one("markPrice", "null"), "2", "51000", ""},                                              // 50000 + 2000/2
		{"mark from the profit of a short", one("markPrice", "null", "side", `"short"`), "-2", "49000", ""},               // 50000 - 2000/2
		{"no contract size", one("contractSize", "null", "markPrice", "null", "notional", "103000"), "2", "51500", ""},    // dYdX
		{"the mark of dYdX", one("contractSize", "null", "notional", "null", "markPrice", "null"), "2", "51000", ""},      // 50000 + 2000/2
		{"dated contract", one("symbol", `"BTC/USDT:USDT-261225"`), "2", "51000", ""},                                     // its mark prices the coin, for lack of another
		{"unknown members", one("marginRatio", "{}", "percentage", "[]", "stopLossPrice", "true"), "2", "51000", ""},      // foreign
		{"null where it may be", one("leverage", "null", "liquidationPrice", "null", "hedged", "null"), "2", "51000", ""}, // Python
	} {
		t.Run(tt.name, func(t *testing.T) {
			tiers := flat("BTC/USDT:USDT", "1000BTC/USDT:USDT", "kBTC/USDT:USDT", "BTC/USDT:USDT-261225")
			i, err := ccxt.Read(ccxt.Sources{Positions: many(tt.source), Balance: []byte(wallet), Tiers: tiers}, ccxt.Options{})
			require.NoError(t, err)
			s := i.Scenario
			require.Equal(t, "USDT", s.Account.Currency)
			require.Len(t, s.Account.Positions, 1)
			require.Len(t, s.Account.Rules.Tiers, 1)
			p := s.Account.Positions[0]
			require.Equal(t, tt.size, p.Size.String())
			require.Equal(t, "50000", p.EntryPrice.String())
			require.Equal(t, "cross", p.MarginMode)
			require.Nil(t, p.Margin)
			require.Equal(t, tt.price, s.Market.Prices["BTC"].String())
			require.Equal(t, tt.mark, text(p.MarkPrice))
			require.Equal(t, "10000", s.Account.Balances[0].Amount.String())
		})
	}
}

// Two positions on one coin have marks of their own: the first one gives the price.
func TestRead_MarksOfOneCoin(t *testing.T) {
	i, err := ccxt.Read(ccxt.Sources{
		Positions: many(one(), one("symbol", `"BTC/USDC:USDC"`, "markPrice", "51051")),
		Balance:   []byte(`{"total": {"USDT": 12000, "USDC": 12000}}`),
		Tiers:     flat("BTC/USDT:USDT", "BTC/USDC:USDC"),
	}, ccxt.Options{Currency: "USDT", Total: ccxt.AllEquity, Prices: prices("USDC=0.999")})
	require.NoError(t, err)
	m := i.Scenario.Market
	require.Equal(t, "51000", m.Prices["BTC"].String())
	require.Equal(t, "0.999", m.Prices["USDC"].String())
	require.Nil(t, i.Scenario.Account.Positions[0].MarkPrice)
	require.Equal(t, "51051", text(i.Scenario.Account.Positions[1].MarkPrice)) // 51000 / 0.999 = 51051.05...
}

// An isolated wallet, and what it is read from.
func TestRead_Margin(t *testing.T) {
	isolated := func(members ...string) string {
		return one(append([]string{"marginMode", `"isolated"`}, members...)...)
	}
	for _, tt := range []struct {
		name, source, want, note string
	}{
		{"wallet of Binance", isolated("collateral", "99", "info", `{"isolatedWallet": "8000.5", "isolatedMargin": "10000.5"}`), "8000.5", "info.isolatedWallet, as Binance"},
		{"wallet of OKX", isolated("collateral", "99", "info", `{"mgnMode": "isolated", "margin": "8000.5", "upl": "2000"}`), "8000.5", "as OKX"},
		{"wallet of Gate", isolated("collateral", "99", "info", `{"contract": "BTC_USDT", "margin": "8000.5", "unrealised_pnl": "2000"}`), "8000.5", "as Gate"},
		{"wallet of Bybit", isolated("collateral", "99", "info", `{"positionIdx": 0, "positionValue": "1", "positionBalance": "8000.5"}`), "8000.5", "as Bybit"},
		{"a wallet of zero is none", isolated("collateral", "10000.5", "info", `{"isolatedWallet": "0.00000000"}`), "8000.5", "collateral - unrealizedPnl"},
		{"margin of no known venue", isolated("collateral", "10000.5", "info", `{"margin": "1"}`), "8000.5", "collateral - unrealizedPnl"},
		{"collateral less profit", isolated("collateral", "10000.5"), "8000.5", "collateral - unrealizedPnl"},
		{"collateral less loss", isolated("collateral", "6000.5", "unrealizedPnl", "-2000"), "8000.5", "collateral - unrealizedPnl"},
		{"collateral less the profit at the mark", isolated("collateral", "10000.5", "unrealizedPnl", "null"), "8000.5", "less the unrealised profit at the mark"}, // 2 x 1000
		{"from leverage", isolated("leverage", "10"), "10000", "notional at entry / leverage"},                                                                     // 2 x 50000 / 10
	} {
		t.Run(tt.name, func(t *testing.T) {
			i, err := ccxt.Read(ccxt.Sources{Positions: many(tt.source), Tiers: flat("BTC/USDT:USDT")}, ccxt.Options{})
			require.NoError(t, err)
			require.Equal(t, tt.want, text(i.Scenario.Account.Positions[0].Margin))
			require.Empty(t, i.Scenario.Account.Balances)
			require.Contains(t, i.Notes[0], tt.note)
			require.Equal(t, i.Notes, i.Scenario.Notes)
		})
	}
}

func TestRead_Hedge(t *testing.T) {
	long, short := one(), one("side", `"short"`, "unrealizedPnl", "-2000")
	for _, tt := range []struct {
		name      string
		positions []byte
		want      string
	}{
		{"one way", many(long), ""},
		{"one leg in hedge mode", many(one("hedged", "true")), "hedge"},
		{"not in hedge mode", many(one("hedged", "false")), ""},
		{"two legs", many(long, short), "hedge"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			i, err := ccxt.Read(ccxt.Sources{Positions: tt.positions, Balance: []byte(wallet)}, ccxt.Options{Venue: "binance-usdm"})
			require.NoError(t, err)
			require.Equal(t, tt.want, i.Scenario.Account.PositionMode)
		})
	}
}

// ccxt writes Hyperliquid's kPEPE in upper case. The venue's reply has its own name, whose k stands for 1000.
func TestRead_HyperliquidThousands(t *testing.T) {
	source := one("symbol", `"KPEPE/USDC:USDC"`, "entryPrice", "0.011", "markPrice", "0.012", "unrealizedPnl", "0.002", "info", `{"position": {"coin": "kPEPE"}}`)
	i, err := ccxt.Read(ccxt.Sources{
		Positions: many(source),
		Balance:   []byte(`{"info": {"crossMarginSummary": {"accountValue": "1.002"}}, "total": {"USDC": 1.002}}`),
	}, ccxt.Options{Venue: "hyperliquid"})
	require.NoError(t, err)
	require.Equal(t, "kPEPE/USDC:USDC", i.Scenario.Account.Positions[0].Symbol)
	require.Equal(t, "0.000012", i.Scenario.Market.Prices["PEPE"].String())
	require.Equal(t, "1", i.Scenario.Account.Balances[0].Amount.String())

	i, err = ccxt.Read(ccxt.Sources{Positions: many(source), Balance: []byte(`{"total": {"USDC": 1}}`), Tiers: flat("KPEPE/USDC:USDC")}, ccxt.Options{Total: ccxt.CrossWallet})
	require.NoError(t, err)
	require.Contains(t, i.Scenario.Account.Rules.Tiers, "kPEPE/USDC:USDC")
}

func TestRead_Empty(t *testing.T) {
	empty := `{"symbol": "ETH/USDT:USDT", "contracts": 0, "entryPrice": 0}`
	i, err := ccxt.Read(ccxt.Sources{
		Positions: many(empty, one(), `{"symbol": "SOL/USDT:USDT", "contracts": null, "side": null}`, `{}`, empty, empty, empty),
		Balance:   []byte(wallet),
	}, ccxt.Options{Venue: "binance-usdm"})
	require.NoError(t, err)
	require.Len(t, i.Scenario.Account.Positions, 1)
	require.Equal(t, "Skipped as empty: positions[0] ETH/USDT:USDT, positions[2] SOL/USDT:USDT, positions[3], positions[4] ETH/USDT:USDT, positions[5] ETH/USDT:USDT, and 1 more.", i.Notes[0])
}

// The market keeps its law; its prices give way to marks, and what the account does not hold is left out.
func TestRead_Market(t *testing.T) {
	i, err := ccxt.Read(ccxt.Sources{
		Positions: many(one()),
		Balance:   []byte(`{"total": {"USDT": 12000, "BNB": 3}}`),
		Market: []byte(`{"market": {"asOf": "2025-01-01", "prices": {"BTC": 40000, "BNB": "600", "XRP": 2}, "volatility": {"BTC": 0.5, "BNB": 0.6, "XRP": 0.9},
			"drift": {"XRP": 0.1}, "correlation": {"assets": ["BTC", "BNB"], "matrix": [[1, 0.5], [0.5, 1]]}, "model": {"kind": "gbm"}}}`),
	}, ccxt.Options{Venue: "binance-usdm", Total: ccxt.AllEquity, Collateral: []string{ccxt.AllAssets}, Volatility: map[string]float64{"BTC": 0.7}})
	require.NoError(t, err)
	m := i.Scenario.Market
	require.Equal(t, "51000", m.Prices["BTC"].String())
	require.Equal(t, "600", m.Prices["BNB"].String())
	require.Len(t, m.Prices, 2)
	require.Equal(t, map[string]float64{"BTC": 0.7, "BNB": 0.6}, m.Volatility)
	require.Empty(t, m.Drift)
	require.Empty(t, m.AsOf)
	require.Equal(t, "gbm", m.Model.Kind)
	require.Equal(t, []string{"BTC", "BNB"}, m.Correlation.Assets)
	document, err := wire.Encode(i.Scenario)
	require.NoError(t, err)
	_, err = wire.DecodeSimulation(document, wire.Overrides{})
	require.NoError(t, err)
}

// prices reads ASSET=PRICE.
func prices(pairs ...string) map[string]decimal.Decimal {
	m := map[string]decimal.Decimal{}
	for _, p := range pairs {
		asset, price, _ := strings.Cut(p, "=")
		m[asset] = decimal.RequireFromString(price)
	}
	return m
}

func text(d *wire.Decimal) string {
	if d == nil {
		return ""
	}
	return d.String()
}

// errorsOf returns the errors of an import that fails.
func errorsOf(t *testing.T, s ccxt.Sources, o ccxt.Options) margin.Errors {
	t.Helper()
	i, err := ccxt.Read(s, o)
	var errs margin.Errors
	require.ErrorAs(t, err, &errs)
	require.Nil(t, i)
	return errs
}

func TestRead_Currency(t *testing.T) {
	positions := many(one(), one("symbol", `"ETH/BTC:BTC"`, "entryPrice", "0.04", "markPrice", "0.05", "unrealizedPnl", "0.02"))
	sources := ccxt.Sources{Positions: positions, Balance: []byte(`{"total": {"USDT": 10000, "BTC": 3}}`), Tiers: flat("BTC/USDT:USDT", "ETH/BTC:BTC")}
	errs := errorsOf(t, sources, ccxt.Options{Total: ccxt.CrossWallet})
	require.Equal(t, "--currency", errs[0].Path)
	require.Contains(t, errs[0].Want, "BTC, USDT")

	// ETH is quoted in BTC, whose mark is 51000: 0.05 x 51000.
	i, err := ccxt.Read(sources, ccxt.Options{Currency: "USDT", Total: ccxt.CrossWallet})
	require.NoError(t, err)
	require.Equal(t, "51000", i.Scenario.Market.Prices["BTC"].String())
	require.Equal(t, "2550", i.Scenario.Market.Prices["ETH"].String())
	require.Nil(t, i.Scenario.Account.Positions[1].MarkPrice)

	// In BTC a dollar is worth 1 / 51000, by the mark; the mark itself is kept, as that quotient is not exact.
	i, err = ccxt.Read(sources, ccxt.Options{Currency: "BTC", Total: ccxt.CrossWallet})
	require.NoError(t, err)
	require.Equal(t, "0.000019607843137254901960784314", i.Scenario.Market.Prices["USDT"].String())
	require.Equal(t, "0.05", i.Scenario.Market.Prices["ETH"].String())
	require.Equal(t, "51000", text(i.Scenario.Account.Positions[0].MarkPrice))
	require.Nil(t, i.Scenario.Account.Positions[1].MarkPrice)
}
