package calibrate

import (
	"fmt"
	"math"
)

// A CorrelationKind names an estimator of the correlation of daily returns.
type CorrelationKind int

const (
	// Pearson is the sample correlation.
	Pearson CorrelationKind = iota + 1
	// Kendall is sin(pi tau/2) of Kendall's rank correlation tau: the correlation of
	// an elliptical law, whatever its tails (Lindskog, McNeil and Schmock, 2003).
	Kendall
	// ShrinkConstant shrinks Pearson's towards its mean (Ledoit and Wolf, J. Portfolio
	// Management 30, 2004), by the weight that is best on the days that all assets have.
	ShrinkConstant
	// ShrinkIdentity shrinks Pearson's towards none (Ledoit and Wolf, J. Multivariate
	// Analysis 88, 2004), likewise.
	ShrinkIdentity
	// EWMACorrelation weights the days by .97^k from the last one back, with no mean.
	EWMACorrelation
)

var correlationNames = map[CorrelationKind]string{
	Pearson: "pearson", Kendall: "kendall", ShrinkConstant: "shrink-constant", ShrinkIdentity: "shrink-identity", EWMACorrelation: "ewma",
}

func (k CorrelationKind) String() string { return correlationNames[k] }

// CorrelationKinds returns every kind.
func CorrelationKinds() []CorrelationKind {
	return []CorrelationKind{Pearson, Kendall, ShrinkConstant, ShrinkIdentity, EWMACorrelation}
}

// Decay of the weights of days in EWMACorrelation, and the fewest days that two
// assets must share.
const (
	correlationDecay = 0.97
	fewestShared     = 20
)

// A Correlation is a correlation matrix of returns with what it took to make it one.
type Correlation struct {
	Assets    []string
	Matrix    [][]float64 // symmetric, unit diagonal, positive semidefinite
	StdErr    [][]float64 // of each estimate before repair; see Correlate
	Days      [][]int     // that each pair shares
	Shrinkage float64     // weight of the target, 0 for kinds that do not shrink
	Repair    Repair
}

// A Repair says how far the estimates had to move to be the correlations of one
// law: those of pairs over different windows need not fit together.
type Repair struct {
	Smallest float64 // eigenvalue before
	Change   float64 // largest change of one correlation, 0 if none was needed
	I, J     int     // where
}

// Correlate estimates the correlation matrix of the daily returns of the series,
// each pair over the days that both have, and replaces a matrix that is not
// positive semidefinite by the nearest that is. The standard errors are IID: of
// Pearson's from its influence function, which heavy tails widen, with shrinkage times 1 -
// the weight of the target; of Kendall's from the projection of the U-statistic; of
// EWMA's Pearson's at the number of days that count. It returns an error
// that names every pair with fewer than 20 days in common or without variation.
func Correlate(series []Series, kind CorrelationKind) (Correlation, error) {
	p := newPanel(series)
	n := len(p.assets)
	c := Correlation{Assets: p.assets, Matrix: square2(n), StdErr: square2(n), Days: make([][]int, n)}
	var bad []string
	for i := range n {
		c.Days[i] = make([]int, n)
		c.Matrix[i][i] = 1
		for j := range i {
			x, y := p.overlap(i, j)
			c.Days[i][j], c.Days[j][i] = len(x), len(x)
			if len(x) < fewestShared {
				bad = append(bad, fmt.Sprintf("%s and %s share %d daily returns, want at least %d", p.assets[j], p.assets[i], len(x), fewestShared))
				continue
			}
			v := pair(x, y, kind)
			if math.IsNaN(v.Value) {
				bad = append(bad, fmt.Sprintf("%s or %s does not vary over the days they share", p.assets[j], p.assets[i]))
				continue
			}
			c.Matrix[i][j], c.Matrix[j][i] = v.Value, v.Value
			c.StdErr[i][j], c.StdErr[j][i] = v.StdErr, v.StdErr
		}
		c.Days[i][i] = count(p.has[i])
	}
	if len(bad) > 0 {
		return Correlation{}, unfit(bad)
	}
	if kind == ShrinkConstant || kind == ShrinkIdentity {
		c.shrink(p.rows(), kind)
	}
	c.Matrix, c.Repair = repair(c.Matrix)
	return c, nil
}

// unfit says why a fit cannot be made, a line for each reason.
type unfit []string

func (u unfit) Error() string {
	var text string
	for i, line := range u {
		if i > 0 {
			text += "\n"
		}
		text += line
	}
	return text
}

func square2(n int) [][]float64 {
	m := make([][]float64, n)
	for i := range m {
		m[i] = make([]float64, n)
	}
	return m
}

func count(has []bool) int {
	n := 0
	for _, h := range has {
		if h {
			n++
		}
	}
	return n
}

