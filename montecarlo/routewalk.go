package montecarlo

import "math"

// A routeWalk is the scratch for one route.
type routeWalk struct {
	*single
	march   *march
	probe   *probe
	start   lane // distance at the start of a step, at its end
	end     lane
	cross   lane
	alive   lane
	out     lane
	time    lane
	next    [lanes]int // date
	gone    lane       // weighted, so far
	cuts    *cuts
	heading []lane
	by      []lane // crossings by each date
	middle  lane
	plain   lane
	fine    [2]lane // survivals, on either side
	coarse  [2]lane
}

func newRouteWalk(s *single) *routeWalk {
	n := len(s.epochs[0].process.drift)
	w := &routeWalk{single: s, march: newMarch(s.route.course, n, s.nets-1)}
	w.probe, w.cuts, w.heading = newProbe(s.route.surface, false), newCuts(s.route.states, n, 2), make([]lane, n)
	w.probe.states = s.route.states
	w.by = make([]lane, len(s.route.dates))
	return w
}

// measure sets y to the distances at the present prices, under the volatility of the step.
func (w *routeWalk) measure(y *lane) {
	w.probe.under(&w.march.leap)
	w.probe.measure(w.march.x, w.march.e)
	w.probe.distance()
	*y = w.probe.y
	if w.probe.uniform && !w.probe.tierCoefs {
		return
	}
	for i, p := range &w.probe.truth { // how far beyond matters to when
		if p <= 0 {
			y[i] = p / w.probe.s[i]
		}
	}
}

// follow takes the paths of a slice to an aim. each is called at the end of each step and after each jump, with the crossing probability since.
func (w *routeWalk) follow(c *cloud, s slice, a *aimed, each func(jump bool)) {
	m := w.march
	w.probe.shift(a.added)
	steps := m.begin(c, s, a.nets[s.component])
	fillWith(&w.alive, 1)
	for k := range steps {
		m.next(k)
		l := &m.leap
		if k == 0 || l.scaled || l.fresh {
			w.measure(&w.start)
		}
		m.arrive()
		w.measure(&w.end)
		l.crossed(&w.start, &w.end, &w.cross)
		each(false)
		w.advance()
		w.start = w.end
		if !l.jumps {
			continue
		}
		m.land()
		w.measure(&w.start)
		for i, y := range &w.start {
			w.cross[i] = 0
			if y <= 0 {
				w.cross[i] = 1
			}
		}
		each(true)
		w.advance()
	}
}

func (w *routeWalk) advance() {
	for i := range w.alive {
		w.alive[i] = float64(w.alive[i] * (1 - w.cross[i]))
	}
}

// collect adds the weighted crossings since to out.
func (w *routeWalk) collect(out *lane) {
	for i := range out {
		out[i] += float64(w.march.weight[i] * float64(w.alive[i]*w.cross[i]))
	}
}

// run adds the points of a slice to out, one set of sums per replicate: the crossing by the horizon.
func (w *routeWalk) run(c *cloud, s slice, at int, out [][]float64) {
	clear(w.out[:])
	w.follow(c, s, &w.route.aims[0], func(bool) { w.collect(&w.out) })
	addTo(out, at+poolCrossed, &w.out, s)
}

// curves adds the dates, from the paths to the horizon, and the levels.
func (w *routeWalk) curves(c *cloud, s slice, at int, out [][]float64) {
	dates := w.route.dates
	by := w.by
	clear(w.gone[:])
	clear(w.time[:])
	w.next = [lanes]int{}
	w.follow(c, s, &w.route.aims[0], func(jump bool) {
		if !jump {
			w.date(by)
		}
		w.collect(&w.gone)
	})
	for k := range by {
		for i, next := range &w.next {
			if next <= k { // jumps may end a path a rounding error before a date
				by[k][i] = w.gone[i]
			}
		}
		addTo(out, at+poolTargets+k, &by[k], s)
	}
	for k := range w.route.aims[1:] {
		clear(w.out[:])
		w.follow(c, s, &w.route.aims[1+k], func(bool) { w.collect(&w.out) })
		addTo(out, at+poolTargets+len(dates)+k, &w.out, s)
	}
}

