package montecarlo_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/montecarlo"
)

func TestHouseholder(t *testing.T) {
	for _, tt := range []struct {
		name string
		u    []float64
	}{
		{"no factors", nil},
		{"one factor", []float64{-1}},
		{"the first axis", []float64{1, 0, 0}},
		{"against it", []float64{-1, 0, 0}},
		{"near it", []float64{math.Sqrt(1 - 1e-12), 1e-6, 0}},
		{"another axis", []float64{0, 0, 1}},
		{"any direction", []float64{0.6, -0.48, 0.64}},
		{"no direction", []float64{0, 0}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := montecarlo.Householder(tt.u)
			n := len(tt.u)
			length := 0.0
			for i := range n {
				length += tt.u[i] * tt.u[i]
			}
			for i := range n {
				if length > 0 {
					require.InDelta(t, tt.u[i], r[i][0], 1e-15)
				}
				for j := range n {
					sum, want := 0.0, 0.0
					for k := range n {
						sum += r[i][k] * r[j][k]
					}
					if i == j {
						want = 1
					}
					require.InDelta(t, want, sum, 1e-14, "rows %d and %d", i, j)
				}
			}
		})
	}
}

// TestTriangular checks that the factor of some assets alone has the covariances of all.
func TestTriangular(t *testing.T) {
	rows := [][]float64{{0.3, 0, 0, 0}, {-0.1, 0.2, 0.5, 0.1}, {0.6, 0, 0, 0}, {0, 0, 0, 0}}
	l := montecarlo.Triangular(rows)
	requireMatrix(t, product(rows), product(l), 1e-15)
	for i := range l {
		require.Len(t, l[i], len(rows))
		for j := i + 1; j < len(l); j++ {
			require.Zero(t, l[i][j])
		}
	}
}

// TestTail compares the upper tail with erfc, whose relative error is below 1e-15.
func TestTail(t *testing.T) {
	worst := 0.0
	for i := -400; i <= 3700; i++ {
		x := float64(i) / 100
		want := 0.5 * math.Erfc(x/math.Sqrt2)
		worst = math.Max(worst, math.Abs(montecarlo.Tail(x)/want-1))
	}
	t.Logf("largest relative error %.2g", worst)
	require.Less(t, worst, 5e-13)
	require.Equal(t, 0.5, montecarlo.Tail(0))
}
