package risk

import (
	"math"

	"github.com/plimsoll-risk/plimsoll/montecarlo"
)

// A sweep follows an amount, such as the excess of a pool, along a course whose log prices are multiplied by a scale.
//
// Time is cut into pieces in which every log price is linear. So every monomial is exp(scale * (a + s d)) there, s from 0 to 1, and the
// amount has a lower bound over any box of scales and of s that is off by the square of the box's size only: least. Boxes
// whose bound is positive hold no liquidation, the others are halved, so that no dip is stepped over, however the amount turns on the way.
type sweep struct {
	boundary montecarlo.Boundary
	hours    []float64   // the ends of the pieces, ascending; one more than there are pieces
	prices   [][]float64 // log prices at these, by asset of the boundary
	terms    []monomial
	tables   []tiered
	boxes    int       // looked at so far
	point    []float64 // scratch of at
}

// A monomial is coefficient * exp(scale * log), with log at the ends of the pieces.
type monomial struct {
	coefficient float64
	logs        []float64
}

// tiered is a table with several tiers, as monomials of positive coefficients.
type tiered struct {
	notional, unit monomial
	tiers          []montecarlo.Tier
}

// Resolution of a sweep: a box in which no log price moves by more is not halved any further, and none is after so many boxes.
const (
	finest   = 1e-6
	maxBoxes = 1 << 15
)

func newSweep(b montecarlo.Boundary, hours []float64, prices [][]float64) *sweep {
	s := &sweep{boundary: folded(b), hours: hours, prices: prices, point: make([]float64, len(prices[0]))}
	for _, t := range s.boundary.Terms {
		s.terms = append(s.terms, s.monomial(t))
	}
	for _, t := range s.boundary.Tables {
		s.tables = append(s.tables, tiered{s.monomial(t.Notional), s.monomial(t.Unit), t.Tiers})
	}
	return s
}

func (w *sweep) monomial(t montecarlo.Term) monomial {
	m := monomial{coefficient: t.Coefficient, logs: make([]float64, len(w.hours))}
	for _, e := range t.Exponents {
		for k, x := range w.prices {
			m.logs[k] += float64(e.Power * x[e.Asset])
		}
	}
	return m
}

// at returns the amount in a piece.
func (w *sweep) at(piece int, scale, s float64) float64 {
	for i, from := range w.prices[piece] {
		w.point[i] = float64(scale * (from + float64(s*(w.prices[piece+1][i]-from))))
	}
	return w.boundary.Excess(w.point)
}

// A box is a range of scales and of the time in a piece.
type box struct {
	piece          int
	l0, l1, s0, s1 float64
}

// range of scale * log over the box: bilinear, so its extremes are at the corners.
func (m monomial) span(b box) (low, high float64) {
	a, d := m.logs[b.piece], m.logs[b.piece+1]-m.logs[b.piece]
	v0, v1 := a+float64(b.s0*d), a+float64(b.s1*d)
	c := [4]float64{float64(b.l0 * v0), float64(b.l0 * v1), float64(b.l1 * v0), float64(b.l1 * v1)}
	return math.Min(math.Min(c[0], c[1]), math.Min(c[2], c[3])), math.Max(math.Max(c[0], c[1]), math.Max(c[2], c[3]))
}

// A plane is constant + sum of slope * (scale * log) over monomials, which is bilinear in scale and s: constant + scale*(a + s d).
type plane struct{ constant, a, d float64 }

// below adds to the plane a lower bound of coefficient * monomial: of a convex term its tangent at the middle of its span, of a concave one its chord.
func (p *plane) below(coefficient float64, m monomial, b box) {
	low, high := m.span(b)
	var slope, value, at float64
	if wide := high - low; coefficient < 0 && wide > 1e-9 {
		value, at = montecarlo.Exp(low), low
		slope = (montecarlo.Exp(high) - value) / wide
	} else {
		// A chord this short is the tangent, to 1e-19 of the term.
		at = float64(0.5 * (low + high))
		value = montecarlo.Exp(at)
		slope = value
	}
	p.constant += float64(coefficient * (value - float64(slope*at)))
	slope = float64(coefficient * slope)
	p.a += float64(slope * m.logs[b.piece])
	p.d += float64(slope * (m.logs[b.piece+1] - m.logs[b.piece]))
}

