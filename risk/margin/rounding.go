package margin

import "github.com/shopspring/decimal"

// Rounding is that of a venue which counts in whole quantums of the settlement asset: in a
// state, notional is cut toward zero, and margins are rounded up. Prices and simulations do
// without, so at a liquidation price the excess is zero to three quantums a
// position. The zero value rounds nothing.
type Rounding struct {
	Quantum decimal.Decimal
	// With both of these the maintenance margin is rounded twice, as Share of the
	// rounded up BaseFraction of the notional. With neither it is that of the schedule.
	BaseFraction decimal.Decimal
	Share        decimal.Decimal
}

// round replaces what a state reports of x by whole quantums: notional, PnL and
// margins. Amounts are in the account's currency; quotients have 40 digits and are
// rounded in the same direction.
func (x *exposure) round(p *PositionState) {
	r := x.position.Terms.Rounding
	if r.Quantum.IsZero() {
		return
	}
	quantum := r.Quantum.Mul(x.unit)
	up := func(amount decimal.Decimal) decimal.Decimal {
		return divide(amount, quantum, termDigits, ceil).Ceil().Mul(quantum)
	}
	p.Notional = divide(x.notional, quantum, termDigits, floor).Floor().Mul(quantum)
	signed := p.Notional
	if x.signed.IsNegative() {
		signed = signed.Neg()
	}
	p.UnrealizedPnL = signed.Sub(x.cost)
	cut := *x
	cut.notional = p.Notional
	p.InitialMargin = up(cut.opening().Add(x.reservedFee()))
	switch {
	case x.tiers == nil:
		p.MaintenanceMargin = up(x.maintenance)
	case r.Share.IsZero():
		t := cut.tier()
		p.MaintenanceMargin = up(cut.notional.Mul(t.MaintenanceMarginFraction.Add(x.fee)).Sub(t.Deduction.Mul(x.unit)).Add(x.fixed))
	default:
		p.MaintenanceMargin = up(up(p.Notional.Mul(r.BaseFraction)).Mul(r.Share).Add(p.Notional.Mul(x.fee)).Add(x.fixed))
	}
}
