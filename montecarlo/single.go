package montecarlo

// A singleWalk is the scratch for one surface on its own.
type singleWalk struct {
	*single
	// At the present epoch.
	*journey
	probe    *probe
	journeys []*journey // of all epochs
	probes   []*probe
	last     lane // distance at the last step
	start    lane // at time 0
	end      lane // and at the horizon
	share    lane // weight there
	cross    lane
	alive    lane
	// The same for the Brownian bridge of Y.
	plain, lastPlain, alivePlain lane
	heading                      []lane // gradient of Y by the log prices that the bridge of Y follows
	one, half, full              lane   // results
}

func newSingleWalk(s *single) *singleWalk {
	w := &singleWalk{single: s, heading: make([]lane, len(s.epochs[0].process.drift))}
	for k, g := range s.epochs {
		j := newJourney(g.motion, g.pace, s.steps)
		if k > 0 {
			j.share(w.journeys[0])
		}
		fillWith(&j.weight, 1)
		w.journeys, w.probes = append(w.journeys, j), append(w.probes, newProbe(g.surface, false))
	}
	return w
}

// draw fills the normals of a slice for so many steps.
func (w *singleWalk) draw(c *cloud, s slice, steps int) {
	w.journey = nil
	w.journeys[0].fill(c, s, steps)
}

// enter goes to a target's epoch, for paths of so many steps that component drew.
func (w *singleWalk) enter(t *target, component, steps int) {
	if j := w.journeys[t.epoch]; j != w.journey {
		w.journey, w.probe = j, w.probes[t.epoch]
		w.load(steps)
	}
	w.tick(component, t.lean)
}

// run adds the points of a slice to out, one set of sums per replicate: the horizon in one bridge.
func (w *singleWalk) run(c *cloud, s slice, at int, out [][]float64) {
	w.draw(c, s, 1)
	w.enter(&w.targets[0], s.component, 1)
	w.evaluate(&w.targets[0], s.component, &w.one)
	addTo(out, at+poolCrossed, &w.one, s)
}

// refine adds what several bridges tell about the horizon.
func (w *singleWalk) refine(c *cloud, s slice, at int, out [][]float64) {
	horizon := &w.targets[0]
	w.draw(c, s, w.steps)
	w.enter(horizon, s.component, w.steps)
	w.correct(horizon, s.component, w.steps, &w.full)
	addTo(out, at+poolCorrection, &w.full, s)
	w.half = w.full
	if w.steps > 2 {
		w.correct(horizon, s.component, w.steps/2, &w.one)
		for i := range w.half {
			w.half[i] -= w.one[i]
		}
	}
	addTo(out, at+poolCoarse, &w.half, s)
}

// curves adds all targets but the horizon that are not known, in one bridge, or corrected to two.
func (w *singleWalk) curves(c *cloud, s slice, at int, out [][]float64) {
	w.draw(c, s, 2)
	for k := max(0, len(w.exact)-1); k < len(w.targets)-1; k++ {
		t := &w.targets[1+k]
		w.enter(t, s.component, 2)
		w.evaluate(t, s.component, &w.one)
		if t.corrected {
			w.correct(t, s.component, 2, &w.full)
			for i := range w.one {
				w.one[i] += float64((1 + extrapolated) * w.full[i]) // two steps: the correction is the last difference
			}
		}
		addTo(out, at+poolTargets+k, &w.one, s)
	}
}

// evaluate sets out to the weighted probability of each point that the surface has been crossed, by one bridge.
func (w *singleWalk) evaluate(t *target, component int, out *lane) {
	w.bridge(t.root, 1)
	w.probe.shift(t.added)
	w.arrive(0, t.years, component, t.lean)
	w.distance()
	w.begin(t)
	crossing(&w.last, &w.probe.y, t.years, true, &w.cross)
	if t.flat == 0 {
		for i := range out {
			out[i] = float64(w.weight[i] * w.cross[i])
		}
		return
	}
	fillWith(&w.plain, t.reach)
	if w.pace != nil {
		for i, r := range &w.root {
			w.plain[i] = float64((t.reach + float64(t.pull*(float64(r*r)-1))) * w.slow[i])
		}
	}
	if component > 0 { // the tilt is along the first factor
		pushed := float64(float64(t.plane[0]*t.lean.drift[0]) * t.years)
		for i := range w.plain {
			w.plain[i] -= pushed
		}
	}
	for f, x := range t.plane {
		load, z := float64(t.root*x), &w.z[f]
		for i := range w.plain {
			w.plain[i] -= float64(load * z[i])
		}
	}
	crossing(&w.last, &w.plain, t.years, true, out)
	for i := range out {
		out[i] = float64(w.weight[i] * (w.cross[i] - out[i]))
	}
}

