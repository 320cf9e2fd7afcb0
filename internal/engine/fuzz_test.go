package engine_test

import (
	"errors"
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/internal/engine"
	"github.com/plimsoll-risk/plimsoll/internal/wire"
	"github.com/plimsoll-risk/plimsoll/risk/margin"
)

// Whatever the document, a session opens and its first block runs, or the input
// is told what is wrong with it.
func FuzzOpen(f *testing.F) {
	for _, name := range []string{"hedge-mode", "aave-loan", "binance-coinm", "gmx-v2"} {
		document, err := os.ReadFile("../../examples/" + name + ".json")
		require.NoError(f, err)
		f.Add(document)
	}
	f.Add([]byte(`{"version":1,"account":{"currency":"USDT","rules":{"maintenanceMarginFraction":"0.005"},"balances":[{"asset":"USDT","amount":"9"}],
		"positions":[{"symbol":"BTC/USDT:USDT","size":"1","entryPrice":"100"}]},
		"market":{"prices":{"BTC":"100"},"volatility":{"BTC":0.5},"model":{"kind":"gbm"}},
		"simulation":{"horizonHours":24,"monitoring":{"everyHours":8},"paths":2,"seed":"1"}}`))
	f.Fuzz(func(t *testing.T, document []byte) {
		for _, verb := range []engine.Verb{engine.VerbSimulate, engine.VerbCompare} {
			s, err := engine.Open(verb, document, wire.Overrides{Paths: "64"})
			if err != nil {
				var input margin.Errors
				require.True(t, errors.As(err, &input), "%v", err)
				return
			}
			for b := range s.Blocks() {
				partial, err := s.Step(b, b+1)
				require.NoError(t, err)
				require.NoError(t, s.Merge(partial))
			}
			_, err = s.Report()
			require.NoError(t, err)
		}
	})
}
