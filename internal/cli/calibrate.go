package cli

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/plimsoll-risk/plimsoll/internal/calibration"
	"github.com/plimsoll-risk/plimsoll/internal/wire"
	"github.com/plimsoll-risk/plimsoll/montecarlo/calibrate"
	"github.com/plimsoll-risk/plimsoll/risk"
)

const calibrateHelp = `Turns price history into the market of a scenario: last prices, volatility,
correlation, the term structure of volatility and the tails, each with its
standard error.

` + pricesHelp

// calibrateFlags are the flags of the command.
type calibrateFlags struct {
	calibration.Options
	asOf, volatility, correlation string
}

func newCalibrate(c *console) *cobra.Command {
	f := calibrateFlags{Options: calibration.Defaults()}
	cmd := &cobra.Command{
		Use:   "calibrate PRICES...",
		Short: "Price history to the market of a scenario, with the error of every figure",
		Long:  calibrateHelp,
		RunE: func(cmd *cobra.Command, args []string) error {
			document, err := f.run(cmd, c, args)
			if err != nil {
				return err
			}
			return c.write(document, func(s *sheet) { writeCalibration(s, document) })
		},
	}
	cmd.Flags().IntVar(&f.WindowDays, "window", f.WindowDays, "days of history behind volatility, correlation and the fits")
	cmd.Flags().StringVar(&f.asOf, "as-of", "", "take prices up to this date or time (default: the last)")
	cmd.Flags().StringVar(&f.volatility, "volatility", f.Volatility.String(), "close, ewma, parkinson, yang-zhang or realised")
	cmd.Flags().StringVar(&f.correlation, "correlation", f.Correlation.String(), "pearson, kendall, shrink-constant, shrink-identity or ewma")
	cmd.Flags().StringVar(&f.Model, "model", f.Model, strings.Join(calibration.Models(), ", "))
	cmd.Flags().IntVar(&f.HistoryDays, "history", 0, fmt.Sprintf("days of joint returns to write into the model, which bootstrap and filtered-historical draw from (default: %d and %d of these, otherwise none)", calibration.BootstrapDays, calibration.FilteredDays))
	cmd.Flags().BoolVar(&f.Fits, "fits", f.Fits, "fit Student-t, jumps and GARCH to each asset too")
	return cmd
}

// run answers the command.
func (f *calibrateFlags) run(cmd *cobra.Command, c *console, args []string) (*wire.Calibration, error) {
	files, err := priceFiles(cmd, args)
	if err != nil {
		return nil, err
	}
	if f.Volatility, err = oneOf("volatility", f.volatility, calibrate.VolatilityKinds()); err != nil {
		return nil, err
	}
	if f.Correlation, err = oneOf("correlation", f.correlation, calibrate.CorrelationKinds()); err != nil {
		return nil, err
	}
	if !slices.Contains(calibration.Models(), f.Model) {
		return nil, fmt.Errorf("--model: got %q, want one of %s", f.Model, strings.Join(calibration.Models(), ", "))
	}
	if f.HistoryDays != 0 && (f.HistoryDays < risk.LeastRows || f.HistoryDays > risk.MaxRows) {
		return nil, fmt.Errorf("--history: got %d, want from %d to %d days, or 0 for none", f.HistoryDays, risk.LeastRows, risk.MaxRows)
	}
	if f.WindowDays < calibration.LeastDays || f.WindowDays > calibration.MostDays {
		return nil, fmt.Errorf("--window: got %d, want %d days or more, and at most %d", f.WindowDays, calibration.LeastDays, calibration.MostDays)
	}
	if f.AsOf, err = timeFlag("as-of", f.asOf); err != nil {
		return nil, err
	}
	series, err := c.readPrices(files)
	if err != nil {
		return nil, err
	}
	var prices []calibration.Prices
	for i, s := range series {
		prices = append(prices, calibration.Prices{File: files[i].name, Series: s})
	}
	return calibration.Run(prices, f.Options)
}

// oneOf returns the kind that a flag names.
func oneOf[K fmt.Stringer](flag, value string, kinds []K) (K, error) {
	for _, k := range kinds {
		if k.String() == value {
			return k, nil
		}
	}
	var none K
	return none, fmt.Errorf("--%s: got %q, want one of %s", flag, value, strings.Join(calibration.Names(kinds), ", "))
}
