package calibrate

import (
	"fmt"
	"math"
)

// Degrees of freedom that a fit may take: below the least even the mean does not
// exist in practice, above the most the law is normal to any eye.
const (
	leastDoF = 0.5
	mostDoF  = 200
)

// A Student is a fit of Student's t: location + scale x t(DoF).
type Student struct {
	DoF, Location, Scale Value // location and scale per return, not annual
	Fit
}

// FitStudent fits Student's t to returns by maximum likelihood. It needs at
// least 20 that differ.
func FitStudent(x []float64) (Student, error) {
	v, err := spread(x)
	if err != nil {
		return Student{}, err
	}
	l := func(p []float64) float64 {
		nu, m, s := p[0], p[1], p[2]
		if nu < leastDoF || nu > mostDoF || s <= 0 {
			return math.Inf(-1)
		}
		c := lgamma((nu+1)/2) - lgamma(nu/2) - float64(log(nu*math.Pi)/2) - log(s)
		sum := float64(len(x)) * c
		for _, r := range x {
			sum -= float64((nu + 1) / 2 * log1p(square((r-m)/s)/nu))
		}
		return sum
	}
	natural := func(u []float64) []float64 {
		return []float64{leastDoF + float64((mostDoF-leastDoF)*logistic(u[0])), u[1] * v, v * exp(u[2])}
	}
	u, top := maximise(l, natural, []float64{logit((4 - leastDoF) / (mostDoF - leastDoF)), 0, -0.4})
	p := natural(u)
	e := errorsOf(l, p)
	f := Student{DoF: newValue(p[0], e[0], Hessian), Location: newValue(p[1], e[1], Hessian), Scale: newValue(p[2], e[2], Hessian),
		Fit: Fit{LogLikelihood: top, Returns: len(x)}}
	if p[0] > 0.99*mostDoF {
		f.DoF, f.Edge = Value{Value: p[0]}, []string{"degreesOfFreedom"}
	}
	return f, nil
}

// spread returns the standard deviation of returns that can be fitted.
func spread(x []float64) (float64, error) {
	if len(x) < fewestShared {
		return 0, fmt.Errorf("%d returns, want at least %d", len(x), fewestShared)
	}
	v := math.Sqrt(variance(x).Value)
	if !(v > 0) || math.IsInf(v, 0) {
		return 0, fmt.Errorf("the returns do not vary")
	}
	return v, nil
}

func logistic(x float64) float64 { return 1 / (1 + exp(-x)) }
func logit(p float64) float64    { return log(p / (1 - p)) }

// A JointStudent is a fit of the multivariate t: one mixing variable for all assets.
type JointStudent struct {
	DoF Value
	Fit // Returns counts days
}

// FitJointStudent fits location, scatter matrix and degrees of freedom of a
// multivariate t to the days that all series have, by ECME (Liu and Rubin, Statistica
// Sinica 5, 1995): location and scatter by their weighted means, the degrees of freedom by
// the likelihood itself. The standard error is from the curvature of the profile
// likelihood.
func FitJointStudent(series []Series) (JointStudent, error) {
	return fitJoint(newPanel(series).rows())
}

func fitJoint(rows [][]float64) (JointStudent, error) {
	if len(rows) < fewestShared || len(rows) < 2*len(rows[0]) {
		return JointStudent{}, fmt.Errorf("%d days that all assets have, want at least %d and two an asset", len(rows), fewestShared)
	}
	j := newJoint(rows)
	nu, ok := j.fit()
	if !ok {
		return JointStudent{}, fmt.Errorf("the returns of some assets are combinations of the others'")
	}
	f := JointStudent{Fit: Fit{LogLikelihood: j.value(nu), Returns: len(rows)}}
	if nu > 0.99*mostDoF {
		f.DoF, f.Edge = Value{Value: nu}, []string{"degreesOfFreedom"}
		return f, nil
	}
	step := float64(0.02 * nu)
	profile := func(nu float64) float64 {
		k := newJoint(rows)
		k.scatter, k.location = clone(j.scatter), append([]float64(nil), j.location...)
		k.settle(nu)
		return k.value(nu)
	}
	top := profile(nu)
	curvature := -(profile(nu+step) - top - top + profile(nu-step)) / square(step)
	f.DoF = newValue(nu, 1/math.Sqrt(curvature), Hessian)
	return f, nil
}

