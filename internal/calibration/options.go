package calibration

import (
	"fmt"

	"github.com/plimsoll-risk/plimsoll/montecarlo/calibrate"
	"github.com/plimsoll-risk/plimsoll/risk/margin"
)

// The models that a calibration can write.
const (
	VolMixture = "vol-mixture"
	GBM        = "gbm"
	StudentT   = "student-t"
	Bootstrap  = "bootstrap"
	Filtered   = "filtered-historical"
)

// Models returns their names.
func Models() []string { return []string{VolMixture, GBM, StudentT, Bootstrap, Filtered} }

// Limits of the window, in days.
const (
	LeastDays = 30
	MostDays  = 36_500
)

// Options say how to calibrate.
type Options struct {
	WindowDays  int   // of history behind volatility, correlation and the fits, from 30 to 36,500
	AsOf        int64 // seconds since 1970 up to which prices count; 0 for the last price
	Volatility  calibrate.VolatilityKind
	Correlation calibrate.CorrelationKind
	Model       string // that the market names, one of Models
	HistoryDays int    // of joint returns in the model; 0 for the model's default: none unless it draws from them
	Fits        bool   // whether Student-t, jumps and GARCH are fitted to each asset too
}

// Defaults returns a year of closes, for the default model.
func Defaults() Options {
	return Options{WindowDays: 365, Volatility: calibrate.CloseToClose, Correlation: calibrate.EWMACorrelation, Model: VolMixture, Fits: true}
}

// A Prices is a price history and the file that it was read from.
type Prices struct {
	File   string
	Series calibrate.Series
}

// Names returns the names of kinds, such as those of volatility, in their order.
func Names[K fmt.Stringer](kinds []K) []string {
	list := make([]string, len(kinds))
	for i, k := range kinds {
		list[i] = k.String()
	}
	return list
}

// refuse is an error of the prices as a whole.
func refuse(got, want string) error {
	return margin.Errors{{Path: "PRICES", Got: got, Want: want}}
}
