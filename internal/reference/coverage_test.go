package reference_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/internal/reference"
)

// TestCoverage counts how often the 95 % interval of 16 nets of 256 points holds the exact value over 1600 seeds, or 6400 for single pools: between
// 93.5 and 96.5 % allowed. By chance the share has a standard deviation of .54 %, or .27 %.
func TestCoverage(t *testing.T) {
	if testing.Short() {
		t.Skip("statistical: runs once, native and without -short")
	}
	for _, c := range reference.Coverages() {
		t.Run(c.Name, func(t *testing.T) {
			held, err := c.Count()
			require.NoError(t, err)
			for k, e := range c.Events {
				share := float64(held[k]) / float64(c.Seeds)
				t.Logf("%s = %.3g: %d of %d, %.2f %%", e.Name, e.Want, held[k], c.Seeds, 100*share)
				require.GreaterOrEqual(t, share, reference.CoverageLow)
				require.LessOrEqual(t, share, reference.CoverageHigh)
			}
		})
	}
}

// TestCoverages solves the books again whose coverage is counted against the solver's values.
func TestCoverages(t *testing.T) {
	if testing.Short() {
		t.Skip("a second a pool: runs once, native and without -short")
	}
	solved := 0
	for _, c := range reference.Coverages() {
		if c.Pool != nil {
			got, _ := c.Pool.Probability(16)
			require.InEpsilon(t, c.Events[0].Want, got, 1e-7, c.Name)
			solved++
		}
	}
	require.Equal(t, 4, solved)
}
