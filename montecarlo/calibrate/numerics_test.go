package calibrate_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"
	"gonum.org/v1/gonum/mat"

	"github.com/plimsoll-risk/plimsoll/montecarlo/calibrate"
)

// The standard library's is an independent implementation.
func TestLgamma(t *testing.T) {
	for x := 0.05; x < 300; x *= 1.03 {
		want, _ := math.Lgamma(x)
		require.InDelta(t, want, calibrate.Lgamma(x), 4e-15*(1+math.Abs(want)+x*math.Abs(math.Log(x))), "%v", x)
	}
}

// The standard library's, again.
func TestElementary(t *testing.T) {
	for x := -math.Pi / 2; x <= math.Pi/2; x += 0.01 {
		require.InDelta(t, math.Sin(x), calibrate.Sin(x), 4e-16)
		require.InDelta(t, math.Cos(x), calibrate.Cos(x), 4e-16)
	}
	for x := 1e-20; x < 1e20; x *= 1.7 {
		require.InEpsilon(t, math.Log1p(x), calibrate.Log1p(x), 1e-15)
	}
	require.Zero(t, calibrate.Log1p(0))
	require.InEpsilon(t, math.Log1p(-0.3), calibrate.Log1p(-0.3), 1e-15)
	for _, x := range []float64{-1, -1. / 12, -1. / 384, -3.5} {
		require.InEpsilon(t, math.Exp2(x), calibrate.Exp2(x), 1e-15)
	}
}

// gonum's factors and inverse are independent of ours.
func TestCholesky(t *testing.T) {
	g := source(11)
	const n = 7
	b := mat.NewDense(n, n, nil)
	for i := range n {
		for j := range n {
			b.Set(i, j, g.NormFloat64())
		}
	}
	var product mat.Dense
	product.Mul(b, b.T())
	a, s := make([][]float64, n), mat.NewSymDense(n, nil)
	for i := range n {
		a[i] = make([]float64, n)
		for j := range i + 1 {
			a[i][j] = product.At(i, j)
			s.SetSym(i, j, a[i][j])
		}
	}
	var oracle mat.Cholesky
	require.True(t, oracle.Factorize(s))
	var inverse mat.SymDense
	require.NoError(t, oracle.InverseTo(&inverse))
	l, ok := calibrate.Cholesky(a)
	require.True(t, ok)
	for i, v := range calibrate.InverseDiagonal(l) {
		require.InEpsilon(t, inverse.At(i, i), v, 1e-9)
	}
	for _, bad := range [][][]float64{{{0}}, {{-1}}, {{math.NaN()}}, {{math.Inf(1)}}, {{1}, {1, 1}}, {{1}, {2, 1}}} {
		_, ok := calibrate.Cholesky(bad)
		require.False(t, ok, "%v", bad)
	}
}

// Rosenbrock's valley in three dimensions has its one minimum at (1, 1, 1), a
// bowl of unequal axes at its centre.
func TestMinimise(t *testing.T) {
	rosenbrock := func(x []float64) (f float64) {
		for i := range x[1:] {
			f += 100*math.Pow(x[i+1]-x[i]*x[i], 2) + math.Pow(1-x[i], 2)
		}
		return f
	}
	simplexEnd, climbEnd := calibrate.Minimise(rosenbrock, []float64{-1.2, 1, 0.5})
	require.InDeltaSlice(t, []float64{1, 1, 1}, simplexEnd, 1e-2)
	// The slopes are differences of values known to about 1e-16 over 1.2e-5; the valley is 2,500 times as flat as steep.
	require.InDeltaSlice(t, []float64{1, 1, 1}, climbEnd, 1e-6)
	bowl := func(x []float64) float64 { return 3 + math.Pow(x[0]-5, 2) + 1e4*math.Pow(x[1]+2, 2) }
	_, climbEnd = calibrate.Minimise(bowl, []float64{0, 0})
	require.InDeltaSlice(t, []float64{5, -2}, climbEnd, 1e-6)
	walled := func(x []float64) float64 { // not allowed beyond 1
		if x[0] > 1 {
			return math.Inf(1)
		}
		return -x[0] + x[1]*x[1]
	}
	simplexEnd, climbEnd = calibrate.Minimise(walled, []float64{0, 0})
	require.InDeltaSlice(t, []float64{1, 0}, climbEnd, 1e-3)
	require.LessOrEqual(t, walled(climbEnd), walled(simplexEnd))
}
