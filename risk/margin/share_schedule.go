package margin

import "github.com/shopspring/decimal"

// ShareSchedule returns the schedule whose maintenance fraction is, in every tier,
// a share of the initial margin fraction 1/MaxLeverage: Hyperliquid asks half of
// it. Fractions that do not end are rounded up at 28 significant digits, so the
// margin is never too low. The tiers' own fractions are ignored; errors are those
// of NewSchedule, and a tier without a maximum leverage is one.
func ShareSchedule(tiers []Tier, share decimal.Decimal) (Schedule, error) {
	var errs Errors
	if want := wrongFraction(share); want != "" {
		errs.add("share", got(share), want)
	}
	list := append([]Tier(nil), tiers...)
	for i, t := range list {
		if wrongLeverage(t.MaxLeverage) {
			errs.add(tierPath(i, "maxLeverage"), got(t.MaxLeverage), wantLeverage)
		}
	}
	if len(errs) > 0 {
		return Schedule{}, errs
	}
	for i := range list {
		list[i].MaintenanceMarginFraction = divide(share, list[i].MaxLeverage, priceDigits, ceil)
	}
	return NewSchedule(list)
}
