package main

import (
	"fmt"
	"math"
	"slices"
	"strconv"

	"github.com/shopspring/decimal"
	"github.com/spf13/cobra"

	"github.com/plimsoll-risk/plimsoll/internal/wire"
	"github.com/plimsoll-risk/plimsoll/montecarlo/calibrate"
	"github.com/plimsoll-risk/plimsoll/risk/margin"
)

const calibrateHelp = `Turns price history into the market of a scenario: last prices, volatility,
correlation, the term structure of volatility and the tails, each with its
standard error.

` + pricesHelp

// What an asset's prices may lack at the time of the market: a week-end, not a delisting.
const staleDays = 3

// Places of a correlation, significant digits of everything else that is fitted.
const (
	correlationPlaces = 6
	fittedDigits      = 6
)

// A calibration is one run of the command.
type calibration struct {
	window      int
	asOf        string
	volatility  string
	correlation string
	model       string
	fits        bool
	history     int

	end    int64 // of the prices
	from   int64 // of the window
	series []calibrate.Series
	files  []priceFile
}

func newCalibrate(c *console) *cobra.Command {
	var k calibration
	cmd := &cobra.Command{
		Use:   "calibrate PRICES...",
		Short: "Price history to the market of a scenario, with the error of every figure",
		Long:  calibrateHelp,
		RunE: func(cmd *cobra.Command, args []string) error {
			document, err := k.run(cmd, args)
			if err != nil {
				return err
			}
			return c.write(document, func(s *sheet) { writeCalibration(s, document) })
		},
	}
	cmd.Flags().IntVar(&k.window, "window", 365, "days of history behind volatility, correlation and the fits")
	cmd.Flags().StringVar(&k.asOf, "as-of", "", "take prices up to this date or time (default: the last)")
	cmd.Flags().StringVar(&k.volatility, "volatility", calibrate.CloseToClose.String(), "close, ewma, parkinson, yang-zhang or realised")
	cmd.Flags().StringVar(&k.correlation, "correlation", calibrate.EWMACorrelation.String(), "pearson, kendall, shrink-constant, shrink-identity or ewma")
	cmd.Flags().StringVar(&k.model, "model", mixtureModel, "vol-mixture, gbm, student-t, bootstrap or filtered-historical")
	cmd.Flags().IntVar(&k.history, "history", 0, "days of joint returns to write into the model, which bootstrap and filtered-historical draw from (default: 365 and 730 of these, otherwise none)")
	cmd.Flags().BoolVar(&k.fits, "fits", true, "fit Student-t, jumps and GARCH to each asset too")
	return cmd
}

// The models that calibrate can write.
const (
	mixtureModel = "vol-mixture"
	gbmModel     = "gbm"
	studentModel = "student-t"
	bootstrap    = "bootstrap"
	filtered     = "filtered-historical"
)

// leastDoF is the fewest degrees of freedom that a scenario may state.
const leastDoF = 2.05

// run answers the command.
func (k *calibration) run(cmd *cobra.Command, args []string) (*wire.Calibration, error) {
	files, err := priceFiles(cmd, args)
	if err != nil {
		return nil, err
	}
	kind, err := oneOf("volatility", k.volatility, calibrate.VolatilityKinds())
	if err != nil {
		return nil, err
	}
	correlation, err := oneOf("correlation", k.correlation, calibrate.CorrelationKinds())
	if err != nil {
		return nil, err
	}
	if !slices.Contains([]string{mixtureModel, gbmModel, studentModel, bootstrap, filtered}, k.model) {
		return nil, fmt.Errorf("--model: got %q, want vol-mixture, gbm, student-t, bootstrap or filtered-historical", k.model)
	}
	if err := k.rows(); err != nil {
		return nil, err
	}
	if k.window < 30 {
		return nil, fmt.Errorf("--window: got %d, want 30 days or more", k.window)
	}
	asOf, err := timeFlag("as-of", k.asOf)
	if err != nil {
		return nil, err
	}
	k.files = files
	if k.series, err = readPrices(files); err != nil {
		return nil, err
	}
	if err := k.cut(asOf); err != nil {
		return nil, err
	}
	return k.document(kind, correlation)
}

