package montecarlo

// mostFeatures is the number of singles, pairs and triples of a clique.
const mostFeatures = cliqueStates - 2

// slopes are by how much a clique's factor of the survival of all, and of the crossing of all, changes per unit of the survival of each
// member and then of each pair of its, in relation to itself. For a law of greatest entropy that is the regression of the
// one on the others under that law (Brown, Fundamentals of Statistical Exponential Families, 1986).
type slopes struct{ none, all [mostFeatures]float64 }

// slope finds the slopes at the law of one path by some features, the rest left as they come.
func (c *clique) slope(p *odds, path int, features []int, out *slopes) {
	states := 1 << len(c.members)
	// within[A] is the probability that all of A survive.
	var within, law [cliqueStates]float64
	for a := range states {
		law[a] = p.state[a][path]
	}
	within = law
	for k := range c.members {
		for a := range states {
			if a>>k&1 == 0 {
				within[a] += within[a|1<<k]
			}
		}
	}
	n := len(features)
	var m [mostFeatures][mostFeatures]float64
	var none, all [mostFeatures]float64
	// What the factor is the probability of, and what it is given.
	given, lost := 1.0, 1.0
	but := 0
	if c.joined > 0 {
		but = states - 1 - 1<<c.joined
		given, lost = within[but], law[0]+law[1<<c.joined]
	}
	for i, a := range features {
		for j := range i + 1 {
			b := features[j]
			m[i][j] = within[a|b] - float64(within[a]*within[b])
		}
		none[i] = float64((1 - within[a]))
		all[i] = -within[a]
		if c.joined > 0 {
			// Less the relative change of the condition: that all but the last survive, or none of them.
			none[i] -= within[a|but]/(given+nothing) - within[a]
			crossed := 0.0
			if a == 1<<c.joined {
				crossed = law[a] / (lost + nothing)
			}
			all[i] -= crossed - within[a]
		}
	}
	factorise(&m, n)
	substitute(&m, n, &none)
	substitute(&m, n, &all)
	out.none, out.all = none, all
}

// factorise overwrites the lower triangle of a covariance by its factors L D L', and leaves out what follows from the rest: its
// D is 0.
func factorise(m *[mostFeatures][mostFeatures]float64, n int) {
	for j := range n {
		own := m[j][j]
		d := own
		for k := range j {
			d -= float64(float64(m[j][k]*m[j][k]) * m[k][k])
		}
		if !(d > float64(redundant*own)) || d < tiny {
			d = 0
		}
		m[j][j] = d
		for i := j + 1; i < n; i++ {
			x := m[i][j]
			for k := range j {
				x -= float64(float64(m[i][k]*m[j][k]) * m[k][k])
			}
			m[i][j] = 0
			if d > 0 {
				m[i][j] = x / d
			}
		}
	}
}

// redundant is the share of a feature's variance that has to be its own.
const redundant = 1e-8

// substitute solves for x in place.
func substitute(m *[mostFeatures][mostFeatures]float64, n int, x *[mostFeatures]float64) {
	for i := range n {
		for k := range i {
			x[i] -= float64(m[i][k] * x[k])
		}
	}
	for i := n - 1; i >= 0; i-- {
		if m[i][i] == 0 {
			x[i] = 0
			continue
		}
		x[i] /= m[i][i]
		for k := i + 1; k < n; k++ {
			x[i] -= float64(m[k][i] * x[k])
		}
	}
}
