package wire_test

import (
	"encoding/json"
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/internal/wire"
)

// The standard library is the oracle for numbers and strings.
func TestEncode_AgreesWithTheStandardLibrary(t *testing.T) {
	numbers := []float64{0, 1, -1, 0.1, 1e-6, 9.99e-7, 1e-7, 1e20, 1e21, 1.5e300, 5e-324, math.MaxFloat64, 0.10795, 1.0 / 3}
	text := "plain, \"quoted\", back\\slash, \n\r\t, \x01, é, 中, 😀, <&>"
	got, err := wire.Encode(wire.Estimate{Method: text})
	require.NoError(t, err)
	var back wire.Estimate
	require.NoError(t, json.Unmarshal(got, &back))
	require.Equal(t, text, back.Method)

	got, err = wire.Encode(wire.Survival{Hours: numbers, Probability: []float64{}})
	require.NoError(t, err)
	want, err := json.Marshal(map[string]any{"hours": numbers})
	require.NoError(t, err)
	require.Equal(t, strings.TrimSuffix(string(want), "}")+`,"probability":[],"stdErr":[]}`, compact(t, got))
}

func TestEncode_RefusesWhatIsNotFinite(t *testing.T) {
	for _, x := range []float64{math.NaN(), math.Inf(1), math.Inf(-1)} {
		_, err := wire.Encode(wire.Survival{Hours: []float64{0, x}})
		require.ErrorContains(t, err, "hours: [1]")
	}
}
