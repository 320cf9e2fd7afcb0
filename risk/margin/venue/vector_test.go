package venue_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"
)

// TestVectors holds every case against the public API, within its stated tolerance, and logs, per file, how many
// there are and the largest relative error.
func TestVectors(t *testing.T) {
	files := readCases(t)
	for _, file := range slices.Sorted(maps.Keys(files)) {
		t.Run(file, func(t *testing.T) {
			var worst decimal.Decimal
			var which string
			for _, c := range files[file] {
				require.NotEmpty(t, c.Source, c.ID)
				require.NotEmpty(t, c.Want, c.ID)
				seen := c.observe(t)
				for _, field := range slices.Sorted(maps.Keys(c.Want)) {
					got, known := seen[field]
					require.True(t, known, "%s asks for %s", c.ID, field)
					if off := c.compare(t, field, c.Want[field], got); off.GreaterThan(worst) {
						worst, which = off, c.ID+" "+field
					}
				}
			}
			// scripts/validation.sh takes this line for its table.
			t.Logf("vectors | %s | margins, prices, ratios, verdicts | %d | %s | %s |", strings.TrimSuffix(file, ".json"), len(files[file]), worst.Round(12), which)
		})
	}
}

// compare checks one figure and returns its relative error.
func (c vectorCase) compare(t testing.TB, field string, want, got any) decimal.Decimal {
	t.Helper()
	at := c.ID + " " + field
	var number decimal.Decimal
	switch g := got.(type) {
	case decimal.NullDecimal:
		if want == nil {
			require.False(t, g.Valid, at)
			return decimal.Decimal{}
		}
		require.True(t, g.Valid, at)
		number = g.Decimal
	case decimal.Decimal:
		number = g
	default:
		require.Equal(t, want, got, at)
		return decimal.Decimal{}
	}
	w := decimal.RequireFromString(fmt.Sprint(want))
	off, most := number.Sub(w).Abs(), c.Tolerance
	if !c.Absolute {
		most = most.Mul(w.Abs())
	}
	require.True(t, off.LessThanOrEqual(most), "%s: want %s within %s, got %s", at, w, most, number)
	if w.IsZero() {
		return off
	}
	return off.DivRound(w.Abs(), 30)
}
