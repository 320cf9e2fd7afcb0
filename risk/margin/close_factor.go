package margin

import "github.com/shopspring/decimal"

// A CloseFactor says how much of one debt a liquidation may repay. It is data about
// the venue's action; no margin depends on it. The zero value allows all of it.
type CloseFactor struct {
	Share       decimal.Decimal // of the debts, while the health factor is above HealthAbove; zero means always all
	HealthAbove decimal.Decimal // strictly
	OfTotal     ShareOf
	Smallest    decimal.Decimal // in the account's currency: with less of that debt or of the collateral than this, all may be repaid
}

// ShareOf says of what a close factor is a share. The zero value is the one debt.
type ShareOf int

// What a share is of.
const (
	OneDebt  ShareOf = iota
	AllDebts         // the share of all debts, as far as the one debt goes
)

// Most returns how much of a debt may be repaid, at most that debt, for a pool with
// that health factor, collateral of the asset to be seized and debts, all amounts in the
// account's currency. It is exact.
func (c CloseFactor) Most(health, collateral, debt, allDebts decimal.Decimal) decimal.Decimal {
	if c.Share.IsZero() || health.LessThanOrEqual(c.HealthAbove) || collateral.LessThan(c.Smallest) || debt.LessThan(c.Smallest) {
		return debt
	}
	if c.OfTotal == AllDebts {
		return decimal.Min(debt, allDebts.Mul(c.Share))
	}
	return debt.Mul(c.Share)
}
