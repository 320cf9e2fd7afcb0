package stress_test

import (
	"math"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/risk/stress"
)

func get(t *testing.T, name string) *stress.Event {
	t.Helper()
	i := slices.Index(stress.Names(), name)
	require.GreaterOrEqual(t, i, 0)
	return &stress.Events()[i]
}

// TestEvents reads every table: windows, points in order, a known basis, a median in each, and falls such as the histories of these days tell:
// bitcoin lost about half on 12 and 13 March 2020, a third in May 2021 and a quarter when Terra and FTX went.
func TestEvents(t *testing.T) {
	require.Equal(t, []string{"2020-03-12", "2021-05-19", "2022-05", "2022-11", "2025-10-10"}, stress.Names())
	falls := map[string]float64{"2020-03-12": -.52, "2021-05-19": -.31, "2022-05": -.25, "2022-11": -.26, "2025-10-10": -.15}
	for _, e := range stress.Events() {
		from, err := time.Parse(time.RFC3339, e.From)
		require.NoError(t, err)
		to, err := time.Parse(time.RFC3339, e.To)
		require.NoError(t, err)
		require.InDelta(t, to.Sub(from).Hours(), e.Hours[len(e.Hours)-1], 1e-9)
		before := 0.0
		for _, h := range e.Hours {
			require.Greater(t, h, before)
			before = h
		}
		require.NotEmpty(t, e.Title)
		require.NotEmpty(t, e.Source)
		paths := e.Paths
		require.Equal(t, "*", paths[len(paths)-1].Asset)
		for _, p := range paths {
			require.Contains(t, []stress.Basis{stress.Mark, stress.Spot, stress.Worst, stress.Bound, stress.Median}, p.Basis)
			require.Len(t, p.Log, len(e.Hours))
			low := slices.Min(p.Log)
			require.Less(t, low, -.1)
			require.Greater(t, low, -1.5)
			if p.Asset == "BTC" {
				require.InDelta(t, falls[e.Name], math.Exp(low)-1, .01)
			}
		}
		m, ok := e.Market()
		require.Equal(t, e.Name != "2025-10-10", ok)
		if !ok {
			continue
		}
		require.Len(t, m.Assets, len(paths)-1)
		for i := range m.Assets {
			require.Equal(t, paths[i].Asset, m.Assets[i])
			require.Greater(t, m.Volatility[i], 1.0)
			require.Len(t, m.Correlation[i], len(m.Assets))
			require.Equal(t, 1.0, m.Correlation[i][i])
			for j := range i {
				require.Equal(t, m.Correlation[i][j], m.Correlation[j][i])
				require.Less(t, m.Correlation[i][j], 1.0)
			}
		}
	}
}

// TestEvent_Course: who has a path of its own, who follows another, who stays.
func TestEvent_Course(t *testing.T) {
	e := get(t, "2020-03-12")
	volatility := func(asset string) float64 { return map[string]float64{"PEPE": 1.5, "PAXG": .15, "USDT": .5}[asset] }
	assets := []string{"*", "BTC", "PAXG", "PEPE", "USDT", "wstETH"}
	c, moves := e.Course(assets, volatility, "")
	require.Equal(t, e.Hours, c.Hours)
	for i, want := range []stress.Basis{stress.Held, stress.Mark, stress.Held, stress.Median, stress.Held, stress.Wrapped} {
		require.Equal(t, assets[i], moves[i].Asset)
		require.Equal(t, want, moves[i].Basis, assets[i])
		require.Equal(t, moves[i].Log, c.Log[assets[i]])
	}
	require.Equal(t, "ETH", moves[5].As)
	paths := map[string][]float64{}
	for _, p := range e.Paths {
		paths[p.Asset] = p.Log
	}
	require.Equal(t, paths["ETH"], c.Log["wstETH"])
	require.Equal(t, paths["*"], c.Log["PEPE"])
	require.Empty(t, c.Log["USDT"])

	// In bitcoin: it stays, dollars rise as it falls, and ether moves by the difference.
	c, moves = e.Course([]string{"BTC", "ETH", "USDT"}, volatility, "BTC")
	require.Empty(t, c.Log["BTC"])
	require.Equal(t, moves[1].Log, c.Log["ETH"])
	for i, p := range paths["BTC"] {
		require.Equal(t, -p, c.Log["USDT"][i])
		require.InDelta(t, paths["ETH"][i]-p, c.Log["ETH"][i], 1e-15)
	}
	same, _ := e.Course(assets, volatility, "USDT")
	require.Equal(t, paths["BTC"], same.Log["BTC"])
}
