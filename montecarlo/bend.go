package montecarlo

import "math"

// A bend is the scratch for what the bends of surfaces add to any and all in first order: by how much several steps'
// survivals of surfaces and pairs differ from one step's on average. Where gradients are the same everywhere they do not. Elsewhere distances are
// compared, path by path, with Brownian bridges between the same ends, driven by the same normals: of these one step is exact,
// so that the difference has next to no noise.
type bend struct {
	at       []int    // of each pair of the union, its index among those whose correlation is not the same everywhere; -1 for the rest
	along    *passage // these
	from     []lane   // distances at time 0
	to       []lane   // at the horizon
	heading  [][]lane // gradients by the log prices that the bridges follow; nil for uniform surfaces
	r        []lane   // correlations of the pairs' bridges
	straight survival // of the bridges
	full     survival // the same in one step
	last     []lane   // the bridges' distances
	now      []lane
	single   []lane // differences between the surfaces and the bridges
	pair     []lane
	x, e     []lane
	both     lane
}

// newBend returns nil where nothing bends.
func newBend(e *ensemble, assets int) *bend {
	b := &bend{}
	n := len(e.surfaces)
	bent := false
	for _, s := range e.surfaces {
		var heading []lane
		if !s.uniform {
			bent, heading = true, make([]lane, assets)
		}
		b.heading = append(b.heading, heading)
	}
	if !bent {
		return nil
	}
	var tree []edge
	for _, p := range e.union.pairs {
		if p.fixed {
			b.at = append(b.at, -1)
			continue
		}
		b.at, tree = append(b.at, len(tree)), append(tree, p)
	}
	m := len(tree)
	b.along = newPassage(e.surfaces, e.root, tree)
	b.along.quick = e.quick
	b.straight, b.full = newSurvival(n, m), newSurvival(n, m)
	b.from, b.to, b.last, b.now, b.single = make([]lane, n), make([]lane, n), make([]lane, n), make([]lane, n), make([]lane, n)
	b.r, b.pair = make([]lane, m), make([]lane, m)
	b.x, b.e = make([]lane, assets), make([]lane, assets)
	return b
}

// bends adds what the bends of surfaces add to any and all, and how much less that is in half of the steps; of two steps, in one: all of it. Each
// way to the end goes with its reflection about the straight one.
func (w *ensembleWalk) bends(c *cloud, s slice, l *bookLayout, out [][]float64) {
	steps := w.bendSteps
	j := w.draw(c, s, steps)
	w.whole(j, s.component, steps-1)
	w.once.copy(&w.pairs.fine)
	w.end = j.weight
	w.bend.survey(j, w.pairs, w.years)
	w.grids(steps, out, s, l.anyBend, l.anyBendCoarse, func(stride int) { w.bent(j, s.component, steps, stride) })
}

// survey sets the bridges from the ends of the paths, where whole's passage is.
func (b *bend) survey(j *journey, whole *passage, years float64) {
	p := b.along
	p.startFrom(j)
	copy(b.from, p.last)
	for k, q := range whole.probes {
		b.to[k] = q.y
	}
	for a := range j.x {
		for i, x := range &j.x[a] {
			b.x[a][i] = float64(0.5 * x)
		}
		expTo(b.e[a][:], b.x[a][:])
	}
	for k, q := range p.probes {
		q.measure(b.x, b.e)
		p.evaluate(q, true)
		if b.heading[k] != nil {
			q.gradientByAsset(b.heading[k])
			for f := range q.unit { // there too
				for i, x := range &q.vector[f] {
					q.unit[f][i] = x / q.s1[i]
				}
			}
		}
	}
	for k, e := range p.tree {
		p.correlation(e, &b.r[k])
	}
	copy(b.now, b.to)
	b.full.reset()
	b.cross(&b.full, b.from, years)
	b.full.advance()
}

