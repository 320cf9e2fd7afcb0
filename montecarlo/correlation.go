package montecarlo

import (
	"fmt"
	"math"
)

// MaxRepair is the largest change of one correlation that FactorCorrelation
// makes on its own; a matrix that needs more is refused.
const MaxRepair = 0.05

// A Factor is a lower triangular L with L L' equal to a correlation matrix. It
// is also lower triangular where the matrix is singular: columns of dependent
// assets are zero.
type Factor struct {
	L      [][]float64
	Repair Repair
}

// A Repair says how far a matrix that was not positive semidefinite was moved.
// The zero value means that it was not.
type Repair struct {
	Change float64 // largest absolute change of one correlation
	I, J   int     // where
}

// A NotSemidefiniteError refuses a correlation matrix whose nearest correlation
// matrix is further away than MaxRepair.
type NotSemidefiniteError struct{ Repair }

func (e *NotSemidefiniteError) Error() string {
	return fmt.Sprintf("montecarlo: correlation matrix is not positive semidefinite; the nearest one changes entry (%d, %d) by %.3g, more than %g", e.I, e.J, e.Change, MaxRepair)
}

// FactorCorrelation factors a symmetric matrix with unit diagonal in the order
// given. A singular one is accepted; one that is not positive semidefinite is replaced
// by the nearest correlation matrix in the Frobenius norm (Higham, IMA J. Numer. Anal. 22,
// 2002), which Repair reports, or refused with a *NotSemidefiniteError. The bits are
// the same on every platform.
func FactorCorrelation(matrix [][]float64) (Factor, error) {
	// Rounding leaves pivots of about n ulp; a pivot this small makes the entries
	// of its column at most its root, 3e-7.
	if l, ok := cholesky(matrix, 1e-13); ok {
		return Factor{L: l}, nil
	}
	nearest := nearestCorrelation(matrix)
	var r Repair
	for i := range matrix {
		for j := range i {
			if d := math.Abs(nearest[i][j] - matrix[i][j]); d > r.Change {
				r = Repair{d, j, i}
			}
		}
	}
	if r.Change > MaxRepair {
		return Factor{}, &NotSemidefiniteError{r}
	}
	l, ok := cholesky(nearest, 1e-10)
	if !ok { // rounding beyond the tolerance: too many assets, too close to singular
		return Factor{}, &NotSemidefiniteError{r}
	}
	return Factor{L: l, Repair: r}, nil
}

// cholesky factors a in order. A pivot within tolerance of zero makes a zero
// column, provided that what is left of the column is zero to the root of the tolerance;
// otherwise a is not positive semidefinite and ok is false.
func cholesky(a [][]float64, tolerance float64) (l [][]float64, ok bool) {
	n := len(a)
	l = make([][]float64, n)
	for i := range l {
		l[i] = make([]float64, n)
	}
	residual := 10 * math.Sqrt(tolerance)
	for j := range n {
		pivot := a[j][j]
		for k := range j {
			pivot -= float64(l[j][k] * l[j][k])
		}
		if pivot < -tolerance {
			return nil, false
		}
		root := math.Sqrt(math.Max(pivot, 0))
		singular := pivot <= tolerance
		if !singular {
			l[j][j] = root
		}
		for i := j + 1; i < n; i++ {
			s := a[i][j]
			for k := range j {
				s -= float64(l[i][k] * l[j][k])
			}
			switch {
			case !singular:
				l[i][j] = s / root
			case math.Abs(s) > residual:
				return nil, false
			}
		}
	}
	return l, true
}

// nearestCorrelation alternates projections on the semidefinite cone and on unit
// diagonals with Dykstra's correction (Higham 2002, algorithm 3.3) until they agree to
// 1e-6, then scales the semidefinite one to unit diagonal. It stops early once a
// correlation has moved by twice MaxRepair: such a matrix is refused anyway, and the
// change it returns is then a lower bound in all but contrived cases.
func nearestCorrelation(a [][]float64) [][]float64 {
	n := len(a)
	y := clone(a)
	correction := clone(a)
	for i := range correction {
		clear(correction[i])
	}
	var x [][]float64
	for range 100 {
		r := clone(y)
		for i := range n {
			for j := range n {
				r[i][j] -= correction[i][j]
			}
		}
		x = projectSemidefinite(r)
		var gap, change float64
		for i := range n {
			for j := range n {
				correction[i][j] = x[i][j] - r[i][j]
				y[i][j] = x[i][j]
				if i != j {
					change = math.Max(change, math.Abs(x[i][j]-a[i][j]))
				}
			}
			gap = math.Max(gap, math.Abs(x[i][i]-1))
			y[i][i] = 1
		}
		if gap < 1e-6 || change > 2*MaxRepair {
			break
		}
	}
	scale := make([]float64, n)
	for i := range n {
		scale[i] = 1 / math.Sqrt(x[i][i])
	}
	for i := range n {
		for j := range i {
			x[i][j] = float64(float64(x[i][j]*scale[i]) * scale[j])
			x[j][i] = x[i][j]
		}
		x[i][i] = 1
	}
	return x
}

// projectSemidefinite returns a with its negative eigenvalues set to zero.
func projectSemidefinite(a [][]float64) [][]float64 {
	n := len(a)
	d := clone(a)
	v := eigen(d)
	x := make([][]float64, n)
	for i := range x {
		x[i] = make([]float64, n)
	}
	for i := range n {
		for j := range i + 1 {
			sum := 0.0
			for k := range n {
				if d[k][k] > 0 {
					sum += float64(float64(v[i][k]*d[k][k]) * v[j][k])
				}
			}
			x[i][j], x[j][i] = sum, sum
		}
	}
	return x
}
