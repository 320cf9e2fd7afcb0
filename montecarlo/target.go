package montecarlo

import "math"

// A target is one crossing probability of a surface: by some time, with something added to its excess.
type target struct {
	years, root float64 // the time and its square root
	added       float64
	start       float64   // distance Y at time 0
	lean        []float64 // drift of the tilted net, if there is one
	corrected   bool      // by several bridges; always at the horizon
	plane       []float64 // unit vector towards the design, by turned factors
	reach       float64   // distance of the plane through the design, in square roots of a year
	flat        float64   // crossing probability of that plane; 0 where it is not used
}

// tilt is how far of the way to the most likely crossing the paths of a tilted net are moved: never beyond it,
// where weights would grow without bound.
const tilt = 0.9

// Horizons, in years: far is that beyond which the correction takes more points, 20 days; farther that beyond which
// dates of the curve and levels are corrected too, 30 days.
const (
	far     = 20. / 365
	farther = 30.001 / 365
)

// worthTilting is the shift, in standard deviations, from which on a tilted net is used: below it, nearly every path tells something.
const worthTilting = 0.6

// A single is a surface on its own: the crossing probabilities that depend on no other. It has its own
// assets and factors.
type single struct {
	surface *surface
	motion  motion
	targets []target  // the horizon first, then the nodes of the curve, then the levels
	trend   float64   // drift of Y at time 0
	nets    int       // 1, or 2 where half of the points are drawn from a net tilted towards the surface
	steps   int       // of the bridge
	curve   []float64 // probability at each date, where it is known
	exact   []float64 // probabilities of the targets where they are known; then nothing is simulated
	median  float64   // years by which passage has probability 1/2, where it is known and by the horizon
}

// newSingle compiles b for a process, with closed forms where there are.
func newSingle(b Boundary, process kernel, grid Grid, closedForms bool) *single {
	own, local := process.restrict(b)
	s := &single{surface: newSurface(local[0], own.loading), steps: grid.Steps, nets: 1}
	last := len(grid.Times) - 1
	s.targets = append(s.targets, newTarget(grid.Times[last], 0))
	for _, t := range grid.nodes() {
		s.targets = append(s.targets, newTarget(t, 0))
	}
	for _, added := range b.Levels {
		s.targets = append(s.targets, newTarget(grid.Times[last], added))
	}
	if closedForms && s.close(local[0], own, grid) {
		return s
	}
	s.trend = s.surface.trend(own)
	if own.still() { // nothing to interpolate: crossed by a date or not
		x := make([]float64, len(own.drift))
		for _, t := range grid.Times[:last] {
			for a, d := range own.drift {
				x[a] = float64(d * t)
			}
			crossed := 0.0
			if local[0].Excess(x) <= 0 {
				crossed = 1
			}
			s.curve = append(s.curve, crossed)
		}
	}
	q := newProbe(s.surface, false)
	for i := range s.targets {
		q.shift(s.targets[i].added)
		q.distance()
		s.targets[i].start = q.y[0]
		s.targets[i].corrected = grid.Steps > 2 || s.targets[0].years > farther
	}
	aim := designs(s.surface, &own, s.targets)
	unit := aim[0].unit
	farthest := 0.0
	for i, d := range aim {
		shift := float64(tilt * max(0, float64(dot(d.unit, unit)*d.distance)))
		farthest = max(farthest, shift)
		s.targets[i].lean = []float64{shift / s.targets[i].root}
	}
	if farthest > worthTilting {
		s.nets = 2
	} else {
		for i := range s.targets {
			s.targets[i].lean = nil
		}
	}
	rotation := householder(unit)
	s.motion = newMotion(own, rotation, unit)
	if !s.surface.uniform { // else the plane is the surface: that would be its closed form
		for i, d := range aim {
			s.targets[i].flatten(d, rotation)
		}
	}
	return s
}

// flatten sets the plane that takes the place of the surface as control variate: the tangent at the design.
func (t *target) flatten(d design, rotation [][]float64) {
	if !(t.start > 0) {
		return
	}
	t.plane = make([]float64, len(d.unit))
	for f, x := range d.unit {
		for g := range t.plane {
			t.plane[g] += float64(x * rotation[f][g])
		}
	}
	t.reach = float64(t.root * d.distance)
	t.flat = law{distance: t.start, drift: (t.reach - t.start) / t.years, sigma: 1}.by(t.years)
}

// close sets the exact probabilities, if there is a closed form.
func (s *single) close(b Boundary, process kernel, grid Grid) bool {
	levels := make([]float64, len(s.targets))
	for i, t := range s.targets {
		levels[i] = t.added
	}
	horizon := s.targets[0].years
	laws, ok := s.surface.laws(b, process, horizon, levels)
	if !ok {
		return false
	}
	for i, l := range laws {
		s.exact = append(s.exact, l.by(s.targets[i].years))
	}
	for _, t := range grid.Times {
		s.curve = append(s.curve, laws[0].by(t))
	}
	s.median = laws[0].median(horizon)
	return true
}

func newTarget(years, added float64) target {
	return target{years: years, root: math.Sqrt(years), added: added}
}

// restrict returns the process of the assets in some boundaries alone, and those in terms of these assets.
func (g kernel) restrict(boundaries ...Boundary) (kernel, []Boundary) {
	used := make([]bool, len(g.drift))
	for _, b := range boundaries {
		b.eachExponent(func(e *Exponent) { used[e.Asset] = true })
	}
	place := make([]int, len(g.drift))
	var own kernel
	for a, u := range used {
		if u {
			place[a] = len(own.drift)
			own.drift = append(own.drift, g.drift[a])
			own.loading = append(own.loading, g.loading[a])
		}
	}
	own.loading = triangular(own.loading)
	var local []Boundary
	for _, b := range boundaries {
		b = b.clone()
		b.eachExponent(func(e *Exponent) { e.Asset = place[e.Asset] })
		local = append(local, b)
	}
	return own, local
}

// still reports whether no asset has any volatility.
func (g kernel) still() bool {
	for _, row := range g.loading {
		for _, l := range row {
			if l != 0 {
				return false
			}
		}
	}
	return true
}

// triangular returns the lower triangular matrix with the same products of rows: each row's
// part beyond the diagonal is reflected onto it.
func triangular(rows [][]float64) [][]float64 {
	n := len(rows)
	l := clone(rows)
	for i := range n {
		u, length := scaled(l[i][i:])
		if length == 0 {
			continue
		}
		// v = u + e1 or u - e1, whichever is longer, so that nothing cancels.
		away := 1.0
		if u[0] < 0 {
			away = -1
		}
		u[0] += away
		square := 0.0
		for _, x := range u {
			square += float64(x * x)
		}
		for _, row := range l[i:] {
			along := 0.0
			for f, x := range u {
				along += float64(x * row[i+f])
			}
			along = float64(2*along) / square
			for f, x := range u {
				row[i+f] -= float64(along * x)
			}
		}
		clear(l[i][i+1:])
	}
	for i := range l {
		l[i] = l[i][:n]
	}
	return l
}
