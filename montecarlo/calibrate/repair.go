package calibrate

import (
	"math"
	"slices"

	"github.com/plimsoll-risk/plimsoll/montecarlo"
)

// Rounding of eigenvalues near zero, and the passes that find the nearest matrix.
const (
	eigenRounding = 1e-12
	repairPasses  = 200
)

// repair returns the correlation matrix nearest to a in the Frobenius norm, by
// alternating projections with Dykstra's correction (Higham, IMA J. Numer. Anal. 22,
// 2002, algorithm 3.3). A matrix that is positive semidefinite stays as it is.
func repair(a [][]float64) ([][]float64, Repair) {
	n := len(a)
	r := Repair{Smallest: 1}
	if n == 0 {
		return a, r
	}
	if r.Smallest = smallest(a); r.Smallest >= -eigenRounding {
		return a, r
	}
	y, correction := clone(a), square2(n)
	for range repairPasses {
		x := clone(y)
		for i := range n {
			for j := range n {
				x[i][j] -= correction[i][j]
			}
		}
		projected := project(x)
		gap := 0.0
		for i := range n {
			for j := range n {
				correction[i][j] = projected[i][j] - x[i][j]
				y[i][j] = projected[i][j]
			}
			gap = math.Max(gap, math.Abs(projected[i][i]-1))
			y[i][i] = 1
		}
		if gap < 1e-9 {
			break
		}
	}
	// What is left of a negative eigenvalue goes by a step towards the identity.
	if low := smallest(y); low < 0 {
		keep := 1 / (1 - low + eigenRounding)
		for i := range n {
			for j := range n {
				if i != j {
					y[i][j] *= keep
				}
			}
		}
	}
	for i := range n {
		for j := range i {
			y[i][j] = (y[i][j] + y[j][i]) / 2
			y[j][i] = y[i][j]
			if d := math.Abs(y[i][j] - a[i][j]); d > r.Change {
				r.Change, r.I, r.J = d, j, i
			}
		}
	}
	return y, r
}

func clone(a [][]float64) [][]float64 {
	m := make([][]float64, len(a))
	for i := range a {
		m[i] = append([]float64(nil), a[i]...)
	}
	return m
}

// smallest returns the smallest eigenvalue of a symmetric matrix.
func smallest(a [][]float64) float64 {
	values, _ := montecarlo.Eigen(a)
	return slices.Min(values)
}

// project returns a with its negative eigenvalues set to zero.
func project(a [][]float64) [][]float64 {
	n := len(a)
	values, v := montecarlo.Eigen(a)
	x := square2(n)
	for k, l := range values {
		if l <= 0 {
			continue
		}
		for i := range n {
			for j := range n {
				x[i][j] += float64(v[i][k] * l * v[j][k])
			}
		}
	}
	return x
}
