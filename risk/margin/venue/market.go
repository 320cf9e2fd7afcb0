package venue

import (
	"strings"

	"github.com/plimsoll-risk/plimsoll/risk/margin"
	"github.com/shopspring/decimal"
)

// A Market is what a venue asks of the positions on one symbol, or of a class of symbols, where
// it states fractions and no tiers.
type Market struct {
	Name                      string // a symbol, or a class such as small-cap
	Initial                   margin.InitialRule
	MaintenanceMarginFraction decimal.Decimal // zero where the venue states a share
	MaintenanceShare          decimal.Decimal // of the base initial fraction
	Alone                     bool            // a pool with a position in it has no other position
}

// MaintenanceFraction returns the fraction of the notional that is maintenance margin, exactly.
func (m Market) MaintenanceFraction() decimal.Decimal {
	if m.MaintenanceShare.IsPositive() {
		return m.Initial.Base.Mul(m.MaintenanceShare)
	}
	return m.MaintenanceMarginFraction
}

// Schedule returns the maintenance schedule: one fraction for every notional.
func (m Market) Schedule() margin.Schedule {
	s, err := margin.FlatSchedule(m.MaintenanceFraction())
	if err != nil {
		panic("venue: fraction of " + m.Name + ": " + err.Error()) // the embedded data is broken; a test reads all of it
	}
	return s
}

// Terms returns the venue's terms for a position of that size in this market with
// that open interest, in the quote asset; zero where it is not known, which leaves
// the initial margin at its base.
func (m Market) Terms(base margin.Terms, size, openInterest decimal.Decimal) margin.Terms {
	base.InitialFraction = decimal.NewNullDecimal(m.Initial.Fraction(size, openInterest))
	if m.MaintenanceShare.IsPositive() {
		base.Rounding.BaseFraction, base.Rounding.Share = m.Initial.Base, m.MaintenanceShare
	}
	return base
}

// newMarkets parses lines "name key=value ..." into markets by name. The value of the
// key class is the name of a market before it, whose values count where the line has
// none. Lines that start with # are comments.
func newMarkets(data string) map[string]Market {
	out := make(map[string]Market)
	for line := range strings.Lines(data) {
		fields := strings.Fields(line)
		if len(fields) < 2 || fields[0] == "#" {
			continue
		}
		m := Market{}
		for _, f := range fields[1:] {
			key, value, _ := strings.Cut(f, "=")
			switch key {
			case "class":
				m = out[value]
				continue
			case "alone":
				m.Alone = true
				continue
			}
			m.set(key, fraction(value))
		}
		m.Name = fields[0]
		out[m.Name] = m
	}
	return out
}

// set sets the field that a key of the packed form stands for.
func (m *Market) set(key string, value decimal.Decimal) {
	fields := map[string]*decimal.Decimal{
		"initial": &m.Initial.Base, "lower": &m.Initial.LowerOpenInterest, "upper": &m.Initial.UpperOpenInterest,
		"per": &m.Initial.PerOpenInterest, "baseline": &m.Initial.Baseline, "step": &m.Initial.Step,
		"increment": &m.Initial.Increment, "max": &m.Initial.MaxSize,
		"maintenance": &m.MaintenanceMarginFraction, "share": &m.MaintenanceShare,
	}
	to, ok := fields[key]
	if !ok {
		panic("venue: no field " + key) // the embedded data is broken; a test reads all of it
	}
	*to = value
}

// Market returns the market of a symbol, by its key, or of a class.
func (v Venue) Market(name string) (Market, bool) {
	m, ok := v.markets[name]
	return m, ok
}

// Markets returns the names of markets and classes in alphabetical order; none where the venue states tiers.
func (v Venue) Markets() []string { return sorted(v.markets) }
