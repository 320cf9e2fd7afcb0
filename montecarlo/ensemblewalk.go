package montecarlo

import "math"

// An ensembleWalk is the scratch for one ensemble.
type ensembleWalk struct {
	*ensemble
	journeys []*journey // one for each net
	passage  *passage
}

func newEnsembleWalk(e *ensemble) *ensembleWalk {
	w := &ensembleWalk{ensemble: e, passage: newPassage(e.surfaces, e.root, e.tree)}
	for k, m := range e.motions {
		j := newJourney(m, max(e.steps, e.orderSteps))
		if k > 0 { // nets take turns: they share everything but the motion
			j.z, j.v, j.path, j.x, j.e = w.journeys[0].z, w.journeys[0].v, w.journeys[0].path, w.journeys[0].x, w.journeys[0].e
		}
		fillWith(&j.weight, 1)
		w.journeys = append(w.journeys, j)
	}
	return w
}

// run adds the points of a slice to out, one set of sums per replicate.
func (w *ensembleWalk) run(c *cloud, s slice, l *bookLayout, out [][]float64) {
	w.follow(c, s, w.steps)
	w.passage.each(l, true, func(k int, v *lane) { addTo(out, k, v, s) })
	if w.steps == w.orderSteps {
		w.passage.order(l, func(k int, v *lane) { addTo(out, k, v, s) })
	}
}

// runOrder adds which surface is first, in more steps.
func (w *ensembleWalk) runOrder(c *cloud, s slice, l *bookLayout, out [][]float64) {
	w.follow(c, s, w.orderSteps)
	w.passage.order(l, func(k int, v *lane) { addTo(out, k, v, s) })
}

// follow takes the points of a slice to the horizon.
func (w *ensembleWalk) follow(c *cloud, s slice, steps int) {
	j := w.journeys[s.component]
	c.fill(j.z[:j.factors()*steps], s)
	j.load(steps)
	j.bridge(math.Sqrt(w.years), steps)
	dt := w.years / float64(steps)
	w.passage.start(true)
	for step := range steps {
		j.arrive(step, float64(dt*float64(step+1)), s.component, w.lean)
		w.passage.step(j.x, j.e, dt, true, step%2 == 1, &j.weight)
	}
}
