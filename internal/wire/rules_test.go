package wire_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/internal/wire"
	"github.com/plimsoll-risk/plimsoll/risk/margin"
)

// accountOf wraps an account and its prices into a document.
func accountOf(account, prices string) []byte {
	return []byte(`{"version": 1, "account": {` + account + `}, "market": {"prices": {` + prices + `}}}`)
}

func assessed(t *testing.T, account, prices string) *wire.Assessment {
	t.Helper()
	in, err := wire.Decode(accountOf(account, prices))
	require.NoError(t, err)
	return wire.NewAssessment(in)
}

// Every primitive of the rules, each by hand: a long of 2 at 100, marked at 110, on 50 of USD
// unless the case has its own.
func TestRules_Primitives(t *testing.T) {
	const long = `"currency": "USD", "balances": [{"asset": "USD", "amount": "50"}], "positions": [{"symbol": "X/USD:USD", "size": "2", "entryPrice": "100", "leverage": "10"}]`
	for _, tt := range []struct {
		name, account, prices                        string
		equity, initial, maintenance, liquidation    string
		liquidatable                                 bool
		liquidationTick, bankruptcy, bankruptcyFinal string
	}{
		// 2 p - 150 = .05 * 2 p at p = 150/1.9; bankrupt at 75
		{name: "flat fraction", account: long + `, "rules": {"maintenanceMarginFraction": "0.05"}`, prices: `"X": "110"`,
			equity: "70", initial: "22", maintenance: "11", liquidation: "78.94736842105263157894736842", bankruptcy: "75"},
		// maintenance at entry: .05 * 200 = 10, so 2 p - 150 = 10
		{name: "margins at entry", account: long + `, "rules": {"maintenanceMarginFraction": "0.05", "maintenanceMarginAt": "entry", "initialMarginAt": "entry"}`, prices: `"X": "110"`,
			equity: "70", initial: "20", maintenance: "10", liquidation: "80", bankruptcy: "75"},
		// the floor of 14 is above 10; fees on top: 14 + .01 * 200
		{name: "floor and fee at entry", account: long + `, "rules": {"maintenanceMarginFraction": "0.05", "maintenanceMarginAt": "entry", "marginFloor": {"amount": "14"}, "closeFee": {"on": "entry", "rate": "0.01"}}`, prices: `"X": "110"`,
			equity: "70", initial: "22", maintenance: "16", liquidation: "83", bankruptcy: "75", bankruptcyFinal: "76"},
		// within: max(10, 14 + 2)
		{name: "floor with the fee within", account: long + `, "rules": {"maintenanceMarginFraction": "0.075", "maintenanceMarginAt": "entry", "marginFloor": {"amount": "14", "fees": "within"}, "closeFee": {"on": "entry", "rate": "0.01"}}`, prices: `"X": "110"`,
			equity: "70", initial: "22", maintenance: "16", liquidation: "83", bankruptcy: "75", bankruptcyFinal: "76"},
		// .05 + .01 of 220; 2 p - 150 = .06 * 2 p at 150/1.88; 2 p - 150 = .01 * 2 p at 150/1.98
		{name: "fee at mark", account: long + `, "rules": {"maintenanceMarginFraction": "0.05", "closeFee": {"on": "mark", "rate": "0.01"}}`, prices: `"X": "110"`,
			equity: "70", initial: "22", maintenance: "13.2", liquidation: "79.78723404255319148936170213", bankruptcy: "75", bankruptcyFinal: "75.75757575757575757575757576"},
		// .01 * 200 * (1 - 1/10) = 1.8 in both margins; 2 p - 150 = .1 p + 1.8 at 151.8/1.9
		{name: "fee at bankruptcy", account: long + `, "rules": {"maintenanceMarginFraction": "0.05", "closeFee": {"on": "bankruptcy", "rate": "0.01"}}`, prices: `"X": "110"`,
			equity: "70", initial: "23.8", maintenance: "12.8", liquidation: "79.89473684210526315789473684", bankruptcy: "75", bankruptcyFinal: "75.75757575757575757575757576"},
		// 10 contracts of .2: the same position
		{name: "contract size and tick", account: strings.Replace(long, `"size": "2"`, `"size": "10"`, 1) + `, "rules": {"maintenanceMarginFraction": "0.05", "contractSizes": {"X/USD:USD": "0.2"}, "ticks": {"X/USD:USD": "0.5"}}`, prices: `"X": "110"`,
			equity: "70", initial: "22", maintenance: "11", liquidation: "78.94736842105263157894736842", liquidationTick: "79", bankruptcy: "75"},
		// .05 up to 150, .1 beyond, less 7.5: .1 * 220 - 7.5; at p below 75 the first tier: 150/1.9 is above 75, so 2 p - 150 = .2 p - 7.5 at 142.5/1.8
		{name: "tiers", account: long + `, "rules": {"tiers": {"X/USD:USD": [{"minNotional": 0, "maxNotional": 150, "maintenanceMarginRate": "0.05"}, {"minNotional": 150, "maintenanceMarginRate": "0.1"}]}}`, prices: `"X": "110"`,
			equity: "70", initial: "22", maintenance: "14.5", liquidation: "79.16666666666666666666666667", bankruptcy: "75"},
		// half of 1/10
		{name: "share of the initial fraction", account: long + `, "rules": {"maintenanceShare": "0.5", "tiers": {"X/USD:USD": [{"minNotional": 0, "maxLeverage": 10}]}}`, prices: `"X": "110"`,
			equity: "70", initial: "22", maintenance: "11", liquidation: "78.94736842105263157894736842", bankruptcy: "75"},
		{name: "initial fraction", account: long + `, "rules": {"maintenanceMarginFraction": "0.05", "initialMarginFraction": "0.2"}`, prices: `"X": "110"`,
			equity: "70", initial: "44", maintenance: "11", liquidation: "78.94736842105263157894736842", bankruptcy: "75"},
		// accrued 3, impact -7 of which .01 * 200 counts: 11 + 3 + 2; 2 p - 150 = .1 p + 5
		{name: "costs", account: strings.Replace(long, `"leverage": "10"`, `"leverage": "10", "accruedCosts": "3", "priceImpact": "-7"`, 1) + `, "rules": {"maintenanceMarginFraction": "0.05", "priceImpactFloor": "0.01"}`, prices: `"X": "110"`,
			equity: "70", initial: "22", maintenance: "16", liquidation: "81.57894736842105263157894737", bankruptcy: "75", bankruptcyFinal: "77.5"},
		// .0537 * 220 = 11.814, up to whole units
		{name: "quantum", account: long + `, "rules": {"maintenanceMarginFraction": "0.0537", "quantum": "1"}`, prices: `"X": "110"`,
			equity: "70", initial: "22", maintenance: "12", liquidation: "79.25604987847405685300644616", bankruptcy: "75"},
		// 70 is 70: equality liquidates only where the rules say so
		{name: "equality below", account: long + `, "rules": {"maintenanceMarginFraction": "0", "debtMaintenanceMarginFraction": "0", "maintenanceMarginAt": "entry", "marginFloor": {"amount": "70"}}`, prices: `"X": "110"`,
			equity: "70", initial: "22", maintenance: "70", liquidation: "110", bankruptcy: "75"},
		{name: "equality at or below", account: long + `, "rules": {"maintenanceMarginFraction": "0", "trigger": "atOrBelow", "maintenanceMarginAt": "entry", "marginFloor": {"amount": "70"}}`, prices: `"X": "110"`,
			equity: "70", initial: "22", maintenance: "70", liquidation: "110", bankruptcy: "75", liquidatable: true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := assessed(t, tt.account, tt.prices).Margin.Pools[0]
			require.Equal(t, tt.equity, p.Equity.String(), "equity")
			require.Equal(t, tt.initial, p.InitialMargin.String(), "initial margin")
			require.Equal(t, tt.maintenance, p.MaintenanceMargin.String(), "maintenance margin")
			require.Equal(t, tt.liquidatable, p.Liquidatable)
			q := p.Positions[0]
			require.True(t, strings.HasPrefix(q.LiquidationPrice.String(), tt.liquidation), "liquidation price: got %s, want %s", q.LiquidationPrice, tt.liquidation)
			require.Equal(t, tt.bankruptcy, q.BankruptcyPrice.String(), "bankruptcy price")
			require.Equal(t, tt.bankruptcyFinal, text(q.BankruptcyPriceWithFees), "bankruptcy price with fees")
			require.Equal(t, tt.liquidationTick, text(q.LiquidationPriceTick), "price on the tick")
		})
	}
}

