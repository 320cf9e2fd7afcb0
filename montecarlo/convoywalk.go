package montecarlo

import "math"

// A convoyWalk is the scratch for one convoy.
type convoyWalk struct {
	*ensemble
	march     *march
	pairs     *passage // all pairs of the union
	halved    *passage // the same in steps of half the length
	along     *passage // the tree
	slow      lane     // inverse root of the length of a step, or of a part of it
	half      lane     // of half of it
	none, all lane
	unite     *unionWalk
	cuts      *cuts
	finer     *cuts
}

func newConvoyWalk(e *ensemble) *convoyWalk {
	n := e.convoy.assets
	w := &convoyWalk{ensemble: e, unite: newUnionWalk(len(e.surfaces), &e.union), march: newMarch(e.convoy.course, n, len(e.convoy.nets)-1), cuts: newCuts(e.convoy.states, n, 2), finer: newCuts(e.convoy.states, n, rankParts)}
	make := func(edges []edge) *passage {
		p := newPassage(e.surfaces, e.root, edges)
		for _, q := range p.probes {
			q.states = e.convoy.states
		}
		return p
	}
	w.pairs, w.halved, w.along = make(e.union.pairs), make(e.union.pairs), make(e.tree)
	w.pairs.quick, w.halved.quick, w.along.rough = e.quick, e.quick, true
	return w
}

// rankParts is how many parts a step is cut into to tell which surface is first.
const rankParts = 4

// depart sets the distances, and the correlations of the edges, at the start of a step whose root has this inverse.
func (p *passage) depart(m *march, slow *lane) {
	p.slow = slow
	for k, q := range p.probes {
		q.under(&m.leap)
		q.measure(m.x, m.e)
		p.evaluate(q, true)
		p.last[k] = q.y
	}
	for k, e := range p.tree {
		p.correlation(e, &p.r[k])
	}
}

// jumped takes in a jump: what lies beyond a surface is crossed. advanced is called before it counts.
func (p *passage) jumped(m *march) {
	for k, q := range p.probes {
		q.measure(m.x, m.e)
		q.excess()
		crossing(&p.last[k], &q.y, 1, false, &p.fine.cross[k])
	}
	p.joint(&p.fine, p.last, 1)
}

// pace sets the inverse roots of one of so many parts of a step, and of its half. A step without length is one in which nothing is in reach.
func (w *convoyWalk) pace(parts float64) {
	for i, h := range &w.march.leap.years {
		w.slow[i] = math.Sqrt(parts / math.Max(h, tiny))
		w.half[i] = float64(math.Sqrt2 * w.slow[i])
	}
}

// run adds the points of a slice to out, one set of sums per replicate.
func (w *convoyWalk) run(c *cloud, s slice, l *bookLayout, out [][]float64) {
	m, p := w.march, w.pairs
	p.slow = nil
	p.start(true)
	steps := m.begin(c, s, w.convoy.nets[s.component])
	for k := range steps {
		m.next(k)
		w.pace(1)
		p.depart(m, &w.slow)
		m.arrive()
		p.reach(m.x, m.e, 1, true)
		p.joint(&p.fine, p.last, 1)
		w.count()
		if !m.leap.jumps {
			continue
		}
		m.land()
		p.jumped(m)
		w.count()
	}
	p.total(l, func(k int, v *lane) { addTo(out, k, v, s) })
}

// count adds what was lost of all survivals, weighted as now.
func (w *convoyWalk) count() {
	p := w.pairs
	for k := range p.probes {
		a, c, v := &p.fine.single[k], &p.fine.cross[k], &p.crossed[k]
		for i := range c {
			v[i] += float64(float64(w.march.weight[i]*a[i]) * c[i])
		}
	}
	p.fine.advance()
	w.union.unite(&p.fine, &w.unite.odds, &w.none, &w.all)
	for i, x := range &w.none {
		w.none[i] = 1 - x
	}
	p.any.rise(&w.none, &w.march.weight)
	p.all.rise(&w.all, &w.march.weight)
}

// rank adds which surface is first.
func (w *convoyWalk) rank(c *cloud, s slice, l *bookLayout, out [][]float64) {
	m, p := w.march, w.along
	p.slow = nil
	p.start(true)
	steps := m.begin(c, s, w.convoy.nets[s.component])
	for k := range steps {
		m.next(k)
		w.pace(rankParts)
		p.depart(m, &w.slow)
		m.arrive()
		w.finer.draw(m, k)
		for part := 1; part < rankParts; part++ {
			w.finer.visit(m, part, 1)
			p.step(m.x, m.e, 1, true, &m.weight)
		}
		w.finer.end(m)
		p.step(m.x, m.e, 1, true, &m.weight)
		if m.leap.jumps {
			m.land()
			p.step(m.x, m.e, 1, false, &m.weight)
		}
	}
	p.order(l, func(k int, v *lane) { addTo(out, k, v, s) })
}

// refine adds what steps of half the length make of any and all.
func (w *convoyWalk) refine(c *cloud, s slice, l *bookLayout, out [][]float64) {
	m, p, h := w.march, w.pairs, w.halved
	p.slow, h.slow = nil, nil
	p.start(true)
	h.start(true)
	steps := m.begin(c, s, w.convoy.nets[s.component])
	for k := range steps {
		m.next(k)
		w.pace(1)
		p.depart(m, &w.slow)
		h.depart(m, &w.half)
		m.arrive()
		p.follow(m.x, m.e, 1)
		w.cuts.draw(m, k)
		w.cuts.visit(m, 1, 1)
		h.follow(m.x, m.e, 1)
		w.cuts.end(m)
		h.follow(m.x, m.e, 1)
		if m.leap.jumps {
			m.land()
			for _, q := range []*passage{p, h} {
				q.jumped(m)
				q.fine.advance()
			}
		}
	}
	w.union.residual(&h.fine, &p.fine, w.unite, s.count*s.each, &w.none, &w.all)
	for i, x := range &m.weight {
		w.none[i] = -float64(x * w.none[i])
		w.all[i] = float64(x * w.all[i])
	}
	addTo(out, l.anyGap, &w.none, s)
	addTo(out, l.allGap, &w.all, s)
	addTo(out, l.anyCoarse, &w.none, s)
	addTo(out, l.allCoarse, &w.all, s)
}
