package examples_test

import (
	"context"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/internal/engine"
	"github.com/plimsoll-risk/plimsoll/internal/wire"
	"github.com/plimsoll-risk/plimsoll/risk"
)

var update = flag.Bool("update", false, "rewrite golden/; read the diff, and say in CHANGELOG.md why it moved")

// TestGolden pins every byte that the engine answers to the examples: exact margin, report,
// comparison. It runs natively with 1, 2 and 7 workers, natively for GOAMD64=v3, and (with
// -short) as WebAssembly in Node: all must give the same files.
func TestGolden(t *testing.T) {
	workers := []int{1, 2, 7}
	if testing.Short() {
		workers = []int{2} // the race detector, or WebAssembly
	}
	for _, file := range files(t) {
		t.Run(file, func(t *testing.T) {
			text, err := os.ReadFile(file)
			require.NoError(t, err)
			name := strings.TrimSuffix(file, ".json")
			state, err := engine.Assess(text)
			golden(t, name+".assess.json", state, err)
			for _, n := range workers {
				o := risk.Options{Workers: n}
				report, err := engine.Simulate(context.Background(), text, wire.Overrides{}, o)
				golden(t, name+".simulate.json", report, err)
				comparison, err := engine.Compare(context.Background(), text, wire.Overrides{}, o)
				golden(t, name+".compare.json", comparison, err)
			}
		})
	}
}

// TestGolden_Models does the same under the models that no example names: of a cross, an isolated and a named pool.
func TestGolden_Models(t *testing.T) {
	text, err := os.ReadFile("hybrid.json")
	require.NoError(t, err)
	const gbm = `"model": {"kind": "gbm"}`
	require.Equal(t, 1, strings.Count(string(text), gbm))
	for _, tt := range []struct{ name, market string }{
		{"vol-mixture", `"model": {"kind": "vol-mixture"}`},
		{"volatility-term", `"volatilityTerm": {"BTC": {"fast": 0.4, "long": 0.55}, "WIF": {"fast": 1.9, "long": 1.4}}, "model": {"kind": "vol-mixture"}`},
		{"student-t", `"model": {"kind": "student-t"}`},
		{"garch", `"volatilityTerm": {"WIF": {"fast": 1.9, "long": 1.4}}, "model": {"kind": "garch", "assets": {"BTC": {"alpha": 0.05, "beta": 0.95}}}`},
		{"regime", `"volatilityTerm": {"WIF": {"fast": 1.9, "long": 1.4}}, "model": {"kind": "regime", "stressPull": 0.5, "assets": {"WIF": {"stressMultiplier": 3}}}`},
		{"merton", `"volatilityTerm": {"WIF": {"fast": 1.9, "long": 1.4}}, "model": {"kind": "merton", "jumpsPerYear": 50, "jumpVolatility": 0.06, "assets": {"WIF": {"ownJumpsPerYear": 12, "ownJumpMean": -0.1, "ownJumpVolatility": 0.1}}}`},
		{"bootstrap", `"model": {"kind": "bootstrap", "history": ` + invented(assets(t, "hybrid.json")) + `}`},
		{"filtered-historical", `"model": {"kind": "filtered-historical", "history": ` + invented(assets(t, "hybrid.json")) + `}`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			document := []byte(strings.Replace(string(text), gbm, tt.market, 1))
			for _, n := range []int{1, 2, 7} {
				report, err := engine.Simulate(context.Background(), document, wire.Overrides{}, risk.Options{Workers: n})
				golden(t, "hybrid."+tt.name+".json", report, err)
			}
		})
	}
}

// TestGolden_Stress pins what past crashes do to a cross, an isolated and a named pool, to a loan and to inverse contracts.
func TestGolden_Stress(t *testing.T) {
	for _, name := range []string{"hybrid", "aave-loan", "binance-coinm"} {
		t.Run(name, func(t *testing.T) {
			text, err := os.ReadFile(name + ".json")
			require.NoError(t, err)
			const simulation = `"simulation": {`
			require.Equal(t, 1, strings.Count(string(text), simulation))
			state, err := engine.Assess([]byte(strings.Replace(string(text), simulation, simulation+`"stress": ["all"], `, 1)))
			golden(t, name+".stress.assess.json", state, err)
		})
	}
}

// assets returns the assets that the correlation of an example names.
func assets(t *testing.T, file string) []string {
	_, d := read(t, file)
	return d.Market.Correlation.Assets
}

// invented returns a history of 90 days by a formula, no prices of any market: with m = 7 i^2 + 5 i and n = 13 (a + 2) i^2 + 29 i for row i and asset a, the return is
// ((m mod 61) - 30 + (n mod 61) - 30) s/1000, s = 1 or, for 20 rows of each 45, 2; the range is s/40.
func invented(assets []string) string {
	var returns, ranges []string
	for i := range 90 {
		s := 1
		if i%45 >= 25 {
			s = 2
		}
		var r, q []string
		for a := range assets {
			m, n := 7*i*i+5*i, 13*(a+2)*i*i+29*i
			r = append(r, strconv.FormatFloat(float64((m%61-30+n%61-30)*s)/1000, 'f', -1, 64))
			q = append(q, strconv.FormatFloat(float64(s)/40, 'f', -1, 64))
		}
		returns, ranges = append(returns, "["+strings.Join(r, ",")+"]"), append(ranges, "["+strings.Join(q, ",")+"]")
	}
	return `{"assets": ["` + strings.Join(assets, `","`) + `"], "everyHours": 24, "returns": [` + strings.Join(returns, ",") + `], "ranges": [` + strings.Join(ranges, ",") + `]}`
}

// golden compares a document with its golden file.
func golden(t *testing.T, name string, document any, err error) {
	t.Helper()
	require.NoError(t, err)
	got, err := wire.Encode(document)
	require.NoError(t, err)
	path := filepath.Join("golden", name)
	if *update {
		require.NoError(t, os.WriteFile(path, got, 0o644))
	}
	want, err := os.ReadFile(path)
	require.NoError(t, err, "run make golden")
	require.Equal(t, string(want), string(got), "%s: make golden rewrites it", path)
}

// TestGolden_AMD64v3 runs TestGolden compiled for processors that fuse products and sums.
func TestGolden_AMD64v3(t *testing.T) {
	switch {
	case testing.Short():
		t.Skip("compiles a second time")
	case runtime.GOARCH != "amd64" || runtime.GOOS != "linux":
		t.Skip("GOAMD64=v3 needs linux/amd64")
	}
	cpu, err := os.ReadFile("/proc/cpuinfo")
	require.NoError(t, err)
	if !strings.Contains(string(cpu), " fma ") || !strings.Contains(string(cpu), " avx2 ") {
		t.Skip("this processor is not of level v3")
	}
	c := exec.Command("go", "test", "-run", "^TestGolden(_Models|_Stress)?$", ".")
	c.Env = append(os.Environ(), "GOAMD64=v3")
	out, err := c.CombinedOutput()
	require.NoError(t, err, "%s", out)
}