func text(d *wire.Decimal) string {
	if d == nil {
		return ""
	}
	return d.String()
}

// 150 contracts of 100 USD long from 95000, marked at 93576, on 0.02 BTC: in dollars
// .02*93576 + 15000 (93576/95000 - 1); liquidated where .02 + 15000/95000 - 15000/m = .005*15000/m,
// bankrupt where .02 + 15000/95000 = 15000/m.
func TestRules_Inverse(t *testing.T) {
	a := assessed(t, `"venue": "binance-coinm", "rules": {"maintenanceMarginFraction": "0.005"}, "currency": "USD",
		"positions": [{"symbol": "BTC/USD:BTC", "size": "150", "entryPrice": "95000", "marginMode": "isolated", "leverage": "10", "margin": "0.02"}]`, `"BTC": "93576"`)
	p := a.Margin.Pools[0]
	require.Equal(t, "1646.677894736842105263157894", p.Equity.Truncate(24).String())
	q := p.Positions[0]
	require.Equal(t, "15000", q.Notional.String())
	require.Equal(t, "93576", q.MarkPrice.String())
	// 15075 / (.02 + 15000/95000) = 15075 * 95000 / 16900, 15000 * 95000 / 16900
	require.Equal(t, "84741.12426035502958579881657", q.LiquidationPrice.String())
	require.Equal(t, "84319.52662721893491124260355", q.BankruptcyPrice.String())
	require.Equal(t, []wire.AssetState{{Asset: "BTC", Quantity: p.Assets[0].Quantity, Value: p.Assets[0].Value, Equity: p.Assets[0].Equity, Covering: p.Assets[0].Covering,
		LiquidationPrice: q.LiquidationPrice, BankruptcyPrice: q.BankruptcyPrice}}, p.Assets)

	// Without a margin it is notional at entry / leverage, in the coin: 15000 / 95000 / 10.
	a = assessed(t, `"venue": "binance-coinm", "rules": {"maintenanceMarginFraction": "0.005"}, "currency": "USD",
		"positions": [{"symbol": "BTC/USD:BTC", "size": "150", "entryPrice": "95000", "marginMode": "isolated", "leverage": "10"}]`, `"BTC": "93576"`)
	require.Equal(t, "0.01578947368421052631578947368", a.Margin.Pools[0].Assets[0].Quantity.String())
}

