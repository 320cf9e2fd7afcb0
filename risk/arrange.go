package risk

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/plimsoll-risk/plimsoll/risk/margin"
)

// An Arrangement is one way to hold an account's capital and positions.
type Arrangement struct {
	Mode    string
	Account margin.Account
}

// Arrange returns a valid account under every mode of a comparison.
func Arrange(a margin.Account, prices margin.Prices) []Arrangement {
	return []Arrangement{{IsolatedMode, isolatedCounterpart(a, prices)}, {CrossMode, crossCounterpart(a)}, {AsGiven, a}}
}

// isolatedCounterpart puts every position on its own. Position i gets the equity
// share_i * capital, its share pro rata to initial margin; its wallet is that
// less its unrealised PnL, in its settlement asset to 28 significant digits. Capital is the
// equity of all pools that are not lending pools, at current prices. Lending pools
// stay as they are.
func isolatedCounterpart(a margin.Account, prices margin.Prices) margin.Account {
	out := margin.Account{Currency: a.Currency, PositionMode: a.PositionMode}
	states := a.Assess(prices)
	names := map[string]int{}
	var capital, initial decimal.Decimal
	for i, s := range states {
		if lends(a.Pools[i]) {
			out.Pools = append(out.Pools, a.Pools[i])
			names[s.Name]++
			continue
		}
		capital = capital.Add(s.Equity)
		for _, p := range s.Positions {
			initial = initial.Add(p.InitialMargin)
		}
	}
	for i, pool := range a.Pools {
		for j, p := range pool.Positions {
			s := states[i].Positions[j]
			settle, _ := a.Price(prices, p.Symbol.Settle)
			// (capital * initial_j / initial - PnL) / settle, as one quotient: rounded once.
			wallet := margin.Quotient(capital.Mul(s.InitialMargin).Sub(s.UnrealizedPnL.Mul(initial)), initial.Mul(settle), digits)
			out.Pools = append(out.Pools, margin.Pool{
				Name: distinct(names, legName(p, a.PositionMode)), Kind: margin.Isolated, Trigger: pool.Trigger, Thresholds: pool.Thresholds,
				Balances:  []margin.Holding{{Asset: p.Symbol.Settle, Amount: wallet}},
				Positions: []margin.Position{p},
			})
		}
	}
	return out
}

// lends reports whether a pool is a lending account, which no arrangement of
// positions touches.
func lends(p margin.Pool) bool { return len(p.Positions) == 0 && len(p.Debts) > 0 }

// distinct returns name, or with a number where it has been given away.
func distinct(names map[string]int, name string) string {
	names[name]++
	if n := names[name]; n > 1 {
		return fmt.Sprintf("%s#%d", name, n)
	}
	return name
}

// digits is how many significant digits divisions of money keep.
const digits = 28

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

// crossCounterpart puts everything but lending pools in one pool. Positions of one
// contract that stood apart and point the same way become one, so that tiers see
// their whole notional. Rules for an asset as collateral are those of the first pool
// that has any.
func crossCounterpart(a margin.Account) margin.Account {
	out := margin.Account{Currency: a.Currency, PositionMode: margin.Hedge}
	pool := margin.Pool{Kind: margin.Cross}
	names := map[string]int{}
	listed := map[string]bool{}
	var all merger
	for _, p := range a.Pools {
		if lends(p) {
			out.Pools = append(out.Pools, p)
			names[p.Name]++
			continue
		}
		if len(p.Positions) > 0 {
			pool.Trigger, pool.Thresholds = p.Trigger, p.Thresholds
		}
		pool.Balances = append(pool.Balances, p.Balances...)
		pool.Debts = append(pool.Debts, p.Debts...)
		for _, c := range p.Collateral {
			if !listed[c.Asset] {
				listed[c.Asset] = true
				pool.Collateral = append(pool.Collateral, c)
			}
		}
		for _, q := range p.Positions {
			all.add(q)
		}
	}
	pool.Positions = all.positions()
	if len(out.Pools) < len(a.Pools) {
		pool.Name = distinct(names, "cross")
		out.Pools = append(out.Pools, pool)
	}
	return out
}

// meanEntry is the entry price at which the sum of two positions has their profits:
// the mean weighted by size, of an inverse contract the harmonic one.
func meanEntry(p, q margin.Position) decimal.Decimal {
	size := p.Size.Add(q.Size)
	if p.Symbol.Inverse() {
		// (n1+n2)/(n1/e1 + n2/e2), both fractions brought to one denominator
		return margin.Quotient(size.Mul(p.EntryPrice).Mul(q.EntryPrice), p.Size.Mul(q.EntryPrice).Add(q.Size.Mul(p.EntryPrice)), digits)
	}
	return margin.Quotient(p.Size.Mul(p.EntryPrice).Add(q.Size.Mul(q.EntryPrice)), size, digits)
}
