package margin

import "github.com/shopspring/decimal"

// A critical holds the factors of one asset's price at which a pool is liquidated
// and bankrupt, before and after close fees, as far as they exist.
type critical struct {
	liquidation, bankruptcy, withFees        ratio
	hasLiquidation, hasBankrupt, hasWithFees bool
	noLiquidation, noBankruptcy              Absence
}

// criticals returns the critical factors of every asset that is the base of a
// position of the pool, held or owed, except of one with a fixed price that no position
// is on. The state's assets must be set.
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
	var equity, maintenance decimal.Decimal // unrounded
	for _, h := range s.Assets {
		equity, maintenance = equity.Add(h.Equity), maintenance.Add(h.Maintenance)
	}
	for i := range xs {
		equity, maintenance = equity.Add(xs[i].pnl()), maintenance.Add(xs[i].maintenance)
	}
	curves := make(map[string]*curve, len(s.Assets)+len(xs))
	for i := range xs {
		curveOf(curves, xs[i].position.Symbol.Base)
	}
	for i := range s.Assets {
		h := &s.Assets[i]
		if _, traded := curves[h.Asset]; h.NoLiquidation == FixedPrice && !traded {
			continue
		}
		c := curveOf(curves, h.Asset)
		c.moving = c.moving.Add(h.Equity)
		c.reserve = c.reserve.Add(h.Maintenance)
	}
	var costs decimal.Decimal
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
		costs = costs.Add(x.closing()).Add(x.owed)
	}
	out := make(map[string]critical, len(curves))
	for asset, c := range curves {
		worth := line{constant: equity.Sub(c.moving), slope: c.moving}
		c.fix(worth, maintenance)
		var f critical
		f.liquidation, f.hasLiquidation = c.zero()
		f.bankruptcy, f.hasBankrupt = worth.zero()
		f.noLiquidation = absence(f.hasLiquidation, equity.Cmp(maintenance))
		f.noBankruptcy = absence(f.hasBankrupt, equity.Sign())
		f.withFees, f.hasWithFees = worth.less(costs, c).zero()
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

// less returns the line without the closing costs of a pool, of which those move
// that move with c's asset.
func (l line) less(costs decimal.Decimal, c *curve) line {
	move := func(cost decimal.Decimal) { costs, l.slope = costs.Sub(cost), l.slope.Sub(cost) }
	for _, x := range c.bases {
		move(x.closing())
	}
	for _, x := range c.units {
		move(x.owed)
	}
	l.constant = l.constant.Sub(costs)
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
