package montecarlo

import "math"

// A passage follows the surfaces of a book along a lane of paths: the probability, given the
// points of the path, that each has not been crossed, and jointly for the pairs of surfaces along some edges.
// What is lost of a survival in a step counts with the path's weight at the end of that step.
type passage struct {
	surfaces []*surface
	root     int
	tree     []edge
	rough    bool // pairs by a formula that is not exact, for what is first
	quick    bool // pairs to five digits
	used     int  // lanes: the rest is left over from before
	probes   []*probe
	origin   []lane // distances at time 0, and correlations of the edges there
	originR  []lane
	last     []lane // distance at the last time
	fine     survival
	r        []lane // correlation of each edge at the last time
	rNow     lane
	sum      lane
	now      lane
	slow     *lane // by which distances are multiplied: the inverse square root of a clock's multiplier; nil without one
	// Weighted outputs so far.
	any, all   track
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
	p := &passage{surfaces: surfaces, root: root, tree: tree, used: lanes, last: make([]lane, n), r: make([]lane, m)}
	p.crossed, p.firstCross, p.doubt = make([]lane, n), make([]lane, n), make([]lane, n)
	p.together, p.nearer = make([]lane, m), make([]lane, m)
	p.share, p.unsure = make([]lane, n), make([]lane, n)
	p.fine = newSurvival(n, m)
	for _, s := range surfaces {
		p.probes = append(p.probes, newProbe(s, m > 0))
	}
	return p
}

// start puts all paths at time 0.
func (p *passage) start(continuous bool) {
	if p.origin == nil {
		p.survey(continuous)
	}
	copy(p.last, p.origin)
	if p.slow != nil {
		for k := range p.last {
			y := &p.last[k]
			for i := range y {
				y[i] = float64(y[i] * p.slow[i])
			}
		}
	}
	copy(p.r, p.originR)
	for k := range p.probes {
		clear(p.crossed[k][:])
		clear(p.firstCross[k][:])
		clear(p.doubt[k][:])
	}
	p.fine.reset()
	p.any.reset()
	p.all.reset()
}

