package venue_test

import (
	"testing"

	"github.com/plimsoll-risk/plimsoll/risk/margin/venue"
	"github.com/stretchr/testify/require"
)

func TestStepKind_String(t *testing.T) {
	require.Equal(t, "cancelOrders", venue.CancelOrders.String())
	require.Equal(t, "writeOff", venue.WriteOff.String())
	require.Equal(t, "unknown", venue.StepKind(0).String())
	require.Equal(t, "unknown", (venue.WriteOff + 1).String())
}

// Two venues state how much of a position goes first.
func TestVenue_Steps(t *testing.T) {
	first := get(t, "hyperliquid", "").Steps[0]
	require.Equal(t, venue.ReduceShare, first.Kind)
	requireDecimal(t, "0.2", first.Share)
	requireDecimal(t, "100000", first.Above)
	first = get(t, "dydx-v4", "").Steps[0]
	requireDecimal(t, "0.1", first.Share)
	requireDecimal(t, "0.015", first.Fee)
}
