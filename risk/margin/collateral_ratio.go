package margin

import "github.com/shopspring/decimal"

// A RatioTier counts the part of a balance between two quantities of its asset at Ratio.
type RatioTier struct {
	MinQuantity decimal.Decimal
	MaxQuantity decimal.Decimal // zero means unbounded
	Ratio       decimal.Decimal
}

// A CollateralRatio says how much of a quantity counts as equity: marginal tiers, each slice
// at its own ratio. It is immutable. The zero value counts everything in full.
type CollateralRatio struct{ tiers []RatioTier }

// FlatRatio returns the ratio that counts every quantity alike. It is an error, a
// FieldError without a path, unless it is from 0 to 1.
func FlatRatio(ratio decimal.Decimal) (CollateralRatio, error) {
	if want := wrongShare(ratio); want != "" {
		return CollateralRatio{}, FieldError{Got: got(ratio), Want: want}
	}
	return CollateralRatio{[]RatioTier{{Ratio: ratio}}}, nil
}

// NewCollateralRatio returns the ratio of marginal tiers: ascending, contiguous, from
// quantity 0, with ratios from 0 to 1. What is beyond a bounded last tier counts nothing.
// The error is Errors, with paths relative to the list.
func NewCollateralRatio(tiers []RatioTier) (CollateralRatio, error) {
	if len(tiers) == 0 {
		return CollateralRatio{}, Errors{{Got: "no tiers", Want: "at least one tier"}}
	}
	var errs Errors
	var edge decimal.Decimal
	for i, t := range tiers {
		unbounded := t.MaxQuantity.IsZero() && i == len(tiers)-1
		switch {
		case outOfLimits(t.MinQuantity):
			errs.add(tierPath(i, "minQuantity"), got(t.MinQuantity), limits)
		case !outOfLimits(edge) && !t.MinQuantity.Equal(edge):
			errs.add(tierPath(i, "minQuantity"), got(t.MinQuantity), edge.String()+", where the tier before ends")
		case outOfLimits(t.MaxQuantity):
			errs.add(tierPath(i, "maxQuantity"), got(t.MaxQuantity), limits)
		case !unbounded && t.MaxQuantity.LessThanOrEqual(t.MinQuantity):
			errs.add(tierPath(i, "maxQuantity"), got(t.MaxQuantity), "more than minQuantity")
		}
		if want := wrongShare(t.Ratio); want != "" {
			errs.add(tierPath(i, "ratio"), got(t.Ratio), want)
		}
		edge = t.MaxQuantity
	}
	if len(errs) > 0 {
		return CollateralRatio{}, errs
	}
	return CollateralRatio{append([]RatioTier(nil), tiers...)}, nil
}

// Counted returns how much of a quantity counts, in units of its asset, exactly. A
// negative quantity counts in full.
func (r CollateralRatio) Counted(quantity decimal.Decimal) decimal.Decimal {
	if len(r.tiers) == 0 || !quantity.IsPositive() {
		return quantity
	}
	var sum decimal.Decimal
	for _, t := range r.tiers {
		top := quantity
		if t.MaxQuantity.IsPositive() {
			top = decimal.Min(quantity, t.MaxQuantity)
		}
		if slice := top.Sub(t.MinQuantity); slice.IsPositive() {
			sum = sum.Add(slice.Mul(t.Ratio))
		}
	}
	return sum
}

// Needed returns the smallest quantity of which counted counts, rounded up at 28
// digits: what has to be sold or pledged to cover that much. It reports false if
// no quantity counts for so much.
func (r CollateralRatio) Needed(counted decimal.Decimal) (decimal.Decimal, bool) {
	if len(r.tiers) == 0 || !counted.IsPositive() {
		return counted, true
	}
	var below decimal.Decimal // what all tiers before count
	for _, t := range r.tiers {
		left := counted.Sub(below)
		full := t.MaxQuantity.Sub(t.MinQuantity).Mul(t.Ratio)
		if t.Ratio.IsPositive() && (t.MaxQuantity.IsZero() || left.LessThanOrEqual(full)) {
			return divide(left.Add(t.MinQuantity.Mul(t.Ratio)), t.Ratio, priceDigits, ceil), true
		}
		below = below.Add(full)
	}
	return decimal.Decimal{}, false
}

// Tiers returns a copy of the tiers; none if everything counts in full.
func (r CollateralRatio) Tiers() []RatioTier { return append([]RatioTier(nil), r.tiers...) }

func wrongShare(f decimal.Decimal) string {
	if outOfLimits(f) || f.IsNegative() || f.GreaterThan(one()) {
		return "a fraction from 0 to 1"
	}
	return ""
}
