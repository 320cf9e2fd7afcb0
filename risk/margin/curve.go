package margin

import "github.com/shopspring/decimal"

// A line is constant + slope*factor.
type line struct{ constant, slope decimal.Decimal }

// at returns the value of the line times f.den, which has the sign of the value.
func (l line) at(f ratio) decimal.Decimal {
	return l.constant.Mul(f.den).Add(l.slope.Mul(f.num))
}

// root returns where the line is zero. It reports false where no positive
// factor is.
func (l line) root() (ratio, bool) {
	if l.constant.Sign()*l.slope.Sign() >= 0 {
		return ratio{}, false
	}
	return ratio{l.constant.Abs(), l.slope.Abs()}, true
}

// A curve is a pool's excess, equity minus maintenance margin, as a function of
// the factor by which one asset's price moves while all others hold. Equity is a
// line and maintenance convex, so the excess is concave and piecewise linear: it
// has at most two zeros, or one interval of them.
type curve struct {
	fixed   line            // equity, minus the maintenance of what is not in bases or units
	bases   []*exposure     // positions whose notional moves
	units   []*exposure     // positions whose quote asset moves
	moving  decimal.Decimal // the part of equity that moves
	reserve decimal.Decimal // the maintenance of balances and debts that moves
}

// fix sets the part of the excess that is one line, from the equity and the pool's
// whole maintenance margin.
func (c *curve) fix(equity line, maintenance decimal.Decimal) {
	rest := maintenance.Sub(c.reserve)
	for _, group := range [][]*exposure{c.bases, c.units} {
		for _, x := range group {
			rest = rest.Sub(x.maintenance)
		}
	}
	c.fixed = line{constant: equity.constant.Sub(rest), slope: equity.slope.Sub(c.reserve)}
}

// line returns a line that the excess follows at f, which may be 0 or infinity;
// where two pieces meet, either of them.
func (c *curve) line(f ratio) line {
	l := c.fixed
	for _, x := range c.bases {
		t := tierNear(x.tiers, x.notional.Mul(f.num), x.unit.Mul(f.den))
		l.slope = l.slope.Sub(x.notional.Mul(t.MaintenanceMarginFraction.Add(x.fee)))
		l.constant = l.constant.Add(x.unit.Mul(t.Deduction)).Sub(x.fixed)
	}
	for _, x := range c.units {
		// A dearer quote asset makes the notional smaller, in units of it.
		t := tierNear(x.tiers, x.notional.Mul(f.den), x.unit.Mul(f.num))
		l.constant = l.constant.Sub(x.notional.Mul(t.MaintenanceMarginFraction.Add(x.fee)))
		l.slope = l.slope.Add(x.unit.Mul(t.Deduction)).Sub(x.fixed)
	}
	return l
}

// pieces returns how many lines the curve has at most.
func (c *curve) pieces() int {
	n := 1
	for _, group := range [][]*exposure{c.bases, c.units} {
		for _, x := range group {
			n += max(0, len(x.tiers)-1)
		}
	}
	return n
}

// tierNear returns the tier of the notional amount/unit; without tiers, one that
// asks for nothing.
func tierNear(tiers []Tier, amount, unit decimal.Decimal) *Tier {
	if len(tiers) == 0 {
		return &Tier{}
	}
	return &tiers[tierIndex(tiers, amount, unit)]
}

// zero returns the positive factor nearest to 1, in log distance, at which the
// excess is zero; on a tie the lower one. It reports false where there is none.
func (c *curve) zero() (ratio, bool) {
	if c.line(unity()).at(unity()).IsZero() {
		return unity(), true
	}
	low, okLow := c.lowZero()
	high, okHigh := c.highZero()
	switch {
	case okLow && okHigh:
		return nearest(low, high), true
	case okLow:
		return low, true
	}
	return high, okHigh
}

// lowZero returns where the excess, negative at factor 0, first reaches zero, by
// Newton's method from below. A line of a concave function lies above it, so the
// steps never pass the zero; each takes another piece of the curve, so they end;
// and excess times slope falls at least fourfold a step, so they are few.
func (c *curve) lowZero() (ratio, bool) {
	l := c.line(ratio{num: decimal.Decimal{}, den: one()})
	if !l.constant.IsNegative() {
		return ratio{}, false
	}
	for steps := c.pieces(); steps > 0 && l.slope.IsPositive(); steps-- {
		f := ratio{l.constant.Neg(), l.slope}
		l = c.line(f)
		if l.at(f).IsZero() {
			return f, true
		}
	}
	return ratio{}, false // negative and no longer rising
}

// highZero returns where the excess, negative at infinity, last is zero, by
// Newton's method from above.
func (c *curve) highZero() (ratio, bool) {
	l := c.line(ratio{num: one(), den: decimal.Decimal{}})
	for steps := c.pieces(); steps > 0 && l.slope.IsNegative() && l.constant.IsPositive(); steps-- {
		f := ratio{l.constant, l.slope.Neg()}
		l = c.line(f)
		if l.at(f).IsZero() {
			return f, true
		}
	}
	return ratio{}, false // not negative at infinity, or negative throughout
}
