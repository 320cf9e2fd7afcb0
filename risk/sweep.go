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
	terms  []monomial
	tables []tiered
	boxes  int // looked at so far
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

// Resolution of a sweep: a box in which no monomial moves by more is not halved any further, and none is after so many boxes.
const (
	finest   = 1e-6
	maxBoxes = 1 << 15
)

// sweep compiles an amount.
func (c *compiler) sweep(b montecarlo.Boundary) *sweep {
	b = folded(b)
	w := &sweep{terms: make([]monomial, len(b.Terms)), tables: make([]tiered, len(b.Tables))}
	for i := range b.Terms {
		w.terms[i] = c.monomial(&b.Terms[i])
	}
	for i := range b.Tables {
		t := &b.Tables[i]
		w.tables[i] = tiered{c.monomial(&t.Notional), c.monomial(&t.Unit), t.Tiers}
	}
	return w
}

func (c *compiler) monomial(t *montecarlo.Term) monomial {
	logs := make([]float64, len(c.course.Hours)+1)
	for _, e := range t.Exponents {
		for k, x := range c.course.Log[c.assets[e.Asset]] {
			logs[k+1] += float64(e.Power * x)
		}
	}
	return monomial{t.Coefficient, logs}
}

// A box is a range of scales, not negative, and of the time in a piece.
type box struct {
	piece          int
	l0, l1, s0, s1 float64
	timed          bool // the first time is sought, not the least scale
}

// scaled returns the least of scale * v over the box's scales for the lesser of two values, and the greatest for the greater.
func (b *box) scaled(v, w float64) (low, high float64) {
	if v > w {
		v, w = w, v
	}
	low, high = float64(b.l0*v), float64(b.l1*w)
	if v < 0 {
		low = float64(b.l1 * v)
	}
	if w < 0 {
		high = float64(b.l0 * w)
	}
	return low, high
}

// span returns the range of scale * log over the box: it is bilinear, so its extremes are at corners.
func (b *box) span(m *monomial) (low, high float64) {
	a := m.logs[b.piece]
	d := m.logs[b.piece+1] - a
	return b.scaled(a+float64(b.s0*d), a+float64(b.s1*d))
}

// A plane is constant + scale * (a + s d).
type plane struct{ constant, a, d float64 }

// below adds to the plane a lower bound of coefficient * monomial: of a convex term its tangent at the middle of its span, of a concave one its chord.
func (p *plane) below(coefficient float64, m *monomial, b *box) {
	low, high := b.span(m)
	at := float64(0.5 * (low + high))
	value := montecarlo.Exp(at)
	slope := value
	if coefficient < 0 && high-low > 1e-9 { // a chord this short is the tangent, to 1e-19 of the term
		at, value = low, montecarlo.Exp(low)
		slope = (montecarlo.Exp(high) - value) / (high - low)
	}
	p.constant += float64(coefficient * (value - float64(slope*at)))
	slope = float64(coefficient * slope)
	p.a += float64(slope * m.logs[b.piece])
	p.d += float64(slope * (m.logs[b.piece+1] - m.logs[b.piece]))
}

// least returns a lower bound of the amount over a box; where the box is a point, the amount.
func (w *sweep) least(b *box) float64 {
	var p plane
	for i := range w.terms {
		p.below(w.terms[i].coefficient, &w.terms[i], b)
	}
	for i := range w.tables {
		t := &w.tables[i]
		nLow, nHigh := b.span(&t.notional)
		uLow, uHigh := b.span(&t.unit)
		n, u := t.notional.coefficient, t.unit.coefficient
		first, last := t.at(montecarlo.Exp(nLow-uHigh)), t.at(montecarlo.Exp(nHigh-uLow))
		if first == last {
			p.below(-float64(t.tiers[first].Rate*n), &t.notional, b)
			p.below(float64(t.tiers[first].Deduction*u), &t.unit, b)
			continue
		}
		worst := math.Inf(1)
		n, u = float64(n*montecarlo.Exp(nHigh)), float64(u*montecarlo.Exp(uLow))
		for ; first <= last; first++ {
			if x := float64(t.tiers[first].Deduction*u) - float64(t.tiers[first].Rate*n); x < worst {
				worst = x
			}
		}
		p.constant += worst
	}
	low, _ := b.scaled(p.a+float64(b.s0*p.d), p.a+float64(b.s1*p.d))
	return p.constant + low
}

