package margin

import "github.com/shopspring/decimal"

// Costs are what closing a position costs beside its close fee, in the settlement
// asset. They are part of its maintenance margin and do not move with its mark.
type Costs struct {
	Accrued decimal.Decimal // funding and borrowing fees not yet paid; negative if they are owed to the position
	Impact  decimal.Decimal // price impact of closing all of it; a gain, above zero, counts nothing
	// ImpactFloor is the largest loss by impact that counts, as a fraction of the
	// notional at entry. Zero means that impact counts nothing.
	ImpactFloor decimal.Decimal
}

// amount returns the costs of a position entered at that notional, both in the
// account's currency.
func (c Costs) amount(entered, unit decimal.Decimal) decimal.Decimal {
	loss := decimal.Max(decimal.Decimal{}, c.Impact.Neg().Mul(unit))
	return c.Accrued.Mul(unit).Add(decimal.Min(loss, entered.Mul(c.ImpactFloor)))
}

// A Floor is the least maintenance margin of a position, in the settlement asset,
// for margins taken at entry. The zero value is none.
type Floor struct {
	Amount decimal.Decimal
	Fees   FloorFees
}

// FloorFees says where close fee and costs go when there is a floor.
type FloorFees int

// Where fees go. The zero value is on top.
const (
	FeesOnTop  FloorFees = iota // the larger of margin and floor, plus fees
	FeesWithin                  // the larger of margin and floor plus fees
)
