package reference_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/internal/reference"
)

// TestPools solves some of the forty pools again, in fewer steps than the table was made with: the last digits may differ.
func TestPools(t *testing.T) {
	if testing.Short() {
		t.Skip("a second a pool: runs once, native and without -short")
	}
	all := reference.Pools()
	require.Len(t, all, 40)
	hedged := 0
	for k, p := range all {
		require.Positive(t, p.Probability)
		require.Less(t, p.Probability, 1.0)
		if p.Notional[1] < 0 {
			hedged++
		}
		if k%8 != 3 {
			continue
		}
		got, moved := p.Equation().Probability(16)
		t.Logf("%+v: got %.10g (%+.1e)", p, got, got-p.Probability)
		require.InDelta(t, p.Probability, got, moved+2e-9)
	}
	require.Equal(t, 20, hedged)
}
