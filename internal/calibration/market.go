package calibration

import (
	"fmt"
	"math"
	"slices"

	"github.com/plimsoll-risk/plimsoll/internal/wire"
	"github.com/plimsoll-risk/plimsoll/montecarlo/calibrate"
	"github.com/plimsoll-risk/plimsoll/risk/margin"
)

// leastDoF is the fewest degrees of freedom that a scenario may state.
const leastDoF = 2.05

// correlate estimates the correlation.
func (k *run) correlate(d *wire.Calibration, list []calibrate.Series) error {
	c, err := calibrate.Correlate(list, k.Correlation)
	if err != nil {
		return refuse(err.Error(), "daily returns that the assets share and that vary")
	}
	d.Market.Correlation = &wire.Correlation{Assets: c.Assets, Matrix: c.Rounded(correlationPlaces)}
	f := &wire.CorrelationFit{Kind: k.Correlation.String(), Days: c.Days, Shrinkage: Digits(c.Shrinkage),
		Repair: wire.RepairFit{SmallestEigenvalue: Digits(c.Repair.Smallest), Change: Digits(c.Repair.Change), Between: []string{}}}
	for _, row := range c.StdErr {
		var r []float64
		for _, x := range row {
			r = append(r, Digits(x))
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
func (k *run) term(d *wire.Calibration) error {
	recipe, errs := recipeFor(k.series)
	if recipe.Interval > calibrate.Hour {
		d.Diagnostics.Warnings = append(d.Diagnostics.Warnings, "Not all prices are hourly, so volatility now is taken from daily closes, which forecast worse (docs/VALIDATION.md).")
	}
	d.Market.VolatilityTerm = map[string]wire.VolatilityTerm{}
	if k.Model == VolMixture {
		d.Market.Model.MultiplierSd = &recipe.MultiplierSd
	}
	var wrong margin.Errors
	for i, s := range k.series {
		t, err := calibrate.FitTerm(s, recipe)
		if err != nil {
			wrong = append(wrong, margin.FieldError{Path: k.names[i], Got: err.Error(), Want: "enough history, or model gbm"})
			continue
		}
		d.Market.VolatilityTerm[s.Asset] = wire.VolatilityTerm{Fast: Digits(t.Fast.Value), Long: Digits(t.Long.Value),
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

// recipeFor returns the recipe that all prices allow.
func recipeFor(series []calibrate.Series) (calibrate.Recipe, calibrate.RecipeError) {
	if slices.ContainsFunc(series, func(s calibrate.Series) bool { return s.Interval > calibrate.Hour }) {
		return calibrate.DailyRecipe()
	}
	return calibrate.HourlyRecipe()
}

// tails fits the joint tails of the assets.
func (k *run) tails(d *wire.Calibration, list []calibrate.Series) error {
	if !k.Fits && k.Model != StudentT {
		return nil
	}
	j, err := calibrate.FitJointStudent(list)
	if err != nil {
		if k.Model == StudentT {
			return refuse(err.Error(), "enough days that all assets have, for model student-t")
		}
		d.Diagnostics.Warnings = append(d.Diagnostics.Warnings, "No joint Student-t: "+err.Error()+".")
		return nil
	}
	d.Diagnostics.Joint = &wire.JointFit{DegreesOfFreedom: figure(j.DoF), Days: j.Returns}
	if k.Model == StudentT {
		dof := Digits(math.Max(j.DoF.Value, leastDoF))
		if j.DoF.Value < leastDoF {
			d.Diagnostics.Warnings = append(d.Diagnostics.Warnings, fmt.Sprintf("The fit has %.3g degrees of freedom; student-t takes %g or more.", j.DoF.Value, leastDoF))
		}
		d.Market.Model.DegreesOfFreedom = &dof
	}
	return nil
}
