package montecarlo

import "math"

// An ensembleWalk is the scratch for one ensemble.
type ensembleWalk struct {
	*ensemble
	journeys  []*journey // one for each net
	along     *passage   // the tree
	pairs     *passage   // all pairs of the union
	once      survival   // in one step
	end       lane       // weight at the horizon
	none, all lane
	half      [2]lane
	unite     *unionWalk
	bend      *bend
	touched   []lane // crossing probabilities of the planes
}

func newEnsembleWalk(e *ensemble) *ensembleWalk {
	n := len(e.surfaces)
	w := &ensembleWalk{
		ensemble: e, along: newPassage(e.surfaces, e.root, e.tree), pairs: newPassage(e.surfaces, e.root, e.union.pairs),
		once: newSurvival(n, len(e.union.pairs)), touched: make([]lane, n), unite: newUnionWalk(n, &e.union),
	}
	w.along.rough, w.pairs.quick = true, e.quick
	w.bend = newBend(e, len(e.motions[0].drift))
	for k, m := range e.motions {
		j := newJourney(m, e.pace, max(e.steps, e.bendSteps))
		if k > 0 { // nets take turns: they share everything but the motion
			j.share(w.journeys[0])
		}
		fillWith(&j.weight, 1)
		w.journeys = append(w.journeys, j)
	}
	return w
}

// draw makes the paths of a slice, in so many steps.
func (w *ensembleWalk) draw(c *cloud, s slice, steps int) *journey {
	j := w.journeys[s.component]
	j.fill(c, s, steps)
	w.along.used, w.pairs.used = s.count*s.each, s.count*s.each
	if w.bend != nil {
		w.bend.along.used = w.pairs.used
	}
	j.tick(s.component, w.lean)
	j.load(steps)
	j.bridge(math.Sqrt(w.years), steps)
	return j
}

// run adds the points of a slice to out, one set of sums per replicate: all in one step.
func (w *ensembleWalk) run(c *cloud, s slice, l *bookLayout, out [][]float64) {
	j := w.draw(c, s, 1)
	w.whole(j, s.component, 0)
	w.union.unite(&w.pairs.fine, &w.unite.odds, &w.none, &w.all)
	for i, x := range &j.weight {
		w.none[i] = float64(x * (1 - w.none[i]))
		w.all[i] = float64(x * w.all[i])
	}
	addTo(out, l.any, &w.none, s)
	addTo(out, l.all, &w.all, s)
	if len(w.controls) > 0 {
		w.control(j, s.component)
		addTo(out, l.anyPairs, &w.none, s)
		addTo(out, l.allPairs, &w.all, s)
	}
	for k := range w.pairs.probes {
		v := &w.pairs.fine.cross[k]
		for i, x := range &j.weight {
			v[i] = float64(x * v[i])
		}
		addTo(out, l.pool(k)+poolWalked, v, s)
	}
}

// startFrom puts the paths of a journey at time 0 of a passage.
func (p *passage) startFrom(j *journey) {
	p.slow = nil
	if j.pace != nil {
		p.slow = &j.slow
	}
	p.start(true)
}

// whole takes the paths to their end in one step.
func (w *ensembleWalk) whole(j *journey, component, last int) {
	p := w.pairs
	p.startFrom(j)
	j.arrive(last, w.years, component, w.lean)
	if w.tables == nil {
		p.follow(j.x, j.e, w.years)
		return
	}
	p.reach(j.x, j.e, w.years, true)
	p.fine.advance()
	for k, e := range w.union.pairs {
		a, b := &p.fine.single[e.parent], &p.fine.single[e.child]
		r := p.meanCorrelation(k)
		w.tables[k].survive(&p.fine.pair[k], a, b, r)
		if len(w.motions) > 1 {
			w.sharpen(k, e, r)
		}
	}
}

