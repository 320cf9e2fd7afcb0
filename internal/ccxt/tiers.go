package ccxt

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/plimsoll-risk/plimsoll/internal/wire"
	"github.com/plimsoll-risk/plimsoll/risk/margin"
)

// readTiers takes the tiers of the symbols that there are positions in.
func (r *reader) readTiers(text []byte) {
	if text == nil {
		return
	}
	value, ok := parse(text, "tiers", r.faults)
	if !ok {
		return
	}
	all, ok := newObject(value, "tiers", "an object of lists by symbol, as fetchLeverageTiers returns it", r.faults)
	if !ok {
		return
	}
	for _, p := range r.positions {
		name := p.listed
		if !all.has(name) && p.symbol.Name != "" && r.options.Venue == "" {
			p.faults.add(p.at("symbol"), name, "a symbol that the tiers have, or --venue with one that has it")
		}
		if !all.has(name) || p.symbol.Name == "" || r.tiers[p.symbol.Name] != nil {
			continue
		}
		elements, ok := all.members[name].([]any)
		if !ok {
			r.faults.add(all.at(name), describe(all.members[name]), "a list of tiers")
			continue
		}
		tiers := []wire.Tier{}
		for i, e := range elements {
			if o, ok := newObject(e, fmt.Sprintf("%s[%d]", all.at(name), i), "a tier", r.faults); ok {
				tiers = append(tiers, readTier(o))
			}
		}
		r.tiers[p.symbol.Name] = tiers
	}
}

// readTier reads one tier. A rate above 1 / maxLeverage would liquidate a position as it is opened: it is then not a
// fraction but a percentage, or not a maintenance rate.
func readTier(o object) wire.Tier {
	for _, name := range []string{"minNotional", "maintenanceMarginRate"} {
		if !o.has(name) {
			o.faults.add(o.at(name), "nothing", "a number")
		}
	}
	rate, most := o.decimal("maintenanceMarginRate"), o.decimal("maxLeverage")
	if !most.Decimal.IsPositive() {
		most = decimal.NullDecimal{}
	}
	if most.Valid && rate.Decimal.Mul(most.Decimal).GreaterThan(decimal.NewFromInt(1)) {
		o.faults.add(o.at("maintenanceMarginRate"), rate.Decimal.String(),
			fmt.Sprintf("a fraction of at most 1 / maxLeverage = %s", margin.Quotient(decimal.NewFromInt(1), most.Decimal, 4)))
	}
	return wire.Tier{
		MinNotional:           written(o.decimal("minNotional").Decimal),
		MaxNotional:           optional(o.positive("maxNotional")),
		MaintenanceMarginRate: optional(rate),
		MaxLeverage:           optional(most),
	}
}
