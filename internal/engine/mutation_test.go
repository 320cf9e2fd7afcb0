package engine_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/internal/engine"
	"github.com/plimsoll-risk/plimsoll/internal/wire"
	"github.com/plimsoll-risk/plimsoll/risk/margin"
)

// A mutator changes documents here and there.
type mutator struct{ *rand.Rand }

// oneIn reports true once in n.
func (m mutator) oneIn(n int) bool { return m.IntN(n) == 0 }

// other returns a value that may or may not belong anywhere.
func (m mutator) other() any {
	values := []any{"0", "-1", "1e-30", "1e29", "0.5", "abc", "", nil, true, 0, -3, 1e300, "BTC/USD:BTC", "kPEPE/USDC:USDC", "USD",
		"entry", "mark", "bankruptcy", "atOrBelow", []any{}, map[string]any{}}
	return values[m.IntN(len(values))]
}

// mutate returns v with members dropped, replaced and rescaled, and elements repeated.
func (m mutator) mutate(v any) any {
	switch x := v.(type) {
	case map[string]any:
		for _, k := range slices.Sorted(maps.Keys(x)) {
			switch {
			case m.oneIn(60):
				delete(x, k)
			case m.oneIn(60):
				x[k] = m.other()
			default:
				x[k] = m.mutate(x[k])
			}
		}
		if _, isRules := x["asOf"]; isRules && m.oneIn(3) {
			x["closeFee"] = map[string]any{"on": "bankruptcy", "rate": "0.5"}
			x["maintenanceMarginAt"] = "entry"
			x["marginFloor"] = map[string]any{"amount": "1e20"}
		}
	case []any:
		for i := range x {
			x[i] = m.mutate(x[i])
		}
		if len(x) > 0 && m.oneIn(40) {
			return append(x, x[m.IntN(len(x))])
		}
	case string:
		var f float64
		if _, err := fmt.Sscan(x, &f); err == nil && m.oneIn(10) {
			return fmt.Sprintf("%.10f", f*m.ExpFloat64())
		}
	}
	return v
}

// Whatever is done to an example, it is answered, or refused by the paths of what is wrong.
func TestOpen_Mutations(t *testing.T) {
	files, err := filepath.Glob("../../examples/*.json")
	require.NoError(t, err)
	var texts [][]byte
	for _, file := range files {
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		texts = append(texts, text)
	}
	answered, refused, documents := 0, 0, uint64(3000)
	if testing.Short() {
		documents = 300
	}
	for seed := range documents {
		m := mutator{rand.New(rand.NewPCG(seed, 1))}
		var v any
		require.NoError(t, json.Unmarshal(texts[m.IntN(len(texts))], &v))
		document, err := json.Marshal(m.mutate(v))
		require.NoError(t, err)
		s, err := engine.Open(engine.VerbSimulate, document, wire.Overrides{Paths: "64"})
		if err != nil {
			var input margin.Errors
			require.True(t, errors.As(err, &input), "%v\n%s", err, document)
			refused++
			continue
		}
		partial, err := s.Step(0, s.Blocks())
		require.NoError(t, err, "%s", document)
		require.NoError(t, s.Merge(partial))
		_, err = s.Report()
		require.NoError(t, err, "%s", document)
		answered++
	}
	t.Logf("%d answered, %d refused", answered, refused)
	require.Greater(t, answered, int(documents/10))
	require.Greater(t, refused, int(documents/10))
}
