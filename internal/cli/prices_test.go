//go:build !js

package cli

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/internal/backtest"
	"github.com/plimsoll-risk/plimsoll/internal/calibration"
	"github.com/plimsoll-risk/plimsoll/montecarlo/calibrate"
)

// writePrices makes a folder of invented prices from 2024-01-01 to 2024-07-31: A.csv
// (hourly), A2.csv (the same), B.csv.gz (hourly, correlated with A) and daily.csv.
func writePrices(dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	g := rand.New(rand.NewPCG(1, 2))
	var a, b, daily strings.Builder
	a.WriteString("date,open,high,low,close\n")
	b.WriteString("unix,open,high,low,close\n")
	daily.WriteString("date,close\n")
	x := [2]float64{math.Log(100), math.Log(2)}
	const first = 1704067200
	for h := range int64(213 * 24) {
		common := g.NormFloat64()
		bars := [2]string{}
		for i := range x {
			open := x[i]
			x[i] += 0.006 * (0.8*common + 0.6*g.NormFloat64())
			high, low := math.Max(open, x[i])+0.002*g.Float64(), math.Min(open, x[i])-0.002*g.Float64()
			bars[i] = fmt.Sprintf("%.6f,%.6f,%.6f,%.6f", math.Exp(open), math.Exp(high)+1e-6, math.Exp(low)-1e-6, math.Exp(x[i]))
		}
		fmt.Fprintf(&a, "%s,%s\n", calibrate.FormatTime(first+h*calibrate.Hour), bars[0])
		fmt.Fprintf(&b, "%d,%s\n", first+h*calibrate.Hour, bars[1])
		if h%24 == 23 {
			fmt.Fprintf(&daily, "%s,%.6f\n", calibrate.FormatTime(first + h*calibrate.Hour)[:10], math.Exp(x[0]))
		}
	}
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	if _, err := z.Write([]byte(b.String())); err != nil {
		return err
	}
	if err := z.Close(); err != nil {
		return err
	}
	for name, text := range map[string]string{"A.csv": a.String(), "A2.csv": a.String(), "B.csv.gz": packed.String(), "daily.csv": daily.String()} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			return err
		}
	}
	return nil
}

// The market that calibrate writes is the market of a scenario, whatever the model; and the
// probability of a lone position under vol-mixture is the backtest's closed form.
func TestCalibrate_RoundTrip(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, writePrices(dir))
	for _, model := range []string{calibration.VolMixture, calibration.GBM, calibration.StudentT, calibration.Bootstrap, calibration.Filtered} {
		var out, errs bytes.Buffer
		code := Run([]string{"calibrate", "--model", model, "--fits=false", "BTC=" + filepath.Join(dir, "A.csv"), "ETH=" + filepath.Join(dir, "B.csv.gz")}, nil, &out, &errs, nil)
		require.Equal(t, exitOK, code, errs.String())
		var calibration struct{ Market json.RawMessage }
		require.NoError(t, json.Unmarshal(out.Bytes(), &calibration))
		scenario := `{"version": 1, "account": {"currency": "USDT", "rules": {"maintenanceMarginFraction": "0.005"}, "balances": [{"asset": "USDT", "amount": "20"}],
			"positions": [{"symbol": "BTC/USDT:USDT", "size": "1", "entryPrice": "100"}, {"symbol": "ETH/USDT:USDT", "size": "-20", "entryPrice": "2"}]},
			"market": ` + string(calibration.Market) + `, "simulation": {"horizonHours": 168, "paths": 1024}}`
		file := filepath.Join(dir, "scenario.json")
		require.NoError(t, os.WriteFile(file, []byte(scenario), 0o600))
		out.Reset()
		require.Equal(t, exitOK, Run([]string{"simulate", file}, nil, &out, &errs, nil), errs.String())
		require.Contains(t, out.String(), `"model": "`+model+`"`)
	}
}

// What the command line forecasts from calibrate's market is what the backtest judges: an
// isolated long, the price a martingale, in two implementations.
func TestCalibrate_SimulatesWhatIsBacktested(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, writePrices(dir))
	var out, errs bytes.Buffer
	require.Equal(t, exitOK, Run([]string{"calibrate", "--fits=false", "BTC=" + filepath.Join(dir, "A.csv")}, nil, &out, &errs, nil), errs.String())
	var c struct{ Market json.RawMessage }
	require.NoError(t, json.Unmarshal(out.Bytes(), &c))
	var market struct {
		Prices         map[string]string
		VolatilityTerm map[string]struct{ Fast, Long float64 }
	}
	require.NoError(t, json.Unmarshal(c.Market, &market))
	entry := market.Prices["BTC"]
	scenario := `{"version": 1, "account": {"currency": "USDT", "rules": {"maintenanceMarginFraction": "0.005"}, "balances": [],
		"positions": [{"symbol": "BTC/USDT:USDT", "size": "1", "entryPrice": "` + entry + `", "marginMode": "isolated", "leverage": "10"}]},
		"market": ` + string(c.Market) + `, "simulation": {"horizonHours": 168}}`
	file := filepath.Join(dir, "scenario.json")
	require.NoError(t, os.WriteFile(file, []byte(scenario), 0o600))
	out.Reset()
	require.Equal(t, exitOK, Run([]string{"simulate", file}, nil, &out, &errs, nil), errs.String())
	var report struct {
		Liquidation struct{ Any struct{ Value float64 } }
	}
	require.NoError(t, json.Unmarshal(out.Bytes(), &report))
	barriers, err := leverageBarriers([]float64{10}, 0.005)
	require.NoError(t, err)
	recipe, _ := calibrate.HourlyRecipe()
	term := market.VolatilityTerm["BTC"]
	v := recipe.Total(term.Fast*term.Fast/365, term.Long*term.Long/365, 7)
	// Nine nodes are within 1e-4 of the integral.
	require.InDelta(t, backtest.TouchMartingale(v, recipe.MultiplierSd, math.Log1p(barriers[0])), report.Liquidation.Any.Value, 1e-4)
}

func TestLeverageBarriers(t *testing.T) {
	b, err := leverageBarriers([]float64{10}, 0.005)
	require.NoError(t, err)
	// Equity at entry 1/10 of the notional: 0.1 + x = 0.005 (1 + x) for a long, 0.1 - x = 0.005 (1 + x) for a short.
	require.InDelta(t, 0.005*(1+b[0]), 0.1+b[0], 1e-15)
	require.InDelta(t, 0.005*(1+b[1]), 0.1-b[1], 1e-15)
	_, err = leverageBarriers([]float64{1}, 0.005)
	require.Error(t, err)
	_, err = leverageBarriers([]float64{5}, 1)
	require.Error(t, err)
}
