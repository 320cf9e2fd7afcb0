package venue_test

import (
	"testing"

	"github.com/plimsoll-risk/plimsoll/risk/margin"
	"github.com/plimsoll-risk/plimsoll/risk/margin/venue"
	"github.com/stretchr/testify/require"
)

func get(t testing.TB, name, asOf string) venue.Venue {
	t.Helper()
	v, ok := venue.Get(name)
	require.True(t, ok, name)
	if asOf == "" {
		return v
	}
	v, err := v.At(asOf)
	require.NoError(t, err)
	return v
}

func symbolOf(t testing.TB, name string) margin.Symbol {
	t.Helper()
	s, err := margin.ParseSymbol(name)
	require.NoError(t, err)
	return s
}

// The rule of 2025-09-02 and the one before it.
func TestBybitUTA_Terms(t *testing.T) {
	s := symbolOf(t, "BTC/USDT:USDT")
	for _, tt := range []struct {
		name, asOf           string
		kind                 margin.Kind
		initial, maintenance margin.Basis
		fee                  string
	}{
		{"isolated, the day before", "2025-09-01", margin.Isolated, margin.AtEntry, margin.AtEntry, "0.0006"},
		{"cross, the day before", "2025-09-01", margin.Cross, margin.AtEntry, margin.AtEntry, "0.0006"},
		{"isolated, that day", "2025-09-02", margin.Isolated, margin.AtEntry, 0, "0.00055"},
		{"cross, that day", "2025-09-02", margin.Cross, 0, 0, "0.00055"},
		{"cross, today", "", margin.Cross, 0, 0, "0.00055"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := get(t, "bybit-uta", tt.asOf).Terms(s, tt.kind)
			require.Equal(t, tt.initial, got.InitialAt)
			require.Equal(t, tt.maintenance, got.MaintenanceAt)
			require.Equal(t, margin.FeeAtBankruptcy, got.CloseFee.On)
			requireDecimal(t, tt.fee, got.CloseFee.Rate)
			requireDecimal(t, "0", got.ContractSize)
		})
	}
}

func TestVenue_ContractSize(t *testing.T) {
	for _, tt := range []struct{ venue, symbol, want string }{
		{"binance-coinm", "BTC/USD:BTC", "100"},
		{"binance-coinm", "ETH/USD:ETH", "10"},
		{"bybit-uta", "BTC/USD:BTC", "1"},
		{"hyperliquid", "BTC/USDC:USDC", "0"},
		{"binance-usdm", "BTC/USDT:USDT", "0"},
	} {
		requireDecimal(t, tt.want, get(t, tt.venue, "").Terms(symbolOf(t, tt.symbol), margin.Cross).ContractSize)
	}
}

// The rates and deductions as computed from the documented recursion by a separate
// program, to the digits it printed.
func TestHyperliquid_Tiers(t *testing.T) {
	v := get(t, "hyperliquid", "")
	require.Len(t, v.Symbols(), 36)
	for _, tt := range []struct{ symbol, first, second, edge, deduction string }{
		{"BTC/USDC:USDC", "0.0125", "0.025", "150000000", "1875000"},
		{"SOL/USDC:USDC", "0.025", "0.05", "70000000", "1750000"},
		{"XRP/USDC:USDC", "0.025", "0.05", "40000000", "1000000"},
		{"PEPE/USDC:USDC", "0.05", "0.1", "20000000", "1000000"}, // listed as kPEPE
		{"ARB/USDC:USDC", "0.05", "0.1", "3000000", "150000"},
	} {
		tiers := tiersOf(t, v, tt.symbol)
		require.Len(t, tiers, 2)
		requireDecimal(t, tt.first, tiers[0].MaintenanceMarginFraction)
		requireDecimal(t, tt.second, tiers[1].MaintenanceMarginFraction)
		requireDecimal(t, tt.edge, tiers[1].MinNotional)
		requireDecimal(t, tt.deduction, tiers[1].Deduction)
		requireDecimal(t, "0", tiers[1].MaxNotional)
	}
	eth := tiersOf(t, v, "ETH/USDC:USDC")
	requireDecimal(t, "0.03333333333333333333333333334", eth[1].MaintenanceMarginFraction) // 1/30, rounded up
	requireDecimal(t, "1333333", eth[1].Deduction.Truncate(0))
}

func TestHyperliquid_Backstop(t *testing.T) {
	v := get(t, "hyperliquid", "")
	names := make([]string, len(v.Ladder))
	for i, r := range v.Ladder {
		names[i] = r.Name
		require.Equal(t, margin.Below, r.Trigger)
	}
	require.Equal(t, []string{"liquidation", "backstop", "bankruptcy"}, names)
}