// Collateral: 10 A at 100, of which 4 count at .9, 4 at .5 and the rest nothing, and 500 C at 1 with a
// threshold of .8, against 600 of D.
func TestRules_Collateral(t *testing.T) {
	a := assessed(t, `"currency": "USD", "balances": [{"asset": "A", "amount": "10"}, {"asset": "C", "amount": "500"}], "debts": [{"asset": "D", "amount": "600"}],
		"rules": {"debtMaintenanceMarginFraction": "0.1", "collateral": [
			{"asset": "A", "tiers": [{"minQuantity": 0, "maxQuantity": 4, "ratio": "0.9"}, {"minQuantity": 4, "maxQuantity": 8, "ratio": "0.5"}]},
			{"asset": "C", "liquidationThreshold": "0.8", "loanToValue": "0.7"}]}`, `"A": "100", "C": "1", "D": "1"`)
	p := a.Margin.Pools[0]
	require.Equal(t, "460", p.Equity.String())            // 560 + 500 - 600
	require.Equal(t, "160", p.MaintenanceMargin.String()) // .2 * 500 + .1 * 600
	require.Equal(t, "210", p.InitialMargin.String())     // .3 * 500 + 60
	require.Equal(t, "1.6", p.HealthFactor.String())      // (560 + 400) / 600
	require.Len(t, p.Assets, 3)
	require.Equal(t, "-600", p.Assets[2].Quantity.String())
	// C: 560 + .8 * 500 c - 1.1 * 600 = 0 at .25; D: 960 = 1.1 * 600 d
	require.Equal(t, "0.25", p.Assets[1].LiquidationPrice.String())
	require.Equal(t, "1.454545454545454545454545455", p.Assets[2].LiquidationPrice.String())
}

