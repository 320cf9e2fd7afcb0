package montecarlo

import (
	"math"
	"sort"
)

// An edge joins a surface to a nearer one with which it is highly correlated.
type edge struct {
	child, parent int
	fixed         bool    // the correlation is the same everywhere
	r             float64 // at time 0; everywhere if fixed
}

// exact reports whether a step of any length is exact for the pair: a wedge of constant angle, one
// barrier behind the other, or one on either side.
func (e edge) exact() bool {
	return e.fixed && (math.Abs(e.r) < steepest || math.Abs(e.r) > straight)
}

// nearby bounds the search for a parent, so that thousands of pools stay linear.
const nearby = 64

// spanningTree joins each surface to that one of the (at most 64) surfaces nearer
// at time 0 whose distance is most correlated with its own there, in absolute value; among
// equals the last. Pools on one asset and side then form a chain from the nearest barrier
// outwards, for which any and all come out exactly. The root is the nearest of all.
func spanningTree(surfaces []*surface, factors int) (root int, tree []edge) {
	if len(surfaces) < 2 {
		return 0, nil
	}
	unit := make([][]float64, len(surfaces))
	y := make([]float64, len(surfaces))
	order := make([]int, len(surfaces))
	for k, s := range surfaces {
		unit[k], y[k] = s.atZero(factors)
		order[k] = k
	}
	sort.SliceStable(order, func(i, j int) bool { return y[order[i]] < y[order[j]] })
	for n := 1; n < len(order); n++ {
		child := order[n]
		best := edge{child: child, parent: -1}
		for _, j := range order[max(0, n-nearby):n] {
			if r := dot(unit[j], unit[child]); best.parent < 0 || math.Abs(r) >= math.Abs(best.r)-1e-12 {
				best.parent, best.r = j, r
			}
		}
		best.fixed = surfaces[best.parent].uniform && surfaces[child].uniform
		tree = append(tree, best)
	}
	return order[0], tree
}

// atZero returns the unit gradient of ln(P/N), in factor space, and the distance Y at time 0.
func (s *surface) atZero(factors int) (unit []float64, y float64) {
	q := newProbe(s, true)
	q.distance()
	if s.uniform {
		return s.direction, q.y[0]
	}
	unit = make([]float64, factors)
	for f := range q.unit {
		unit[f] = q.unit[f][0]
	}
	return unit, q.y[0]
}

// dot returns the inner product, clipped to [-1, 1].
func dot(a, b []float64) float64 {
	sum := 0.0
	for i := range min(len(a), len(b)) {
		sum += float64(a[i] * b[i])
	}
	return math.Max(-1, math.Min(1, sum))
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
	for i, x := range r { // branches cost less than calls in WebAssembly
		if x > 1 {
			r[i] = 1
		}
		if x < -1 {
			r[i] = -1
		}
	}
}

// directions is the number of factors that two probes have in common.
func (p *passage) directions(a, b *probe) int { return min(a.span(), b.span()) }

func (q *probe) span() int {
	if q.uniform && q.leap == nil {
		return len(q.direction)
	}
	return len(q.unit)
}

func (q *probe) component(f, i int) float64 {
	if q.uniform && q.leap == nil {
		return q.direction[f]
	}
	return q.unit[f][i]
}
