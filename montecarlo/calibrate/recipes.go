package calibrate

// A RecipeError holds the standard errors of a recipe's constants, from the scatter of their
// scores over blocks of 30 days (internal/backtest, Constants.Errors).
type RecipeError struct{ Weight, DecayPerDay, Scale, MultiplierSd float64 }

// HourlyRecipe is the recipe for hourly prices. Its constants are within one and a half standard errors of
// those that score best on 15 coins from 2021 to 2024 (scale 1.20, multiplier .91): along that
// valley the score is flat to .0002, and these leave the probabilities below 1 %, which the score does
// not count, nearer to what happened. docs/VALIDATION.md has the figures.
func HourlyRecipe() (Recipe, RecipeError) {
	return Recipe{Name: "hourly", Interval: Hour, HalfLives: []float64{0.5, 16}, LongDays: 365, FewestDays: 90,
		Weight: 0.99, DecayPerDay: 0.865, Scale: 1.25, MultiplierSd: 1.00}, RecipeError{0.04, 0.034, 0.10, 0.07}
}

// DailyRecipe is the recipe for daily closes, likewise.
func DailyRecipe() (Recipe, RecipeError) {
	return Recipe{Name: "daily", Interval: Day, HalfLives: []float64{2, 16}, LongDays: 365, FewestDays: 90,
		Weight: 0.91, DecayPerDay: 0.86, Scale: 1.33, MultiplierSd: 1.00}, RecipeError{0.044, 0.036, 0.11, 0.08}
}