func TestRules_Venues(t *testing.T) {
	t.Run("class of market and open interest", func(t *testing.T) {
		// dYdX v4 mid-cap: 5 %, of which .6 is maintenance; at 70 of 40..100 million half way to 1
		a := assessed(t, `"venue": "dydx-v4", "rules": {"markets": {"WIF/USDC:USDC": "mid-cap"}, "openInterest": {"WIF/USDC:USDC": "70000000"}}, "currency": "USDC",
			"balances": [{"asset": "USDC", "amount": "100"}], "positions": [{"symbol": "WIF/USDC:USDC", "size": "100", "entryPrice": "2"}]`, `"WIF": "2"`)
		require.Equal(t, "105", a.Margin.Pools[0].InitialMargin.String())
		require.Equal(t, "6", a.Margin.Pools[0].MaintenanceMargin.String())
	})
	t.Run("fallback", func(t *testing.T) {
		a := assessed(t, `"venue": "hyperliquid", "rules": {"fallbackMaintenanceMarginFraction": "0.1"}, "currency": "USDC",
			"balances": [{"asset": "USDC", "amount": "100"}], "positions": [{"symbol": "NEWCOIN/USDC:USDC", "size": "100", "entryPrice": "2"}]`, `"NEWCOIN": "2"`)
		require.Equal(t, "20", a.Margin.Pools[0].MaintenanceMargin.String())
		require.Contains(t, a.Warnings[0], "hyperliquid does not list NEWCOIN/USDC:USDC: the fallback maintenance margin fraction, 0.1, is used")
	})
	t.Run("efficiency mode", func(t *testing.T) {
		const account = `"venue": "aave-v3-ethereum", "currency": "USD", "balances": [{"asset": "WETH", "amount": "1"}, {"asset": "LINK", "amount": "10"}], "debts": [{"asset": "USDC", "amount": "1000"}]`
		const prices = `"WETH": "3000", "LINK": "20", "USDC": "1"`
		require.Equal(t, "2.632", assessed(t, account, prices).Margin.Pools[0].HealthFactor.String()) // (.83*3000 + .71*200) / 1000
		a := assessed(t, account+`, "rules": {"efficiencyMode": "eth-correlated"}`, prices)
		require.Equal(t, "2.992", a.Margin.Pools[0].HealthFactor.String()) // (.95*3000 + .71*200) / 1000
	})
	t.Run("an earlier table", func(t *testing.T) {
		a := assessed(t, `"venue": "aave-v3-ethereum", "rules": {"asOf": "2024-01-01"}, "currency": "USD", "balances": [{"asset": "LINK", "amount": "100"}], "debts": [{"asset": "USDC", "amount": "1000"}]`, `"LINK": "20", "USDC": "1"`)
		require.Equal(t, "1.36", a.Margin.Pools[0].HealthFactor.String()) // .68 * 2000 / 1000
	})
	t.Run("size raises the initial margin", func(t *testing.T) {
		// dYdX v3, BTC: 5 % and 1 % for each whole 1.5 above 9: 12.2 is two steps
		a := assessed(t, `"venue": "dydx-v3", "currency": "USDC", "balances": [{"asset": "USDC", "amount": "1000000"}], "positions": [{"symbol": "BTC/USDC:USDC", "size": "12.2", "entryPrice": "100"}]`, `"BTC": "100"`)
		require.Equal(t, "85.4", a.Margin.Pools[0].InitialMargin.String())
		require.Equal(t, "36.6", a.Margin.Pools[0].MaintenanceMargin.String())
	})
	t.Run("own tiers in place of the venue's market", func(t *testing.T) {
		a := assessed(t, `"venue": "dydx-v4", "rules": {"maintenanceMarginFraction": "0.04"}, "currency": "USDC", "balances": [{"asset": "USDC", "amount": "100"}], "positions": [{"symbol": "BTC/USDC:USDC", "size": "1", "entryPrice": "100", "leverage": "5"}]`, `"BTC": "100"`)
		require.Equal(t, "20", a.Margin.Pools[0].InitialMargin.String())
		require.Equal(t, "4", a.Margin.Pools[0].MaintenanceMargin.String())
	})
	t.Run("thresholds", func(t *testing.T) {
		// 70 against 60: below the warning at 1.25 * 60 only
		a := assessed(t, `"venue": "binance-usdm", "rules": {"maintenanceMarginFraction": "0.5", "trigger": "below"}, "currency": "USDT", "balances": [{"asset": "USDT", "amount": "70"}], "positions": [{"symbol": "BTC/USDT:USDT", "size": "1", "entryPrice": "120"}]`, `"BTC": "120"`)
		reached := map[string]bool{}
		for _, x := range a.Margin.Pools[0].Thresholds {
			reached[x.Name] = x.Reached
		}
		require.Equal(t, map[string]bool{"warning": true, "liquidation": false, "bankruptcy": false}, reached)
		require.Equal(t, "below", a.Margin.Pools[0].Thresholds[1].Trigger, "the trigger of the rules")
		a = assessed(t, `"rules": {"maintenanceMarginFraction": "0.5", "thresholds": [{"name": "margin call", "factor": "2"}, {"name": "half", "factor": "0.5"}]}, "currency": "USDT", "balances": [{"asset": "USDT", "amount": "70"}], "positions": [{"symbol": "BTC/USDT:USDT", "size": "1", "entryPrice": "120"}]`, `"BTC": "120"`)
		require.Equal(t, "margin call", a.Margin.Pools[0].Thresholds[0].Name)
		require.True(t, a.Margin.Pools[0].Thresholds[0].Reached)
		require.False(t, a.Margin.Pools[0].Thresholds[1].Reached)
	})
}

