package pde

import "math"

// chebyshev returns n+1 points from low to high, and the matrices of the first and second derivative at them of the polynomial through
// values there, row by row (Trefethen, Spectral Methods in MATLAB, 2000, chapter 6).
func chebyshev(n int, low, high float64) (x, d, d2 []float64) {
	size := n + 1
	x, d, d2 = make([]float64, size), make([]float64, size*size), make([]float64, size*size)
	for i := range x {
		x[i] = low + 0.5*(high-low)*(1-math.Cos(math.Pi*float64(i)/float64(n)))
	}
	weight := func(i int) float64 {
		w := 1.0
		if i == 0 || i == n {
			w = 2
		}
		if i%2 == 1 {
			w = -w
		}
		return w
	}
	for i := range x {
		sum := 0.0
		for k := range x {
			if i != k {
				d[i*size+k] = weight(i) / weight(k) / (x[i] - x[k])
				sum += d[i*size+k]
			}
		}
		d[i*size+i] = -sum // a constant has no slope
	}
	for i := range x {
		for k := range x {
			for j := range x {
				d2[i*size+k] += d[i*size+j] * d[j*size+k]
			}
		}
	}
	return x, d, d2
}

// interpolate evaluates the polynomial through values at the points of chebyshev.
func interpolate(x, value []float64, at float64) float64 {
	above, below := 0.0, 0.0
	for i := range x {
		if at == x[i] {
			return value[i]
		}
		w := 1.0
		if i == 0 || i == len(x)-1 {
			w = 0.5
		}
		if i%2 == 1 {
			w = -w
		}
		w /= at - x[i]
		above += w * value[i]
		below += w
	}
	return above / below
}

func identity(n int) []float64 {
	a := make([]float64, n*n)
	for i := range n {
		a[i*n+i] = 1
	}
	return a
}

// factored is a matrix as the product of a lower and an upper triangle, rows exchanged.
type factored struct {
	n     int
	a     []float64
	pivot []int
}

// factorize overwrites a.
func factorize(n int, a []float64) *factored {
	f := &factored{n, a, make([]int, n)}
	for k := range n {
		p := k
		for i := k + 1; i < n; i++ {
			if math.Abs(a[i*n+k]) > math.Abs(a[p*n+k]) {
				p = i
			}
		}
		f.pivot[k] = p
		if p != k {
			for j := range n {
				a[k*n+j], a[p*n+j] = a[p*n+j], a[k*n+j]
			}
		}
		top := a[k*n+k+1 : (k+1)*n]
		for i := k + 1; i < n; i++ {
			m := a[i*n+k] / a[k*n+k]
			a[i*n+k] = m
			row := a[i*n+k+1 : (i+1)*n]
			for j, x := range top {
				row[j] -= m * x
			}
		}
	}
	return f
}

// solve overwrites b with the solution.
func (f *factored) solve(b []float64) {
	n := f.n
	for k, p := range f.pivot {
		b[k], b[p] = b[p], b[k]
	}
	for i := range n {
		sum := b[i]
		for j, x := range f.a[i*n : i*n+i] {
			sum -= x * b[j]
		}
		b[i] = sum
	}
	for i := n - 1; i >= 0; i-- {
		sum := b[i]
		for j := i + 1; j < n; j++ {
			sum -= f.a[i*n+j] * b[j]
		}
		b[i] = sum / f.a[i*n+i]
	}
}
