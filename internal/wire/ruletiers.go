package wire

import "github.com/plimsoll-risk/plimsoll/risk/margin"

// readTiers builds a schedule, or a stand-in where the tiers are in error.
func readTiers(symbol margin.Symbol, tiers []Tier, share *Decimal, at *path, errs *collector) margin.Schedule {
	list := make([]margin.Tier, len(tiers))
	shared := 0
	for i, t := range tiers {
		here := at.element(i)
		list[i] = margin.Tier{MinNotional: t.MinNotional.Decimal}
		rate := here.member("maintenanceMarginRate").String()
		switch {
		case t.MaintenanceMarginRate == nil && share == nil:
			errs.add(rate, "nothing", "a value, or a maintenanceShare in account.rules to derive it from")
		case t.MaintenanceMarginRate == nil:
			shared++
		default:
			list[i].MaintenanceMarginFraction = t.MaintenanceMarginRate.Decimal
		}
		if t.MaxNotional != nil {
			list[i].MaxNotional = t.MaxNotional.Decimal
			errs.positive(t.MaxNotional, here.member("maxNotional"))
		}
		if t.MaxLeverage != nil {
			list[i].MaxLeverage = t.MaxLeverage.Decimal
			errs.positive(t.MaxLeverage, here.member("maxLeverage"))
		}
		if t.MaintenanceAmount != nil {
			list[i].Deduction, list[i].DeductionGiven = t.MaintenanceAmount.Decimal, true
		}
		if s, err := margin.ParseSymbol(t.Symbol); t.Symbol != "" && (err != nil || s.Key() != symbol.Key()) {
			errs.add(here.member("symbol").String(), clip(t.Symbol), symbol.Name+", the symbol of the list")
		}
		if t.Currency != "" && t.Currency != symbol.Settle {
			errs.add(here.member("currency").String(), clip(t.Currency), symbol.Settle+", the settlement asset")
		}
	}
	build := margin.NewSchedule
	switch {
	case shared > 0 && shared < len(list):
		errs.add(at.String(), "maintenanceMarginRate in some tiers", "one in every tier, or in none with maintenanceShare")
		return standIn()
	case shared > 0:
		build = func(tiers []margin.Tier) (margin.Schedule, error) { return margin.ShareSchedule(tiers, share.Decimal) }
	}
	s, err := build(list)
	if err != nil {
		errs.place(at.String(), err)
		return standIn()
	}
	return s
}

// standIn returns a schedule for a symbol whose rules are in error, so that the
// rest of its position can still be checked. It never reaches an answer.
func standIn() margin.Schedule {
	s, err := margin.NewSchedule([]margin.Tier{{}})
	if err != nil {
		panic("wire: the schedule without margin is refused: " + err.Error())
	}
	return s
}