// What a venue has not is computed all the same, and said.
func TestRules_Warnings(t *testing.T) {
	const two = `"positions": [{"symbol": "BTC/USD:USD", "size": "1", "entryPrice": "100"}, {"symbol": "ETH/USD:USD", "size": "1", "entryPrice": "100"}]`
	for _, tt := range []struct{ name, account, want string }{
		{"several positions a pool", `"venue": "gmx-v2", "currency": "USD", "balances": [{"asset": "USD", "amount": "100"}], ` + two, "gmx-v2 has one position a pool"},
		{"isolated", `"venue": "binance-usdm-multi", "currency": "USD", "positions": [{"symbol": "BTC/USDT:USDT", "size": "1", "entryPrice": "100", "marginMode": "isolated", "margin": 5}]`, "binance-usdm-multi has no isolated margin"},
		{"debts beside positions", `"venue": "gmx-v1", "currency": "USD", "balances": [{"asset": "USD", "amount": "100"}], "debts": [{"asset": "USD", "amount": "1"}]`, "gmx-v1 has no debts beside positions"},
		{"margin without the fee", `"venue": "bybit-uta", "rules": {"maintenanceMarginFraction": "0.005"}, "currency": "USDT", "positions": [{"symbol": "BTC/USDT:USDT", "size": "1", "entryPrice": "100", "marginMode": "isolated", "leverage": 5}]`, "sets the fee to close aside on top"},
		{"fee at the leverage of the margin", `"venue": "bybit-uta", "rules": {"maintenanceMarginFraction": "0.005"}, "currency": "USDT", "positions": [{"symbol": "BTC/USDT:USDT", "size": "1", "entryPrice": "100", "marginMode": "isolated", "margin": 20}]`, "that of its margin, 5, sets its fee to close"},
		{"fee without a leverage", `"venue": "bybit-uta", "rules": {"maintenanceMarginFraction": "0.005"}, "currency": "USDT", "balances": [{"asset": "USDT", "amount": "100"}], "positions": [{"symbol": "BTC/USDT:USDT", "size": "1", "entryPrice": "100"}]`, "its fee to close that of a leverage of 1"},
		{"initial below maintenance", `"venue": "gmx-v2", "currency": "USD", "positions": [{"symbol": "BTC/USD:USD", "size": "1", "entryPrice": "100", "marginMode": "isolated", "leverage": "190"}]`, "is below its maintenance margin: it could not be opened like this"},
		{"isolated market beside another", `"venue": "dydx-v4", "rules": {"markets": {"WIF/USDC:USDC": "isolated"}}, "currency": "USDC", "positions": [{"symbol": "WIF/USDC:USDC", "size": "1", "entryPrice": "100"}, {"symbol": "BTC/USDC:USDC", "size": "1", "entryPrice": "100"}]`, "keeps a position in an isolated market apart"},
		{"several margin assets in a named pool", `"venue": "binance-usdm", "currency": "USDT", "pools": [{"name": "a", "positions": [{"symbol": "BTC/USDT:USDT", "size": "1", "entryPrice": "100"}, {"symbol": "ETH/USDC:USDC", "size": "1", "entryPrice": "100"}]}]`, "a named pool has several here all the same"},
		{"unused share", `"venue": "hyperliquid", "rules": {"maintenanceShare": "0.9"}, "currency": "USDC"`, "The maintenanceShare of the rules is not used"},
		{"open interest that nothing rises with", `"venue": "hyperliquid", "rules": {"openInterest": {"BTC/USDC:USDC": 5}}, "currency": "USDC", "positions": [{"symbol": "BTC/USDC:USDC", "size": "1", "entryPrice": "100"}]`, "no initial margin here rises with it"},
		{"unused tiers", `"rules": {"tiers": {"ETH/USDT:USDT": [{"minNotional": 0, "maintenanceMarginRate": "0.01"}]}}, "currency": "USDT"`, "The tiers of ETH/USDT:USDT in the rules are not used"},
		{"debt fraction without debts", `"rules": {"maintenanceMarginFraction": "0.005", "debtMaintenanceMarginFraction": "0.1"}, "currency": "USDT"`, "no pool has a debt"},
		{"unused contract size", `"rules": {"maintenanceMarginFraction": "0.005", "contractSizes": {"ETH/USDT:USDT": 1}}, "currency": "USDT"`, "The contract size of ETH/USDT:USDT in the rules is not used"},
		{"unused tick", `"rules": {"maintenanceMarginFraction": "0.005", "ticks": {"ETH/USDT:USDT": 1}}, "currency": "USDT"`, "The tick of ETH/USDT:USDT in the rules is not used"},
		{"unused class", `"venue": "dydx-v4", "rules": {"markets": {"ETH/USDC:USDC": "fx"}}, "currency": "USDC"`, "The class of market of ETH/USDC:USDC in the rules is not used"},
		{"unused open interest", `"venue": "dydx-v4", "rules": {"openInterest": {"ETH/USDC:USDC": 1}}, "currency": "USDC"`, "The open interest of ETH/USDC:USDC in the rules is not used"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a := assessed(t, tt.account, `"BTC": "100", "ETH": "100", "USDT": "1", "USDC": "1", "WIF": "100"`)
			require.Contains(t, strings.Join(a.Warnings, "\n"), tt.want)
		})
	}
}

