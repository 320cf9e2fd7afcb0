package montecarlo

import (
	"math"
	"sort"
)

// An ensemble is a book of several surfaces followed together, in several steps: the
// events that depend on more than one.
type ensemble struct {
	surfaces []*surface
	root     int // of the tree
	tree     []edge
	years    float64
	steps    int      // on the subset; one elsewhere
	exact    bool     // one step is
	motions  []motion // one for each net: as it is, then tilted towards surfaces
	lean     tilts    // of each tilted net
	pace     *pace
	uneven   float64 // see kernel.over
	// Control coefficients of the single surfaces for any and all.
	anyControl, allControl []float64
}

// mostNets bounds the nets of an ensemble.
const mostNets = 4

// newEnsemble compiles a book of at least two boundaries.
func newEnsemble(b Book, process kernel, grid Grid) *ensemble {
	own, local := process.restrict(b...)
	e := &ensemble{years: grid.Times[len(grid.Times)-1], steps: grid.JointSteps}
	own = own.over(e.years)
	e.pace, e.uneven = own.pace(e.years), own.uneven
	horizon := newTarget(e.years, 0)
	var aim []design
	for _, boundary := range local {
		s := newSurface(boundary, own.loading)
		e.surfaces = append(e.surfaces, s)
		d := designs(s, &own, []target{horizon})[0]
		if e.pace != nil {
			d.pull = float64(s.trend(own) * horizon.root)
		}
		aim = append(aim, d)
	}
	e.root, e.tree = spanningTree(e.surfaces, len(own.drift))
	e.exact = len(b) == 2 && e.tree[0].exact()
	e.control(aim)

	order := make([]int, len(aim))
	for k := range order {
		order[k] = k
	}
	sort.SliceStable(order, func(i, j int) bool { return aim[order[i]].distance < aim[order[j]].distance })
	first := aim[order[0]].unit
	var units [][]float64
	add := func(unit []float64, distance, pull float64) {
		quantile, left := e.pace.aim(distance, pull)
		if _, length := scaled([]float64{quantile, left}); length < rareTogether || len(units) == mostNets-1 {
			return
		}
		for _, u := range units {
			if dot(u, unit) > 0.98 {
				return
			}
		}
		units = append(units, unit)
		e.lean.add(quantile, left, horizon.root)
	}
	// The corner where all are crossed first, then the surfaces, the likeliest before the others.
	if unit, distance := scaled(corner(aim)); distance < cornerReach {
		add(unit, distance, 0)
	}
	for _, k := range order {
		add(aim[k].unit, aim[k].distance, aim[k].pull)
	}
	e.motions = append(e.motions, newMotion(own, householder(first), units...))
	for _, u := range units {
		e.motions = append(e.motions, newMotion(own, householder(u), units...))
	}
	return e
}

// rareTogether is the distance from which on an event gets a net of its own (P is about .1): nets share the points.
const rareTogether = 1.6

// cornerReach is the length from which on a corner is left alone: its probability is below 1e-14.
const cornerReach = 7.5

// corner returns the shortest vector beyond every tangent plane at a design, by Hildreth's method: cyclic
// corrections of one multiplier after the other, none of them negative.
func corner(aim []design) []float64 {
	z := make([]float64, len(aim[0].unit))
	multiplier := make([]float64, len(aim))
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
	return z
}
