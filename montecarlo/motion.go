package montecarlo

import "math"

// A motion is Brownian motion of some assets on factors of its own choice: turned so that the first
// one matters most.
type motion struct {
	drift, pull []float64
	// rows are the loadings of each asset on the turned factors, and after them one unit vector for each tilt.
	rows [][]float64
}

func newMotion(process kernel, rotation [][]float64, tilts ...[]float64) motion {
	m := motion{drift: process.drift, pull: process.pull, rows: product(process.loading, rotation)}
	for _, u := range tilts {
		row := make([]float64, len(u))
		for f, x := range u {
			for g := range row {
				row[g] += float64(x * rotation[f][g])
			}
		}
		m.rows = append(m.rows, row)
	}
	return m
}

// factors is the number of normals a step takes.
func (m *motion) factors() int { return len(m.drift) }

// tilt returns the index of the row of tilt k, which counts from 1: component 0 of a mixture has none.
func (m *motion) tilt(k int) int { return len(m.drift) + k - 1 }

// tilts are how the paths of tilted nets are moved, one after the other: a drift along a unit vector, and so many standard
// deviations of the clock.
type tilts struct{ drift, clock []float64 }

// add appends a tilt towards a point at a quantile of the clock and a distance, over a time whose square root is given. It returns how far, in standard deviations.
func (t *tilts) add(quantile, distance, root float64) float64 {
	shift := float64(tilt * math.Max(0, distance))
	t.drift = append(t.drift, shift/root)
	if quantile == 0 {
		t.clock = append(t.clock, 0)
		return shift
	}
	clock := float64(tilt * quantile)
	t.clock = append(t.clock, clock)
	return math.Sqrt(float64(shift*shift) + float64(clock*clock))
}

// A journey is the scratch to follow a motion over a lane of paths.
type journey struct {
	motion
	drawn []lane // what points set: the clock's normal, if there is one, and z
	pace  *pace
	root  lane   // square root of the multiplier
	slow  lane   // 1/root
	z     []lane // normals: factors of the horizon first, then of the bridges
	v     []lane // the same on the rows
	path  []lane // the rows at the end of each step, less drift and tilt
	x, e  []lane // log prices and prices
	// weight is the density of the motion over that of the mixture, up to the present step.
	weight lane
	term   lane
}

func newJourney(m motion, p *pace, steps int) *journey {
	n, rows := m.factors(), len(m.rows)
	j := &journey{
		motion: m, pace: p, drawn: make([]lane, ticks(p)+n*steps), v: make([]lane, rows*steps), path: make([]lane, rows*steps),
		x: make([]lane, len(m.drift)), e: make([]lane, len(m.drift)),
	}
	j.z = j.drawn[ticks(p):]
	return j
}

// share makes j use the scratch of another journey: they take turns.
func (j *journey) share(o *journey) {
	j.drawn, j.z, j.v, j.path, j.x, j.e = o.drawn, o.z, o.v, o.path, o.x, o.e
}

// ticks is how many normals a clock takes: it comes first.
func ticks(p *pace) int {
	if p == nil {
		return 0
	}
	return 1
}

// fill draws the normals of a slice for so many steps.
func (j *journey) fill(c *cloud, s slice, steps int) {
	c.fill(j.drawn[:ticks(j.pace)+j.factors()*steps], s)
}

// tick sets the multipliers of the paths that a component drew.
func (j *journey) tick(component int, t tilts) {
	if j.pace == nil {
		return
	}
	j.pace.stretch(&j.root, &j.drawn[0], t.quantile(component))
	for i, r := range &j.root {
		j.slow[i] = 1 / r
	}
}

// quantile returns how far a component is moved along the clock.
func (t tilts) quantile(component int) float64 {
	if component == 0 {
		return 0
	}
	return t.clock[component-1]
}

// slowed turns distances into those that a path without the multiplier would have: as variance is stretched, they shrink.
func (j *journey) slowed(y *lane) {
	if j.pace == nil {
		return
	}
	for i := range y {
		y[i] = float64(y[i] * j.slow[i])
	}
}

