package montecarlo

import "math"

// regimeWalk is the scratch of one worker.
type regimeWalk struct {
	*regimeCourse
	draw   *drawer
	net    *regimeNet
	first  [lanes]uint8 // state at time 0: it changes from step to step
	steps  []lane       // their lengths
	time   lane
	share  lane
	root   lane
	normal []lane
	end    []lane // of the Brownian motions that drive the prices, without a tilt, and now
	now    []lane
	calm   lane
	log    []lane
	stream streaming
}

func (c *regimeCourse) walker() walker {
	n := len(c.drift)
	return &regimeWalk{regimeCourse: c, normal: make([]lane, n), end: make([]lane, n), now: make([]lane, n), stream: c.flow.streaming()}
}

// changes numbers the blocks of dimensions that times of changes are from.
const changes = 0x4000

// begin draws the state at time 0 and how long each lasts, then where the driving Brownian motions would end.
func (w *regimeWalk) begin(d *drawer, net any) int {
	w.draw, w.net = d, net.(*regimeNet)
	w.stream.begin()
	n := len(w.end)
	d.block(0)
	d.uniform(&w.share, 0)
	for i, u := range &w.share {
		w.first[i], w.time[i] = 0, 0
		if u > 1-w.net.chain.stressed {
			w.first[i] = 1
		}
	}
	root := math.Sqrt(w.years)
	for f := range w.end {
		d.normal(&w.end[f], 2+f)
		clear(w.now[f][:])
		for i := range w.end[f] {
			w.end[f][i] = float64(root * w.end[f][i])
		}
	}
	if len(w.log) < len(w.net.tilts) {
		w.log = make([]lane, len(w.net.tilts))
	}
	for c := range w.net.tilts {
		for i, s := range &w.first {
			w.log[c][i] = w.net.tilts[c].start[s]
		}
	}
	w.steps = w.steps[:0]
	for k := 0; ; k++ {
		d.block(changes + k)
		dimension := 1
		if k > 0 {
			dimension = 2 + n + (k-1)*(n+1)
		}
		d.uniform(&w.share, dimension)
		more := false
		w.steps = append(w.steps, lane{})
		length := &w.steps[k]
		for i, u := range &w.share {
			rate := w.net.chain.up
			if w.state(k, i) == 1 {
				rate = w.net.chain.down
			}
			left := w.years - w.time[i]
			length[i] = left
			if wait := -log(u) / rate; wait < left {
				length[i] = wait
				more = true
			}
			w.time[i] += length[i]
			if length[i] == left {
				w.time[i] = w.years
			}
		}
		if !more {
			break
		}
	}
	clear(w.time[:])
	return len(w.steps)
}

// state is that of path i in step k.
func (w *regimeWalk) state(k, i int) uint8 { return w.first[i] ^ uint8(k&1) }

func (w *regimeWalk) step(k int, l *leap) {
	n := len(w.end)
	d := w.draw
	d.block(1 + k)
	l.years, l.fresh = w.steps[k], true
	l.scaled = w.flow.terms != nil
	for i, h := range &l.years {
		l.state[i] = w.state(k, i)
		l.mixed = l.mixed || l.state[i] != 0 && h > 0
		left := math.Max(tiny, w.years-w.time[i])
		w.share[i] = math.Min(1, h/left)
		w.root[i] = math.Sqrt(math.Max(0, float64(h*(left-h))/left))
	}
	tilts := w.net.tilts
	for f := range w.end {
		z, end, now := &w.normal[f], &w.end[f], &w.now[f]
		d.normal(z, 2+n+k*(n+1)+1+f)
		for i, s := range &l.state {
			moved := float64(w.share[i]*(end[i]-now[i])) + float64(w.root[i]*z[i])
			now[i] += moved
			z[i] = moved + float64(w.net.push[s][f]*l.years[i])
		}
		for c := range tilts {
			push := [2]float64{tilts[c].push[0][f], tilts[c].push[1][f]}
			for i, s := range &l.state {
				w.log[c][i] += float64(push[s] * z[i])
			}
		}
	}
	for i, h := range &l.years {
		w.time[i] += h
	}
	for c := range tilts {
		t := &tilts[c]
		for i, s := range &l.state {
			h := l.years[i]
			w.log[c][i] -= float64(t.rest[s] * h)
			if h > 0 && w.changed(k, i) {
				w.log[c][i] += t.leave[s]
			}
		}
		l.tilted[c] = w.log[c]
	}
	w.move(l)
}

// changed reports whether the state of path i changes at the end of step k.
func (w *regimeWalk) changed(k, i int) bool { return k+1 < len(w.steps) && w.steps[k+1][i] > 0 }

// move sets the moves of a step from the increments of the factors.
func (w *regimeWalk) move(l *leap) {
	for a := range l.move {
		m := &l.move[a]
		clear(m[:])
		accumulate(m, w.net.rows[0][a], 1, w.normal)
		if l.mixed {
			w.calm = *m
			clear(m[:])
			accumulate(m, w.net.rows[1][a], 1, w.normal)
			for i, s := range &l.state {
				if s == 0 {
					m[i] = w.calm[i]
				}
			}
		}
		variance := [2]float64{dotAll(w.loading[0][a], w.loading[0][a]), dotAll(w.loading[1][a], w.loading[1][a])}
		if l.scaled {
			w.stream.stretch(a, l, &w.time)
			for i, scale := range &l.scale[a] {
				m[i] = float64(scale * m[i])
			}
		}
		even := w.drift[a]
		for i, h := range &l.years {
			m[i] += float64(even * h)
			if !w.compensated {
				continue
			}
			half := float64(0.5 * float64(variance[l.state[i]]*h))
			if l.scaled {
				half = float64(half * float64(l.scale[a][i]*l.scale[a][i]))
			}
			m[i] -= half
		}
	}
}
