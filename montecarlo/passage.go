package montecarlo

import "math"

// A passage follows one book along a chunk of paths: the probability, given the
// points of the path, that each surface has not been crossed, and jointly for the
// pairs of surfaces along the tree.
type passage struct {
	*book
	probes []*probe
	last   []lane // distance at the last time, and two times ago
	before []lane
	fine   survival
	coarse survival
	r      []lane // correlation of each edge of the tree at the last time
	rNow   lane
	first  []lane // probability that the surface is crossed first
	most   lane   // survival of all at the most, by Frechet's bounds
	least  lane
	aliveA lane
	sum    lane
	worst  lane
	double float64 // length of the coarse step so far
}

// A survival holds probabilities not to have crossed: of each surface and of both ends of
// each edge; and the crossing probabilities of the last step.
type survival struct {
	single []lane
	pair   []lane
	cross  []lane
}

func newSurvival(surfaces, edges int) survival {
	return survival{make([]lane, surfaces), make([]lane, edges), make([]lane, surfaces)}
}

func newPassage(b *book) *passage {
	n, m := len(b.surfaces), len(b.tree)
	p := &passage{book: b, last: make([]lane, n), before: make([]lane, n), r: make([]lane, m), first: make([]lane, n)}
	p.fine, p.coarse = newSurvival(n, m), newSurvival(n, m)
	for _, s := range b.surfaces {
		p.probes = append(p.probes, newProbe(s, m > 0))
	}
	return p
}

// start puts all paths at time 0.
func (p *passage) start(continuous bool) {
	for k, q := range p.probes {
		for j := range q.price {
			fillWith(&q.price[j], 1)
		}
		q.evaluate(continuous)
		p.last[k], p.before[k] = q.y, q.y
		clear(p.first[k][:])
	}
	for k, e := range p.tree {
		p.correlation(e, &p.r[k])
	}
	for _, s := range []*survival{&p.fine, &p.coarse} {
		for k := range s.single {
			fillWith(&s.single[k], 1)
		}
		for k := range s.pair {
			fillWith(&s.pair[k], 1)
		}
	}
	fillWith(&p.most, 1)
	fillWith(&p.least, 1)
	fillWith(&p.aliveA, 1)
	p.double = 0
}

// evaluate sets y from price.
func (q *probe) evaluate(continuous bool) {
	if continuous {
		q.distance()
	} else {
		q.excess()
	}
}

// step takes in the points at the end of a step of dt years; even says that it
// also ends a step of the coarse grid.
func (p *passage) step(x, e []lane, dt float64, continuous, even bool) {
	p.double += dt
	for k, q := range p.probes {
		q.measure(x, e)
		q.evaluate(continuous)
		crossing(&p.last[k], &q.y, dt, continuous, &p.fine.cross[k])
	}
	p.joint(&p.fine)
	p.order()
	if even && continuous {
		for k, q := range p.probes {
			crossing(&p.before[k], &q.y, p.double, true, &p.coarse.cross[k])
		}
		p.joint(&p.coarse)
		p.coarse.advance()
		for k, q := range p.probes {
			p.before[k] = q.y
		}
		p.double = 0
	}
	for k, q := range p.probes {
		p.last[k] = q.y
	}
	if continuous {
		for k, e := range p.tree {
			if !e.fixed {
				p.correlation(e, &p.r[k])
			}
		}
	}
}

// crossing sets c to the probability that a surface at distances a and b at the ends of dt
// years is crossed in between: exp(-2ab/dt), 1 where an end is beyond it.
func crossing(a, b *lane, dt float64, continuous bool, c *lane) {
	if !continuous {
		for i := range c {
			c[i] = 0
			if b[i] <= 0 {
				c[i] = 1
			}
		}
		return
	}
	scale := -2 / dt
	for i := range c {
		c[i] = 0
		if a[i] > 0 && b[i] > 0 {
			c[i] = float64(float64(scale*a[i]) * b[i])
		}
	}
	expTo(c[:], c[:])
}

// joint multiplies the pair survivals by the probability that neither end of an edge is
// crossed in the step: 1 - p - q + both.
func (p *passage) joint(s *survival) {
	for k, e := range p.tree {
		a, b, pair := &s.cross[e.parent], &s.cross[e.child], &s.pair[k]
		if !e.fixed {
			p.correlation(e, &p.rNow)
		}
		for i := range pair {
			if a[i] == 0 && b[i] == 0 || pair[i] == 0 {
				continue
			}
			r := e.r
			if !e.fixed {
				r = float64(0.5 * (p.r[k][i] + p.rNow[i]))
			}
			pair[i] = float64(pair[i] * math.Max(0, 1-a[i]-b[i]+both(a[i], b[i], r)))
		}
	}
}

// correlation sets r to the correlation of the distances of an edge's ends at the current points.
func (p *passage) correlation(e edge, r *lane) {
	if e.fixed {
		fillWith(r, e.r)
		return
	}
	a, b := p.probes[e.parent], p.probes[e.child]
	clear(r[:])
	for f := range p.directions(a, b) {
		for i := range r {
			r[i] += float64(a.component(f, i) * b.component(f, i))
		}
	}
	for i := range r {
		r[i] = math.Max(-1, math.Min(1, r[i]))
	}
}

// directions is the number of factors that two probes have in common.
func (p *passage) directions(a, b *probe) int { return min(a.span(), b.span()) }

func (q *probe) span() int {
	if q.uniform {
		return len(q.direction)
	}
	return len(q.unit)
}

