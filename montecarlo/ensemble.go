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
	steps    int
	motions  []motion  // one for each net: as it is, then tilted towards surfaces
	lean     []float64 // drift of each tilted net
	// Control coefficients of the single surfaces for any and all.
	anyControl, allControl []float64
}

// mostNets bounds the nets of an ensemble.
const mostNets = 4

// newEnsemble compiles a book of at least two boundaries.
func newEnsemble(b Book, process kernel, grid Grid) *ensemble {
	own, local := process.restrict(b...)
	e := &ensemble{years: grid.Times[len(grid.Times)-1], steps: grid.JointSteps}
	horizon := newTarget(e.years, 0)
	var aim []design
	for _, boundary := range local {
		s := newSurface(boundary, own.loading)
		e.surfaces = append(e.surfaces, s)
		aim = append(aim, designs(s, &own, []target{horizon})[0])
	}
	e.root, e.tree = spanningTree(e.surfaces, len(own.drift))
	e.control(aim)

	order := make([]int, len(aim))
	for k := range order {
		order[k] = k
	}
	sort.SliceStable(order, func(i, j int) bool { return aim[order[i]].distance < aim[order[j]].distance })
	first := aim[order[0]].unit
	var units [][]float64
	add := func(unit []float64, distance float64) {
		shift := float64(tilt * distance)
		if shift <= worthTilting || len(units) == mostNets-1 {
			return
		}
		for _, u := range units {
			if dot(u, unit) > 0.98 {
				return
			}
		}
		units = append(units, unit)
		e.lean = append(e.lean, shift/horizon.root)
	}
	// The corner where all are crossed first, then the surfaces, the likeliest before the others.
	if unit, distance := scaled(corner(aim)); distance < cornerReach {
		add(unit, distance)
	}
	for _, k := range order {
		add(aim[k].unit, aim[k].distance)
	}
	e.motions = append(e.motions, newMotion(own, householder(first), units...))
	for _, u := range units {
		e.motions = append(e.motions, newMotion(own, householder(u), units...))
	}
	return e
}

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

// mostControls bounds the surfaces whose own estimates serve as control variates.
const mostControls = 64

// control sets the coefficients of the regression of any and of all on the crossings of single surfaces, for
// crossings joined by a Gaussian copula with the correlation at the designs. They come from the plan and
// not from the sample, so they bias nothing however rough they are.
func (e *ensemble) control(aim []design) {
	n := len(aim)
	e.anyControl, e.allControl = make([]float64, n), make([]float64, n)
	if n > mostControls {
		return
	}
	p := make([]float64, n)
	for k, d := range aim {
		// Twice the tail beyond, as for Brownian motion without drift.
		p[k] = math.Min(0.98, math.Max(1e-12, 2*tail(math.Max(0, d.distance))))
	}
	c := make([][]float64, n)
	none, all := 1-p[e.root], p[e.root]
	for i := range c {
		c[i] = make([]float64, n)
		for j := range i {
			c[i][j] = both(p[i], p[j], dot(aim[i].unit, aim[j].unit)) - float64(p[i]*p[j])
			c[j][i] = c[i][j]
		}
		c[i][i] = float64(p[i] * (1 - p[i]))
	}
	for _, edge := range e.tree {
		i, j := edge.parent, edge.child
		together := c[i][j] + float64(p[i]*p[j])
		none = float64(none*math.Max(0, 1-p[i]-p[j]+together)) / (1 - p[i])
		all = float64(all*together) / p[i]
	}
	// In units of each surface's standard deviation, with a ridge: nested surfaces make the matrix singular.
	scale := make([]float64, n)
	for i := range n {
		scale[i] = 1 / math.Sqrt(c[i][i])
	}
	for i := range n {
		for j := range n {
			c[i][j] = float64(float64(c[i][j]*scale[i]) * scale[j])
		}
		c[i][i] += 1e-3
	}
	for i := range n {
		e.anyControl[i] = float64(float64(none*p[i]) * scale[i])
		e.allControl[i] = float64(float64(all*(1-p[i])) * scale[i])
	}
	solve(c, e.anyControl, e.allControl)
	for i := range n {
		e.anyControl[i] = float64(e.anyControl[i] * scale[i])
		e.allControl[i] = float64(e.allControl[i] * scale[i])
	}
}

// solve overwrites each right side with the solution of a x = b, and a, by elimination with pivots in order of size.
func solve(a [][]float64, b ...[]float64) {
	n := len(a)
	for k := range n {
		pivot := k
		for i := k; i < n; i++ {
			if math.Abs(a[i][k]) > math.Abs(a[pivot][k]) {
				pivot = i
			}
		}
		a[k], a[pivot] = a[pivot], a[k]
		for _, x := range b {
			x[k], x[pivot] = x[pivot], x[k]
		}
		for i := k + 1; i < n; i++ {
			m := a[i][k] / a[k][k]
			for j := k; j < n; j++ {
				a[i][j] -= float64(m * a[k][j])
			}
			for _, x := range b {
				x[i] -= float64(m * x[k])
			}
		}
	}
	for _, x := range b {
		for k := n - 1; k >= 0; k-- {
			for j := k + 1; j < n; j++ {
				x[k] -= float64(a[k][j] * x[j])
			}
			x[k] /= a[k][k]
		}
	}
}

// An ensembleWalk is the scratch for one ensemble.
type ensembleWalk struct {
	*ensemble
	journeys []*journey // one for each net
	passage  *passage
}

func newEnsembleWalk(e *ensemble) *ensembleWalk {
	w := &ensembleWalk{ensemble: e, passage: newPassage(e.surfaces, e.root, e.tree)}
	for k, m := range e.motions {
		j := newJourney(m, e.steps)
		if k > 0 { // nets take turns: they share everything but the motion
			j.z, j.v, j.path, j.x, j.e = w.journeys[0].z, w.journeys[0].v, w.journeys[0].path, w.journeys[0].x, w.journeys[0].e
		}
		fillWith(&j.weight, 1)
		w.journeys = append(w.journeys, j)
	}
	return w
}

// run adds the points of a slice to out, one set of sums per replicate.
func (w *ensembleWalk) run(c *cloud, s slice, l *bookLayout, out [][]float64) {
	j := w.journeys[s.component]
	c.fill(j.z, s)
	j.load(w.steps)
	j.bridge(math.Sqrt(w.years), w.steps)
	dt := w.years / float64(w.steps)
	w.passage.start(true)
	for step := range w.steps {
		j.arrive(step, float64(dt*float64(step+1)), s.component, w.lean)
		w.passage.step(j.x, j.e, dt, true, step%2 == 1, &j.weight)
	}
	w.passage.each(l, true, func(k int, v *lane) { addTo(out, k, v, s) })
}
