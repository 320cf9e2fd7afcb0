package risk_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/risk"
	"github.com/plimsoll-risk/plimsoll/risk/margin"
)

func TestCompare_Verdict(t *testing.T) {
	isolated := func(name string) margin.Pool {
		return pool(name, margin.Isolated, "500", position(t, name+"/USDT:USDT", "5000", "1"))
	}
	t.Run("one position: every arrangement is the same, in closed form", func(t *testing.T) {
		c, err := risk.Compare(context.Background(), account(isolated("A")), twoAssets(0.8), week(1<<10, 1), risk.Options{})
		require.NoError(t, err)
		require.Equal(t, risk.AsGiven, c.Verdict.Mode)
		require.Equal(t, []string{
			"The account as given and isolated are exactly as likely to be liquidated.",
			"The account as given and cross are exactly as likely to be liquidated.",
		}, c.Verdict.Because[3:])
	})
	t.Run("a difference beyond its error, which is a half width", func(t *testing.T) {
		c, err := risk.Compare(context.Background(), account(isolated("A"), isolated("B")), twoAssets(0.8), week(1<<12, 1), risk.Options{})
		require.NoError(t, err)
		require.Equal(t, risk.CrossMode, c.Verdict.Mode)
		for _, because := range c.Verdict.Because[3:] {
			require.Regexp(t, `^Cross is 13\.\d\d percentage points less likely to be liquidated than .* \(simulation error: 95 % half width [0-9.]+\)\.$`, because)
		}
	})
}
