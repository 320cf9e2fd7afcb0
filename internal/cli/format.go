package cli

import (
	"fmt"
	"math"

	"github.com/shopspring/decimal"

	"github.com/plimsoll-risk/plimsoll/internal/wire"
)

// How many significant digits people are shown.
const (
	priceDigits  = 6
	amountPlaces = 2
)

// simulationOnly labels every interval.
const simulationOnly = "simulation error only"

// significant rounds d to so many significant digits, half away from zero.
func significant(d decimal.Decimal, digits int) decimal.Decimal {
	if d.IsZero() {
		return d
	}
	return d.Round(int32(digits - d.NumDigits() - int(d.Exponent())))
}

// amount writes money: two decimal places, or four significant digits below 1.
func amount(d decimal.Decimal) string {
	if d.Abs().LessThan(decimal.New(1, 0)) {
		return significant(d, 4).String()
	}
	return d.StringFixed(amountPlaces)
}

// price writes a price to six significant digits, or - where there is none.
func price(d *wire.Decimal) string {
	if d == nil {
		return "-"
	}
	return significant(d.Decimal, priceDigits).String()
}

// percent writes a fraction as a percentage without rounding.
func percent(d decimal.Decimal) string { return d.Shift(2).String() + " %" }

// distance writes a signed fraction as a percentage of two decimal places, or -
// where there is none.
func distance(d *wire.Decimal) string {
	if d == nil {
		return "-"
	}
	text := d.Shift(2).StringFixed(2) + " %"
	if d.IsPositive() {
		return "+" + text
	}
	return text
}

// deviation writes a signed fraction as a percentage of four decimal places, or
// - where there is none.
func deviation(d *wire.Decimal) string {
	if d == nil {
		return "-"
	}
	text := d.Shift(2).StringFixed(4) + " %"
	if d.IsPositive() {
		return "+" + text
	}
	return text
}

// ratio writes a ratio to four significant digits, or - where there is none.
func ratio(d *wire.Decimal) string {
	if d == nil {
		return "-"
	}
	return significant(d.Decimal, 4).String()
}

// isExact reports whether e was not simulated.
func isExact(e wire.Estimate) bool { return e.Method == "exact" }

// places returns how many decimal places of a percentage the error of e allows.
func places(e wire.Estimate) int {
	if e.StdErr <= 0 {
		return 4
	}
	return min(max(-int(math.Floor(math.Log10(100*e.StdErr))), 1), 9)
}

// probability writes an estimate as a percentage to the place of its error. An
// estimate of zero is written as its upper bound: no hit is not no risk.
func probability(e wire.Estimate) string {
	switch {
	case isExact(e):
		return exactPercent(e.Value)
	case e.Value == 0:
		return "below " + upper(e)
	}
	return fmt.Sprintf("%.*f %%", places(e), 100*e.Value)
}

// exactPercent writes a probability that is known as a percentage of four
// significant digits, in which only 1 is 100 %.
func exactPercent(p float64) string {
	switch text := fmt.Sprintf("%#.4g %%", 100*p); {
	case p == 0 || p == 1:
		return fmt.Sprintf("%g %%", 100*p)
	case text == "100.0 %":
		return "above 99.99 %"
	default:
		return text
	}
}

// interval writes the confidence interval of an estimate.
func interval(e wire.Estimate) string {
	switch {
	case isExact(e):
		return "exact"
	case e.Value == 0:
		return "0 to " + upper(e)
	}
	n := places(e)
	return fmt.Sprintf("%.*f to %.*f %%", n, 100*e.Low, n, 100*e.High)
}

func upper(e wire.Estimate) string { return fmt.Sprintf("%.2g %%", 100*e.High) }

// hours writes the hours of an estimate, or - where there is none.
func hours(e *wire.Estimate) string {
	if e == nil {
		return "-"
	}
	return fmt.Sprintf("%.1f (%.1f to %.1f)", e.Value, e.Low, e.High)
}
