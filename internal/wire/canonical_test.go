package wire_test

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/internal/wire"
)

// The canonical form is a scenario that means the same.
func TestCanonical_RoundTrip(t *testing.T) {
	files, err := filepath.Glob("../../examples/*.json")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	documents := map[string][]byte{"sound": []byte(sound)}
	for _, f := range files {
		documents[filepath.Base(f)], err = os.ReadFile(f)
		require.NoError(t, err)
	}
	for name, document := range documents {
		t.Run(name, func(t *testing.T) {
			in, err := wire.Decode(document)
			require.NoError(t, err)
			once, err := in.Canonical()
			require.NoError(t, err)
			again, err := wire.Decode(once)
			require.NoError(t, err)
			twice, err := again.Canonical()
			require.NoError(t, err)
			require.Equal(t, string(once), string(twice))
			require.Equal(t, in.Account, again.Account)
			require.Equal(t, in.Market.Prices, again.Market.Prices)
			require.Equal(t, in.Market.Volatility, again.Market.Volatility)
			require.Equal(t, in.Market.Correlation, again.Market.Correlation)
			require.Equal(t, in.Simulation, again.Simulation)
		})
	}
}

// The bytes that are hashed, so that an accidental change is seen. A deliberate
// one changes provenance.input of every report.
func TestCanonical_Bytes(t *testing.T) {
	in, err := wire.Decode([]byte(sound))
	require.NoError(t, err)
	got, err := in.Canonical()
	require.NoError(t, err)
	require.Equal(t, `{"account":{"balances":[{"amount":"2500","asset":"USDT"}],"currency":"USDT","positionMode":"oneWay",`+
		`"positions":[{"entryPrice":"96500","leverage":"10","marginMode":"cross","size":"0.05","symbol":"BTC/USDT:USDT"},`+
		`{"entryPrice":"0.0000101","leverage":"5","margin":"60","marginMode":"isolated","size":"30000000","symbol":"PEPE/USDT:USDT"}],`+
		`"rules":{"asOf":"2026-05-01","tierKind":"marginal","trigger":"atOrBelow"},"venue":"binance-usdm"},`+
		`"market":{"asOf":"2025-10-01T00:00:00Z","correlation":{"assets":["BTC","PEPE"],"matrix":[[1,0.6],[0.6,1]]},`+
		`"model":{"kind":"gbm"},"prices":{"BTC":"97000","PEPE":"0.0000101"},"volatility":{"BTC":0.55,"PEPE":1.2}},`+
		`"simulation":{"horizonHours":168,"monitoring":"continuous","paths":4096,"seed":"1"},"version":1}`, string(got))
	sum := sha256.Sum256(got)
	hash, err := in.Hash()
	require.NoError(t, err)
	require.Equal(t, "sha256:"+hex.EncodeToString(sum[:]), hash)
}
