package calibrate

import "math"

// pivotRounding is what rounding may leave of a pivot that is zero.
const pivotRounding = 1e-13

// cholesky returns the lower triangular l with l l' = a, in rows, and whether the symmetric
// matrix a is positive definite beyond rounding. Only its lower triangle is read.
func cholesky(a [][]float64) (l [][]float64, ok bool) {
	l = square2(len(a))
	for i := range a {
		for j := range i + 1 {
			s := a[i][j]
			for k := range j {
				s -= float64(l[i][k] * l[j][k])
			}
			if i != j {
				l[i][j] = s / l[j][j]
				continue
			}
			if !(s > pivotRounding*a[i][i]) || math.IsInf(s, 1) {
				return nil, false
			}
			l[i][i] = math.Sqrt(s)
		}
	}
	return l, true
}

// forward returns the solution z of l z = b. It may overwrite b: z and b may be the same.
func forward(l [][]float64, z, b []float64) {
	for i := range l {
		v := b[i]
		for k := range i {
			v -= float64(l[i][k] * z[k])
		}
		z[i] = v / l[i][i]
	}
}

// inverseDiagonal returns the diagonal of the inverse of l l'.
func inverseDiagonal(l [][]float64) []float64 {
	n := len(l)
	diagonal, z := make([]float64, n), make([]float64, n)
	for j := range n { // column j of the inverse of l: its square sums are the diagonal
		clear(z)
		z[j] = 1
		forward(l, z, z)
		for i := range n {
			diagonal[j] += square(z[i])
		}
	}
	return diagonal
}
