package montecarlo

import "math"

// A drive is one way to draw the Brownian motions behind a law of steps, for a net: on factors turned to what matters most, pushed by a tilt. All is by state.
type drive struct {
	rows  [][][]float64 // loadings on the turned factors
	push  [][]float64   // drift of these, per year
	tilts []tiltedDrive // of all tilted nets
}

// A tiltedDrive is the density of a tilted net: exp(push W - rest t) in each state.
type tiltedDrive struct {
	push [][]float64
	rest []float64 // per year: half of the square of push, and what a law adds
}

// newDrives returns the drive of each net of a law.
func newDrives(loadings [][][]float64, etas, towards [][]float64) []drive {
	drives := make([]drive, len(etas))
	for k, eta := range etas {
		d := &drives[k]
		for _, loading := range loadings {
			unit, _ := scaled(back(loading, towards[k]))
			rows := product(loading, householder(unit))
			d.rows = append(d.rows, rows)
			d.push = append(d.push, back(rows, eta))
		}
		for _, other := range etas {
			if other == nil {
				continue
			}
			t := tiltedDrive{rest: make([]float64, len(loadings))}
			for s, rows := range d.rows {
				push := back(rows, other)
				t.push = append(t.push, push)
				t.rest[s] = float64(0.5 * dotAll(push, push))
			}
			d.tilts = append(d.tilts, t)
		}
	}
	return drives
}

// back returns what each factor of a loading is moved by under a tilt; nil is none.
//
//go:noinline
func back(loading [][]float64, eta []float64) []float64 {
	out := make([]float64, len(loading))
	if eta == nil {
		return out
	}
	for a, row := range loading {
		for f, l := range row {
			out[f] += float64(l * eta[a])
		}
	}
	return out
}

// dotAll returns the inner product.
//
//go:noinline
func dotAll(a, b []float64) float64 {
	sum := 0.0
	for i, x := range a {
		sum += float64(x * b[i])
	}
	return sum
}

// A driver is the scratch to follow a drive.
type driver struct {
	*drive
	loadings    [][][]float64
	drift       []float64 // of log prices, per year, without what goes with the variance
	compensated bool
	end, now    []lane // of the factors, without a push
	turned      []lane // their increments in the step
	share, root lane
	calm        lane
	log         []lane // of the densities of tilted nets
}

func newDriver(loadings [][][]float64, drift []float64, compensated bool) driver {
	n := len(drift)
	return driver{loadings: loadings, drift: drift, compensated: compensated, end: make([]lane, n), now: make([]lane, n), turned: make([]lane, n)}
}

// begin is at time 0, with the drive of a net.
func (w *driver) begin(d *drive) {
	w.drive = d
	if len(w.log) < len(d.tilts) {
		w.log = make([]lane, len(d.tilts))
	}
	for k := range w.log {
		clear(w.log[k][:])
	}
}

// aim draws where the factors end after some years.
func (w *driver) aim(d *drawer, first int, years float64) {
	root := math.Sqrt(years)
	for f := range w.end {
		end := &w.end[f]
		d.normal(end, first+f)
		clear(w.now[f][:])
		for i := range end {
			end[i] = float64(root * end[i])
		}
	}
}

// bridge draws the increments of a step whose length is known, of what is left of the way to the end after some time.
func (w *driver) bridge(d *drawer, first int, l *leap, time *lane, years float64) {
	for i, h := range &l.years {
		left := math.Max(tiny, years-time[i])
		w.share[i] = math.Min(1, h/left)
		w.root[i] = math.Sqrt(math.Max(0, float64(h*(left-h))/left))
	}
	for f := range w.end {
		z, end, now := &w.turned[f], &w.end[f], &w.now[f]
		d.normal(z, first+f)
		for i := range z {
			z[i] = float64(w.share[i]*(end[i]-now[i])) + float64(w.root[i]*z[i])
			now[i] += z[i]
		}
	}
}

// move fills in the move of a step, from its increments, length, scales and states, and the densities at its end.
func (w *driver) move(l *leap) {
	for f := range w.turned {
		z := &w.turned[f]
		for s, push := range w.push {
			if push[f] == 0 {
				continue
			}
			for i, h := range &l.years {
				if int(l.state[i]) == s {
					z[i] += float64(push[f] * h)
				}
			}
		}
	}
	for c := range w.tilts {
		w.weigh(&w.tilts[c], &w.log[c], l)
		l.tilted[c] = w.log[c]
	}
	for a := range l.move {
		w.shift(a, l)
	}
}

func (w *driver) weigh(t *tiltedDrive, log *lane, l *leap) {
	for s, push := range t.push {
		if s > 0 && !l.mixed {
			break
		}
		clear(w.calm[:])
		accumulate(&w.calm, push, 1, w.turned)
		for i, h := range &l.years {
			if int(l.state[i]) == s {
				log[i] += w.calm[i] - float64(t.rest[s]*h)
			}
		}
	}
}

func (w *driver) shift(a int, l *leap) {
	m := &l.move[a]
	for s, rows := range w.rows {
		if s > 0 && !l.mixed {
			break
		}
		row := w.loadings[s][a]
		half := 0.0
		if w.compensated {
			half = float64(-0.5 * dotAll(row, row))
		}
		clear(w.calm[:])
		accumulate(&w.calm, rows[a], 1, w.turned)
		for i, h := range &l.years {
			if int(l.state[i]) != s {
				continue
			}
			x, variance := w.calm[i], half
			if l.scaled {
				scale := l.scale[a][i]
				x, variance = float64(x*scale), float64(half*float64(scale*scale))
			}
			m[i] = x + float64((w.drift[a]+variance)*h)
		}
	}
}
