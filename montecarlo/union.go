package montecarlo

import "math"

// A union tells the survival of all of several surfaces, and the crossing of all, from those of single surfaces and pairs:
//
//	S(all) = product of S(k) * product over pairs of (S(j, k)/(S(j) S(k)))^weight
//
// Along the tree the weight is 1, which takes surfaces that are not joined as independent given those between; the
// other pairs make up for that. A weight is such that the formula is right for the three medians of a Gaussian vector with the
// correlations of a pair and its parent in the tree (Sheppard's orthants). See docs/METHODS.md, "Several pools".
type union struct {
	pairs   []edge // the tree's first
	weights []float64
}

// mostCompanions bounds the pairs of a surface beyond the one with its parent.
const mostCompanions = 3

// newUnion chooses pairs for the unit gradients at time 0.
func newUnion(surfaces []*surface, unit [][]float64, root int, tree []edge) union {
	u := union{pairs: append([]edge(nil), tree...)}
	for range tree {
		u.weights = append(u.weights, 1)
	}
	placed := []int{root}
	for _, e := range tree {
		var found union
		for _, j := range placed[max(0, len(placed)-nearby):] {
			r := dot(unit[j], unit[e.child])
			if w := closing(e.r, dot(unit[j], unit[e.parent]), r); j != e.parent && w > 1e-3 {
				found.pairs = append(found.pairs, edge{child: e.child, parent: j, fixed: surfaces[j].uniform && surfaces[e.child].uniform, r: r})
				found.weights = append(found.weights, w)
			}
		}
		for range min(len(found.pairs), mostCompanions) {
			best := 0
			for k, c := range found.pairs {
				if math.Abs(float64(found.weights[k]*c.r)) > math.Abs(float64(found.weights[best]*found.pairs[best].r)) {
					best = k
				}
			}
			u.pairs, u.weights = append(u.pairs, found.pairs[best]), append(u.weights, found.weights[best])
			found.weights[best] = 0
		}
		placed = append(placed, e.child)
	}
	return u
}

// closing returns the weight of the third pair of three, with correlation far, where the others are in the tree.
func closing(near, other, far float64) float64 {
	if math.Abs(far) < 1e-3 {
		return 0
	}
	two := func(r float64) float64 { return 0.25 + arcsine(r)/(2*math.Pi) }
	three := 0.125 + (arcsine(near)+arcsine(other)+arcsine(far))/(4*math.Pi)
	chain := float64(2 * float64(two(near)*two(other)))
	if !(three > vanishing) || !(chain > vanishing) || !(two(far) > vanishing) {
		return 0
	}
	return math.Max(0, math.Min(1, log(three/chain)/log(float64(4*two(far)))))
}

// arcsine of a number in [-1, 1].
func arcsine(x float64) float64 {
	root := math.Sqrt(float64((1 - x) * (1 + x)))
	if x < 0 {
		return -arctangent(-x, root)
	}
	return arctangent(x, root)
}

// unite sets none to the survival of all and all to the crossing of all.
func (u *union) unite(s *survival, none, all *lane) {
	var product, gone, sum, lost, pair, ratio, over lane
	fillWith(&product, 1)
	fillWith(&gone, 1)
	fillWith(none, 1)
	fillWith(all, 1)
	for k := range s.single {
		for i, x := range &s.single[k] {
			product[i] = float64(product[i] * x)
			gone[i] = float64(gone[i] * (1 - x))
		}
	}
	for k, e := range u.pairs {
		a, b, w := &s.single[e.parent], &s.single[e.child], u.weights[k]
		for i, x := range &s.pair[k] {
			if x < none[i] {
				none[i] = x
			}
			ratio[i] = x + least
			over[i] = float64(a[i]*b[i]) + least
			both := 1 - a[i] - b[i] + x
			if both < 0 {
				both = 0
			}
			if both < all[i] {
				all[i] = both
			}
			pair[i] = both + least
		}
		logRatioTo(&ratio, &ratio, &over)
		for i := range over {
			over[i] = float64((1-a[i])*(1-b[i])) + least
		}
		logRatioTo(&pair, &pair, &over)
		for i := range sum {
			sum[i] += float64(w * ratio[i])
			lost[i] += float64(w * pair[i])
		}
	}
	expTo(sum[:], sum[:])
	expTo(lost[:], lost[:])
	for i := range none {
		// Never above the least of the pairs.
		if x := float64(product[i] * sum[i]); x < none[i] {
			none[i] = x
		}
		if x := float64(gone[i] * lost[i]); x < all[i] {
			all[i] = x
		}
	}
}

// residual sets none and all to what several steps make of the survival and the crossing of all, s, less what one step makes
// of them, once, less what is of first order in the survivals of surfaces and pairs: given the ends of a path, one step's survivals are the
// means of several steps' (exactly so for surfaces of one asset), so that the first order is noise without a mean.
func (u *union) residual(s, once *survival, none, all *lane) {
	var before, gone lane
	u.unite(s, none, all)
	u.unite(once, &before, &gone)
	for i := range none {
		first, lost := 1.0, 1.0
		for k := range s.single {
			a, b := s.single[k][i], once.single[k][i]
			first += change(a, b)
			lost += change(1-a, 1-b)
		}
		for k, e := range u.pairs {
			a, b, pair := once.single[e.parent][i], once.single[e.child][i], once.pair[k][i]
			a1, b1, pair1 := s.single[e.parent][i], s.single[e.child][i], s.pair[k][i]
			first += float64(u.weights[k] * (change(pair1, pair) - change(a1, a) - change(b1, b)))
			lost += float64(u.weights[k] * (change(1-a1-b1+pair1, 1-a-b+pair) - change(1-a1, 1-a) - change(1-b1, 1-b)))
		}
		none[i] -= float64(before[i] * first)
		all[i] -= float64(gone[i] * lost)
	}
}

// change returns the relative change from one probability to another, 0 where the former vanishes.
func change(to, from float64) float64 {
	if from < vanishing {
		return 0
	}
	return to/from - 1
}

// vanishing is a probability below which rounding would decide the ratios of residuals.
const vanishing = 1e-9
