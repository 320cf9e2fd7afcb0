package calibration

import (
	"fmt"

	"github.com/plimsoll-risk/plimsoll/internal/wire"
	"github.com/plimsoll-risk/plimsoll/montecarlo/calibrate"
	"github.com/plimsoll-risk/plimsoll/risk"
)

// Days of history that models draw from, unless options say: those of the backtest.
const (
	BootstrapDays = 365
	FilteredDays  = 730
)

// historyDays returns how many days of history the market shall have.
func (o Options) historyDays() int {
	switch {
	case o.HistoryDays > 0:
		return o.HistoryDays
	case o.Model == Bootstrap:
		return BootstrapDays
	case o.Model == Filtered:
		return FilteredDays
	}
	return 0
}

// history writes the last days of joint returns into the market.
func (k *run) history(d *wire.Calibration, days int) error {
	h, warnings, err := History(k.series, days)
	d.Market.Model.History = h
	d.Diagnostics.Warnings = append(d.Diagnostics.Warnings, warnings...)
	return err
}

// History returns the last days of joint returns, with what was forecast for each, and how far prices went inside it; and what a user should know of them.
func History(series []calibrate.Series, days int) (*wire.History, []string, error) {
	recipe, _ := recipeFor(series)
	h, err := calibrate.Joint(series, recipe, days)
	if err == nil && len(h.Times) < risk.LeastRows {
		err = fmt.Errorf("%d days that all assets have and that have a forecast", len(h.Times))
	}
	if err != nil {
		return nil, nil, refuse(err.Error(), fmt.Sprintf("%d days or more beyond the %d that the first forecast takes, for a history", risk.LeastRows, recipe.FewestDays))
	}
	table := func(rows [][]float64) [][]float64 {
		for _, row := range rows {
			for i, x := range row {
				row[i] = Digits(x)
			}
		}
		return rows
	}
	var warnings []string
	if n := len(h.Times); n < days {
		warnings = append(warnings, fmt.Sprintf("The history has %d days, not %d: fewer are there that all assets have and that have a forecast.", n, days))
	}
	if h.Lacking > 0 {
		warnings = append(warnings, fmt.Sprintf("The history lacks %d days: the days on either side of a gap follow each other.", h.Lacking))
	}
	return &wire.History{Assets: h.Assets, EveryHours: 24, Returns: table(h.Returns), Deviations: table(h.Deviations), Ranges: table(h.Ranges)}, warnings, nil
}