// Each case breaks one rule and gives exactly one error.
func TestRules_Faults(t *testing.T) {
	for _, tt := range []struct{ name, rules, path, want string }{
		{"close fee without a basis", `"closeFee": {"rate": "0.001"}`, "account.rules.closeFee.on", "mark, bankruptcy, entry or none"},
		{"close fee without a rate", `"closeFee": {"on": "mark"}`, "account.rules.closeFee.rate", "a fraction"},
		{"close fee of a venue without one", `"closeFee": {"rate": "0.0005"}`, "account.rules.closeFee.on", "mark, bankruptcy, entry or none"},
		{"rate beside none", `"closeFee": {"on": "none", "rate": "0.001"}`, "account.rules.closeFee.rate", "no rate beside none"},
		{"tier above its initial fraction", `"tiers": {"BTC/USDT:USDT": [{"minNotional": 0, "maintenanceMarginRate": "0.1", "maxLeverage": 50}]}`, "account.rules.tiers.BTC/USDT:USDT[0].maintenanceMarginRate", "at most 1 / maxLeverage"},
		{"close fee of one", `"closeFee": {"on": "mark", "rate": "1"}`, "account.rules.closeFee.rate", "a fraction in [0, 1)"},
		{"no such basis", `"closeFee": {"on": "marks", "rate": "0"}`, "account.rules.closeFee.on", "did you mean mark?"},
		{"negative floor", `"maintenanceMarginAt": "entry", "marginFloor": {"amount": "-1"}`, "account.rules.marginFloor.amount", "a positive decimal, or none"},
		{"floor of a margin at mark", `"marginFloor": {"amount": "1"}`, "account.rules.marginFloor.amount", "unless the maintenance margin is taken at entry"},
		{"negative quantum", `"quantum": "-1"`, "account.rules.quantum", "a positive decimal, or none"},
		{"impact floor above one", `"priceImpactFloor": "2"`, "account.rules.priceImpactFloor", "from 0 to 1"},
		{"initial fraction above one", `"initialMarginFraction": "2"`, "account.rules.initialMarginFraction", "from 0 to 1"},
		{"contract size of zero", `"contractSizes": {"BTC/USDT:USDT": 0}`, "account.rules.contractSizes.BTC/USDT:USDT", "a positive decimal"},
		{"contract size of no symbol", `"contractSizes": {"BTC": 1}`, "account.rules.contractSizes.BTC", "BASE/QUOTE:SETTLE"},
		{"negative tick", `"ticks": {"BTC/USDT:USDT": "-0.1"}`, "account.rules.ticks.BTC/USDT:USDT", "a positive decimal"},
		{"class without classes", `"markets": {"BTC/USDT:USDT": "small-cap"}`, "account.rules.markets.BTC/USDT:USDT", "only a venue with classes of market"},
		{"negative open interest", `"openInterest": {"BTC/USDT:USDT": "-1"}`, "account.rules.openInterest.BTC/USDT:USDT", "zero or more"},
		{"mode without modes", `"efficiencyMode": "eth"`, "account.rules.efficiencyMode", "only a venue with efficiency modes"},
		{"fallback without a venue", `"fallbackMaintenanceMarginFraction": "0.1"`, "account.rules.fallbackMaintenanceMarginFraction", "nothing without a venue"},
		{"share of one", `"maintenanceShare": 1`, "account.rules.maintenanceShare", "a fraction in [0, 1)"},
		{"tier without a rate", `"tiers": {"BTC/USDT:USDT": [{"minNotional": 0}]}`, "account.rules.tiers.BTC/USDT:USDT[0].maintenanceMarginRate", "a maintenanceShare in account.rules"},
		{"rates in some tiers", `"maintenanceShare": "0.5", "tiers": {"BTC/USDT:USDT": [{"minNotional": 0, "maxNotional": 9, "maxLeverage": 9}, {"minNotional": 9, "maintenanceMarginRate": "0.1"}]}`, "account.rules.tiers.BTC/USDT:USDT", "one in every tier"},
		{"tier in another currency", `"tiers": {"BTC/USDT:USDT": [{"minNotional": 0, "maintenanceMarginRate": "0.1", "currency": "BTC"}]}`, "account.rules.tiers.BTC/USDT:USDT[0].currency", "the settlement asset"},
		{"asset not listed as collateral", `"collateral": [{"asset": "BTC"}]`, "account.balances[0].asset", "an asset that account.rules.collateral lists"},
		{"ratio above one", `"collateral": [{"asset": "USDT", "ratio": "1.1"}]`, "account.rules.collateral[0].ratio", "from 0 to 1"},
		{"ratio beside tiers", `"collateral": [{"asset": "USDT", "ratio": "1", "tiers": [{"minQuantity": 0, "ratio": 1}]}]`, "account.rules.collateral[0].ratio", "nothing beside tiers"},
		{"ratio tiers with a gap", `"collateral": [{"asset": "USDT", "tiers": [{"minQuantity": 0, "maxQuantity": 5, "ratio": 1}, {"minQuantity": 6, "ratio": 1}]}]`, "account.rules.collateral[0].tiers[1].minQuantity", "5, where the tier before ends"},
		{"threshold above one", `"collateral": [{"asset": "USDT", "liquidationThreshold": "2", "loanToValue": 0}]`, "account.rules.collateral[0].liquidationThreshold", "from 0 to 1"},
		{"loan to value above the threshold", `"collateral": [{"asset": "USDT", "liquidationThreshold": "0.5", "loanToValue": "0.6"}]`, "account.rules.collateral[0].loanToValue", "at most the liquidation threshold"},
		{"debt fraction of one", `"debtMaintenanceMarginFraction": "1"`, "account.rules.debtMaintenanceMarginFraction", "a fraction in [0, 1)"},
		{"threshold out of order", `"thresholds": [{"name": "a", "factor": 1}, {"name": "b", "factor": 2}]`, "account.rules.thresholds[1].factor", "at most that of the threshold before"},
		{"liquidation at another factor", `"thresholds": [{"name": "liquidation", "factor": 2}]`, "account.rules.thresholds[0].factor", "1, the level at which margins are stated"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			rules := tt.rules
			if !strings.Contains(rules, "tiers\": {") {
				rules += `, "maintenanceMarginFraction": "0.005"`
			}
			_, err := wire.Decode(accountOf(`"currency": "USDT", "rules": {`+rules+`}, "balances": [{"asset": "USDT", "amount": 9}], "debts": [{"asset": "USDT", "amount": "1"}],
				"positions": [{"symbol": "BTC/USDT:USDT", "size": "1", "entryPrice": "100"}]`, `"BTC": "100"`))
			var errs margin.Errors
			require.ErrorAs(t, err, &errs)
			require.Len(t, errs, 1, err)
			require.Equal(t, tt.path, errs[0].Path)
			require.Contains(t, errs[0].Want, tt.want)
		})
	}
}

