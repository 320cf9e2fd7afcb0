package montecarlo

import (
	"math"
	"math/bits"
	"slices"
)

// mostControls bounds the surfaces whose own estimates serve as control variates, mostJoint the sets of several, with a clock the pairs, and mostTriples those of three;
// steepestControl is the largest correlation of one with those before it.
const (
	mostControls    = 64
	mostJoint       = 64
	mostTimed       = 12
	mostTriples     = 10
	steepestControl = 0.97
)

// A control is a set of two or three surfaces, or of the planes in their place, as control variate: the product of their crossing
// probabilities given the end of a path, whose mean is known. any and all are its coefficients.
type control struct {
	members  []int
	any, all float64
}

// A plane takes the place of a surface in a control: the tangent at its design.
type plane struct {
	row          int     // of motions; -1 where the surface is the plane
	start, reach float64 // distances at time 0, and at the horizon without the Brownian motion, in square roots of a year
	pull         float64 // how much reach grows for each unit of a clock's multiplier
}

// control sets the coefficients of the regression of any and of all on the crossings of single surfaces and, where the crossing of
// all is common, of pairs and triples of a clique, for crossings joined by Gaussian copulas with the correlations at the designs. They come from the plan and
// not from the sample, so they bias nothing however rough they are. It returns the planes that have to be followed.
func (e *ensemble) control(aim []design, y []float64, common bool) (rows [][]float64) {
	n := len(aim)
	e.anyControl, e.allControl = make([]float64, n), make([]float64, n)
	if n > mostControls {
		return nil
	}
	law := e.atPlan(aim)
	var none, all lane
	var p odds
	e.union.unite(&law, &p, &none, &all)
	e.lay(aim, y)
	found := map[[3]int]int{}
	for k := range e.union.cliques {
		c := &e.union.cliques[k]
		c.fit(&law, &p, sweeps)
		features := slices.Clone(c.features[:len(c.members)])
		if common {
			features = append(features, e.joint(c, aim, y, found)...)
		}
		var d slopes
		c.slope(&p, 0, features, &d)
		// A product of survivals is a sum over subsets of products of crossings with alternating signs.
		for _, of := range features {
			any, every := 0.0, 0.0
			for i, a := range features {
				if a&of == of {
					any -= float64(none[0] * d.none[i])
					every += float64(all[0] * d.all[i])
				}
			}
			size := bits.OnesCount(uint(of))
			if size%2 == 1 {
				any, every = -any, -every
			}
			if size == 1 {
				m := c.members[bits.TrailingZeros(uint(of))]
				e.anyControl[m] += any
				e.allControl[m] += every
				continue
			}
			at := &e.controls[found[c.named(of)]]
			at.any += any
			at.all += every
		}
	}
	for _, c := range e.controls {
		mean := e.together(c.members, aim)
		e.anyMean += float64(c.any * mean)
		e.allMean += float64(c.all * mean)
	}
	if len(e.controls) == 0 {
		return nil
	}
	for k, d := range aim {
		if e.planes[k].row >= 0 {
			rows = append(rows, d.unit)
		}
	}
	return rows
}

// atPlan returns the survivals of surfaces and pairs as the designs have them, in all lanes.
func (e *ensemble) atPlan(aim []design) survival {
	law := newSurvival(len(aim), len(e.union.pairs))
	for k, d := range aim {
		// Twice the tail beyond, as for Brownian motion without drift.
		crossed := e.pace.mean(func(m float64) float64 {
			return 2 * tail(math.Max(0, d.distance+float64(d.pull*(m-1)))/math.Sqrt(m))
		})
		fillWith(&law.single[k], 1-math.Min(0.98, math.Max(1e-12, crossed)))
	}
	for k, p := range e.union.pairs {
		a, b := law.single[p.parent][0], law.single[p.child][0]
		fillWith(&law.pair[k], both(a, b, dot(aim[p.parent].unit, aim[p.child].unit)))
	}
	return law
}

// lay lays the planes; those that have to be followed are numbered.
func (e *ensemble) lay(aim []design, y []float64) {
	root := math.Sqrt(e.years)
	followed := 0
	for k, d := range aim {
		at := plane{row: -1, start: y[k], reach: float64(d.distance * root), pull: float64(d.pull * root)}
		if !e.surfaces[k].uniform {
			at.row = followed
			followed++
		}
		e.planes = append(e.planes, at)
	}
}

// joint adds the pairs and triples of a clique that serve as controls, and returns their features. found has the index of each.
func (e *ensemble) joint(c *clique, aim []design, y []float64, found map[[3]int]int) (features []int) {
	most, triples := mostJoint, mostTriples
	if e.pace != nil {
		most, triples = mostTimed, 0
	}
	for _, c := range e.controls {
		if len(c.members) == 3 {
			triples--
		}
	}
	for size := 2; size <= 3; size++ {
		for of := range 1 << len(c.members) {
			if bits.OnesCount(uint(of)) != size {
				continue
			}
			if _, ok := found[c.named(of)]; ok {
				features = append(features, of)
				continue
			}
			members := c.subset(of)
			if _, _, ok := given(members, aim); !ok || slices.ContainsFunc(members, func(m int) bool { return !(y[m] > 0) }) {
				continue
			}
			if len(e.controls) == most || size == 3 && triples <= 0 {
				continue
			}
			if size == 3 {
				triples--
			}
			found[c.named(of)] = len(e.controls)
			e.controls, features = append(e.controls, control{members: members}), append(features, of)
		}
	}
	return features
}

// subset lists the members of which the bits are set.
func (c *clique) subset(of int) (members []int) {
	for k, m := range c.members {
		if of>>k&1 == 1 {
			members = append(members, m)
		}
	}
	return members
}

// named names a subset by its surfaces.
func (c *clique) named(of int) [3]int {
	name := [3]int{-1, -1, -1}
	copy(name[:], c.subset(of))
	slices.Sort(name[:])
	return name
}
