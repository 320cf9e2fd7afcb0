package engine_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/internal/engine"
	"github.com/plimsoll-risk/plimsoll/internal/wire"
	"github.com/plimsoll-risk/plimsoll/risk"
	"github.com/plimsoll-risk/plimsoll/risk/margin"
	"github.com/plimsoll-risk/plimsoll/risk/stress"
)

// stressed is an isolated 2x long of bitcoin and a 5x long of a coin that no event has, whose stress is what is asked.
const stressed = `{"version": 1, "account": {"currency": "CURRENCY", "rules": {"maintenanceMarginFraction": "0.005"}, "positions": [
	{"symbol": "BTC/USDT:USDT", "size": "0.1", "entryPrice": "50000", "marginMode": "isolated", "margin": "2500"},
	{"symbol": "NEW/USDT:USDT", "size": "100", "entryPrice": "10", "marginMode": "isolated", "margin": "200"}]},
	"market": {"prices": {"BTC": "50000", "NEW": "10" MORE}, "volatility": {"BTC": 0.5, "NEW": 1.5}, "model": {"kind": "gbm"},
	"correlation": {"assets": ["BTC", "NEW"], "matrix": [[1, 0.5], [0.5, 1]]}},
	"simulation": {"paths": 256, "stress": ASKED}}`

func stressedIn(currency, more, asked string) []byte {
	return []byte(strings.NewReplacer("CURRENCY", currency, "MORE", more, "ASKED", asked).Replace(stressed))
}

func simulateStressed(t *testing.T, document []byte) *wire.Report {
	t.Helper()
	s, err := engine.Simulate(t.Context(), document, wire.Overrides{}, risk.Options{Workers: 1})
	require.NoError(t, err)
	return s
}

// TestReport_Stress: bitcoin's barrier is at (1 - .5)/(1 - .005) of its price, the coin's at .8/.995, and each is compared with the path of the event's table: the
// lows say whether, and the scale is the log of the barrier over that of the low.
func TestReport_Stress(t *testing.T) {
	r := simulateStressed(t, stressedIn("USDT", "", `["all"]`))
	require.Len(t, r.Stress, 5)
	for i, e := range stress.Events() {
		got := r.Stress[i]
		require.Equal(t, e.Name, got.Event)
		require.Equal(t, "replay", got.Method)
		lows := map[string]float64{}
		for _, p := range e.Paths {
			lows[p.Asset] = slices.Min(p.Log)
		}
		barriers := []float64{math.Log(.5 / .995), math.Log(.8 / .995)}
		for k, low := range []float64{lows["BTC"], lows["*"]} {
			scale := barriers[k] / low
			require.Equal(t, scale <= 1, got.Pools[k].Liquidated)
			require.Equal(t, scale <= 1, got.Pools[k].HoursToLiquidation != nil)
			if scale > 4 {
				require.Nil(t, got.Pools[k].Scale)
				continue
			}
			require.InDelta(t, scale, *got.Pools[k].Scale, 1e-9)
		}
		require.Equal(t, "NEW/USDT:USDT", got.FirstPool)
		require.Equal(t, *got.Pools[1].Scale, *got.Scale)
		require.Equal(t, 2700.0, got.Equity)
		require.Equal(t, "NEW", got.Assets[1].Asset)
		require.Equal(t, "median", got.Assets[1].Basis)
		require.Equal(t, wire.StressAsset{Asset: "USDT", Basis: "held"}, got.Assets[2])
		require.InDelta(t, math.Exp(lows["*"])-1, got.Assets[1].Low, 1e-12)
	}
	require.Empty(t, simulateStressed(t, stressedIn("USDT", "", `[]`)).Stress)
}

