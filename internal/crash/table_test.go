package crash_test

import (
	"math"
	"os"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/internal/crash"
	"github.com/plimsoll-risk/plimsoll/montecarlo/calibrate"
	"github.com/plimsoll-risk/plimsoll/risk/stress"
)

// TestText makes the tables anew from the prices and compares them with the files that package stress holds.
func TestText(t *testing.T) {
	data := sharedData(t)
	events, markets, err := crash.Text(data)
	require.NoError(t, err)
	for name, want := range map[string]string{"events.txt": events, "markets.txt": markets} {
		got, err := os.ReadFile("../../risk/stress/data/" + name)
		require.NoError(t, err)
		require.Equal(t, want, string(got), "go run ./internal/crash/gen writes %s", name)
	}
}

// TestText_Lows compares what the tables say with the hourly files, read here by hand: the lowest mark of BTC and ETH in each window, and what a
// published list of worst moves says of the worst hour.
func TestText_Lows(t *testing.T) {
	data := sharedData(t)
	for _, tt := range []struct {
		event, asset, file string
	}{
		{"2020-03-12", "BTC", "perp_mark/BTCUSDT_mark_1h.csv.gz"}, {"2020-03-12", "ETH", "perp_mark/ETHUSDT_mark_1h.csv.gz"},
		{"2021-05-19", "BTC", "perp_mark/BTCUSDT_mark_1h.csv.gz"}, {"2021-05-19", "XRP", "perp_mark/XRPUSDT_mark_1h.csv.gz"},
		{"2022-05", "ETH", "perp_mark/ETHUSDT_mark_1h.csv.gz"}, {"2022-11", "BTC", "perp_mark/BTCUSDT_mark_1h.csv.gz"},
	} {
		e := stress.Events()[slices.Index(stress.Names(), tt.event)]
		f, err := os.Open(data + "/" + tt.file)
		require.NoError(t, err)
		s, err := calibrate.Read(f, tt.asset, tt.file)
		require.NoError(t, err)
		require.NoError(t, f.Close())
		from, to := instant(t, e.From), instant(t, e.To)
		require.Equal(t, e.Hours[len(e.Hours)-1], to.Sub(from).Hours())
		low, high, start, end := math.Inf(1), 0.0, 0.0, 0.0
		for _, b := range s.Bars {
			if b.Time >= from.Unix() && b.Time < to.Unix() {
				if start == 0 {
					start = b.Open
				}
				low, high, end = min(low, b.Low), max(high, b.High), b.Close
			}
		}
		for _, p := range e.Paths {
			if p.Asset != tt.asset {
				continue
			}
			least, most := slices.Min(p.Log), slices.Max(p.Log)
			require.Equal(t, stress.Mark, p.Basis)
			require.InDelta(t, math.Log(low/start), least, 5e-4, "the low of %s in %s, to half a unit of the table", tt.asset, tt.event)
			require.InDelta(t, math.Log(high/start), most, 5e-3+5e-4)
			require.InDelta(t, math.Log(end/start), p.Log[len(p.Log)-1], 5e-4)
		}
	}
}

func instant(t *testing.T, s string) time.Time {
	t.Helper()
	at, err := time.Parse(time.RFC3339, s)
	require.NoError(t, err)
	return at
}

// bar is an hour of given open, high, low and close.
func bar(o, h, l, c float64) calibrate.Bar { return calibrate.Bar{Open: o, High: h, Low: l, Close: c} }

