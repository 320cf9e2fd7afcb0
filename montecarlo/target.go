package montecarlo

import (
	"math"
	"slices"
)

// A target is one crossing probability of a surface: by some time, with something added to its excess.
type target struct {
	years, root float64 // the time and its square root
	added       float64
	epoch       int
	start       float64   // distance Y at time 0
	lean        tilts     // the tilted net, if there is one
	corrected   bool      // by two bridges; the horizon always, by more
	plane       []float64 // unit vector towards the design, by turned factors
	reach       float64   // distance of the plane through the design, in square roots of a year
	pull        float64   // how much it grows for each unit of a clock's multiplier
	flat        float64   // crossing probability of that plane; 0 where it is not used
}

// An epoch is the process, and a surface under it, by some time: one for all times unless they differ.
type epoch struct {
	process kernel
	pace    *pace
	surface *surface
	motion  motion
	trend   float64 // drift of Y at time 0
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
	epochs  []epoch   // the horizon's first
	targets []target  // the horizon first, then the nodes of the curve, then the levels
	nets    int       // 1, or 2 where half of the points are drawn from a net tilted towards the surface
	steps   int       // of the bridge
	nodes   []instant // of the curve, with the horizon
	dates   []instant // before the horizon
	curve   []float64 // probability at each date, where it is known
	planes  bool      // serve as control variates
	exact   []float64 // probabilities of the targets, as far as they are known: none, all up to the levels, or all
	route   *route    // under a stepped law, and then only horizon, dates and levels are targets
	median  float64   // years by which passage has probability 1/2, where it is known and by the horizon
}

