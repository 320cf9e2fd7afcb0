package wire_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/internal/wire"
	"github.com/plimsoll-risk/plimsoll/risk/margin"
)

// sound is a scenario without faults. Tests replace parts of its text.
const sound = `{
  "version": 1,
  "account": {
    "venue": "binance-usdm",
    "currency": "USDT",
    "balances": [{"asset": "USDT", "amount": "2500"}],
    "debts": [],
    "positions": [
      {"symbol": "BTC/USDT:USDT", "size": "0.05", "entryPrice": "96500", "marginMode": "cross", "leverage": "10"},
      {"symbol": "PEPE/USDT:USDT", "size": "30000000", "entryPrice": "0.0000101", "marginMode": "isolated", "leverage": "5", "margin": "60"}
    ],
    "pools": []
  },
  "market": {
    "asOf": "2025-10-01T00:00:00Z",
    "prices": {"BTC": "97000", "PEPE": "0.0000101"},
    "volatility": {"BTC": 0.55, "PEPE": 1.2},
    "drift": {},
    "correlation": {"assets": ["BTC", "PEPE"], "matrix": [[1, 0.6], [0.6, 1]]},
    "model": {"kind": "gbm"}
  },
  "simulation": {"horizonHours": 168, "monitoring": "continuous", "paths": 4096, "seed": "1"}
}`

// edited returns the sound scenario with pairs of text replaced, each exactly once.
func edited(t *testing.T, pairs ...string) []byte {
	t.Helper()
	text := sound
	for i := 0; i < len(pairs); i += 2 {
		require.Equal(t, 1, strings.Count(text, pairs[i]), "%q in the sound scenario", pairs[i])
		text = strings.Replace(text, pairs[i], pairs[i+1], 1)
	}
	return []byte(text)
}

// faults returns the field errors of a document that is to be simulated.
func faults(t *testing.T, document []byte) margin.Errors {
	t.Helper()
	_, err := wire.DecodeSimulation(document, wire.Overrides{})
	var errs margin.Errors
	require.True(t, errors.As(err, &errs), "want field errors, got %v", err)
	return errs
}

// compact removes the white space of a JSON text.
func compact(t *testing.T, text []byte) string {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, json.Compact(&b, text))
	return b.String()
}

// decimalOf returns n as a decimal.
func decimalOf(n int64) decimal.Decimal { return decimal.NewFromInt(n) }
