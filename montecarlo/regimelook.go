package montecarlo

import "math"

// regimeLook moves pseudo-random paths from look to look: given how much of the time was stress, what they move by is normal.
type regimeLook struct {
	course  *regimeCourse
	normals *normalTable
	state   [lanes]uint8
	left    lane // years until the state changes
	spent   [2]lane
	z       [2][]lane
	moved   [2]lane
}

func (r *Regimes) looker(process kernel, years float64) looker {
	c := r.course(process, years).(*regimeCourse)
	n := len(c.drift)
	return &regimeLook{course: c, normals: standardNormal(), z: [2][]lane{make([]lane, n), make([]lane, n)}}
}

func (w *regimeLook) begin(g *stream) {
	for i := range w.state {
		w.state[i] = 0
		if fraction(g.next()) > 1-w.course.chain.stressed {
			w.state[i] = 1
		}
		w.left[i] = w.wait(w.state[i], g)
	}
}

func (w *regimeLook) wait(state uint8, g *stream) float64 {
	rate := w.course.chain.up
	if state == 1 {
		rate = w.course.chain.down
	}
	return -log(fraction(g.next())) / rate
}

func (w *regimeLook) advance(x []lane, from, dt float64, g *stream) {
	stress := false
	for i := range w.left {
		w.spent[0][i], w.spent[1][i] = 0, 0
		rest := dt
		for w.left[i] < rest {
			w.spent[w.state[i]][i] += w.left[i]
			rest -= w.left[i]
			w.state[i] ^= 1
			w.left[i] = w.wait(w.state[i], g)
		}
		w.left[i] -= rest
		w.spent[w.state[i]][i] += rest
		stress = stress || w.spent[1][i] > 0
	}
	for s := range w.z {
		if s == 1 && !stress {
			break
		}
		for f := range w.z[s] {
			w.normals.fill(w.z[s][f][:], g)
		}
	}
	for a := range x {
		stretched := 1.0 // of the variance
		if w.course.flow.terms != nil {
			t := &w.course.flow.terms[a]
			stretched = math.Max(0, t.Variance(from+dt)-t.Variance(from)) / math.Max(float64(float64(w.course.flow.mean[a]*w.course.flow.mean[a])*dt), tiny)
		}
		even := float64(w.course.drift[a] * dt)
		for i := range x[a] {
			x[a][i] += even
		}
		for s, loading := range w.course.loading {
			if s == 1 && !stress {
				break
			}
			v, row := &w.moved[s], loading[a]
			clear(v[:])
			accumulate(v, row, math.Sqrt(stretched), w.z[s])
			half := 0.0
			if w.course.compensated {
				half = float64(-0.5 * float64(stretched*dotAll(row, row)))
			}
			for i, h := range &w.spent[s] {
				x[a][i] += float64(math.Sqrt(h)*v[i]) + float64(half*h)
			}
		}
	}
}
