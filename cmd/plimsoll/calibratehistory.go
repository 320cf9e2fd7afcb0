package main

import (
	"fmt"
	"slices"

	"github.com/plimsoll-risk/plimsoll/internal/wire"
	"github.com/plimsoll-risk/plimsoll/montecarlo/calibrate"
	"github.com/plimsoll-risk/plimsoll/risk"
)

// Days of history that models draw from, unless --history says: those of the backtest.
const (
	bootstrapDays = 365
	filteredDays  = 730
)

// rows sets how many days of history are written.
func (k *calibration) rows() error {
	switch {
	case k.history != 0 && (k.history < risk.LeastRows || k.history > risk.MaxRows):
		return fmt.Errorf("--history: got %d, want from %d to %d days, or 0 for none", k.history, risk.LeastRows, risk.MaxRows)
	case k.history == 0 && k.model == bootstrap:
		k.history = bootstrapDays
	case k.history == 0 && k.model == filtered:
		k.history = filteredDays
	}
	return nil
}

// recipe returns the recipe that all prices allow.
func (k *calibration) recipe() (calibrate.Recipe, calibrate.RecipeError) {
	if slices.ContainsFunc(k.series, func(s calibrate.Series) bool { return s.Interval > calibrate.Hour }) {
		return calibrate.DailyRecipe()
	}
	return calibrate.HourlyRecipe()
}

// joint writes the history that models draw from.
func (k *calibration) joint(d *wire.Calibration) error {
	if k.history == 0 {
		return nil
	}
	recipe, _ := k.recipe()
	h, err := calibrate.Joint(k.series, recipe, k.history)
	if err == nil && len(h.Times) < risk.LeastRows {
		err = fmt.Errorf("%d days that all assets have and that have a forecast", len(h.Times))
	}
	if err != nil {
		return bad("PRICES", err.Error(), fmt.Sprintf("%d days or more beyond the %d that the first forecast takes, for --history", risk.LeastRows, recipe.FewestDays))
	}
	table := func(rows [][]float64) [][]float64 {
		for _, row := range rows {
			for i, x := range row {
				row[i] = digits(x)
			}
		}
		return rows
	}
	d.Market.Model.History = &wire.History{Assets: h.Assets, EveryHours: 24, Returns: table(h.Returns), Deviations: table(h.Deviations), Ranges: table(h.Ranges)}
	warn := func(format string, args ...any) {
		d.Diagnostics.Warnings = append(d.Diagnostics.Warnings, fmt.Sprintf(format, args...))
	}
	if n := len(h.Times); n < k.history {
		warn("The history has %d days, not %d: fewer are there that all assets have and that have a forecast.", n, k.history)
	}
	if h.Lacking > 0 {
		warn("The history lacks %d days: the days on either side of a gap follow each other.", h.Lacking)
	}
	return nil
}