func (q *probe) component(f, i int) float64 {
	if q.uniform {
		return q.direction[f]
	}
	return q.unit[f][i]
}

// order advances the fine grid's survivals and shares what is lost of the survival of all
// among the surfaces in proportion to their crossing probabilities: which is first.
// Frechet's bounds go along.
func (p *passage) order() {
	p.fine.advance()
	if len(p.probes) < 2 {
		return
	}
	clear(p.sum[:])
	clear(p.worst[:])
	for k := range p.probes {
		c := &p.fine.cross[k]
		for i := range c {
			p.sum[i] += c[i]
			if c[i] > p.worst[i] {
				p.worst[i] = c[i]
			}
		}
	}
	var alive lane
	p.alive(&p.fine, &alive)
	for i := range alive {
		p.most[i] = float64(p.most[i] * (1 - p.worst[i]))
		p.least[i] = float64(p.least[i] * math.Max(0, 1-p.sum[i]))
		if p.sum[i] == 0 {
			p.sum[i] = 1
		}
		p.sum[i] = (p.aliveA[i] - alive[i]) / p.sum[i]
		p.aliveA[i] = alive[i]
	}
	for k := range p.probes {
		c, f := &p.fine.cross[k], &p.first[k]
		for i := range c {
			f[i] += float64(c[i] * p.sum[i])
		}
	}
}

// advance multiplies the survivals of single surfaces by those of the last step.
func (s *survival) advance() {
	for k := range s.single {
		a, c := &s.single[k], &s.cross[k]
		for i := range a {
			a[i] = float64(a[i] * (1 - c[i]))
		}
	}
}

// alive sets v to the probability that no surface has been crossed: along the
// tree, S(root) times S(child, parent)/S(parent), which takes surfaces that are not joined as
// independent given the path and the one between them.
func (p *passage) alive(s *survival, v *lane) {
	*v = s.single[p.root]
	for k, e := range p.tree {
		a, pair := &s.single[e.parent], &s.pair[k]
		for i := range v {
			if a[i] > 0 {
				v[i] = float64(v[i] * math.Min(1, pair[i]/a[i]))
			} else {
				v[i] = 0
			}
		}
	}
}

// crossed sets v to the probability that every surface has been crossed, by the
// same tree for the complements.
func (p *passage) crossed(s *survival, v *lane) {
	for i := range v {
		v[i] = 1 - s.single[p.root][i]
	}
	for k, e := range p.tree {
		a, b, pair := &s.single[e.parent], &s.single[e.child], &s.pair[k]
		for i := range v {
			parent := 1 - a[i]
			if parent > 0 {
				v[i] = float64(v[i] * math.Min(1, math.Max(0, parent-b[i]+pair[i])/parent))
			}
		}
	}
}

// curve adds the survival curve's date d.
func (p *passage) curve(l *bookLayout, d, n int, out *sums, v *lane) {
	for k := range p.probes {
		s := &p.fine.single[k]
		for i := range v {
			v[i] = 1 - s[i]
		}
		out.add(l.pool(k)+poolCurve+d, v, n)
	}
}

// finish adds the outputs at the horizon and sets any to P(any) of each path.
func (p *passage) finish(l *bookLayout, n int, out *sums, any, v *lane, continuous bool) {
	if len(p.probes) == 0 {
		clear(any[:])
		return
	}
	p.alive(&p.fine, any)
	complement(any)
	out.add(l.any, any, n)
	var all, w lane
	p.crossed(&p.fine, &all)
	out.add(l.all, &all, n)
	if continuous {
		p.alive(&p.coarse, v)
		for i := range v {
			v[i] = any[i] - (1 - v[i])
		}
		out.add(l.anyCoarse, v, n)
		p.crossed(&p.coarse, v)
		for i := range v {
			v[i] = all[i] - v[i]
		}
		out.add(l.allCoarse, v, n)
	}
	if continuous {
		p.bounds(l, n, out, v, &w)
	}
	for k := range p.probes {
		s, c := &p.fine.single[k], &p.coarse.single[k]
		for i := range v {
			v[i] = 1 - s[i]
			w[i] = c[i] - s[i]
		}
		at := l.pool(k)
		out.add(at+poolCrossed, v, n)
		if continuous {
			out.add(at+poolCoarse, &w, n)
		}
		if len(p.probes) > 1 {
			out.add(at+poolFirst, &p.first[k], n)
		} else {
			out.add(at+poolFirst, v, n)
		}
	}
}

// bounds adds Frechet's bounds of any and all, given the path.
func (p *passage) bounds(l *bookLayout, n int, out *sums, least, most *lane) {
	if len(p.probes) < 2 {
		return
	}
	for i := range least {
		least[i], most[i] = 1-p.most[i], 1-p.least[i]
	}
	out.add(l.anyLeast, least, n)
	out.add(l.anyMost, most, n)
	fillWith(least, float64(1-len(p.probes)))
	fillWith(most, 1)
	for k := range p.probes {
		s := &p.fine.single[k]
		for i := range s {
			least[i] += 1 - s[i]
			most[i] = math.Min(most[i], 1-s[i])
		}
	}
	for i := range least {
		least[i] = math.Max(0, least[i])
	}
	out.add(l.allLeast, least, n)
	out.add(l.allMost, most, n)
}

func complement(v *lane) {
	for i := range v {
		v[i] = 1 - v[i]
	}
}

func fillWith(v *lane, x float64) {
	for i := range v {
		v[i] = x
	}
}