// cut ends every series at the time of the market, and refuses stale ones.
func (k *calibration) cut(asOf int64) error {
	for _, s := range k.series {
		k.end = max(k.end, s.End())
	}
	if asOf > 0 {
		k.end = min(k.end, asOf)
	}
	var wrong margin.Errors
	for i, s := range k.series {
		cut := s.Window(0, k.end)
		if len(cut.Bars) < 3 || k.end-cut.End() > staleDays*calibrate.Day {
			end := calibrate.FormatTime(k.end)
			got, want := fmt.Sprintf("%d prices up to %s", len(cut.Bars), end), "at least 3, or a later --as-of"
			if len(cut.Bars) >= 3 {
				got, want = "prices that end at "+calibrate.FormatTime(cut.End()), fmt.Sprintf("prices up to %s, or an earlier --as-of", end)
			}
			wrong = append(wrong, margin.FieldError{Path: k.files[i].name, Got: got, Want: want})
			continue
		}
		k.series[i] = cut
	}
	k.from = k.end - int64(k.window)*calibrate.Day
	return wrong.Err()
}

// windowed returns the series within the window, with the last price before it: the
// first return begins there.
func (k *calibration) windowed() []calibrate.Series {
	list := make([]calibrate.Series, len(k.series))
	for i, s := range k.series {
		list[i] = s.Window(k.from-s.Interval, k.end)
	}
	return list
}

// document makes the answer.
func (k *calibration) document(kind calibrate.VolatilityKind, correlation calibrate.CorrelationKind) (*wire.Calibration, error) {
	d := &wire.Calibration{
		Market: wire.Market{AsOf: calibrate.FormatTime(k.end), Prices: map[string]wire.Decimal{}, Volatility: map[string]float64{},
			Model: &wire.Model{Kind: k.model}},
		Diagnostics: wire.Diagnostics{Window: wire.Window{From: calibrate.FormatTime(k.from), To: calibrate.FormatTime(k.end)},
			Volatility: kind.String(), Warnings: []string{}},
	}
	list := k.windowed()
	var wrong margin.Errors
	for i, s := range list {
		price, err := lastClose(k.series[i])
		if err != nil {
			wrong = append(wrong, margin.FieldError{Path: k.files[i].name, Got: k.series[i].Last, Want: "a last close that is a decimal"})
			continue
		}
		v, err := calibrate.Volatility(s, kind)
		if err != nil {
			wrong = append(wrong, margin.FieldError{Path: k.files[i].name, Got: err.Error(), Want: "prices for --volatility " + kind.String()})
			continue
		}
		d.Market.Prices[s.Asset] = price
		d.Market.Volatility[s.Asset] = digits(v.Value)
		d.Diagnostics.Assets = append(d.Diagnostics.Assets, k.asset(i, s))
	}
	if len(wrong) > 0 {
		return nil, wrong
	}
	if len(list) > 1 {
		if err := k.correlate(d, list, correlation); err != nil {
			return nil, err
		}
	}
	if k.model == mixtureModel || k.history > 0 {
		if err := k.term(d); err != nil {
			return nil, err
		}
	}
	if err := k.joint(d); err != nil {
		return nil, err
	}
	if err := k.tails(d, list); err != nil {
		return nil, err
	}
	k.warn(d, list)
	return d, nil
}

// lastClose returns the last close as it is written in the file.
func lastClose(s calibrate.Series) (wire.Decimal, error) {
	text := s.Last
	if text == "" { // cut before the end of the file
		text = strconv.FormatFloat(s.Bars[len(s.Bars)-1].Close, 'f', -1, 64)
	}
	d, err := decimal.NewFromString(text)
	return wire.Decimal{Decimal: d}, err
}

// digits rounds what is fitted: no more than its error could ever justify.
func digits(x float64) float64 {
	if x == 0 || math.IsNaN(x) || math.IsInf(x, 0) {
		return 0
	}
	y, _ := strconv.ParseFloat(strconv.FormatFloat(x, 'g', fittedDigits, 64), 64)
	return y
}

// figure writes a value with its error.
func figure(v calibrate.Value) wire.Figure {
	kind := string(v.Kind)
	if v.StdErr == 0 {
		kind = "none"
	}
	return wire.Figure{Value: digits(v.Value), StdErr: digits(v.StdErr), ErrorKind: kind}
}

// correlate estimates the correlation.
func (k *calibration) correlate(d *wire.Calibration, list []calibrate.Series, kind calibrate.CorrelationKind) error {
	c, err := calibrate.Correlate(list, kind)
	if err != nil {
		return bad("PRICES", err.Error(), "daily returns that the assets share and that vary")
	}
	d.Market.Correlation = &wire.Correlation{Assets: c.Assets, Matrix: c.Rounded(correlationPlaces)}
	f := &wire.CorrelationFit{Kind: kind.String(), Days: c.Days, Shrinkage: digits(c.Shrinkage),
		Repair: wire.RepairFit{SmallestEigenvalue: digits(c.Repair.Smallest), Change: digits(c.Repair.Change), Between: []string{}}}
	for _, row := range c.StdErr {
		var r []float64
		for _, x := range row {
			r = append(r, digits(x))
		}
		f.StdErr = append(f.StdErr, r)
	}
	if c.Repair.Change > 0 {
		f.Repair.Between = []string{c.Assets[c.Repair.I], c.Assets[c.Repair.J]}
		d.Diagnostics.Warnings = append(d.Diagnostics.Warnings, fmt.Sprintf(
			"The correlations of different windows did not fit one law: that of %s and %s was moved by %.3g, the others by less.",
			f.Repair.Between[0], f.Repair.Between[1], c.Repair.Change))
	}
	d.Diagnostics.Correlation = f
	return nil
}