// TestReport_StressCurrency: an account in bitcoin sees dollars rise when bitcoin falls, and is liquidated when one
// in dollars is.
func TestReport_StressCurrency(t *testing.T) {
	dollars := simulateStressed(t, stressedIn("USDT", "", `["2020-03-12"]`)).Stress[0]
	coins := strings.NewReplacer(`"BTC": "50000", "NEW": "10"`, `"USDT": "0.00002", "NEW": "0.0002"`, `"NEW": 1.5}`, `"NEW": 1.5, "USDT": 0.5}`,
		`["BTC", "NEW"]`, `["BTC", "NEW", "USDT"]`, `[[1, 0.5], [0.5, 1]]`, `[[1,0.5,0],[0.5,1,0],[0,0,1]]`)
	document := coins.Replace(string(stressedIn("BTC", "", `["2020-03-12"]`)))
	bitcoin := simulateStressed(t, []byte(document)).Stress[0]
	for k := range dollars.Pools {
		require.Equal(t, dollars.Pools[k].Liquidated, bitcoin.Pools[k].Liquidated)
		require.InDelta(t, *dollars.Pools[k].HoursToLiquidation, *bitcoin.Pools[k].HoursToLiquidation, 1e-7)
		require.InDelta(t, *dollars.Pools[k].Scale, *bitcoin.Pools[k].Scale, 1e-8)
	}
	require.InDelta(t, 2700.0/50000, bitcoin.Equity, 1e-15)
}

func TestDecode_Stress(t *testing.T) {
	for asked, want := range map[string]string{
		`["2020"]`: "simulation.stress[0]: got 2020, want one of all, 2020-03-12, 2021-05-19, 2022-05, 2022-11, 2025-10-10",
		`"all"`:    "simulation.stress: got the string \"all\", want an array",
		`true`:     "simulation.stress: got true, want an array",
	} {
		_, err := wire.Decode(stressedIn("USDT", "", asked))
		require.ErrorAs(t, err, new(margin.Errors), asked)
		require.ErrorContains(t, err, want)
	}
	// The words of the document are those of the events, each of which answers once.
	every := simulateStressed(t, stressedIn("USDT", "", `["`+strings.Join(stress.Names(), `", "`)+`", "2022-05"]`)).Stress
	require.Equal(t, simulateStressed(t, stressedIn("USDT", "", `["all"]`)).Stress, every)
}

// TestComparison_Stress: both positions alone and together. Alone each counts with its own share of the capital, pro rata to initial margin; together
// the equity of 2700 meets .005 of both where 2700 + 5000 (b - 1) + 1000 (n - 1) = 25 b + 5 n, n and b on their paths.
func TestComparison_Stress(t *testing.T) {
	c, err := engine.Compare(t.Context(), stressedIn("USDT", "", `["2022-11"]`), wire.Overrides{}, risk.Options{Workers: 1})
	require.NoError(t, err)
	require.Len(t, c.Modes.Isolated.Stress[0].Pools, 2)
	require.Equal(t, c.Modes.AsGiven.Stress[0].Equity, c.Modes.Cross.Stress[0].Equity)
	paths := map[string][]float64{}
	for _, p := range stress.Events()[3].Paths {
		paths[p.Asset] = p.Log
	}
	least := math.Inf(1) // over the points: in between both fall or rise nearly together
	for i, btc := range paths["BTC"] {
		low, high := 0.0, 4.0
		excess := func(scale float64) float64 {
			return 2700 + 4975*math.Exp(scale*btc) + 995*math.Exp(scale*paths["*"][i]) - 6000
		}
		if excess(4) > 0 {
			continue
		}
		for range 60 {
			if m := (low + high) / 2; excess(m) > 0 {
				low = m
			} else {
				high = m
			}
		}
		least = min(least, high)
	}
	require.InDelta(t, least, *c.Modes.Cross.Stress[0].Scale, 1e-8)
}

func TestStressEvents(t *testing.T) {
	list := wire.NewStressEvents()
	require.Len(t, list.Events, 5)
	_, err := wire.Encode(list)
	require.NoError(t, err)
	for _, e := range list.Events {
		full, err := wire.NewStressEvent(e.Name)
		require.NoError(t, err)
		_, err = wire.Encode(full)
		require.NoError(t, err)
		one := full.Events[0]
		require.Equal(t, e.Assets, one.Assets)
		require.Len(t, one.Log, len(e.Assets))
		require.Len(t, one.Log["BTC"], len(one.Hours))
		if one.Market != nil { // what a scenario's market takes
			require.Len(t, one.Market.Correlation.Matrix, len(one.Market.Volatility))
		}
	}
	_, err = wire.NewStressEvent("2022-06")
	require.ErrorContains(t, err, `event: got 2022-06, want one of 2020-03-12, 2021-05-19, 2022-05, 2022-11, 2025-10-10`)
}
