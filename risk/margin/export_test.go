package margin

import "github.com/shopspring/decimal"

// DivSig is divSig, for tests of its rounding.
var DivSig = divSig

// DivFloor and DivCeil are divide with its directions.
func DivFloor(num, den decimal.Decimal, digits int64) decimal.Decimal {
	return divide(num, den, digits, floor)
}

func DivCeil(num, den decimal.Decimal, digits int64) decimal.Decimal {
	return divide(num, den, digits, ceil)
}
