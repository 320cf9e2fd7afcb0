package risk

import (
	"fmt"
	"math"
	"reflect"
	"slices"
	"strconv"

	"github.com/shopspring/decimal"

	"github.com/plimsoll-risk/plimsoll/montecarlo"
	"github.com/plimsoll-risk/plimsoll/risk/margin"
)

// A FundingRate is what longs of a perpetual pay shorts, or receive where it is negative: Rate of the notional at mark every
// IntervalHours. It accrues continuously, in the settlement asset.
type FundingRate struct {
	Rate          decimal.Decimal
	IntervalHours float64
}

// perYear returns the annual rate.
func (f FundingRate) perYear() float64 {
	return float64(float(f.Rate)*hoursPerYear) / f.IntervalHours
}

// Bounds of a funding rate, of its interval in hours, and of what it makes of the notional by the horizon.
const (
	maxFunding  = 1
	maxInterval = hoursPerYear
	maxAccrued  = 0.5
)

// accrual is what accrues in the pools of an account: docs/METHODS.md, "Funding and interest".
type accrual struct {
	funding map[string]float64 // annual rates that are not 0, by Symbol.Key
	grows   bool               // some coefficient grows with time: there is a calendar among the assets
	before  *montecarlo.GBM    // the law of everything that moves, with the calendar
}

func newAccrual(m Market) accrual {
	a := accrual{}
	for name, f := range m.FundingRates {
		if s, err := margin.ParseSymbol(name); err == nil && !f.Rate.IsZero() {
			if a.funding == nil {
				a.funding = map[string]float64{}
			}
			a.funding[s.Key()] = f.perYear()
		}
	}
	return a
}

// calendar is the index of an asset whose log price is the time in years: a coefficient that grows at the rate g is
// a power g of its price. It comes after the assets that move.
func (c *compiler) calendar() int { return len(c.assets) }

// growing returns the exponents of a coefficient that grows at an annual rate.
func (c *compiler) growing(e []montecarlo.Exponent, rate float64) []montecarlo.Exponent {
	if rate == 0 {
		return e
	}
	c.grows = true
	return append(slices.Clone(e), montecarlo.Exponent{Asset: c.calendar(), Power: rate})
}

// fund adds the funding of the pool's positions to a boundary. What a position has paid by time t is its annual
// rate times the integral of its notional, in the settlement asset. It is taken as
//
//	rate * t * (w notional(0) + (1 - w) notional(t))
//
// with the weight of weightAt, which makes of the path what it is on the way to a liquidation. So each of two monomials of the
// excess changes in proportion to time.
func (c *compiler) fund(b montecarlo.Boundary, p margin.Pool) montecarlo.Boundary {
	var changes montecarlo.Boundary // of coefficients, by the horizon
	w := -1.0
	for _, q := range p.Positions {
		paid := float64(c.funding[q.Symbol.Key()] * c.years)
		if paid == 0 {
			continue
		}
		if w < 0 {
			b = folded(b)
			w = c.weight(b)
		}
		if q.Size.IsNegative() {
			paid = -paid
		}
		x := c.account.Expose(q, c.market.Prices)
		now, then := c.term(x.Notional, x.Quote), c.term(x.Notional, x.Base)
		now.Coefficient = float64(-w * float64(paid*now.Coefficient))
		then.Coefficient = float64((w - 1) * float64(paid*then.Coefficient))
		changes.Terms = append(changes.Terms, now, then)
	}
	if w < 0 {
		return b
	}
	b.Terms = slices.Clone(b.Terms)
	for _, d := range changes.Merged().Terms {
		b.Terms = c.grow(b.Terms, d)
	}
	b.Approximate = true
	return b
}

// grow lets the coefficient of a monomial change by d by the horizon. A coefficient k becomes k exp(gt), which is k + d at the horizon
// and off by at most d/80 before; where that would be too much, or k is 0, the change is a pair of monomials, a(exp(gt) - 1).
func (c *compiler) grow(terms []montecarlo.Term, d montecarlo.Term) []montecarlo.Term {
	const most = 0.1 // g times the horizon
	for i := range terms {
		t := &terms[i]
		if reflect.DeepEqual(t.Exponents, d.Exponents) && math.Abs(d.Coefficient) <= float64(most*math.Abs(t.Coefficient)) {
			t.Exponents = c.growing(t.Exponents, montecarlo.Log(1+d.Coefficient/t.Coefficient)/c.years)
			return terms
		}
	}
	grows := d
	grows.Coefficient /= montecarlo.Exp(most) - 1
	d.Coefficient = -grows.Coefficient
	grows.Exponents = c.growing(d.Exponents, most/c.years)
	return append(terms, grows, d)
}