// control sets none and all to what the pairs that serve as controls add to any and all.
func (w *ensembleWalk) control(j *journey, component int) {
	clear(w.none[:])
	clear(w.all[:])
	for k := range w.planes {
		p, c := &w.planes[k], &w.touched[k]
		if p.row < 0 {
			*c = w.pairs.fine.cross[k]
			continue
		}
		b, pushed := &j.path[p.row], j.pushed(p.row, w.years, component, w.lean)
		start, end := &w.half[0], &w.half[1]
		for i, x := range b {
			start[i], end[i] = p.start, p.reach-pushed-x
		}
		if j.pace != nil {
			for i, r := range &j.root {
				start[i] = float64(p.start * j.slow[i])
				end[i] = float64((p.reach+float64(p.pull*(float64(r*r)-1)))*j.slow[i]) - pushed - b[i]
			}
		}
		crossing(start, end, w.years, true, c)
	}
	for _, c := range w.controls {
		product := w.touched[c.members[0]]
		for _, m := range c.members[1:] {
			for i, x := range &w.touched[m] {
				product[i] = float64(product[i] * x)
			}
		}
		for i, x := range &product {
			y := float64(x * j.weight[i])
			w.none[i] += float64(c.any * y)
			w.all[i] += float64(c.all * y)
		}
	}
}

// untabled is the crossing probability below which what is rare needs more digits than a table has.
const untabled = 0.02

// sharpen computes the survivals of a pair that tables are too coarse for.
func (w *ensembleWalk) sharpen(k int, e edge, r *lane) {
	p := w.pairs
	scale := 1 / math.Sqrt(w.years)
	a, b := &p.fine.cross[e.parent], &p.fine.cross[e.child]
	for i := range a {
		x, y := a[i], b[i]
		if x > untabled && y > untabled {
			continue
		}
		if x < negligible || y < negligible {
			p.fine.pair[k][i] = float64((1 - x) * (1 - y))
			continue
		}
		start := [2]float64{float64(p.last[e.parent][i] * scale), float64(p.last[e.child][i] * scale)}
		end := [2]float64{float64(p.probes[e.parent].y[i] * scale), float64(p.probes[e.child].y[i] * scale)}
		p.fine.pair[k][i] = e.survive(start, end, x, y, r[i], true)
	}
}

// rank adds which surface is first, which takes several steps.
func (w *ensembleWalk) rank(c *cloud, s slice, l *bookLayout, out [][]float64) {
	j, p := w.draw(c, s, w.steps), w.along
	dt := w.years / float64(w.steps)
	p.startFrom(j)
	for step := range w.steps {
		j.arrive(step, float64(dt*float64(step+1)), s.component, w.lean)
		p.step(j.x, j.e, dt, true, &j.weight)
	}
	p.order(l, func(k int, v *lane) { addTo(out, k, v, s) })
}

// refine adds what several steps make of any and all, and half as many.
func (w *ensembleWalk) refine(c *cloud, s slice, l *bookLayout, out [][]float64) {
	steps := w.gridSteps
	j := w.draw(c, s, steps)
	w.whole(j, s.component, steps-1)
	w.once.copy(&w.pairs.fine)
	w.end = j.weight
	w.grids(steps, out, s, l.anyGap, l.anyCoarse, func(stride int) { w.residual(j, s.component, steps, stride) })
}

// grids adds what at makes of any and all with a stride of one, and how much less with a stride of two; of two steps, of which that is one, all of it. Indices are of any,
// and all follows.
func (w *ensembleWalk) grids(steps int, out [][]float64, s slice, whole, coarse int, at func(stride int)) {
	at(1)
	addTo(out, whole, &w.none, s)
	addTo(out, whole+1, &w.all, s)
	if steps > 2 {
		w.half = [2]lane{w.none, w.all}
		at(2)
		less(&w.none, &w.half[0], &w.none)
		less(&w.all, &w.half[1], &w.all)
	}
	addTo(out, coarse, &w.none, s)
	addTo(out, coarse+1, &w.all, s)
}

// residual sets none and all to what the path in steps, every so many at once, adds to any and all in one.
func (w *ensembleWalk) residual(j *journey, component, steps, stride int) {
	p := w.pairs
	dt := float64(w.years*float64(stride)) / float64(steps)
	p.startFrom(j)
	for step := stride - 1; step < steps; step += stride {
		j.arrive(step, float64(w.years*float64(step+1))/float64(steps), component, w.lean)
		p.follow(j.x, j.e, dt)
	}
	w.union.residual(&p.fine, &w.once, w.unite, p.used, &w.none, &w.all)
	for i, x := range &w.end {
		w.none[i] = -float64(x * w.none[i])
		w.all[i] = float64(x * w.all[i])
	}
}
