package venue_test

import (
	"strings"
	"testing"

	"github.com/plimsoll-risk/plimsoll/risk/margin"
	"github.com/plimsoll-risk/plimsoll/risk/margin/venue"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"
)

func TestGet(t *testing.T) {
	require.Equal(t, []string{"aave-v3-ethereum", "binance-coinm", "binance-usdm", "binance-usdm-multi", "bybit-uta", "dydx-v3", "dydx-v4", "generic", "gmx-v1", "gmx-v2", "hyperliquid"}, venue.Names())
	require.IsIncreasing(t, venue.Names())
	for _, name := range venue.Names() {
		v, ok := venue.Get(name)
		require.True(t, ok)
		require.Equal(t, name, v.Name)
		require.NotEmpty(t, v.Title)
		require.NotEmpty(t, v.Source)
		require.NotEmpty(t, v.Notes)
		requireLadder(t, v)
		require.NotEmpty(t, v.Steps, name)
		for _, s := range v.Steps {
			require.NotEqual(t, "unknown", s.Kind.String(), name)
			require.NotEmpty(t, s.Text, name)
			require.False(t, s.Share.IsNegative() || s.Share.GreaterThan(decimal.NewFromInt(1)), name)
		}
		for _, asset := range v.Reserves() {
			r, ok := v.Reserve(asset, "")
			require.True(t, ok)
			require.Equal(t, asset, r.Collateral().Asset)
			require.False(t, r.LoanToValue.GreaterThan(r.LiquidationThreshold), asset)
		}
		for _, name := range v.Markets() {
			m, ok := v.Market(name)
			require.True(t, ok)
			require.Equal(t, name, m.Name)
			require.Len(t, m.Schedule().Tiers(), 1)
			require.False(t, m.MaintenanceFraction().GreaterThan(m.Initial.Base), name)
		}
		for _, symbol := range v.Symbols() {
			require.NotEmpty(t, tiersOf(t, v, symbol))
		}
		require.Contains(t, v.Dates(), v.AsOf)
	}
	_, ok := venue.Get("nowhere")
	require.False(t, ok)
}

// requireLadder checks that a venue's thresholds are valid on a pool of its own.
func requireLadder(t testing.TB, v venue.Venue) {
	t.Helper()
	a := margin.Account{Currency: "USD", Pools: []margin.Pool{{Name: "cross", Kind: margin.Cross, Trigger: v.Trigger, Thresholds: v.Thresholds()}}}
	require.NoError(t, a.Validate(nil), v.Name)
	names := make([]string, len(v.Ladder))
	for i, r := range v.Ladder {
		names[i] = r.Name
		require.False(t, r.Verified && r.Source == "", "%s: %s is verified by something", v.Name, r.Name)
	}
	require.Contains(t, names, margin.LiquidationThreshold, v.Name)
}

func TestSuggest(t *testing.T) {
	for _, tt := range []struct {
		name string
		want []string
	}{
		{"binance", []string{"binance-usdm", "binance-coinm", "binance-usdm-multi"}},
		{"bybit", []string{"bybit-uta"}},
		{"Binance-USDM", []string{"binance-usdm", "binance-usdm-multi"}},
		{"binance-usdn", []string{"binance-usdm"}},
		{"kraken", []string{}},
		{"", []string{}},
	} {
		require.Equal(t, tt.want, venue.Suggest(tt.name), tt.name)
	}
}

func TestVenue_Suggest(t *testing.T) {
	v := binance(t)
	for _, tt := range []struct{ symbol, first string }{
		{"BTCUSDT", "BTC/USDT:USDT"},
		{"btc-usdt", "BTC/USDT:USDT"},
		{"BTC/USDT", "BTC/USDT:USDT"},
		{"BTC/USDT:USDT-261225", "BTC/USDT:USDT"},
		{"BCT/USDC:USDC", "BTC/USDC:USDC"},
		{"PEPEUSDT", "1000PEPE/USDT:USDT"},
		{"DOGEE/USDT:USDT", "DOGE/USDT:USDT"},
	} {
		got := v.Suggest(tt.symbol)
		require.NotEmpty(t, got, tt.symbol)
		require.LessOrEqual(t, len(got), 3)
		require.Contains(t, got, tt.first, tt.symbol)
	}
	require.Empty(t, v.Suggest("NOSUCHCOINATALL/USDT:USDT"))
	require.Empty(t, v.Suggest(strings.Repeat("A", 1e6)))
}

func TestVenue_At(t *testing.T) {
	v := binance(t)
	for _, tt := range []struct{ name, asOf, want string }{
		{"the day itself", "2026-05-01", "2026-05-01"},
		{"later", "2027-01-01", "2026-05-01"},
		{"a time", "2026-05-01T00:00:00Z", "2026-05-01"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := v.At(tt.asOf)
			require.NoError(t, err)
			require.Equal(t, tt.want, got.AsOf)
			require.Len(t, got.Symbols(), 716)
		})
	}
	for _, tt := range []struct{ name, asOf, want string }{
		{"before the first table", "2026-04-30", "there are tables of 2026-05-01"},
		{"a time before it", "2026-04-30T23:59:59Z", "there are tables of 2026-05-01"},
		{"a time elsewhere, whose date in UTC is another", "2026-04-30T23:00:00-02:00", "a time in UTC"},
		{"no such time", "2026-05-01T25:00:00Z", "a time in UTC"},
		{"not a date", "May 2026", "YYYY-MM-DD"},
		{"no such day", "2026-02-30", "YYYY-MM-DD"},
		{"empty", "", "YYYY-MM-DD"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := v.At(tt.asOf)
			var field margin.FieldError
			require.ErrorAs(t, err, &field)
			require.Contains(t, field.Want, tt.want)
		})
	}
}

func BenchmarkGet(b *testing.B) {
	b.Run("venue=binance-usdm", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			venue.Get("binance-usdm")
		}
	})
}
