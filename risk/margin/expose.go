package margin

import "github.com/shopspring/decimal"

// An Exposure is a position in the account's currency at given prices, as terms
// that each move with one asset: Signed and Notional with the base, Cost and
// Unit with the quote asset. Its PnL is Signed - Cost, and its maintenance margin that of its
// schedule at Notional/Unit, times Unit.
type Exposure struct {
	Notional decimal.Decimal // |size| * mark, positive
	Signed   decimal.Decimal // the same with the sign of the size
	Cost     decimal.Decimal // size * entry price
	Unit     decimal.Decimal // one quote asset
}

// Expose values a position of a valid account. No quotient is taken, so the
// amounts are exact.
func (a Account) Expose(p Position, prices Prices) Exposure {
	x := a.expose(&p, prices)
	return Exposure{Notional: x.notional, Signed: x.signed, Cost: x.cost, Unit: x.unit}
}
