// Package history computes the market figures of the example portfolios from
// daily closing prices. The prices themselves are not part of the project.
package history

import (
	"encoding/csv"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"time"
)

// Closes are an asset's closing prices, one a UTC day, in ascending order of date.
type Closes struct {
	asset  string
	dates  []time.Time
	prices []float64
	last   string // the final price as written in the file
}

// ReadCloses returns the closes of asset from dir/ASSET.csv (header
// date,open,high,low,close) for the days first to last, both included. It
// returns an error where the file does not reach last, where a day is missing
// in between, and where a price is not positive. A file that begins after
// first is accepted: the asset was listed later.
func ReadCloses(dir, asset string, first, last time.Time) (Closes, error) {
	f, err := os.Open(filepath.Join(dir, asset+".csv"))
	if err != nil {
		return Closes{}, err
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		return Closes{}, fmt.Errorf("reading %s: %w", asset, err)
	}
	if len(rows) == 0 || len(rows[0]) != 5 || rows[0][0] != "date" || rows[0][4] != "close" {
		return Closes{}, fmt.Errorf("reading %s: got another header, want date,open,high,low,close", asset)
	}
	c := Closes{asset: asset}
	for _, row := range rows[1:] {
		if err := c.add(row[0], row[4], first, last); err != nil {
			return Closes{}, fmt.Errorf("reading %s, day %s: %w", asset, row[0], err)
		}
	}
	if n := len(c.dates); n < 3 || !c.dates[n-1].Equal(last) {
		return Closes{}, fmt.Errorf("reading %s: got %d closes, want at least 3 that end on %s", asset, n, last.Format(time.DateOnly))
	}
	return c, nil
}

func (c *Closes) add(day, close string, first, last time.Time) error {
	date, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return err
	}
	if date.Before(first) || date.After(last) {
		return nil
	}
	price, err := strconv.ParseFloat(close, 64)
	if err != nil {
		return err
	}
	if !(price > 0) {
		return errors.New("the close is not positive")
	}
	if n := len(c.dates); n > 0 && !c.dates[n-1].AddDate(0, 0, 1).Equal(date) {
		return fmt.Errorf("the day before is missing: the previous close is of %s", c.dates[n-1].Format(time.DateOnly))
	}
	c.dates, c.prices, c.last = append(c.dates, date), append(c.prices, price), close
	return nil
}
