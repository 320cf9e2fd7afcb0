package wire

import (
	"errors"
	"maps"
	"slices"
	"strings"

	"github.com/plimsoll-risk/plimsoll/risk/margin"
	"github.com/plimsoll-risk/plimsoll/risk/margin/venue"
)

// A ruleBook resolves symbols to maintenance schedules: tiers given in the
// document come first, then its flat fraction, then the venue.
type ruleBook struct {
	trigger margin.Trigger
	tiers   map[string]margin.Schedule // by symbol key
	flat    *margin.Schedule
	venue   *venue.Venue
	asOf    string
	broken  bool // what could have named a symbol's schedule is in error
	found   map[string]margin.Schedule
	missing int
}

// maxSuggested bounds for how many unknown symbols the venue's whole list is
// searched for similar ones.
const maxSuggested = 100

func newRuleBook(a *Account, errs *collector) *ruleBook {
	b := &ruleBook{trigger: margin.Below, tiers: map[string]margin.Schedule{}, found: map[string]margin.Schedule{}}
	rules := Rules{}
	if a.Rules != nil {
		rules = *a.Rules
	}
	b.readVenue(a.Venue, rules.AsOf, errs)
	b.readRules(rules, errs)
	if a.Venue == "" && a.Rules == nil {
		b.broken = true
		errs.add("account.venue", "nothing", "a venue, one of "+strings.Join(presetNames(), ", ")+", or account.rules")
	}
	if rules.Trigger == margin.AtOrBelow.String() {
		b.trigger = margin.AtOrBelow
	} else if rules.Trigger == "" && b.venue != nil {
		b.trigger = b.venue.Trigger
	}
	return b
}

func (b *ruleBook) readVenue(name, asOf string, errs *collector) {
	if name == "" {
		b.broken = errs.known("account.venue")
		if asOf != "" {
			errs.add("account.rules.asOf", clip(asOf), "no date without a venue, whose dated tables it picks from")
		}
		return
	}
	v, ok := preset(name)
	if !ok {
		b.broken = true
		errs.add("account.venue", clip(name), wantedPreset(name))
		return
	}
	if asOf != "" {
		dated, err := v.At(asOf)
		if err != nil {
			errs.place("account.rules.asOf", err)
		} else {
			v = dated
		}
	}
	b.venue, b.asOf = &v, v.AsOf
}

func (b *ruleBook) readRules(rules Rules, errs *collector) {
	if errs.known("account.rules") || errs.known("account.rules.tiers") || errs.known("account.rules.maintenanceMarginFraction") {
		b.broken = true
	}
	if f := rules.MaintenanceMarginFraction; f != nil {
		flat, err := margin.FlatSchedule(f.Decimal)
		if err != nil {
			b.broken = true
			errs.place("account.rules.maintenanceMarginFraction", err)
		} else {
			b.flat = &flat
		}
	}
	at := (*path)(nil).member("account").member("rules").member("tiers")
	for _, name := range slices.Sorted(maps.Keys(rules.Tiers)) {
		here := at.member(name)
		symbol, err := margin.ParseSymbol(name)
		if err != nil {
			errs.place(here.String(), err)
			continue
		}
		if _, ok := b.tiers[symbol.Key()]; ok {
			errs.add(here.String(), "a second list of tiers for "+symbol.Key(), "one list for each coin, whatever its multiplier")
			continue
		}
		b.tiers[symbol.Key()] = readTiers(symbol, rules.Tiers[name], here, errs)
	}
}

// readTiers builds a schedule, or a stand-in where the tiers are in error.
func readTiers(symbol margin.Symbol, tiers []Tier, at *path, errs *collector) margin.Schedule {
	list := make([]margin.Tier, len(tiers))
	for i, t := range tiers {
		here := at.element(i)
		list[i] = margin.Tier{
			MinNotional:               t.MinNotional.Decimal,
			MaintenanceMarginFraction: t.MaintenanceMarginRate.Decimal,
		}
		if t.MaxNotional != nil {
			list[i].MaxNotional = t.MaxNotional.Decimal
			errs.positive(t.MaxNotional, here.member("maxNotional"))
		}
		if t.MaxLeverage != nil {
			list[i].MaxLeverage = t.MaxLeverage.Decimal
			errs.positive(t.MaxLeverage, here.member("maxLeverage"))
		}
		if t.MaintenanceAmount != nil {
			list[i].Deduction, list[i].DeductionGiven = t.MaintenanceAmount.Decimal, true
		}
		if s, err := margin.ParseSymbol(t.Symbol); t.Symbol != "" && (err != nil || s.Key() != symbol.Key()) {
			errs.add(here.member("symbol").String(), clip(t.Symbol), symbol.Name+", the symbol of the list")
		}
		if t.Currency != "" && t.Currency != symbol.Quote {
			errs.add(here.member("currency").String(), clip(t.Currency), symbol.Quote+", the quote asset")
		}
	}
	s, err := margin.NewSchedule(list)
	if err != nil {
		errs.place(at.String(), err)
		return standIn()
	}
	return s
}

// standIn returns a schedule for a symbol whose rules are in error, so that the
// rest of its position can still be checked. It never reaches an answer.
func standIn() margin.Schedule {
	s, err := margin.NewSchedule([]margin.Tier{{}})
	if err != nil {
		panic("wire: the schedule without margin is refused: " + err.Error())
	}
	return s
}

// schedule returns the schedule of a symbol; at is the place of its name.
func (b *ruleBook) schedule(s margin.Symbol, at *path, errs *collector) margin.Schedule {
	if found, ok := b.found[s.Name]; ok {
		return found
	}
	if tiers, ok := b.tiers[s.Key()]; ok {
		b.found[s.Name] = tiers
		return tiers
	}
	if b.flat != nil {
		return *b.flat
	}
	if b.venue != nil {
		if found, ok := b.venue.Schedule(s); ok {
			b.found[s.Name] = found
			return found
		}
	}
	if !b.broken {
		b.reportMissing(s, at, errs)
	}
	return standIn()
}

func (b *ruleBook) reportMissing(s margin.Symbol, at *path, errs *collector) {
	b.missing++
	if b.venue == nil {
		errs.add(at.String(), clip(s.Name), "a symbol that account.rules.tiers lists, or a maintenanceMarginFraction in account.rules, or a venue")
		return
	}
	want := "a symbol of " + b.venue.Name + " or of account.rules.tiers"
	if b.missing <= maxSuggested {
		if near := b.venue.Suggest(s.Name); len(near) > 0 {
			want += " (did you mean " + strings.Join(near, " or ") + "?)"
		}
	}
	errs.add(at.String(), clip(s.Name), want)
}

// place adds an error of package margin whose paths are relative to at.
func (c *collector) place(at string, err error) {
	var one margin.FieldError
	var many margin.Errors
	switch {
	case errors.As(err, &many):
		for _, e := range many {
			c.add(at+e.Path, clip(e.Got), e.Want)
		}
	case errors.As(err, &one):
		c.add(at, clip(one.Got), one.Want)
	default:
		c.add(at, "a value refused", err.Error())
	}
}

// positive adds an error unless d is absent or above zero.
func (c *collector) positive(d *Decimal, at *path) {
	if d != nil && !d.IsPositive() {
		c.add(at.String(), d.String(), "a positive decimal")
	}
}
