package montecarlo

import "math"

// A route is a surface on its own under a stepped law: its probabilities at all dates come from one path to the horizon, that of each level from a path of
// its own.
type route struct {
	stepping stepping
	course   course
	states   [][][]float64
	surface  *surface  // in the first state
	aims     []aimed   // of the horizon, and then of the levels
	dates    []float64 // years, before the horizon
	weights  []float64 // of the assets in the variance on the way to the surface
	exact    bool      // the crossing probability of a step is, given its ends
}

// aimed is how the paths of a target are drawn.
type aimed struct {
	added float64
	nets  []any // the law's own and, where there is one, the tilted one
}

// newRouted compiles b for a process with a stepped law.
func newRouted(b Boundary, process kernel, grid Grid) *single {
	last := len(grid.Times) - 1
	horizon := grid.Times[last]
	s := &single{steps: 2, nets: 1, epochs: []epoch{process.epoch(b, horizon)}}
	r := &route{stepping: process.law.stepping(), course: process.law.course(process, horizon), dates: grid.Times[:last], aims: make([]aimed, 1+len(b.Levels))}
	s.route, s.targets = r, make([]target, 1+last+len(b.Levels))
	for k := range s.targets {
		s.targets[k] = newTarget(horizon, 0)
	}
	aims := append([]target(nil), s.targets[:len(r.aims)]...)
	for k, added := range b.Levels {
		aims[1+k].added = added
	}
	r.states = r.course.states()
	r.surface = newSurface(b, r.states[0])
	r.exact = r.surface.uniform
	like := &s.epochs[0]
	found := designs(like.surface, &like.process, aims)
	for _, d := range found {
		if float64(tilt*d.distance) > worthTilting {
			s.nets = 2
		}
	}
	for k := range found {
		added := aims[k].added
		towards := like.surface.towards(like.process.at(found[k].point, &aims[k]))
		etas := make([][]float64, s.nets)
		if s.nets > 1 {
			etas[1] = aim(r.course, &like.process, towards, horizon, func(x []float64) bool { return !(b.Excess(x)+added > 0) })
		}
		r.aims[k] = aimed{added: added, nets: r.course.nets(etas, [][]float64{towards, towards}[:s.nets])}
		if k == 0 {
			r.weights = make([]float64, len(towards))
			for a, t := range towards {
				r.weights[a] = float64(t * t)
			}
		}
	}
	return s
}

// at returns the log prices at a vector of standard normals.
func (g *kernel) at(z []float64, t *target) []float64 {
	x := make([]float64, len(g.drift))
	for a := range x {
		x[a] = float64(g.drift[a]*t.years) + float64(t.root*dotAll(g.loading[a], z))
	}
	return x
}

// towards returns the direction, in log prices, in which ln(P/N) falls fastest at x.
func (s *surface) towards(at []float64) []float64 {
	q := newProbe(s, false)
	if q.vector == nil {
		q.allocate()
	}
	x, e := make([]lane, len(at)), make([]lane, len(at))
	for a := range x {
		fillWith(&x[a], at[a])
		expTo(e[a][:], x[a][:])
	}
	q.measure(x, e)
	q.faces(q.price)
	q.split(q.price, &q.p)
	q.gradient(q.price, &q.s)
	out := make([]float64, len(at))
	for j, m := range s.monomials[:len(s.monomials)-1] {
		for _, k := range m.exponents {
			out[k.Asset] -= float64(k.Power * q.weight[j][0])
		}
	}
	return out
}

// aim returns the tilt along a direction that leads on average nine tenths of the way to where crossed holds, in terms of the tilt; a shorter one where that would be
// too much work. Where log prices end beyond on their own it is 0.
func aim(c course, process *kernel, towards []float64, years float64, crossed func(x []float64) bool) []float64 {
	n := len(towards)
	eta, x := make([]float64, n), make([]float64, n)
	allowed := true
	beyond := func(length float64) bool {
		for a, t := range towards {
			eta[a] = float64(length * t)
		}
		if allowed = c.mean(eta, x); !allowed {
			return true
		}
		return crossed(x)
	}
	_, spread := scaled(back(process.loading, towards))
	if beyond(0) || !(spread > 0) {
		clear(eta)
		return eta
	}
	// From a tenth of a standard deviation.
	low, high := 0.0, 0.1/float64(spread*math.Sqrt(years))
	for range 10 {
		if beyond(high) {
			break
		}
		low, high = high, float64(2*high)
	}
	for range 40 {
		middle := float64(0.5 * (low + high))
		if beyond(middle) {
			high = middle
		} else {
			low = middle
		}
	}
	length := float64(tilt * low)
	for a, t := range towards {
		eta[a] = float64(length * t)
	}
	return eta
}
