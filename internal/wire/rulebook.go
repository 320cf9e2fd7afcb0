package wire

import (
	"maps"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/plimsoll-risk/plimsoll/risk/margin"
	"github.com/plimsoll-risk/plimsoll/risk/margin/venue"
)

// A ruleBook resolves symbols to maintenance schedules and terms: tiers given in the
// document come first, then its flat fraction, then the venue, then the document's fallback. Terms that
// the document gives replace those of the venue.
type ruleBook struct {
	rules    Rules
	trigger  margin.Trigger
	tiers    map[string]margin.Schedule // by symbol key
	flat     *margin.Schedule
	fallback *margin.Schedule
	classes  map[string]venue.Market    // chosen in the document, by symbol key
	interest map[string]decimal.Decimal // open interest by symbol key
	counted  []margin.Collateral        // the document's own
	venue    *venue.Venue
	asOf     string
	broken   bool // what could have named a symbol's schedule is in error
	found    map[string]margin.Schedule
	missing  int
	notes    []string // what was assumed
	fell     map[string]bool
	// interestMatters reports whether open interest that is given can raise some initial margin.
	interestMatters bool
}

// maxSuggested bounds for how many unknown symbols the venue's whole list is
// searched for similar ones.
const maxSuggested = 100

func newRuleBook(a *Account, errs *collector) *ruleBook {
	b := &ruleBook{trigger: margin.Below, tiers: map[string]margin.Schedule{}, found: map[string]margin.Schedule{}, fell: map[string]bool{}}
	if a.Rules != nil {
		b.rules = *a.Rules
	}
	b.readVenue(a.Venue, errs)
	b.readSchedules(errs)
	b.readMarkets(errs)
	b.readCollateral(errs)
	b.readTerms(errs)
	if a.Venue == "" && a.Rules == nil {
		b.broken = true
		errs.add("account.venue", "nothing", "a venue, one of "+strings.Join(venue.Names(), ", ")+", or account.rules")
	}
	if b.rules.Trigger == margin.AtOrBelow.String() {
		b.trigger = margin.AtOrBelow
	} else if b.rules.Trigger == "" && b.venue != nil {
		b.trigger = b.venue.Trigger
	}
	return b
}

