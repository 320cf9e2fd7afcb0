package cli

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/plimsoll-risk/plimsoll/internal/backtest"
	"github.com/plimsoll-risk/plimsoll/internal/calibration"
	"github.com/plimsoll-risk/plimsoll/internal/wire"
	"github.com/plimsoll-risk/plimsoll/montecarlo/calibrate"
	"github.com/plimsoll-risk/plimsoll/risk/margin"
)

const backtestHelp = `Forecasts, day after day and from earlier prices only, how likely the price is
to touch a barrier within a horizon, and compares that with what happened.

` + pricesHelp + `

A liquidation goes by the mark price. --mark and --last name further files,
BASE=FILE, for hours in which the mark price, or else the last price of the
contract, decides; other hours go by PRICES.`

// backtestFlags are the flags of the command.
type backtestFlags struct {
	mark, last  []string
	from, to    string
	every       int
	horizons    []int
	barriers    []float64
	leverages   []float64
	maintenance float64
	models      []string
	plots       string
	workers     int
}

func newBacktest(c *console) *cobra.Command {
	var f backtestFlags
	cmd := &cobra.Command{
		Use:   "backtest PRICES...",
		Short: "Predicted against realised frequency of touching a barrier, out of sample",
		Long:  backtestHelp,
		RunE: func(cmd *cobra.Command, args []string) error {
			show, done := c.bar("forecasting")
			document, err := f.run(cmd, c, args, show)
			done()
			if err != nil {
				return err
			}
			return c.write(document, func(s *sheet) { writeBacktest(s, document) })
		},
	}
	defaults := backtest.DefaultOptions()
	cmd.Flags().StringArrayVar(&f.mark, "mark", nil, "BASE=FILE of mark prices (repeatable)")
	cmd.Flags().StringArrayVar(&f.last, "last", nil, "BASE=FILE of last prices of the contract (repeatable)")
	cmd.Flags().StringVar(&f.from, "from", "", "first forecast (default: a year after the first price)")
	cmd.Flags().StringVar(&f.to, "to", "", "no forecast from this date on (default: the last price)")
	cmd.Flags().IntVar(&f.every, "every", defaults.Every, "days between forecasts")
	cmd.Flags().IntSliceVar(&f.horizons, "horizons", []int{1, 7, 30}, "horizons in days")
	cmd.Flags().Float64SliceVar(&f.barriers, "barriers", defaults.Barriers, "barriers as fractions of the price, -0.1 for a fall by a tenth")
	cmd.Flags().Float64SliceVar(&f.leverages, "leverages", nil, "in place of barriers: leverages of an isolated position, long and short")
	cmd.Flags().Float64Var(&f.maintenance, "maintenance", 0.005, "maintenance margin fraction of that position")
	cmd.Flags().StringSliceVar(&f.models, "models", nil, "models to compare (default: all)")
	cmd.Flags().StringVar(&f.plots, "plots", "", "folder for a reliability plot of each model, in SVG")
	cmd.Flags().IntVar(&f.workers, "workers", 0, "assets at once (default: one per core)")
	return cmd
}

// run answers the command.
func (f *backtestFlags) run(cmd *cobra.Command, c *console, args []string, show func(n, total int)) (*wire.Backtest, error) {
	options, err := f.options(cmd)
	if err != nil {
		return nil, err
	}
	sources, err := f.sources(cmd, c, args)
	if err != nil {
		return nil, err
	}
	var first, last, interval int64 = math.MaxInt64, 0, 0
	for _, s := range sources {
		interval = max(interval, s.Prices.Interval)
		first, last = min(first, s.Prices.Bars[0].Time), max(last, s.Prices.End())
	}
	if f.from == "" {
		options.From = (first + calibrate.Year + calibrate.Day - 1) / calibrate.Day * calibrate.Day
	}
	if f.to == "" {
		options.To = last
	}
	if options.Models, err = chosenModels(f.models, options.Hours, interval); err != nil {
		return nil, err
	}
	options.Progress = show
	result, err := backtest.Run(cmd.Context(), sources, options)
	if cmd.Context().Err() != nil {
		return nil, cmd.Context().Err()
	}
	if err != nil {
		return nil, bad("PRICES", err.Error(), "hourly or daily prices, with history before the first forecast")
	}
	if coreCount(result) == 0 {
		return nil, bad("PRICES", "no forecast with a reference probability from 1 to 30 %, by which models are compared", "barriers that are touched now and then")
	}
	if f.plots != "" {
		if err := writePlots(f.plots, result); err != nil {
			return nil, fail(err)
		}
	}
	document := newBacktestDocument(result)
	for _, s := range sources {
		if last := s.Touches[len(s.Touches)-1]; !last.Ranges {
			document.Notes = append(document.Notes, "The prices of "+last.Asset+" are closes only: what the price did between them is missed, so touches are fewer than they were.")
		}
	}
	return document, nil
}

