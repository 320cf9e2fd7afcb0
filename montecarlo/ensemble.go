package montecarlo

import (
	"math"
	"slices"
	"sort"
)

// An ensemble is a book of several surfaces followed together, in several steps: the
// events that depend on more than one.
type ensemble struct {
	surfaces  []*surface
	root      int // of the tree
	tree      []edge
	union     union
	tables    []*pairTable // of the union's pairs in one step; nil where they are computed point by point
	quick     bool         // pairs to five digits: nothing asked for is rarer than that
	years     float64
	steps     int      // on the subset; one elsewhere
	gridSteps int      // that one is compared with
	bendSteps int      // the same for the bends of surfaces
	exact     bool     // one step is
	motions   []motion // one for each net: as it is, then tilted towards surfaces
	lean      tilts    // of each tilted net
	pace      *pace
	uneven    float64 // see kernel.over
	convoy    *convoy // under a stepped law
	// Control coefficients of the single surfaces for any and all.
	anyControl, allControl []float64
	// And of pairs, with the means of what these add.
	controls         []control
	planes           []plane
	anyMean, allMean float64
}

// mostNets bounds the nets of an ensemble.
const mostNets = 4

// newEnsemble compiles a book of at least two boundaries.
func newEnsemble(b Book, process kernel, grid Grid) *ensemble {
	stepped, local := process.restrict(b...)
	own := stepped
	e := &ensemble{years: grid.Times[len(grid.Times)-1], steps: grid.JointSteps, bendSteps: grid.Steps}
	own = own.over(e.years)
	e.pace, e.uneven = own.pace(e.years), own.uneven
	horizon := newTarget(e.years, 0)
	var aim []design
	for _, boundary := range local {
		s := newSurface(boundary, own.loading)
		e.surfaces = append(e.surfaces, s)
		if stepped.law != nil { // pools are joined within steps
			e.surfaces[len(e.surfaces)-1] = newSurface(boundary, stepped.law.course(stepped, e.years).states()[0])
		}
		d := designs(s, &own, []target{horizon})[0]
		if e.pace != nil {
			d.pull = float64(s.trend(own) * horizon.root)
		}
		aim = append(aim, d)
	}
	e.root, e.tree = spanningTree(e.surfaces, len(own.drift))
	if stepped.law != nil {
		e.tree = stepped.law.stepping().loosen(e.tree, e.surfaces, stepped)
	}
	unit, y := make([][]float64, len(e.surfaces)), make([]float64, len(e.surfaces))
	for k, s := range e.surfaces {
		unit[k], y[k] = s.atZero(len(own.drift))
	}
	e.union = newUnion(e.surfaces, unit, e.root, e.tree)
	if stepped.law != nil {
		e.union.pairs = stepped.law.stepping().loosen(e.union.pairs, e.surfaces, stepped)
	}
	e.exact = len(b) == 2 && e.tree[0].exact()
	order := make([]int, len(aim))
	for k := range order {
		order[k] = k
	}
	sort.SliceStable(order, func(i, j int) bool { return aim[order[i]].distance < aim[order[j]].distance })
	var units, mixtures [][]float64
	add := func(unit, mixture []float64, distance, pull float64) {
		quantile, left := e.pace.aim(distance, pull)
		if _, length := scaled([]float64{quantile, left}); length < rareTogether || len(units) == mostNets-1 {
			return
		}
		for _, u := range units {
			if dot(u, unit) > 0.98 {
				return
			}
		}
		units, mixtures = append(units, unit), append(mixtures, mixture)
		e.lean.add(quantile, left, horizon.root)
	}
	// The corner where all are crossed first, then the surfaces, the likeliest before the others.
	multipliers, towards := corner(aim)
	towards, farthest := scaled(towards)
	if farthest < cornerReach {
		add(towards, multipliers, farthest, 0)
	}
	common := farthest < quickReach
	e.quick = common && len(b) > 2
	for _, k := range order {
		one := make([]float64, len(aim))
		one[k] = 1
		add(aim[k].unit, one, aim[k].distance, aim[k].pull)
	}
	followed := append(slices.Clone(units), e.control(aim, y, common && stepped.law == nil)...)
	for k := range e.planes {
		if p := &e.planes[k]; p.row >= 0 {
			p.row += len(own.drift) + len(units)
		}
	}
	e.motions = append(e.motions, newMotion(own, principal(aim), followed...))
	for _, u := range units {
		e.motions = append(e.motions, newMotion(own, householder(u), followed...))
	}
	if stepped.law != nil {
		e.convoy = stepped.law.stepping().joined(local, stepped, &own, e.years, aim, mixtures)
		return e
	}
	if e.quick && e.pace == nil { // a clock makes distances at time 0 differ between paths
		e.tabulate(y)
	}
	return e
}

// tabulate makes the tables of the union's pairs for the distances at time 0. Their error does not matter beside the union's own.
func (e *ensemble) tabulate(y []float64) {
	root := math.Sqrt(e.years)
	var tables []*pairTable
	for _, p := range e.union.pairs {
		if !(y[p.parent] > 0) || !(y[p.child] > 0) || math.Abs(p.r) > mostTabled {
			return
		}
		tables = append(tables, newPairTable([2]float64{y[p.parent] / root, y[p.child] / root}, p.r, p.fixed))
	}
	e.tables = tables
}

// principal returns the orthogonal matrix whose columns are the principal axes of the directions of designs, each with the density at
// its design, the longest first.
func principal(aim []design) [][]float64 {
	n := len(aim[0].unit)
	m := make([][]float64, n)
	for i := range m {
		m[i] = make([]float64, n)
	}
	for _, d := range aim {
		weight := exp(-float64(d.distance * d.distance))
		for i := range m {
			for j := range m {
				m[i][j] += float64(float64(weight*d.unit[i]) * d.unit[j])
			}
		}
	}
	v := eigen(m)
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	sort.SliceStable(order, func(i, j int) bool { return m[order[i]][order[i]] > m[order[j]][order[j]] })
	r := make([][]float64, n)
	for i := range r {
		for _, k := range order {
			r[i] = append(r[i], v[i][k])
		}
	}
	return r
}

// rareTogether is the distance from which on an event gets a net of its own (P is about .1): nets share the points.
const rareTogether = 1.6

// cornerReach is the length from which on a corner is left alone: its probability is below 1e-14.
const cornerReach = 7.5

// quickReach is the length up to which the probability that all are crossed is above 1e-4, or so.
const quickReach = 3.7

// corner returns the shortest vector beyond every tangent plane at a design, by Hildreth's method: cyclic
// corrections of one multiplier after the other, none of them negative: the sum of so many times their directions.
func corner(aim []design) (multiplier, z []float64) {
	z = make([]float64, len(aim[0].unit))
	multiplier = make([]float64, len(aim))
	for range 200 {
		for k, d := range aim {
			along := 0.0
			for f, x := range d.unit {
				along += float64(x * z[f])
			}
			step := math.Max(-multiplier[k], d.distance-along)
			multiplier[k] += step
			for f, x := range d.unit {
				z[f] += float64(step * x)
			}
		}
	}
	return multiplier, z
}
