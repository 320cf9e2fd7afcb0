package montecarlo

import "math"

// trend returns the drift of Y at time 0: that of ln P less that of ln N, with their
// second-order terms, over the volatility.
func (s *surface) trend(process kernel) float64 {
	n := len(process.drift)
	q := newProbe(s, false)
	q.distance() // leaves the coefficients of the tiers that matter
	var side [2]struct {
		sum, growth float64
		load        []float64
	}
	for k := range side {
		side[k].load = make([]float64, n)
	}
	for j, m := range s.monomials {
		k, t := 0, q.coef[j][0]
		if t < 0 {
			k, t = 1, -t
		}
		growth := 0.0
		for _, e := range m.exponents {
			growth += float64(e.Power * process.drift[e.Asset])
		}
		for f, l := range m.load {
			growth += float64(0.5 * float64(l*l))
			side[k].load[f] += float64(t * l)
		}
		side[k].sum += t
		side[k].growth += float64(t * growth)
	}
	trend, square := 0.0, 0.0
	slope := make([]float64, n)
	for k, sign := range []float64{1, -1} {
		one := side[k]
		if one.sum == 0 {
			continue
		}
		own := 0.0
		for f, l := range one.load {
			l /= one.sum
			own += float64(l * l)
			slope[f] += float64(sign * l)
		}
		trend += float64(sign * (one.growth/one.sum - float64(0.5*own)))
	}
	for _, l := range slope {
		square += float64(l * l)
	}
	return trend / math.Sqrt(square+tiny)
}
