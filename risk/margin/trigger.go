package margin

import "github.com/shopspring/decimal"

// Trigger says on which side of equality a pool is liquidated.
type Trigger int

// The triggers.
const (
	Below     Trigger = iota + 1 // equity < maintenance margin; the default
	AtOrBelow                    // equity <= maintenance margin
)

// Liquidates reports whether a pool with a position or a debt is liquidated at the
// given equity and maintenance margin.
func (t Trigger) Liquidates(equity, maintenance decimal.Decimal) bool {
	if t == AtOrBelow {
		return equity.LessThanOrEqual(maintenance)
	}
	return equity.LessThan(maintenance)
}

// String returns the word the rules use: below or atOrBelow.
func (t Trigger) String() string {
	switch t {
	case 0, Below:
		return "below"
	case AtOrBelow:
		return "atOrBelow"
	}
	return "unknown"
}
