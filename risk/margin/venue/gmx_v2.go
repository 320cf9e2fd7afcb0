package venue

import (
	_ "embed" // for the markets

	"github.com/plimsoll-risk/plimsoll/risk/margin"
)

const gmxV2Name = "gmx-v2"

//go:embed data/gmx-v2-2026-03-13.txt
var gmxV220260313 string

// gmxV2 returns the preset without a table chosen.
func gmxV2() Venue {
	const (
		utils  = "gmx-synthetics a5c0c883, contracts/position/PositionUtils.sol (2026-03-13)"
		config = "gmx-synthetics a5c0c883, config/general.ts and config/markets.ts (2026-03-13)"
	)
	position := margin.Terms{
		InitialAt:     margin.AtEntry,
		MaintenanceAt: margin.AtEntry,
		CloseFee:      margin.CloseFee{On: margin.FeeAtEntry, Rate: fraction("0.0006")},
		Floor:         margin.Floor{Amount: fraction("1")},
	}
	return Venue{
		Name:    gmxV2Name,
		Title:   "GMX v2 (synthetics) on Arbitrum, one position a pool",
		Source:  config,
		Trigger: margin.Below,
		Pools:   IsolatedOnly,
		Ladder: []Rung{
			{Threshold: margin.Threshold{Name: margin.LiquidationThreshold, Factor: fraction("1"), Trigger: margin.Below}, Source: utils, Verified: true},
			{Threshold: margin.Threshold{Name: "bankruptcy", Trigger: margin.Below}, Source: utils},
		},
		Steps: []Step{
			{Kind: CloseWhole, Fee: fraction("0.0045"), Text: "The position is closed at the oracle price; the liquidation fee is .2 % in most markets, .3 % in synthetic and single-token ones and more in a few. Left-over collateral goes to the user.", Source: config},
			{Kind: WriteOff, Text: "A loss beyond the collateral is the pool's.", Source: utils},
		},
		Notes: []Note{
			{Text: "A position is liquidatable when its collateral with profit or loss, less the costs of closing, is below 1 dollar, not above 0, or below the minimum collateral factor of its size at entry.", Source: utils, Verified: true},
			{Text: "Collateral is tokens: give it as a balance in its own asset, whose price moves the position too.", Source: utils, Verified: true},
			{Text: "The closing fee is that of a close with negative price impact, 0.06 % of the size at entry. Give borrowing and funding that have accrued as accrued costs.", Source: config},
			{Text: "The liquidation fee is no part of the trigger.", Source: utils, Verified: true},
			{Text: "A gain by price impact counts nothing and a loss at most a factor of the size, which is 0 in the base configuration, so impact does not count.", Source: config, Verified: true},
			{Text: "The collateral factor for opening rises in proportion to open interest, which is not part of the table: without it the factor is the minimum.", Source: utils, Verified: true},
			{Text: "A market that the table does not list has the base factor of 1 % unless its configuration says otherwise: choose the market base."},
			{Text: "Caps on the profits of traders, minimum and maximum oracle prices and the time-dependent parts of borrowing and funding are not modelled."},
			{Text: "Symbols are written against the US dollar, in which positions are valued: BTC/USD:USD."},
		},
		dated: []dated{{date: "2026-03-13", markets: gmxV220260313, terms: terms{isolated: position, pooled: position}}},
	}
}
