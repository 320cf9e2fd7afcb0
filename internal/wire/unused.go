package wire

import (
	"fmt"
	"maps"
	"slices"

	"github.com/plimsoll-risk/plimsoll/risk"
	"github.com/plimsoll-risk/plimsoll/risk/margin"
)

// maxUnused bounds how many unused entries are spelled out.
const maxUnused = 10

// unused returns a sentence for every asset that has a volatility or a drift, but no price, and that the
// account neither holds nor trades: more likely a slip than part of a list of the whole market.
func (in *Input) unused() []string {
	used := map[string]bool{in.Account.Currency: true}
	for _, p := range in.Account.Pools {
		for _, b := range p.Balances {
			used[b.Asset] = true
		}
		for _, d := range p.Debts {
			used[d.Asset] = true
		}
		for _, q := range p.Positions {
			used[q.Symbol.Base], used[q.Symbol.Quote] = true, true
		}
	}
	for asset := range in.Market.Prices {
		used[asset] = true
	}
	var sentences []string
	more := 0
	for _, entry := range []struct {
		what   string
		assets []string
	}{
		{"volatility", slices.Sorted(maps.Keys(in.Market.Volatility))},
		{"volatility term", slices.Sorted(maps.Keys(in.Market.VolatilityTerm))},
		{"volatility term", slices.Sorted(maps.Keys(in.Market.VolatilityTerm))},
		{"drift", slices.Sorted(maps.Keys(in.Market.Drift))},
		{"model's entry", slices.Sorted(maps.Keys(in.Market.Model.Assets))},
	} {
		for _, asset := range entry.assets {
			switch {
			case used[asset]:
			case len(sentences) == maxUnused:
				more++
			default:
				sentences = append(sentences, fmt.Sprintf("The %s of %s is not used: the account neither holds nor trades it, and it has no price.", entry.what, clip(asset)))
			}
		}
	}
	if more > 0 {
		sentences = append(sentences, fmt.Sprintf("The same goes for %d more volatilities or drifts.", more))
	}
	return sentences
}

// unusedHistory returns a sentence for a history that nothing draws from.
func (in *Input) unusedHistory() []string {
	m := in.Market.Model
	switch {
	case m.History == nil || m.Kind == risk.Bootstrap || m.Kind == risk.FilteredHistorical:
		return nil
	case !in.asksSensitivity():
		return []string{"The history is not used: the model does not draw from it, and simulation.sensitivity is not asked for."}
	}
	var sentences []string
	for asset := range in.Market.VolatilityErrors(in.Account) {
		if !slices.Contains(m.History.Assets, asset) {
			sentences = []string{"The sensitivity has no case of " + modelFiltered + ": the history lacks an asset of the account."}
		}
	}
	return sentences
}

// unusedRules returns a sentence for every entry of the rules by symbol that no position has.
func (in *Input) unusedRules() []string {
	names, keys := map[string]bool{}, map[string]bool{}
	for _, p := range in.Account.Pools {
		for _, q := range p.Positions {
			names[q.Symbol.Name], keys[q.Symbol.Key()] = true, true
		}
	}
	r := in.Scenario.Account.Rules
	var sentences []string
	say := func(what, name string) {
		if len(sentences) < maxUnused {
			sentences = append(sentences, fmt.Sprintf("The %s of %s in the rules is not used: no position has that symbol.", what, clip(name)))
		}
	}
	for _, name := range slices.Sorted(maps.Keys(r.ContractSizes)) {
		if !names[name] {
			say("contract size", name)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(r.Ticks)) {
		if !names[name] {
			say("tick", name)
		}
	}
	for _, entry := range []struct {
		what  string
		names []string
	}{{"class of market", slices.Sorted(maps.Keys(r.Markets))}, {"open interest", slices.Sorted(maps.Keys(r.OpenInterest))}} {
		for _, name := range entry.names {
			if s, err := margin.ParseSymbol(name); err == nil && !keys[s.Key()] {
				say(entry.what, name)
			}
		}
	}
	return append(sentences, in.unusedSchedules(keys)...)
}

// unusedSchedules returns sentences for rules about margin that nothing comes under.
func (in *Input) unusedSchedules(keys map[string]bool) (sentences []string) {
	r := in.Scenario.Account.Rules
	var idle []string
	derived := false
	for _, name := range slices.Sorted(maps.Keys(r.Tiers)) {
		if s, err := margin.ParseSymbol(name); err == nil && !keys[s.Key()] {
			idle = append(idle, name)
		}
		for _, t := range r.Tiers[name] {
			derived = derived || t.MaintenanceMarginRate == nil
		}
	}
	switch {
	case len(idle) == 1:
		sentences = append(sentences, fmt.Sprintf("The tiers of %s in the rules are not used: no position has that symbol.", clip(idle[0])))
	case len(idle) > 1:
		sentences = append(sentences, fmt.Sprintf("The tiers of %s and %d more symbols in the rules are not used: no position has them.", clip(idle[0]), len(idle)-1))
	}
	if r.MaintenanceShare != nil && !derived {
		sentences = append(sentences, "The maintenanceShare of the rules is not used: it is for tiers in the rules that state no maintenanceMarginRate.")
	}
	debts := false
	for _, p := range in.Account.Pools {
		debts = debts || len(p.Debts) > 0
	}
	if r.DebtMaintenanceMarginFraction != nil && !debts {
		sentences = append(sentences, "The debtMaintenanceMarginFraction of the rules is not used: no pool has a debt.")
	}
	if len(r.OpenInterest) > 0 && !in.interestMatters {
		sentences = append(sentences, "The openInterest of the rules is not used: no initial margin here rises with it.")
	}
	return sentences
}
