package margin_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/risk/margin"
)

func TestIsDate(t *testing.T) {
	for _, s := range []string{"2026-05-01", "2024-02-29", "2000-02-29", "1999-12-31"} {
		require.True(t, margin.IsDate(s), s)
	}
	for _, s := range []string{"", "2026-5-1", "2026-13-01", "2026-00-10", "2026-04-31", "2025-02-29", "1900-02-29", "2026-05-00", "2026/05/01", "20x6-05-01", "2026-05-01T00:00:00Z"} {
		require.False(t, margin.IsDate(s), s)
	}
}
