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
	pull         float64 // what each unit of a multiplier of the variance beyond 1 adds to the drift
}

// under is the law with the variance so many times as large.
func (l law) under(multiplier float64) law {
	l.drift += float64(l.pull * (multiplier - 1))
	l.sigma = float64(l.sigma * math.Sqrt(multiplier))
	return l
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

// medianOf returns the time at which a rising probability is 1/2, or 0 if that is not by years.
func medianOf(by func(years float64) float64, years float64) float64 {
	if by(years) < 0.5 {
		return 0
	}
	low, high := 0.0, years
	for range 200 {
		middle := low + float64(0.5*(high-low))
		if middle <= low || middle >= high {
			break
		}
		if by(middle) < 0.5 {
			low = middle
		} else {
			high = middle
		}
	}
	return high
}

// close sets the exact probabilities, if there is a closed form: one asset whose price has at most one barrier on either side, or the ratio of two assets. Under
// a clock it is the mean over the multiplier.
func (s *single) close(b Boundary, process kernel, grid Grid) bool {
	horizon := s.targets[0].years
	asIs := b
	asIs.Levels = nil
	now := process.epoch(asIs, horizon)
	first, ok := now.law(asIs, horizon, 0)
	if !ok {
		return false
	}
	mean := func(p *pace, l law, years float64) float64 {
		return p.mean(func(m float64) float64 { return l.under(m).by(years) })
	}
	by := func(years float64) float64 {
		if process.varies() && years != horizon {
			own := process.epoch(asIs, years)
			l, _ := own.law(asIs, horizon, 0)
			return mean(own.pace, l, years)
		}
		return mean(now.pace, first, years)
	}
	for _, t := range s.targets[:len(s.targets)-len(b.Levels)] {
		s.exact = append(s.exact, by(t.years))
	}
	for _, t := range grid.Times {
		s.curve = append(s.curve, by(t))
	}
	s.median = medianOf(by, horizon)
	var levels []law
	for _, added := range b.Levels {
		l, ok := s.epochs[0].law(b, horizon, added)
		if !ok {
			return false
		}
		levels = append(levels, l)
	}
	for _, l := range levels {
		s.exact = append(s.exact, mean(s.epochs[0].pace, l, horizon))
	}
	return true
}

// law returns the first passage with something added to the excess of b, where that is a closed
// form. ok is false where it is not.
func (g *epoch) law(b Boundary, years, added float64) (l law, ok bool) {
	switch {
	case g.surface.uniform && len(g.surface.tables) == 0 && g.process.uneven == 0:
		return g.surface.ratio(g.process, added)
	case len(g.process.drift) == 1 && b.concave():
		return b.barrier(g.process, g.pace, years, added)
	}
	return law{}, false
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
	along := func(m monomial, drift []float64) float64 {
		sum := 0.0
		for _, e := range m.exponents {
			sum += float64(e.Power * drift[e.Asset])
		}
		return sum
	}
	drift := func(m monomial) float64 { return along(m, process.drift) }
	k := 1 // the other asset, or the constant
	sign := 1.0
	if s.base[0] < 0 {
		sign = -1
	}
	l := law{distance: q.p[0], drift: float64(sign * (drift(s.monomials[0]) - drift(s.monomials[k])))}
	if process.pull != nil {
		l.pull = float64(sign * (along(s.monomials[0], process.pull) - along(s.monomials[k], process.pull)))
	}
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

// farOut is a log price that exp still takes.
const farOut = 600

// barrier is the law of the log price of one asset to the barriers in reach.
func (b Boundary) barrier(process kernel, pace *pace, years, added float64) (law, bool) {
	sigma, pull := math.Abs(process.loading[0][0]), 0.0
	b.Terms = append(slices.Clone(b.Terms), Term{Coefficient: added})
	reach := float64(outOfReach*float64(sigma*math.Sqrt(years))) + math.Abs(float64(process.drift[0]*years))
	if process.pull != nil {
		pull = process.pull[0]
	}
	if pace != nil && reach > 0 {
		reach = farOut
	}
	if !(b.Excess([]float64{0}) > 0) || !(reach > 0) || reach > farOut {
		return law{}, false
	}
	down, below := b.root(-reach)
	up, above := b.root(reach)
	switch {
	case below && above:
		return law{distance: -down, opposite: up, drift: process.drift[0], sigma: sigma, pull: pull}, true
	case above:
		return law{distance: up, drift: -process.drift[0], sigma: sigma, pull: -pull}, true
	case below:
		return law{distance: -down, drift: process.drift[0], sigma: sigma, pull: pull}, true
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
