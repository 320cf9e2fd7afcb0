package calibration

import (
	"math"
	"strconv"

	"github.com/shopspring/decimal"

	"github.com/plimsoll-risk/plimsoll/internal/wire"
	"github.com/plimsoll-risk/plimsoll/montecarlo/calibrate"
)

// Places of a correlation, significant digits of everything else that is fitted.
const (
	correlationPlaces = 6
	fittedDigits      = 6
)

// lastClose returns the last close as it is written in the file.
func lastClose(s calibrate.Series) (wire.Decimal, error) {
	text := s.Last
	if text == "" { // cut before the end of the file
		text = strconv.FormatFloat(s.Bars[len(s.Bars)-1].Close, 'f', -1, 64)
	}
	d, err := decimal.NewFromString(text)
	return wire.Decimal{Decimal: d}, err
}

// Digits rounds what is fitted: no more than its error could ever justify.
func Digits(x float64) float64 {
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
	return wire.Figure{Value: Digits(v.Value), StdErr: Digits(v.StdErr), ErrorKind: kind}
}
