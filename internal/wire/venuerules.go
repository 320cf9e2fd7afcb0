package wire

import (
	"github.com/shopspring/decimal"

	"github.com/plimsoll-risk/plimsoll/risk/margin"
	"github.com/plimsoll-risk/plimsoll/risk/margin/venue"
)

// A VenueThreshold is one level of a venue's ladder with its source.
type VenueThreshold struct {
	Name     string  `json:"name" doc:"For example warning, liquidation, backstop, bankruptcy."`
	Factor   Decimal `json:"factor" doc:"Times the maintenance margin."`
	Trigger  string  `json:"trigger" enum:"below|atOrBelow" doc:"Whether equality reaches it."`
	Source   string  `json:"source,omitempty" doc:"A public page or API; absent where it is inferred."`
	Verified bool    `json:"verified" doc:"Whether a test reproduces it from published or observed figures."`
}

// A VenueAction is one stage of what a venue does at liquidation.
type VenueAction struct {
	Kind   string   `json:"kind" enum:"cancelOrders|reduceToTier|reduceShare|closeWhole|takeOver|seizeForDebt|deleverage|writeOff" doc:"What is done."`
	Share  *Decimal `json:"share,omitempty" doc:"Of a position or debt, at most. Absent: all that is needed."`
	Above  *Decimal `json:"above,omitempty" doc:"Notional above which the share holds; what is smaller goes whole."`
	Fee    *Decimal `json:"fee,omitempty" doc:"Of the notional closed, at most. Absent: none, or not known."`
	Text   string   `json:"text" doc:"In words."`
	Source string   `json:"source,omitempty" doc:"A public page; absent where it is inferred."`
}

// VenueTerms are what a venue adds to the maintenance schedule of a position, in the words of account.rules.
type VenueTerms struct {
	InitialMarginAt       string   `json:"initialMarginAt" enum:"mark|entry" doc:"The notional on which initial margin is taken."`
	MaintenanceMarginAt   string   `json:"maintenanceMarginAt" enum:"mark|entry" doc:"The notional on which maintenance margin is taken."`
	InitialMarginFraction *Decimal `json:"initialMarginFraction,omitempty" doc:"Least initial margin / notional."`
	CloseFeeOn            string   `json:"closeFeeOn" enum:"none|mark|bankruptcy|entry" doc:"The notional on which a close fee is part of the maintenance margin."`
	CloseFeeRate          *Decimal `json:"closeFeeRate,omitempty" doc:"Its rate, for a user without discounts."`
	MarginFloor           *Decimal `json:"marginFloor,omitempty" doc:"Least maintenance margin of a position, in the settlement asset."`
	MarginFloorFees       string   `json:"marginFloorFees,omitempty" enum:"onTop|within" doc:"Whether fees go on top of the floor."`
	Quantum               *Decimal `json:"quantum,omitempty" doc:"Unit of the settlement asset to which margins are rounded up."`
}

// A VenueMarket is a symbol or a class of market with its fractions.
type VenueMarket struct {
	Name                  string   `json:"name" doc:"A symbol, or a class for account.rules.markets."`
	InitialMarginFraction Decimal  `json:"initialMarginFraction" doc:"Initial margin / notional, before open interest and size raise it."`
	MaintenanceFraction   Decimal  `json:"maintenanceMarginFraction" doc:"Maintenance margin / notional."`
	LowerOpenInterest     *Decimal `json:"lowerOpenInterest,omitempty" doc:"Open interest from which the initial fraction rises in a line to 1."`
	UpperOpenInterest     *Decimal `json:"upperOpenInterest,omitempty" doc:"Open interest at which it is 1."`
	PerOpenInterest       *Decimal `json:"perOpenInterest,omitempty" doc:"The initial fraction is at least this times the open interest."`
	BaselineSize          *Decimal `json:"baselineSize,omitempty" doc:"Size above which the initial fraction rises."`
	SizeStep              *Decimal `json:"sizeStep,omitempty" doc:"Each whole step above it adds the increment."`
	SizeIncrement         *Decimal `json:"sizeIncrement,omitempty" doc:"What a step adds."`
	MaxSize               *Decimal `json:"maxSize,omitempty" doc:"Size beyond which it rises no more."`
}

// A VenueReserve is an asset taken as collateral.
type VenueReserve struct {
	Asset                string  `json:"asset" doc:"The asset."`
	Ratio                Decimal `json:"ratio" doc:"Fraction of a positive balance that counts as equity."`
	LoanToValue          Decimal `json:"loanToValue" doc:"Fraction that covers new debts."`
	LiquidationThreshold Decimal `json:"liquidationThreshold" doc:"Fraction that covers debts before liquidation."`
	LiquidationBonus     Decimal `json:"liquidationBonus" doc:"What a liquidator gets on top, as a fraction."`
}

// A VenueMode is an efficiency mode.
type VenueMode struct {
	Name                 string   `json:"name" doc:"Name for account.rules.efficiencyMode."`
	Assets               []string `json:"assets" doc:"Assets whose terms it replaces."`
	LoanToValue          Decimal  `json:"loanToValue" doc:"Fraction that covers new debts."`
	LiquidationThreshold Decimal  `json:"liquidationThreshold" doc:"Fraction that covers debts before liquidation."`
	LiquidationBonus     Decimal  `json:"liquidationBonus" doc:"What a liquidator gets on top, as a fraction."`
}

