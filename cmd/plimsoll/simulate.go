package main

import (
	"bytes"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/plimsoll-risk/plimsoll/internal/engine"
	"github.com/plimsoll-risk/plimsoll/internal/wire"
	"github.com/plimsoll-risk/plimsoll/risk"
)

func newSimulate(c *console) *cobra.Command {
	var flags simulationFlags
	cmd := &cobra.Command{
		Use:   "simulate FILE",
		Short: "Probability of liquidation by the horizon, pool by pool",
		Args:  cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			document, options, err := flags.prepare(c, cmd, args[0])
			if err != nil {
				return err
			}
			done := c.progress(&options)
			report, err := engine.Simulate(cmd.Context(), document, flags.Overrides, options)
			done()
			if err != nil {
				return fail(err)
			}
			return c.write(report, func(w *bytes.Buffer) { writeReport(w, report) })
		},
	}
	flags.register(cmd)
	return cmd
}

// simulationFlags are the flags of every command that simulates.
type simulationFlags struct {
	wire.Overrides
	workers int
}

func (f *simulationFlags) register(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&f.Seed, "seed", "", "seed of the random streams, in place of simulation.seed")
	flags.StringVar(&f.Paths, "paths", "", "number of paths, in place of simulation.paths")
	flags.StringVar(&f.HorizonHours, "horizon", "", "hours to the horizon, in place of simulation.horizonHours")
	flags.StringVar(&f.Model, "model", "", "kind of model, in place of market.model")
	flags.StringVar(&f.TargetStdErr, "target-std-err", "", "standard error to reach (not supported yet)")
	flags.IntVar(&f.workers, "workers", 0, "threads that simulate, 0 for one per processor; they do not change the numbers")
}

func (f *simulationFlags) prepare(c *console, cmd *cobra.Command, file string) ([]byte, risk.Options, error) {
	if f.workers < 0 {
		return nil, risk.Options{}, fmt.Errorf("--workers: got %d, want 0 or more", f.workers)
	}
	document, err := c.read(cmd.Context(), file)
	return document, risk.Options{Workers: f.workers}, err
}
