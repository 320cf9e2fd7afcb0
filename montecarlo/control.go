package montecarlo

import (
	"math"
	"math/bits"
	"slices"
)

// mostControls bounds the surfaces whose own estimates serve as control variates, mostJoint the sets of several, with a clock the pairs, and mostTriples those of three;
// steepest control is their correlation, given the others at most.
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
	for size := 2; size <= 3; size++ {
		for of := range 1 << len(c.members) {
			if bits.OnesCount(uint(of)) != size {
				continue
			}
			if _, ok := found[c.named(of)]; ok {
				features = append(features, of)
				continue
			}
			if size == 3 && triples == 0 || len(e.controls) == most {
				continue
			}
			members := c.subset(of)
			apart := true
			for _, m := range members {
				apart = apart && y[m] > 0
			}
			if _, _, ok := given(members, aim); !apart || !ok {
				continue
			}
			if size == 3 {
				for _, q := range e.controls {
					if len(q.members) == 3 {
						triples--
					}
				}
				if triples <= 0 {
					continue
				}
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

// given returns how each direction of two or three depends on independent normals: by shares of those before, and what is its own. ok is
// false where they are so alike, or independent (then products are all there is, and replicates would agree to the last bit).
func given(members []int, aim []design) (shares [3][2]float64, own [3]float64, ok bool) {
	own[0] = 1
	most := 0.0
	for i, m := range members {
		square := 1.0
		for j, o := range members[:i] {
			r := dot(aim[m].unit, aim[o].unit)
			most = math.Max(most, math.Abs(r))
			for k := range j {
				r -= float64(shares[i][k] * shares[j][k])
			}
			shares[i][j] = r / own[j]
			square -= float64(shares[i][j] * shares[i][j])
		}
		own[i] = math.Sqrt(math.Max(0, square))
		if square < 1-steepestControl*steepestControl {
			return shares, own, false
		}
	}
	return shares, own, most > 1e-9
}

// together returns the mean of the product of planes' crossing probabilities given the end of a path.
func (e *ensemble) together(members []int, aim []design) float64 {
	root := math.Sqrt(e.years)
	shares, own, _ := given(members, aim)
	at := func(m float64) float64 {
		scale := 1 / float64(root*math.Sqrt(m))
		var start, end [3]float64
		for i, k := range members {
			p := e.planes[k]
			start[i] = float64(p.start * scale)
			end[i] = float64((p.reach + float64(p.pull*(m-1))) * scale)
		}
		return crossings(len(members), start, end, shares, own)
	}
	if e.pace == nil {
		return at(1)
	}
	sum, weight := 0.0, 0.0
	const coarse = 2 * stride
	for k := paceEnd * perUnit % coarse; k < paceNodes; k += coarse {
		if x := quantileAt(k); math.Abs(x) < 7 {
			w := density(x)
			sum += float64(w * at(exp(e.pace[k])))
			weight += w
		}
	}
	return sum / weight
}

// crossings returns the mean of the product of n crossing probabilities, c = exp(-2 start (end - v)) below end and 1 above it, where each v is a normal of its
// own and shares of those before. Given these the last one's mean is known,
//
//	Q(x) + exp(-2 start e + 2 start^2 s^2) Q(2 start s - x),   e = end - shares, x = e/s, s its own,
//
// and the others are integrated, one or two.
func crossings(n int, start, end [3]float64, shares [3][2]float64, own [3]float64) float64 {
	last := n - 1
	finest := own[last]
	if n == 3 {
		finest = math.Min(finest, own[1])
	}
	width := math.Max(0.5, math.Min(3, 4*finest))
	s := own[last]
	mean := func(e float64) float64 {
		x := e / s
		reflected := float64(2*float64(start[last]*s)) - x
		over := float64(2*float64(float64(start[last]*s)*float64(start[last]*s))) - float64(2*float64(start[last]*e))
		return tail(x) + exp(over+logTail(reflected))
	}
	if n == 3 { // many times over the same range
		mean = interpolated(mean, end[2], float64(farNormal*(math.Abs(shares[2][0])+math.Abs(shares[2][1]))), s/8)
	}
	crossed := func(k int, left float64) float64 {
		if left <= 0 {
			return 1
		}
		return exp(float64(-2 * float64(start[k]*left)))
	}
	return normalMean(end[0], width, func(u float64) float64 {
		c := crossed(0, end[0]-u)
		e := end[last] - float64(shares[last][0]*u)
		if n == 2 {
			return float64(c * mean(e))
		}
		left := end[1] - float64(shares[1][0]*u)
		return float64(c * normalMean(left/own[1], width, func(w float64) float64 {
			return float64(crossed(1, left-float64(own[1]*w)) * mean(e-float64(shares[2][1]*w)))
		}))
	})
}

// interpolated returns a function by cubic interpolation between its values at most step apart, within far of the middle.
func interpolated(f func(float64) float64, middle, far, step float64) func(float64) float64 {
	n := int(float64(2*far)/step) + 4
	step = float64(2*far) / float64(n-3)
	from := middle - far - step
	at := make([]float64, n)
	for k := range at {
		at[k] = f(from + float64(step*float64(k)))
	}
	return func(x float64) float64 {
		u := (x - from) / step
		k := max(1, min(n-3, int(u)))
		return cubic(at[k-1], at[k], at[k+1], at[k+2], u-float64(k))
	}
}

// cubic is Newton's form of the polynomial through values at -1, 0, 1 and 2.
func cubic(a, b, c, d, t float64) float64 {
	second := a - float64(2*b) + c
	third := d - a + float64(3*(b-c))
	return a + float64((t+1)*((b-a)+float64(0.5*float64(t*(second+float64(third*(t-1))/3)))))
}

// farNormal bounds a standard normal: beyond are 6e-7.
const farNormal = 5

// normalMean is the mean of a function of a standard normal with a kink, by ten Gauss-Legendre nodes in each interval of at most a width, from
// -5 to 5.
func normalMean(kink, width float64, f func(v float64) float64) float64 {
	kink = math.Max(-farNormal, math.Min(farNormal, kink))
	sum := 0.0
	for _, side := range [2][2]float64{{-farNormal, kink}, {kink, farNormal}} {
		n := math.Ceil((side[1] - side[0]) / width)
		for k := range int(n) {
			step := (side[1] - side[0]) / n
			for _, node := range &ten {
				v := side[0] + float64(step*(float64(k)+node[0]))
				sum += float64(float64(float64(step*node[1])*density(v)) * f(v))
			}
		}
	}
	return sum
}
