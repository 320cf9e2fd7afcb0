package montecarlo

import "math"

// A Ladder interpolates a boundary's crossing probability between a few levels, which are constants
// added to its excess. Both of its variables are distances in standard deviations at the horizon: x that of the
// surface at time 0, Y over the square root of the horizon; and z the distance at which Brownian motion with the drift of Y
// would have the probability. Where Y is one, for one asset or one ratio, they are equal; elsewhere nearly so.
type Ladder struct {
	// Levels ascend; they are about the Chebyshev points of the range from Lowest to Highest.
	Levels          []float64
	Lowest, Highest float64
	surface         *surface
	root            float64
	scale           scale
	at              []float64 // the variable at each level
	// exact is the law with something added where the price of one asset has two barriers: neither variable knows the farther one,
	// so nothing is interpolated. Otherwise nil.
	exact func(added float64) (law, bool)
	years float64
}

// rungs is the number of levels of a ladder.
const rungs = 7

// candidates is the number of levels that they are chosen from.
const candidates = 192

// Limits of a ladder: the share of the present excess that is left at its lowest level, and the
// distance in standard deviations at its highest (P is about 2e-6; under a clock where P is rarest), or so much beyond the present one; and the present distance from which on there is none (P is 1e-268).
const (
	lowestShare     = 0.1
	highestDistance = 4.75
	rarest          = 1e-4
	beyondPresent   = 1
	hopeless        = 35
)

// NewLadder returns the ladder of b, whose Levels are left out of account, for a horizon in years. It is nil where the boundary
// is crossed already or out of reach, and where little added takes it out of reach.
func NewLadder(b Boundary, g GBM, years float64) *Ladder {
	b.Levels = []float64{0}
	own, local := g.kernel().restrict(b)
	e := own.epoch(local[0], years)
	own = e.process
	l := &Ladder{surface: e.surface, root: math.Sqrt(years)}
	exact := func(added float64) (law, bool) { return e.law(local[0], years, added) }
	if now, ok := exact(0); ok && now.opposite > 0 {
		l.exact, l.years = exact, years
	}
	excess, gross := b.Excess(make([]float64, len(g.Drift))), b.gross()
	if !(excess > 0) || !(gross > 0) || l.distances([]float64{0})[0] > hopeless {
		return nil
	}
	// Candidates in geometric progression between what is left at least and all that could matter.
	low := float64(lowestShare * excess)
	ratio := log((excess+gross)/low) / (candidates - 1)
	added := make([]float64, candidates)
	for i := range added {
		added[i] = float64(low*exp(float64(ratio*float64(i)))) - excess
	}
	at := l.distances(added)
	l.scale = scale{float64(l.surface.trend(own) * l.root), e.pace}
	highest := highestDistance
	if l.scale.pace != nil {
		highest = l.scale.inverse(rarest)
	}
	top := math.Max(highest, l.distances([]float64{0})[0]+beyondPresent)
	last := 0
	for i := 1; i < candidates && at[i] > at[i-1] && at[i-1] < top; i++ {
		if at[i] > 1.5*top { // no finite price crosses it, or nearly so
			break
		}
		last = i
	}
	if last < 2*rungs {
		return nil
	}
	l.Lowest, l.Highest = added[0], added[last]
	i := 1
	for _, c := range chebyshev {
		want := at[0] + float64((math.Min(top, at[last])-at[0])*c)
		for at[i] < want {
			i++
		}
		t := (want - at[i-1]) / (at[i] - at[i-1])
		l.Levels = append(l.Levels, added[i-1]+float64((added[i]-added[i-1])*t))
	}
	l.at = l.distances(l.Levels)
	return l
}

// chebyshev holds the Chebyshev points of the first kind on [0, 1]: (1 - cos((2k+1) pi/14))/2.
var chebyshev = [rungs]float64{
	0.012536043909088191, 0.10908425876598514, 0.28305813044122088, 0.5, 0.71694186955877912, 0.89091574123401486, 0.98746395609091181,
}

// gross is the sum of the sizes of all terms at time 0.
func (b Boundary) gross() float64 {
	sum := 0.0
	for _, t := range b.Terms {
		sum += math.Abs(t.Coefficient)
	}
	for _, t := range b.Tables {
		sum += math.Abs(t.Notional.Coefficient)
	}
	return sum
}

// distances returns the variable of the ladder at some levels.
func (l *Ladder) distances(added []float64) []float64 {
	if l.exact != nil {
		out := make([]float64, len(added))
		for i, a := range added {
			if one, ok := l.exact(a); ok {
				out[i] = one.nearest() / float64(one.sigma*l.root)
			}
		}
		return out
	}
	q := newProbe(l.surface, false)
	var out []float64
	for len(added) > 0 {
		n := copy(q.added[:], added)
		added = added[n:]
		q.addUp()
		q.distance()
		for _, y := range q.y[:n] {
			out = append(out, y/l.root)
		}
	}
	return out
}

// A Rung is what a ladder says about one level.
type Rung struct {
	Probability, StdErr float64
	// Interpolation is what the polynomial may be off by: the difference to the one of a degree less, through
	// all levels but the middle one.
	Interpolation float64
}

// Interpolate returns the probability at other levels, from Lowest to Highest, given those at the levels with their
// standard errors. The standard error assumes that those go together, which they do: they come from the
// same points.
func (l *Ladder) Interpolate(probability, stdErr, added []float64) []Rung {
	if l.exact != nil {
		out := make([]Rung, len(added))
		for i, a := range added {
			if one, ok := l.exact(a); ok {
				out[i].Probability = l.scale.pace.mean(func(m float64) float64 { return one.under(m).by(l.years) })
			}
		}
		return out
	}
	z, slope := make([]float64, rungs), make([]float64, rungs)
	for k, p := range probability {
		z[k] = l.scale.inverse(p)
		slope[k] = 1 / l.scale.slope(z[k])
	}
	out := make([]Rung, len(added))
	for i, x := range l.distances(added) {
		value, spread, fewer := 0.0, 0.0, 0.0
		for k := range rungs {
			w := lagrange(l.at, k, x, -1)
			value += float64(w * z[k])
			spread += float64(math.Abs(w) * float64(slope[k]*stdErr[k]))
			if k != rungs/2 {
				fewer += float64(lagrange(l.at, k, x, rungs/2) * z[k])
			}
		}
		value = math.Max(0, value)
		p := l.scale.law(value)
		out[i] = Rung{Probability: p, StdErr: float64(l.scale.slope(value) * spread), Interpolation: math.Abs(p - l.scale.law(math.Max(0, fewer)))}
	}
	return out
}

// lagrange returns the k-th Lagrange polynomial of some nodes at x, without one of them.
func lagrange(nodes []float64, k int, x float64, without int) float64 {
	w := 1.0
	for j, n := range nodes {
		if j != k && j != without {
			w = float64(w*(x-n)) / (nodes[k] - n)
		}
	}
	return w
}

// Distance returns how far a boundary is at time 0, in standard deviations at a horizon in years: Y over its square
// root; not positive where it is crossed already.
func Distance(b Boundary, g GBM, years float64) float64 {
	b.Levels = nil
	own, local := g.kernel().restrict(b)
	q := newProbe(own.epoch(local[0], years).surface, false)
	q.distance()
	return q.y[0] / math.Sqrt(years)
}