// A VenueCloseFactor says how much of a debt one liquidation may repay.
type VenueCloseFactor struct {
	Share       Decimal `json:"share" doc:"Of the debts, while the health factor is above healthAbove; else all."`
	HealthAbove Decimal `json:"healthAbove" doc:"Strictly."`
	Of          string  `json:"of" enum:"oneDebt|allDebts" doc:"Of what it is a share; never more than the one debt."`
	Smallest    Decimal `json:"smallest" doc:"In US dollars: a debt or a collateral worth less goes whole."`
}

// addRules writes thresholds, actions, terms and markets.
func (w *Venue) addRules(v venue.Venue) {
	w.Thresholds, w.Actions = make([]VenueThreshold, len(v.Ladder)), make([]VenueAction, len(v.Steps))
	for i, r := range v.Ladder {
		w.Thresholds[i] = VenueThreshold{Name: r.Name, Factor: Decimal{r.Factor}, Trigger: r.Trigger.String(), Source: r.Source, Verified: r.Verified}
	}
	for i, s := range v.Steps {
		w.Actions[i] = VenueAction{Kind: s.Kind.String(), Share: nonZero(s.Share), Above: nonZero(s.Above), Fee: nonZero(s.Fee), Text: s.Text, Source: s.Source}
	}
	linear := margin.Symbol{Base: "BTC", Quote: "USDT", Settle: "USDT"}
	if v.Pools == venue.IsolatedAndCross || v.Pools == venue.IsolatedOnly {
		w.Isolated = newVenueTerms(v.BaseTerms(linear, margin.Isolated))
	}
	if v.Pools == venue.IsolatedAndCross || v.Pools == venue.CrossOnly {
		w.Shared = newVenueTerms(v.BaseTerms(linear, margin.Cross))
	}
	w.MaintenanceMarginFraction = optional(v.FlatFraction())
	byCoin, other := v.ContractSizes()
	w.OtherContractSize = nonZero(other)
	for coin, size := range byCoin {
		if w.ContractSizes == nil {
			w.ContractSizes = map[string]Decimal{}
		}
		w.ContractSizes[coin] = Decimal{size}
	}
	for _, name := range v.Markets() {
		m, _ := v.Market(name)
		r := m.Initial
		w.Markets = append(w.Markets, VenueMarket{
			Name: name, InitialMarginFraction: Decimal{r.Base}, MaintenanceFraction: Decimal{m.MaintenanceFraction()},
			LowerOpenInterest: nonZero(r.LowerOpenInterest), UpperOpenInterest: nonZero(r.UpperOpenInterest), PerOpenInterest: nonZero(r.PerOpenInterest),
			BaselineSize: nonZero(r.Baseline), SizeStep: nonZero(r.Step), SizeIncrement: nonZero(r.Increment), MaxSize: nonZero(r.MaxSize),
		})
	}
}

func newVenueTerms(t margin.Terms) *VenueTerms {
	w := &VenueTerms{
		InitialMarginAt: t.InitialAt.String(), MaintenanceMarginAt: t.MaintenanceAt.String(), InitialMarginFraction: optional(t.InitialFraction),
		CloseFeeOn: t.CloseFee.On.String(), CloseFeeRate: nonZero(t.CloseFee.Rate), MarginFloor: nonZero(t.Floor.Amount), Quantum: nonZero(t.Rounding.Quantum),
	}
	if w.MarginFloor != nil {
		w.MarginFloorFees = "onTop"
		if t.Floor.Fees == margin.FeesWithin {
			w.MarginFloorFees = "within"
		}
	}
	return w
}

// addCollateral writes what the venue grants on balances.
func (w *Venue) addCollateral(v venue.Venue) {
	for _, asset := range v.Reserves() {
		r, _ := v.Reserve(asset, "")
		w.Collateral = append(w.Collateral, VenueReserve{Asset: asset, Ratio: Decimal{r.Ratio}, LoanToValue: Decimal{r.LoanToValue},
			LiquidationThreshold: Decimal{r.LiquidationThreshold}, LiquidationBonus: Decimal{r.LiquidationBonus}})
	}
	for _, name := range v.Modes() {
		m, _ := v.Mode(name)
		w.EfficiencyModes = append(w.EfficiencyModes, VenueMode{Name: name, Assets: m.Assets, LoanToValue: Decimal{m.Terms.LoanToValue},
			LiquidationThreshold: Decimal{m.Terms.LiquidationThreshold}, LiquidationBonus: Decimal{m.Terms.LiquidationBonus}})
	}
	if c := v.CloseFactor; !c.Share.IsZero() {
		w.CloseFactor = &VenueCloseFactor{Share: Decimal{c.Share}, HealthAbove: Decimal{c.HealthAbove}, Of: "oneDebt", Smallest: Decimal{c.Smallest}}
		if c.OfTotal == margin.AllDebts {
			w.CloseFactor.Of = "allDebts"
		}
	}
}

// nonZero returns d, or nothing for a zero that stands for none.
func nonZero(d decimal.Decimal) *Decimal {
	if d.IsZero() {
		return nil
	}
	return &Decimal{d}
}