// term estimates the term structure of volatility, from hourly prices where every
// asset has them: the multiplier is one for all.
func (k *calibration) term(d *wire.Calibration) error {
	recipe, errs := k.recipe()
	if recipe.Interval > calibrate.Hour {
		d.Diagnostics.Warnings = append(d.Diagnostics.Warnings, "Not all prices are hourly, so volatility now is taken from daily closes, which forecast worse (docs/VALIDATION.md).")
	}
	d.Market.VolatilityTerm = map[string]wire.VolatilityTerm{}
	if k.model == mixtureModel {
		d.Market.Model.MultiplierSd = &recipe.MultiplierSd
	}
	var wrong margin.Errors
	for i, s := range k.series {
		t, err := calibrate.FitTerm(s, recipe)
		if err != nil {
			wrong = append(wrong, margin.FieldError{Path: k.files[i].name, Got: err.Error(), Want: "enough history, or --model gbm"})
			continue
		}
		d.Market.VolatilityTerm[s.Asset] = wire.VolatilityTerm{Fast: digits(t.Fast.Value), Long: digits(t.Long.Value),
			Weight: &recipe.Weight, DecayPerDay: &recipe.DecayPerDay, Scale: &recipe.Scale}
		fast, long := figure(t.Fast), figure(t.Long)
		d.Diagnostics.Assets[i].Fast, d.Diagnostics.Assets[i].Long = &fast, &long
	}
	constant := func(value, stdErr float64) wire.Figure {
		return wire.Figure{Value: value, StdErr: stdErr, ErrorKind: "study"}
	}
	d.Diagnostics.Recipe = &wire.RecipeFit{Name: recipe.Name, HalfLivesDays: recipe.HalfLives, Weight: constant(recipe.Weight, errs.Weight),
		DecayPerDay: constant(recipe.DecayPerDay, errs.DecayPerDay), Scale: constant(recipe.Scale, errs.Scale), MultiplierSd: constant(recipe.MultiplierSd, errs.MultiplierSd)}
	return wrong.Err()
}

// tails fits the joint tails of the assets.
func (k *calibration) tails(d *wire.Calibration, list []calibrate.Series) error {
	if !k.fits && k.model != studentModel {
		return nil
	}
	j, err := calibrate.FitJointStudent(list)
	if err != nil {
		if k.model == studentModel {
			return bad("PRICES", err.Error(), "enough days that all assets have, for --model student-t")
		}
		d.Diagnostics.Warnings = append(d.Diagnostics.Warnings, "No joint Student-t: "+err.Error()+".")
		return nil
	}
	d.Diagnostics.Joint = &wire.JointFit{DegreesOfFreedom: figure(j.DoF), Days: j.Returns}
	if k.model == studentModel {
		dof := digits(math.Max(j.DoF.Value, leastDoF))
		if j.DoF.Value < leastDoF {
			d.Diagnostics.Warnings = append(d.Diagnostics.Warnings, fmt.Sprintf("The fit has %.3g degrees of freedom; student-t takes %g or more.", j.DoF.Value, leastDoF))
		}
		d.Market.Model.DegreesOfFreedom = &dof
	}
	return nil
}

// warn says what a user should know.
func (k *calibration) warn(d *wire.Calibration, list []calibrate.Series) {
	add := func(format string, args ...any) {
		d.Diagnostics.Warnings = append(d.Diagnostics.Warnings, fmt.Sprintf(format, args...))
	}
	for i, s := range list {
		if first := s.Bars[0].Time; first > k.from+calibrate.Day {
			add("%s has prices from %s only: its figures are of a shorter window.", s.Asset, calibrate.FormatTime(first)[:10])
		}
		if gaps := d.Diagnostics.Assets[i].Gaps; gaps > 0 {
			add("%s lacks days: %d returns across the gaps were left out of the daily figures.", s.Asset, gaps)
		}
		if k.end-s.End() > 0 {
			add("The last price of %s is of %s.", s.Asset, calibrate.FormatTime(s.End()))
		}
	}
}