func TestRules_VenueFaults(t *testing.T) {
	for _, tt := range []struct{ name, account, path, want string }{
		{"no such class", `"venue": "dydx-v4", "rules": {"markets": {"WIF/USDC:USDC": "smallcap"}}, "currency": "USDC"`, "account.rules.markets.WIF/USDC:USDC", "did you mean small-cap?"},
		{"no such mode", `"venue": "aave-v3-ethereum", "rules": {"efficiencyMode": "eth"}, "currency": "USDC", "balances": [{"asset": "WETH", "amount": 1}]`, "account.rules.efficiencyMode", "one of eth-correlated"},
		{"asset that the venue does not take", `"venue": "aave-v3-ethereum", "currency": "USDC", "balances": [{"asset": "ETH", "amount": 1}]`, "account.balances[0].asset", "did you mean WETH?"},
		{"asset of a pool", `"venue": "binance-usdm-multi", "currency": "USDT", "pools": [{"name": "a", "balances": [{"asset": "PEPE", "amount": 1}]}]`, "account.pools[0].balances[0].asset", "takes as collateral"},
		{"symbol without a class", `"venue": "gmx-v2", "currency": "USD", "positions": [{"symbol": "WIF/USD:USD", "size": 1, "entryPrice": 1}]`, "account.positions[0].symbol", "a class of market for it in account.rules.markets"},
		{"symbol of a venue without tables", `"venue": "bybit-uta", "currency": "USD", "positions": [{"symbol": "WIF/USD:USD", "size": 1, "entryPrice": 1}]`, "account.positions[0].symbol", "bybit-uta lists no symbols"},
		{"debt of zero", `"venue": "generic", "currency": "USD", "debts": [{"asset": "USD", "amount": 0}]`, "account.debts[0].amount", "a positive decimal"},
		{"debt of a pool without a price", `"venue": "generic", "currency": "USD", "pools": [{"name": "a", "debts": [{"asset": "DAI", "amount": 1}]}]`, "market.prices.DAI", "a positive decimal"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := wire.Decode(accountOf(tt.account, `"WETH": "3000", "ETH": "3000", "WIF": "2", "PEPE": "1"`))
			var errs margin.Errors
			require.ErrorAs(t, err, &errs)
			require.Len(t, errs, 1, err)
			require.Equal(t, tt.path, errs[0].Path)
			require.Contains(t, errs[0].Want, tt.want)
		})
	}
}

