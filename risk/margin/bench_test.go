package margin_test

import (
	"fmt"
	"testing"

	"github.com/plimsoll-risk/plimsoll/risk/margin"
	"github.com/shopspring/decimal"
)

// many is one cross pool of n positions over a number of bases, each with four tiers.
func many(t testing.TB, n, bases int) (margin.Account, margin.Prices) {
	a := cross("USDT", "1000000")
	prices := margin.Prices{}
	tiers := schedule(t, btcTiers())
	for i := range n {
		base := fmt.Sprintf("C%d", i%bases)
		prices[base] = decimal.New(int64(100+i%bases), -1)
		a.Pools[0].Positions = append(a.Pools[0].Positions, margin.Position{
			Symbol: sym(t, base+"/USDT:USDT"), Size: decimal.New(int64(1+i*7919%100000)*int64(1-2*(i%3%2)), -2),
			EntryPrice: decimal.New(int64(100+i%17), -1), Leverage: dec("7"), Schedule: tiers})
	}
	return a, prices
}

func BenchmarkAssess(b *testing.B) {
	for _, size := range []struct{ positions, bases int }{{5, 5}, {10000, 1}, {10000, 100}, {10000, 10000}} {
		b.Run(fmt.Sprintf("positions=%d/bases=%d", size.positions, size.bases), func(b *testing.B) {
			a, prices := many(b, size.positions, size.bases)
			b.ReportAllocs()
			for b.Loop() {
				a.Assess(prices)
			}
		})
	}
}

func BenchmarkValidate(b *testing.B) {
	b.Run("positions=10000", func(b *testing.B) {
		a, prices := many(b, 10000, 10000)
		b.ReportAllocs()
		for b.Loop() {
			if err := a.Validate(prices); err != nil {
				b.Fatal(err)
			}
		}
	})
}
