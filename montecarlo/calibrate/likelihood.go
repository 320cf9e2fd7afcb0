package calibrate

import "math"

// Evaluations that a search may take, and the gain of the log likelihood at which it ends.
const (
	shortSearch = 300
	longSearch  = 2000
	tolerance   = 1e-9
)

// A likelihood is a log likelihood of named parameters. It returns -Inf or NaN
// where they are not allowed.
type likelihood func(parameters []float64) float64

// maximise returns where the log likelihood l(natural(u)) is largest: a short search
// by the simplex of Nelder and Mead from each start, a long one from the best end, begun
// anew until it gains nothing, and a last climb by BFGS on numerical gradients.
func maximise(l likelihood, natural func(u []float64) []float64, starts ...[]float64) (u []float64, value float64) {
	f := func(u []float64) float64 {
		v := -l(natural(u))
		if math.IsNaN(v) {
			return math.Inf(1)
		}
		return v
	}
	best := vertex{starts[0], math.Inf(1)}
	search := func(from []float64, size float64, evaluations int) {
		if end := simplex(f, from, size, evaluations); end.f < best.f {
			best = end
		}
	}
	for _, start := range starts {
		search(start, 0.5, shortSearch)
	}
	for size := 0.2; size > 0.001; size /= 4 {
		before := best.f
		search(best.x, size, longSearch)
		if before-best.f < 1e-8 {
			break
		}
	}
	best = climb(f, best)
	return best.x, -best.f
}

// errorsAt returns the standard errors of the parameters p at the maximum of l: the
// roots of the diagonal of the inverse of minus the second derivatives, by central
// differences. An error is 0 where that is not positive: at an edge, or where the
// likelihood does not tell the parameters apart.
func errorsAt(l likelihood, p, scale []float64) []float64 {
	n := len(p)
	h := square2(n)
	at := func(i, j int, a, b float64) float64 {
		q := append([]float64(nil), p...)
		q[i] += float64(a * scale[i])
		q[j] += float64(b * scale[j])
		return l(q)
	}
	for i := range n {
		h[i][i] = -(at(i, i, 1, 0) - float64(2*l(p)) + at(i, i, -1, 0)) / square(scale[i])
		for j := range i {
			h[i][j] = -(at(i, j, 1, 1) - at(i, j, 1, -1) - at(i, j, -1, 1) + at(i, j, -1, -1)) / (4 * scale[i] * scale[j])
		}
	}
	errs := make([]float64, n)
	// Parameters differ by orders of magnitude: invert in units of their own curvature.
	unit := make([]float64, n)
	for i := range n {
		if !(h[i][i] > 0) || math.IsInf(h[i][i], 0) {
			return errs
		}
		unit[i] = 1 / math.Sqrt(h[i][i])
	}
	for i := range n {
		for j := range i + 1 {
			h[i][j] *= unit[i] * unit[j]
		}
	}
	c, ok := cholesky(h)
	if !ok {
		return errs
	}
	for i, v := range inverseDiagonal(c) {
		errs[i] = math.Sqrt(v) * unit[i]
	}
	return errs
}

// errorsOf returns errorsAt with steps that move the log likelihood by about
// .001, found from its curvature along each axis.
func errorsOf(l likelihood, p []float64) []float64 {
	scale := make([]float64, len(p))
	top := l(p)
	for i, x := range p {
		step := 1e-4 * math.Max(math.Abs(x), 1e-6)
		for range 60 {
			up, down := append([]float64(nil), p...), append([]float64(nil), p...)
			up[i] += step
			down[i] -= step
			switch fall := top - float64((l(up)+l(down))/2); {
			case math.IsNaN(fall) || fall > 2e-3:
				step /= 2
				continue
			case fall < 3e-4:
				step *= 1.7
				continue
			}
			break
		}
		scale[i] = step
	}
	return errorsAt(l, p, scale)
}

// A Fit is what every fit by maximum likelihood tells of itself.
type Fit struct {
	LogLikelihood float64
	Returns       int      // that it was fitted to
	Edge          []string // parameters at the edge of what is allowed: they have no standard error
}
