package margin

import "github.com/shopspring/decimal"

// An exposure is a position in the account's currency at given prices, in a form
// without quotients:
//
//	PnL          sign*notional - cost
//	maintenance  notional*fraction - deduction*unit, tier where notional/unit lies
//
// When the price of its base moves by a factor, notional moves with it; when the
// price of its quote asset moves, cost and unit do.
type exposure struct {
	position    *Position
	notional    decimal.Decimal // |size| * mark * P(quote), positive
	signed      decimal.Decimal // notional with the sign of the size
	cost        decimal.Decimal // size * entry * P(quote)
	unit        decimal.Decimal // P(quote): one quote asset in the account's currency
	maintenance decimal.Decimal
}

// expose values a position. Its notional needs no division: without a mark of its
// own the mark is P(base)*multiplier/P(quote), and the quote price cancels.
func (a Account) expose(p *Position, prices Prices) exposure {
	unit, _ := a.Price(prices, p.Symbol.Quote)
	x := exposure{position: p, unit: unit, cost: p.Size.Mul(p.EntryPrice).Mul(unit)}
	if p.MarkPrice.IsZero() {
		coin, _ := a.Price(prices, p.Symbol.Base)
		x.signed = p.Size.Mul(coin).Mul(p.Symbol.Multiplier)
	} else {
		x.signed = p.Size.Mul(p.MarkPrice).Mul(unit)
	}
	x.notional = x.signed.Abs()
	t := x.tier()
	x.maintenance = x.notional.Mul(t.MaintenanceMarginFraction).Sub(t.Deduction.Mul(unit))
	return x
}

// pnl returns the unrealised profit, positive for a gain.
func (x *exposure) pnl() decimal.Decimal { return x.signed.Sub(x.cost) }

// tier returns the tier of the current notional, the upper one on an edge.
func (x *exposure) tier() Tier {
	if len(x.position.Schedule.tiers) == 0 {
		return Tier{}
	}
	return x.position.Schedule.tiers[tierIndex(x.position.Schedule.tiers, x.notional, x.unit)]
}

// leverage returns the leverage that sets the initial margin: the user's, else
// the tier's maximum, else 1.
func (x *exposure) leverage() decimal.Decimal {
	if !x.position.Leverage.IsZero() {
		return x.position.Leverage
	}
	if most := x.tier().MaxLeverage; !most.IsZero() {
		return most
	}
	return one()
}

// priceAt returns the mark, in the quote asset per symbol unit, when the price of
// the base is factor times what it is. It reports false for a position without
// size or unit, which Validate rejects.
func (x *exposure) priceAt(factor ratio) (decimal.Decimal, bool) {
	den := x.position.Size.Mul(x.unit).Mul(factor.den)
	if den.IsZero() {
		return decimal.Decimal{}, false
	}
	return Quotient(x.signed.Mul(factor.num), den, priceDigits), true
}
