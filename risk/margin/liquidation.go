package margin

import "github.com/shopspring/decimal"

// A critical holds the factors of one asset's price at which a pool is liquidated
// and bankrupt, before and after close fees, as far as they exist.
type critical struct {
	liquidation, bankruptcy, withFees        ratio
	hasLiquidation, hasBankrupt, hasWithFees bool
}

// criticals returns the critical factors of every asset that is the base of a
// position of the pool.
//
// When an asset's price moves by a factor, every balance in it and every position
// on it moves in proportion, each from its own mark, as does every position
// quoted in it; all other prices hold. The unit of account cancels: if the
// asset is the account's own currency, its price against all others moves, and
// the factor is the same as in any other currency.
//
// Binance's published form, LP = (WB - TMM + UPNL + cum - s*Q*EP)/(Q*MMR - s*Q)
// (Futures FAQ, "How to Calculate Liquidation Price of USDT-M Futures
// Contracts"), is the root of one piece for one position; its bracket must be
// the one at the liquidation price, which the search over pieces ensures.
func (a Account) criticals(p *Pool, prices Prices, xs []exposure, equity, maintenance decimal.Decimal) map[string]critical {
	out := make(map[string]critical)
	curves := make(map[string]*curve)
	moving := make(map[string]decimal.Decimal) // the part of equity that moves with an asset
	for i := range xs {
		curves[xs[i].position.Symbol.Base] = &curve{}
	}
	for _, b := range p.Balances {
		if _, ok := curves[b.Asset]; ok {
			price, _ := a.Price(prices, b.Asset)
			moving[b.Asset] = moving[b.Asset].Add(b.Amount.Mul(price))
		}
	}
	var fees decimal.Decimal
	for i := range xs {
		x := &xs[i]
		if c, ok := curves[x.base]; ok {
			c.bases = append(c.bases, x)
			moving[x.base] = moving[x.base].Add(x.signed)
		}
		if c, ok := curves[x.quote]; ok {
			c.units = append(c.units, x)
			moving[x.quote] = moving[x.quote].Sub(x.cost)
		}
		fees = fees.Add(x.closing())
	}
	for asset, c := range curves {
		equityLine := line{constant: equity.Sub(moving[asset]), slope: moving[asset]}
		c.fixed = equityLine
		held := maintenance
		for _, group := range [][]*exposure{c.bases, c.units} {
			for _, x := range group {
				held = held.Sub(x.maintenance)
			}
		}
		c.fixed.constant = c.fixed.constant.Sub(held)
		var f critical
		f.liquidation, f.hasLiquidation = c.zero()
		f.bankruptcy, f.hasBankrupt = equityLine.zero()
		f.withFees, f.hasWithFees = equityLine.less(fees, c.bases).zero()
		out[asset] = f
	}
	return out
}

// closing returns the close fee at the current mark.
func (x *exposure) closing() decimal.Decimal {
	return x.notional.Mul(x.position.Terms.CloseFee.rate())
}

// less returns the line without the close fees of a pool, of which those of bases move.
func (l line) less(fees decimal.Decimal, bases []*exposure) line {
	for _, x := range bases {
		fee := x.closing()
		fees, l.slope = fees.Sub(fee), l.slope.Sub(fee)
	}
	l.constant = l.constant.Sub(fees)
	return l
}

// zero returns the positive factor at which the line is zero, 1 if it is zero
// there, and whether there is one.
func (l line) zero() (ratio, bool) {
	if l.at(unity()).IsZero() {
		return unity(), true
	}
	return l.root()
}
