package venue

import (
	"github.com/plimsoll-risk/plimsoll/risk/margin"
	"github.com/shopspring/decimal"
)

const gmxV1Name = "gmx-v1"

// gmxV1 returns the preset: one rule for every market.
func gmxV1() Venue {
	const (
		vault = "gmx-contracts fe55c4ba, contracts/core/VaultUtils.sol (2025-07-21)"
		fees  = "gmx-contracts fe55c4ba, scripts/core/setFees (2025-07-21)"
	)
	position := margin.Terms{
		InitialAt:       margin.AtEntry,
		MaintenanceAt:   margin.AtEntry,
		CloseFee:        margin.CloseFee{On: margin.FeeAtEntry, Rate: fraction("0.001")},
		InitialFraction: decimal.NewNullDecimal(fraction("0.02")),
		Floor:           margin.Floor{Amount: fraction("5"), Fees: margin.FeesWithin},
	}
	return Venue{
		Name:    gmxV1Name,
		Title:   "GMX v1 (GLP vault), one position a pool",
		Source:  vault,
		Trigger: margin.Below,
		Pools:   IsolatedOnly,
		Ladder: []Rung{
			{Threshold: margin.Threshold{Name: margin.LiquidationThreshold, Factor: fraction("1"), Trigger: margin.Below}, Source: vault, Verified: true},
			{Threshold: margin.Threshold{Name: "bankruptcy", Trigger: margin.Below}, Source: vault},
		},
		Steps: []Step{
			{Kind: CloseWhole, Text: "The position is closed at the oracle price. Below its fees nothing comes back and the liquidator gets the liquidation fee from the pool.", Source: vault},
			{Kind: WriteOff, Text: "A loss beyond the collateral is the pool's.", Source: vault},
		},
		Notes: []Note{
			{Text: "A position is liquidatable when what remains of its collateral after profit or loss is below its fees and the liquidation fee, or below a fiftieth of its size at entry; all strict.", Source: vault, Verified: true},
			{Text: "Collateral is frozen in dollars at deposit: give it as a balance in USD. Prices of the collateral token do not matter.", Source: vault},
			{Text: "The margin fee is 0.1 % of the size at entry. Give the borrow fee that has accrued as accrued costs.", Source: vault, Verified: true},
			{Text: "The liquidation fee is 5 dollars, the value in the scripts that set fees; a deploy script has 2. The live value was not verified.", Source: fees},
			{Text: "The maximum leverage is 50, as in the contract; the forum says that it was raised by vote. The live value was not verified.", Source: vault},
			{Text: "Below the fees the user gets nothing back; above them, and below a fiftieth of the size, what remains less the fee.", Source: vault},
			{Text: "Minimum and maximum oracle prices, and profits that do not count at first, are not modelled."},
		},
		dated: []dated{{date: "2025-07-21", reserves: "USD 1 1 1 0", flat: "0.02", terms: terms{isolated: position, pooled: position}}},
	}
}
