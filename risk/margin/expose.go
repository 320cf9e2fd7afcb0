package margin

import "github.com/shopspring/decimal"

// An Exposure is a position in the account's currency at given prices, as terms
// that each move with one asset: Signed and Notional with Base; Cost, Unit and
// Fixed with Quote. Its PnL is Signed - Cost. Its maintenance margin is Fixed plus
// what Tiers, if there are any, ask of Notional/Unit, times Unit.
//
// An inverse contract is a linear one seen from the other side, a short of its
// quote asset priced in its coin: then Base is the symbol's quote asset, Quote its
// coin, and Signed and Cost have the sign opposite to the size.
type Exposure struct {
	Base, Quote string
	Notional    decimal.Decimal // |size| * mark, positive
	Signed      decimal.Decimal // the same with the sign of the size
	Cost        decimal.Decimal // size * entry price
	Unit        decimal.Decimal // one unit of Quote, in which the tiers' edges are
	Fixed       decimal.Decimal // maintenance margin that does not depend on the mark
	Tiers       []Tier          // with a close fee at mark in their fractions; none where the margin is all fixed
}

// Expose values a position of a valid account. The amounts of a linear one are
// exact but for a fee fixed at entry; the quotients of that and of an inverse one
// have 40 significant digits and are rounded toward less equity and more margin.
func (a Account) Expose(p Position, prices Prices) Exposure {
	x := a.expose(&p, prices)
	out := Exposure{Base: x.base, Quote: x.quote, Notional: x.notional, Signed: x.signed, Cost: x.cost, Unit: x.unit, Fixed: x.fixed}
	out.Tiers = append(out.Tiers, x.tiers...)
	if len(out.Tiers) == 0 && !x.fee.IsZero() {
		out.Tiers = []Tier{{}}
	}
	for i := range out.Tiers {
		out.Tiers[i].MaintenanceMarginFraction = out.Tiers[i].MaintenanceMarginFraction.Add(x.fee)
	}
	return out
}
