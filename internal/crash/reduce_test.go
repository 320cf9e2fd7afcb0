package crash_test

import (
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/internal/crash"
	"github.com/plimsoll-risk/plimsoll/risk"
	"github.com/plimsoll-risk/plimsoll/risk/margin"
	"github.com/plimsoll-risk/plimsoll/risk/stress"
)

// sharedData returns the folder of real prices, or skips.
func sharedData(t *testing.T) string {
	t.Helper()
	root, set := os.LookupEnv("PLIMSOLL_SHARED")
	if !set {
		root = "../../../shared"
	}
	dir := filepath.Join(root, "data")
	if _, err := os.Stat(dir); err != nil {
		t.Skip("the shared collection of prices is not beside the repository")
	}
	return dir
}

// book is an account of positions of 100 each at 100, long or short, with a flat half per cent of maintenance.
func book(t *testing.T, leverage float64, legs map[string]int64) (margin.Account, margin.Prices) {
	t.Helper()
	flat, err := margin.FlatSchedule(decimal.RequireFromString("0.005"))
	require.NoError(t, err)
	p := margin.Pool{Name: "cross", Kind: margin.Cross}
	prices := margin.Prices{}
	for _, asset := range crash.Assets() {
		if size := legs[asset]; size != 0 {
			s, err := margin.ParseSymbol(asset + "/USDT:USDT")
			require.NoError(t, err)
			p.Positions = append(p.Positions, margin.Position{Symbol: s, Size: decimal.NewFromInt(size), EntryPrice: decimal.NewFromInt(100), Schedule: flat})
			prices[asset] = decimal.NewFromInt(100)
		}
	}
	p.Balances = []margin.Holding{{Asset: "USDT", Amount: decimal.NewFromFloat(float64(100*len(p.Positions)) / leverage)}}
	return margin.Account{Currency: "USDT", Pools: []margin.Pool{p}}, prices
}

// course keeps every point of the paths.
func course(bars []crash.Bars, paths []crash.Path) risk.Course {
	c := risk.Course{Log: map[string][]float64{}}
	for k := 1; k < len(paths[0]); k++ {
		c.Hours = append(c.Hours, float64(k)/3)
	}
	for i, b := range bars {
		c.Log[b.Asset] = paths[i][1:]
	}
	return c
}

// TestReduce_Outcome replays accounts of one and of two assets along the hourly paths and along the reduced ones: the figures of
// docs/RATIONALE.md. A long or short of one asset has the same verdict by construction: lows are kept, and highs to half a percent.
func TestReduce_Outcome(t *testing.T) {
	data := sharedData(t)
	if testing.Short() {
		t.Skip("takes ten seconds")
	}
	type tally struct {
		cases, verdicts, gone int
		scales, hours         []float64
	}
	counts := map[string]*tally{"long": {}, "short": {}, "longs": {}, "hedged": {}}
	for _, w := range crash.Windows() {
		bars, err := w.Read(data)
		require.NoError(t, err)
		paths := crash.Paths(bars)
		e := stress.Events()[slices.Index(stress.Names(), w.Name)]
		reduced, _ := e.Course(crash.Assets(), func(string) float64 { return 1 }, "")
		full := course(bars, paths)
		compare := func(kind string, legs map[string]int64) {
			for _, leverage := range []float64{2, 3, 5, 10, 20, 50} {
				a, prices := book(t, leverage, legs)
				want, got := risk.ReplayCourse(a, prices, full), risk.ReplayCourse(a, prices, reduced)
				c := counts[kind]
				c.cases++
				if want.Pools[0].Liquidated != got.Pools[0].Liquidated {
					c.verdicts++
				} else if got.Pools[0].Liquidated {
					c.gone++
					c.hours = append(c.hours, math.Abs(*got.Pools[0].HoursToLiquidation-*want.Pools[0].HoursToLiquidation))
				}
				if want.First != "" && got.First != "" {
					c.scales = append(c.scales, math.Abs(math.Log(*got.Scale / *want.Scale)))
				}
			}
		}
		for i, x := range bars {
			compare("long", map[string]int64{x.Asset: 1})
			compare("short", map[string]int64{x.Asset: -1})
			for _, y := range bars[:i] {
				compare("longs", map[string]int64{x.Asset: 1, y.Asset: 1})
				compare("hedged", map[string]int64{x.Asset: 1, y.Asset: -1})
				compare("hedged", map[string]int64{x.Asset: -1, y.Asset: 1})
			}
		}
	}
	for _, kind := range []string{"long", "short", "longs", "hedged"} {
		c := counts[kind]
		slices.Sort(c.scales)
		slices.Sort(c.hours)
		at := func(x []float64, q float64) float64 { return x[int(q*float64(len(x)-1))] }
		t.Logf("%-6s %4d cases, %3d other verdicts; scale off by %.4f (median) %.4f (95 %%) %.4f (most); %d liquidated by both, hours off by %.2f (median) %.2f (95 %%) %.2f (most)",
			kind, c.cases, c.verdicts, at(c.scales, .5), at(c.scales, .95), at(c.scales, 1), c.gone, at(c.hours, .5), at(c.hours, .95), at(c.hours, 1))
	}
	require.Zero(t, counts["long"].verdicts)
}
