package wire

// Rules are margin rules given in the document. Each replaces what the venue says of the same thing.
type Rules struct {
	MaintenanceMarginFraction         *Decimal          `json:"maintenanceMarginFraction,omitempty" doc:"Maintenance margin / notional for every symbol without tiers, as a fraction."`
	FallbackMaintenanceMarginFraction *Decimal          `json:"fallbackMaintenanceMarginFraction,omitempty" doc:"The same for symbols that the venue does not list; each use of it is a warning. Without it an unlisted symbol is an error."`
	Tiers                             map[string][]Tier `json:"tiers,omitempty" doc:"ccxt leverage tiers by symbol."`
	TierKind                          string            `json:"tierKind,omitempty" enum:"marginal" later:"step" doc:"marginal: each tier's rate applies to the notional inside it. Default marginal."`
	MaintenanceShare                  *Decimal          `json:"maintenanceShare,omitempty" doc:"Maintenance margin as a share of the initial margin fraction 1 / maxLeverage, rounded up at 28 digits, for tiers that state no maintenanceMarginRate."`

	InitialMarginFraction *Decimal `json:"initialMarginFraction,omitempty" doc:"Least initial margin / notional, in place of 1 / the tier's maxLeverage."`
	InitialMarginAt       string   `json:"initialMarginAt,omitempty" enum:"mark|entry" doc:"The notional on which initial margin is taken. Default mark."`
	MaintenanceMarginAt   string   `json:"maintenanceMarginAt,omitempty" enum:"mark|entry" doc:"The notional on which maintenance margin is taken; at entry it is a fixed amount. Default mark."`

	CloseFee         *CloseFee    `json:"closeFee,omitempty" doc:"Cost of closing, as part of the maintenance margin."`
	MarginFloor      *MarginFloor `json:"marginFloor,omitempty" doc:"Least maintenance margin of a position whose margin is taken at entry."`
	PriceImpactFloor *Decimal     `json:"priceImpactFloor,omitempty" doc:"Largest loss by price impact that counts, as a fraction of the notional at entry. Default 0: impact does not count."`
	Quantum          *Decimal     `json:"quantum,omitempty" doc:"Unit in which the venue counts the settlement asset: margins in a state are rounded up to it, and a notional down."`

	ContractSizes map[string]Decimal `json:"contractSizes,omitempty" doc:"What one unit of size stands for, by symbol: quote assets of an inverse contract, symbol units of a linear one (default 1)."`
	Ticks         map[string]Decimal `json:"ticks,omitempty" doc:"Price step by symbol; liquidation prices are then also given on it, rounded toward the mark."`
	Markets       map[string]string  `json:"markets,omitempty" doc:"The venue's class of market by symbol, such as small-cap, for symbols that it does not list."`
	OpenInterest  map[string]Decimal `json:"openInterest,omitempty" doc:"Open interest by symbol, in the quote asset, where the venue's initial margin rises with it."`

	Collateral                    []CollateralRule `json:"collateral,omitempty" doc:"How balances of cross and named pools count. With any, every asset that a pool holds needs one, here or of the venue."`
	EfficiencyMode                string           `json:"efficiencyMode,omitempty" doc:"The venue's efficiency mode, whose terms replace those of the assets in it."`
	DebtMaintenanceMarginFraction *Decimal         `json:"debtMaintenanceMarginFraction,omitempty" doc:"Maintenance margin / value of every debt, beside the thresholds of collateral. Default 0."`

	Trigger    string          `json:"trigger,omitempty" enum:"below|atOrBelow" doc:"Liquidation when equity is below, or at or below, maintenance margin. Default: the venue's; below without a venue."`
	Thresholds []ThresholdRule `json:"thresholds,omitempty" doc:"Levels of equity against maintenance margin to report, in descending order. They do not decide a liquidation: trigger does."`
	AsOf       string          `json:"asOf,omitempty" doc:"Date of the venue's table, such as 2026-05-01. Default: the newest."`
}