// least returns a lower bound of the amount over a box.
func (w *sweep) least(b box) float64 {
	var p plane
	for _, m := range w.terms {
		p.below(m.coefficient, m, b)
	}
	for _, t := range w.tables {
		nLow, nHigh := t.notional.span(b)
		uLow, uHigh := t.unit.span(b)
		ratio := t.notional.coefficient / t.unit.coefficient
		first, last := tierAt(t.tiers, float64(ratio*montecarlo.Exp(nLow-uHigh))), tierAt(t.tiers, float64(ratio*montecarlo.Exp(nHigh-uLow)))
		if first == last {
			p.below(-float64(t.tiers[first].Rate*t.notional.coefficient), t.notional, b)
			p.below(float64(t.tiers[first].Deduction*t.unit.coefficient), t.unit, b)
			continue
		}
		worst := math.Inf(1)
		n, u := float64(t.notional.coefficient*montecarlo.Exp(nHigh)), float64(t.unit.coefficient*montecarlo.Exp(uLow))
		for _, tier := range t.tiers[first : last+1] {
			worst = math.Min(worst, float64(tier.Deduction*u)-float64(tier.Rate*n))
		}
		p.constant += worst
	}
	corner := func(l, s float64) float64 { return p.constant + float64(l*(p.a+float64(s*p.d))) }
	return math.Min(math.Min(corner(b.l0, b.s0), corner(b.l0, b.s1)), math.Min(corner(b.l1, b.s0), corner(b.l1, b.s1)))
}

func tierAt(tiers []montecarlo.Tier, notional float64) int {
	k := 0
	for k+1 < len(tiers) && notional >= tiers[k+1].Edge {
		k++
	}
	return k
}

// first returns the first hour at which the amount is not positive. A dip may pass unseen in which no log price moves by 1e-6.
func (w *sweep) first() (hours float64, ok bool) {
	for piece := range len(w.hours) - 1 {
		if s, ok := w.within(box{piece, 1, 1, 0, 1}); ok {
			return w.hour(piece, s), true
		}
	}
	return 0, false
}

func (w *sweep) hour(piece int, s float64) float64 {
	from, to := w.hours[piece], w.hours[piece+1]
	return from + float64(s*(to-from))
}

func (w *sweep) within(b box) (float64, bool) {
	if w.least(b) > 0 {
		return 0, false
	}
	if _, byTime := w.widths(b); w.fine(byTime) {
		if w.at(b.piece, 1, b.s1) > 0 {
			return 0, false
		}
		return bisect(b.s0, b.s1, func(s float64) bool { return w.at(b.piece, 1, s) <= 0 }), true
	}
	left, right := b, b
	left.s1 = float64(0.5 * (b.s0 + b.s1))
	right.s0 = left.s1
	if s, ok := w.within(left); ok {
		return s, true
	}
	return w.within(right)
}

// fine reports whether a box of that width is small enough.
func (w *sweep) fine(width float64) bool {
	w.boxes++
	return width < finest || w.boxes > maxBoxes
}

// bisect returns where beyond becomes true between a and b, where it is true.
func bisect(a, b float64, beyond func(float64) bool) float64 {
	for range 40 {
		if m := float64(0.5 * (a + b)); beyond(m) {
			b = m
		} else {
			a = m
		}
	}
	return b
}

// scale returns the least scale, up to limit, at which the amount is not positive somewhere on the way.
func (w *sweep) scale(limit float64) (float64, bool) {
	best := math.Inf(1)
	for piece := range len(w.hours) - 1 {
		w.narrow(box{piece, 0, limit, 0, 1}, &best)
	}
	return best, !math.IsInf(best, 1)
}

// narrow lowers best to the least scale in the box. What is found in the middle of a box cuts off all that is above.
func (w *sweep) narrow(b box, best *float64) {
	b.l1 = math.Min(b.l1, *best)
	if b.l0 >= b.l1 || w.least(b) > 0 {
		return
	}
	for _, s := range [...]float64{b.s0, float64(0.5 * (b.s0 + b.s1)), b.s1} {
		if w.at(b.piece, b.l1, s) <= 0 {
			b.l1 = bisect(b.l0, b.l1, func(l float64) bool { return w.at(b.piece, l, s) <= 0 })
			*best = b.l1
		}
	}
	byScale, byTime := w.widths(b)
	if w.fine(math.Max(byScale, byTime)) {
		return
	}
	one, two := b, b
	if byScale >= byTime {
		one.l1 = float64(0.5 * (b.l0 + b.l1))
		two.l0 = one.l1
	} else {
		one.s1 = float64(0.5 * (b.s0 + b.s1))
		two.s0 = one.s1
	}
	w.narrow(one, best)
	w.narrow(two, best)
}

// widths returns how far log prices move over the range of scales, and over that of time.
func (w *sweep) widths(b box) (byScale, byTime float64) {
	from, to := w.prices[b.piece], w.prices[b.piece+1]
	for i := range from {
		far := math.Max(math.Abs(from[i]), math.Abs(to[i]))
		byScale = math.Max(byScale, float64((b.l1-b.l0)*far))
		byTime = math.Max(byTime, float64(float64(b.l1*(b.s1-b.s0))*math.Abs(to[i]-from[i])))
	}
	return byScale, byTime
}
