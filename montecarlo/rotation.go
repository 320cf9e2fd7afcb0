package montecarlo

import "math"

// householder returns the orthogonal matrix whose first column is the unit vector u: the
// reflection that takes the first axis to it, its other columns the reflected axes. For a vector without
// length it is the identity.
//
//go:noinline
func householder(u []float64) [][]float64 {
	n := len(u)
	r := identity(n)
	if n == 0 || !(dot(u, u) > 0.5) {
		return r
	}
	// The reflection along v = u - e1, or for u near e1 along u + e1 with all signs turned,
	// so that nothing cancels.
	sign := 1.0
	v := append([]float64(nil), u...)
	if u[0] > 0 {
		sign = -1
		v[0]++
	} else {
		v[0]--
	}
	square := 0.0
	for _, x := range v {
		square += float64(x * x)
	}
	for i := range n {
		for j := range n {
			r[i][j] -= float64(float64(2*v[i]) * v[j] / square)
			r[i][j] = float64(sign * r[i][j])
		}
	}
	return r
}

// product returns a*b.
//
//go:noinline
func product(a, b [][]float64) [][]float64 {
	out := make([][]float64, len(a))
	for i := range a {
		out[i] = make([]float64, len(b))
		for k, x := range a[i] {
			if x == 0 {
				continue
			}
			for j, y := range b[k] {
				out[i][j] += float64(x * y)
			}
		}
	}
	return out
}

// scaled returns u over its length, and the length; u itself where that is 0.
//
//go:noinline
func scaled(u []float64) (unit []float64, length float64) {
	sum := 0.0
	for _, x := range u {
		sum += float64(x * x)
	}
	length = math.Sqrt(sum)
	unit = append([]float64(nil), u...)
	if length > 0 {
		for i := range unit {
			unit[i] /= length
		}
	}
	return unit, length
}
