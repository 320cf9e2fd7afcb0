package wire_test

import (
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/internal/wire"
)

func TestQuotient(t *testing.T) {
	for _, tt := range []struct {
		a, b   string
		digits int
		want   string // by long division
	}{
		{"1", "3", 12, "0.333333333333"},
		{"2", "3", 12, "0.666666666667"},
		{"-2", "3", 12, "-0.666666666667"},
		{"10603.88", "380.84472", 12, "27.8430537254"},
		{"1", "1000000000000000", 12, "0.000000000000001"},
		{"123456789012345", "1", 12, "123456789012000"},
		{"999999999999.5", "1", 12, "1000000000000"},
		{"0.9999999999999", "1", 12, "1"},
		{"0", "7", 12, "0"},
		{"1e30", "3e-30", 28, "333333333333333333333333333300000000000000000000000000000000"},
	} {
		t.Run(tt.a+"/"+tt.b, func(t *testing.T) {
			got := wire.Quotient(decimal.RequireFromString(tt.a), decimal.RequireFromString(tt.b), tt.digits)
			require.Equal(t, tt.want, got.String())
		})
	}
}