// date sets, for the dates that fall into the present step, the weighted crossings by then.
func (w *routeWalk) date(by []lane) {
	l, dates := &w.march.leap, w.route.dates
	for i, h := range &l.years {
		to := w.time[i] + h
		for k := w.next[i]; k < len(dates) && dates[k] <= to; k++ {
			p := w.cross[i]
			if part := dates[k] - w.time[i]; part < h {
				p = bridgeBy(w.start[i], w.end[i], w.route.course.share(w.route.weights, w.time[i], dates[k], to), h)
			}
			by[k][i] = w.gone[i] + float64(w.march.weight[i]*float64(w.alive[i]*p))
			w.next[i] = k + 1
		}
		w.time[i] = to
	}
}

// bridgeBy returns the probability that a Brownian bridge from a to b in a time h meets 0 within a share of it. With m and v the mean and the variance of the bridge at
// that time it is Q(m/sqrt v) + exp(-2ab/h) Q((2a(1 - share) - m)/sqrt v): the paths that are below 0 then and, by reflection at their first passage, those that have
// come back.
func bridgeBy(a, b, share, h float64) float64 {
	if a <= 0 {
		return 1
	}
	deviation := math.Sqrt(float64(float64(h*share) * (1 - share)))
	m := a + float64(share*(b-a))
	back := (float64(2*float64(a*(1-share))) - m) / deviation
	return math.Min(1, tail(m/deviation)+exp(float64(float64(-2*a)*b)/h+logTail(back)))
}

// refine adds what cutting each step into two makes of the crossing by the horizon: the difference between the probability with the distance met halfway, and with that
// of a Brownian bridge of Y between the same ends driven by the same normals, whose mean is the probability without cutting.
func (w *routeWalk) refine(c *cloud, s slice, at int, out [][]float64) {
	clear(w.out[:])
	for side := range w.fine {
		fillWith(&w.fine[side], 1)
		fillWith(&w.coarse[side], 1)
	}
	block := 0
	w.follow(c, s, &w.route.aims[0], func(jump bool) {
		if jump {
			w.killed()
			return
		}
		w.halve(block)
		block++
	})
	addTo(out, at+poolCorrection, &w.out, s)
	addTo(out, at+poolCoarse, &w.out, s)
}

// killed takes a jump into both survivals.
func (w *routeWalk) killed() {
	for side := range w.fine {
		f, g := &w.fine[side], &w.coarse[side]
		for i, c := range &w.cross {
			if c != 0 {
				w.out[i] += float64(0.5 * float64(w.march.weight[i]*(f[i]-g[i])))
				f[i], g[i] = 0, 0
			}
		}
	}
}

// halve takes the present step into both survivals. The prices are those at its end.
func (w *routeWalk) halve(k int) {
	m := w.march
	l := &m.leap
	w.cuts.draw(m, k)
	// The gradient of Y halfway along the straight way.
	w.cuts.visit(m, 1, 0)
	w.measure(&w.middle)
	w.probe.gradientByAsset(w.heading)
	for a := range w.heading {
		for i, g := range &w.heading[a] {
			w.heading[a][i] = float64(g * w.cuts.between[a][i])
		}
	}
	for side, sign := range []float64{1, -1} {
		w.cuts.visit(m, 1, sign)
		w.measure(&w.middle)
		f, g := &w.fine[side], &w.coarse[side]
		for i := range w.plain {
			off := 0.0
			for a := range w.heading {
				off += w.heading[a][i]
			}
			w.plain[i] = float64(0.5*(w.start[i]+w.end[i])) + float64(sign*off)
		}
		for i, h := range &l.years {
			if h == 0 {
				continue
			}
			scale := -4 / h
			fine := float64(f[i] * float64(stays(w.start[i], w.middle[i], scale)*stays(w.middle[i], w.end[i], scale)))
			coarse := float64(g[i] * float64(stays(w.start[i], w.plain[i], scale)*stays(w.plain[i], w.end[i], scale)))
			w.out[i] += float64(0.5 * float64(m.weight[i]*((f[i]-fine)-(g[i]-coarse))))
			f[i], g[i] = fine, coarse
		}
	}
	w.cuts.end(m)
}

// stays is the survival between two distances: 1 - exp(scale a b), 0 where either is not positive.
func stays(a, b, scale float64) float64 {
	if a <= 0 || b <= 0 {
		return 0
	}
	return 1 - exp(float64(float64(scale*a)*b))
}
