package montecarlo

import "math"

// A passage follows the surfaces of a book along a lane of paths: the probability, given the
// points of the path, that each has not been crossed, and jointly for the pairs of surfaces along the tree.
// What is lost of a survival in a step counts with the path's weight at the end of that step.
type passage struct {
	surfaces []*surface
	root     int
	tree     []edge
	probes   []*probe
	last     []lane // distance at the last time, and two times ago
	before   []lane
	fine     survival
	coarse   survival
	r        []lane // correlation of each edge of the tree at the last time
	rNow     lane
	sum      lane
	worst    lane
	now      lane
	double   float64 // length of the coarse step so far
	slow     *lane   // by which distances are multiplied: the inverse square root of a clock's multiplier; nil without one
	// Weighted outputs so far.
	any, all   track
	anyLeast   track // Frechet's bounds
	anyMost    track
	allLeast   track
	allMost    track
	crossed    []lane // each surface
	firstCross []lane // each surface before all others
	doubt      []lane // by how much at most the former may be off
	together   []lane // of each edge: both ends crossed in the step
	nearer     []lane // share of these in which the end nearer to its surface is first
	share      []lane // of each surface in what is lost in the step
	unsure     []lane // doubt of that
}

func newPassage(surfaces []*surface, root int, tree []edge) *passage {
	n, m := len(surfaces), len(tree)
	p := &passage{surfaces: surfaces, root: root, tree: tree, last: make([]lane, n), before: make([]lane, n), r: make([]lane, m)}
	p.crossed, p.firstCross, p.doubt = make([]lane, n), make([]lane, n), make([]lane, n)
	p.together, p.nearer = make([]lane, m), make([]lane, m)
	p.share, p.unsure = make([]lane, n), make([]lane, n)
	p.fine, p.coarse = newSurvival(n, m), newSurvival(n, m)
	for _, s := range surfaces {
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
		p.evaluate(q, continuous)
		p.last[k], p.before[k] = q.y, q.y
		clear(p.crossed[k][:])
		clear(p.firstCross[k][:])
		clear(p.doubt[k][:])
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
	for _, t := range []*track{&p.any, &p.all, &p.anyLeast, &p.anyMost, &p.allLeast, &p.allMost} {
		t.reset()
	}
	p.double = 0
}

// evaluate sets y of a probe from its price.
func (p *passage) evaluate(q *probe, continuous bool) {
	if !continuous {
		q.excess()
		return
	}
	q.distance()
	if p.slow != nil {
		for i := range q.y {
			q.y[i] = float64(q.y[i] * p.slow[i])
		}
	}
}

// step takes in the points at the end of a step of dt years and the paths' weights there; even says that it
// also ends a step of the coarse grid.
func (p *passage) step(x, e []lane, dt float64, continuous, even bool, weight *lane) {
	p.double += dt
	for k, q := range p.probes {
		q.measure(x, e)
		p.evaluate(q, continuous)
		crossing(&p.last[k], &q.y, dt, continuous, &p.fine.cross[k])
	}
	p.joint(&p.fine, p.last, dt)
	p.shares(continuous)
	p.rank(weight)
	if continuous {
		p.bounds(weight)
	}
	if even && continuous {
		for k, q := range p.probes {
			crossing(&p.before[k], &q.y, p.double, true, &p.coarse.cross[k])
		}
		p.joint(&p.coarse, p.before, p.double)
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

// joint multiplies the pair survivals by the probability that neither end of an edge is
// crossed in a step of dt years that began at the distances from.
func (p *passage) joint(s *survival, from []lane, dt float64) {
	scale := 1 / math.Sqrt(dt)
	for k, e := range p.tree {
		a, b, pair := &s.cross[e.parent], &s.cross[e.child], &s.pair[k]
		a0, a1, b0, b1 := &from[e.parent], &p.probes[e.parent].y, &from[e.child], &p.probes[e.child].y
		if !e.fixed {
			p.correlation(e, &p.rNow)
		}
		together, nearer := &p.together[k], &p.nearer[k]
		for i := range pair {
			together[i] = 0
			if pair[i] == 0 {
				continue
			}
			if a[i] < negligible || b[i] < negligible {
				pair[i] = float64(pair[i] * math.Max(0, 1-a[i]-b[i]))
				continue
			}
			r := e.r
			if !e.fixed {
				r = float64(0.5 * (p.r[k][i] + p.rNow[i]))
			}
			start := [2]float64{float64(a0[i] * scale), float64(b0[i] * scale)}
			end := [2]float64{float64(a1[i] * scale), float64(b1[i] * scale)}
			var alive float64
			switch {
			case math.Abs(r) < steepest:
				alive = neither(start, end, r)
			case e.fixed && r < -straight:
				alive = between(start, end)
			default:
				alive = 1 - a[i] - b[i] + both(a[i], b[i], r)
			}
			alive = math.Max(1-a[i]-b[i], math.Min(alive, math.Min(1-a[i], 1-b[i])))
			together[i], nearer[i] = alive-(1-a[i]-b[i]), 0.5+float64(0.5*math.Max(0, r))
			pair[i] = float64(pair[i] * math.Max(0, alive))
		}
	}
}

// shares sets the share of each surface in what the step takes from the survival of all. It is the surface's crossing
// probability, less, for each pair that may be crossed together in the step, the part in which the other is first: with
// correlation r the surface that is nearer at the start of the step is taken to be first in (1 + r)/2 of the cases: always where both depend
// on the same, in half where they have nothing in common. Looks cannot tell: then each is in half.
func (p *passage) shares(continuous bool) {
	for k := range p.probes {
		p.share[k] = p.fine.cross[k]
		clear(p.unsure[k][:])
	}
	for k, e := range p.tree {
		a, b := &p.last[e.parent], &p.last[e.child]
		near, far := &p.share[e.parent], &p.share[e.child]
		together, nearer := &p.together[k], &p.nearer[k]
		for i, c := range together {
			if c == 0 {
				continue
			}
			first := nearer[i]
			switch {
			case !continuous || a[i] == b[i]:
				first = 0.5
			case a[i] > b[i]:
				first = 1 - first
			}
			near[i] = math.Max(0, near[i]-float64(c*(1-first)))
			far[i] = math.Max(0, far[i]-float64(c*first))
			open := float64(c * math.Min(first, 1-first))
			p.unsure[e.parent][i] += open
			p.unsure[e.child][i] += open
		}
	}
}

// negligible is a crossing probability that cannot matter to another one; steepest the correlation from which on
// a Gaussian copula takes the place of the wedge; straight that from which on two distances are one, up to sign.
const (
	negligible = 1e-13
	steepest   = 0.9995
	straight   = 1 - 1e-9
)

// rank advances the survivals and adds what the step has brought. What is lost of the survival of all is shared
// among the surfaces: which is first.
func (p *passage) rank(weight *lane) {
	for k := range p.probes {
		a, c, v := &p.fine.single[k], &p.fine.cross[k], &p.crossed[k]
		for i := range c {
			v[i] += float64(float64(weight[i]*a[i]) * c[i])
		}
	}
	p.fine.advance()
	p.dead(&p.fine, &p.now)
	clear(p.sum[:])
	for k := range p.probes {
		c := &p.share[k]
		for i := range c {
			p.sum[i] += c[i]
		}
	}
	for i := range p.sum {
		if p.sum[i] > 0 {
			p.sum[i] = float64(weight[i]*(p.now[i]-p.any.at[i])) / p.sum[i]
		}
	}
	for k := range p.probes {
		c, f, u, d := &p.share[k], &p.firstCross[k], &p.unsure[k], &p.doubt[k]
		for i := range c {
			f[i] += float64(c[i] * p.sum[i])
			d[i] += float64(u[i] * p.sum[i])
		}
	}
	p.any.rise(&p.now, weight)
	p.every(&p.fine, &p.now)
	p.all.rise(&p.now, weight)
}

// bounds follows Frechet's bounds: within a step, of any; over the whole path, of all.
func (p *passage) bounds(weight *lane) {
	n := len(p.probes)
	if n < 2 {
		return
	}
	clear(p.worst[:])
	clear(p.sum[:])
	for k := range p.probes {
		c := &p.fine.cross[k]
		for i := range c {
			p.sum[i] += c[i]
			p.worst[i] = math.Max(p.worst[i], c[i])
		}
	}
	for i := range p.now {
		p.now[i] = p.anyLeast.at[i] + float64((1-p.anyLeast.at[i])*p.worst[i])
		p.worst[i] = p.anyMost.at[i] + float64((1-p.anyMost.at[i])*math.Min(1, p.sum[i]))
	}
	p.anyLeast.rise(&p.now, weight)
	p.anyMost.rise(&p.worst, weight)
	fillWith(&p.now, float64(1-n))
	fillWith(&p.worst, 1)
	for k := range p.probes {
		s := &p.fine.single[k]
		for i := range s {
			p.now[i] += 1 - s[i]
			p.worst[i] = math.Min(p.worst[i], 1-s[i])
		}
	}
	for i := range p.now {
		p.now[i] = math.Max(0, p.now[i])
	}
	p.allLeast.rise(&p.now, weight)
	p.allMost.rise(&p.worst, weight)
}

// total calls f on the outputs that one step gives.
func (p *passage) total(l *bookLayout, f func(k int, v *lane)) {
	f(l.any, &p.any.sum)
	f(l.all, &p.all.sum)
	for k := range p.probes {
		f(l.pool(k)+poolWalked, &p.crossed[k])
	}
}

// order calls f on the outputs of which surface is first.
func (p *passage) order(l *bookLayout, f func(k int, v *lane)) {
	for k := range p.probes {
		f(l.pool(k)+poolFirst, &p.firstCross[k])
		f(l.pool(k)+poolDoubt, &p.doubt[k])
	}
}

// bracket calls f on Frechet's bounds and what they are bounds of.
func (p *passage) bracket(l *bookLayout, f func(k int, v *lane)) {
	f(l.anyWalked, &p.any.sum)
	f(l.allWalked, &p.all.sum)
	f(l.anyLeast, &p.anyLeast.sum)
	f(l.anyMost, &p.anyMost.sum)
	f(l.allLeast, &p.allLeast.sum)
	f(l.allMost, &p.allMost.sum)
}
