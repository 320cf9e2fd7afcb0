package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/plimsoll-risk/plimsoll/internal/backtest"
	"github.com/plimsoll-risk/plimsoll/montecarlo/calibrate"
)

// markets compares the market models with what happened, on the shared collection of
// prices. Where that is absent, a sentence says so.
func markets(w io.Writer) error {
	fmt.Fprint(w, "\n## Market models out of sample\n\n")
	root, set := os.LookupEnv("PLIMSOLL_SHARED")
	if !set {
		root = filepath.Join("..", "shared")
	}
	dir := filepath.Join(root, "data")
	if _, err := os.Stat(dir); err != nil {
		fmt.Fprintln(w, "Not run: the collection of prices, which is not part of the project, was not beside it (PLIMSOLL_SHARED names its place).")
		return nil
	}
	sources, err := backtest.Collection(dir)
	if err != nil {
		return err
	}
	s := study{w: w, sources: sources, options: backtest.DefaultOptions()}
	s.options.From = time.Date(2021, 1, 1, 0, 0, 0, 0, time.UTC).Unix()
	s.options.To = time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC).Unix()
	s.options.Workers = runtime.GOMAXPROCS(0)
	return s.write(context.Background())
}

// A study is one run on the collection.
type study struct {
	w       io.Writer
	sources []backtest.Source
	options backtest.Options
}

func (s study) write(ctx context.Context) error {
	hourly, hourlyErrors := calibrate.HourlyRecipe()
	daily, dailyErrors := calibrate.DailyRecipe()
	form := backtest.StudyRecipe()
	constants := map[string]*backtest.Constants{}
	for _, r := range []calibrate.Recipe{hourly, daily, form} {
		c, err := backtest.NewConstants(ctx, s.sources, s.options, r)
		if err != nil {
			return err
		}
		constants[r.Name] = c
	}
	crossed := func(r calibrate.Recipe, multiplier bool) map[int]calibrate.Recipe {
		return constants[r.Name].CrossFit(multiplier, false)
	}
	o := s.options
	o.Models = []backtest.Model{
		backtest.ByYear("**vol-mixture, cross-fitted**", "", crossed(hourly, true)),
		backtest.Mixture("vol-mixture, constants as written by calibrate (in sample)", "", hourly),
		backtest.MixtureMartingale("the same, the price a martingale", "", hourly),
		backtest.ByYear("without the multiplier, cross-fitted", "", crossed(hourly, false)),
		backtest.ByYear("from daily closes, cross-fitted", "", crossed(daily, true)),
		backtest.ByYear(studyCrossed, "", crossed(form, true)),
		backtest.Mixture("the study's recipe and constants (in sample)", "", form),
		backtest.Mixture(studyDaily, "", backtest.StudyDailyRecipe()),
	}
	for _, m := range backtest.Models(o.Hours, calibrate.Hour) {
		if !strings.HasPrefix(m.Name, "vol-mixture") {
			m.Name = m.Name + ": " + m.Says
			o.Models = append(o.Models, m)
		}
	}
	result, err := backtest.Run(ctx, s.sources, o)
	if err != nil {
		return err
	}
	s.scores(result)
	s.reliability(result)
	s.constants(constants, []calibrate.Recipe{hourly, daily}, []calibrate.RecipeError{hourlyErrors, dailyErrors})
	if err := s.forward(ctx, constants, []calibrate.Recipe{hourly, daily, form}); err != nil {
		return err
	}
	if err := s.age(ctx, hourly); err != nil {
		return err
	}
	return s.joint(ctx)
}

// joint compares joint touches of pairs.
func (s study) joint(ctx context.Context) error {
	o := s.options
	o.Every = 6
	fmt.Fprint(s.w, `
Two coins that touch the same fall in one horizon, all pairs, every sixth day: the mean forecast over what happened, with 95 % intervals from blocks of 30
days. The correlation is the EWMA .97 of daily returns. One multiplier for all assets is what the model has.

| fall | within | pairs | both touched | one multiplier | one each | independent prices |
|---|---|---|---|---|---|---|
`)
	for _, c := range []struct {
		hours   int
		barrier float64
	}{{24, -0.05}, {168, -0.1}, {168, -0.2}} {
		j, err := backtest.Touching(ctx, s.sources, o, c.hours, c.barrier)
		if err != nil {
			return err
		}
		fmt.Fprintf(s.w, "| %g %% | %d d | %d | %.2f %% | %s | %s | %s |\n", -100*c.barrier, c.hours/24, j.Pairs, 100*j.Realised, ratio(j.Shared), ratio(j.Own), ratio(j.Independent))
	}
	return nil
}

