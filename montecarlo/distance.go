package montecarlo

import "math"

// A probe evaluates one surface on a block. It owns the scratch; one goroutine uses it.
type probe struct {
	*surface
	price     []lane // exp of each monomial at the current point
	moved     []lane // the same at a projected point
	coef      []lane // coefficient of each monomial, per path where tiers differ
	weight    []lane // derivative of ln(P/N) by each log monomial
	vector    []lane // gradient of ln(P/N) in factor space
	unit      []lane // vector/slope at the current point, where pools are joined
	pull      []lane // covariance of each log monomial with ln(P/N), over its variance
	p, s      lane
	pos, neg  lane
	y         lane // the distance Y; not positive means liquidated
	truth     lane
	s1, s2    lane
	joined    bool
	factors   int
	added     lane // to the excess
	tierCoefs bool
	tier      [][lanes]int32 // of each table and path, as in coef
	// Under a law of steps: its loadings, and the present step where these are not the first as they are.
	states [][][]float64
	leap   *leap
	// Derivatives of ln(P/N) by asset, times the scale; covariances of assets with it.
	steep, moves []lane
}

func newProbe(s *surface, joined bool) *probe {
	m := len(s.monomials)
	q := &probe{surface: s, joined: joined, price: make([]lane, m), coef: make([]lane, m), tierCoefs: len(s.tables) > 0}
	for j := range m {
		for i := range lanes {
			q.coef[j][i] = s.base[j]
			q.price[j][i] = 1
		}
	}
	if q.tierCoefs {
		q.tier = make([][lanes]int32, len(s.tables))
		q.addUp()
	}
	if q.uniform && !q.tierCoefs {
		return q
	}
	q.allocate()
	return q
}

// allocate makes the scratch for surfaces whose volatility differs from point to point.
func (q *probe) allocate() {
	m := len(q.monomials)
	for _, mono := range q.monomials {
		q.factors = max(q.factors, mono.last+1)
	}
	q.moved = make([]lane, m)
	q.weight = make([]lane, m)
	q.pull = make([]lane, m)
	q.vector = make([]lane, q.factors)
	if q.joined {
		q.unit = make([]lane, q.factors)
	}
}

// shift adds a constant to the excess from now on.
func (q *probe) shift(added float64) {
	fillWith(&q.added, added)
	q.addUp()
}

// addUp sets coef from base, what is added, and the tiers.
func (q *probe) addUp() {
	if q.tierCoefs {
		for j := range q.coef {
			fillWith(&q.coef[j], q.base[j])
		}
	}
	last := len(q.coef) - 1
	c := &q.coef[last]
	for i := range c {
		c[i] = q.base[last] + q.added[i]
	}
	for k := range q.tables {
		t, tier := &q.tables[k], &q.tier[k]
		cn, cu := &q.coef[t.notional], &q.coef[t.unit]
		for i, f := range tier {
			cn[i] -= float64(t.rate[f] * t.amount)
			cu[i] += float64(t.deductions[f] * t.unitAmount)
		}
	}
}

// measure sets price to the block's monomials at log prices x, given the asset
// prices e = exp(x).
func (q *probe) measure(x, e []lane) {
	for j := range q.monomials[:len(q.monomials)-1] {
		ex := q.monomials[j].exponents
		p := &q.price[j]
		if len(ex) == 1 && ex[0].Power == 1 {
			*p = e[ex[0].Asset]
			continue
		}
		clear(p[:])
		for _, k := range ex {
			xa := &x[k.Asset]
			for i := range p {
				p[i] += float64(k.Power * xa[i])
			}
		}
		expTo(p[:], p[:])
	}
}

// faces sets coef to the coefficients of the tiers that hold at the given
// monomials, and reports whether any path's tier is another than before.
func (q *probe) faces(price []lane) (changed bool) {
	for k := range q.tables {
		t, tier := &q.tables[k], &q.tier[k]
		n, u := &price[t.notional], &price[t.unit]
		for i := range n {
			notional, unit := float64(t.amount*n[i]), float64(t.unitAmount*u[i])
			f := tier[i]
			if notional >= float64(t.edge[f]*unit) && notional < float64(t.edge[f+1]*unit) {
				continue
			}
			f = 0
			for int(f) < len(t.rate)-1 && notional >= float64(t.edge[f+1]*unit) {
				f++
			}
			tier[i], changed = f, true
		}
	}
	if changed {
		q.addUp()
	}
	return changed
}

// split sets pos and neg to twice the sums of the positive and of the negative
// terms, and p to ln(pos/neg).
func (q *probe) split(price []lane, p *lane) {
	for i := range q.pos {
		q.pos[i], q.neg[i] = least, least
	}
	for j := range price {
		c, e := &q.coef[j], &price[j]
		for i := range c {
			t := float64(c[i] * e[i])
			a := math.Abs(t)
			q.pos[i] += a + t
			q.neg[i] += a - t
		}
	}
	logRatioTo(p, &q.pos, &q.neg)
}

