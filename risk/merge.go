package risk

import (
	"reflect"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/plimsoll-risk/plimsoll/risk/margin"
)

// A merger joins positions of one contract, whatever multiplier its symbol is written
// with, that point the same way. Kept apart, because no one position is worth what they are:
//
//   - positions whose marks per coin differ, or of which only one has a mark of its own;
//   - positions with different maintenance schedules or terms.
type merger struct {
	merged []merging
	alike  map[likeness][]int // indices of merged; more than one where schedules differ
}

// A likeness is what positions have in common that are merged.
type likeness struct {
	key   string
	short bool
	mark  string // per coin, as a reduced fraction; 0 for the market price
}

// A merging is one position in the making.
type merging struct {
	margin.Position                 // the first of those merged, with the size and entry price of all
	coins           decimal.Decimal // size in coins, of all
	initial         decimal.Decimal // of coins / leverage, while every one of them states a leverage
	stated, alike   bool            // every one states a leverage; and the same
}

func (m *merger) add(q margin.Position) {
	coins := q.Size.Mul(q.Symbol.Multiplier)
	next := merging{Position: q, coins: coins, stated: !q.Leverage.IsZero(), alike: true}
	if next.stated {
		next.initial = margin.Quotient(coins, q.Leverage, digits)
	}
	like := likeness{key: q.Symbol.Key(), short: q.Size.IsNegative()}
	mark := q.MarkPrice.Rat()
	like.mark = mark.Quo(mark, q.Symbol.Multiplier.Rat()).RatString()
	for _, i := range m.alike[like] {
		if sameSchedule(m.merged[i].Schedule, q.Schedule) && reflect.DeepEqual(m.merged[i].Terms, q.Terms) {
			m.merged[i].join(next)
			return
		}
	}
	if m.alike == nil {
		m.alike = map[likeness][]int{}
	}
	m.alike[like] = append(m.alike[like], len(m.merged))
	m.merged = append(m.merged, next)
}

// join adds q, in the unit of m's symbol.
func (m *merging) join(q merging) {
	perUnit := margin.Quotient(q.Symbol.Multiplier, m.Symbol.Multiplier, digits) // a power of ten
	same := q.Position
	same.Size = q.Size.Mul(perUnit)
	same.EntryPrice = margin.Quotient(q.EntryPrice, perUnit, digits)
	m.EntryPrice = meanEntry(m.Position, same)
	m.Size = m.Size.Add(same.Size)
	m.coins, m.initial = m.coins.Add(q.coins), m.initial.Add(q.initial)
	m.stated = m.stated && q.stated
	m.alike = m.alike && m.Leverage.Equal(q.Leverage)
}

// positions returns what was merged, in the order of the first of each.
//
// The leverage keeps the sum of the initial margins: as all have one price per coin it is
// coins / sum(coins_i / leverage_i). Where one of them states none there is none, and the initial
// margin is that at the largest leverage which the schedule allows at the whole notional.
func (m *merger) positions() []margin.Position {
	var out []margin.Position
	for _, p := range m.merged {
		switch {
		case p.alike:
		case p.stated:
			p.Leverage = margin.Quotient(p.coins, p.initial, digits)
		default:
			p.Leverage = decimal.Decimal{}
		}
		out = append(out, p.Position)
	}
	return out
}

func sameSchedule(a, b margin.Schedule) bool {
	return slices.EqualFunc(a.Tiers(), b.Tiers(), func(s, t margin.Tier) bool {
		return s.MinNotional.Equal(t.MinNotional) && s.MaxNotional.Equal(t.MaxNotional) && s.Deduction.Equal(t.Deduction) &&
			s.MaintenanceMarginFraction.Equal(t.MaintenanceMarginFraction) && s.MaxLeverage.Equal(t.MaxLeverage)
	})
}
