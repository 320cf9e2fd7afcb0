package margin_test

import (
	"strings"
	"testing"

	"github.com/plimsoll-risk/plimsoll/risk/margin"
	"github.com/stretchr/testify/require"
)

func TestParseSymbol(t *testing.T) {
	for _, tt := range []struct{ name, base, multiplier, key string }{
		{"BTC/USDT:USDT", "BTC", "1", "BTC/USDT:USDT"},
		{"ETH/BTC:BTC", "ETH", "1", "ETH/BTC:BTC"},
		{"1000PEPE/USDT:USDT", "PEPE", "1000", "PEPE/USDT:USDT"},
		{"kPEPE/USDT:USDT", "PEPE", "1000", "PEPE/USDT:USDT"},
		{"1000000MOG/USDT:USDT", "MOG", "1000000", "MOG/USDT:USDT"},
		{"1000X/USDT:USDT", "X", "1000", "X/USDT:USDT"},
		{"1INCH/USDT:USDT", "1INCH", "1", "1INCH/USDT:USDT"},
		{"0G/USDT:USDT", "0G", "1", "0G/USDT:USDT"},
		{"4/USDT:USDT", "4", "1", "4/USDT:USDT"},
		{"42/USDT:USDT", "42", "1", "42/USDT:USDT"},
		{"2Z/USDT:USDT", "2Z", "1", "2Z/USDT:USDT"},
		{"1MBABYDOGE/USDT:USDT", "1MBABYDOGE", "1", "1MBABYDOGE/USDT:USDT"},
		{"10000SATS/USDT:USDT", "10000SATS", "1", "10000SATS/USDT:USDT"},
		{"1000/USDT:USDT", "1000", "1", "1000/USDT:USDT"},
		{"KAVA/USDT:USDT", "KAVA", "1", "KAVA/USDT:USDT"},
		{"kava/USDT:USDT", "kava", "1", "kava/USDT:USDT"},
		{"龙虾/USDT:USDT", "龙虾", "1", "龙虾/USDT:USDT"},
		{"1000PEPE/USDT:USDT-260626", "PEPE", "1000", "PEPE/USDT:USDT-260626"},
		{"BTC/USD:BTC", "BTC", "1", "BTC/USD:BTC"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s, err := margin.ParseSymbol(tt.name)
			require.NoError(t, err)
			require.Equal(t, tt.name, s.Name)
			require.Equal(t, tt.base, s.Base)
			require.Equal(t, strings.HasSuffix(tt.name, "USD:BTC"), s.Inverse())
			require.Equal(t, s.Inverse(), s.Quote != s.Settle)
			requireDecimal(t, tt.multiplier, s.Multiplier)
			require.Equal(t, tt.key, s.Key())
		})
	}
}

func TestParseSymbol_Rejects(t *testing.T) {
	for _, tt := range []struct{ name, symbol, want string }{
		{"empty", "", "BASE/QUOTE:SETTLE"},
		{"no slash", "BTCUSDT", "BASE/QUOTE:SETTLE"},
		{"no base", "/USDT:USDT", "BASE/QUOTE:SETTLE"},
		{"no quote", "BTC/:USDT", "BASE/QUOTE:SETTLE"},
		{"no settle", "BTC/USDT:", "BASE/QUOTE:SETTLE"},
		{"space", "B TC/USDT:USDT", "BASE/QUOTE:SETTLE"},
		{"pool separator", "BTC#long/USDT:USDT", "BASE/QUOTE:SETTLE"},
		{"two colons", "BTC/USDT:USDT:USDT", "BASE/QUOTE:SETTLE"},
		{"control character", "BTC\x00/USDT:USDT", "BASE/QUOTE:SETTLE"},
		{"not UTF-8", "B\xff/USDT:USDT", "BASE/QUOTE:SETTLE"},
		{"too long", strings.Repeat("A", 1e6) + "/USDT:USDT", "BASE/QUOTE:SETTLE"},
		{"spot", "BTC/USDT", "spot is not supported yet"},
		{"inverse of a multiple", "1000PEPE/USD:PEPE", "an inverse contract on a single coin, such as PEPE/USD:PEPE"},
		{"quanto", "BTC/USDT:ETH", "quanto contracts are not supported yet"},
		{"option", "BTC/USDT:USDT-260626-100000-C", "options are not supported yet"},
		{"no such day", "BTC/USDT:USDT-260231", "-YYMMDD"},
		{"empty expiry", "BTC/USDT:USDT-", "-YYMMDD"},
		{"base is quote", "USDT/USDT:USDT", "other than its quote"},
		{"multiple of the quote", "1000USDT/USDT:USDT", "other than its quote"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := margin.ParseSymbol(tt.symbol)
			var field margin.FieldError
			require.ErrorAs(t, err, &field)
			require.Empty(t, field.Path)
			require.Contains(t, field.Want, tt.want)
			require.Less(t, len(field.Got), 100)
		})
	}
}

func FuzzParseSymbol(f *testing.F) {
	for _, s := range []string{"BTC/USDT:USDT", "1000PEPE/USDT:USDT-260626", "kPEPE/USDC:USDC", "//::--", "BTC/USD:BTC"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, name string) {
		s, err := margin.ParseSymbol(name)
		if err != nil {
			return
		}
		require.Equal(t, name, s.Name)
		again, err := margin.ParseSymbol(s.Key())
		require.NoError(t, err, "the key of %q", name)
		require.Equal(t, s.Key(), again.Key())
		require.Equal(t, s.Base, again.Base)
		require.True(t, again.Multiplier.Equal(dec("1")))
	})
}
