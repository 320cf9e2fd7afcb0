package calibrate

import "math"

// Of the climb: rounds at most, halvings of one step, the share of the expected gain that a step must
// bring (Armijo), and the step of numerical derivatives, which is best near the cube root of the precision.
const (
	climbRounds = 100
	halvings    = 40
	armijo      = 1e-4
	slopeStep   = 6e-6
)

// climb goes from a point near the least value of f to it, by the quasi-Newton method of Broyden, Fletcher,
// Goldfarb and Shanno (Nocedal and Wright, Numerical Optimization, 6.1) on central differences, until no step gains.
func climb(f func([]float64) float64, from vertex) vertex {
	n := len(from.x)
	here, slope := from, gradient(f, from.x)
	inverse := square2(n) // of the second derivatives
	for i := range n {
		inverse[i][i] = 1
	}
	direction := make([]float64, n)
	for first := range climbRounds {
		var down float64
		for i := range n {
			direction[i] = 0
			for j := range n {
				direction[i] -= float64(inverse[i][j] * slope[j])
			}
			down += float64(direction[i] * slope[i])
		}
		if !(down < 0) {
			return here
		}
		next, ok := descend(f, here, direction, down)
		if !ok {
			return here
		}
		after := gradient(f, next.x)
		update(inverse, difference(next.x, here.x), difference(after, slope), first == 0)
		gain := here.f - next.f
		here, slope = next, after
		if gain < 1e-13*math.Abs(here.f) {
			return here
		}
	}
	return here
}

// descend halves the step along a direction until it gains enough, and reports whether one does.
func descend(f func([]float64) float64, here vertex, direction []float64, down float64) (vertex, bool) {
	step := 1.0
	for range halvings {
		x := make([]float64, len(here.x))
		for i := range x {
			x[i] = here.x[i] + float64(step*direction[i])
		}
		if v := f(x); v <= here.f+float64(armijo*step*down) && v < here.f {
			return vertex{x, v}, true
		}
		step /= 2
	}
	return here, false
}

// update corrects the inverse of the second derivatives by a step s and the change y of the slope along it.
func update(inverse [][]float64, s, y []float64, first bool) {
	n := len(s)
	sy, yy := dot(s, y), dot(y, y)
	if !(sy > 1e-12*math.Sqrt(dot(s, s)*yy)) {
		return // not convex along the step
	}
	if first {
		for i := range n {
			inverse[i][i] = sy / yy
		}
	}
	hy := make([]float64, n)
	for i := range n {
		hy[i] = dot(inverse[i], y)
	}
	scale := (1 + dot(y, hy)/sy) / sy
	for i := range n {
		for j := range n {
			inverse[i][j] += float64(scale*s[i]*s[j]) - (float64(hy[i]*s[j])+float64(s[i]*hy[j]))/sy
		}
	}
}

// gradient returns the derivatives of f at x by central differences.
func gradient(f func([]float64) float64, x []float64) []float64 {
	g, at := make([]float64, len(x)), append([]float64(nil), x...)
	for i := range x {
		at[i] = x[i] + slopeStep
		up := f(at)
		at[i] = x[i] - slopeStep
		g[i] = (up - f(at)) / (2 * slopeStep)
		at[i] = x[i]
	}
	return g
}

func difference(a, b []float64) []float64 {
	d := make([]float64, len(a))
	for i := range a {
		d[i] = a[i] - b[i]
	}
	return d
}

func dot(a, b []float64) float64 {
	var sum float64
	for i := range a {
		sum += float64(a[i] * b[i])
	}
	return sum
}
