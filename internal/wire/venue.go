package wire

import (
	"github.com/plimsoll-risk/plimsoll/risk/margin"
	"github.com/plimsoll-risk/plimsoll/risk/margin/venue"
)

// Venues is the answer to venues without a name.
type Venues struct {
	Version int         `json:"version" const:"1" doc:"Version of the document format."`
	Venues  []VenueName `json:"venues" doc:"The presets, by name."`
}

// A VenueName presents one preset.
type VenueName struct {
	Name       string   `json:"name" doc:"Name for account.venue."`
	Label      string   `json:"label" doc:"Name for people."`
	AsOf       string   `json:"asOf" doc:"Date of the newest table."`
	Dates      []string `json:"dates" doc:"Dates of all tables, for account.rules.asOf."`
	Source     string   `json:"source" doc:"Where the tables come from."`
	Pools      string   `json:"pools" enum:"isolatedAndCross|isolated|cross|lending" doc:"Which margin pools the venue has."`
	Symbols    int      `json:"symbols" doc:"Number of symbols with tiers."`
	Markets    int      `json:"markets" doc:"Number of symbols and classes of market with fractions."`
	Collateral int      `json:"collateral" doc:"Number of assets taken as collateral; 0: every balance counts in full."`
}

// A Venue is the answer to venues with a name: one preset with every table of
// one date.
type Venue struct {
	Version    int              `json:"version" const:"1" doc:"Version of the document format."`
	Name       string           `json:"name" doc:"Name for account.venue."`
	Label      string           `json:"label" doc:"Name for people."`
	AsOf       string           `json:"asOf" doc:"Date of the table."`
	Dates      []string         `json:"dates" doc:"Dates of all tables, for account.rules.asOf."`
	Source     string           `json:"source" doc:"Where the tables come from."`
	Pools      string           `json:"pools" enum:"isolatedAndCross|isolated|cross|lending" doc:"Which margin pools the venue has."`
	Wallets    string           `json:"wallets" enum:"one|perAsset" doc:"Whether all balances stand behind all cross positions, or those of each settlement asset behind the positions that settle in it."`
	Trigger    string           `json:"trigger" enum:"below|atOrBelow" doc:"Liquidation when equity is below, or at or below, maintenance margin."`
	Thresholds []VenueThreshold `json:"thresholds" doc:"The venue's levels of equity against maintenance margin, in descending order."`
	Actions    []VenueAction    `json:"actions" doc:"What the venue does at liquidation, in order. No figure depends on it yet."`
	Isolated   *VenueTerms      `json:"isolated,omitempty" doc:"Terms of a position in a pool of its own; absent where the venue has no such pools."`
	Shared     *VenueTerms      `json:"shared,omitempty" doc:"Terms of a position in a cross or named pool; absent where the venue has no such pools."`

	MaintenanceMarginFraction *Decimal           `json:"maintenanceMarginFraction,omitempty" doc:"The one maintenance margin / notional of every symbol, where the venue has that."`
	ContractSizes             map[string]Decimal `json:"contractSizes,omitempty" doc:"Quote assets per inverse contract, by coin."`
	OtherContractSize         *Decimal           `json:"otherContractSize,omitempty" doc:"The same of every other coin."`
	Markets                   []VenueMarket      `json:"markets,omitempty" doc:"Symbols and classes of market, where the venue states fractions by market."`
	Collateral                []VenueReserve     `json:"collateral,omitempty" doc:"Assets taken as collateral. Empty: every balance counts in full."`
	EfficiencyModes           []VenueMode        `json:"efficiencyModes,omitempty" doc:"Modes whose terms replace those of the assets in them."`
	CloseFactor               *VenueCloseFactor  `json:"closeFactor,omitempty" doc:"How much of a debt one liquidation repays."`
	Notes                     []VenueNote        `json:"notes" doc:"What the rules say and what is left out."`
	Symbols                   []VenueSymbol      `json:"symbols" doc:"The symbols with tiers, in alphabetical order."`
}

// A VenueNote is one sentence about a venue's rules.
type VenueNote struct {
	Text     string `json:"text" doc:"The sentence."`
	Source   string `json:"source,omitempty" doc:"A public page; absent where the sentence is inferred."`
	Verified bool   `json:"verified" doc:"Whether a test reproduces it from published figures."`
}

