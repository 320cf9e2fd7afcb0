package montecarlo

import "math"

// mostControls bounds the surfaces whose own estimates serve as control variates.
const mostControls = 64

// control sets the coefficients of the regression of any and of all on the crossings of single surfaces, for
// crossings joined by a Gaussian copula with the correlation at the designs. They come from the plan and
// not from the sample, so they bias nothing however rough they are.
func (e *ensemble) control(aim []design) {
	n := len(aim)
	e.anyControl, e.allControl = make([]float64, n), make([]float64, n)
	if n > mostControls {
		return
	}
	p := make([]float64, n)
	for k, d := range aim {
		// Twice the tail beyond, as for Brownian motion without drift.
		crossed := e.pace.mean(func(m float64) float64 {
			return 2 * tail(math.Max(0, d.distance+float64(d.pull*(m-1)))/math.Sqrt(m))
		})
		p[k] = math.Min(0.98, math.Max(1e-12, crossed))
	}
	c := make([][]float64, n)
	none, all := 1-p[e.root], p[e.root]
	for i := range c {
		c[i] = make([]float64, n)
		for j := range i {
			c[i][j] = both(p[i], p[j], dot(aim[i].unit, aim[j].unit)) - float64(p[i]*p[j])
			c[j][i] = c[i][j]
		}
		c[i][i] = float64(p[i] * (1 - p[i]))
	}
	for _, edge := range e.tree {
		i, j := edge.parent, edge.child
		together := c[i][j] + float64(p[i]*p[j])
		none = float64(none*math.Max(0, 1-p[i]-p[j]+together)) / (1 - p[i])
		all = float64(all*together) / p[i]
	}
	// In units of each surface's standard deviation, with a ridge: nested surfaces make the matrix singular.
	scale := make([]float64, n)
	for i := range n {
		scale[i] = 1 / math.Sqrt(c[i][i])
	}
	for i := range n {
		for j := range n {
			c[i][j] = float64(float64(c[i][j]*scale[i]) * scale[j])
		}
		c[i][i] += 1e-3
	}
	for i := range n {
		e.anyControl[i] = float64(float64(none*p[i]) * scale[i])
		e.allControl[i] = float64(float64(all*(1-p[i])) * scale[i])
	}
	solve(c, e.anyControl, e.allControl)
	for i := range n {
		e.anyControl[i] = float64(e.anyControl[i] * scale[i])
		e.allControl[i] = float64(e.allControl[i] * scale[i])
	}
}

// solve overwrites each right side with the solution of a x = b, and a, by elimination with pivots in order of size.
func solve(a [][]float64, b ...[]float64) {
	n := len(a)
	for k := range n {
		pivot := k
		for i := k; i < n; i++ {
			if math.Abs(a[i][k]) > math.Abs(a[pivot][k]) {
				pivot = i
			}
		}
		a[k], a[pivot] = a[pivot], a[k]
		for _, x := range b {
			x[k], x[pivot] = x[pivot], x[k]
		}
		for i := k + 1; i < n; i++ {
			m := a[i][k] / a[k][k]
			for j := k; j < n; j++ {
				a[i][j] -= float64(m * a[k][j])
			}
			for _, x := range b {
				x[i] -= float64(m * x[k])
			}
		}
	}
	for _, x := range b {
		for k := n - 1; k >= 0; k-- {
			for j := k + 1; j < n; j++ {
				x[k] -= float64(a[k][j] * x[j])
			}
			x[k] /= a[k][k]
		}
	}
}
