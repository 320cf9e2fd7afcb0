package risk

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/plimsoll-risk/plimsoll/risk/margin"
)

// isolatedCounterpart puts every position on its own. Position i gets the equity
// share_i * capital, its share pro rata to initial margin; its wallet is that
// less its unrealised PnL, in its settlement asset to 28 digits. Capital is all
// balances plus unrealised PnL at current prices.
func isolatedCounterpart(a margin.Account, prices margin.Prices) margin.Account {
	out := margin.Account{Currency: a.Currency, PositionMode: a.PositionMode}
	states := a.Assess(prices)
	var capital, initial decimal.Decimal
	for _, s := range states {
		capital, initial = capital.Add(s.Equity), initial.Add(s.InitialMargin)
	}
	names := map[string]int{}
	for i, pool := range a.Pools {
		for j, p := range pool.Positions {
			s := states[i].Positions[j]
			equity := capital.Mul(s.InitialMargin).DivRound(initial, places)
			settle, _ := a.Price(prices, p.Symbol.Settle)
			wallet := equity.Sub(s.UnrealizedPnL).DivRound(settle, places)
			name := legName(p, a.PositionMode)
			names[name]++
			if n := names[name]; n > 1 {
				name = fmt.Sprintf("%s#%d", name, n)
			}
			out.Pools = append(out.Pools, margin.Pool{
				Name: name, Kind: margin.Isolated, Trigger: pool.Trigger, Thresholds: pool.Thresholds,
				Balances:  []margin.Holding{{Asset: p.Symbol.Settle, Amount: wallet}},
				Positions: []margin.Position{p},
			})
		}
	}
	return out
}

// places is how many decimal places divisions of money keep.
const places = 28

// legName is the name of a position's isolated pool.
func legName(p margin.Position, mode margin.PositionMode) string {
	switch {
	case mode != margin.Hedge:
		return p.Symbol.Name
	case p.Size.IsNegative():
		return p.Symbol.Name + "#short"
	}
	return p.Symbol.Name + "#long"
}

// crossCounterpart puts everything in one pool. Positions of one symbol that stood
// apart and point the same way become one, so that tiers see their whole notional.
func crossCounterpart(a margin.Account) margin.Account {
	pool := margin.Pool{Name: "cross", Kind: margin.Cross}
	for _, p := range a.Pools {
		if len(p.Positions) > 0 {
			pool.Trigger, pool.Thresholds = p.Trigger, p.Thresholds
		}
		pool.Balances = append(pool.Balances, p.Balances...)
		for _, q := range p.Positions {
			pool.Positions = add(pool.Positions, q)
		}
	}
	return margin.Account{Currency: a.Currency, PositionMode: margin.Hedge, Pools: []margin.Pool{pool}}
}

// add appends q, or adds it to a position like it.
func add(positions []margin.Position, q margin.Position) []margin.Position {
	for i, p := range positions {
		if p.Symbol.Name == q.Symbol.Name && p.Size.Sign() == q.Size.Sign() && p.MarkPrice.Equal(q.MarkPrice) && p.Leverage.Equal(q.Leverage) {
			positions[i].Size, positions[i].EntryPrice = p.Size.Add(q.Size), meanEntry(p, q)
			return positions
		}
	}
	return append(positions, q)
}

// meanEntry is the entry price at which the sum of two positions has their profits:
// the mean weighted by size, of an inverse contract the harmonic one.
func meanEntry(p, q margin.Position) decimal.Decimal {
	size := p.Size.Add(q.Size)
	if p.Symbol.Inverse() {
		// (n1+n2)/(n1/e1 + n2/e2), both fractions brought to one denominator
		return size.Mul(p.EntryPrice).Mul(q.EntryPrice).DivRound(p.Size.Mul(q.EntryPrice).Add(q.Size.Mul(p.EntryPrice)), places)
	}
	return p.Size.Mul(p.EntryPrice).Add(q.Size.Mul(q.EntryPrice)).DivRound(size, places)
}
