package backtest

import "github.com/plimsoll-risk/plimsoll/montecarlo/calibrate"

// Models returns every model that can be asked for by name, the default first. Some
// draw paths for these horizons.
func Models(hours []int) []Model {
	hourly, _ := calibrate.HourlyRecipe()
	daily, _ := calibrate.DailyRecipe()
	return []Model{
		Mixture("vol-mixture", "reverting variance times one random multiplier, from hourly prices", hourly),
		MixtureMartingale("vol-mixture-martingale", "the same, the price a martingale", hourly),
		Mixture("vol-mixture-daily", "the same, from daily closes", daily),
		Mixture("vol-mixture-study", "the same, by the study's recipe", StudyRecipe()),
		GBM365(),
		GBMEWMA(),
		Raw(),
		EWMAT(hours),
		GARCHT(hours),
		Bootstrap(hours, hourly),
		Filtered(hours, hourly),
	}
}
