package montecarlo

import "math"

// Eigen returns the eigenvalues of a symmetric matrix, in no order, and its orthonormal eigenvectors in
// columns, with the same bits on every platform. It leaves a as it is.
func Eigen(a [][]float64) (values []float64, vectors [][]float64) {
	a = clone(a)
	vectors = eigen(a)
	for i := range a {
		values = append(values, a[i][i])
	}
	return values, vectors
}

// eigen overwrites the symmetric matrix a with its eigenvalues on the diagonal
// and returns the orthonormal eigenvectors in columns, by cyclic Jacobi rotations
// in a fixed order (Golub and Van Loan, Matrix Computations, 8.5.3). gonum's EigenSym
// is not used because its assembly gives other bits on other platforms; it is the
// oracle of TestEigen. Cost: about ten sweeps of 3 n^3 multiplications.
func eigen(a [][]float64) (vectors [][]float64) {
	n := len(a)
	v := identity(n) // rows are eigenvectors here, transposed at the end
	for range 60 {
		var off, scale float64
		for i := range n {
			scale += float64(a[i][i] * a[i][i])
			for j := range i {
				off += float64(a[i][j] * a[i][j])
			}
		}
		if off <= 1e-30*scale {
			break
		}
		for p := range n {
			for q := p + 1; q < n; q++ {
				rotate(a, v, p, q)
			}
		}
	}
	for i := range n {
		for j := range i {
			v[i][j], v[j][i] = v[j][i], v[i][j]
		}
	}
	return v
}

// rotate annihilates a[p][q] and applies the rotation to rows p and q of v.
func rotate(a, v [][]float64, p, q int) {
	if a[p][q] == 0 {
		return
	}
	theta := (a[q][q] - a[p][p]) / (2 * a[p][q])
	t := 1 / (math.Abs(theta) + math.Sqrt(float64(theta*theta)+1))
	if theta < 0 {
		t = -t
	}
	c := 1 / math.Sqrt(float64(t*t)+1)
	s := float64(t * c)
	ap, aq, vp, vq := a[p], a[q], v[p], v[q]
	app, aqq, apq := ap[p], aq[q], ap[q]
	for k := range a {
		if k != p && k != q {
			x, y := ap[k], aq[k]
			ap[k] = float64(c*x) - float64(s*y)
			aq[k] = float64(s*x) + float64(c*y)
			a[k][p], a[k][q] = ap[k], aq[k]
		}
		x, y := vp[k], vq[k]
		vp[k] = float64(c*x) - float64(s*y)
		vq[k] = float64(s*x) + float64(c*y)
	}
	ap[p] = app - float64(t*apq)
	aq[q] = aqq + float64(t*apq)
	ap[q], aq[p] = 0, 0
}

// identity returns the n by n identity.
func identity(n int) [][]float64 {
	m := make([][]float64, n)
	for i := range m {
		m[i] = make([]float64, n)
		m[i][i] = 1
	}
	return m
}

// clone returns a deep copy of a matrix.
func clone(a [][]float64) [][]float64 {
	m := make([][]float64, len(a))
	for i := range a {
		m[i] = append([]float64(nil), a[i]...)
	}
	return m
}
