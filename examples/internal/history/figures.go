// Package history computes the market figures of the example portfolios from
// daily prices, by calibrate. The prices themselves are not part of the project.
package history

import (
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/plimsoll-risk/plimsoll/internal/calibration"
	"github.com/plimsoll-risk/plimsoll/internal/wire"
	"github.com/plimsoll-risk/plimsoll/montecarlo/calibrate"
)

// The window of the examples: 366 closes, so 365 daily returns.
var (
	First = time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)
	Last  = time.Date(2024, 12, 31, 0, 0, 0, 0, time.UTC)
)

// Command returns the command line that writes the market of the examples, run in the folder of the prices.
func Command(assets []string) string {
	command := "plimsoll calibrate --model gbm --correlation pearson --fits=false --as-of " + Last.AddDate(0, 0, 1).Format(time.DateOnly)
	for _, asset := range assets {
		command += " " + asset + ".csv"
	}
	return command
}

// Note returns what an example says of where its figures are from.
func Note(assets []string) string {
	return fmt.Sprintf("Volatility and correlation: %s, on daily closes (Binance spot, UTC days), 365 days to %s.", Command(assets), Last.Format(time.DateOnly))
}

// Compute returns what Command answers for the files dir/ASSET.csv, with the closes of the days first
// to last: close-to-close volatility and Pearson correlation, each pair over the days both have. It returns an error where a
// file does not reach last, where a day is missing in between, and where the
// correlations fit no law. A file that begins after first is accepted: the asset was listed later.
func Compute(dir string, assets []string, first, last time.Time) (*wire.Calibration, error) {
	end := last.AddDate(0, 0, 1).Unix()
	o := calibration.Defaults()
	o.Model, o.Correlation, o.Fits = calibration.GBM, calibrate.Pearson, false
	o.WindowDays, o.AsOf = int(last.Sub(first).Hours()/24), end
	var prices []calibration.Prices
	for _, asset := range assets {
		s, err := read(dir, asset)
		if err != nil {
			return nil, err
		}
		prices = append(prices, calibration.Prices{File: asset + ".csv", Series: s})
	}
	c, err := calibration.Run(prices, o)
	if err != nil {
		return nil, err
	}
	for i, a := range c.Diagnostics.Assets {
		if s := prices[i].Series.Window(0, end); s.End() != end {
			return nil, fmt.Errorf("%s ends at %s, want the end of %s", a.Asset, calibrate.FormatTime(s.End()), last.Format(time.DateOnly))
		}
		if a.Gaps > 0 {
			return nil, fmt.Errorf("%s lacks days in the window", a.Asset)
		}
	}
	if fit := c.Diagnostics.Correlation; fit != nil && fit.Repair.Change > 0 {
		return nil, fmt.Errorf("correlation of %v: the smallest eigenvalue is %g, want none below 0", assets, fit.Repair.SmallestEigenvalue)
	}
	return c, nil
}

// read returns the prices of an asset.
func read(dir, asset string) (calibrate.Series, error) {
	name := filepath.Join(dir, asset+".csv")
	file, err := os.Open(name)
	if err != nil {
		return calibrate.Series{}, err
	}
	defer file.Close()
	return calibrate.Read(file, asset, name)
}
