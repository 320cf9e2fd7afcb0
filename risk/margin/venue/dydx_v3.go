package venue

import (
	_ "embed" // for the markets

	"github.com/plimsoll-risk/plimsoll/risk/margin"
)

const dydxV3Name = "dydx-v3"

//go:embed data/dydx-v3-2022-02-11.txt
var dydxV320220211 string

// dydxV3 returns the preset without a table chosen.
func dydxV3() Venue {
	const (
		docs   = "dYdX v3 API documentation, perpetual contracts"
		chain  = "stark-perpetual 40f02826, position/status.cairo (2023-11-22)"
		client = "v4-abacus 88d9f96e, SubAccountCalculator.kt (2023-09-22)"
		api    = "exchange API, markets, a reply of 2022-02-11"
	)
	return Venue{
		Name:    dydxV3Name,
		Title:   "dYdX v3 (StarkEx), cross margin; closed in 2024",
		Source:  api,
		Trigger: margin.Below,
		Ladder: []Rung{
			{Threshold: margin.Threshold{Name: margin.LiquidationThreshold, Factor: fraction("1"), Trigger: margin.Below}, Source: chain},
			{Threshold: margin.Threshold{Name: "bankruptcy", Trigger: margin.Below}, Source: "stark-perpetual 40f02826, transactions/deleverage.cairo (2023-11-22)"},
		},
		Steps: []Step{
			{Kind: TakeOver, Text: "Positions are closed at a price that keeps the ratio of account value to requirement; gain or loss goes to the insurance fund.", Source: docs},
			{Kind: Deleverage, Text: "With the fund empty, the positions with most profit and leverage are closed against it.", Source: docs},
		},
		Notes: []Note{
			{Text: "An account is liquidated when its value falls below the sum of its maintenance requirements; on the chain equality is safe.", Source: chain},
			{Text: "Above a baseline size the initial fraction rises by an increment for each whole step; the maintenance fraction does not.", Source: client},
			{Text: "Isolated margin was another account; the oracle price is that of the account's value, not the index price.", Source: docs},
			{Text: "The exchange's own backend was not public: the rules are those of its documents, its client and the chain."},
		},
		dated: []dated{{date: "2022-02-11", reserves: "USDC 1 1 1 0", markets: dydxV320220211}},
	}
}
