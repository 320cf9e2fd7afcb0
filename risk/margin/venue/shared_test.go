package venue_test

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// elsewhere says of vectors that are not cases of this package where they are held
// or why they are not.
func elsewhere() map[string]string {
	return map[string]string{
		"binance-usdm-":                   "cases of package margin",
		"binance-ut-":                     "cases of package margin",
		"binance-pm-upnl-um":              "cases of package margin",
		"binance-unimmr":                  "cases of package margin",
		"binance-all-brackets-continuity": "TestBinanceUSDM_EveryBracket",
		"bybit-pm-mm":                     "portfolio margin is not a preset",
		"bybit-pm-im-factor":              "portfolio margin is not a preset",
	}
}

// marginKinds are the kinds of vector that say what an account's margin is, rather
// than what is done about it.
func marginKinds() []string {
	return []string{"liquidation_price", "maintenance_margin", "initial_margin", "maintenance_amount", "ratio", "upnl",
		"initial+maintenance_margin", "liquidation+bankruptcy_price", "haircut", "health",
		"health-factor", "account-risk", "available-borrows", "close-factor", "liquidatable",
		"predicate", "initial-margin", "margin-requirement", "maintenance-fraction", "liquidation-price", "bankruptcy-price"}
}

// TestVectors_Shared checks that every vector of these venues and kinds is held, here
// or where elsewhere says. The collection is not part of the repository.
func TestVectors_Shared(t *testing.T) {
	held := make(map[string]bool)
	for _, cases := range readCases(t) {
		for _, c := range cases {
			require.False(t, held[c.ID], "%s is there twice", c.ID)
			held[c.ID] = true
		}
	}
	for file, venues := range map[string][]string{"cex.json": {"binance", "bybit", "hyperliquid"}, "defi.json": {"aave-v3", "dydx-v3", "dydx-v4", "gmx-v1", "gmx-v2"}} {
		data, err := os.ReadFile("../../../../shared/vectors/" + file)
		if os.IsNotExist(err) {
			t.Skip("the shared collection of vectors is not beside the repository")
		}
		require.NoError(t, err)
		var collection struct {
			Vectors []struct{ ID, Venue, Kind string }
		}
		require.NoError(t, json.Unmarshal(data, &collection))
		for _, v := range collection.Vectors {
			if !slices.Contains(venues, v.Venue) || !slices.Contains(marginKinds(), v.Kind) || held[v.ID] {
				continue
			}
			excused := false
			for prefix := range elsewhere() {
				excused = excused || strings.HasPrefix(v.ID, prefix)
			}
			require.True(t, excused, "%s (%s) is not held", v.ID, v.Kind)
		}
	}
}
