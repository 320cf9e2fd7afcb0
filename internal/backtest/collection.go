package backtest

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/plimsoll-risk/plimsoll/montecarlo/calibrate"
)

// Collection reads the shared collection of prices, which is not part of the project: hourly
// spot prices of every coin, with what decides touches: mark, else last, else spot.
func Collection(dir string) ([]Source, error) {
	names, err := filepath.Glob(filepath.Join(dir, "hourly", "*.csv.gz"))
	if err != nil {
		return nil, err
	}
	var sources []Source
	for _, name := range names {
		asset := strings.TrimSuffix(filepath.Base(name), ".csv.gz")
		if asset == "USDC" { // a stablecoin, with years missing
			continue
		}
		s, err := series(name, asset)
		if err != nil {
			return nil, err
		}
		source := Source{Prices: s}
		for _, form := range []string{"perp_mark/%sUSDT_mark_1h.csv.gz", "perp_last/%sUSDT_1h.csv.gz", "perp_last/1000%sUSDT_1h.csv.gz"} {
			name := filepath.Join(dir, fmt.Sprintf(form, asset))
			if _, err := os.Stat(name); err != nil {
				continue
			}
			s, err := series(name, asset)
			if err != nil {
				return nil, err
			}
			source.Touches = append(source.Touches, s)
		}
		source.Touches = append(source.Touches, s)
		sources = append(sources, source)
	}
	return sources, nil
}

func series(name, asset string) (calibrate.Series, error) {
	f, err := os.Open(name)
	if err != nil {
		return calibrate.Series{}, err
	}
	defer f.Close()
	return calibrate.Read(f, asset, filepath.Base(name))
}
