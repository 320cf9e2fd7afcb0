//go:build !js

package cli

import (
	"context"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/internal/backtest"
	"github.com/plimsoll-risk/plimsoll/internal/calibration"
	"github.com/plimsoll-risk/plimsoll/internal/engine"
	"github.com/plimsoll-risk/plimsoll/internal/wire"
	"github.com/plimsoll-risk/plimsoll/montecarlo/calibrate"
	"github.com/plimsoll-risk/plimsoll/risk"
)

// judged is what the backtest's models know of an hourly series at its end. Its days have the low and high of their hours, or their closes alone.
func judged(s calibrate.Series, extremes bool) *backtest.History {
	h := &backtest.History{Asset: s.Asset, Squares: []float64{math.NaN()}}
	h.Squares = append(h.Squares, calibrate.Squares(s, calibrate.Hour)...)
	bars := map[int64]calibrate.Bar{}
	for _, b := range s.Daily().Bars {
		bars[b.Time] = b
	}
	for t := s.Bars[0].Time; t+calibrate.Day <= s.End(); t += calibrate.Day {
		day := backtest.Day{Return: math.NaN(), Low: math.NaN(), High: math.NaN()}
		before, known := bars[t-calibrate.Day]
		if b, ok := bars[t]; ok && known {
			day.Return = math.Log(b.Close / before.Close)
			day.Low, day.High = day.Return, day.Return
			if extremes {
				day.Low, day.High = math.Log(b.Low/before.Close), math.Log(b.High/before.Close)
			}
		}
		h.Days = append(h.Days, day)
	}
	h.Squares = h.Squares[:24*len(h.Days)]
	return h
}

// drawn simulates a position of one coin at 100 that is liquidated at a barrier, a fraction of its price, in a market that calibrate would write.
func drawn(t *testing.T, s calibrate.Series, kind string, rows int, days int, barrier float64, looks bool) (p, stdErr float64) {
	t.Helper()
	recipe, _ := calibrate.HourlyRecipe()
	h, err := calibrate.Joint([]calibrate.Series{s}, recipe, rows)
	require.NoError(t, err)
	term, err := calibrate.FitTerm(s, recipe)
	require.NoError(t, err)
	scale := recipe.Scale
	history := &wire.History{Assets: []string{"X"}, EveryHours: 24, Returns: h.Returns, Deviations: h.Deviations, Ranges: h.Ranges}
	if kind == calibration.Bootstrap { // the backtest's is measured by what the returns themselves have as variance
		history.Deviations, scale = nil, 1
	}
	side, monitoring := "1", `"continuous"`
	if barrier > 0 {
		side = "-1"
	}
	if looks {
		monitoring = `{"everyHours": 24}`
	}
	text, err := wire.Encode(&wire.Model{Kind: kind, DriftOf: "logPrice", History: history})
	require.NoError(t, err)
	num := func(x float64) string { return strconv.FormatFloat(x, 'g', -1, 64) }
	document := fmt.Sprintf(`{"version": 1, "account": {"currency": "USDT", "rules": {"maintenanceMarginFraction": "0"}, "balances": [{"asset": "USDT", "amount": %s}],
		"positions": [{"symbol": "X/USDT:USDT", "size": "%s", "entryPrice": 100}]},
		"market": {"prices": {"X": 100}, "volatilityTerm": {"X": {"fast": %s, "long": %s, "weight": %s, "decayPerDay": %s, "scale": %s}}, "model": %s},
		"simulation": {"horizonHours": %d, "paths": 8192, "monitoring": %s}}`,
		num(100*math.Abs(barrier)), side, num(term.Fast.Value), num(term.Long.Value), num(recipe.Weight), num(recipe.DecayPerDay), num(scale), text, 24*days, monitoring)
	report, err := engine.Simulate(context.Background(), []byte(document), wire.Overrides{}, risk.Options{})
	require.NoError(t, err)
	return report.Liquidation.Any.Value, report.Liquidation.Any.StdErr
}