func ratio(r backtest.Ratio) string {
	return fmt.Sprintf("%.2f (%.2f to %.2f)", r.Value, r.Low, r.High)
}

// age scores volatilities that are not of today.
func (s study) age(ctx context.Context, r calibrate.Recipe) error {
	o := s.options
	ages := []int{0, 1, 7, 30, 90, 180, 365}
	for _, days := range ages {
		o.Models = append(o.Models, backtest.Stale(backtest.Mixture("vol-mixture", "", r), days))
	}
	result, err := backtest.Run(ctx, s.sources, o)
	if err != nil {
		return err
	}
	fmt.Fprint(s.w, `
What an old volatility costs: the same model, fitted so many days before the forecast.

| days old | log score | difference to the first |
|---|---|---|
`)
	for m, x := range result.ScoresAgainst(0) {
		above := "-"
		if m > 0 {
			above = fmt.Sprintf("%+.4f +- %.4f", x.Difference, x.DiffStdErr)
		}
		fmt.Fprintf(s.w, "| %d | %.4f | %s |\n", ages[m], x.Log, above)
	}
	return nil
}

func (s study) scores(r *backtest.Result) {
	first, last := r.Span()
	fmt.Fprintf(s.w, `%d coins, forecasts every second day from %s to %s: %d asset-days, %d forecasts of the touch of a barrier (-5, -10, -20, -30, +5, +10,
+20, +30 %%) within 1, 7 and 30 days, each from earlier prices only; a touch is an hourly low or high of the mark price, else of the perpetual's last price, else
of spot. The log score is the mean of -ln of the probability given to what happened, over the %d core forecasts, each horizon counting alike; less is
better. Core: those with a reference probability from 1 to 30 %%, the reference being the mean of Brownian motion at the volatility of 365 days and at EWMA .94, which favours no
model. Cross-fitted: for each year, constants fitted to the other years. Errors of differences come from the bootstrap of blocks of 30 days of all
coins at once. Skill is against the raw frequency of the last year (Brier). The study that chose the form of the model, on the same prices, is not part of this project and does not
define its reference probability; its own figures stand beside those of the same models here.

| model | log score | 1 d | 7 d | 30 d | difference to the first | the study's | Brier | skill | Kupiec below 5 %% |
|---|---|---|---|---|---|---|---|---|---|
`, len(r.Assets), date(first), date(last), r.Days, len(r.Records), r.Core(0)+r.Core(1)+r.Core(2))
	type row struct {
		score float64
		text  string
	}
	var rows []row
	for m, x := range r.ScoresAgainst(0) {
		above := "-"
		if m > 0 {
			above = fmt.Sprintf("%+.4f +- %.4f", x.Difference, x.DiffStdErr)
		}
		failed, tests := 0, r.Coverages(m)
		for _, c := range tests {
			if c.Kupiec < 0.05 {
				failed++
			}
		}
		rows = append(rows, row{x.Log, fmt.Sprintf("| %s | %.4f | %.4f | %.4f | %.4f | %s | %s | %.4f | %+.1f %% | %d of %d |\n", x.Model, x.Log,
			x.LogByHours[0], x.LogByHours[1], x.LogByHours[2], above, published(x.Model), x.Brier, 100*x.Skill, failed, len(tests))})
	}
	slices.SortStableFunc(rows, func(a, b row) int { return cmp.Compare(a.score, b.score) })
	for _, x := range rows {
		io.WriteString(s.w, x.text) //nolint:errcheck // a write to a pipe that fails ends the program elsewhere
	}
}

