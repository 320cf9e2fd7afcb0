package montecarlo

import "math"

// under makes distances those of a step: in units of the volatility that it has.
func (q *probe) under(l *leap) {
	if !l.scaled && !l.mixed {
		q.leap = nil
		return
	}
	q.leap = l
	if q.steep == nil {
		n := len(q.states[0])
		q.steep, q.moves = make([]lane, n), make([]lane, n)
		if q.vector == nil {
			q.allocate()
		}
		for len(q.vector) < n {
			q.vector = append(q.vector, lane{})
		}
		if q.joined {
			q.unit = make([]lane, n)
		}
	}
}

// spread sets vector, in factor space, from the derivatives of ln(P/N) by log monomials, weight.
func (q *probe) spread() {
	for a := range q.steep {
		clear(q.steep[a][:])
	}
	for j := range q.monomials[:len(q.monomials)-1] {
		for _, e := range q.monomials[j].exponents {
			accumulate(&q.steep[e.Asset], []float64{e.Power}, 1, q.weight[j:j+1])
		}
	}
	if q.leap.scaled {
		for a := range q.steep {
			g, s := &q.steep[a], &q.leap.scale[a]
			for i := range g {
				g[i] = float64(g[i] * s[i])
			}
		}
	}
	for f := range q.vector {
		v := &q.vector[f]
		for a, g := range q.steep {
			if f <= a {
				q.load(v, &g, a, f)
			}
		}
	}
}

// load adds g times the loading of asset a on factor f that holds in the step to v.
func (q *probe) load(v, g *lane, a, f int) {
	x := q.states[0][a][f]
	if !q.leap.mixed {
		for i := range v {
			v[i] += float64(x * g[i])
		}
		return
	}
	for i, s := range &q.leap.state {
		v[i] += float64(q.states[s][a][f] * g[i])
	}
}

// along adds to g the covariance of a log monomial with ln(P/N), whose vector is known.
func (q *probe) along(m *monomial, g *lane) {
	for _, e := range m.exponents {
		c := &q.moves[e.Asset]
		clear(c[:])
		for f := range q.vector[:e.Asset+1] {
			q.load(c, &q.vector[f], e.Asset, f)
		}
		if q.leap.scaled {
			for i, s := range &q.leap.scale[e.Asset] {
				c[i] = float64(c[i] * s)
			}
		}
		for i := range g {
			g[i] += float64(e.Power * c[i])
		}
	}
}

// stretched sets y, after split, for a uniform surface: its volatility is the same everywhere in a step.
func (q *probe) stretched() {
	sign := 1.0
	if q.base[0] < 0 {
		sign = -1
	}
	k := len(q.monomials) - 1
	if k == 2 {
		k = 1
	}
	for j := range q.weight {
		clear(q.weight[j][:])
	}
	fillWith(&q.weight[0], sign)
	if len(q.monomials[k].exponents) > 0 {
		fillWith(&q.weight[k], -sign)
	}
	for f := range q.vector {
		clear(q.vector[f][:])
	}
	q.spread()
	for i := range q.s {
		square := tiny
		for f := range q.vector {
			square += float64(q.vector[f][i] * q.vector[f][i])
		}
		q.s[i] = math.Sqrt(square)
		q.y[i] = q.p[i] / q.s[i]
	}
	if q.joined {
		for f := range q.unit {
			u, v := &q.unit[f], &q.vector[f]
			for i := range u {
				u[i] = v[i] / q.s[i]
			}
		}
	}
}