// load puts the normals of the first steps blocks on the rows.
func (j *journey) load(steps int) {
	rows, n := len(j.rows), j.factors()
	for b := range steps {
		for r, row := range j.rows {
			v := &j.v[b*rows+r]
			clear(v[:])
			accumulate(v, row, 1, j.z[b*n:(b+1)*n])
		}
	}
}

// bridge sets path: the horizon, root the square root of its time, from the first block of normals, then the
// midpoints of ever shorter intervals from the next ones. steps is a power of two.
func (j *journey) bridge(root float64, steps int) {
	rows := len(j.rows)
	for r := range rows {
		end, v := &j.path[(steps-1)*rows+r], &j.v[r]
		for i := range end {
			end[i] = float64(root * v[i])
		}
	}
	block := 1
	for width := steps; width > 1; width /= 2 {
		// Given the ends of an interval the middle has a quarter of its length as variance.
		spread := float64(root * math.Sqrt(float64(width)/float64(4*steps)))
		for right := width - 1; right < steps; right += width {
			for r := range rows {
				mid, b, v := &j.path[(right-width/2)*rows+r], &j.path[right*rows+r], &j.v[block*rows+r]
				if right < width {
					for i := range mid {
						mid[i] = float64(0.5*b[i]) + float64(spread*v[i])
					}
					continue
				}
				a := &j.path[(right-width)*rows+r]
				for i := range mid {
					mid[i] = float64(0.5*(a[i]+b[i])) + float64(spread*v[i])
				}
			}
			block++
		}
	}
}

// reflect turns each path between its start and its end about the straight line between these.
func (j *journey) reflect(steps int) {
	rows := len(j.rows)
	for s := range steps - 1 {
		done := float64(2*float64(s+1)) / float64(steps)
		for r := range rows {
			at, end := &j.path[s*rows+r], &j.path[(steps-1)*rows+r]
			for i := range at {
				at[i] = float64(done*end[i]) - at[i]
			}
		}
	}
}

// arrive sets the prices at the end of a step, so many years from the start, on a path that component drew: 0
// as it is, k with tilt k. It also sets the weight.
func (j *journey) arrive(step int, years float64, component int, t tilts) {
	at := j.path[step*len(j.rows) : (step+1)*len(j.rows)]
	for a := range j.x {
		even, pushed := float64(j.drift[a]*years), j.pushed(a, years, component, t)
		x, b := &j.x[a], &at[a]
		if j.pace != nil {
			pull := float64(j.pull[a] * years)
			for i := range x {
				r := j.root[i]
				x[i] = float64(r*(b[i]+pushed)) + (even + float64(pull*(float64(r*r)-1)))
			}
		} else {
			shift := even + pushed
			for i := range x {
				x[i] = b[i] + shift
			}
		}
		expTo(j.e[a][:], x[:])
	}
	if len(t.drift) == 0 {
		return
	}
	fillWith(&j.weight, 1)
	for k, l := range t.drift {
		r := j.tilt(k + 1)
		b := &at[r]
		shift := j.pushed(r, years, component, t) - float64(0.5*float64(l*years))
		for i := range b {
			j.term[i] = float64(l * (b[i] + shift))
		}
		if c := t.clock[k]; c != 0 {
			moved := t.quantile(component) - float64(0.5*c)
			for i, x := range &j.drawn[0] {
				j.term[i] += float64(c * (x + moved))
			}
		}
		expTo(j.term[:], j.term[:])
		for i := range j.weight {
			j.weight[i] += j.term[i]
		}
	}
	share := float64(len(t.drift) + 1)
	for i := range j.weight {
		j.weight[i] = share / j.weight[i]
	}
}

// pushed returns how far the tilt of a component has moved a row.
func (j *journey) pushed(row int, years float64, component int, t tilts) float64 {
	if component == 0 {
		return 0
	}
	sum := 0.0
	for f, x := range j.rows[j.tilt(component)] {
		sum += float64(x * j.rows[row][f])
	}
	return float64(float64(sum*t.drift[component-1]) * years)
}