// distance measures the probe's distances at the present prices.
func (w *singleWalk) distance() {
	w.probe.measure(w.x, w.e)
	w.probe.distance()
	w.slowed(&w.probe.y)
}

// begin puts paths at their start.
func (w *singleWalk) begin(t *target) {
	fillWith(&w.last, t.start)
	w.slowed(&w.last)
}

// correct sets out to what several bridges add to the weighted crossing probability of one: the probability with
// the distances met on the way, less that with the distances of a Brownian bridge of Y between the same ends driven by the same
// normals. The mean of the latter is one bridge's exactly, and the two differ little, so there is next to no noise; the less as each way
// to the end goes with its reflection about the straight one.
func (w *singleWalk) correct(t *target, component, steps int, out *lane) {
	w.bridge(t.root, steps)
	w.probe.shift(t.added)
	// From the horizon inwards, since the bridge of Y needs its end.
	w.arrive(steps-1, t.years, component, t.lean)
	w.distance()
	w.end, w.share = w.probe.y, w.weight
	w.head()
	clear(out[:])
	for side := range 2 {
		if side == 1 {
			w.reflect(steps)
		}
		w.survive(t, component, steps)
		for i := range out {
			out[i] += float64(0.5 * float64(w.share[i]*(w.alivePlain[i]-w.alive[i])))
		}
	}
}

// survive sets alive to the survival along the path to its end, and alivePlain to that of the bridge of Y.
func (w *singleWalk) survive(t *target, component, steps int) {
	dt := t.years / float64(steps)
	rows := len(w.rows)
	ends := w.path[(steps-1)*rows:]
	w.begin(t)
	w.start = w.last
	w.lastPlain = w.last
	fillWith(&w.alive, 1)
	w.alivePlain = w.alive
	for j := range steps {
		y := &w.end
		plain := &w.end
		if j < steps-1 {
			w.arrive(j, float64(dt*float64(j+1)), component, t.lean)
			w.distance()
			y, plain = &w.probe.y, &w.plain
			done := float64(j+1) / float64(steps)
			for i := range plain {
				plain[i] = w.start[i] + float64(done*(w.end[i]-w.start[i]))
			}
			for a := range w.heading {
				c, at, end := &w.heading[a], &w.path[j*rows+a], &ends[a]
				for i := range plain {
					plain[i] += float64(c[i] * (at[i] - float64(done*end[i])))
				}
			}
		}
		crossing(&w.last, y, dt, true, &w.cross)
		for i := range w.alive {
			w.alive[i] = float64(w.alive[i] * (1 - w.cross[i]))
		}
		crossing(&w.lastPlain, plain, dt, true, &w.cross)
		for i := range w.alivePlain {
			w.alivePlain[i] = float64(w.alivePlain[i] * (1 - w.cross[i]))
		}
		w.last, w.lastPlain = *y, *plain
	}
}

// head sets heading from the horizon's log prices: the gradient of Y, a unit vector in factor space, at half of them. It depends on the ends
// of the path alone, so the bridge of Y that follows it is a Brownian bridge whatever it is; the better it is, the less noise there is.
func (w *singleWalk) head() {
	for a := range w.x {
		x := &w.x[a]
		for i := range x {
			x[i] = float64(0.5 * x[i])
		}
		expTo(w.e[a][:], x[:])
	}
	w.probe.measure(w.x, w.e)
	w.probe.distance()
	w.probe.gradientByAsset(w.heading)
}

// addTo adds the values of v to output k of each replicate of a slice.
func addTo(out [][]float64, k int, v *lane, s slice) {
	for r := range s.count {
		sum := 0.0
		for _, x := range v[r*s.each : (r+1)*s.each] {
			sum += x
		}
		out[r][k] += sum
	}
}
