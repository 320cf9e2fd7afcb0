package margin

import "github.com/shopspring/decimal"

// CloseAtBankruptcy returns what closing delta of position i of a pool brings in, in the
// account's currency, when it is done at the price that uses up that part's share of the
// pool's equity: the closed notional, less equity times the share of the maintenance
// margin that closing frees (dYdX v4, bankruptcy price of a close). Buying back a
// short costs, so it is negative.
//
// delta has the sign opposite to the size. The share is rounded down, to a quantum
// where the position has one and else at 28 digits, so what comes in is rounded up.
// It reports false for an inverse contract, a delta that does not reduce the position,
// and a pool without maintenance margin.
func (a Account) CloseAtBankruptcy(p Pool, i int, delta decimal.Decimal, prices Prices) (decimal.Decimal, bool) {
	q := p.Positions[i]
	left := q.Size.Add(delta)
	if q.Symbol.Inverse() || delta.Sign()*q.Size.Sign() >= 0 || left.Sign()*q.Size.Sign() < 0 {
		return decimal.Decimal{}, false
	}
	before := a.assess(&p, prices)
	if !before.MaintenanceMargin.IsPositive() {
		return decimal.Decimal{}, false
	}
	now := before.Positions[i]
	var after PositionState
	if !left.IsZero() {
		q.Size = left
		one := Pool{Positions: []Position{q}}
		after = a.assess(&one, prices).Positions[0]
	}
	notional := now.Notional.Sub(after.Notional)
	if now.Size.IsNegative() {
		notional = notional.Neg()
	}
	freed := now.MaintenanceMargin.Sub(after.MaintenanceMargin).Abs()
	share := divide(before.Equity.Mul(freed), before.MaintenanceMargin, priceDigits, floor)
	if quantum := q.Terms.Rounding.Quantum; !quantum.IsZero() {
		unit, _ := a.Price(prices, q.Symbol.Quote)
		quantum = quantum.Mul(unit)
		share = divide(before.Equity.Mul(freed), before.MaintenanceMargin.Mul(quantum), termDigits, floor).Floor().Mul(quantum)
	}
	return notional.Sub(share), true
}
