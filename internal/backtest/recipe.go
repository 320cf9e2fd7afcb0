package backtest

import (
	"math"

	"github.com/plimsoll-risk/plimsoll/montecarlo/calibrate"
)

// StudyRecipe is the recipe of the study that chose the form of the default model: fast is
// the EWMA of squared hourly returns with a half-life of one day.
func StudyRecipe() calibrate.Recipe {
	return calibrate.Recipe{Name: "hourly-1d", Interval: calibrate.Hour, HalfLives: []float64{1}, LongDays: year, FewestDays: fewest,
		Weight: 0.90, DecayPerDay: 0.82, Scale: 1.25, MultiplierSd: 1.1}
}

// StudyDailyRecipe is the study's recipe for daily closes: fast is the EWMA .94 of squared
// daily returns.
func StudyDailyRecipe() calibrate.Recipe {
	return calibrate.Recipe{Name: "daily", Interval: calibrate.Day, HalfLives: []float64{math.Log(0.5) / math.Log(0.94)}, LongDays: year, FewestDays: fewest,
		Weight: 0.94, DecayPerDay: 0.84, Scale: 1.30, MultiplierSd: 1.05}
}
