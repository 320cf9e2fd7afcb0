package calibration

import (
	"errors"
	"strings"

	"github.com/plimsoll-risk/plimsoll/montecarlo/calibrate"
	"github.com/plimsoll-risk/plimsoll/risk/margin"
)

// AssetOf returns the asset that a file is named after, such as BTC of prices/BTC.csv.gz, and
// whether that is one: letters and digits.
func AssetOf(file string) (asset string, ok bool) {
	asset = file[strings.LastIndexAny(file, `/\`)+1:]
	for _, ending := range []string{".gz", ".csv", ".parquet"} {
		asset = strings.TrimSuffix(asset, ending)
	}
	return asset, IsAsset(asset)
}

// IsAsset reports whether s can be the name of an asset.
func IsAsset(s string) bool {
	for _, r := range s {
		if (r < 'A' || r > 'Z') && (r < 'a' || r > 'z') && (r < '0' || r > '9') {
			return false
		}
	}
	return s != ""
}

// Faults turns what is wrong with a file of prices into errors with its name, line and
// column, and reports whether err is of that kind.
func Faults(err error) (margin.Errors, bool) {
	var faults calibrate.Faults
	if !errors.As(err, &faults) {
		return nil, false
	}
	var wrong margin.Errors
	for _, f := range faults {
		wrong = append(wrong, margin.FieldError{Path: f.Place(), Got: f.Got, Want: f.Want})
	}
	return wrong, true
}
