package wire

// An Account is a trader's holdings, before they are split into margin pools.
type Account struct {
	Venue        string     `json:"venue,omitempty" doc:"Name of a preset of margin rules, as listed by the venues command."`
	Rules        *Rules     `json:"rules,omitempty" doc:"Margin rules that replace or override those of the venue."`
	Currency     string     `json:"currency" need:"true" doc:"Asset in which prices are given and amounts reported."`
	PositionMode string     `json:"positionMode,omitempty" enum:"oneWay|hedge" doc:"hedge allows a long and a short of one symbol in one pool. Default oneWay."`
	Balances     []Balance  `json:"balances,omitempty" doc:"Wallet balances of the default pool, cross."`
	Debts        []Debt     `json:"debts,omitempty" doc:"Amounts owed by the default pool. With debts and no positions it is a lending account."`
	Positions    []Position `json:"positions,omitempty" doc:"Positions of the default pool and isolated positions."`
	Pools        []Pool     `json:"pools,omitempty" doc:"Further margin pools, each liquidated on its own."`
}

// A Balance is an amount of one asset in a wallet.
type Balance struct {
	Asset  string  `json:"asset" need:"true" doc:"The asset."`
	Amount Decimal `json:"amount" need:"true" doc:"How much of it: zero or more. What is owed is a debt."`
}

// A Debt is an amount of one asset that a pool owes. It is not netted with a balance of that asset.
type Debt struct {
	Asset  string  `json:"asset" need:"true" doc:"The asset owed."`
	Amount Decimal `json:"amount" need:"true" doc:"How much of it is owed: more than zero."`
}

// A Position is one perpetual or dated position.
type Position struct {
	Symbol       string   `json:"symbol" need:"true" doc:"ccxt unified symbol, BASE/QUOTE:SETTLE: linear, settled in its quote asset, or inverse, settled in its base."`
	Size         Decimal  `json:"size" need:"true" doc:"Signed size in the symbol's own unit, of an inverse contract in contracts; long is positive."`
	EntryPrice   Decimal  `json:"entryPrice" need:"true" doc:"Entry price per symbol unit, in the quote asset."`
	MarkPrice    *Decimal `json:"markPrice,omitempty" doc:"Mark price per symbol unit, in place of the price of its base."`
	MarginMode   string   `json:"marginMode,omitempty" enum:"cross|isolated" doc:"isolated makes the position a pool of its own. Default cross."`
	Leverage     *Decimal `json:"leverage,omitempty" doc:"Leverage chosen at the venue; initial margin is notional / leverage."`
	Margin       *Decimal `json:"margin,omitempty" doc:"Isolated wallet without unrealised PnL, in the settlement asset. Default: notional at entry / leverage."`
	AccruedCosts *Decimal `json:"accruedCosts,omitempty" doc:"Funding and borrowing fees not yet paid, in the settlement asset; negative if they are owed to the position. They count as maintenance margin."`
	PriceImpact  *Decimal `json:"priceImpact,omitempty" doc:"Price impact of closing all of it, in the settlement asset: a loss is negative, a gain does not count. The rules' priceImpactFloor limits it."`

	ReportedLiquidationPrice *Decimal `json:"reportedLiquidationPrice,omitempty" doc:"Liquidation price as the venue reported it. It has no effect; an answer shows it beside its own."`
}

// A Pool is a named margin pool.
type Pool struct {
	Name      string     `json:"name" need:"true" doc:"Name of the pool, unlike that of any other."`
	Balances  []Balance  `json:"balances,omitempty" doc:"Wallet balances of the pool."`
	Debts     []Debt     `json:"debts,omitempty" doc:"Amounts owed by the pool. With debts and no positions it is a lending account."`
	Positions []Position `json:"positions,omitempty" doc:"Positions that share the pool."`
}