// compareWithBacktest checks, for closes alone and looks at their times, that simulate and the backtest's models are the same law: within 4 standard errors of the
// backtest's 1000 paths and simulate's, and half a path more, for every barrier and horizon; with the days' own lows and highs it returns how many touches the bridges of simulate find, over those of the backtest.
func compareWithBacktest(t *testing.T, s calibrate.Series, horizons ...int) (found map[string]float64) {
	t.Helper()
	recipe, _ := calibrate.HourlyRecipe()
	hours := []int{24, 168, 720}
	found = map[string]float64{}
	for _, m := range []struct {
		kind  string
		rows  int
		model backtest.Model
	}{{calibration.Bootstrap, calibration.BootstrapDays, backtest.Bootstrap(hours, recipe)}, {calibration.Filtered, calibration.FilteredDays, backtest.Filtered(hours, recipe)}} {
		closes, own := m.model.New()(judged(s, false)), m.model.New()(judged(s, true))
		require.NotNil(t, closes)
		var bridged, touched float64
		for _, days := range horizons {
			for _, barrier := range []float64{-0.2, -0.1, -0.05, 0.1} {
				want := closes(24*days, math.Log1p(barrier))
				got, stdErr := drawn(t, s, m.kind, m.rows, days, barrier, true)
				stdErr = math.Hypot(stdErr, math.Sqrt(got*(1-got)/1000))
				t.Logf("%-20s %2d days %+.2f: backtest %.4f, simulate %.4f +- %.4f", m.kind, days, barrier, want, got, stdErr)
				require.InDelta(t, want, got, 4*stdErr+1e-3, "%s, %d days, %g", m.kind, days, barrier)
				if want = own(24*days, math.Log1p(barrier)); want > 0.01 {
					got, _ = drawn(t, s, m.kind, m.rows, days, barrier, false)
					t.Logf("%-20s %2d days %+.2f: backtest's own extremes %.4f, bridges %.4f", m.kind, days, barrier, want, got)
					bridged, touched = bridged+got, touched+want
				}
			}
		}
		found[m.kind] = bridged / touched
	}
	return found
}

// TestHistorical_IsBacktested does that on invented prices, whose days are sums of normal hours: bridges are right for them.
func TestHistorical_IsBacktested(t *testing.T) {
	if testing.Short() {
		t.Skip("statistical: runs once, native and without -short")
	}
	dir := t.TempDir()
	require.NoError(t, writePrices(dir))
	f, err := os.Open(filepath.Join(dir, "A.csv"))
	require.NoError(t, err)
	defer f.Close()
	s, err := calibrate.Read(f, "X", "A.csv")
	require.NoError(t, err)
	for kind, ratio := range compareWithBacktest(t, s, 1, 7, 30) {
		t.Logf("%s: bridges find %.3f of the touches", kind, ratio)
		require.InDelta(t, 1, ratio, 0.1, kind)
	}
}

// TestHistorical_IsBacktestedOnData does it on real prices.
func TestHistorical_IsBacktestedOnData(t *testing.T) {
	if testing.Short() {
		t.Skip("statistical: runs once, native and without -short")
	}
	name := filepath.Join("..", "..", "..", "shared", "data", "hourly", "BTC.csv.gz")
	f, err := os.Open(name)
	if err != nil {
		t.Skipf("no %s: the study's prices are not part of the project", name)
	}
	defer f.Close()
	s, err := calibrate.Read(f, "X", name)
	require.NoError(t, err)
	s = s.Window(s.End()-1000*calibrate.Day, s.End())
	for kind, ratio := range compareWithBacktest(t, s, 7, 30) {
		t.Logf("BTC, %s: bridges find %.3f of the touches", kind, ratio)
		require.InDelta(t, 1, ratio, 0.1, kind)
	}
}
