package margin

import "github.com/shopspring/decimal"

// A Tier applies to notionals in [MinNotional, MaxNotional), in the settlement asset.
// Maintenance there is notional*MaintenanceMarginFraction - Deduction.
type Tier struct {
	MinNotional               decimal.Decimal
	MaxNotional               decimal.Decimal // zero means unbounded
	MaintenanceMarginFraction decimal.Decimal
	MaxLeverage               decimal.Decimal // zero means not stated
	Deduction                 decimal.Decimal
	DeductionGiven            bool // on input to NewSchedule: Deduction is the venue's own, even if zero, and is checked
}
