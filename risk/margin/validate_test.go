package margin_test

import (
	"strings"
	"testing"

	"github.com/plimsoll-risk/plimsoll/risk/margin"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"
)

// sound is a valid account with a cross and an isolated pool.
func sound(t testing.TB) (margin.Account, margin.Prices) {
	a := cross("USDT", "100", position(t, btc, "1", "100", "0.01"), position(t, "ETH/USDT:USDT", "-2", "5", "0.01"))
	a.PositionMode = margin.OneWay
	alone := cross("USDT", "10", position(t, btc, "-1", "100", "0.01")).Pools[0]
	alone.Name, alone.Kind = btc, margin.Isolated
	a.Pools = append(a.Pools, alone)
	return a, margin.Prices{"BTC": dec("100"), "ETH": dec("5")}
}

func TestValidate_Sound(t *testing.T) {
	a, prices := sound(t)
	require.NoError(t, a.Validate(prices))
	a.PositionMode, a.Pools[0].Trigger = 0, 0
	require.NoError(t, a.Validate(prices), "zero values have a meaning")
	a.Pools[0].Positions[0].Leverage = dec("1000")
	require.NoError(t, a.Validate(prices))
}

func TestValidate(t *testing.T) {
	huge := decimal.New(1, 2000000000)
	for _, tt := range []struct {
		name  string
		spoil func(*margin.Account, margin.Prices)
		path  string
		want  string
	}{
		{"no currency", func(a *margin.Account, p margin.Prices) { a.Currency, p["USDT"] = "", dec("1") }, "currency", "non-empty"},
		{"no pools", func(a *margin.Account, _ margin.Prices) { a.Pools = nil }, "pools", "at least one"},
		{"unknown position mode", func(a *margin.Account, _ margin.Prices) { a.PositionMode = 3 }, "positionMode", "oneWay or hedge"},
		{"unnamed pool", func(a *margin.Account, _ margin.Prices) { a.Pools[1].Name = "" }, "pools[1].name", "non-empty"},
		{"two pools of one name", func(a *margin.Account, _ margin.Prices) { a.Pools[1].Name = "cross" }, "pools[1].name", "pools[0]"},
		{"no kind", func(a *margin.Account, _ margin.Prices) { a.Pools[0].Kind = 0 }, "pools[0].kind", "cross, isolated or named"},
		{"unknown trigger", func(a *margin.Account, _ margin.Prices) { a.Pools[0].Trigger = 3 }, "pools[0].trigger", "below or atOrBelow"},
		{"isolated pool without position", func(a *margin.Account, _ margin.Prices) { a.Pools[1].Positions = nil }, "pools[1].positions", "exactly one"},
		{"unnamed balance", func(a *margin.Account, _ margin.Prices) { a.Pools[0].Balances[0].Asset = "" }, "pools[0].balances[0].asset", "non-empty"},
		{"huge balance", func(a *margin.Account, _ margin.Prices) { a.Pools[0].Balances[0].Amount = huge }, "pools[0].balances[0].amount", "60 digits"},
		{"zero size", func(a *margin.Account, _ margin.Prices) { a.Pools[0].Positions[1].Size = decimal.Decimal{} }, "pools[0].positions[1].size", "non-zero"},
		{"tiny size", func(a *margin.Account, _ margin.Prices) { a.Pools[0].Positions[1].Size = dec("1e-31") }, "pools[0].positions[1].size", "1e-30"},
		{"size at the limit", func(a *margin.Account, _ margin.Prices) { a.Pools[0].Positions[1].Size = dec("1e30") }, "pools[0].positions[1].size", "1e30"},
		{"long size", func(a *margin.Account, _ margin.Prices) {
			a.Pools[0].Positions[1].Size = dec("1." + strings.Repeat("1", 60))
		}, "pools[0].positions[1].size", "60 digits"},
		{"zero with a huge exponent", func(a *margin.Account, _ margin.Prices) { a.Pools[0].Balances[0].Amount = decimal.New(0, -2000000000) }, "pools[0].balances[0].amount", "60 digits"},
		{"no entry price", func(a *margin.Account, _ margin.Prices) { a.Pools[0].Positions[0].EntryPrice = decimal.Decimal{} }, "pools[0].positions[0].entryPrice", "positive"},
		{"negative mark", func(a *margin.Account, _ margin.Prices) { a.Pools[0].Positions[0].MarkPrice = dec("-1") }, "pools[0].positions[0].markPrice", "positive decimal, or none"},
		{"leverage below one", func(a *margin.Account, _ margin.Prices) { a.Pools[0].Positions[0].Leverage = dec("0.99") }, "pools[0].positions[0].leverage", "1 to 1000"},
		{"leverage above the limit", func(a *margin.Account, _ margin.Prices) { a.Pools[0].Positions[0].Leverage = dec("1000.1") }, "pools[0].positions[0].leverage", "1 to 1000"},
		{"no schedule", func(a *margin.Account, _ margin.Prices) { a.Pools[0].Positions[0].Schedule = margin.Schedule{} }, "pools[0].positions[0].schedule", "schedule"},
		{"no symbol", func(a *margin.Account, _ margin.Prices) { a.Pools[0].Positions[0].Symbol = margin.Symbol{} }, "pools[0].positions[0].symbol", "linear contract"},
		{"no multiplier", func(a *margin.Account, _ margin.Prices) {
			a.Pools[0].Positions[0].Symbol.Multiplier = decimal.Decimal{}
		}, "pools[0].positions[0].symbol", "positive multiplier"},
		{"settled in another asset", func(a *margin.Account, _ margin.Prices) { a.Pools[0].Positions[0].Symbol.Settle = "ETH" }, "pools[0].positions[0].symbol", "linear contract"},
		{"two positions of one symbol", func(a *margin.Account, _ margin.Prices) {
			a.Pools[0].Positions[1].Symbol = a.Pools[0].Positions[0].Symbol
		}, "pools[0].positions[1].symbol", `positionMode "hedge"`},
		{"two longs in hedge mode", func(a *margin.Account, _ margin.Prices) {
			a.PositionMode = margin.Hedge
			a.Pools[0].Positions[1] = a.Pools[0].Positions[0]
		}, "pools[0].positions[1].symbol", "one long and one short"},
		{"inverse contract without its size", func(a *margin.Account, p margin.Prices) {
			a.Pools[0].Positions[0].Symbol, p["USD"] = sym(t, "BTC/USD:BTC"), dec("1")
		}, "pools[0].positions[0].terms.contractSize", "quote assets per contract"},
		{"inverse contract on a multiple", func(a *margin.Account, p margin.Prices) {
			x := &a.Pools[0].Positions[0]
			x.Symbol, x.Terms.ContractSize, p["USD"] = sym(t, "BTC/USD:BTC"), dec("100"), dec("1")
			x.Symbol.Multiplier = dec("1000")
		}, "pools[0].positions[0].symbol", "single coin"},
		{"negative contract size", func(a *margin.Account, _ margin.Prices) { a.Pools[0].Positions[0].Terms.ContractSize = dec("-1") }, "pools[0].positions[0].terms.contractSize", "positive"},
		{"negative tick", func(a *margin.Account, _ margin.Prices) { a.Pools[0].Positions[0].Terms.Tick = dec("-1") }, "pools[0].positions[0].terms.tick", "positive"},
		{"unknown basis of initial margin", func(a *margin.Account, _ margin.Prices) { a.Pools[0].Positions[0].Terms.InitialAt = 3 }, "pools[0].positions[0].terms.initialAt", "mark or entry"},
		{"unknown basis of maintenance margin", func(a *margin.Account, _ margin.Prices) { a.Pools[0].Positions[0].Terms.MaintenanceAt = -1 }, "pools[0].positions[0].terms.maintenanceAt", "mark or entry"},
		{"unknown close fee", func(a *margin.Account, _ margin.Prices) { a.Pools[0].Positions[0].Terms.CloseFee.On = 4 }, "pools[0].positions[0].terms.closeFee.on", "bankruptcy"},
		{"close fee of everything", func(a *margin.Account, _ margin.Prices) { a.Pools[0].Positions[0].Terms.CloseFee.Rate = dec("1") }, "pools[0].positions[0].terms.closeFee.rate", "fraction"},
		{"huge costs", func(a *margin.Account, _ margin.Prices) { a.Pools[0].Positions[0].Terms.Costs.Accrued = huge }, "pools[0].positions[0].terms.costs.accrued", "60 digits"},
		{"huge impact", func(a *margin.Account, _ margin.Prices) { a.Pools[0].Positions[0].Terms.Costs.Impact = huge }, "pools[0].positions[0].terms.costs.impact", "60 digits"},
		{"impact of more than everything", func(a *margin.Account, _ margin.Prices) { a.Pools[0].Positions[0].Terms.Costs.ImpactFloor = dec("1.1") }, "pools[0].positions[0].terms.costs.impactFloor", "from 0 to 1"},
		{"floor of a margin at mark", func(a *margin.Account, _ margin.Prices) { a.Pools[0].Positions[0].Terms.Floor.Amount = dec("1") }, "pools[0].positions[0].terms.floor.amount", "taken at entry"},
		{"negative floor", func(a *margin.Account, _ margin.Prices) {
			a.Pools[0].Positions[0].Terms.MaintenanceAt, a.Pools[0].Positions[0].Terms.Floor.Amount = margin.AtEntry, dec("-1")
		}, "pools[0].positions[0].terms.floor.amount", "positive"},
		{"unknown fees of a floor", func(a *margin.Account, _ margin.Prices) { a.Pools[0].Positions[0].Terms.Floor.Fees = 2 }, "pools[0].positions[0].terms.floor.fees", "onTop or within"},
		{"initial fraction above one", func(a *margin.Account, _ margin.Prices) {
			a.Pools[0].Positions[0].Terms.InitialFraction.Decimal = dec("2")
		}, "pools[0].positions[0].terms.initialFraction", "from 0 to 1"},
		{"negative quantum", func(a *margin.Account, _ margin.Prices) { a.Pools[0].Positions[0].Terms.Rounding.Quantum = dec("-1") }, "pools[0].positions[0].terms.rounding.quantum", "positive"},
		{"negative base fraction", func(a *margin.Account, _ margin.Prices) {
			a.Pools[0].Positions[0].Terms.Rounding.BaseFraction = dec("-1")
		}, "pools[0].positions[0].terms.rounding.baseFraction", "from 0 to 1"},
		{"share above one", func(a *margin.Account, _ margin.Prices) { a.Pools[0].Positions[0].Terms.Rounding.Share = dec("2") }, "pools[0].positions[0].terms.rounding.share", "from 0 to 1"},
		{"share of another fraction", func(a *margin.Account, _ margin.Prices) {
			a.Pools[0].Positions[0].Terms.Rounding = margin.Rounding{Quantum: dec("1"), BaseFraction: dec("0.1"), Share: dec("0.5")}
		}, "pools[0].positions[0].terms.rounding.share", "fraction of the schedule: 0.01"},
		{"unnamed threshold", func(a *margin.Account, _ margin.Prices) {
			a.Pools[0].Thresholds = []margin.Threshold{{Factor: dec("1")}}
		}, "pools[0].thresholds[0].name", "non-empty"},
		{"negative threshold", func(a *margin.Account, _ margin.Prices) {
			a.Pools[0].Thresholds = []margin.Threshold{{Name: "bankruptcy", Factor: dec("-1")}}
		}, "pools[0].thresholds[0].factor", "positive"},
		{"unknown trigger of a threshold", func(a *margin.Account, _ margin.Prices) {
			a.Pools[0].Thresholds = []margin.Threshold{{Name: "warning", Trigger: 3}}
		}, "pools[0].thresholds[0].trigger", "atOrBelow"},
		{"thresholds out of order", func(a *margin.Account, _ margin.Prices) {
			a.Pools[0].Thresholds = []margin.Threshold{{Name: "liquidation", Factor: dec("1")}, {Name: "warning", Factor: dec("1.25")}}
		}, "pools[0].thresholds[1].factor", "the threshold before"},
		{"liquidation elsewhere than at 1", func(a *margin.Account, _ margin.Prices) {
			a.Pools[0].Thresholds = []margin.Threshold{{Name: "liquidation", Factor: dec("1.05")}}
		}, "pools[0].thresholds[0].factor", "1, the level"},
		{"liquidation on the other side of equality", func(a *margin.Account, _ margin.Prices) {
			a.Pools[0].Thresholds = []margin.Threshold{{Name: "liquidation", Factor: dec("1"), Trigger: margin.AtOrBelow}}
		}, "pools[0].thresholds[0].trigger", "the pool's own"},
		{"missing price", func(_ *margin.Account, p margin.Prices) { delete(p, "ETH") }, "prices.ETH", "holds or trades ETH"},
		{"missing price of a quote asset", func(a *margin.Account, _ margin.Prices) {
			a.Pools[0].Positions[0] = position(t, "BTC/USDC:USDC", "1", "1", "0.01")
		}, "prices.USDC", "holds or trades USDC"},
		{"zero price", func(_ *margin.Account, p margin.Prices) { p["BTC"] = decimal.Decimal{} }, "prices.BTC", "positive"},
		{"negative price of something else", func(_ *margin.Account, p margin.Prices) { p["XRP"] = dec("-1") }, "prices.XRP", "positive"},
		{"huge price", func(_ *margin.Account, p margin.Prices) { p["BTC"] = huge }, "prices.BTC", "60 digits"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a, prices := sound(t)
			tt.spoil(&a, prices)
			var errs margin.Errors
			require.ErrorAs(t, a.Validate(prices), &errs)
			require.Len(t, errs, 1, errs.Error())
			require.Equal(t, tt.path, errs[0].Path)
			require.Contains(t, errs[0].Want, tt.want)
			require.Less(t, len(errs[0].Got), 100)
		})
	}
}

func TestValidate_HedgeMode(t *testing.T) {
	a, prices := sound(t)
	a.PositionMode = margin.Hedge
	a.Pools[0].Positions[1] = position(t, btc, "-1", "100", "0.01")
	require.NoError(t, a.Validate(prices))
}

func TestValidate_EveryErrorAtOnce(t *testing.T) {
	a, prices := sound(t)
	a.Pools[0].Positions[0].Size = decimal.Decimal{}
	a.Pools[0].Positions[1].EntryPrice = dec("-1")
	a.Pools[1].Balances[0] = margin.Holding{Asset: "SOL", Amount: dec("1")}
	delete(prices, "BTC")
	err := a.Validate(prices)
	require.EqualError(t, err, strings.Join([]string{
		"pools[0].positions[0].size: got 0, want a non-zero decimal",
		"pools[0].positions[1].entryPrice: got -1, want a positive decimal",
		"prices.BTC: got nothing, want a positive decimal, as the account holds or trades BTC",
		"prices.SOL: got nothing, want a positive decimal, as the account holds or trades SOL",
	}, "\n"))
	require.Equal(t, err, a.Validate(prices), "the same order every time")
}