// at returns the tier at so many times the present ratio of notional and unit.
func (t *tiered) at(times float64) int {
	k, notional := 0, float64(t.notional.coefficient/t.unit.coefficient*times)
	for k+1 < len(t.tiers) && notional >= t.tiers[k+1].Edge {
		k++
	}
	return k
}

// value returns the amount in a piece, at scale 1.
func (w *sweep) value(piece int, s float64) float64 {
	return w.least(&box{piece: piece, l0: 1, l1: 1, s0: s, s1: s})
}

// narrow lowers best to the first s in a timed box, of one scale, at which the amount is not positive, or to the least scale in any other at which it is not
// somewhere. What is found in passing cuts off all that is beyond. A dip may pass unseen in which no monomial moves by 1e-6.
func (w *sweep) narrow(b box, best *float64) {
	low, high := &b.l0, &b.l1
	if b.timed {
		low, high = &b.s0, &b.s1
	}
	*high = math.Min(*high, *best)
	if *low >= *high || w.least(&b) > 0 {
		return
	}
	for k := 2.0; k >= 0 && (k == 2 || !b.timed); k-- {
		point := b
		point.l0, point.s0 = b.l1, b.s0+float64(0.5*float64(k*(b.s1-b.s0)))
		point.s1 = point.s0
		if w.least(&point) <= 0 {
			*high = w.root(point, *low, *high)
			*best = *high
		}
	}
	byScale, byTime := w.widths(&b)
	w.boxes++
	if byScale < finest && byTime < finest || w.boxes > maxBoxes {
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

// root returns a scale, or a time, between a and b at which the amount turns from positive; it is not positive at b, and where it is not at a either, that is the
// answer. By false position, halving where one end stays put ("Illinois": Dowell and Jarratt, BIT 11, 1971): a fifth of the looks of bisection.
func (w *sweep) root(point box, a, b float64) float64 {
	at := func(x float64) float64 {
		if point.timed {
			point.s0, point.s1 = x, x
		} else {
			point.l0, point.l1 = x, x
		}
		return w.least(&point)
	}
	fa, fb := at(a), at(b)
	if fa <= 0 {
		return a
	}
	moved := 0 // 1: b moved last, -1: a did; the value at the end that stays put twice is halved
	for range 100 {
		m := a + float64(fa/(fa-fb)*(b-a))
		if !(m > a && m < b) || b-a < 1e-13 {
			break
		}
		if f := at(m); f <= 0 {
			b, fb = m, f
			if moved == 1 {
				fa *= 0.5
			}
			moved = 1
		} else {
			a, fa = m, f
			if moved == -1 {
				fb *= 0.5
			}
			moved = -1
		}
	}
	return b
}

// widths returns how far some monomial may move over the range of scales, and over that of time. Those of tables are among those of positions.
func (w *sweep) widths(b *box) (byScale, byTime float64) {
	for i := range w.terms {
		logs := w.terms[i].logs[b.piece:]
		byTime = math.Max(byTime, float64(float64(b.l1*(b.s1-b.s0))*math.Abs(logs[1]-logs[0])))
		byScale = math.Max(byScale, float64((b.l1-b.l0)*math.Max(math.Abs(logs[0]), math.Abs(logs[1]))))
	}
	return byScale, byTime
}

// looks is how often a piece is looked at for the least value, before the best look is refined.
const looks = 16

// lowest returns the least value of the amount on the way and its hour or, given an excess that belongs to it, of equity / maintenance margin: of the ends
// of all pieces and 15 looks in each, refined by golden section around the least look. At the ends, where prices turn, it is exact. Without margin anywhere it is
// infinite.
func (w *sweep) lowest(excess *sweep, course *Course) (value, hour float64) {
	value = math.Inf(1)
	piece, at := 0, 0.0
	look := func(p int, s float64) float64 {
		y := w.value(p, s)
		if excess != nil {
			m := y - excess.value(p, s)
			if !(m > float64(1e-12*math.Abs(y))) { // rounding of no margin at all
				return math.Inf(1)
			}
			y /= m
		}
		if y < value {
			value, piece, at = y, p, s
		}
		return y
	}
	for p := range course.Hours {
		for k := range looks + 1 {
			look(p, float64(k)/looks)
		}
	}
	const golden = 0.6180339887498949
	low, high := math.Max(0, at-1.0/looks), math.Min(1, at+1.0/looks)
	for range 40 {
		part := float64(golden * (high - low))
		if look(piece, high-part) < look(piece, low+part) {
			high = low + part
		} else {
			low = high - part
		}
	}
	return value, course.hour(piece, at)
}