// survey finds where paths start.
func (p *passage) survey(continuous bool) {
	p.origin, p.originR = make([]lane, len(p.probes)), make([]lane, len(p.tree))
	for k, q := range p.probes {
		for j := range q.price {
			fillWith(&q.price[j], 1)
		}
		if continuous {
			q.distance()
		} else {
			q.excess()
		}
		p.origin[k] = q.y
	}
	for k, e := range p.tree {
		p.correlation(e, &p.originR[k])
	}
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

// step takes in the points at the end of a step of dt years and the paths' weights there.
func (p *passage) step(x, e []lane, dt float64, continuous bool, weight *lane) {
	p.reach(x, e, dt, continuous)
	p.joint(&p.fine, p.last, dt)
	p.shares(continuous)
	p.rank(weight)
	p.settle(continuous)
}

// follow is step for the survivals alone.
func (p *passage) follow(x, e []lane, dt float64) {
	p.reach(x, e, dt, true)
	p.joint(&p.fine, p.last, dt)
	p.fine.advance()
	p.settle(true)
}

// reach measures the distances at the end of a step, and the crossing probabilities in it.
func (p *passage) reach(x, e []lane, dt float64, continuous bool) {
	for k, q := range p.probes {
		q.measure(x, e)
		p.evaluate(q, continuous)
		crossing(&p.last[k], &q.y, dt, continuous, &p.fine.cross[k])
	}
}

// settle makes the end of a step the start of the next one.
func (p *passage) settle(continuous bool) {
	for k, q := range p.probes {
		p.last[k] = q.y
	}
	if !continuous {
		return
	}
	for k, e := range p.tree {
		if !e.fixed {
			p.correlation(e, &p.r[k])
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
		r := p.meanCorrelation(k)
		together, nearer := &p.together[k], &p.nearer[k]
		if p.rough || p.quick {
			roughly(a, b, r, together)
		}
		for i := range pair[:p.used] {
			nearer[i] = 0.5
			if r[i] > 0 {
				nearer[i] += float64(0.5 * r[i])
			}
			if !p.rough {
				least := negligible
				if p.quick {
					least = faint
				} else {
					together[i] = 0
				}
				if pair[i] == 0 {
					continue
				}
				if a[i] >= least && b[i] >= least {
					start := [2]float64{float64(a0[i] * scale), float64(b0[i] * scale)}
					end := [2]float64{float64(a1[i] * scale), float64(b1[i] * scale)}
					together[i] = e.survive(start, end, a[i], b[i], r[i], p.quick) - (1 - a[i] - b[i])
				}
			}
			alive := 1 - a[i] - b[i] + together[i]
			if alive < 0 {
				alive = 0
			}
			pair[i] = float64(pair[i] * alive)
		}
	}
}

// meanCorrelation returns the mean correlation of an edge in the step.
func (p *passage) meanCorrelation(k int) *lane {
	e := p.tree[k]
	if e.fixed {
		return &p.originR[k]
	}
	p.correlation(e, &p.rNow)
	for i := range p.rNow {
		p.rNow[i] = float64(0.5 * (p.r[k][i] + p.rNow[i]))
	}
	return &p.rNow
}

// survive returns the probability that neither end of an edge is crossed in a step, between distances in square roots of it, where
// each is crossed with probabilities a and b.
func (e edge) survive(start, end [2]float64, a, b, r float64, quick bool) float64 {
	var alive float64
	switch {
	case quick && math.Abs(r) < mostTabled:
		alive = nearly(start, end, r)
	case math.Abs(r) < steepest:
		alive = neither(start, end, r)
	case e.fixed && r < -straight:
		alive = between(start, end)
	default:
		alive = 1 - a - b + both(a, b, r)
	}
	return math.Max(1-a-b, math.Min(alive, math.Min(1-a, 1-b)))
}

// roughly sets together to about the probability that both are crossed in a step: the smaller crossing probability times a
// power of the larger, which is right for independent and for equal crossings and within a fifth for Gaussian ones in between.
func roughly(a, b, r, together *lane) {
	var larger, one lane
	fillWith(&one, 1)
	for i := range together {
		x, y := a[i], b[i]
		if x > y {
			x, y = y, x
		}
		together[i], larger[i] = x, y+least
	}
	logRatioTo(&larger, &larger, &one)
	for i, x := range r {
		larger[i] = float64(larger[i] * math.Sqrt((1-x)/(1+x+tiny)))
	}
	expTo(larger[:], larger[:])
	for i := range together {
		x := float64(together[i] * larger[i])
		if over := a[i] + b[i] - 1; over > x {
			x = over
		}
		together[i] = x
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
			x, y := near[i]-float64(c*(1-first)), far[i]-float64(c*first)
			if x < 0 {
				x = 0
			}
			if y < 0 {
				y = 0
			}
			near[i], far[i] = x, y
			if first > 0.5 {
				first = 1 - first
			}
			open := float64(c * first)
			p.unsure[e.parent][i] += open
			p.unsure[e.child][i] += open
		}
	}
}

// negligible is a crossing probability that cannot matter to another one, and faint one that cannot matter to five digits of it but for a fifth; steepest the correlation from which on
// a Gaussian copula takes the place of the wedge; straight that from which on two distances are one, up to sign.
const (
	negligible = 1e-13
	faint      = 1e-4
	steepest   = 0.9995
	straight   = 1 - 1e-9
)

// rank advances the survivals and adds what the step has brought. What is lost of the survival of all is shared
// among the surfaces: which is first.
func (p *passage) rank(weight *lane) {
	if !p.rough { // otherwise only the order is asked for
		for k := range p.probes {
			a, c, v := &p.fine.single[k], &p.fine.cross[k], &p.crossed[k]
			for i := range c {
				v[i] += float64(float64(weight[i]*a[i]) * c[i])
			}
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
	if p.rough {
		return
	}
	p.every(&p.fine, &p.now)
	p.all.rise(&p.now, weight)
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