// pair estimates one correlation, shrinkage aside.
func pair(x, y []float64, kind CorrelationKind) Value {
	switch kind {
	case Kendall:
		return kendall(x, y)
	case EWMACorrelation:
		return weighted(x, y)
	}
	return pearson(x, y)
}

// pearson returns the sample correlation. Its influence function is
// u v - r (u^2 + v^2)/2 for the standardised u and v (Devlin, Gnanadesikan and
// Kettenring, Biometrika 62, 1975).
func pearson(x, y []float64) Value {
	u, v := standard(x), standard(y)
	n := float64(len(x))
	var r float64
	for i := range u {
		r += u[i] * v[i] / n
	}
	var s float64
	for i := range u {
		s += square(float64(u[i]*v[i]) - float64(r*(square(u[i])+square(v[i]))/2))
	}
	return newValue(clamp(r), math.Sqrt(s)/n, IID)
}

// standard returns x with mean 0 and mean square 1, NaN where it does not vary.
func standard(x []float64) []float64 {
	n := float64(len(x))
	var m, s float64
	for _, v := range x {
		m += v / n
	}
	for _, v := range x {
		s += square(v-m) / n
	}
	z := make([]float64, len(x))
	for i, v := range x {
		z[i] = (v - m) / math.Sqrt(s)
	}
	return z
}

// clamp takes off what rounding puts beyond 1.
func clamp(r float64) float64 {
	if math.IsNaN(r) {
		return r
	}
	return min(max(r, -1), 1)
}

// weighted returns the correlation of exponentially weighted products, without means.
func weighted(x, y []float64) Value {
	var xy, xx, yy, sum, squares float64
	w := 1.0
	for i := len(x) - 1; i >= 0; i-- {
		xy, xx, yy = xy+float64(w*x[i]*y[i]), xx+float64(w*x[i]*x[i]), yy+float64(w*y[i]*y[i])
		sum, squares = sum+w, squares+w*w
		w *= correlationDecay
	}
	r := xy / math.Sqrt(xx*yy)
	var s float64
	w = 1
	for i := len(x) - 1; i >= 0; i-- {
		u, v := x[i]/math.Sqrt(xx/sum), y[i]/math.Sqrt(yy/sum)
		s += square(w / sum * (float64(u*v) - float64(r*(square(u)+square(v))/2)))
		w *= correlationDecay
	}
	return newValue(clamp(r), math.Sqrt(s), IID)
}

// kendall returns sin(pi tau/2) with tau-a, in which ties count as neither. The variance of
// tau is 4/n times that of a point's mean concordance with the others (Hoeffding, 1948).
func kendall(x, y []float64) Value {
	n := len(x)
	concord := make([]float64, n)
	varies := [2]bool{}
	for i := range n {
		for j := range i {
			a, b := x[i]-x[j], y[i]-y[j]
			varies[0], varies[1] = varies[0] || a != 0, varies[1] || b != 0
			switch s := a * b; {
			case s > 0:
				concord[i]++
				concord[j]++
			case s < 0:
				concord[i]--
				concord[j]--
			}
		}
	}
	if !varies[0] || !varies[1] {
		return Value{Value: math.NaN()}
	}
	var tau float64
	for i := range concord {
		concord[i] /= float64(n - 1)
		tau += concord[i] / float64(n)
	}
	var s float64
	for _, c := range concord {
		s += square(c - tau)
	}
	se := 2 * math.Sqrt(s) / float64(n)
	return newValue(sin(math.Pi*tau/2), se*math.Pi/2*cos(math.Pi*tau/2), IID)
}

// ParseCorrelationKind returns the kind of a name.
func ParseCorrelationKind(name string) (CorrelationKind, bool) {
	for k, n := range correlationNames {
		if n == name {
			return k, true
		}
	}
	return 0, false
}

// ParseVolatilityKind returns the kind of a name.
func ParseVolatilityKind(name string) (VolatilityKind, bool) {
	for k, n := range volatilityNames {
		if n == name {
			return k, true
		}
	}
	return 0, false
}

// Rounded returns the matrix to so many decimal places, moved towards the identity by as
// much as rounding needs to leave it positive semidefinite.
func (c Correlation) Rounded(places int) [][]float64 {
	unit := 1.0
	for range places {
		unit *= 10
	}
	m := clone(c.Matrix)
	n := float64(len(m))
	keep := 1.0
	if slack := n / unit; n > 0 && smallest(m) < slack {
		keep = 1 / (1 + slack)
	}
	for i := range m {
		for j := range m {
			if i != j {
				m[i][j] = math.Round(m[i][j]*keep*unit) / unit
			}
		}
	}
	return m
}
