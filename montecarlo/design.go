package montecarlo

import "math"

// A design is the most likely point at which a surface is crossed by some time: the nearest to the origin among the standard
// normal vectors (in factor space) that lie on the surface then. Rotation and importance sampling use it;
// it decides how fast estimates converge, not where to.
type design struct {
	point    []float64
	unit     []float64 // its direction
	distance float64   // its length; negative where most paths end beyond the surface
	pull     float64   // how much it grows for each unit of a clock's multiplier
}

// designs returns the design of each target of a surface by the iteration of Hasofer, Lind, Rackwitz and Fiessler:
// to the foot of the perpendicular on the tangent plane, again and again. As it need not converge,
// the step is cut to half, and only few are taken.
func designs(s *surface, process *kernel, targets []target) []design {
	q := newProbe(s, false)
	if q.vector == nil {
		q.allocate()
	}
	out := make([]design, len(targets))
	for from := 0; from < len(targets); from += lanes {
		q.designs(process, targets[from:min(from+lanes, len(targets))], out[from:])
	}
	return out
}

func (q *probe) designs(process *kernel, targets []target, out []design) {
	n := len(process.drift)
	x, e := make([]lane, n), make([]lane, n)
	z := make([]lane, n)
	for i, t := range targets {
		q.added[i] = t.added
	}
	q.addUp()
	for sweep := range 12 {
		for a := range x {
			for i, t := range targets {
				x[a][i] = float64(process.drift[a] * t.years)
				for f, load := range process.loading[a] {
					x[a][i] += float64(float64(load*t.root) * z[f][i])
				}
			}
			expTo(e[a][:], x[a][:])
		}
		q.measure(x, e)
		q.faces(q.price)
		q.split(q.price, &q.p)
		q.gradient(q.price, &q.s)
		for i, t := range targets {
			// The gradient by z is root times that by the factors.
			g := make([]float64, n)
			square, along := 0.0, 0.0
			for f := range q.vector {
				g[f] = float64(t.root * q.vector[f][i])
				square += float64(g[f] * g[f])
				along += float64(g[f] * z[f][i])
			}
			if !(square > tiny) {
				continue
			}
			k := (along - q.p[i]) / square
			weight := 0.5
			if sweep == 0 {
				weight = 1
			}
			for f := range z {
				z[f][i] += float64(weight * (float64(k*g[f]) - z[f][i]))
				z[f][i] = math.Max(-farthest, math.Min(farthest, z[f][i]))
			}
			if sweep == 0 { // on which side most paths end
				out[i].distance = q.p[i]
			}
		}
	}
	for i := range targets {
		p := make([]float64, n)
		for f := range z {
			p[f] = z[f][i]
		}
		behind := out[i].distance < 0
		out[i].point = p
		out[i].unit, out[i].distance = scaled(p)
		if behind {
			out[i].distance = -out[i].distance
			for f := range p {
				out[i].unit[f] = -out[i].unit[f]
			}
		}
	}
}

// farthest bounds a design: normal vectors that long have a density of 1e-196.
const farthest = 30
