package calibrate

import (
	"math"

	"gonum.org/v1/gonum/diff/fd"
	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/optimize"
)

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
	problem := optimize.Problem{Func: func(u []float64) float64 {
		v := -l(natural(u))
		if math.IsNaN(v) {
			return math.Inf(1)
		}
		return v
	}}
	u, best := starts[0], math.Inf(1)
	climb := func(from []float64, size float64, evaluations int) {
		settings := &optimize.Settings{FuncEvaluations: evaluations, Converger: &optimize.FunctionConverge{Absolute: tolerance, Iterations: 60}}
		if r, _ := optimize.Minimize(problem, from, settings, &optimize.NelderMead{SimplexSize: size}); r != nil && r.F < best {
			u, best = r.X, r.F
		}
	}
	for _, start := range starts {
		climb(start, 0.5, shortSearch)
	}
	for size := 0.2; size > 0.001; size /= 4 {
		before := best
		climb(u, size, longSearch)
		if before-best < 1e-8 {
			break
		}
	}
	problem.Grad = func(g, u []float64) {
		fd.Gradient(g, problem.Func, u, &fd.Settings{Formula: fd.Central})
	}
	if r, _ := optimize.Minimize(problem, u, &optimize.Settings{FuncEvaluations: longSearch, MajorIterations: 100}, &optimize.BFGS{}); r != nil && r.F < best {
		u, best = r.X, r.F
	}
	return u, -best
}

// errorsAt returns the standard errors of the parameters p at the maximum of l: the
// roots of the diagonal of the inverse of minus the second derivatives, by central
// differences. An error is 0 where that is not positive: at an edge, or where the
// likelihood does not tell the parameters apart.
func errorsAt(l likelihood, p, scale []float64) []float64 {
	n := len(p)
	h := mat.NewSymDense(n, nil)
	at := func(i, j int, a, b float64) float64 {
		q := append([]float64(nil), p...)
		q[i] += a * scale[i]
		q[j] += b * scale[j]
		return l(q)
	}
	for i := range n {
		h.SetSym(i, i, -(at(i, i, 1, 0)-2*l(p)+at(i, i, -1, 0))/square(scale[i]))
		for j := range i {
			h.SetSym(i, j, -(at(i, j, 1, 1)-at(i, j, 1, -1)-at(i, j, -1, 1)+at(i, j, -1, -1))/(4*scale[i]*scale[j]))
		}
	}
	errs := make([]float64, n)
	// Parameters differ by orders of magnitude: invert in units of their own curvature.
	unit := make([]float64, n)
	for i := range n {
		if !(h.At(i, i) > 0) || math.IsInf(h.At(i, i), 0) {
			return errs
		}
		unit[i] = 1 / math.Sqrt(h.At(i, i))
	}
	for i := range n {
		for j := range i + 1 {
			h.SetSym(i, j, h.At(i, j)*unit[i]*unit[j])
		}
	}
	var c mat.Cholesky
	if math.IsNaN(mat.Sum(h)) || !c.Factorize(h) {
		return errs
	}
	var inverse mat.SymDense
	if c.InverseTo(&inverse) != nil {
		return errs
	}
	for i := range n {
		errs[i] = math.Sqrt(inverse.At(i, i)) * unit[i]
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
			switch fall := top - (l(up)+l(down))/2; {
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