// options checks the flags.
func (f *backtestFlags) options(cmd *cobra.Command) (backtest.Options, error) {
	o := backtest.Options{Every: f.every, Barriers: f.barriers, Workers: f.workers}
	if f.every < 1 {
		return o, fmt.Errorf("--every: got %d, want 1 or more", f.every)
	}
	if f.workers < 0 {
		return o, fmt.Errorf("--workers: got %d, want 0 or more", f.workers)
	}
	if o.Workers == 0 {
		o.Workers = runtime.GOMAXPROCS(0)
	}
	for _, d := range f.horizons {
		if d < 1 || d > 365 {
			return o, fmt.Errorf("--horizons: got %d, want days from 1 to 365", d)
		}
		o.Hours = append(o.Hours, 24*d)
	}
	if len(f.leverages) > 0 {
		if cmd.Flags().Changed("barriers") {
			return o, errors.New("--leverages and --barriers exclude each other: give one of them")
		}
		var err error
		if o.Barriers, err = leverageBarriers(f.leverages, f.maintenance); err != nil {
			return o, err
		}
	}
	for _, b := range o.Barriers {
		if !(b > -1) || b == 0 || b > 10 {
			return o, fmt.Errorf("--barriers: got %g, want fractions above -1 other than 0, 10 at most", b)
		}
	}
	var err error
	if o.From, err = timeFlag("from", f.from); err != nil {
		return o, err
	}
	if o.To, err = timeFlag("to", f.to); err != nil {
		return o, err
	}
	return o, err
}

// leverageBarriers returns the moves at which an isolated position of each leverage is
// liquidated, long and short: equity 1/l +- x meets maintenance m (1 +- x) of the
// notional at entry, so x = (1/l - m)/(1 - m) down and (1/l - m)/(1 + m) up.
func leverageBarriers(leverages []float64, maintenance float64) ([]float64, error) {
	if !(maintenance >= 0 && maintenance < 1) {
		return nil, fmt.Errorf("--maintenance: got %g, want a fraction in [0, 1)", maintenance)
	}
	var barriers []float64
	for _, l := range leverages {
		cushion := 1/l - maintenance
		if !(l > 1) || cushion <= 0 {
			return nil, fmt.Errorf("--leverages: got %g, want more than 1 and less than %g, where the position is liquidated at once", l, 1/maintenance)
		}
		barriers = append(barriers, -cushion/(1-maintenance), cushion/(1+maintenance))
	}
	return barriers, nil
}

// chosenModels returns the models that are named, or all.
func chosenModels(names []string, hours []int, interval int64) ([]backtest.Model, error) {
	all := backtest.Models(hours, interval)
	if len(names) == 0 {
		return all, nil
	}
	var known []string
	for _, m := range all {
		known = append(known, m.Name)
	}
	var chosen []backtest.Model
	for _, name := range names {
		i := slices.Index(known, name)
		if i < 0 {
			return nil, fmt.Errorf("--models: got %q, want some of %s%s", name, strings.Join(known, ", "), wire.DidYouMean(name, known))
		}
		chosen = append(chosen, all[i])
	}
	return chosen, nil
}

