package cli

import (
	"errors"
	"fmt"
	"slices"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/plimsoll-risk/plimsoll/internal/calibration"
	"github.com/plimsoll-risk/plimsoll/internal/engine"
	"github.com/plimsoll-risk/plimsoll/internal/wire"
	"github.com/plimsoll-risk/plimsoll/risk"
	"github.com/plimsoll-risk/plimsoll/risk/margin"
)

func newSimulate(c *console) *cobra.Command {
	var flags simulationFlags
	cmd := &cobra.Command{
		Use:   "simulate FILE",
		Short: "Probability of liquidation by the horizon, pool by pool",
		Args:  oneFile,
		RunE: func(cmd *cobra.Command, args []string) error {
			document, options, err := flags.prepare(c, cmd, args[0])
			if err != nil {
				return err
			}
			done := c.progress(&options)
			report, err := engine.Simulate(cmd.Context(), document, flags.Overrides, options)
			done()
			if err != nil {
				return fail(flags.inHours(err))
			}
			return c.write(report, func(s *sheet) { writeReport(s, report) })
		},
	}
	flags.register(cmd)
	cmd.Flags().BoolVar(&flags.Sensitivity, "sensitivity", false, "say too how the probability depends on the volatility and the model, as simulation.sensitivity does")
	return cmd
}

// simulationFlags are the flags of every command that simulates.
type simulationFlags struct {
	wire.Overrides
	workers int
	prices  []string // of the history
}

func (f *simulationFlags) register(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&f.Seed, "seed", "", "seed of the random streams, in place of simulation.seed")
	flags.StringVar(&f.Paths, "paths", "", "number of paths, in place of simulation.paths")
	flags.StringVar(&f.HorizonHours, "horizon", "", "hours to the horizon, in place of simulation.horizonHours")
	flags.StringVar(&f.Model, "model", "", "kind of model, in place of market.model")
	flags.StringVar(&f.TargetStdErr, "target-std-err", "", "standard error that the probability of any liquidation shall reach, in place of simulation.targetStdErr")
	flags.StringSliceVar(&f.Stress, "stress", nil, "past crashes to replay, in place of simulation.stress: names that plimsoll stress lists, with commas between, or all")
	flags.StringSliceVar(&f.prices, "history", nil, "files of prices, as calibrate reads them, with commas between: their daily moves in place of market.model.history")
	flags.IntVar(&f.workers, "workers", 0, "threads that simulate, 0 for one per processor; they do not change the numbers")
}

// inHours says, where --horizon was no number, that it is one of hours.
func (f *simulationFlags) inHours(err error) error {
	var input margin.Errors
	if _, bad := strconv.ParseFloat(f.HorizonHours, 64); bad == nil || f.HorizonHours == "" || !errors.As(err, &input) {
		return err
	}
	said := slices.Clone(input)
	for i, e := range said {
		if e.Path == "simulation.horizonHours" {
			said[i].Want = "a number of hours, such as 168 for 7 days"
		}
	}
	return said
}

func (f *simulationFlags) prepare(c *console, cmd *cobra.Command, file string) ([]byte, risk.Options, error) {
	if f.workers < 0 {
		return nil, risk.Options{}, fmt.Errorf("--workers: got %d, want 0 or more", f.workers)
	}
	document, err := c.read(cmd.Context(), file)
	if err == nil && len(f.prices) > 0 {
		err = f.readHistory(c, cmd, document)
	}
	return document, risk.Options{Workers: f.workers}, err
}

// readHistory takes the days of price files that the backtest of the model takes. What was forecast for them is by calibrate's recipe, and of use only beside a market whose
// volatilities are, too.
func (f *simulationFlags) readHistory(c *console, cmd *cobra.Command, document []byte) error {
	files, err := priceFiles(cmd, f.prices)
	if err != nil {
		return err
	}
	series, err := c.readPrices(files)
	if err != nil {
		return err
	}
	days := calibration.FilteredDays
	if f.Model == calibration.Bootstrap {
		days = calibration.BootstrapDays
	}
	if f.History, _, err = calibration.History(series, days); err != nil {
		return err
	}
	if market, err := wire.DecodeMarket(document); err != nil || len(market.VolatilityTerm) == 0 {
		f.History.Deviations = nil
	}
	return nil
}
