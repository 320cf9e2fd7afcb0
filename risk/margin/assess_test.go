package margin_test

import (
	"testing"

	"github.com/plimsoll-risk/plimsoll/risk/margin"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"
)

// By hand: PnL 2*(110-100) - 10*(6-5) = 20 - 10, notional 220 and 60, margin
// 220/10 + 60/4, maintenance 220*.005 + 60*.01.
func TestAssess_Amounts(t *testing.T) {
	long, short := position(t, btc, "2", "100", "0.005"), position(t, "ETH/USDT:USDT", "-10", "5", "0.01")
	long.Leverage, short.Leverage = dec("10"), dec("4")
	s := cross("USDT", "50", long, short).Assess(margin.Prices{"BTC": dec("110"), "ETH": dec("6")})[0]
	requireDecimal(t, "60", s.Equity)
	requireDecimal(t, "37", s.InitialMargin)
	requireDecimal(t, "1.7", s.MaintenanceMargin)
	requireDecimal(t, "220", s.Positions[0].Notional)
	requireDecimal(t, "20", s.Positions[0].UnrealizedPnL)
	requireDecimal(t, "-10", s.Positions[1].UnrealizedPnL)
	requireDecimal(t, "0.6", s.Positions[1].MaintenanceMargin)
	require.Equal(t, "cross", s.Kind.String())
	require.False(t, s.Liquidatable)
}

// With USDC at .9 USDT: notional 2*100/.9*.9, PnL 2*100 - 2*110*.9, maintenance
// .01*200; the tier edge at 210 USDC is below the notional of 222.2 USDC.
func TestAssess_QuoteOtherThanCurrency(t *testing.T) {
	p := position(t, "BTC/USDC:USDC", "2", "110", "0")
	p.Schedule = schedule(t, []margin.Tier{{MaxNotional: dec("210"), MaintenanceMarginFraction: dec("0.01"), MaxLeverage: dec("20")},
		{MinNotional: dec("210"), MaintenanceMarginFraction: dec("0.02"), MaxLeverage: dec("10")}})
	s := cross("USDT", "0", p).Assess(margin.Prices{"BTC": dec("100"), "USDC": dec("0.9")})[0]
	requireDecimal(t, "200", s.Positions[0].Notional)
	requireDecimal(t, "2", s.Equity)
	requireDecimal(t, "20", s.InitialMargin)
	requireDecimal(t, "2.11", s.MaintenanceMargin) // 200*.02 - 2.1*.9
}

func TestAssess_InitialMargin(t *testing.T) {
	tiers := schedule(t, btcTiers())
	for _, tt := range []struct {
		name, leverage string
		schedule       margin.Schedule
		want           string
	}{
		{"leverage given", "8", tiers, "37500"},
		{"tier's maximum, on an edge the upper tier's", "0", tiers, "3000"},
		{"neither: full notional", "0", flat(t, "0.01"), "300000"},
		{"leverage that does not divide", "7", tiers, "42857.14285714285714285714286"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := margin.Position{Symbol: sym(t, btc), Size: dec("3"), EntryPrice: dec("1"), Leverage: dec(tt.leverage), Schedule: tt.schedule}
			requireDecimal(t, tt.want, cross("USDT", "0", p).Assess(margin.Prices{"BTC": dec("100000")})[0].InitialMargin)
		})
	}
}

func TestAssess_Liquidatable(t *testing.T) {
	for _, tt := range []struct {
		name, balance  string
		below, orEqual bool
	}{
		{"equity > maintenance", "1.01", false, false},
		{"equity = maintenance", "1", false, true},
		{"equity < maintenance", "0.99", true, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			for trigger, want := range map[margin.Trigger]bool{0: tt.below, margin.Below: tt.below, margin.AtOrBelow: tt.orEqual} {
				a := cross("USDT", tt.balance, position(t, btc, "1", "100", "0.01"))
				a.Pools[0].Trigger = trigger
				require.Equal(t, want, a.Assess(margin.Prices{"BTC": dec("100")})[0].Liquidatable, trigger.String())
			}
		})
	}
	t.Run("no position, negative equity", func(t *testing.T) {
		a := cross("USDT", "-1")
		a.Pools[0].Trigger = margin.AtOrBelow
		require.False(t, a.Assess(nil)[0].Liquidatable)
	})
}

// Assess expects a valid account, but a faulty one costs no panic and no hang.
func TestAssess_FaultyAccounts(t *testing.T) {
	a, prices := sound(t)
	bare := a
	bare.Pools = []margin.Pool{{Positions: []margin.Position{{}, {Size: dec("1")}, {Symbol: sym(t, btc), Size: dec("-1"), Leverage: dec("-3")}}}}
	upsideDown := margin.Prices{"BTC": dec("-100"), "ETH": decimal.Decimal{}, "USDT": dec("-1")}
	for _, p := range []margin.Prices{nil, prices, upsideDown} {
		for _, x := range []margin.Account{{}, a, bare, twoSided(t)} {
			require.NotPanics(t, func() {
				require.Len(t, x.Assess(p), len(x.Pools))
				x.Warnings(p)
			})
		}
	}
}

// Moving positions and balances to a pool of their own changes no total: margin
// is per position, and pools add nothing.
func TestAssess_SplittingAPoolKeepsTotals(t *testing.T) {
	together := cross("USDT", "50", position(t, btc, "2", "100", "0.005"), position(t, "ETH/USDT:USDT", "-10", "5", "0.01"))
	apart := cross("USDT", "20", together.Pools[0].Positions[0])
	apart.Pools = append(apart.Pools, cross("USDT", "30", together.Pools[0].Positions[1]).Pools...)
	prices := margin.Prices{"BTC": dec("110"), "ETH": dec("6")}
	one, two := total(together.Assess(prices)), total(apart.Assess(prices))
	for i := range one {
		requireDecimal(t, one[i].String(), two[i])
	}
}

func total(states []margin.PoolState) (sum [3]decimal.Decimal) {
	for _, s := range states {
		for i, d := range []decimal.Decimal{s.Equity, s.InitialMargin, s.MaintenanceMargin} {
			sum[i] = sum[i].Add(d)
		}
	}
	return sum
}
