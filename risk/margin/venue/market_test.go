package venue_test

import (
	"testing"

	"github.com/plimsoll-risk/plimsoll/risk/margin"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"
)

// The fractions that the documents print beside each market or class.
func TestVenue_Markets(t *testing.T) {
	for _, tt := range []struct{ venue, name, initial, maintenance string }{
		{"dydx-v4", "large-cap", "0.02", "0.012"},
		{"dydx-v4", "small-cap", "0.1", "0.05"},
		{"dydx-v4", "long-tail", "0.2", "0.1"},
		{"dydx-v4", "safety", "1", "0.2"},
		{"dydx-v4", "isolated", "0.05", "0.03"},
		{"dydx-v4", "mid-cap", "0.05", "0.03"},
		{"dydx-v4", "fx", "0.01", "0.005"},
		{"dydx-v4", "iml-5x", "0.2", "0.1"},
		{"dydx-v4", "ETH/USDC:USDC", "0.02", "0.012"},
		{"dydx-v3", "BTC/USDC:USDC", "0.05", "0.03"},
		{"dydx-v3", "LTC/USDC:USDC", "0.1", "0.05"},
		{"gmx-v2", "base", "0.01", "0.01"},
		{"gmx-v2", "BTC/USD:USD", "0.005", "0.005"},
		{"gmx-v2", "AAVE/USD:USD", "0.01", "0.01"},
	} {
		m, ok := get(t, tt.venue, "").Market(tt.name)
		require.True(t, ok, tt.name)
		requireDecimal(t, tt.initial, m.Initial.Fraction(decimal.Decimal{}, decimal.Decimal{}))
		requireDecimal(t, tt.maintenance, m.MaintenanceFraction())
		requireDecimal(t, tt.maintenance, m.Schedule().Tiers()[0].MaintenanceMarginFraction)
	}
	_, ok := get(t, "dydx-v4", "").Market("PEPE/USDC:USDC")
	require.False(t, ok)
	_, ok = get(t, "dydx-v4", "").Schedule(symbolOf(t, "PEPE/USDC:USDC"))
	require.False(t, ok, "a market without a tier of its own is not guessed")
}

// By size on dYdX v3: 24 BTC are 10 steps above 9; by open interest on v4 and GMX v2.
func TestMarket_Terms(t *testing.T) {
	for _, tt := range []struct{ venue, name, size, openInterest, want string }{
		{"dydx-v3", "BTC/USDC:USDC", "-24", "0", "0.15"},
		{"dydx-v3", "DOGE/USDC:USDC", "2580000", "0", "0.12"},
		{"dydx-v4", "small-cap", "1", "35e6", "0.55"}, // half way from 20 to 50 million
		{"dydx-v4", "BTC/USDC:USDC", "1", "1e12", "0.02"},
		{"gmx-v2", "BTC/USD:USD", "1", "1e8", "0.006"},
	} {
		v := get(t, tt.venue, "")
		m, ok := v.Market(tt.name)
		require.True(t, ok)
		got := m.Terms(margin.Terms{Tick: decimal.NewFromInt(7)}, decimal.RequireFromString(tt.size), decimal.RequireFromString(tt.openInterest))
		require.True(t, got.InitialFraction.Valid)
		requireDecimal(t, tt.want, got.InitialFraction.Decimal)
		requireDecimal(t, "7", got.Tick)
	}
}

func TestVenue_FlatAndGMX(t *testing.T) {
	for _, tt := range []struct{ venue, symbol, fraction string }{
		{"generic", "PEPE/USDT:USDT", "0.005"},
		{"gmx-v1", "ETH/USD:USD", "0.02"},
	} {
		tiers := tiersOf(t, get(t, tt.venue, ""), tt.symbol)
		require.Len(t, tiers, 1)
		requireDecimal(t, tt.fraction, tiers[0].MaintenanceMarginFraction)
	}
	one := get(t, "gmx-v1", "").Terms(symbolOf(t, "ETH/USD:USD"), margin.Isolated)
	require.Equal(t, margin.FeesWithin, one.Floor.Fees)
	requireDecimal(t, "5", one.Floor.Amount)
	requireDecimal(t, "0.001", one.CloseFee.Rate)
	two := get(t, "gmx-v2", "").Terms(symbolOf(t, "ETH/USD:USD"), margin.Isolated)
	require.Equal(t, margin.FeesOnTop, two.Floor.Fees)
	requireDecimal(t, "1", two.Floor.Amount)
	requireDecimal(t, "0.0006", two.CloseFee.Rate)
	requireDecimal(t, "0.005", two.InitialFraction.Decimal)
}