// gradient follows split: it sets vector and s, the gradient of ln(P/N) in factor
// space and its length, the volatility.
func (q *probe) gradient(price []lane, s *lane) {
	for i := range q.pos {
		q.pos[i] = 1 / q.pos[i]
		q.neg[i] = 1 / q.neg[i]
	}
	for f := range q.vector {
		clear(q.vector[f][:])
	}
	for j := range price[:len(price)-1] {
		c, e, w := &q.coef[j], &price[j], &q.weight[j]
		for i := range w {
			t := float64(c[i] * e[i])
			a := math.Abs(t)
			w[i] = float64((a+t)*q.pos[i]) - float64((a-t)*q.neg[i])
		}
	}
	if q.leap != nil {
		q.spread()
	} else {
		for f := range q.vector {
			from := q.first[f]
			accumulate(&q.vector[f], q.columns[f][from:], 1, q.weight[from:len(price)-1])
		}
	}
	for i := range s {
		s[i] = tiny
	}
	for f := range q.vector {
		v := &q.vector[f]
		for i := range s {
			s[i] += float64(v[i] * v[i])
		}
	}
	for i := range s {
		s[i] = math.Sqrt(s[i])
	}
}

// pulls follows gradient: how far each log monomial moves per unit of ln(P/N) on the
// most likely way to the surface.
func (q *probe) pulls(s *lane) {
	for j := range q.pull[:len(q.pull)-1] {
		g, m := &q.pull[j], &q.monomials[j]
		clear(g[:])
		if q.leap != nil {
			q.along(m, g)
		} else {
			accumulate(g, m.load[:m.last+1], 1, q.vector)
		}
		for i := range g {
			g[i] /= float64(s[i] * s[i])
		}
	}
}

// project sets moved to the monomials at x - share*p*beta: the point that far on
// the most likely way to the surface. No monomial moves by more than a factor of
// e^60: beyond that the surface is out of reach, and nothing may overflow.
func (q *probe) project(p *lane, share float64) {
	last := len(q.moved) - 1
	for j := range q.moved[:last] {
		to, from, g := &q.moved[j], &q.price[j], &q.pull[j]
		for i := range to {
			d := float64(float64(share*p[i]) * g[i])
			if d > reach {
				d = reach
			}
			if d < -reach {
				d = -reach
			}
			to[i] = -d
		}
		expTo(to[:], to[:])
		for i := range to {
			to[i] = float64(to[i] * from[i])
		}
	}
	q.moved[last] = q.price[last]
}

const reach = 60

// least stands for a sum without terms, so that ln(P/N) is finite: at most 700 in size for sums up to 1e150.
const least = 1e-150

// distance sets y to the distance Y of the block's points from the surface, in
// square roots of a year: ln(P/N) in units of its own volatility, averaged by Simpson's rule
// along the way to the surface. See docs/METHODS.md, "The bridge". Where the
// surface is crossed, y is not positive.
func (q *probe) distance() {
	q.faces(q.price)
	q.split(q.price, &q.p)
	if q.uniform && !q.tierCoefs && q.leap != nil {
		q.stretched()
		return
	}
	if q.uniform && !q.tierCoefs {
		inverse := 1 / q.slope
		for i := range q.y {
			q.y[i] = float64(q.p[i] * inverse)
		}
		return
	}
	q.truth = q.p
	q.slopes()
	q.project(&q.p, 1)
	// The tiers that matter are those where the surface is: where others hold at the
	// projected point, measure again with those; a second time settles an edge in between.
	for range 2 {
		if !q.tierCoefs || !q.faces(q.moved) {
			break
		}
		q.split(q.price, &q.p)
		q.slopes()
		q.project(&q.p, 1)
	}
	if q.joined {
		for f := range q.unit {
			u, v := &q.unit[f], &q.vector[f]
			for i := range u {
				u[i] = v[i] / q.s[i]
			}
		}
	}
	q.y = q.p
	q.split(q.moved, &q.p)
	q.gradient(q.moved, &q.s2)
	q.project(&q.y, 0.5)
	q.split(q.moved, &q.p)
	q.gradient(q.moved, &q.s1)
	for i := range q.y {
		q.y[i] = float64(q.y[i]*(1/q.s[i]+4/q.s1[i]+1/q.s2[i])) / 6
	}
	for i := range q.y {
		if q.truth[i] <= 0 {
			q.y[i] = -1
		}
	}
}

// gradientByAsset follows distance: it sets g to the derivatives by the log price of each asset of the distance, at the point halfway to the
// surface.
func (q *probe) gradientByAsset(g []lane) {
	for a := range g {
		clear(g[a][:])
	}
	if q.uniform && !q.tierCoefs {
		k := len(q.monomials) - 1
		if k == 2 {
			k = 1
		}
		sign := 1 / q.slope
		if q.base[0] < 0 {
			sign = -sign
		}
		for _, j := range []int{0, k} {
			for _, e := range q.monomials[j].exponents {
				fillWith(&g[e.Asset], g[e.Asset][0]+float64(sign*e.Power))
			}
			sign = -sign
		}
		return
	}
	for j := range q.monomials[:len(q.monomials)-1] {
		w := &q.weight[j]
		for _, e := range q.monomials[j].exponents {
			c := &g[e.Asset]
			for i := range c {
				c[i] += float64(e.Power * w[i])
			}
		}
	}
	for a := range g {
		c := &g[a]
		for i := range c {
			c[i] /= q.s1[i]
		}
	}
}

// slopes sets s and pull at the current point, after split.
func (q *probe) slopes() {
	q.gradient(q.price, &q.s)
	q.pulls(&q.s)
}

// excess sets y to the sign of the excess: all that discrete monitoring needs.
func (q *probe) excess() {
	q.faces(q.price)
	clear(q.y[:])
	for j := range q.price {
		c, e := &q.coef[j], &q.price[j]
		for i := range q.y {
			q.y[i] += float64(c[i] * e[i])
		}
	}
}
