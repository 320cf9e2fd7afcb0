package montecarlo

import (
	"math"
	"slices"
	"sort"
)

// A clique is a few surfaces of which every pair is known. Of all laws of which of them survive that agree with the singles and the
// pairs it takes the one of greatest entropy, which is the one without interactions of three or more: nothing is assumed but what is known.
type clique struct {
	members []int
	joined  int // how many of the members, the first, are in another clique: the last one is new then; 0 for the first clique
	pairs   []cliquePair
	tree    []int // of pairs: those of a tree of the closest, from its root
	// features are the sets of members, as bits, whose survival is known: single ones, then the pairs.
	features []int
}

// A cliquePair is an edge between two members.
type cliquePair struct {
	index  int // of the union's pairs
	a, b   int // surfaces
	r      float64
	states [4][]int // of the clique, by which of the two survive: neither, a, b, both
}

const (
	cliqueSize   = 4
	cliqueStates = 1 << cliqueSize
	// sweeps is how often all pairs are fitted: the error left is small beside that of the closure itself (TestClique_Law).
	sweeps = 3
)

// odds are the probabilities of the states of a clique: bit k tells whether member k survives.
type odds struct {
	state [cliqueStates]lane
	want  [cliqueSize * (cliqueSize - 1) / 2][4]lane // of each pair: neither, one, the other, both
}

// cliques covers the surfaces of a tree: each is placed after its parent, with those companions of the parent that it has most in common
// with. weigh tells how much.
func cliques(root int, tree []edge, weigh func(child, parent, other int) float64) []clique {
	home := map[int]int{root: 0} // the clique from which a surface's children choose
	out := []clique{{members: []int{root}}}
	for _, e := range tree {
		at := home[e.parent]
		near := out[at].members
		if len(near) < cliqueSize {
			out[at].members = append(near, e.child)
			home[e.child] = at
			continue
		}
		with := []int{e.parent}
		for len(with) < cliqueSize-1 {
			best, most := -1, -1.0
			for _, k := range near {
				if w := weigh(e.child, e.parent, k); !slices.Contains(with, k) && w > most {
					best, most = k, w
				}
			}
			with = append(with, best)
		}
		home[e.child] = len(out)
		out = append(out, clique{members: append(with, e.child), joined: len(with)})
	}
	return out
}

// connect finds the members' pairs; find returns the index of the pair of two surfaces and their correlation. The
// closest are fitted last.
func (c *clique) connect(find func(a, b int) (index int, r float64)) {
	for j := range c.members {
		c.features = append(c.features, 1<<j)
		for i := range j {
			p := cliquePair{a: c.members[i], b: c.members[j]}
			p.index, p.r = find(p.a, p.b)
			for state := range 1 << len(c.members) {
				cell := state>>i&1 + 2*(state>>j&1)
				p.states[cell] = append(p.states[cell], state)
			}
			c.pairs = append(c.pairs, p)
		}
	}
	sort.SliceStable(c.pairs, func(i, j int) bool { return math.Abs(c.pairs[i].r) < math.Abs(c.pairs[j].r) })
	for _, p := range c.pairs {
		c.features = append(c.features, p.states[3][0])
	}
	reached := []int{c.members[0]}
	for len(reached) < len(c.members) {
		for k := len(c.pairs) - 1; k >= 0; k-- {
			if p := c.pairs[k]; slices.Contains(reached, p.a) != slices.Contains(reached, p.b) {
				c.tree = append(c.tree, k)
				if slices.Contains(reached, p.a) {
					reached = append(reached, p.b)
				} else {
					reached = append(reached, p.a)
				}
				break
			}
		}
	}
}

// fit sets p to the law of greatest entropy by iterative proportional fitting (Deming and Stephan, Ann. Math. Stat. 11, 1940;
// Csiszar, Ann. Prob. 3, 1975), from the law in which only the tree's pairs depend on each other.
func (c *clique) fit(s *survival, p *odds, sweeps int) {
	fillWith(&p.state[0], 1)
	for k, m := range c.members {
		x := &s.single[m]
		for state := range 1 << k {
			dead, alive := &p.state[state], &p.state[state|1<<k]
			for i, x := range x {
				alive[i] = float64(dead[i] * x)
				dead[i] = float64(dead[i] * (1 - x))
			}
		}
	}
	for k := range c.pairs {
		p.ask(k, &c.pairs[k], s)
	}
	for _, k := range c.tree {
		p.match(k, &c.pairs[k])
	}
	if len(c.members) == 2 {
		return
	}
	for range sweeps {
		for k := range c.pairs {
			p.match(k, &c.pairs[k])
		}
	}
}

// ask sets the probabilities of a pair.
func (p *odds) ask(k int, e *cliquePair, s *survival) {
	a, b, both, want := &s.single[e.a], &s.single[e.b], &s.pair[e.index], &p.want[k]
	want[3] = *both
	for i, x := range both {
		want[0][i] = 1 - a[i] - b[i] + x
		want[1][i] = a[i] - x
		want[2][i] = b[i] - x
	}
	for cell := range 3 {
		w := &want[cell]
		for i, x := range w {
			if x < 0 {
				w[i] = 0
			}
		}
	}
}

// match gives a pair its probabilities.
func (p *odds) match(k int, e *cliquePair) {
	for cell, states := range &e.states {
		p.scale(states, &p.want[k][cell])
	}
}

// scale makes some states add up to want.
func (p *odds) scale(states []int, want *lane) {
	switch len(states) {
	case 1:
		p.state[states[0]] = *want
	case 2:
		a, b := &p.state[states[0]], &p.state[states[1]]
		for i, w := range want {
			f := w / (a[i] + b[i] + nothing)
			a[i] = float64(a[i] * f)
			b[i] = float64(b[i] * f)
		}
	default:
		a, b, c, d := &p.state[states[0]], &p.state[states[1]], &p.state[states[2]], &p.state[states[3]]
		for i, w := range want {
			f := w / (a[i] + b[i] + c[i] + d[i] + nothing)
			a[i] = float64(a[i] * f)
			b[i] = float64(b[i] * f)
			c[i] = float64(c[i] * f)
			d[i] = float64(d[i] * f)
		}
	}
}

// nothing keeps the quotient of states that cannot be finite.
const nothing = 1e-290