// published returns the core log score that the study reports for the same model.
func published(model string) string {
	name, _, _ := strings.Cut(model, ":")
	scores := map[string]string{
		studyCrossed: ".3775", "garch-t": ".3907", "ewma-t": ".4046", "gbm-365": ".4082", "raw": ".4098", "gbm-ewma": ".4241", studyDaily: ".3824",
	}
	if score, ok := scores[name]; ok {
		return score
	}
	return "-"
}

// The models that are the study's own.
const (
	studyCrossed = "the study's recipe, cross-fitted"
	studyDaily   = "the study's daily recipe and constants"
)

func (s study) reliability(r *backtest.Result) {
	fmt.Fprint(s.w, `
Reliability over all forecasts, in %: vol-mixture cross-fitted, then with the constants that `+"`calibrate`"+` writes; intervals from blocks of 30 days. Below .2 %
both say too little: what is shown there is a limit of the model.

| said | happened | 95 % interval | forecasts | said | happened | 95 % interval | forecasts |
|---|---|---|---|---|---|---|---|
`)
	written := r.Reliability(1)
	for i, b := range r.Reliability(0) {
		fmt.Fprint(s.w, bin(b))
		if i < len(written) {
			fmt.Fprint(s.w, bin(written[i]))
		}
		fmt.Fprintln(s.w, "|")
	}
}

func bin(b backtest.Bin) string {
	return fmt.Sprintf("| %.3g | %.3g | %.3g to %.3g | %d ", 100*b.Said, 100*b.Happened, 100*b.Low, 100*b.High, b.N)
}

// constants writes what the constants of the recipes are worth.
func (s study) constants(c map[string]*backtest.Constants, recipes []calibrate.Recipe, shipped []calibrate.RecipeError) {
	fmt.Fprint(s.w, `
Constants fitted to all years, with standard errors from blocks of 30 days, beside those that `+"`calibrate`"+` writes.

| recipe | weight | decay a day | scale | multiplier |
|---|---|---|---|---|
`)
	for i, r := range recipes {
		f := c[r.Name].Fit(func(int) bool { return true }, true)
		e := c[r.Name].Errors(f)
		fmt.Fprintf(s.w, "| %s, fitted | %.3f +- %.3f | %.3f +- %.3f | %.2f +- %.2f | %.2f +- %.2f |\n", r.Name,
			f.Weight, e[0], f.DecayPerDay, e[1], f.Scale, e[2], f.MultiplierSd, e[3])
		fmt.Fprintf(s.w, "| %s, written | %.3f +- %.3f | %.3f +- %.3f | %.2f +- %.2f | %.2f +- %.2f |\n", r.Name,
			r.Weight, shipped[i].Weight, r.DecayPerDay, shipped[i].DecayPerDay, r.Scale, shipped[i].Scale, r.MultiplierSd, shipped[i].MultiplierSd)
	}
}

// forward scores constants that were fitted to earlier years only.
func (s study) forward(ctx context.Context, c map[string]*backtest.Constants, recipes []calibrate.Recipe) error {
	o := s.options
	o.From = time.Date(2022, 1, 1, 0, 0, 0, 0, time.UTC).Unix() + 86400 // the same every second day
	for _, r := range recipes {
		o.Models = append(o.Models, backtest.ByYear("vol-mixture, recipe "+r.Name, "", c[r.Name].CrossFit(true, true)))
	}
	o.Models = append(o.Models, backtest.GBM365(), backtest.Raw(), backtest.GBMEWMA())
	result, err := backtest.Run(ctx, s.sources, o)
	if err != nil {
		return err
	}
	fmt.Fprint(s.w, `
The same from 2022 on, with constants fitted to earlier years only: nothing at all of the future.

| model | log score | difference to the first |
|---|---|---|
`)
	for m, x := range result.ScoresAgainst(0) {
		above := "-"
		if m > 0 {
			above = fmt.Sprintf("%+.4f +- %.4f", x.Difference, x.DiffStdErr)
		}
		fmt.Fprintf(s.w, "| %s | %.4f | %s |\n", x.Model, x.Log, above)
	}
	return nil
}

func date(day int) string { return calibrate.FormatTime(int64(day) * calibrate.Day)[:10] }
