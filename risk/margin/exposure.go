package margin

import "github.com/shopspring/decimal"

// An exposure is a position in the account's currency at given prices:
//
//	PnL          signed - cost
//	maintenance  notional*(fraction + fee) - deduction*unit + fixed, tier where notional/unit lies
//
// When the price of base moves by a factor, notional moves with it; when that of
// quote moves, cost, unit and fixed do.
type exposure struct {
	position    *Position
	base, quote string
	notional    decimal.Decimal // positive
	signed      decimal.Decimal // notional, negative if its PnL falls as it grows
	cost        decimal.Decimal // signed at entry
	unit        decimal.Decimal // P(quote): one unit of it in the account's currency
	mark        ratio           // quote assets per symbol unit
	tiers       []Tier          // none where the margin is fixed
	fee         decimal.Decimal // rate of the close fee at mark
	fixed       decimal.Decimal // maintenance that no move of the base changes
	owed        decimal.Decimal // what of closing costs is fixed, in whatever margin it is
	floor       decimal.Decimal // the least maintenance margin, with the costs that it bears
	initial     decimal.Decimal
	maintenance decimal.Decimal
}

// expose values a position.
func (a Account) expose(p *Position, prices Prices) exposure {
	var x exposure
	if p.Symbol.Inverse() {
		x = a.inverse(p, prices)
	} else {
		x = a.linear(p, prices)
	}
	x.notional = x.signed.Abs()
	x.charge()
	return x
}

// linear values what is settled in the quote asset. The notional needs no
// division: without a mark of its own the mark is P(base)*multiplier/P(quote), and
// the quote price cancels.
func (a Account) linear(p *Position, prices Prices) exposure {
	unit, _ := a.Price(prices, p.Symbol.Quote)
	size := p.Size.Mul(p.contracts())
	x := exposure{position: p, base: p.Symbol.Base, quote: p.Symbol.Quote, unit: unit, cost: size.Mul(p.EntryPrice).Mul(unit)}
	if p.MarkPrice.IsZero() {
		coin, _ := a.Price(prices, p.Symbol.Base)
		worth := coin.Mul(p.Symbol.Multiplier)
		x.mark, x.signed = ratio{worth, unit}, size.Mul(worth)
	} else {
		x.mark, x.signed = ratio{p.MarkPrice, one()}, size.Mul(p.MarkPrice).Mul(unit)
	}
	return x
}

// inverse values what is settled in its coin. With c quote assets a contract, n
// contracts entered at e are worth n*c*(1/e - 1/m) coins: a linear position of
// -n*c quote assets, priced at 1/m coins each.
//
// Without a mark of its own only the cost is a quotient. It is rounded up, and
// what has to be divided by a mark of its own down, so equity is never too high.
func (a Account) inverse(p *Position, prices Prices) exposure {
	coin, _ := a.Price(prices, p.Symbol.Base)
	quote, _ := a.Price(prices, p.Symbol.Quote)
	face := p.Size.Mul(p.contracts()).Neg()
	worth := face.Mul(coin)
	x := exposure{position: p, base: p.Symbol.Quote, quote: p.Symbol.Base, unit: coin, cost: divide(worth, p.EntryPrice, termDigits, ceil)}
	if p.MarkPrice.IsZero() {
		x.mark, x.signed = ratio{coin, quote}, face.Mul(quote)
	} else {
		x.mark, x.signed = ratio{p.MarkPrice, one()}, divide(worth, p.MarkPrice, termDigits, floor)
	}
	return x
}

// markPrice returns the mark, or zero where the account has no prices, which Validate rejects.
func (x *exposure) markPrice() decimal.Decimal {
	p, _ := x.priceAt(unity())
	return p
}

// pnl returns the unrealised profit, positive for a gain.
func (x *exposure) pnl() decimal.Decimal { return x.signed.Sub(x.cost) }

// tier returns the tier of the current notional, the upper one on an edge.
func (x *exposure) tier() *Tier {
	return tierNear(x.position.Schedule.tiers, x.notional, x.unit)
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

// maxLeverage returns the largest leverage that the rules allow, if they state one.
func (x *exposure) maxLeverage() decimal.NullDecimal {
	if f := x.position.Terms.InitialFraction; f.Valid {
		if f.Decimal.IsZero() {
			return decimal.NullDecimal{}
		}
		return decimal.NewNullDecimal(divide(one(), f.Decimal, priceDigits, floor))
	}
	most := x.tier().MaxLeverage
	return decimal.NullDecimal{Decimal: most, Valid: !most.IsZero()}
}

// priceAt returns the mark, in the quote asset per symbol unit, when the price of
// the symbol's base is factor times what it is. It reports false where the price
// is without bound or the account has no prices, which Validate rejects.
func (x *exposure) priceAt(factor ratio) (decimal.Decimal, bool) {
	den := x.mark.den.Mul(factor.den)
	if den.IsZero() {
		return decimal.Decimal{}, false
	}
	return Quotient(x.mark.num.Mul(factor.num), den, priceDigits), true
}

// price turns a factor into the position's price, or nothing.
func (x *exposure) price(f ratio, exists bool) decimal.NullDecimal {
	if !exists {
		return decimal.NullDecimal{}
	}
	p, ok := x.priceAt(f)
	return decimal.NullDecimal{Decimal: p, Valid: ok}
}

// onTick rounds a price to the position's tick toward the mark, so that what it
// announces comes rather too early; at the mark itself a long's goes up and a
// short's down. Without a tick it is absent.
func (x *exposure) onTick(price decimal.NullDecimal) decimal.NullDecimal {
	tick := x.position.Terms.Tick
	if tick.IsZero() || !price.Valid {
		return decimal.NullDecimal{}
	}
	steps := divide(price.Decimal, tick, termDigits, halfEven) // exact for any price of 28 digits on its tick
	up := price.Decimal.Mul(x.mark.den).Cmp(x.mark.num)
	if up < 0 || up == 0 && x.position.Size.IsPositive() {
		steps = steps.Ceil()
	} else {
		steps = steps.Floor()
	}
	return decimal.NullDecimal{Decimal: steps.Mul(tick), Valid: true}
}
