package montecarlo

import "math"

// An ensembleWalk is the scratch for one ensemble.
type ensembleWalk struct {
	*ensemble
	journeys []*journey // one for each net
	passage  *passage
	once     survival // in one step
	end      lane     // weight at the horizon
	any, all lane     // residuals, and the same in half as many steps
	anyHalf  lane
	allHalf  lane
}

func newEnsembleWalk(e *ensemble) *ensembleWalk {
	w := &ensembleWalk{ensemble: e, passage: newPassage(e.surfaces, e.root, e.tree), once: newSurvival(len(e.surfaces), len(e.tree))}
	for k, m := range e.motions {
		j := newJourney(m, e.pace, e.steps)
		if k > 0 { // nets take turns: they share everything but the motion
			j.share(w.journeys[0])
		}
		fillWith(&j.weight, 1)
		w.journeys = append(w.journeys, j)
	}
	return w
}

// run adds the points of a slice to out, one set of sums per replicate: all in one step.
func (w *ensembleWalk) run(c *cloud, s slice, l *bookLayout, out [][]float64) {
	j := w.journeys[s.component]
	j.fill(c, s, 1)
	j.tick(s.component, w.lean)
	j.load(1)
	j.bridge(math.Sqrt(w.years), 1)
	w.whole(j, s.component, 0)
	w.passage.total(l, func(k int, v *lane) { addTo(out, k, v, s) })
}

// start puts the paths of a journey at time 0.
func (w *ensembleWalk) start(j *journey) {
	w.passage.slow = nil
	if j.pace != nil {
		w.passage.slow = &j.slow
	}
	w.passage.start(true)
}

// whole takes the paths to their end in one step.
func (w *ensembleWalk) whole(j *journey, component, last int) {
	w.start(j)
	j.arrive(last, w.years, component, w.lean)
	w.passage.step(j.x, j.e, w.years, true, false, &j.weight)
}

// correct adds what several steps tell on the subset: which surface is first and, unless one step is exact, the
// difference that they make.
func (w *ensembleWalk) correct(c *cloud, s slice, l *bookLayout, out [][]float64) {
	add := func(k int, v *lane) { addTo(out, k, v, s) }
	j, p := w.journeys[s.component], w.passage
	j.fill(c, s, w.steps)
	j.tick(s.component, w.lean)
	j.load(w.steps)
	j.bridge(math.Sqrt(w.years), w.steps)
	if !w.exact {
		w.whole(j, s.component, w.steps-1)
		w.once.copy(&p.fine)
		w.end = j.weight
	}
	dt := w.years / float64(w.steps)
	w.start(j)
	for step := range w.steps {
		j.arrive(step, float64(dt*float64(step+1)), s.component, w.lean)
		p.step(j.x, j.e, dt, true, step%2 == 1, &j.weight)
	}
	p.order(l, add)
	if w.exact {
		return
	}
	p.bracket(l, add)
	p.residual(&p.fine, &w.once, &w.any, &w.all)
	p.residual(&p.coarse, &w.once, &w.anyHalf, &w.allHalf)
	for i := range w.end {
		x := w.end[i]
		w.anyHalf[i] = float64(x * (w.any[i] - w.anyHalf[i]))
		w.allHalf[i] = float64(x * (w.all[i] - w.allHalf[i]))
		w.any[i] = float64(x * w.any[i])
		w.all[i] = float64(x * w.all[i])
	}
	add(l.anyGap, &w.any)
	add(l.allGap, &w.all)
	add(l.anyCoarse, &w.anyHalf)
	add(l.allCoarse, &w.allHalf)
}
