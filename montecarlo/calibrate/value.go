package calibrate

import "math"

// An ErrorKind says how a standard error was found.
type ErrorKind string

const (
	// HAC: the terms of a mean depend on each other. Newey and West (Econometrica 55,
	// 1987), Bartlett weights over 1.3 sqrt(n) lags (Lazarus, Lewis, Stock and Watson, J. Bus.
	// Econ. Stat. 36, 2018), and the delta method.
	HAC ErrorKind = "hac"
	// IID: the terms are taken as independent, with the kurtosis they have.
	IID ErrorKind = "iid"
	// Hessian: the inverse of the second derivatives of the log likelihood at its maximum.
	Hessian ErrorKind = "hessian"
)

// A Value is a figure with its standard error. StdErr is 0 where there is none, as
// for a parameter at the edge of what is allowed.
type Value struct {
	Value  float64
	StdErr float64
	Kind   ErrorKind // empty where StdErr is 0
}

// newValue leaves out an error that is none.
func newValue(value, stdErr float64, kind ErrorKind) Value {
	if !(stdErr > 0) || math.IsInf(stdErr, 0) {
		return Value{Value: value}
	}
	return Value{value, stdErr, kind}
}

// root returns the annual volatility of a variance per period, by the delta method.
func (v Value) root(perYear float64) Value {
	sd := math.Sqrt(v.Value * perYear)
	return newValue(sd, v.StdErr*perYear/(2*sd), v.Kind)
}

// mean returns the mean of x with its HAC error.
func mean(x []float64) Value {
	n := float64(len(x))
	var m float64
	for _, v := range x {
		m += v
	}
	m /= n
	return newValue(m, hac(x, m), HAC)
}

// hac returns the standard error of the mean m of x for terms that depend on
// those up to 1.3 sqrt(n) before them.
func hac(x []float64, m float64) float64 {
	n := len(x)
	lags := min(int(math.Ceil(1.3*math.Sqrt(float64(n)))), n-1)
	var long float64
	for k := range lags + 1 {
		var c float64
		for i := k; i < n; i++ {
			c += float64((x[i] - m) * (x[i-k] - m))
		}
		weight := 2 * (1 - float64(k)/float64(lags+1))
		if k == 0 {
			weight = 1
		}
		long += float64(weight * c)
	}
	return math.Sqrt(math.Max(long, 0)) / float64(n)
}
