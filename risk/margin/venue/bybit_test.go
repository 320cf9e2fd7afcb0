package venue_test

import (
	"testing"

	"github.com/plimsoll-risk/plimsoll/risk/margin"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"
)

// Bybit's help centre (liquidation price under isolated mode, 2026-05-27) gives for an inverse
// contract with quantity Q, s the side, extra margin and fee rate t
//
//	Q (1 + s MMR) / (Q/EP + s (Q/EP/leverage + extra/(1 + s t) + deduction))
//
// and the wallet holds initial margin, fee to close and extra. The leverage of the position as a
// whole is Q/EP over initial margin plus extra/(1 + s t). Computed here to 40 digits, with Q/EP = 2.
func TestBybitUTA_InverseIsolated(t *testing.T) {
	v := get(t, "bybit-uta", "")
	s := symbolOf(t, "BTC/USD:BTC")
	for _, tt := range []struct {
		name, size   string
		side         int64
		extra, price string // by the formula
	}{
		// 100000*1.005/(2 + .2)
		{"long", "100000", 1, "0", "45681.818181818181818181818181818181818182"},
		// 100000*.995/(2 - .2)
		{"short", "-100000", -1, "0", "55277.777777777777777777777777777777777778"},
		// 100000*1.005/(2 + .2 + .1/1.00055)
		{"long with extra margin", "100000", 1, "0.1", "43696.6965205261579777595265099664958869"},
		// 100000*.995/(2 - .2 - .1/.99945)
		{"short with extra margin", "-100000", -1, "0.1", "58531.3064667070823597271352140364094384"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			one, rate := decimal.NewFromInt(1), decimal.RequireFromString("0.00055")
			side := decimal.NewFromInt(tt.side)
			held := decimal.RequireFromString("0.2").Add(decimal.RequireFromString(tt.extra).DivRound(one.Add(side.Mul(rate)), 40))
			fee := decimal.NewFromInt(2).Add(side.Mul(held)).Mul(rate)
			q := margin.Position{Symbol: s, Size: decimal.RequireFromString(tt.size), EntryPrice: decimal.NewFromInt(50000),
				Leverage: decimal.NewFromInt(2).DivRound(held, 40), Terms: v.Terms(s, margin.Isolated), Schedule: casePosition{MMR: decimal.RequireFromString("0.005")}.schedule(t)}
			a := margin.Account{Currency: "USD", Pools: []margin.Pool{{Name: s.Name, Kind: margin.Isolated, Trigger: v.Trigger,
				Balances: []margin.Holding{{Asset: "BTC", Amount: held.Add(fee)}}, Positions: []margin.Position{q}}}}
			prices := margin.Prices{"BTC": decimal.NewFromInt(50000)}
			require.NoError(t, a.Validate(prices))
			got := a.Assess(prices)[0].Positions[0].LiquidationPrice
			require.True(t, got.Valid)
			want := decimal.RequireFromString(tt.price)
			require.True(t, got.Decimal.Sub(want).Abs().LessThan(decimal.RequireFromString("1e-9")), "want %s, got %s", want, got.Decimal)
		})
	}
}
