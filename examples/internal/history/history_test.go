package history_test

import (
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"gonum.org/v1/gonum/stat"

	"github.com/plimsoll-risk/plimsoll/examples/internal/history"
	"github.com/plimsoll-risk/plimsoll/internal/wire"
)

func day(n int) time.Time { return time.Date(2024, 1, n, 0, 0, 0, 0, time.UTC) }

// write makes dir/asset.csv with one close a day from first, 0 leaving a day out.
func write(t *testing.T, dir, asset string, first int, closes ...float64) {
	t.Helper()
	var b strings.Builder
	b.WriteString("date,close\n")
	for i, c := range closes {
		if c != 0 {
			fmt.Fprintf(&b, "%s,%v\n", day(first+i).Format(time.DateOnly), c)
		}
	}
	require.NoError(t, os.WriteFile(filepath.Join(dir, asset+".csv"), []byte(b.String()), 0o600))
}

// walk returns n closes, and their log returns.
func walk(seed uint64, n int) (closes, returns []float64) {
	g := rand.New(rand.NewPCG(seed, 0))
	closes = []float64{100}
	for range n - 1 {
		r := 0.03 * g.NormFloat64()
		returns = append(returns, r)
		closes = append(closes, closes[len(closes)-1]*math.Exp(r))
	}
	return closes, returns
}

// gonum's standard deviation and correlation are independent of calibrate's. B is listed
// ten days after A; the day before the window does not count.
func TestCompute(t *testing.T) {
	dir := t.TempDir()
	a, ra := walk(1, 41)
	b, rb := walk(2, 31)
	write(t, dir, "A", 1, a...)
	write(t, dir, "B", 11, b...)
	c, err := history.Compute(dir, []string{"A", "B"}, day(2), day(41))
	require.NoError(t, err)
	m := c.Market
	require.InEpsilon(t, stat.StdDev(ra[1:], nil)*math.Sqrt(365), m.Volatility["A"], 5e-6) // six digits
	require.InEpsilon(t, stat.StdDev(rb, nil)*math.Sqrt(365), m.Volatility["B"], 5e-6)
	require.InDelta(t, stat.Correlation(ra[10:], rb, nil), m.Correlation.Matrix[0][1], 5e-7) // six places
	require.Equal(t, m.Correlation.Matrix[0][1], m.Correlation.Matrix[1][0])
	require.Equal(t, []string{fmt.Sprint(a[40]), fmt.Sprint(b[30])}, []string{m.Prices["A"].String(), m.Prices["B"].String()})
	require.Equal(t, "2024-01-02T00:00:00Z", c.Diagnostics.Assets[0].From)
	require.Equal(t, "2024-01-11T00:00:00Z", c.Diagnostics.Assets[1].From)
	text := history.Market(m, []string{"A", "B"})
	require.Contains(t, text, `"model": {"kind": "gbm"}`)
	var document struct{ Market json.RawMessage }
	require.NoError(t, json.Unmarshal([]byte("{"+strings.TrimSuffix(text, ",\n")+"}"), &document))
	want, err := wire.Encode(m)
	require.NoError(t, err)
	require.JSONEq(t, string(want), string(document.Market))
}

func TestCompute_Refuses(t *testing.T) {
	closes, _ := walk(1, 41)
	gap := append([]float64(nil), closes...)
	gap[20] = 0
	for _, tt := range []struct {
		name   string
		first  int
		closes []float64
		want   string
	}{
		{"a day is missing", 1, gap, "A lacks days in the window"},
		{"ends too early", 0, closes, "A ends at 2024-02-10T00:00:00Z, want the end of 2024-02-10"},
		{"a negative price", 1, []float64{1, 2, -1}, "A.csv:4 close: got -1, want a positive number"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			write(t, dir, "A", tt.first, tt.closes...)
			_, err := history.Compute(dir, []string{"A"}, day(1), day(41))
			require.ErrorContains(t, err, tt.want)
		})
	}
	_, err := history.Compute(t.TempDir(), []string{"A"}, day(1), day(41))
	require.ErrorIs(t, err, os.ErrNotExist)
}
