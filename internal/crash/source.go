package crash

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/plimsoll-risk/plimsoll/montecarlo/calibrate"
)

// A Source is where the prices of an asset in a window come from, best first.
type Source string

// The sources with hourly bars.
const (
	Mark Source = "mark" // of the perpetual: what liquidations look at
	Last Source = "last" // price of the perpetual
	Spot Source = "spot"
)

// files returns the names that the file of an asset may have.
func (s Source) files(dir, asset string) []string {
	switch s {
	case Mark:
		return []string{filepath.Join(dir, "perp_mark", asset+"USDT_mark_1h.csv.gz")}
	case Last:
		return []string{filepath.Join(dir, "perp_last", asset+"USDT_1h.csv.gz"), filepath.Join(dir, "perp_last", "1000"+asset+"USDT_1h.csv.gz")}
	}
	return []string{filepath.Join(dir, "hourly", asset+".csv.gz")}
}

// Bars are the hours of one asset in a window.
type Bars struct {
	Asset  string
	Source Source
	Hours  []calibrate.Bar
}

// Read returns the bars of every asset that has all hours of the window: marks where there are any, else last prices of the perpetual, else spot.
func (w Window) Read(dir string) ([]Bars, error) {
	var out []Bars
	for _, asset := range Assets() {
		for _, source := range []Source{Mark, Last, Spot} {
			hours, err := w.read(source.files(dir, asset), asset)
			if err != nil {
				return nil, err
			}
			if hours != nil {
				out = append(out, Bars{asset, source, hours})
				break
			}
		}
	}
	return out, nil
}

func (w Window) read(files []string, asset string) ([]calibrate.Bar, error) {
	for _, name := range files {
		f, err := os.Open(name)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		s, err := calibrate.Read(f, asset, name)
		f.Close()
		if err != nil {
			return nil, err
		}
		from := w.From.Unix()
		if s = s.Window(from, from+int64(w.Hours)*calibrate.Hour); len(s.Bars) == w.Hours && s.Interval == calibrate.Hour {
			return s.Bars, nil
		}
	}
	return nil, nil
}
