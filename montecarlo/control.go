package montecarlo

import "math"

// mostControls bounds the surfaces whose own estimates serve as control variates, mostPairs the pairs, and steepestControl their correlation.
const (
	mostControls    = 64
	mostPairs       = 64
	mostTimedPairs  = 12 // with a clock
	steepestControl = 0.97
)

// A control is a pair of surfaces, or of the planes in their place, as control variate: the product of their crossing
// probabilities given the end of a path, whose mean is known. any and all are its coefficients.
type control struct {
	a, b     int
	any, all float64
}

// A plane takes the place of a surface in a control: the tangent at its design.
type plane struct {
	row          int     // of motions; -1 where the surface is the plane
	start, reach float64 // distances at time 0, and at the horizon without the Brownian motion, in square roots of a year
	pull         float64 // how much reach grows for each unit of a clock's multiplier
}

// control sets the coefficients of the regression of any and of all on the crossings of single surfaces and, where these serve too,
// of pairs (where the crossing of all is common), for crossings joined by Gaussian copulas with the correlations at the designs. They come from the plan and
// not from the sample, so they bias nothing however rough they are. It returns the planes that have to be followed.
func (e *ensemble) control(aim []design, y []float64, common bool) (rows [][]float64) {
	n := len(aim)
	e.anyControl, e.allControl = make([]float64, n), make([]float64, n)
	if n > mostControls {
		return nil
	}
	pairs := e.union.pairs
	law := newSurvival(n, len(pairs))
	for k, d := range aim {
		// Twice the tail beyond, as for Brownian motion without drift.
		crossed := e.pace.mean(func(m float64) float64 {
			return 2 * tail(math.Max(0, d.distance+float64(d.pull*(m-1)))/math.Sqrt(m))
		})
		fillWith(&law.single[k], 1-math.Min(0.98, math.Max(1e-12, crossed)))
	}
	for k, p := range pairs {
		a, b := law.single[p.parent][0], law.single[p.child][0]
		fillWith(&law.pair[k], both(a, b, dot(aim[p.parent].unit, aim[p.child].unit)))
	}
	var none, all lane
	var p odds
	e.union.unite(&law, &p, &none, &all)
	most := mostPairs
	if e.pace != nil {
		most = mostTimedPairs
	}
	serve := make([]bool, len(pairs))
	if common && len(pairs) <= most {
		for k, p := range pairs {
			// Of two that are independent the product is all there is: replicates would agree to the last bit.
			r := math.Abs(dot(aim[p.parent].unit, aim[p.child].unit))
			serve[k] = y[p.parent] > 0 && y[p.child] > 0 && r > 1e-9 && r < steepestControl
		}
	}
	coefficients := make([]control, len(pairs))
	for k := range e.union.cliques {
		c := &e.union.cliques[k]
		c.fit(&law, &p, sweeps)
		features := append([]int(nil), c.features[:len(c.members)]...)
		var served []cliquePair
		for i, q := range c.pairs {
			if serve[q.index] {
				features, served = append(features, c.features[len(c.members)+i]), append(served, q)
			}
		}
		var d slopes
		c.slope(&p, 0, features, &d)
		for i, m := range c.members {
			e.anyControl[m] += float64(none[0] * d.none[i])
			e.allControl[m] -= float64(all[0] * d.all[i])
		}
		for i, q := range served { // both survive: one less either, more both
			any, every := float64(none[0]*d.none[len(c.members)+i]), float64(all[0]*d.all[len(c.members)+i])
			for _, m := range [2]int{q.a, q.b} {
				e.anyControl[m] += any
				e.allControl[m] -= every
			}
			coefficients[q.index].any -= any
			coefficients[q.index].all += every
		}
	}
	root := math.Sqrt(e.years)
	for k, d := range aim {
		at := plane{row: -1, start: y[k], reach: float64(d.distance * root), pull: float64(d.pull * root)}
		if !e.surfaces[k].uniform {
			at.row = len(rows)
			rows = append(rows, d.unit)
		}
		e.planes = append(e.planes, at)
	}
	for k, p := range pairs {
		if !serve[k] {
			continue
		}
		c := coefficients[k]
		c.a, c.b = p.parent, p.child
		e.controls = append(e.controls, c)
		mean := e.together(c.a, c.b, dot(aim[c.a].unit, aim[c.b].unit))
		e.anyMean += float64(c.any * mean)
		e.allMean += float64(c.all * mean)
	}
	if len(e.controls) == 0 {
		return nil
	}
	return rows
}

// together returns the mean of the product of two planes' crossing probabilities given the end of a path.
func (e *ensemble) together(a, b int, r float64) float64 {
	root := math.Sqrt(e.years)
	at := func(m float64) float64 {
		scale := 1 / float64(root*math.Sqrt(m))
		var start, end [2]float64
		for i, k := range [2]int{a, b} {
			p := e.planes[k]
			start[i] = float64(p.start * scale)
			end[i] = float64((p.reach + float64(p.pull*(m-1))) * scale)
		}
		return crossings(start, end, r)
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

// crossings returns the mean of c(0)c(1), c = exp(-2 start (end - v)) below end and 1 above it, where both v are standard normal with
// correlation r: given one of them the other's mean is known,
//
//	Q(x) + exp(-2 start e + 2 start^2 s^2) Q(2 start s - x),   e = end - rv, s^2 = 1 - r^2, x = e/s,
//
// and the first is integrated by ten Gauss-Legendre nodes in each of some intervals, which meet where c(0) has its kink.
func crossings(start, end [2]float64, r float64) float64 {
	const far, width = 6.5, 0.8
	s := math.Sqrt(float64((1 - r) * (1 + r)))
	meet := math.Max(-far, math.Min(far, end[0]))
	sum := 0.0
	for _, side := range [2][2]float64{{-far, meet}, {meet, far}} {
		n := math.Ceil((side[1] - side[0]) / width)
		for k := range int(n) {
			step := (side[1] - side[0]) / n
			for _, node := range &ten {
				v := side[0] + float64(step*(float64(k)+node[0]))
				weight := float64(float64(step*node[1]) * density(v))
				if v < end[0] {
					weight = float64(weight * exp(float64(-2*float64(start[0]*(end[0]-v)))))
				}
				e := end[1] - float64(r*v)
				x := e / s
				reflected := float64(2*float64(start[1]*s)) - x
				over := float64(2*float64(float64(start[1]*s)*float64(start[1]*s))) - float64(2*float64(start[1]*e))
				sum += float64(weight * (tail(x) + exp(over+logTail(reflected))))
			}
		}
	}
	return sum
}
