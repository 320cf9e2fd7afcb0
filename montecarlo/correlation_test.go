package montecarlo_test

import (
	"math"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"gonum.org/v1/gonum/mat"

	"github.com/plimsoll-risk/plimsoll/montecarlo"
)

// product returns L L'.
func product(l [][]float64) [][]float64 {
	n := len(l)
	m := make([][]float64, n)
	for i := range m {
		m[i] = make([]float64, n)
		for j := range m[i] {
			for k := range n {
				m[i][j] += l[i][k] * l[j][k]
			}
		}
	}
	return m
}

func requireMatrix(t *testing.T, want, got [][]float64, tolerance float64) {
	t.Helper()
	for i := range want {
		require.InDeltaSlice(t, want[i], got[i], tolerance, "row %d", i)
	}
}

func TestFactorCorrelation(t *testing.T) {
	for _, tt := range []struct {
		name   string
		matrix [][]float64
	}{
		{"one asset", [][]float64{{1}}},
		{"definite", [][]float64{{1, 0.5, -0.2}, {0.5, 1, 0.1}, {-0.2, 0.1, 1}}},
		{"rho = 1", [][]float64{{1, 1}, {1, 1}}},
		{"rho = -1", [][]float64{{1, -1}, {-1, 1}}},
		{"singular in the middle", [][]float64{{1, 1, 0.3}, {1, 1, 0.3}, {0.3, 0.3, 1}}},
		{"rank one of four", [][]float64{{1, 1, 1, -1}, {1, 1, 1, -1}, {1, 1, 1, -1}, {-1, -1, -1, 1}}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f, err := montecarlo.FactorCorrelation(tt.matrix)
			require.NoError(t, err)
			require.Zero(t, f.Repair)
			requireMatrix(t, tt.matrix, product(f.L), 1e-12)
		})
	}
}

// TestFactorCorrelation_Repair uses the tridiagonal example of Higham (2002),
// section 4: its nearest correlation matrix in the Frobenius norm is published as
// .7607 beside the diagonal and .1573 in the corner (Higham 2002; also the NAG
// G02AA and MATLAB nearestSPD discussions). That is too far for us: refused, by name.
func TestFactorCorrelation_Repair(t *testing.T) {
	higham := [][]float64{{1, 1, 0}, {1, 1, 1}, {0, 1, 1}}
	_, err := montecarlo.FactorCorrelation(higham)
	var refused *montecarlo.NotSemidefiniteError
	require.ErrorAs(t, err, &refused)
	require.Greater(t, refused.Change, montecarlo.MaxRepair)
	// A convex mixture of Higham's matrix with its nearest one has the same nearest
	// matrix (the residual is in the normal cone, which is a cone): near enough to repair.
	want := [][]float64{{1, 0.7607, 0.1573}, {0.7607, 1, 0.7607}, {0.1573, 0.7607, 1}}
	near := make([][]float64, 3)
	for i := range near {
		near[i] = make([]float64, 3)
		for j := range near[i] {
			near[i][j] = 0.9*want[i][j] + 0.1*higham[i][j]
		}
	}
	f, err := montecarlo.FactorCorrelation(near)
	require.NoError(t, err)
	requireMatrix(t, want, product(f.L), 5e-5+1e-5)
	require.InDelta(t, 0.1*(1-0.7607), f.Repair.Change, 2e-5)

	// Three correlations of -0.51 are just impossible (the limit is -1/2); by
	// symmetry the nearest matrix has -0.5 everywhere.
	f, err = montecarlo.FactorCorrelation([][]float64{{1, -0.51, -0.51}, {-0.51, 1, -0.51}, {-0.51, -0.51, 1}})
	require.NoError(t, err)
	require.InDelta(t, 0.01, f.Repair.Change, 1e-6)
	requireMatrix(t, [][]float64{{1, -0.5, -0.5}, {-0.5, 1, -0.5}, {-0.5, -0.5, 1}}, product(f.L), 1e-6)
}

// TestEigen compares with gonum on a random symmetric matrix and on one with
// repeated eigenvalues.
func TestEigen(t *testing.T) {
	const n = 12
	z := montecarlo.Normals(1, 1, n*n)
	a := make([][]float64, n)
	s := mat.NewSymDense(n, nil)
	for i := range a {
		a[i] = make([]float64, n)
	}
	for i := range n {
		for j := range i + 1 {
			a[i][j], a[j][i] = z[i*n+j], z[i*n+j]
			s.SetSym(i, j, z[i*n+j])
		}
	}
	var oracle mat.EigenSym
	require.True(t, oracle.Factorize(s, false))
	values, vectors := montecarlo.Eigen(a)
	slices.Sort(values)
	require.InDeltaSlice(t, oracle.Values(nil), values, 1e-12)
	for i := range n {
		for j := range n {
			sum := 0.0
			for k := range n {
				sum += vectors[i][k] * vectors[j][k]
			}
			want := 0.0
			if i == j {
				want = 1
			}
			require.InDelta(t, want, sum, 1e-13)
		}
	}
	values, _ = montecarlo.Eigen([][]float64{{2, 1, 1}, {1, 2, 1}, {1, 1, 2}})
	slices.Sort(values)
	require.InDeltaSlice(t, []float64{1, 1, 4}, values, 1e-14)
}

// BenchmarkFactorCorrelation times the repair of a large, slightly impossible matrix
// (equicorrelated with noise, as pairwise overlaps make) and the refusal of a hopeless one.
func BenchmarkFactorCorrelation(b *testing.B) {
	const n = 256
	for _, bb := range []struct {
		name  string
		noise float64
	}{{"case=repaired", 0.018}, {"case=refused", 0.3}} {
		z := montecarlo.Normals(1, 1, n*n)
		a := make([][]float64, n)
		for i := range a {
			a[i] = make([]float64, n)
			for j := range i {
				a[i][j] = math.Max(-1, math.Min(1, 0.75+bb.noise*z[i*n+j]))
				a[j][i] = a[i][j]
			}
			a[i][i] = 1
		}
		b.Run(bb.name, func(b *testing.B) {
			for b.Loop() {
				f, err := montecarlo.FactorCorrelation(a)
				require.Equal(b, bb.name == "case=refused", err != nil)
				b.ReportMetric(f.Repair.Change, "change")
			}
		})
	}
}
