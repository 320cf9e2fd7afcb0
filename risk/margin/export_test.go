package margin

import "github.com/shopspring/decimal"

// DivFloor and DivCeil are divide with its directions.
func DivFloor(num, den decimal.Decimal, digits int64) decimal.Decimal {
	return divide(num, den, digits, floor)
}

func DivCeil(num, den decimal.Decimal, digits int64) decimal.Decimal {
	return divide(num, den, digits, ceil)
}