// newSingle compiles b for a process, with closed forms where there are.
func newSingle(b Boundary, process kernel, grid Grid, closedForms bool) *single {
	own, local := process.restrict(b)
	if own.law != nil {
		return own.law.stepping().alone(local[0], own, grid)
	}
	s := &single{steps: grid.Steps, nets: 1}
	last := len(grid.Times) - 1
	horizon := grid.Times[last]
	s.targets = append(s.targets, newTarget(horizon, 0))
	s.epochs = append(s.epochs, own.epoch(local[0], horizon))
	for _, t := range grid.nodes() {
		next := newTarget(t, 0)
		if own.varies() {
			next.epoch = len(s.epochs)
			s.epochs = append(s.epochs, own.epoch(local[0], t))
		}
		s.targets = append(s.targets, next)
	}
	for _, added := range b.Levels {
		s.targets = append(s.targets, newTarget(horizon, added))
	}
	if closedForms && !b.Approximate && s.close(local[0], own, grid) {
		return s
	}
	own = s.epochs[0].process
	s.planes = !s.epochs[0].surface.uniform && own.volatile() > 1 // else the plane is the surface: that would be its closed form
	if s.curve == nil && own.still() {                            // nothing to interpolate: crossed by a date or not
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
	s.aim(grid)
	at := func(t float64) instant { return s.instant(own, local[0], t) }
	for _, t := range append(grid.nodes(), horizon) {
		s.nodes = append(s.nodes, at(t))
	}
	for _, t := range grid.Times[:last] {
		s.dates = append(s.dates, at(t))
	}
	return s
}

// instant describes a time for interpolation.
func (s *single) instant(process kernel, b Boundary, years float64) instant {
	g, root := s.epochs[0], math.Sqrt(years)
	if !process.varies() || years == s.targets[0].years {
		return instant{root, scale{float64(g.trend * root), g.pace}}
	}
	g = process.epoch(b, years)
	q := newProbe(g.surface, false)
	q.distance()
	return instant{float64(root*s.targets[0].start) / q.y[0], scale{float64(g.surface.trend(g.process) * root), g.pace}}
}

// aim sets where targets start and how their paths are tilted.
func (s *single) aim(grid Grid) {
	farthest := 0.0
	for k := range s.epochs {
		g := &s.epochs[k]
		var at []*target
		var these []target
		q := newProbe(g.surface, false)
		for i := range s.targets {
			if t := &s.targets[i]; t.epoch == k {
				q.shift(t.added)
				q.distance()
				t.start = q.y[0]
				t.corrected = grid.Steps > 2 || s.targets[0].years > farther
				at, these = append(at, t), append(these, *t)
			}
		}
		g.trend = g.surface.trend(g.process)
		aim := designs(g.surface, &g.process, these)
		unit := aim[0].unit
		for i, d := range aim {
			t := at[i]
			quantile, left := g.pace.aim(float64(dot(d.unit, unit)*d.distance), float64(g.trend*t.root))
			far := t.lean.add(quantile, left, t.root)
			farthest = max(farthest, far)
		}
		rotation := householder(unit)
		g.motion = newMotion(g.process, rotation, unit)
		if s.planes {
			for i, d := range aim {
				at[i].flatten(d, rotation, g)
			}
		}
	}
	if farthest > worthTilting {
		s.nets = 2
		return
	}
	for i := range s.targets {
		s.targets[i].lean = tilts{}
	}
}

// flatten sets the plane that takes the place of the surface as control variate: the tangent at the design.
func (t *target) flatten(d design, rotation [][]float64, g *epoch) {
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
	t.pull = float64(g.trend * t.years)
	l := law{distance: t.start, drift: (t.reach - t.start) / t.years, sigma: 1, pull: g.trend}
	t.flat = g.pace.mean(func(m float64) float64 { return l.under(m).by(t.years) })
}

// epoch compiles a surface for the process up to a time.
func (g kernel) epoch(b Boundary, years float64) epoch {
	g = g.over(years)
	return epoch{process: g, pace: g.pace(years), surface: newSurface(b, g.loading)}
}

// varies reports whether the law of log prices over the time that has passed is another at other times.
func (g kernel) varies() bool {
	return g.terms != nil || g.clock != nil && g.clock.DegreesOfFreedom > 0
}

// pace returns the law of the multiplier by a time, for the process up to it; nil without a clock.
func (g kernel) pace(years float64) *pace {
	if g.clock == nil {
		return nil
	}
	return g.clock.by(years).capped(g.most(years))
}

// most is the largest variance of a log price by a time, where the multiplier is 1.
func (g kernel) most(years float64) float64 {
	most := 0.0
	for _, row := range g.loading {
		square := 0.0
		for _, l := range row {
			square += float64(l * l)
		}
		most = max(most, float64(square*years))
	}
	return most
}

// simulated reports whether some target is.
func (s *single) simulated() bool { return len(s.exact) < len(s.targets) }

//go:noinline
func newTarget(years, added float64) target {
	return target{years: years, root: math.Sqrt(years), added: added}
}

// restrict returns the process of the assets in some boundaries alone, and those in terms of these assets. Assets that move as one are one.
func (g kernel) restrict(boundaries ...Boundary) (kernel, []Boundary) {
	used := make([]bool, len(g.drift))
	for _, b := range boundaries {
		b.eachExponent(func(e *Exponent) { used[e.Asset] = true })
	}
	place := make([]int, len(g.drift))
	own := kernel{clock: g.clock, compensated: g.compensated}
	var kept []int
	for a, u := range used {
		if u {
			if k := slices.IndexFunc(kept, func(b int) bool { return g.alike(a, b) }); k >= 0 {
				place[a] = k
				continue
			}
			place[a] = len(kept)
			kept = append(kept, a)
			own.drift = append(own.drift, g.drift[a])
			own.even = append(own.even, g.even[a])
			own.loading = append(own.loading, g.loading[a])
			if g.pull != nil {
				own.pull = append(own.pull, g.pull[a])
			}
			if g.terms != nil {
				own.terms = append(own.terms, g.terms[a])
			}
			if g.factor != nil {
				own.factor = append(own.factor, g.factor[a])
			}
		}
	}
	own.loading = triangular(own.loading)
	if own.factor != nil {
		own.factor = triangular(own.factor)
	}
	if g.law != nil {
		own.law = g.law.restrict(kept)
	}
	var local []Boundary
	for _, b := range boundaries {
		b = b.clone()
		b.eachExponent(func(e *Exponent) { e.Asset = place[e.Asset] })
		for i := range b.Terms {
			b.Terms[i].gather()
		}
		for i := range b.Tables {
			b.Tables[i].Notional.gather()
			b.Tables[i].Unit.gather()
		}
		local = append(local, b)
	}
	return own, local
}

// alike reports whether two assets move as one. Those with a term structure or a law of steps, and those that only drift, are not compared.
func (g kernel) alike(a, b int) bool {
	moves := func(l float64) bool { return l != 0 }
	return g.terms == nil && g.law == nil && slices.ContainsFunc(g.loading[a], moves) && g.drift[a] == g.drift[b] && g.even[a] == g.even[b] && (g.pull == nil || g.pull[a] == g.pull[b]) &&
		slices.Equal(g.loading[a], g.loading[b])
}

// gather makes the assets of the exponents distinct and lets them ascend.
func (t *Term) gather() {
	var out []Exponent
	for _, e := range t.Exponents {
		i := 0
		for i < len(out) && out[i].Asset < e.Asset {
			i++
		}
		switch {
		case i == len(out) || out[i].Asset > e.Asset:
			out = slices.Insert(out, i, e)
		case out[i].Power+e.Power == 0:
			out = slices.Delete(out, i, i+1)
		default:
			out[i].Power += e.Power
		}
	}
	t.Exponents = out
}

// volatile returns how many assets have any volatility.
func (g kernel) volatile() int {
	n := 0
	for _, row := range g.loading {
		for _, l := range row {
			if l != 0 {
				n++
				break
			}
		}
	}
	return n
}

// still reports whether no asset has any volatility.
func (g kernel) still() bool {
	return g.volatile() == 0
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
