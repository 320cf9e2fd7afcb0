package montecarlo

import "math"

// garchLook moves pseudo-random paths from look to look, through the days.
type garchLook struct {
	course   *garchCourse
	normals  *normalTable
	z        []lane
	moved    []lane // by asset, so far on the day, at the mean volatility
	variance []lane
	passed   float64 // of the day, in years
	day      lane
}

func (g *Garch) looker(process kernel, years float64) looker {
	c := g.course(process, years).(*garchCourse)
	n := len(c.loading)
	return &garchLook{course: c, normals: standardNormal(), z: make([]lane, n), moved: make([]lane, n), variance: make([]lane, n)}
}

func (w *garchLook) begin(*stream) {
	w.passed = 0
	for a := range w.variance {
		fillWith(&w.variance[a], math.Min(w.course.most, w.course.now[a]))
		clear(w.moved[a][:])
	}
}

func (w *garchLook) advance(x []lane, _, dt float64, g *stream) {
	const day = 1. / daysPerYear
	for rest := dt; rest > 0; {
		part := math.Min(rest, day-w.passed)
		if rest-part < 1e-12*day {
			part = rest
		}
		w.part(x, part, g)
		rest -= part
		if w.passed += part; w.passed >= day*(1-1e-9) {
			w.turn()
		}
	}
}

// part moves the prices on within a day.
func (w *garchLook) part(x []lane, dt float64, g *stream) {
	for f := range w.z {
		w.normals.fill(w.z[f][:], g)
	}
	root := math.Sqrt(dt)
	for a := range x {
		clear(w.day[:])
		accumulate(&w.day, w.course.loading[a], root, w.z)
		inverse, half := 1/math.Max(w.course.mean0[a], tiny), 0.0
		if w.course.compensated {
			half = float64(-0.5 * dt)
		}
		even := float64(w.course.drift[a] * dt)
		moved, h, to := &w.moved[a], &w.variance[a], &x[a]
		for i, m := range &w.day {
			moved[i] += m
			to[i] += float64(float64(math.Sqrt(h[i])*inverse)*m) + even + float64(half*h[i])
		}
	}
}

// turn begins a new day.
func (w *garchLook) turn() {
	w.passed = 0
	for a := range w.variance {
		inverse := 1 / math.Max(w.course.mean0[a], tiny)
		square := float64(float64(inverse*inverse) * daysPerYear)
		w.course.turn(a, &w.variance[a], &w.moved[a], square)
		clear(w.moved[a][:])
	}
}
