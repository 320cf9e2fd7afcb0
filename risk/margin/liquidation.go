package margin

import "github.com/shopspring/decimal"

// A critical holds the factors of one asset's price at which a pool is liquidated
// and bankrupt, before and after close fees, as far as they exist.
type critical struct {
	liquidation, bankruptcy, withFees        ratio
	hasLiquidation, hasBankrupt, hasWithFees bool
}

// criticals returns the critical factors of every asset that is the base of a
// position of the pool, held or owed. The state's equity, maintenance margin and
// assets must be set.
//
// When an asset's price moves by a factor, every balance and debt in it and every
// position on it moves in proportion, each from its own mark, as does every position
// quoted in it; all other prices hold. The unit of account cancels: if the
// asset is the account's own currency, its price against all others moves, and
// the factor is the same as in any other currency.
//
// Binance's published form, LP = (WB - TMM + UPNL + cum - s*Q*EP)/(Q*MMR - s*Q)
// (Futures FAQ, "How to Calculate Liquidation Price of USDT-M Futures
// Contracts"), is the root of one piece for one position; its bracket must be
// the one at the liquidation price, which the search over pieces ensures.
func (s *PoolState) criticals(xs []exposure) map[string]critical {
	curves := make(map[string]*curve, len(s.Assets)+len(xs))
	for i := range s.Assets {
		c := curveOf(curves, s.Assets[i].Asset)
		c.moving = c.moving.Add(s.Assets[i].Equity)
		c.reserve = c.reserve.Add(s.Assets[i].Maintenance)
	}
	for i := range xs {
		curveOf(curves, xs[i].position.Symbol.Base)
	}
	var fees decimal.Decimal
	for i := range xs {
		x := &xs[i]
		if c, ok := curves[x.base]; ok {
			c.bases = append(c.bases, x)
			c.moving = c.moving.Add(x.signed)
		}
		if c, ok := curves[x.quote]; ok {
			c.units = append(c.units, x)
			c.moving = c.moving.Sub(x.cost)
		}
		fees = fees.Add(x.closing())
	}
	out := make(map[string]critical, len(curves))
	for asset, c := range curves {
		equity := line{constant: s.Equity.Sub(c.moving), slope: c.moving}
		c.fix(equity, s.MaintenanceMargin)
		var f critical
		f.liquidation, f.hasLiquidation = c.zero()
		f.bankruptcy, f.hasBankrupt = equity.zero()
		f.withFees, f.hasWithFees = equity.less(fees, c.bases).zero()
		out[asset] = f
	}
	return out
}

// curveOf returns the curve of an asset, a new one if there is none.
func curveOf(curves map[string]*curve, asset string) *curve {
	c, ok := curves[asset]
	if !ok {
		c = &curve{}
		curves[asset] = c
	}
	return c
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