// sources reads all prices, those that decide in their order.
func (f *backtestFlags) sources(cmd *cobra.Command, c *console, args []string) ([]backtest.Source, error) {
	files, err := priceFiles(cmd, args)
	if err != nil {
		return nil, err
	}
	prices, wrong := c.readPrices(files)
	var errs margin.Errors
	errors.As(wrong, &errs)
	touches := map[string][]calibrate.Series{}
	for _, flag := range []struct {
		name  string
		value []string
	}{{"mark", f.mark}, {"last", f.last}} {
		if len(flag.value) == 0 {
			continue
		}
		extra, err := priceFiles(cmd, flag.value)
		if err != nil {
			return nil, fmt.Errorf("--%s: %w", flag.name, err)
		}
		for _, file := range extra {
			if !slices.ContainsFunc(files, func(p priceFile) bool { return p.asset == file.asset }) {
				return nil, fmt.Errorf("--%s: got %s, want an asset of PRICES", flag.name, file.asset)
			}
		}
		read, err := c.readPrices(extra)
		var more margin.Errors
		if errors.As(err, &more) {
			errs = append(errs, more...)
		}
		for _, s := range read {
			touches[s.Asset] = append(touches[s.Asset], s)
		}
	}
	if len(errs) > 0 {
		return nil, errs
	}
	var sources []backtest.Source
	for _, s := range prices {
		sources = append(sources, backtest.Source{Prices: s, Touches: append(touches[s.Asset], s)})
	}
	return sources, nil
}

// newBacktestDocument writes a result.
func newBacktestDocument(r *backtest.Result) *wire.Backtest {
	first, last := r.Span()
	core := coreCount(r)
	d := &wire.Backtest{
		Forecasts: wire.BacktestForecasts{Assets: r.Assets, From: day(first), To: day(last), EveryDays: r.Options.Every, Hours: r.Options.Hours,
			Barriers: r.Options.Barriers, AssetDays: r.Days, Count: len(r.Records), Core: core, Touched: calibration.Digits(r.Touched())},
		Notes: []string{
			"Core: forecasts whose reference probability is from 1 to 30 %, the reference being the mean of Brownian motion at the volatility of 365 days and at EWMA .94.",
			"Forecasts overlap and assets move together, so errors come from blocks of 30 days of all assets at once.",
			"An asset that is no longer traded is not among the prices: what happened to it is not counted.",
		},
	}
	for m, s := range r.Scores() {
		model := wire.BacktestModel{Name: s.Model, Says: r.Options.Models[m].Says, LogScore: calibration.Digits(s.Log), LogScoreAll: calibration.Digits(s.LogAll),
			Difference: calibration.Digits(s.Difference), DifferenceStdErr: calibration.Digits(s.DiffStdErr), Brier: calibration.Digits(s.Brier), Skill: calibration.Digits(s.Skill),
			Reliability: []wire.BacktestBin{}, Coverage: []wire.BacktestCoverage{}}
		for i, x := range s.LogByHours {
			if !math.IsNaN(x) {
				model.Horizons = append(model.Horizons, wire.BacktestHorizon{Hours: r.Options.Hours[i], Core: r.Core(i), LogScore: calibration.Digits(x)})
			}
		}
		for _, b := range r.Reliability(m) {
			model.Reliability = append(model.Reliability, wire.BacktestBin{From: b.From, To: b.To, Count: b.N, Said: calibration.Digits(b.Said),
				Happened: calibration.Digits(b.Happened), Low: calibration.Digits(b.Low), High: calibration.Digits(b.High)})
		}
		for _, c := range r.Coverages(m) {
			model.Coverage = append(model.Coverage, wire.BacktestCoverage{Asset: c.Asset, Hours: c.Hours, Barrier: c.Barrier, Count: c.N,
				Expected: calibration.Digits(c.Expected), Touches: c.Touches, Kupiec: calibration.Digits(c.Kupiec), Christoffersen: calibration.Digits(c.Christoffersen)})
		}
		d.Models = append(d.Models, model)
	}
	slices.SortStableFunc(d.Models, func(a, b wire.BacktestModel) int { return cmp.Compare(a.LogScore, b.LogScore) })
	return d
}

// coreCount returns how many forecasts count for the core scores.
func coreCount(r *backtest.Result) int {
	n := 0
	for i := range r.Options.Hours {
		n += r.Core(i)
	}
	return n
}

func day(n int) string { return calibrate.FormatTime(int64(n) * calibrate.Day)[:10] }

// writePlots writes a plot for each model.
func writePlots(folder string, r *backtest.Result) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	for m, model := range r.Options.Models {
		name := filepath.Join(folder, "reliability-"+model.Name+".svg")
		if err := os.WriteFile(name, []byte(backtest.Plot(model.Name, r.Reliability(m))), 0o644); err != nil {
			return err
		}
	}
	return nil
}
