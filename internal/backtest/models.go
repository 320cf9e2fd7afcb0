package backtest

import "github.com/plimsoll-risk/plimsoll/montecarlo/calibrate"

// Models returns every model that can be asked for by name, the default first. Some
// draw paths for these horizons. Prices that are not hourly have the daily recipe in
// place of the hourly ones.
func Models(hours []int, interval int64) []Model {
	recipe, _ := calibrate.HourlyRecipe()
	daily, _ := calibrate.DailyRecipe()
	study, says := StudyRecipe(), "reverting variance times one random multiplier, from hourly prices"
	var models []Model
	if interval > calibrate.Hour {
		recipe, study, says = daily, StudyDailyRecipe(), "reverting variance times one random multiplier, from daily closes"
	}
	models = append(models, Mixture("vol-mixture", says, recipe), MixtureMartingale("vol-mixture-martingale", "the same, the price a martingale", recipe))
	if interval <= calibrate.Hour {
		models = append(models, Mixture("vol-mixture-daily", "the same, from daily closes", daily))
	}
	return append(models, Mixture("vol-mixture-study", "the same, by the study's recipe", study),
		GBM365(), GBMEWMA(), Raw(), EWMAT(hours), GARCHT(hours), Bootstrap(hours, recipe), Filtered(hours, recipe))
}

func hourlyRecipe() calibrate.Recipe {
	r, _ := calibrate.HourlyRecipe()
	return r
}