// TestPaths works one hour of three assets by hand. Bodies end at .9; wicks below them are ln(.9/.8), ln(.9/.85) and ln(.9/.01); twice the median of these is
// 2 ln(.9/.8), so the last low counts as .9*(.8/.9)^2 = .7111, were it not a mark. All fall: high before low.
func TestPaths(t *testing.T) {
	bars := []crash.Bars{
		{Asset: "A", Source: crash.Mark, Hours: []calibrate.Bar{bar(1, 1, .8, .9)}},
		{Asset: "B", Source: crash.Spot, Hours: []calibrate.Bar{bar(1, 1, .85, .9)}},
		{Asset: "C", Source: crash.Spot, Hours: []calibrate.Bar{bar(1, 1, .01, .9)}},
	}
	want := []crash.Path{
		{0, 0, math.Log(.8), math.Log(.9)},
		{0, 0, math.Log(.85), math.Log(.9)},
		{0, 0, math.Log(.9 * .8 / .9 * .8 / .9), math.Log(.9)},
	}
	for i, p := range crash.Paths(bars) {
		require.InDeltaSlice(t, want[i], p, 1e-15)
	}
	bars[2].Source = crash.Mark
	require.InDelta(t, math.Log(.01), crash.Paths(bars)[2][2], 1e-15, "a mark's wick counts in full")
	bars[0].Hours[0].Close, bars[1].Hours[0].Close = 1, 1
	require.InDelta(t, math.Log(.8), crash.Paths(bars)[0][1], 1e-15, "most rise: low before high")
	bars[1].Asset = "BTC"
	require.InDeltaSlice(t, crash.Path{0, math.Log(.8*.01) / 2, 0, math.Log(.9) / 2}, crash.Median(bars, crash.Paths(bars)), 1e-15, "BTC is left out")
}

// TestReduce reduces two paths by hand: the lows at 3 and 5, the high of the first at 1 (the second's, at 0, is within .5 % there), the end
// at 6. The fifth point is where the two differ by most beyond that: at 2, by .5.
func TestReduce(t *testing.T) {
	a := crash.Path{0, .2, .1, -.5, -.2, -.1, -.1}
	b := crash.Path{0, .0, -.4, -.5, -.45, -.6, -.3}
	require.Equal(t, []int{1, 3, 5, 6}, crash.Reduce([]crash.Path{a, b}, 4))
	require.Equal(t, []int{1, 2, 3, 5, 6}, crash.Reduce([]crash.Path{a, b}, 5))
	require.Equal(t, []int{1, 2, 3, 4, 5, 6}, crash.Reduce([]crash.Path{a, b}, 20))
}

// TestRealised: returns ln 2 and -ln 2 in two hours have a mean square of ln^2 2; an asset that does the opposite has correlation -1.
func TestRealised(t *testing.T) {
	a := crash.Bars{Hours: []calibrate.Bar{bar(1, 2, 1, 2), bar(2, 2, 1, 1)}}
	b := crash.Bars{Hours: []calibrate.Bar{bar(2, 2, 1, 1), bar(1, 2, 1, 2)}}
	v, r := crash.Realised(a, b)
	require.InDelta(t, math.Ln2*math.Sqrt(8760), v, 1e-12)
	require.InDelta(t, -1, r, 1e-15)
}

// TestReadWorst reads a list made up here: A fell to .5 in the hour and to .4 in the day, so it stood at .8 before; B is not among those whose marks are known to have
// fallen as far, and counts as the deepest of them, XRP's .3; C's hour is not among its worst, of which the fifth was -.1.
func TestReadWorst(t *testing.T) {
	falls, err := crash.ReadWorst("testdata")
	require.NoError(t, err)
	byAsset := map[string]crash.Fall{}
	for _, f := range falls {
		byAsset[f.Asset] = f
	}
	for asset, want := range map[string]crash.Fall{
		"DOGE": {"DOGE", crash.Known, math.Log(.8), math.Log(.4)},
		"WIF":  {"WIF", crash.Known, 0, math.Log(.3)},
		"BTC":  {"BTC", crash.Bound, 0, math.Log(.9)},
	} {
		got := byAsset[asset]
		require.Equal(t, want.Source, got.Source)
		require.InDelta(t, want.Before, got.Before, 1e-15)
		require.InDelta(t, want.Low, got.Low, 1e-15)
	}
}
