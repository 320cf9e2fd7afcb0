package history_test

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/examples/internal/history"
)

func day(n int) time.Time { return time.Date(2024, 1, n, 0, 0, 0, 0, time.UTC) }

// write makes dir/asset.csv with one close a day from first, 0 leaving a day out.
func write(t *testing.T, dir, asset string, first int, closes ...float64) {
	t.Helper()
	var b strings.Builder
	b.WriteString("date,open,high,low,close\n")
	for i, c := range closes {
		if c != 0 {
			fmt.Fprintf(&b, "%s,1,1,1,%v\n", day(first+i).Format(time.DateOnly), c)
		}
	}
	require.NoError(t, os.WriteFile(filepath.Join(dir, asset+".csv"), []byte(b.String()), 0o600))
}

// Returns ln 2, -ln 2, ln 2: mean ln 2 / 3, sum of squared deviations
// 8/3 (ln 2)^2, over n-1 = 2, so the daily deviation is ln 2 * sqrt(4/3) and
// the annual one times sqrt(365): 15.2912. B holds the last two returns of A,
// doubled: correlation 1 over the shared days. C moves against A: its returns
// are those of A, negated.
func TestCompute_ByHand(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "A", 1, 1, 2, 1, 2)
	write(t, dir, "B", 2, 4, 1, 4)
	write(t, dir, "C", 1, 2, 1, 2, 1)
	f, err := history.Compute(dir, []string{"A", "B", "C"}, day(1), day(4))
	require.NoError(t, err)
	require.InDelta(t, math.Ln2*math.Sqrt(4./3*365), f.Volatility[0], 5e-5)
	require.InDelta(t, 2*math.Ln2*math.Sqrt(2*365), f.Volatility[1], 5e-5)
	require.Equal(t, [][]float64{{1, 1, -1}, {1, 1, -1}, {-1, -1, 1}}, f.Correlation)
	require.Equal(t, []string{"2", "4", "1"}, f.Prices)
	require.Equal(t, []time.Time{day(1), day(2), day(1)}, f.Starts)
}

// A and B agree over their long window, B and C over their short one, while A
// and C disagree: no joint law has these correlations.
func TestCompute_NotPositiveSemidefinite(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "A", 1, 1, 8, 1, 8, 1, 8, 1, 1.01, 1)
	write(t, dir, "B", 1, 1, 8, 1, 8, 1, 8, 1, 1, 1.01)
	write(t, dir, "C", 7, 1, 1, 1.01)
	_, err := history.Compute(dir, []string{"A", "B", "C"}, day(1), day(9))
	require.ErrorContains(t, err, "the smallest eigenvalue is -")
}

func TestReadCloses_Refuses(t *testing.T) {
	for _, tt := range []struct {
		name string
		file func(t *testing.T, dir string)
		want string
	}{
		{"no file", func(*testing.T, string) {}, "A.csv"},
		{"a day is missing", func(t *testing.T, dir string) { write(t, dir, "A", 1, 1, 0, 2, 3) }, "the day before is missing"},
		{"ends too early", func(t *testing.T, dir string) { write(t, dir, "A", 1, 1, 2, 3) }, "got 3 closes"},
		{"one return only", func(t *testing.T, dir string) { write(t, dir, "A", 3, 1, 2) }, "got 2 closes"},
		{"a negative price", func(t *testing.T, dir string) { write(t, dir, "A", 1, 1, -1, 2, 3) }, "not positive"},
		{"a price that is no number", func(t *testing.T, dir string) { write(t, dir, "A", 1, 1, math.NaN(), 2, 3) }, "not positive"},
		{"another header", func(t *testing.T, dir string) {
			require.NoError(t, os.WriteFile(filepath.Join(dir, "A.csv"), []byte("date,close\n2024-01-01,1\n"), 0o600))
		}, "another header"},
		{"an empty file", func(t *testing.T, dir string) {
			require.NoError(t, os.WriteFile(filepath.Join(dir, "A.csv"), nil, 0o600))
		}, "another header"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			tt.file(t, dir)
			_, err := history.ReadCloses(dir, "A", day(1), day(4))
			require.ErrorContains(t, err, tt.want)
		})
	}
}
