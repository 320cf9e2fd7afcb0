package calibrate

import (
	"math"
	"slices"
)

// patience is after how many rounds without a gain of the tolerance the simplex ends.
const patience = 60

// A vertex is a point and the value of the function there.
type vertex struct {
	x []float64
	f float64
}

// simplex searches for the least value of f from a point, by the method of Nelder and Mead
// (Computer J. 7, 1965) with the coefficients of Gao and Han for more dimensions than two (Computational
// Optimization and Applications 51, 2012). It begins with edges of this size, and ends
// after so many evaluations or when it has not gained the tolerance for 60 rounds.
func simplex(f func([]float64) float64, from []float64, size float64, evaluations int) vertex {
	n := len(from)
	dim := float64(max(n, 2))
	expand, contract, shrink := 1+2/dim, 0.75-0.5/dim, 1-1/dim
	left := evaluations
	at := func(x []float64) vertex {
		left--
		return vertex{x, f(x)}
	}
	v := []vertex{at(slices.Clone(from))}
	for i := range n {
		x := slices.Clone(from)
		x[i] += size
		v = append(v, at(x))
	}
	order := func() {
		slices.SortStableFunc(v, func(a, b vertex) int {
			switch {
			case a.f < b.f:
				return -1
			case a.f > b.f:
				return 1
			}
			return 0
		})
	}
	order()
	centre := make([]float64, n)
	// along returns the point at this multiple of the way from the worst vertex to the centre of the others, seen from there.
	along := func(step float64) vertex {
		x := make([]float64, n)
		for i := range x {
			x[i] = centre[i] + float64(step*(centre[i]-v[n].x[i]))
		}
		return at(x)
	}
	for best, idle := v[0].f, 0; left > 0 && idle < patience; {
		clear(centre)
		for _, p := range v[:n] {
			for i := range centre {
				centre[i] += p.x[i] / float64(n)
			}
		}
		next := along(1)
		switch {
		case next.f < v[0].f:
			if further := along(expand); further.f < next.f {
				next = further
			}
		case next.f < v[n-1].f:
		case next.f < v[n].f:
			next = keep(along(contract), next)
		default:
			next = keep(along(-contract), v[n])
		}
		if next.f < v[n].f {
			v[n] = next
		} else {
			for k := 1; k <= n; k++ {
				x := make([]float64, n)
				for i := range x {
					x[i] = v[0].x[i] + float64(shrink*(v[k].x[i]-v[0].x[i]))
				}
				v[k] = at(x)
			}
		}
		order()
		if idle++; v[0].f < best-tolerance {
			best, idle = v[0].f, 0
		}
	}
	return v[0]
}

// keep returns the better of a contraction and what it began with; where the contraction does not gain, a vertex that
// is worse than any, so that the simplex shrinks.
func keep(contracted, before vertex) vertex {
	if contracted.f <= before.f {
		return contracted
	}
	return vertex{before.x, math.Inf(1)}
}
