package risk_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/risk"
	"github.com/plimsoll-risk/plimsoll/risk/margin"
)

// stepped is 1 % of maintenance to a notional of 50,000 and 10 % beyond.
func stepped(t testing.TB) margin.Schedule {
	t.Helper()
	s, err := margin.NewSchedule([]margin.Tier{
		{MaxNotional: dec("50000"), MaintenanceMarginFraction: dec("0.01"), MaxLeverage: dec("50")},
		{MinNotional: dec("50000"), MaintenanceMarginFraction: dec("0.1"), MaxLeverage: dec("5")},
	})
	require.NoError(t, err)
	return s
}

// TestCrossCounterpart_Merge checks by hand which positions become one, and what it is. BTC is at 49,000 and
// PEPE at .00001.
func TestCrossCounterpart_Merge(t *testing.T) {
	prices := margin.Prices{"BTC": dec("49000"), "PEPE": dec("0.00001")}
	schedule, other := stepped(t), flat(t, "0.01")
	of := func(name, size, entry, leverage, mark string, s margin.Schedule) margin.Position {
		return margin.Position{Symbol: symbol(t, name), Size: dec(size), EntryPrice: dec(entry), Leverage: dec(leverage), MarkPrice: dec(mark), Schedule: s}
	}
	btc := func(size, leverage string) margin.Position {
		return of("BTC/USDT:USDT", size, "49000", leverage, "0", schedule)
	}
	type merged struct{ symbol, size, entry, leverage string }
	for _, tt := range []struct {
		name                 string
		positions            []margin.Position
		want                 []merged
		initial, maintenance string
	}{
		// 500 + 48,000 x .1; 4,900 + 9,800 of 98,000.
		{"leverages differ", []margin.Position{btc("1", "10"), btc("1", "5")},
			[]merged{{"BTC/USDT:USDT", "2", "49000", "6.666666666666666666666666667"}}, "14700", "5300"},
		// 3 x 4,900 = 147,000 / 10; 500 + 97,000 x .1.
		{"three of one leverage", []margin.Position{btc("1", "10"), btc("1", "10"), btc("1", "10")},
			[]merged{{"BTC/USDT:USDT", "3", "49000", "10"}}, "14700", "10200"},
		// The tier's maximum, 5, at 98,000.
		{"no leverage", []margin.Position{btc("1", "0"), btc("1", "0")},
			[]merged{{"BTC/USDT:USDT", "2", "49000", "0"}}, "19600", "5300"},
		{"a leverage and none", []margin.Position{btc("1", "10"), btc("1", "0")},
			[]merged{{"BTC/USDT:USDT", "2", "49000", "0"}}, "19600", "5300"},
		// 490 each.
		{"opposite signs", []margin.Position{btc("1", "10"), btc("-1", "10")},
			[]merged{{"BTC/USDT:USDT", "1", "49000", "10"}, {"BTC/USDT:USDT", "-1", "49000", "10"}}, "9800", "980"},
		// 3e9, 2e9 and 1e9 coins at 1e-5 are 30,000, 20,000 and 10,000. They cost 1e-5, 2e-5 and 4e-5 each, 110,000 in
		// all: over 6e6 thousands. Initial 3,000 + 2,000 + 2,000 of 60,000; maintenance 500 + 10,000 x .1.
		{"forms of one coin", []margin.Position{
			of("1000PEPE/USDT:USDT", "3000000", "0.01", "10", "0", schedule),
			of("kPEPE/USDT:USDT", "2000000", "0.02", "10", "0", schedule),
			of("PEPE/USDT:USDT", "1000000000", "0.00004", "5", "0", schedule),
		}, []merged{{"1000PEPE/USDT:USDT", "6000000", "0.01833333333333333333333333333", "8.571428571428571428571428571"}}, "7000", "1500"},
		// The mark of .0001 per coin is theirs alone, not the market's: 1e8 coins are 10,000 and 2e8 are 20,000.
		{"one mark per coin", []margin.Position{
			of("PEPE/USDT:USDT", "100000000", "0.0001", "10", "0.0001", schedule),
			of("1000PEPE/USDT:USDT", "200000", "0.1", "10", "0.1", schedule),
		}, []merged{{"PEPE/USDT:USDT", "300000000", "0.0001", "10"}}, "3000", "300"},
		{"a mark and none", []margin.Position{btc("1", "10"), of("BTC/USDT:USDT", "1", "49000", "10", "49000", schedule)},
			[]merged{{"BTC/USDT:USDT", "1", "49000", "10"}, {"BTC/USDT:USDT", "1", "49000", "10"}}, "9800", "980"},
		{"schedules differ", []margin.Position{btc("1", "10"), of("BTC/USDT:USDT", "1", "49000", "10", "0", other)},
			[]merged{{"BTC/USDT:USDT", "1", "49000", "10"}, {"BTC/USDT:USDT", "1", "49000", "10"}}, "9800", "980"},
		{"another expiry", []margin.Position{btc("1", "10"), of("BTC/USDT:USDT-261225", "1", "49000", "10", "0", schedule)},
			[]merged{{"BTC/USDT:USDT", "1", "49000", "10"}, {"BTC/USDT:USDT-261225", "1", "49000", "10"}}, "9800", "980"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a := account()
			for _, p := range tt.positions {
				a.Pools = append(a.Pools, pool(p.Symbol.Name, margin.Isolated, "20000", p))
			}
			_, cross := risk.Counterparts(a, prices)
			var got []merged
			for _, p := range cross.Pools[0].Positions {
				got = append(got, merged{p.Symbol.Name, p.Size.String(), p.EntryPrice.String(), p.Leverage.String()})
			}
			require.Equal(t, tt.want, got)
			state := cross.Assess(prices)[0]
			require.Equal(t, tt.initial, state.InitialMargin.Round(20).String())
			require.Equal(t, tt.maintenance, state.MaintenanceMargin.String())
			for i, p := range tt.positions {
				require.Equal(t, p, a.Pools[i].Positions[0], "the account is untouched")
			}
		})
	}
}
