package montecarlo

import "math"

// An edge joins a surface to the one before it with which it is most correlated.
type edge struct {
	child, parent int
	fixed         bool    // the correlation is the same everywhere
	r             float64 // at time 0; everywhere if fixed
}

// nearby bounds the search for a parent, so that thousands of pools stay linear.
const nearby = 64

// spanningTree joins each surface to that one of the (at most 64) surfaces before
// it whose distance is most correlated with its own at time 0, in absolute value.
func spanningTree(surfaces []*surface, factors int) []edge {
	if len(surfaces) < 2 {
		return nil
	}
	unit := make([][]float64, len(surfaces))
	for k, s := range surfaces {
		unit[k] = s.directionAtZero(factors)
	}
	var tree []edge
	for k := 1; k < len(surfaces); k++ {
		best := edge{child: k, parent: max(0, k-nearby)}
		for j := best.parent; j < k; j++ {
			if r := dot(unit[j], unit[k]); j == best.parent || math.Abs(r) > math.Abs(best.r) {
				best.parent, best.r = j, r
			}
		}
		best.fixed = surfaces[best.parent].uniform && surfaces[k].uniform
		tree = append(tree, best)
	}
	return tree
}

// directionAtZero returns the unit gradient of ln(P/N) at time 0, in factor space.
func (s *surface) directionAtZero(factors int) []float64 {
	if s.uniform {
		return s.direction
	}
	q := newProbe(s, true)
	q.distance()
	u := make([]float64, factors)
	for f := range q.unit {
		u[f] = q.unit[f][0]
	}
	return u
}

// dot returns the inner product, clipped to [-1, 1].
func dot(a, b []float64) float64 {
	sum := 0.0
	for i := range min(len(a), len(b)) {
		sum += float64(a[i] * b[i])
	}
	return math.Max(-1, math.Min(1, sum))
}
