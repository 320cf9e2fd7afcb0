package margin_test

import (
	"testing"

	"github.com/plimsoll-risk/plimsoll/risk/margin"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"
)

// A worse price never improves a pool with one position, and splitting one over two
// pools never lowers total maintenance: not above that of the whole.
func FuzzAssess_OnePosition(f *testing.F) {
	for seed := range uint64(100) {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, seed uint64) {
		a, prices := book(t, seed)
		p := a.Pools[0].Positions[0]
		a.Pools[0].Positions = a.Pools[0].Positions[:1]
		a.Pools[0].Balances, a.Pools[0].Debts = a.Pools[0].Balances[:1], nil // in USDT, which does not move
		if p.Symbol.Inverse() {
			// Costs of so many coins weigh less against dollars as the coin falls.
			a.Pools[0].Positions[0].Terms.Floor, a.Pools[0].Positions[0].Terms.Costs = margin.Floor{}, margin.Costs{}
		}
		now, _ := excessAt(a, prices)
		for _, step := range []string{"1.001", "1.5", "20"} {
			factor := dec(step)
			if p.Size.IsPositive() {
				factor = dec("1").DivRound(factor, 30)
			}
			worse, _ := excessAt(a, with(prices, p.Symbol.Base, prices[p.Symbol.Base].Mul(factor)))
			require.False(t, worse.GreaterThan(now), "price times %s", factor)
		}
		a.Pools[0].Positions[0].Terms.Floor = margin.Floor{} // a floor and costs are those of a position, whatever its size
		a.Pools[0].Positions[0].Terms.Costs = margin.Costs{}
		if p.Terms.CloseFee.On == margin.FeeAtBankruptcy {
			a.Pools[0].Positions[0].Leverage = dec("10") // else the parts have another leverage than the whole
		}
		half := a
		part := a.Pools[0].Positions[0]
		part.Size = part.Size.Mul(dec("0.5"))
		half.Pools = []margin.Pool{{Name: "half", Kind: margin.Named, Positions: []margin.Position{part}}}
		whole, parts := a.Assess(prices)[0].MaintenanceMargin, half.Assess(prices)[0].MaintenanceMargin.Mul(dec("2"))
		require.False(t, parts.GreaterThan(whole.Add(whole.Abs().Mul(decimal.New(1, -30)))), "whole %s, parts %s", whole, parts)
	})
}
