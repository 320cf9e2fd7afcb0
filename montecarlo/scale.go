package montecarlo

import "math"

// A scale turns crossing probabilities into distances and back: those at which Brownian motion with so much drift
// away from a level, by time 1, has the probability. Distances are what interpolation works on.
type scale float64

// law is the probability at a distance.
func (s scale) law(distance float64) float64 {
	return law{distance: distance, drift: float64(s), sigma: 1}.by(1)
}

// inverse returns the distance at which the law has a probability. The quantile of half the law's is nearly
// minus the distance, so the differences shrink fast.
func (s scale) inverse(p float64) float64 {
	score := func(p float64) float64 { return quantile(math.Min(0.5, math.Max(1e-300, float64(0.5*p)))) }
	want := score(p)
	d := -want
	for range 20 {
		step := score(s.law(d)) - want
		d = math.Max(0, d+step)
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

// interpolateDates returns the probabilities at some times, and their standard errors, from those at the nodes: polynomial
// interpolation, in the square root of time, of the distance that Y would have to have. trend is the drift of Y. The
// standard errors assume that those of the nodes go together, since they come from the same points.
func interpolateDates(trend float64, nodes, probability, stdErr, times []float64) (p, e []float64) {
	roots, distance, spread := make([]float64, len(nodes)), make([]float64, len(nodes)), make([]float64, len(nodes))
	for k, t := range nodes {
		roots[k] = math.Sqrt(t)
		s := scale(trend * roots[k])
		x := s.inverse(probability[k])
		distance[k] = float64(x * roots[k])
		spread[k] = float64(stdErr[k]*roots[k]) / s.slope(x)
	}
	for _, t := range times {
		root := math.Sqrt(t)
		d, v := 0.0, 0.0
		for k := range nodes {
			w := lagrange(roots, k, root, -1)
			d += float64(w * distance[k])
			v += float64(math.Abs(w) * spread[k])
		}
		s := scale(trend * root)
		x := math.Max(0, d/root)
		p, e = append(p, s.law(x)), append(e, float64(s.slope(x)*v)/root)
	}
	return p, e
}