// A VenueSymbol is one symbol and its leverage tiers.
type VenueSymbol struct {
	Symbol string      `json:"symbol" doc:"ccxt unified symbol."`
	Tiers  []VenueTier `json:"tiers" doc:"Leverage tiers in ccxt's form, ascending."`
}

// A VenueTier is one leverage tier, in the form that account.rules.tiers takes.
type VenueTier struct {
	MinNotional           Decimal  `json:"minNotional" doc:"Notional at which the tier begins."`
	MaxNotional           *Decimal `json:"maxNotional,omitempty" doc:"Notional at which the tier ends. Absent: it does not end."`
	MaintenanceMarginRate Decimal  `json:"maintenanceMarginRate" doc:"Maintenance margin / notional inside the tier, as a fraction."`
	MaxLeverage           *Decimal `json:"maxLeverage,omitempty" doc:"Largest leverage that the venue allows in the tier."`
	MaintenanceAmount     Decimal  `json:"maintenanceAmount" doc:"Deduction that makes the schedule continuous."`
}

// NewVenues writes the list of presets.
func NewVenues() Venues {
	w := Venues{Version: FormatVersion, Venues: []VenueName{}}
	for _, name := range venue.Names() {
		v, _ := venue.Get(name)
		w.Venues = append(w.Venues, VenueName{
			Name: v.Name, Label: v.Title, AsOf: v.AsOf, Dates: v.Dates(), Source: v.Source, Pools: poolsWord(v.Pools),
			Symbols: len(v.Symbols()), Markets: len(v.Markets()), Collateral: len(v.Reserves()),
		})
	}
	return w
}

func poolsWord(p venue.Pools) string {
	switch p {
	case venue.IsolatedOnly:
		return isolated
	case venue.CrossOnly:
		return cross
	case venue.LendingOnly:
		return "lending"
	}
	return "isolatedAndCross"
}

// NewVenue writes the preset of that name with its table of the date asOf, or its newest where that is empty. Errors are
// margin.Errors.
func NewVenue(name, asOf string) (*Venue, error) {
	v, ok := venue.Get(name)
	if !ok {
		return nil, margin.Errors{{Path: "venue", Got: clip(name), Want: wantedVenue(name)}}
	}
	if asOf != "" {
		var err error
		if v, err = v.At(asOf); err != nil {
			var errs collector
			errs.place("asOf", err)
			return nil, errs.err()
		}
	}
	w := &Venue{
		Version: FormatVersion, Name: v.Name, Label: v.Title, AsOf: v.AsOf, Dates: v.Dates(), Source: v.Source, Pools: poolsWord(v.Pools), Wallets: v.Wallets.String(),
		Trigger: v.Trigger.String(), Notes: make([]VenueNote, len(v.Notes)), Symbols: []VenueSymbol{},
	}
	for i, n := range v.Notes {
		w.Notes[i] = VenueNote(n)
	}
	w.addRules(v)
	w.addCollateral(v)
	for _, name := range v.Symbols() {
		symbol, err := margin.ParseSymbol(name)
		if err != nil {
			return nil, err
		}
		schedule, _ := v.Schedule(symbol)
		w.Symbols = append(w.Symbols, VenueSymbol{Symbol: name, Tiers: newVenueTiers(schedule)})
	}
	return w, nil
}

func newVenueTiers(s margin.Schedule) []VenueTier {
	tiers := s.Tiers()
	out := make([]VenueTier, len(tiers))
	for i, t := range tiers {
		out[i] = VenueTier{
			MinNotional:           Decimal{t.MinNotional},
			MaintenanceMarginRate: Decimal{t.MaintenanceMarginFraction},
			MaintenanceAmount:     Decimal{t.Deduction},
		}
		if !t.MaxNotional.IsZero() {
			out[i].MaxNotional = &Decimal{t.MaxNotional}
		}
		if !t.MaxLeverage.IsZero() {
			out[i].MaxLeverage = &Decimal{t.MaxLeverage}
		}
	}
	return out
}
