package margin_test

import (
	"testing"

	"github.com/plimsoll-risk/plimsoll/risk/margin"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"
)

// 1.2345678 at 3 is 3.7037034: cut to 3.703703 in millionths. Initial .05 of it .18518515, up to
// .185186; maintenance .6 of that, .1111116, up to .111112. Flat at 3 % it is .11111109, up
// to .111112 too; at 7 %, .25925921, up to .259260.
func TestAssess_Rounding(t *testing.T) {
	for _, tt := range []struct {
		name, size, fraction string
		rounding             margin.Rounding
		notional, pnl        string
		initial, maintenance string
	}{
		{"none", "1.2345678", "0.03", margin.Rounding{}, "3.7037034", "1.2345678", "0.18518517", "0.111111102"},
		{"of a share", "1.2345678", "0.03", margin.Rounding{Quantum: dec("1e-6"), BaseFraction: dec("0.05"), Share: dec("0.6")}, "3.703703", "1.2345674", "0.185186", "0.111112"},
		{"of a schedule", "1.2345678", "0.07", margin.Rounding{Quantum: dec("1e-6")}, "3.703703", "1.2345674", "0.185186", "0.25926"},
		{"a short, cut toward zero", "-1.2345678", "0.03", margin.Rounding{Quantum: dec("1e-6")}, "3.703703", "-1.2345674", "0.185186", "0.111112"},
		{"whole already", "1", "0.03", margin.Rounding{Quantum: dec("1e-6")}, "3", "1", "0.15", "0.09"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := position(t, btc, tt.size, "2", tt.fraction)
			p.Terms.Rounding, p.Terms.InitialFraction = tt.rounding, decimal.NewNullDecimal(dec("0.05"))
			a := cross("USDT", "10", p)
			prices := margin.Prices{"BTC": dec("3")}
			require.NoError(t, a.Validate(prices))
			s := a.Assess(prices)[0]
			requireDecimal(t, tt.notional, s.Positions[0].Notional)
			requireDecimal(t, tt.pnl, s.Positions[0].UnrealizedPnL)
			requireDecimal(t, dec("10").Add(dec(tt.pnl)).String(), s.Equity)
			requireDecimal(t, tt.initial, s.InitialMargin)
			requireDecimal(t, tt.maintenance, s.MaintenanceMargin)
		})
	}
}

// Rounding changes no price; notional is never more, margins never less than on the
// cut notional, and neither is off by more than three quantums.
func FuzzAssess_Rounding(f *testing.F) {
	for seed := range uint64(100) {
		f.Add(seed)
	}
	quantum := dec("0.000001")
	f.Fuzz(func(t *testing.T, seed uint64) {
		a, prices := book(t, seed)
		exact := a.Assess(prices)[0]
		for i := range a.Pools[0].Positions {
			a.Pools[0].Positions[i].Terms.Rounding.Quantum = quantum
		}
		rounded := a.Assess(prices)[0]
		for i, want := range exact.Positions {
			got := rounded.Positions[i]
			require.Equal(t, want.LiquidationPrice, got.LiquidationPrice)
			require.Equal(t, want.BankruptcyPrice, got.BankruptcyPrice)
			unit, _ := a.Price(prices, a.Pools[0].Positions[i].Symbol.Settle)
			step := quantum.Mul(unit)
			cut := want.Notional.Sub(got.Notional)
			require.False(t, cut.IsNegative())
			require.True(t, cut.LessThanOrEqual(step))
			for _, d := range []decimal.Decimal{got.InitialMargin.Sub(want.InitialMargin), got.MaintenanceMargin.Sub(want.MaintenanceMargin)} {
				require.True(t, d.Abs().LessThanOrEqual(step.Mul(dec("3"))), "off by %s of %s", d, step)
				require.True(t, d.GreaterThan(step.Neg())) // what is cut of the notional, at a fraction below 1
			}
		}
	})
}

func TestCloseAtBankruptcy(t *testing.T) {
	// A long of 2 at 100 and a short of 10 at 5, equity 30, maintenance .1*200 + .1*50 = 25.
	long, short := position(t, btc, "2", "100", "0.1"), position(t, "ETH/USDT:USDT", "-10", "5", "0.1")
	a := cross("USDT", "30", long, short)
	prices := margin.Prices{"BTC": dec("100"), "ETH": dec("5")}
	for _, tt := range []struct {
		name, delta string
		position    int
		want        string
		ok          bool
	}{
		{"all of the long", "-2", 0, "176", true},  // 200 - 30*20/25
		{"half of the long", "-1", 0, "88", true},  // 100 - 30*10/25
		{"all of the short", "10", 1, "-56", true}, // -50 - 30*5/25
		{"more than the long", "-3", 0, "", false},
		{"an increase", "1", 0, "", false},
		{"nothing", "0", 0, "", false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, ok := a.CloseAtBankruptcy(a.Pools[0], tt.position, dec(tt.delta), prices)
			require.Equal(t, tt.ok, ok)
			if ok {
				requireDecimal(t, tt.want, got)
			}
		})
	}
	t.Run("rounded up", func(t *testing.T) {
		b := cross("USDT", "10", position(t, btc, "3", "100", "0.1"))
		b.Pools[0].Positions[0].Terms.Rounding.Quantum = dec("0.01")
		got, ok := b.CloseAtBankruptcy(b.Pools[0], 0, dec("-1"), prices)
		require.True(t, ok)
		requireDecimal(t, "96.67", got) // 100 - 10/3, of which 3.33 counts
	})
	t.Run("inverse", func(t *testing.T) {
		b := inverse(t, "1", "10", "100", "0.1")
		_, ok := b.CloseAtBankruptcy(b.Pools[0], 0, dec("-1"), prices)
		require.False(t, ok)
	})
	t.Run("no maintenance margin", func(t *testing.T) {
		b := cross("USDT", "10", position(t, btc, "3", "100", "0"))
		_, ok := b.CloseAtBankruptcy(b.Pools[0], 0, dec("-1"), prices)
		require.False(t, ok)
	})
}
