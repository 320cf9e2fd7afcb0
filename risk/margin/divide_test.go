package margin_test

import (
	"math/big"
	"testing"

	"github.com/plimsoll-risk/plimsoll/risk/margin"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"
)

func TestQuotient(t *testing.T) {
	for _, tt := range []struct{ name, num, den, want string }{
		{"exact", "10", "4", "2.5"},
		{"zero", "0", "7", "0"},
		{"negative", "-1", "8", "-0.125"},
		{"both negative", "-1", "-8", "0.125"},
		{"repeating", "1", "3", "0.3333333333333333333333333333"},
		{"repeating, rounded up", "2", "3", "0.6666666666666666666666666667"},
		{"far apart", "1e-9", "3e8", "0.000000000000000003333333333333333333333333333"},
		{"large", "1e30", "3", "333333333333333333333333333300"},
		{"tie to even, down", "1.0000000000000000000000000025", "1", "1.000000000000000000000000002"},
		{"tie to even, down below five", "10000000000000000000000000005", "10", "1000000000000000000000000000"},
		{"tie to even, up", "10000000000000000000000000015", "10", "1000000000000000000000000002"},
		{"past a tie", "100000000000000000000000000051", "100", "1000000000000000000000000001"},
		{"carry to a new digit", "99999999999999999999999999996", "10", "10000000000000000000000000000"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			requireDecimal(t, tt.want, margin.Quotient(dec(tt.num), dec(tt.den), 28))
		})
	}
}

func TestDivide_Directions(t *testing.T) {
	for _, tt := range []struct{ name, num, den, down, up string }{
		{"exact", "10", "4", "2.5", "2.5"},
		{"positive", "1", "3", "0.333", "0.334"},
		{"negative", "-1", "3", "-0.334", "-0.333"},
		{"carry to a new digit", "9999", "10", "999", "1000"},
		{"lost digit", "100049", "1", "100000", "101000"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			requireDecimal(t, tt.down, margin.DivFloor(dec(tt.num), dec(tt.den), 3))
			requireDecimal(t, tt.up, margin.DivCeil(dec(tt.num), dec(tt.den), 3))
		})
	}
}

// FuzzQuotient compares with an exact rational: off by at most half a unit in the last place.
func FuzzQuotient(f *testing.F) {
	f.Add(int64(1), int32(0), int64(3), int32(0))
	f.Add(int64(-7), int32(20), int64(999), int32(-20))
	f.Fuzz(func(t *testing.T, n int64, ne int32, d int64, de int32) {
		if n == 0 || d == 0 {
			t.Skip()
		}
		num, den := decimal.New(n, ne%60), decimal.New(d, de%60)
		got := margin.Quotient(num, den, 28)
		require.LessOrEqual(t, got.NumDigits(), 28)
		want := new(big.Rat).Quo(num.Rat(), den.Rat())
		off := new(big.Rat).Sub(got.Rat(), want)
		off.Quo(off, want)
		require.LessOrEqual(t, off.Abs(off).Cmp(decimal.New(5, -28).Rat()), 0)
	})
}

func TestQuotient_Digits(t *testing.T) {
	for _, tt := range []struct {
		num, den string
		digits   int64
		want     string // by long division
	}{
		{"1", "3", 12, "0.333333333333"},
		{"-2", "3", 12, "-0.666666666667"},
		{"10603.88", "380.84472", 12, "27.8430537254"},
		{"1", "1000000000000000", 12, "0.000000000000001"},
		{"123456789012345", "1", 12, "123456789012000"},
		{"999999999999.5", "1", 12, "1000000000000"},
		{"0.9999999999999", "1", 12, "1"},
		{"1e30", "3e-30", 28, "333333333333333333333333333300000000000000000000000000000000"},
	} {
		t.Run(tt.num+"/"+tt.den, func(t *testing.T) {
			requireDecimal(t, tt.want, margin.Quotient(dec(tt.num), dec(tt.den), tt.digits))
		})
	}
}