// The fee to close of an isolated position without a leverage is that of its margin: 1 at 100 on 20, so
// .00055 * 100 (1 - 1/5) = .044 beside .005 * 100.
func TestRules_ImpliedLeverage(t *testing.T) {
	a := assessed(t, `"venue": "bybit-uta", "rules": {"maintenanceMarginFraction": "0.005"}, "currency": "USDT", "positions": [{"symbol": "BTC/USDT:USDT", "size": "1", "entryPrice": "100", "marginMode": "isolated", "margin": 20}]`, `"BTC": "100"`)
	require.Equal(t, "0.544", a.Margin.Pools[0].MaintenanceMargin.String())
	require.Equal(t, "20.044", a.Margin.Pools[0].InitialMargin.String())
}

// Figures that look like ones in another unit are taken and said.
func TestUnlikely(t *testing.T) {
	in, err := wire.DecodeSimulation([]byte(`{"version": 1, "account": {"currency": "USDT", "rules": {"maintenanceMarginFraction": "0.005"}, "balances": [{"asset": "USDT", "amount": 100}],
		"positions": [{"symbol": "1000PEPE/USDT:USDT", "size": "1", "entryPrice": "0.02"}]}, "market": {"prices": {"PEPE": "0.02"}, "volatility": {"PEPE": 55}}}`), wire.Overrides{})
	require.NoError(t, err)
	said := strings.Join(wire.Assumed(in), "\n")
	require.Contains(t, said, "The volatility of PEPE is 55, which is 5500 % a year")
	require.Contains(t, said, "prices are per single coin, entry prices per unit of the symbol")
}
