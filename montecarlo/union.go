package montecarlo

import "math"

// A union tells the survival of all of several surfaces, and the crossing of all, from those of single surfaces and pairs: cliques of up to four in
// which every pair is known, each closed by greatest entropy, and one after the other joined by the surfaces that they
// have in common, given whose survival what is new in one is independent of the rest. See docs/METHODS.md, "Several pools".
type union struct {
	cliques []clique
	pairs   []edge
}

// newUnion chooses cliques for the unit gradients at time 0.
func newUnion(surfaces []*surface, unit [][]float64, root int, tree []edge) union {
	var u union
	// What a child has in common with another surface that it has not by way of its parent.
	u.cliques = cliques(root, tree, func(child, parent, other int) float64 {
		through := float64(dot(unit[child], unit[parent]) * dot(unit[parent], unit[other]))
		return math.Abs(dot(unit[child], unit[other]) - through)
	})
	index := map[[2]int]int{}
	find := func(a, b int) (int, float64) {
		k, ok := index[[2]int{a, b}]
		r := dot(unit[a], unit[b])
		if !ok {
			k = len(u.pairs)
			index[[2]int{a, b}] = k
			u.pairs = append(u.pairs, edge{child: b, parent: a, fixed: surfaces[a].uniform && surfaces[b].uniform, r: r})
		}
		return k, r
	}
	for k := range u.cliques {
		u.cliques[k].connect(find)
	}
	return u
}

// unite sets none to the survival of all and all to the crossing of all.
func (u *union) unite(s *survival, p *odds, none, all *lane) {
	fillWith(none, 1)
	fillWith(all, 1)
	for k := range u.cliques {
		c := &u.cliques[k]
		c.fit(s, p, sweeps)
		last := 1<<len(c.members) - 1
		crossed, alive := &p.state[0], &p.state[last]
		if c.joined == 0 {
			for i := range none {
				none[i] = float64(none[i] * alive[i])
				all[i] = float64(all[i] * crossed[i])
			}
			continue
		}
		// Given those that it has in common with what has been, the last one.
		but, only := &p.state[last>>1], &p.state[1<<c.joined]
		for i := range none {
			none[i] = float64(none[i]*alive[i]) / (alive[i] + but[i] + nothing)
			all[i] = float64(all[i]*crossed[i]) / (crossed[i] + only[i] + nothing)
		}
	}
	// Never above the least of the pairs.
	for k, e := range u.pairs {
		a, b := &s.single[e.parent], &s.single[e.child]
		for i, x := range &s.pair[k] {
			if x < none[i] {
				none[i] = x
			}
			both := 1 - a[i] - b[i] + x
			if both < 0 {
				both = 0
			}
			if both < all[i] {
				all[i] = both
			}
		}
	}
}

// residual sets none and all to what several steps make of the survival and the crossing of all, s, less what one step makes
// of them, once, less what is of first order in the survivals of surfaces and pairs: given the ends of a path, one step's survivals are the
// means of several steps' (exactly so for surfaces of one asset), so that the first order is noise without a mean.
func (u *union) residual(s, once *survival, w *unionWalk, used int, none, all *lane) {
	u.unite(s, &w.odds, none, all)
	for k := range w.single {
		less(&w.single[k], &s.single[k], &once.single[k])
	}
	for k := range w.pair {
		less(&w.pair[k], &s.pair[k], &once.pair[k])
	}
	u.slant(once, w, used)
	for i := range none {
		none[i] -= float64(w.none[i] * (1 + w.first[i]))
		all[i] -= float64(w.all[i] * (1 + w.lost[i]))
	}
}

// A unionWalk is the scratch for one union.
type unionWalk struct {
	odds         odds
	single, pair []lane // changes of survivals, for slant
	none, all    lane   // survival and crossing of all
	first, lost  lane   // by how much these change in first order, in relation to themselves
}

func newUnionWalk(surfaces int, u *union) *unionWalk {
	return &unionWalk{single: make([]lane, surfaces), pair: make([]lane, len(u.pairs))}
}

// slant sets none and all of w to the survival and the crossing of all in one step, and first and lost to what the changes of survivals make of them.
func (u *union) slant(once *survival, w *unionWalk, used int) {
	u.unite(once, &w.odds, &w.none, &w.all)
	clear(w.first[:])
	clear(w.lost[:])
	var d slopes
	for k := range u.cliques {
		c := &u.cliques[k]
		if len(u.cliques) > 1 { // otherwise it has been
			c.fit(once, &w.odds, sweeps)
		}
		for i := range w.first[:used] {
			c.slope(&w.odds, i, c.features, &d)
			add := func(k int, x float64) {
				w.first[i] += float64(d.none[k] * x)
				w.lost[i] += float64(d.all[k] * x)
			}
			for k, m := range c.members {
				add(k, w.single[m][i])
			}
			for k := range c.pairs {
				add(len(c.members)+k, w.pair[c.pairs[k].index][i])
			}
		}
	}
}

// less sets d to a - b.
func less(d, a, b *lane) {
	for i := range d {
		d[i] = a[i] - b[i]
	}
}
