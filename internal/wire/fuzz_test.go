package wire_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/internal/wire"
	"github.com/plimsoll-risk/plimsoll/risk/margin"
)

func FuzzDecode(f *testing.F) {
	f.Add([]byte(sound))
	examples, err := filepath.Glob("../../examples/*.json")
	require.NoError(f, err)
	for _, name := range examples {
		document, err := os.ReadFile(name)
		require.NoError(f, err)
		f.Add(document)
	}
	f.Add([]byte(`{"version": 1, "account": {"currency": "USDT", "rules": {"maintenanceMarginFraction": "0.005"}}, "market": {"prices": {}}}`))
	f.Add([]byte(`{"account":{"positions":[{"symbol":1},null,NaN]},"market":[],"simulation":{"monitoring":{"everyHours":1e-9}}}`))
	f.Add([]byte(`{"title": "\ud83d\ude00", "a": [[[[{"b": 1e5}]]]]}`))
	f.Fuzz(func(t *testing.T, document []byte) {
		in, err := wire.DecodeSimulation(document, wire.Overrides{})
		if err != nil {
			var errs margin.Errors
			require.ErrorAs(t, err, &errs)
			require.NotEmpty(t, errs)
			for _, e := range errs {
				require.NotEmpty(t, e.Path)
				require.NotEmpty(t, e.Want)
			}
			return
		}
		once, err := in.Canonical()
		require.NoError(t, err)
		again, err := wire.Decode(once)
		require.NoError(t, err)
		twice, err := again.Canonical()
		require.NoError(t, err)
		require.Equal(t, string(once), string(twice))
		require.NotNil(t, wire.NewAssessment(in))
	})
}
