package margin

import "github.com/shopspring/decimal"

// A PoolState is the exact margin state of a pool at given prices. Amounts are
// in the account's currency.
type PoolState struct {
	Name              string
	Kind              Kind
	Equity            decimal.Decimal // balances at full value plus unrealised PnL
	InitialMargin     decimal.Decimal
	MaintenanceMargin decimal.Decimal
	Liquidatable      bool             // by the pool's trigger; never without a position
	Thresholds        []ThresholdState // the pool's own, in its order
	Positions         []PositionState
}

// EquityToMaintenance returns equity / maintenance margin to 12 significant
// digits, half to even: below 1 the pool is liquidatable. Without maintenance
// margin it is absent. The venue's own figure may be the inverse.
func (s PoolState) EquityToMaintenance() decimal.NullDecimal {
	if s.MaintenanceMargin.IsZero() {
		return decimal.NullDecimal{}
	}
	return decimal.NullDecimal{Decimal: divSig(s.Equity, s.MaintenanceMargin, ratioDigits), Valid: true}
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
	Notional          decimal.Decimal
	UnrealizedPnL     decimal.Decimal
	InitialMargin     decimal.Decimal // notional / leverage; without a leverage, the tier's maximum, else 1; plus a close fee fixed at entry
	MaintenanceMargin decimal.Decimal // with the close fee
	LiquidationPrice  decimal.NullDecimal
	BankruptcyPrice   decimal.NullDecimal // before fees
	// BankruptcyPriceWithFees is the mark at which equity just pays the close fees
	// on the notionals there; without fees the bankruptcy price.
	BankruptcyPriceWithFees decimal.NullDecimal
	// What a venue shows: the liquidation price and the bankruptcy price with fees
	// on the position's tick, rounded toward the mark; absent without a tick.
	LiquidationPriceTick decimal.NullDecimal
	BankruptcyPriceTick  decimal.NullDecimal
}
