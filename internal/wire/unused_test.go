package wire_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/internal/wire"
	"github.com/plimsoll-risk/plimsoll/risk"
)

// What the market says about assets that nothing else names is pointed out.
func TestDecode_Unused(t *testing.T) {
	said := func(edits ...string) []string {
		in := decoded(t, edits...)
		r, err := wire.NewReport(in, "test", &risk.Report{Run: risk.Run{Model: risk.GBM}})
		require.NoError(t, err)
		return r.Warnings
	}
	require.Empty(t, said())
	require.Equal(t, []string{
		"The volatility of PEEP is not used: the account neither holds nor trades it, and it has no price.",
		"The drift of SOL is not used: the account neither holds nor trades it, and it has no price.",
	}, said(`"BTC": 0.55`, `"BTC": 0.55, "PEEP": 1, "USDT": 0`, `"drift": {}`, `"drift": {"SOL": 0.1}`))
	require.Empty(t, said(`"drift": {}`, `"drift": {"SOL": 0.1}`, `"BTC": "97000"`, `"BTC": "97000", "SOL": 200`), "one of a list of prices")
	var list strings.Builder
	for i := range 13 {
		fmt.Fprintf(&list, `"C%d": 1, `, i)
	}
	many := said(`"BTC": 0.55`, list.String()+`"BTC": 0.55`)
	require.Len(t, many, 11)
	require.Equal(t, "The same goes for 3 more volatilities or drifts.", many[10])
}
