package wire

// Rules are margin rules given in the document.
type Rules struct {
	MaintenanceMarginFraction *Decimal          `json:"maintenanceMarginFraction,omitempty" doc:"Maintenance margin / notional for every symbol without tiers, as a fraction."`
	Tiers                     map[string][]Tier `json:"tiers,omitempty" doc:"ccxt leverage tiers by symbol."`
	TierKind                  string            `json:"tierKind,omitempty" enum:"marginal" later:"step" doc:"marginal: each tier's rate applies to the notional inside it. Default marginal."`
	Trigger                   string            `json:"trigger,omitempty" enum:"below|atOrBelow" doc:"Liquidation when equity is below, or at or below, maintenance margin. Default: the venue's; below without a venue."`
	AsOf                      string            `json:"asOf,omitempty" doc:"Date of the venue's table, such as 2026-05-01. Default: the newest."`
}

// A Tier is one leverage tier in ccxt's form. It applies to notionals from
// MinNotional up to MaxNotional, in the quote asset.
type Tier struct {
	MinNotional           Decimal  `json:"minNotional" need:"true" doc:"Notional at which the tier begins."`
	MaxNotional           *Decimal `json:"maxNotional,omitempty" doc:"Notional at which the tier ends. Absent: it does not end."`
	MaintenanceMarginRate Decimal  `json:"maintenanceMarginRate" need:"true" doc:"Maintenance margin / notional inside the tier, as a fraction."`
	MaxLeverage           *Decimal `json:"maxLeverage,omitempty" doc:"Largest leverage that the venue allows in the tier."`
	MaintenanceAmount     *Decimal `json:"maintenanceAmount,omitempty" doc:"Deduction that makes the schedule continuous. Absent: derived."`
	Tier                  *float64 `json:"tier,omitempty" doc:"Number of the tier, as ccxt gives it. It has no effect."`
	Symbol                string   `json:"symbol,omitempty" doc:"Symbol, as ccxt gives it: that of the list."`
	Currency              string   `json:"currency,omitempty" doc:"Currency of the notionals, as ccxt gives it: the quote asset."`
	Info                  Raw      `json:"info,omitzero" doc:"The venue's own answer, as ccxt gives it. It is not read."`
}
