package wire_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/internal/wire"
)

func TestIsTime(t *testing.T) {
	for text, want := range map[string]bool{
		"2025-10-01": true, "2024-02-29": true, "2000-02-29": true,
		"2025-10-01T00:00:00Z": true, "2025-10-01T23:59Z": true, "2025-10-01T00:00:00.123+05:30": true,
		"": false, "2025-02-29": false, "1900-02-29": false, "2025-13-01": false, "2025-00-01": false, "2025-10-00": false, "2025-04-31": false,
		"2025-10-01T00:00:00": false, "2025-10-01T24:00Z": false, "2025-10-01T00:60Z": false, "2025-10-01T00:00:60Z": false,
		"2025-10-01 00:00Z": false, "2025-10-01T00:00:00.Z": false, "2025-10-01T00:00+24:00": false, "1 October": false, "2025-10-1": false,
	} {
		require.Equal(t, want, wire.IsTime(text), text)
	}
}
