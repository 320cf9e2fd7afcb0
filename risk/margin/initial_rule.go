package margin

import "github.com/shopspring/decimal"

// An InitialRule gives the initial margin fraction of a market: a base, and up to three
// ways in which it rises. What is zero does not apply. It says nothing about maintenance.
type InitialRule struct {
	Base decimal.Decimal
	// Between LowerOpenInterest and UpperOpenInterest, in the quote asset, the fraction rises
	// in a line to 1, cut to millionths (dYdX v4). Without an upper one it does not.
	LowerOpenInterest decimal.Decimal
	UpperOpenInterest decimal.Decimal
	// The fraction is at least this times the open interest (GMX v2).
	PerOpenInterest decimal.Decimal
	// Each whole Step of the size above Baseline, up to MaxSize where there is one, adds Increment (dYdX v3).
	Baseline  decimal.Decimal
	Step      decimal.Decimal
	Increment decimal.Decimal
	MaxSize   decimal.Decimal
}

// Fraction returns the initial margin fraction of a position of that size, of either
// sign, in a market with that open interest, in the quote asset; at most 1.
func (r InitialRule) Fraction(size, openInterest decimal.Decimal) decimal.Decimal {
	f := r.Base
	switch upper := r.UpperOpenInterest; {
	case upper.IsZero() || openInterest.LessThanOrEqual(r.LowerOpenInterest):
	case openInterest.GreaterThanOrEqual(upper):
		f = one()
	default:
		rise := one().Sub(f).Mul(openInterest.Sub(r.LowerOpenInterest))
		f = f.Add(divide(rise, upper.Sub(r.LowerOpenInterest), termDigits, floor).RoundFloor(6))
	}
	f = decimal.Max(f, openInterest.Mul(r.PerOpenInterest))
	if r.Step.IsPositive() {
		f = f.Add(r.Increment.Mul(r.steps(size.Abs())))
	}
	return decimal.Min(f, one())
}

// steps returns how many whole steps a size is above the baseline.
func (r InitialRule) steps(size decimal.Decimal) decimal.Decimal {
	if r.MaxSize.IsPositive() {
		size = decimal.Min(size, r.MaxSize)
	}
	above := size.Sub(r.Baseline)
	if !above.IsPositive() {
		return decimal.Decimal{}
	}
	return divide(above, r.Step, termDigits, floor).Floor()
}