func (b *ruleBook) readVenue(name string, errs *collector) {
	asOf := b.rules.AsOf
	if name == "" {
		b.broken = errs.known("account.venue")
		if asOf != "" {
			errs.add("account.rules.asOf", clip(asOf), "no date without a venue, whose dated tables it picks from")
		}
		return
	}
	v, ok := venue.Get(name)
	if !ok {
		b.broken = true
		errs.add("account.venue", clip(name), wantedVenue(name))
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

// wantedVenue says what is wanted instead of a name.
func wantedVenue(name string) string {
	return "one of " + strings.Join(venue.Names(), ", ") + DidYouMean(name, venue.Names())
}

// rulesPath is the place of the rules in the document.
func rulesPath() *path { return (*path)(nil).member("account").member("rules") }

// readSchedules reads what the document says of maintenance margin.
func (b *ruleBook) readSchedules(errs *collector) {
	if errs.known("account.rules") || errs.known("account.rules.tiers") || errs.known("account.rules.maintenanceMarginFraction") || errs.known("account.rules.fallbackMaintenanceMarginFraction") {
		b.broken = true
	}
	b.flat = b.readFlat(b.rules.MaintenanceMarginFraction, "maintenanceMarginFraction", errs)
	b.fallback = b.readFlat(b.rules.FallbackMaintenanceMarginFraction, "fallbackMaintenanceMarginFraction", errs)
	if b.fallback != nil && b.venue == nil {
		errs.add("account.rules.fallbackMaintenanceMarginFraction", b.rules.FallbackMaintenanceMarginFraction.String(), "nothing without a venue, whose unlisted symbols it is for: maintenanceMarginFraction covers all symbols")
	}
	at := rulesPath().member("tiers")
	for _, name := range slices.Sorted(maps.Keys(b.rules.Tiers)) {
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
		b.tiers[symbol.Key()] = readTiers(symbol, b.rules.Tiers[name], b.rules.MaintenanceShare, here, errs)
	}
}

func (b *ruleBook) readFlat(fraction *Decimal, name string, errs *collector) *margin.Schedule {
	if fraction == nil {
		return nil
	}
	flat, err := margin.FlatSchedule(fraction.Decimal)
	if err != nil {
		b.broken = true
		errs.place("account.rules."+name, err)
		return nil
	}
	return &flat
}

// resolve gives a position its schedule and terms; at is the place of its symbol.
func (b *ruleBook) resolve(q *margin.Position, kind margin.Kind, at *path, errs *collector) {
	base := margin.Terms{}
	if b.venue != nil {
		base = b.venue.BaseTerms(q.Symbol, kind)
	}
	own, ok := b.own(q.Symbol)
	switch market, listed := b.market(q.Symbol); {
	case ok:
		q.Schedule = own
	case listed:
		q.Schedule = market.Schedule()
		interest, given := b.interest[q.Symbol.Key()]
		base = market.Terms(base, q.Size, interest)
		b.interestMatters = b.interestMatters || given && (!market.Initial.UpperOpenInterest.IsZero() || !market.Initial.PerOpenInterest.IsZero())
	default:
		q.Schedule = b.schedule(q.Symbol, at, errs)
	}
	q.Terms = b.terms(base, q.Symbol)
	if q.Symbol.Inverse() && errs.known(at.String()) && q.Terms.ContractSize.IsZero() {
		q.Terms.ContractSize = decimal.NewFromInt(1) // a stand-in, as the schedule
	}
}

// own returns the schedule that the document gives for a symbol.
func (b *ruleBook) own(s margin.Symbol) (margin.Schedule, bool) {
	if tiers, ok := b.tiers[s.Key()]; ok {
		return tiers, true
	}
	if b.flat != nil {
		return *b.flat, true
	}
	return margin.Schedule{}, false
}

// market returns the market of a symbol, where the venue states fractions by market.
func (b *ruleBook) market(s margin.Symbol) (venue.Market, bool) {
	if m, ok := b.classes[s.Key()]; ok {
		return m, true
	}
	if b.venue == nil {
		return venue.Market{}, false
	}
	return b.venue.Market(s.Key())
}

// schedule returns the venue's schedule of a symbol or the fallback; at is the place of its name.
func (b *ruleBook) schedule(s margin.Symbol, at *path, errs *collector) margin.Schedule {
	if found, ok := b.found[s.Name]; ok {
		return found
	}
	if b.venue != nil {
		if found, ok := b.venue.Schedule(s); ok {
			b.found[s.Name] = found
			return found
		}
	}
	if b.fallback != nil {
		if !b.fell[s.Name] {
			b.fell[s.Name] = true
			b.notes = append(b.notes, b.venue.Name+" does not list "+clip(s.Name)+": the fallback maintenance margin fraction, "+b.rules.FallbackMaintenanceMarginFraction.String()+", is used.")
		}
		return *b.fallback
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
	switch listed := b.venue.Symbols(); {
	case len(b.venue.Markets()) > 0:
		want = "a symbol of " + b.venue.Name + ", or a class of market for it in account.rules.markets, or tiers in account.rules.tiers"
	case len(listed) == 0:
		want = "tiers for it in account.rules.tiers, or a maintenanceMarginFraction in account.rules: " + b.venue.Name + " lists no symbols"
	case b.missing <= maxSuggested:
		if near := b.venue.Suggest(s.Name); len(near) > 0 {
			want += " (did you mean " + strings.Join(near, " or ") + "?)"
		}
	}
	errs.add(at.String(), clip(s.Name), want)
}