// bent sets none and all to what the path in steps, every so many at once, and its reflection add to any and all in first order.
func (w *ensembleWalk) bent(j *journey, component, steps, stride int) {
	b := w.bend
	p := b.along
	dt := float64(w.years*float64(stride)) / float64(steps)
	for k := range b.single {
		clear(b.single[k][:])
	}
	for k := range b.pair {
		clear(b.pair[k][:])
	}
	for range 2 {
		p.startFrom(j)
		b.start()
		for step := stride - 1; step < steps; step += stride {
			j.arrive(step, float64(w.years*float64(step+1))/float64(steps), component, w.lean)
			p.follow(j.x, j.e, dt)
			b.step(j, step, steps, dt)
		}
		b.differ(0.5)
		j.reflect(steps)
	}
	w.slant()
}

// differ adds a share of the differences between the surfaces and the bridges.
func (b *bend) differ(share float64) {
	for k := range b.single {
		d, x, y := &b.single[k], &b.along.fine.single[k], &b.straight.single[k]
		for i := range d {
			d[i] += float64(share * (x[i] - y[i]))
		}
	}
	for k := range b.pair {
		d, x, y := &b.pair[k], &b.along.fine.pair[k], &b.straight.pair[k]
		for i := range d {
			d[i] += float64(share * (x[i] - y[i]))
		}
	}
}

// start puts the bridges at time 0.
func (b *bend) start() {
	copy(b.last, b.from)
	b.straight.reset()
}

// step takes the bridges to the end of a step, where the surfaces have been measured.
func (b *bend) step(j *journey, step, steps int, dt float64) {
	rows := len(j.rows)
	at, ends := j.path[step*rows:], j.path[(steps-1)*rows:]
	done := float64(step+1) / float64(steps)
	for k, heading := range b.heading {
		y := &b.now[k]
		if heading == nil {
			*y = b.along.probes[k].y
			continue
		}
		from, to := &b.from[k], &b.to[k]
		for i := range y {
			y[i] = from[i] + float64(done*(to[i]-from[i]))
		}
		if step == steps-1 {
			continue
		}
		for a := range heading {
			g, x, end := &heading[a], &at[a], &ends[a]
			for i := range y {
				y[i] += float64(g[i] * (x[i] - float64(done*end[i])))
			}
		}
	}
	b.cross(&b.straight, b.last, dt)
	b.straight.advance()
	copy(b.last, b.now)
}

// cross sets the crossing probabilities of the bridges in a step of dt years between distances, and multiplies the survivals of pairs.
func (b *bend) cross(s *survival, from []lane, dt float64) {
	for k := range from {
		crossing(&from[k], &b.now[k], dt, true, &s.cross[k])
	}
	scale := 1 / math.Sqrt(dt)
	least := negligible
	if b.along.quick {
		least = faint
	}
	both := &b.both
	for k, e := range b.along.tree {
		x, y, pair := &s.cross[e.parent], &s.cross[e.child], &s.pair[k]
		roughly(x, y, &b.r[k], both)
		for i := range pair[:b.along.used] {
			alive := 1 - x[i] - y[i] + both[i]
			if pair[i] > 0 && x[i] >= least && y[i] >= least {
				start := [2]float64{float64(from[e.parent][i] * scale), float64(from[e.child][i] * scale)}
				end := [2]float64{float64(b.now[e.parent][i] * scale), float64(b.now[e.child][i] * scale)}
				alive = e.survive(start, end, x[i], y[i], b.r[k][i], b.along.quick)
			}
			pair[i] = float64(pair[i] * alive)
		}
	}
}

// slant sets none and all to their changes of first order, weighted.
func (w *ensembleWalk) slant() {
	b, u := w.bend, w.unite
	copy(u.single, b.single)
	for k, at := range b.at {
		p := &u.pair[k]
		clear(p[:])
		if at < 0 {
			continue
		}
		// Less what the bridges' own correlation makes of one step.
		once, full := &w.once.pair[k], &b.full.pair[at]
		for i, x := range &b.pair[at] {
			p[i] = x - (once[i] - full[i])
		}
	}
	w.union.slant(&w.once, u, b.along.used)
	for i, x := range &w.end {
		w.none[i] = float64(-x * float64(u.none[i]*u.first[i]))
		w.all[i] = float64(x * float64(u.all[i]*u.lost[i]))
	}
}
