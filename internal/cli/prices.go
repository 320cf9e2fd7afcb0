package cli

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/plimsoll-risk/plimsoll/internal/calibration"
	"github.com/plimsoll-risk/plimsoll/montecarlo/calibrate"
	"github.com/plimsoll-risk/plimsoll/risk/margin"
)

const pricesHelp = `PRICES are files BASE.csv or BASE.csv.gz, or BASE=FILE where the name says
something else. A file has a line of headings: a time (date, time, timestamp,
open_time or unix: ISO 8601, or seconds or milliseconds since 1970) at which
the interval begins, close (or price), and where they are known open, high and
low. Other columns are ignored. The plimsoll that "make build" makes reads
Parquet files, BASE.parquet, with the same columns, too.`

// A priceFile is a file of prices of one asset.
type priceFile struct{ asset, name string }

// priceFiles reads PRICES as they are named on the command line.
func priceFiles(cmd *cobra.Command, args []string) ([]priceFile, error) {
	if len(args) == 0 {
		return nil, fmt.Errorf("PRICES is missing: give files of prices, as in %q", cmd.CommandPath()+" BTC.csv ETH.csv")
	}
	var files []priceFile
	seen := map[string]bool{}
	for _, arg := range args {
		asset, name, named := strings.Cut(arg, "=")
		if !named {
			name = arg
			asset, _ = calibration.AssetOf(arg)
		}
		if !calibration.IsAsset(asset) {
			return nil, fmt.Errorf("%q does not name its asset by letters and digits: write BASE=%s", arg, name)
		}
		if seen[asset] {
			return nil, fmt.Errorf("%s is given twice: give each asset once", asset)
		}
		seen[asset] = true
		files = append(files, priceFile{asset, name})
	}
	return files, nil
}

// readPrices reads every file, and returns what is wrong with any of them at once.
func (c *console) readPrices(files []priceFile) ([]calibrate.Series, error) {
	var all []calibrate.Series
	var wrong margin.Errors
	for _, file := range files {
		s, err := c.readPriceFile(file)
		faults, ok := calibration.Faults(err)
		switch {
		case ok:
			wrong = append(wrong, faults...)
		case err != nil:
			return nil, err
		default:
			all = append(all, s)
		}
	}
	return all, wrong.Err()
}

// readPriceFile reads one file; Parquet is known by its first bytes.
func (c *console) readPriceFile(file priceFile) (calibrate.Series, error) {
	f, err := os.Open(file.name)
	if err != nil {
		var why *os.PathError
		if errors.As(err, &why) {
			err = why.Err
		}
		return calibrate.Series{}, calibrate.Faults{{File: file.name, Got: err.Error(), Want: "a file that can be read"}}
	}
	defer f.Close()
	if c.parquet != nil {
		var magic [4]byte
		if _, err := f.ReadAt(magic[:], 0); err == nil && string(magic[:]) == calibrate.ParquetMagic {
			if info, err := f.Stat(); err == nil {
				return c.parquet(f, info.Size(), file.asset, file.name)
			}
		}
	}
	return calibrate.Read(f, file.asset, file.name)
}

// bad is an error of one input.
func bad(path, got, want string) margin.Errors {
	return margin.Errors{{Path: path, Got: got, Want: want}}
}

// timeFlag returns the time that a flag names, 0 for none.
func timeFlag(flag, value string) (int64, error) {
	if value == "" {
		return 0, nil
	}
	t, ok := calibrate.ParseTime(value)
	if !ok {
		return 0, fmt.Errorf("--%s: got %q, want a date or time in ISO 8601", flag, value)
	}
	return t, nil
}
