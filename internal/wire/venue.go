package wire

import (
	"github.com/plimsoll-risk/plimsoll/risk/margin"
)

// Venues is the answer to venues without a name.
type Venues struct {
	Version int         `json:"version" const:"1" doc:"Version of the document format."`
	Venues  []VenueName `json:"venues" doc:"The presets, by name."`
}

// A VenueName presents one preset.
type VenueName struct {
	Name    string   `json:"name" doc:"Name for account.venue."`
	Label   string   `json:"label" doc:"Name for people."`
	AsOf    string   `json:"asOf" doc:"Date of the newest table."`
	Dates   []string `json:"dates" doc:"Dates of all tables, for account.rules.asOf."`
	Source  string   `json:"source" doc:"Where the tables come from."`
	Symbols int      `json:"symbols" doc:"Number of symbols listed."`
}

// A Venue is the answer to venues with a name: one preset with every table of
// its newest date.
type Venue struct {
	Version int           `json:"version" const:"1" doc:"Version of the document format."`
	Name    string        `json:"name" doc:"Name for account.venue."`
	Label   string        `json:"label" doc:"Name for people."`
	AsOf    string        `json:"asOf" doc:"Date of the table."`
	Dates   []string      `json:"dates" doc:"Dates of all tables, for account.rules.asOf."`
	Source  string        `json:"source" doc:"Where the tables come from."`
	Trigger string        `json:"trigger" enum:"below|atOrBelow" doc:"Liquidation when equity is below, or at or below, maintenance margin."`
	Notes   []VenueNote   `json:"notes" doc:"What the rules say and what is left out."`
	Symbols []VenueSymbol `json:"symbols" doc:"The symbols, in alphabetical order."`
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
	for _, v := range presets() {
		w.Venues = append(w.Venues, VenueName{
			Name: v.Name, Label: v.Title, AsOf: v.AsOf, Dates: v.Dates(), Source: v.Source, Symbols: len(v.Symbols()),
		})
	}
	return w
}

// NewVenue writes the preset of that name. An unknown name is margin.Errors.
func NewVenue(name string) (*Venue, error) {
	v, ok := preset(name)
	if !ok {
		return nil, margin.Errors{{Path: "venue", Got: clip(name), Want: wantedPreset(name)}}
	}
	w := &Venue{
		Version: FormatVersion, Name: v.Name, Label: v.Title, AsOf: v.AsOf, Dates: v.Dates(), Source: v.Source,
		Trigger: v.Trigger.String(), Notes: make([]VenueNote, len(v.Notes)), Symbols: []VenueSymbol{},
	}
	for i, n := range v.Notes {
		w.Notes[i] = VenueNote(n)
	}
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
