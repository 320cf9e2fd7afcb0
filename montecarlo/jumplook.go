package montecarlo

import "math"

// jumpLook moves pseudo-random paths from look to look: the sum of the jumps in between is normal given their number.
type jumpLook struct {
	course  *jumpCourse
	normals *normalTable
	stream  streaming
	z       []lane
	sum     lane
	number  lane
	counts  map[float64][][]float64 // of each kind, by length of step
}

func (j *Jumps) looker(process kernel, years float64) looker {
	c := j.course(process, years).(*jumpCourse)
	return &jumpLook{course: c, normals: standardNormal(), stream: c.flow.streaming(), z: make([]lane, len(c.loading)), counts: map[float64][][]float64{}}
}

func (w *jumpLook) begin(*stream) {}

func (w *jumpLook) advance(x []lane, from, dt float64, g *stream) {
	counts := w.counts[dt]
	if counts == nil {
		for i := range w.course.kinds {
			counts = append(counts, poisson(float64(w.course.kinds[i].rate*dt)))
		}
		w.counts[dt] = counts
	}
	for f := range w.z {
		w.normals.fill(w.z[f][:], g)
	}
	w.course.flow.advance(x, w.course.drift, w.z, from, dt)
	for k := range w.course.kinds {
		kind, count := &w.course.kinds[k], counts[k]
		some := false
		for i := range w.number {
			u := fraction(g.next())
			n := 0
			for n < len(count)-1 && u > count[n] {
				n++
			}
			w.number[i] = float64(n)
			some = some || n > 0
		}
		if !some {
			continue
		}
		for f := range w.z {
			w.normals.fill(w.z[f][:], g)
		}
		for a := range x {
			if kind.asset >= 0 && kind.asset != a {
				continue
			}
			clear(w.sum[:])
			accumulate(&w.sum, kind.loading[a], 1, w.z)
			for i, n := range &w.number {
				x[a][i] += float64(n*kind.mean[a]) + float64(math.Sqrt(n)*w.sum[i])
			}
		}
	}
}
