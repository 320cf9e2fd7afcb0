package wire

import (
	"fmt"
	"maps"
	"slices"

	"github.com/plimsoll-risk/plimsoll/risk"
	"github.com/plimsoll-risk/plimsoll/risk/margin"
)

func newFunding(rates map[string]FundingRate) map[string]risk.FundingRate {
	if len(rates) == 0 {
		return nil
	}
	out := map[string]risk.FundingRate{}
	for symbol, r := range rates {
		out[symbol] = risk.FundingRate{Rate: r.Rate.Decimal, IntervalHours: r.IntervalHours}
	}
	return out
}

// unusedRates returns a sentence for every funding rate that no position has, where the account trades its coin in another contract or
// nothing has its price, and for every interest rate of an asset that is not owed and has no price: slips rather than parts of a
// list of the whole market.
func (in *Input) unusedRates() []string {
	traded, coins, owed := map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, p := range in.Account.Pools {
		for _, q := range p.Positions {
			traded[q.Symbol.Key()] = true
			coins[q.Symbol.Base] = true
		}
		for _, d := range p.Debts {
			owed[d.Asset] = true
		}
	}
	var sentences []string
	more := 0
	say := func(sentence string) {
		if len(sentences) == maxUnused {
			more++
			return
		}
		sentences = append(sentences, sentence)
	}
	for _, name := range slices.Sorted(maps.Keys(in.Market.FundingRates)) {
		symbol, err := margin.ParseSymbol(name)
		if _, listed := in.Market.Prices[symbol.Base]; err == nil && !traded[symbol.Key()] && (coins[symbol.Base] || !listed) {
			say(fmt.Sprintf("The funding rate of %s is not used: the account has no position in it.", clip(name)))
		}
	}
	for _, asset := range slices.Sorted(maps.Keys(in.Market.BorrowRates)) {
		if _, listed := in.Market.Prices[asset]; !owed[asset] && !listed && asset != in.Account.Currency {
			say(fmt.Sprintf("The interest rate of %s is not used: the account does not owe it, and it has no price.", clip(asset)))
		}
	}
	if more > 0 {
		sentences = append(sentences, fmt.Sprintf("The same goes for %d more funding or interest rates.", more))
	}
	return sentences
}