// A joint is a multivariate t on its way to the fit.
type joint struct {
	rows     [][]float64
	location []float64
	scatter  [][]float64 // its lower triangle
	distance []float64   // squared Mahalanobis distance of each row
	logDet   float64
}

func newJoint(rows [][]float64) *joint {
	n := len(rows[0])
	j := &joint{rows: rows, location: make([]float64, n), scatter: square2(n), distance: make([]float64, len(rows))}
	for i := range rows {
		j.distance[i] = float64(n)
	}
	j.update(1e9) // the normal fit to begin with
	return j
}

// update takes one step of location and scatter at given degrees of freedom.
func (j *joint) update(nu float64) {
	n := len(j.location)
	weights, sum := make([]float64, len(j.rows)), 0.0
	for i, d := range j.distance {
		weights[i] = (nu + float64(n)) / (nu + d)
		sum += weights[i]
	}
	clear(j.location)
	for i, row := range j.rows {
		for k, x := range row {
			j.location[k] += float64(weights[i] / sum * x)
		}
	}
	s := square2(n)
	for i, row := range j.rows {
		for a := range n {
			w := weights[i] / float64(len(j.rows)) * (row[a] - j.location[a])
			for b := range a + 1 {
				s[a][b] += float64(w * (row[b] - j.location[b]))
			}
		}
	}
	j.scatter = s
}

// measure works out the distances, and reports whether the scatter matrix is regular.
func (j *joint) measure() bool {
	n := len(j.location)
	l, ok := cholesky(j.scatter)
	if !ok {
		return false
	}
	j.logDet = 0
	for a := range n {
		j.logDet += float64(2 * log(l[a][a]))
	}
	z := make([]float64, n)
	for i, row := range j.rows {
		forward(l, z, difference(row, j.location))
		j.distance[i] = dot(z, z)
	}
	return true
}

// value returns the log likelihood at given degrees of freedom and the distances.
func (j *joint) value(nu float64) float64 {
	n, t := float64(len(j.location)), float64(len(j.rows))
	sum := t * (lgamma((nu+n)/2) - lgamma(nu/2) - float64(n/2*log(nu*math.Pi)) - float64(j.logDet/2))
	for _, d := range j.distance {
		sum -= float64((nu + n) / 2 * log1p(d/nu))
	}
	return sum
}

// settle finds location and scatter at given degrees of freedom.
func (j *joint) settle(nu float64) bool {
	last := math.Inf(-1)
	for range 1000 {
		if !j.measure() {
			return false
		}
		v := j.value(nu)
		if v-last < 1e-9 {
			break
		}
		last = v
		j.update(nu)
	}
	return true
}

// fit finds everything.
func (j *joint) fit() (nu float64, ok bool) {
	last := math.Inf(-1)
	nu = 8
	for range 1000 {
		if !j.measure() {
			return 0, false
		}
		nu = golden(j.value, leastDoF, mostDoF)
		v := j.value(nu)
		if v-last < 1e-9 {
			break
		}
		last = v
		j.update(nu)
	}
	return nu, true
}

// golden returns where f is largest between low and high, on a log scale.
func golden(f func(float64) float64, low, high float64) float64 {
	ratio := (math.Sqrt(5) - 1) / 2
	a, b := log(low), log(high)
	x, y := b-float64(ratio*(b-a)), a+float64(ratio*(b-a))
	fx, fy := f(exp(x)), f(exp(y))
	for b-a > 1e-7 {
		if fx > fy {
			b, y, fy = y, x, fx
			x = b - float64(ratio*(b-a))
			fx = f(exp(x))
		} else {
			a, x, fx = x, y, fy
			y = a + float64(ratio*(b-a))
			fy = f(exp(y))
		}
	}
	return exp((a + b) / 2)
}
