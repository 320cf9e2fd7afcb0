package montecarlo_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"gonum.org/v1/gonum/stat/distuv"

	"github.com/plimsoll-risk/plimsoll/montecarlo"
)

// TestStudentT checks the quantiles behind the intervals of replicates against gonum's.
func TestStudentT(t *testing.T) {
	for _, n := range []int{16, 32, 64, 128} {
		want := distuv.StudentsT{Sigma: 1, Nu: float64(n - 1)}.Quantile(0.975)
		require.InDelta(t, want, montecarlo.StudentT[n], 1e-12, "%d replicates", n)
	}
	require.Len(t, montecarlo.StudentT, 4)
}

// TestRoundSeed checks that rounds do not share seeds, with one another or with neighbouring seeds, and that round 0
// is the simulation itself.
func TestRoundSeed(t *testing.T) {
	seen := map[uint64]bool{}
	for seed := range uint64(200) {
		require.Equal(t, seed, montecarlo.RoundSeed(seed, 0))
		for round := range 20 {
			s := montecarlo.RoundSeed(seed, round)
			require.False(t, seen[s], "seed %d, round %d", seed, round)
			seen[s] = true
		}
	}
}
