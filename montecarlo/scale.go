package montecarlo

import "math"

// A scale turns crossing probabilities into distances and back: those at which Brownian motion with so much drift
// away from a level, by time 1, under the multiplier of a clock if there is one, has the probability. Distances are what interpolation works on.
type scale struct {
	drift float64
	pace  *pace
}

// law is the probability at a distance.
func (s scale) law(distance float64) float64 {
	return s.pace.mean(func(m float64) float64 {
		return law{distance: distance, drift: s.drift, sigma: 1, pull: s.drift}.under(m).by(1)
	})
}

// inverse returns the distance at which the law has a probability. The quantile of half the law's is nearly
// minus the distance, so the differences shrink fast; under a clock it is not, and the secant's slope serves.
func (s scale) inverse(p float64) float64 {
	score := func(p float64) float64 { return quantile(math.Min(0.5, math.Max(1e-300, float64(0.5*p)))) }
	want := score(p)
	d, slope := -want, 1.0
	last, before := 0.0, 0.0
	for k := range 20 {
		step := score(s.law(d)) - want
		if s.pace != nil && k > 0 && d != last {
			slope = math.Max(0.02, (before-step)/(d-last))
		}
		last, before = d, step
		d = math.Max(0, d+step/slope)
		if math.Abs(step) < 1e-14 {
			break
		}
	}
	return d
}

// slope is how much the law falls per unit of distance.
func (s scale) slope(distance float64) float64 {
	const h = 1e-4
	d := math.Max(h, distance)
	return math.Max(1e-300, (s.law(d-h)-s.law(d+h))/(2*h))
}

// An instant is what interpolation needs to know of a time: the square root of time, under a term structure in units that make a distance
// the same at all times, and the scale.
type instant struct {
	root  float64
	scale scale
}

// interpolateDates returns the probabilities at some times, and their standard errors, from those at the nodes: polynomial
// interpolation, in the square root of time, of the distance that Y would have to have. The
// standard errors assume that those of the nodes go together, since they come from the same points.
func interpolateDates(nodes []instant, probability, stdErr []float64, times []instant) (p, e []float64) {
	roots, distance, spread := make([]float64, len(nodes)), make([]float64, len(nodes)), make([]float64, len(nodes))
	for k, t := range nodes {
		roots[k] = t.root
		x := t.scale.inverse(probability[k])
		distance[k] = float64(x * roots[k])
		spread[k] = float64(stdErr[k]*roots[k]) / t.scale.slope(x)
	}
	for _, t := range times {
		d, v := 0.0, 0.0
		for k := range nodes {
			w := lagrange(roots, k, t.root, -1)
			d += float64(w * distance[k])
			v += float64(math.Abs(w) * spread[k])
		}
		x := math.Max(0, d/t.root)
		p, e = append(p, t.scale.law(x)), append(e, float64(t.scale.slope(x)*v)/t.root)
	}
	return p, e
}
