// Package history computes the market figures of the example portfolios from
// daily closing prices. The prices themselves are not part of the project.
package history

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"time"

	"github.com/plimsoll-risk/plimsoll/montecarlo/calibrate"
)

// The window of the examples: 366 closes, so 365 daily returns.
var (
	First = time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)
	Last  = time.Date(2024, 12, 31, 0, 0, 0, 0, time.UTC)
)

// places of a volatility and of a correlation.
const places = 4

// Figures are what a scenario needs to know of its assets. Slices are in the
// order of Assets.
type Figures struct {
	Assets      []string
	Prices      []string // the last close, as the source writes it
	Volatility  []float64
	Correlation [][]float64
	Starts      []time.Time // the day of each asset's first close in the window
}

// Compute returns the figures of assets from the files dir/ASSET.csv, over the days first
// to last: calibrate's close-to-close volatility and Pearson correlation, each
// pair over the days both have, rounded to 4 decimals. It returns an error where a
// file does not reach last, where a day is missing in between, and where the
// correlations fit no law. A file that begins after first is accepted: the asset was listed later.
func Compute(dir string, assets []string, first, last time.Time) (Figures, error) {
	f := Figures{Assets: append([]string(nil), assets...)}
	var all []calibrate.Series
	for _, asset := range assets {
		s, err := read(dir, asset, first, last)
		if err != nil {
			return Figures{}, err
		}
		v, err := calibrate.Volatility(s, calibrate.CloseToClose)
		if err != nil {
			return Figures{}, err
		}
		all = append(all, s)
		f.Prices = append(f.Prices, s.Last)
		f.Volatility = append(f.Volatility, math.Round(v.Value*1e4)/1e4)
		f.Starts = append(f.Starts, time.Unix(s.Bars[0].Time, 0).UTC())
	}
	c, err := calibrate.Correlate(all, calibrate.Pearson)
	if err != nil {
		return Figures{}, err
	}
	if c.Repair.Change > 0 {
		return Figures{}, fmt.Errorf("correlation of %v: the smallest eigenvalue is %g, want none below 0", assets, c.Repair.Smallest)
	}
	f.Correlation = c.Rounded(places)
	return f, nil
}

// read returns the closes of an asset in the window.
func read(dir, asset string, first, last time.Time) (calibrate.Series, error) {
	name := filepath.Join(dir, asset+".csv")
	file, err := os.Open(name)
	if err != nil {
		return calibrate.Series{}, err
	}
	defer file.Close()
	s, err := calibrate.Read(file, asset, name)
	if err != nil {
		return calibrate.Series{}, err
	}
	text := s.Last
	end := last.AddDate(0, 0, 1).Unix()
	if s.End() != end {
		return calibrate.Series{}, fmt.Errorf("%s ends at %s, want the end of %s", asset, calibrate.FormatTime(s.End()), last.Format(time.DateOnly))
	}
	s = s.Window(first.Unix(), end)
	s.Last = text
	if _, gaps := s.Returns(); gaps > 0 {
		return calibrate.Series{}, fmt.Errorf("%s lacks days in the window", asset)
	}
	return s, nil
}
