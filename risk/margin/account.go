package margin

import "github.com/shopspring/decimal"

// An Account is a set of margin pools whose amounts are reported in one currency.
//
// The currency is a unit of report only: no liquidation price depends on it.
type Account struct {
	Currency     string       // the asset in which every amount is reported; its own price is 1 unless Prices says otherwise
	PositionMode PositionMode // the zero value means OneWay
	Pools        []Pool
}

// Price returns the price of asset in the account's currency. A currency
// without a price of its own is worth 1; any other missing asset reports false.
func (a Account) Price(prices Prices, asset string) (decimal.Decimal, bool) {
	if p, ok := prices[asset]; ok {
		return p, true
	}
	if asset == a.Currency {
		return one(), true
	}
	return decimal.Decimal{}, false
}

// A Pool holds balances, debts and positions and is liquidated on its own: what
// goes wrong in one pool stays in it, and inside it profits pay for losses. A lending
// account is a pool with debts and no positions.
type Pool struct {
	Name       string
	Kind       Kind
	Trigger    Trigger   // the zero value means Below
	Balances   []Holding // wallet balances; an isolated position's own margin is one, in its settlement asset
	Debts      []Debt
	Collateral []Collateral // how balances count; none means all in full
	Positions  []Position
	Thresholds []Threshold // the venue's ladder, in descending order of factor; reported, never what decides a liquidation: Trigger does
}

// A Holding is an amount of an asset; negative amounts are owed. Several
// holdings of one asset add up.
type Holding struct {
	Asset  string
	Amount decimal.Decimal
}

// A Position is one perpetual or dated contract position, linear or inverse, with
// the maintenance schedule and terms of its venue already resolved.
type Position struct {
	Symbol     Symbol
	Size       decimal.Decimal // signed, in the symbol's own unit, or in contracts where Terms has a contract size; long is positive
	EntryPrice decimal.Decimal // per symbol unit, in the quote asset
	MarkPrice  decimal.Decimal // per symbol unit, in the quote asset; zero means the market price of the base
	Leverage   decimal.Decimal // chosen by the user; zero means none was given
	Schedule   Schedule
	Terms      Terms
}

// Prices are marks per single coin in the account's currency, keyed by asset.
type Prices map[string]decimal.Decimal
