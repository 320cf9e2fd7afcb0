package wire

import (
	"fmt"
	"maps"
	"slices"

	"github.com/shopspring/decimal"
)

const (
	// unlikelyVolatility is an annual volatility that few assets have had over a year: more likely a figure in percent.
	unlikelyVolatility = 5
	// unlikelyMove is a ratio of mark and entry price that suggests prices in different units.
	unlikelyMove = 50
)

// unlikely returns a sentence for each figure that is allowed, but looks like one in another unit.
func (in *Input) unlikely() (sentences []string) {
	for _, asset := range slices.Sorted(maps.Keys(in.Market.Volatility)) {
		if v := in.Market.Volatility[asset]; v > unlikelyVolatility && len(sentences) < maxUnused {
			sentences = append(sentences, fmt.Sprintf("The volatility of %s is %g, which is %g %% a year: volatilities are fractions.", clip(asset), v, 100*v))
		}
	}
	most := decimal.NewFromInt(unlikelyMove)
	for _, p := range in.Account.Pools {
		for _, q := range p.Positions {
			coin, ok := in.Account.Price(in.Market.Prices, q.Symbol.Base)
			quote, known := in.Account.Price(in.Market.Prices, q.Symbol.Quote)
			if !ok || !known || !q.MarkPrice.IsZero() || !q.EntryPrice.IsPositive() {
				continue
			}
			mark, entry := coin.Mul(q.Symbol.Multiplier), q.EntryPrice.Mul(quote)
			if (mark.GreaterThan(entry.Mul(most)) || entry.GreaterThan(mark.Mul(most))) && mark.IsPositive() && len(sentences) < maxUnused {
				sentences = append(sentences, fmt.Sprintf("The price of %s and the entry price of %s are more than a factor of %d apart: prices are per single coin, entry prices per unit of the symbol.", clip(q.Symbol.Base), clip(q.Symbol.Name), unlikelyMove))
			}
		}
	}
	return sentences
}
