package wire

import (
	"fmt"
	"maps"
	"slices"

	"github.com/plimsoll-risk/plimsoll/risk"
	"github.com/plimsoll-risk/plimsoll/risk/margin"
)

func newFunding(rates map[string]FundingRate) map[string]risk.FundingRate {
	out := map[string]risk.FundingRate{}
	for symbol, r := range rates {
		out[symbol] = risk.FundingRate{Rate: r.Rate.Decimal, IntervalHours: r.IntervalHours}
	}
	return out
}

// unusedRates returns a sentence for every funding rate that no position has, where the account trades its coin in another contract or
// nothing has its price: a slip rather than part of a list of the whole market.
func (in *Input) unusedRates() []string {
	used, coins := map[string]bool{}, map[string]bool{}
	for _, p := range in.Account.Pools {
		for _, q := range p.Positions {
			used[q.Symbol.Key()], coins[q.Symbol.Base] = true, true
		}
	}
	var sentences []string
	for _, name := range slices.Sorted(maps.Keys(in.Scenario.Market.FundingRates)) {
		symbol, err := margin.ParseSymbol(name)
		_, listed := in.Market.Prices[symbol.Base]
		if err == nil && !used[symbol.Key()] && (coins[symbol.Base] || !listed) && len(sentences) < maxUnused {
			sentences = append(sentences, fmt.Sprintf("The funding rate of %s is not used: the account has no position in it.", clip(name)))
		}
	}
	return sentences
}
