package margin

import "github.com/shopspring/decimal"

// Every decimal of an account is bounded, so that no product of them can cost
// more than a few hundred digits: |x| < 10^maxMagnitude, |x| >= 10^-maxMagnitude
// unless zero, and at most maxDigits digits as written.
const (
	maxMagnitude = 30
	maxDigits    = 60
	maxLeverage  = 1000
	limits       = "a decimal of at most 60 digits, zero or between 1e-30 and 1e30 in size"
	wantLeverage = "a leverage from 1 to 1000"
)

// outOfLimits reports whether d is too large, too small or too long. It looks at
// the digit count and the exponent only, so it is cheap for 1e10000 too.
func outOfLimits(d decimal.Decimal) bool {
	exp := int64(d.Exponent())
	if d.IsZero() {
		return exp < -maxMagnitude-maxDigits || exp > maxMagnitude
	}
	digits := int64(d.NumDigits())
	top := digits + exp // 10^(top-1) <= |d| < 10^top
	return digits > maxDigits || top > maxMagnitude || top < 1-maxMagnitude
}

func wrongLeverage(l decimal.Decimal) bool {
	return outOfLimits(l) || l.LessThan(one()) || l.GreaterThan(decimal.New(maxLeverage, 0))
}

// got is how an error shows a decimal: as written, unless that is too long.
func got(d decimal.Decimal) string {
	if d.NumDigits() > maxDigits || d.Exponent() < -maxMagnitude-maxDigits || d.Exponent() > maxMagnitude {
		return "a decimal beyond the limits"
	}
	return d.String()
}
