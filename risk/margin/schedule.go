package margin

import (
	"fmt"
	"sort"

	"github.com/shopspring/decimal"
)

// A Schedule gives the maintenance margin of a position as a function of its
// notional: marginal tiers, so margin is continuous and convex in notional. Both
// are in the asset the contract settles in: the quote asset of a linear one, the
// coin of an inverse one.
// Schedules are immutable and may be shared by any number of positions. The
// zero value has no tiers and is rejected by Validate.
type Schedule struct{ tiers []Tier }

// FlatSchedule returns the schedule with one fraction for every notional.
func FlatSchedule(fraction decimal.Decimal) (Schedule, error) {
	if want := wrongFraction(fraction); want != "" {
		return Schedule{}, FieldError{Got: got(fraction), Want: want}
	}
	return Schedule{tiers: []Tier{{MaintenanceMarginFraction: fraction}}}, nil
}

// NewSchedule returns the schedule of marginal tiers: ascending, contiguous,
// starting at notional 0, with fractions in [0, 1) that never fall. Only the last
// tier may be unbounded.
//
// The deduction of tier n is derived,
//
//	deduction_n = minNotional_n * (fraction_n - fraction_n-1) + deduction_n-1
//
// which makes maintenance continuous at every edge (Binance Futures FAQ, "How to
// Calculate Liquidation Price of USDT-M Futures Contracts", and its page on
// leverage and margin: "maintenance amount"). A deduction that is given, that is
// non-zero or marked DeductionGiven, must agree with it to 1e-9 of the tier's
// lower edge; the derived value is kept.
//
// The error is Errors, with paths relative to the list and the field names of
// ccxt: [2].maintenanceMarginRate.
func NewSchedule(tiers []Tier) (Schedule, error) {
	if len(tiers) == 0 {
		return Schedule{}, Errors{{Got: "no tiers", Want: "at least one tier"}}
	}
	var errs Errors
	list := append([]Tier(nil), tiers...)
	for i := range list {
		checkTier(&errs, list, i)
	}
	if len(errs) > 0 {
		return Schedule{}, errs
	}
	for i := range list {
		checkDeduction(&errs, list, i)
	}
	if len(errs) > 0 {
		return Schedule{}, errs
	}
	return Schedule{tiers: list}, nil
}

// Maintenance returns the maintenance margin of a notional, both in the settlement
// asset. The notional must not be negative. Beyond the last tier its rate continues.
func (s Schedule) Maintenance(notional decimal.Decimal) decimal.Decimal {
	t := s.TierAt(notional)
	return notional.Mul(t.MaintenanceMarginFraction).Sub(t.Deduction)
}

// MaxNotional returns the upper edge of the last tier and whether there is one.
func (s Schedule) MaxNotional() (decimal.Decimal, bool) {
	if len(s.tiers) == 0 {
		return decimal.Decimal{}, false
	}
	last := s.tiers[len(s.tiers)-1].MaxNotional
	return last, last.IsPositive()
}

// TierAt returns the tier of a notional in the settlement asset. A notional on an edge
// belongs to the upper tier: that changes no margin, as both tiers agree there,
// but the maximum leverage is the upper tier's. Beyond the last tier it is the
// last; of a schedule without tiers it is the zero tier.
func (s Schedule) TierAt(notional decimal.Decimal) Tier {
	if len(s.tiers) == 0 {
		return Tier{}
	}
	return s.tiers[tierIndex(s.tiers, notional, one())]
}

// Tiers returns a copy of the schedule's tiers in ascending order of notional.
func (s Schedule) Tiers() []Tier { return append([]Tier(nil), s.tiers...) }

// tierIndex returns the index of the tier of the notional amount/unit, without
// dividing: unit may be zero, for the limit of an infinite notional. On an edge
// it is the upper tier.
func tierIndex(tiers []Tier, amount, unit decimal.Decimal) int {
	// The number of edges above zero that the notional has reached.
	return sort.Search(len(tiers)-1, func(i int) bool {
		return tiers[i+1].MinNotional.Mul(unit).GreaterThan(amount)
	})
}

// checkTier reports what is wrong with tier i by itself and after the tier before.
// A decimal out of limits is reported once and compared with nothing.
func checkTier(errs *Errors, list []Tier, i int) {
	t := list[i]
	var before Tier // of the first tier: a tier that ends at 0 with fraction 0
	if i > 0 {
		before = list[i-1]
	}
	at := func(field string) string { return tierPath(i, field) }
	switch unbounded := t.MaxNotional.IsZero() && i == len(list)-1; {
	case outOfLimits(t.MinNotional):
		errs.add(at("minNotional"), got(t.MinNotional), limits)
	case !outOfLimits(before.MaxNotional) && !t.MinNotional.Equal(before.MaxNotional):
		errs.add(at("minNotional"), got(t.MinNotional), before.MaxNotional.String()+", where the tier before ends")
	case outOfLimits(t.MaxNotional):
		errs.add(at("maxNotional"), got(t.MaxNotional), limits)
	case !unbounded && t.MaxNotional.LessThanOrEqual(t.MinNotional):
		errs.add(at("maxNotional"), got(t.MaxNotional), "more than minNotional")
	}
	if want := wrongFraction(t.MaintenanceMarginFraction); want != "" {
		errs.add(at("maintenanceMarginRate"), got(t.MaintenanceMarginFraction), want)
	} else if wrongFraction(before.MaintenanceMarginFraction) == "" &&
		t.MaintenanceMarginFraction.LessThan(before.MaintenanceMarginFraction) {
		errs.add(at("maintenanceMarginRate"), got(t.MaintenanceMarginFraction), "at least the rate of the tier before")
	}
	switch {
	case t.MaxLeverage.IsZero():
	case wrongLeverage(t.MaxLeverage):
		errs.add(at("maxLeverage"), got(t.MaxLeverage), wantLeverage)
	case wrongFraction(t.MaintenanceMarginFraction) == "" && t.MaintenanceMarginFraction.Mul(t.MaxLeverage).GreaterThan(one()):
		errs.add(at("maintenanceMarginRate"), got(t.MaintenanceMarginFraction), "at most 1 / maxLeverage, the initial margin fraction")
	}
	if outOfLimits(t.Deduction) {
		errs.add(at("maintenanceAmount"), got(t.Deduction), limits)
	}
}

// checkDeduction derives the deduction of tier i, compares it with the given one
// and stores it.
func checkDeduction(errs *Errors, list []Tier, i int) {
	t := &list[i]
	derived := decimal.Decimal{}
	if i > 0 {
		rise := t.MaintenanceMarginFraction.Sub(list[i-1].MaintenanceMarginFraction)
		derived = t.MinNotional.Mul(rise).Add(list[i-1].Deduction)
	}
	if t.DeductionGiven || !t.Deduction.IsZero() {
		slack := decimal.Max(t.MinNotional, one()).Shift(-9)
		if t.Deduction.Sub(derived).Abs().GreaterThan(slack) {
			errs.add(fmt.Sprintf("[%d].maintenanceAmount", i), got(t.Deduction),
				derived.String()+", which makes the margin continuous; a schedule that jumps is tierKind \"step\", which is not supported yet")
		}
	}
	t.Deduction = derived
}

// tierPath is the path of a field of tier i.
func tierPath(i int, field string) string { return fmt.Sprintf("[%d].%s", i, field) }

func wrongFraction(f decimal.Decimal) string {
	if outOfLimits(f) || f.IsNegative() || f.GreaterThanOrEqual(one()) {
		return "a fraction in [0, 1)"
	}
	return ""
}
