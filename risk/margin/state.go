package margin

import "github.com/shopspring/decimal"

// A PoolState is the exact margin state of a pool at given prices. Amounts are
// in the account's currency.
type PoolState struct {
	Name              string
	Kind              Kind
	Equity            decimal.Decimal // balances after their collateral ratios, less debts, plus unrealised PnL
	InitialMargin     decimal.Decimal
	MaintenanceMargin decimal.Decimal
	Liquidatable      bool             // by the pool's trigger; never without a position or a debt
	Covering          decimal.Decimal  // what of the balances covers debts before liquidation: their equity times liquidation thresholds
	Debt              decimal.Decimal  // debts and negative balances, as a positive amount
	Assets            []AssetState     // balances by asset, then debts
	Thresholds        []ThresholdState // the pool's own, in its order
	Positions         []PositionState
}

// CoversInitial reports whether equity is at least the initial margin, as it has to
// be to open or to withdraw.
func (s PoolState) CoversInitial() bool { return s.Equity.GreaterThanOrEqual(s.InitialMargin) }

// EquityToMaintenance returns equity / maintenance margin to 12 significant
// digits, half to even: below 1 the pool is liquidatable. Without maintenance
// margin it is absent. The venue's own figure may be the inverse.
func (s PoolState) EquityToMaintenance() decimal.NullDecimal {
	if s.MaintenanceMargin.IsZero() {
		return decimal.NullDecimal{}
	}
	return decimal.NullDecimal{Decimal: Quotient(s.Equity, s.MaintenanceMargin, ratioDigits), Valid: true}
}

// HealthFactor returns what covers the debts over the debts, to 28 significant
// digits, rounded down: below 1 the pool is liquidatable. It is that of a lending
// pool, so it is absent with a position or without a debt.
func (s PoolState) HealthFactor() decimal.NullDecimal {
	if len(s.Positions) > 0 || s.Debt.IsZero() {
		return decimal.NullDecimal{}
	}
	return decimal.NullDecimal{Decimal: divide(s.Covering, s.Debt, priceDigits, floor), Valid: true}
}

// An AssetState is the exact state of a pool's net balance of one asset, or of one
// debt. The prices are those of the asset in the account's currency at which the
// pool is liquidated and bankrupt, as those of a PositionState; they are absent of the
// currency itself, without a price of its own, and of a pool with nothing to liquidate.
type AssetState struct {
	Held
	LiquidationPrice decimal.NullDecimal
	BankruptcyPrice  decimal.NullDecimal
	NoLiquidation    Absence // why there is no liquidation price
	NoBankruptcy     Absence // why there is no bankruptcy price
}

// A PositionState is the exact state of one position. Notional, PnL and margins
// are in the account's currency; the two prices are marks per symbol unit in the
// quote asset, absent where no positive price solves the equation.
//
// LiquidationPrice is the mark at which the pool's equity equals its maintenance
// margin, BankruptcyPrice the one at which its equity is zero, when the price of
// the base moves and all others hold; positions on one base move together. Where
// two prices solve the equation (a hedged book), it is the one nearer to the mark
// in log distance, the lower one on a tie. At the price as rounded the excess is
// zero to 1e-12 of the sum of the absolute values of its terms.
type PositionState struct {
	Symbol            string
	Size              decimal.Decimal
	MarkPrice         decimal.Decimal // per symbol unit, in the quote asset, to 28 significant digits
	Notional          decimal.Decimal
	UnrealizedPnL     decimal.Decimal
	InitialMargin     decimal.Decimal // notional / leverage; without a leverage, the tier's maximum, else 1; plus a close fee fixed at entry
	MaintenanceMargin decimal.Decimal // with the close fee
	// MaxLeverage is the largest that the rules allow at this notional: the tier's, or one over
	// the initial fraction, to 28 significant digits, rounded down; absent where they state neither.
	MaxLeverage      decimal.NullDecimal
	LiquidationPrice decimal.NullDecimal
	BankruptcyPrice  decimal.NullDecimal // before fees
	NoLiquidation    Absence             // why there is no liquidation price
	NoBankruptcy     Absence             // why there is no bankruptcy price
	// FloorMargin is the least maintenance margin, with the costs that it bears; zero without a floor.
	FloorMargin decimal.Decimal
	// BankruptcyPriceWithFees is the mark at which equity just pays the close fees
	// on the notionals there and the other costs of closing; without any the bankruptcy price.
	BankruptcyPriceWithFees decimal.NullDecimal
	// What a venue shows: the liquidation price and the bankruptcy price with fees
	// on the position's tick, rounded toward the mark; absent without a tick.
	LiquidationPriceTick decimal.NullDecimal
	BankruptcyPriceTick  decimal.NullDecimal
}