// folded takes the margin of positions that stay in one tier into the terms, so that it grows with them.
func folded(b montecarlo.Boundary) montecarlo.Boundary {
	var tables []montecarlo.Table
	for _, t := range b.Tables {
		if len(t.Tiers) > 1 {
			tables = append(tables, t)
			continue
		}
		n, u := t.Notional, t.Unit
		n.Coefficient = -float64(t.Tiers[0].Rate * n.Coefficient)
		u.Coefficient = float64(t.Tiers[0].Deduction * u.Coefficient)
		b.Terms = append(b.Terms, n)
		if u.Coefficient != 0 {
			b.Terms = append(b.Terms, u)
		}
	}
	b.Tables = tables
	return b.Merged()
}

// weight returns how much of a position's mean notional on the way to a liquidation is the present one; the rest is that at
// the liquidation. For Brownian motion without drift, z standard deviations from its barrier, it is to first order in the
// rate a ratio of two integrals over the law of paths that are absorbed, a function of z only. This fits it to .01
// from z = .7 (P = .5) to 6 (1e-9); nearer, where the two notionals hardly differ, it stops at 1.
func (c *compiler) weight(b montecarlo.Boundary) float64 {
	if c.before == nil {
		g, _, err := c.law(true)
		if err != nil {
			return 0.5 // the plan will say so
		}
		c.before = &g
	}
	return weightAt(montecarlo.Distance(b, *c.before, c.years))
}

func weightAt(z float64) float64 {
	if !(z > 0) {
		return 1
	}
	return math.Min(1, 0.5+0.5/(float64(z*z)+float64(1.3*z)/(1+float64(0.45*z))))
}

// accrues checks the rates. A funding rate of a symbol that no position has is like any entry that is not used; its numbers are
// checked all the same.
func (m Market) accrues(f *faults, used map[string]bool, years float64) {
	keys := map[string]string{}
	for _, name := range sortedKeys(m.FundingRates) {
		path, rate := "market.fundingRates."+name, m.FundingRates[name]
		s, err := margin.ParseSymbol(name)
		switch {
		case err != nil:
			f.symbol(path, err)
		case s.Expiry != "":
			f.add(path, strconv.Quote(name), "a perpetual: a dated contract pays no funding")
		case keys[s.Key()] != "":
			f.add(path, strconv.Quote(name), "one rate a contract: "+keys[s.Key()]+" is the same")
		default:
			keys[s.Key()] = name
		}
		ok := f.number(path+".rate", float(rate.Rate), -maxFunding, maxFunding, true)
		ok = f.number(path+".intervalHours", rate.IntervalHours, 0, maxInterval, false) && ok
		if paid := math.Abs(rate.perYear()) * years; ok && paid > maxAccrued {
			f.add(path+".rate", rate.Rate.String(), fmt.Sprintf("a rate that makes at most %g of the notional by the horizon: this one makes %.3g", maxAccrued, paid))
		}
	}
	for _, a := range sortedKeys(m.BorrowRates) {
		path, r := "market.borrowRates."+a, m.BorrowRates[a]
		switch {
		case f.multiplied(path, a, used):
		case !(math.Abs(r) <= maxDrift) || math.Abs(r)*years > maxDrift:
			f.add(path, show(r), fmt.Sprintf("an annual rate between -%d and %d, and at most %d in size over the horizon", maxDrift, maxDrift, maxDrift))
		}
	}
}

// limits returns the limits of what accrues, as sentences.
func (a *accrual) limits(m Market, pools []margin.Pool) []string {
	paid, owed := false, false
	for _, p := range pools {
		for _, q := range p.Positions {
			paid = paid || a.funding[q.Symbol.Key()] != 0
		}
		for _, d := range p.Debts {
			owed = owed || m.BorrowRates[d.Asset] != 0
		}
	}
	var out []string
	if paid {
		out = append(out, "Funding accrues at the rates given, all the time up to the horizon. Exchanges set them anew every few hours, and they tend to rise and fall with the price.")
	}
	if owed {
		out = append(out, "Debts grow at the interest rates given, all the time up to the horizon. Markets set them anew with every borrower.")
	}
	return out
}
