package venue

import (
	"slices"
	"strings"

	"github.com/plimsoll-risk/plimsoll/risk/margin"
	"github.com/shopspring/decimal"
)

// A Reserve is what a venue grants on an asset as collateral. Fractions of value.
type Reserve struct {
	Asset                string
	Ratio                decimal.Decimal // of its value in equity
	LoanToValue          decimal.Decimal
	LiquidationThreshold decimal.Decimal
	LiquidationBonus     decimal.Decimal // what a liquidator is paid on top; data for the action at liquidation
}

// Collateral returns the rule of a pool for its balance of the asset.
func (r Reserve) Collateral() margin.Collateral {
	ratio, err := margin.FlatRatio(r.Ratio)
	if err != nil {
		panic("venue: ratio of " + r.Asset + ": " + err.Error()) // the embedded data is broken; a test reads all of it
	}
	return margin.Collateral{Asset: r.Asset, Ratio: ratio,
		LiquidationThreshold: decimal.NewNullDecimal(r.LiquidationThreshold), LoanToValue: decimal.NewNullDecimal(r.LoanToValue)}
}

// reserves are a venue's reserves of one date. The zero value lists nothing.
type reserves struct {
	byAsset    map[string]Reserve
	categories map[string]category
}

// A category is an efficiency mode: its terms replace those of its assets.
type category struct {
	terms  Reserve
	assets []string
}

// newReserves parses lines "asset ratio loanToValue liquidationThreshold bonus", and, of an
// efficiency mode, "@name ratio loanToValue liquidationThreshold bonus asset ...". Lines that start with # are
// comments.
func newReserves(data string) reserves {
	r := reserves{byAsset: make(map[string]Reserve), categories: make(map[string]category)}
	for line := range strings.Lines(data) {
		fields := strings.Fields(line)
		if len(fields) < 5 || fields[0] == "#" {
			continue
		}
		entry := Reserve{Asset: fields[0], Ratio: fraction(fields[1]), LoanToValue: fraction(fields[2]),
			LiquidationThreshold: fraction(fields[3]), LiquidationBonus: fraction(fields[4])}
		if name, isCategory := strings.CutPrefix(fields[0], "@"); isCategory {
			r.categories[name] = category{entry, fields[5:]}
			continue
		}
		r.byAsset[entry.Asset] = entry
	}
	return r
}

// Reserve returns what the venue grants on an asset in an efficiency mode; "" is
// none. An asset outside the mode keeps its own terms. It reports false for an asset
// or a mode that the venue does not list.
func (v Venue) Reserve(asset, mode string) (Reserve, bool) {
	r, ok := v.reserves.byAsset[asset]
	if mode == "" || !ok {
		return r, ok
	}
	c, ok := v.reserves.categories[mode]
	if ok && slices.Contains(c.assets, asset) {
		r = c.terms
		r.Asset = asset
	}
	return r, ok
}

// Reserves returns the assets that the venue takes as collateral, in alphabetical
// order; none where every balance counts in full.
func (v Venue) Reserves() []string { return sorted(v.reserves.byAsset) }

// Modes returns the names of the venue's efficiency modes in alphabetical order.
func (v Venue) Modes() []string { return sorted(v.reserves.categories) }

func sorted[T any](m map[string]T) []string {
	names := make([]string, 0, len(m))
	for name := range m {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// A Mode is an efficiency mode: its terms replace those of its assets.
type Mode struct {
	Name   string
	Terms  Reserve // without an asset
	Assets []string
}

// Mode returns an efficiency mode by name.
func (v Venue) Mode(name string) (Mode, bool) {
	c, ok := v.reserves.categories[name]
	if !ok {
		return Mode{}, false
	}
	terms := c.terms
	terms.Asset = ""
	return Mode{Name: name, Terms: terms, Assets: slices.Clone(c.assets)}, true
}
