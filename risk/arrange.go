package risk

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/plimsoll-risk/plimsoll/risk/margin"
)

// digits is how many significant digits divisions of money keep.
const digits = 28

// isolatedCounterpart puts every position on its own. Position i gets the equity
// share_i * capital, its share pro rata to initial margin; its wallet is that
// less its unrealised PnL, in its settlement asset to 28 significant digits. Capital
// is all balances plus unrealised PnL at current prices.
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
			settle, _ := a.Price(prices, p.Symbol.Settle)
			// (capital * initial_j / initial - PnL) / settle, as one quotient: rounded once.
			wallet := margin.Quotient(capital.Mul(s.InitialMargin).Sub(s.UnrealizedPnL.Mul(initial)), initial.Mul(settle), digits)
			name := legName(p, a.PositionMode)
			names[name]++
			if n := names[name]; n > 1 {
				name = fmt.Sprintf("%s#%d", name, n)
			}
			out.Pools = append(out.Pools, margin.Pool{
				Name: name, Kind: margin.Isolated, Trigger: pool.Trigger,
				Balances:  []margin.Holding{{Asset: p.Symbol.Settle, Amount: wallet}},
				Positions: []margin.Position{p},
			})
		}
	}
	return out
}

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

// crossCounterpart puts everything in one pool. Positions of one contract that stood
// apart and point the same way become one, so that tiers see their whole notional.
func crossCounterpart(a margin.Account) margin.Account {
	pool := margin.Pool{Name: "cross", Kind: margin.Cross}
	var all merger
	for _, p := range a.Pools {
		if len(p.Positions) > 0 {
			pool.Trigger = p.Trigger
		}
		pool.Balances = append(pool.Balances, p.Balances...)
		for _, q := range p.Positions {
			all.add(q)
		}
	}
	pool.Positions = all.positions()
	return margin.Account{Currency: a.Currency, PositionMode: margin.Hedge, Pools: []margin.Pool{pool}}
}