// A Tier is one leverage tier in ccxt's form. It applies to notionals from
// MinNotional up to MaxNotional, in the settlement asset: the quote asset of a linear contract, the coin of an inverse one.
type Tier struct {
	MinNotional           Decimal  `json:"minNotional" need:"true" doc:"Notional at which the tier begins."`
	MaxNotional           *Decimal `json:"maxNotional,omitempty" doc:"Notional at which the tier ends. Absent: it does not end."`
	MaintenanceMarginRate *Decimal `json:"maintenanceMarginRate,omitempty" doc:"Maintenance margin / notional inside the tier, as a fraction. Needed unless maintenanceShare is given."`
	MaxLeverage           *Decimal `json:"maxLeverage,omitempty" doc:"Largest leverage that the venue allows in the tier."`
	MaintenanceAmount     *Decimal `json:"maintenanceAmount,omitempty" doc:"Deduction that makes the schedule continuous. Absent: derived."`
	Tier                  *float64 `json:"tier,omitempty" doc:"Number of the tier, as ccxt gives it. It has no effect."`
	Symbol                string   `json:"symbol,omitempty" doc:"Symbol, as ccxt gives it: that of the list."`
	Currency              string   `json:"currency,omitempty" doc:"Currency of the notionals, as ccxt gives it: the settlement asset."`
	Info                  Raw      `json:"info,omitzero" doc:"The venue's own answer, as ccxt gives it. It is not read."`
}

// A CloseFee is the cost of closing a position.
type CloseFee struct {
	On   string   `json:"on,omitempty" enum:"none|mark|bankruptcy|entry" doc:"The notional it is taken on: at mark, so that it moves; at the bankruptcy price that entry and leverage imply, or at entry, so that it is fixed. Default: the venue's."`
	Rate *Decimal `json:"rate,omitempty" doc:"Fraction of that notional, usually the taker fee. Default: the venue's."`
}

// A MarginFloor is a least maintenance margin.
type MarginFloor struct {
	Amount Decimal `json:"amount" need:"true" doc:"In the settlement asset: zero or more."`
	Fees   string  `json:"fees,omitempty" enum:"onTop|within" doc:"Whether close fee and costs go on top of the floor or are within it: the larger of margin and floor plus fees. Default: the venue's; onTop without one."`
}

// A CollateralRule says how a pool counts its balance of one asset.
type CollateralRule struct {
	Asset                string      `json:"asset" need:"true" doc:"The asset."`
	Ratio                *Decimal    `json:"ratio,omitempty" doc:"Fraction of a positive balance that counts as equity. Default 1."`
	Tiers                []RatioTier `json:"tiers,omitempty" doc:"Ratios by quantity, in place of one ratio."`
	LiquidationThreshold *Decimal    `json:"liquidationThreshold,omitempty" doc:"Fraction that covers debts before the pool is liquidated; the rest is maintenance margin. Default 1."`
	LoanToValue          *Decimal    `json:"loanToValue,omitempty" doc:"Fraction that covers new debts; the rest is initial margin. Default: the liquidation threshold."`
}

// A RatioTier is a slice of a balance that counts at its own ratio.
type RatioTier struct {
	MinQuantity Decimal  `json:"minQuantity" need:"true" doc:"Quantity of the asset at which the slice begins."`
	MaxQuantity *Decimal `json:"maxQuantity,omitempty" doc:"Quantity at which it ends. Absent: it does not end. What is beyond a last slice that ends counts nothing."`
	Ratio       Decimal  `json:"ratio" need:"true" doc:"Fraction of the slice that counts as equity."`
}

// A ThresholdRule is one level of a venue's ladder.
type ThresholdRule struct {
	Name    string  `json:"name" need:"true" doc:"For example warning, liquidation, backstop, bankruptcy."`
	Factor  Decimal `json:"factor" need:"true" doc:"Reached when equity is below this times the maintenance margin; 1 for liquidation, 0 for bankruptcy."`
	Trigger string  `json:"trigger,omitempty" enum:"below|atOrBelow" doc:"Whether equality reaches it. Default: the trigger of the rules."`
}
