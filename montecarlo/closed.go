package montecarlo

import (
	"math"
	"slices"
)

// A law is the first passage of Brownian motion that starts distance above a level: to the level, or to either of two.
type law struct {
	distance     float64 // at least 0
	opposite     float64 // distance of a second level, on the other side; 0 where there is none
	drift, sigma float64 // away from the level, per year; per square root of a year
}

// by returns the probability of passage by a time in years:
//
//	Q((d + mt)/(s sqrt t)) + exp(-2md/s^2) Q((d - mt)/(s sqrt t)),   Q the upper normal tail.
//
// The relative error is below 1e-11 down to 1e-300 (TestLaw), and the probability is never 0 but where nothing moves.
func (l law) by(years float64) float64 {
	if l.opposite > 0 {
		return l.leave(years)
	}
	end := float64(l.drift * years)
	if l.sigma == 0 {
		if l.distance+end <= 0 {
			return 1
		}
		return 0
	}
	root := float64(l.sigma * math.Sqrt(years))
	reflected := float64(-2*float64(l.drift*l.distance)) / float64(l.sigma*l.sigma)
	return math.Min(1, tail((l.distance+end)/root)+exp(reflected+logTail((l.distance-end)/root)))
}

// median returns the time by which passage has probability 1/2, or 0 if that is not by years.
func (l law) median(years float64) float64 {
	if l.by(years) < 0.5 {
		return 0
	}
	low, high := 0.0, years
	for range 200 {
		middle := low + float64(0.5*(high-low))
		if middle <= low || middle >= high {
			break
		}
		if l.by(middle) < 0.5 {
			low = middle
		} else {
			high = middle
		}
	}
	return high
}

// laws returns the first passage at each level added to the excess of b, where that is a closed
// form: one asset whose price has at most one barrier on either side, or the ratio of two assets. ok is false where it is not.
func (s *surface) laws(b Boundary, process kernel, years float64, levels []float64) (all []law, ok bool) {
	for _, added := range levels {
		var l law
		switch {
		case s.uniform && len(s.tables) == 0:
			l, ok = s.ratio(process, added)
		case len(process.drift) == 1 && b.concave():
			l, ok = b.barrier(process, years, added)
		default:
			return nil, false
		}
		if !ok {
			return nil, false
		}
		all = append(all, l)
	}
	return all, true
}

// ratio is the law of ln(P/N) of a uniform surface, itself a Brownian motion.
func (s *surface) ratio(process kernel, added float64) (law, bool) {
	price := make([]lane, len(s.monomials))
	for j := range price {
		fillWith(&price[j], 1)
	}
	q := newProbe(s, false)
	q.shift(added)
	q.split(price, &q.p)
	drift := func(m monomial) float64 {
		sum := 0.0
		for _, e := range m.exponents {
			sum += float64(e.Power * process.drift[e.Asset])
		}
		return sum
	}
	k := 1 // the other asset, or the constant
	sign := 1.0
	if s.base[0] < 0 {
		sign = -1
	}
	l := law{distance: q.p[0], drift: float64(sign * (drift(s.monomials[0]) - drift(s.monomials[k])))}
	if s.slope > 2*math.Sqrt(tiny) {
		l.sigma = s.slope
	}
	return l, l.distance >= 0
}

// concave reports whether the excess is a concave function of one power of one asset's price, so that a pool that is alive
// has at most one barrier on either side.
func (b Boundary) concave() bool {
	power := 0.0
	same := func(e []Exponent) bool {
		if len(e) == 1 && power == 0 {
			power = e[0].Power
		}
		return len(e) == 0 || len(e) == 1 && e[0].Power == power
	}
	for _, t := range b.Terms {
		if !same(t.Exponents) {
			return false
		}
	}
	for _, t := range b.Tables {
		if !same(t.Notional.Exponents) || len(t.Unit.Exponents) > 0 {
			return false
		}
		for k, next := range t.Tiers[1:] {
			last := t.Tiers[k]
			jump := next.Deduction - last.Deduction - float64(next.Edge*(next.Rate-last.Rate))
			if next.Rate < last.Rate || math.Abs(jump) > float64(1e-9*next.Edge) {
				return false
			}
		}
	}
	return power != 0
}

// outOfReach is how many standard deviations beyond the drift a barrier has to be not to count: a probability of 1e-268.
const outOfReach = 35

// barrier is the law of the log price of one asset to the barriers in reach.
func (b Boundary) barrier(process kernel, years, added float64) (law, bool) {
	sigma := math.Abs(process.loading[0][0])
	b.Terms = append(slices.Clone(b.Terms), Term{Coefficient: added})
	reach := float64(outOfReach*float64(sigma*math.Sqrt(years))) + math.Abs(float64(process.drift[0]*years))
	if !(b.Excess([]float64{0}) > 0) || !(reach > 0) || reach > 600 {
		return law{}, false
	}
	down, below := b.root(-reach)
	up, above := b.root(reach)
	switch {
	case below && above:
		return law{distance: -down, opposite: up, drift: process.drift[0], sigma: sigma}, true
	case above:
		return law{distance: up, drift: -process.drift[0], sigma: sigma}, true
	case below:
		return law{distance: -down, drift: process.drift[0], sigma: sigma}, true
	}
	return law{distance: reach, sigma: sigma}, true
}

// root returns the log price between 0 and end where the excess becomes 0, if it does.
func (b Boundary) root(end float64) (x float64, ok bool) {
	if b.Excess([]float64{end}) > 0 {
		return 0, false
	}
	alive, dead := 0.0, end
	for range 200 {
		middle := float64(0.5 * (alive + dead))
		if middle == alive || middle == dead {
			break
		}
		if b.Excess([]float64{middle}) > 0 {
			alive = middle
		} else {
			dead = middle
		}
	}
	return dead, true
}
