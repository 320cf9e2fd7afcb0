package venue_test

import (
	"encoding/csv"
	"os"
	"testing"

	"github.com/plimsoll-risk/plimsoll/risk/margin"
	"github.com/plimsoll-risk/plimsoll/risk/margin/venue"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"
)

func binance(t testing.TB) venue.Venue {
	t.Helper()
	v, ok := venue.Get("binance-usdm")
	require.True(t, ok)
	return v
}

func tiersOf(t testing.TB, v venue.Venue, name string) []margin.Tier {
	t.Helper()
	symbol, err := margin.ParseSymbol(name)
	require.NoError(t, err)
	s, ok := v.Schedule(symbol)
	require.True(t, ok, name)
	return s.Tiers()
}

func requireDecimal(t testing.TB, want string, got decimal.Decimal) {
	t.Helper()
	require.True(t, decimal.RequireFromString(want).Equal(got), "want %s, got %s", want, got)
}

func TestBinanceUSDM(t *testing.T) {
	v := binance(t)
	require.Equal(t, margin.AtOrBelow, v.Trigger)
	require.Equal(t, "2026-05-01", v.AsOf)
	require.Equal(t, "exchange API, as served about 2026-05-01", v.Source)
}

// The maintenance amounts as published for these symbols, May 2026.
func TestBinanceUSDM_PublishedTiers(t *testing.T) {
	for _, tt := range []struct {
		symbol           string
		tier             int
		max, rate, lever string
		deduction        string
	}{
		{"BTC/USDT:USDT", 0, "300000", "0.004", "150", "0"},
		{"BTC/USDT:USDT", 5, "100000000", "0.025", "20", "482000"},
		{"BTC/USDT:USDT", 11, "1800000000", "0.5", "1", "421482000"},
		{"ETH/USDT:USDT", 6, "150000000", "0.05", "10", "2007000"},
		{"SOL/USDT:USDT", 9, "400000000", "0.5", "1", "66731475"},
	} {
		got := tiersOf(t, binance(t), tt.symbol)[tt.tier]
		requireDecimal(t, tt.max, got.MaxNotional)
		requireDecimal(t, tt.rate, got.MaintenanceMarginFraction)
		requireDecimal(t, tt.lever, got.MaxLeverage)
		requireDecimal(t, tt.deduction, got.Deduction)
	}
}

// The totals over all brackets were summed from the source table by a separate
// program in another language, published deductions included.
func TestBinanceUSDM_EveryBracket(t *testing.T) {
	v := binance(t)
	require.Len(t, v.Symbols(), 716)
	var count int
	var edges, rates, leverages, deductions decimal.Decimal
	for _, name := range v.Symbols() {
		tiers := tiersOf(t, v, name)
		for i, tier := range tiers {
			count++
			edges, rates = edges.Add(tier.MaxNotional), rates.Add(tier.MaintenanceMarginFraction)
			leverages, deductions = leverages.Add(tier.MaxLeverage), deductions.Add(tier.Deduction)
			require.True(t, tier.MaxLeverage.Mul(tier.MaintenanceMarginFraction).LessThan(decimal.NewFromInt(1)),
				"%s tier %d: initial margin is more than maintenance", name, i)
			if i > 0 { // continuity: both tiers agree at the edge
				before := tiers[i-1]
				left := tier.MinNotional.Mul(before.MaintenanceMarginFraction).Sub(before.Deduction)
				right := tier.MinNotional.Mul(tier.MaintenanceMarginFraction).Sub(tier.Deduction)
				requireDecimal(t, left.String(), right)
			}
		}
	}
	require.Equal(t, 5913, count)
	requireDecimal(t, "9223372075321395515", edges)
	requireDecimal(t, "864.55586", rates)
	requireDecimal(t, "80348", leverages)
	requireDecimal(t, "4276069458.865", deductions)
}

func TestBinanceUSDM_Multiples(t *testing.T) {
	v := binance(t)
	for _, same := range [][]string{
		{"1000PEPE/USDT:USDT", "PEPE/USDT:USDT", "kPEPE/USDT:USDT"},
		{"1000000MOG/USDT:USDT", "MOG/USDT:USDT", "1000MOG/USDT:USDT"},
		{"1000X/USDT:USDT", "X/USDT:USDT"},
	} {
		for _, name := range same[1:] {
			require.Equal(t, tiersOf(t, v, same[0]), tiersOf(t, v, name), name)
		}
	}
	t.Run("two coins of one key", func(t *testing.T) {
		require.NotEqual(t, tiersOf(t, v, "BOB/USDT:USDT"), tiersOf(t, v, "1000000BOB/USDT:USDT"))
		symbol, err := margin.ParseSymbol("kBOB/USDT:USDT")
		require.NoError(t, err)
		_, ok := v.Schedule(symbol)
		require.False(t, ok)
	})
	t.Run("not listed", func(t *testing.T) {
		symbol, err := margin.ParseSymbol("BTC/USDT:USDT-991231")
		require.NoError(t, err)
		_, ok := v.Schedule(symbol)
		require.False(t, ok)
	})
}

// Every bracket against the table it was made from, which is not part of the
// repository: run with BINANCE_TIERS_CSV set to it.
func TestBinanceUSDM_SourceTable(t *testing.T) {
	path := os.Getenv("BINANCE_TIERS_CSV")
	if path == "" {
		t.Skip("BINANCE_TIERS_CSV does not name the source table")
	}
	file, err := os.Open(path)
	require.NoError(t, err)
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	require.NoError(t, err)
	v := binance(t)
	seen := make(map[string]int)
	for _, r := range rows[1:] {
		tier := tiersOf(t, v, r[0])[seen[r[0]]]
		seen[r[0]]++
		for i, got := range []decimal.Decimal{tier.MinNotional, tier.MaxNotional, tier.MaintenanceMarginFraction, tier.MaxLeverage, tier.Deduction} {
			requireDecimal(t, r[i+1], got)
		}
	}
	require.Len(t, seen, len(v.Symbols()))
}

func FuzzVenue_Schedule(f *testing.F) {
	for _, s := range []string{"BTC/USDT:USDT", "kBOB/USDT:USDT", "4/USDT:USDT", "ETH/BTC:BTC", "\t", "#"} {
		f.Add(s)
	}
	v := binance(f)
	f.Fuzz(func(t *testing.T, name string) {
		v.Suggest(name)
		symbol, err := margin.ParseSymbol(name)
		if err != nil {
			return
		}
		if s, ok := v.Schedule(symbol); ok {
			require.NotEmpty(t, s.Tiers())
		}
	})
}

func BenchmarkVenue_Schedule(b *testing.B) {
	b.Run("venue=binance-usdm", func(b *testing.B) {
		v := binance(b)
		symbol, err := margin.ParseSymbol("BTC/USDT:USDT")
		require.NoError(b, err)
		b.ReportAllocs()
		for b.Loop() {
			v.Schedule(symbol)
		}
	})
}
