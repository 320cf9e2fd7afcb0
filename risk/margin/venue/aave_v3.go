package venue

import (
	_ "embed" // for the reserves

	"github.com/plimsoll-risk/plimsoll/risk/margin"
)

const aaveV3Name = "aave-v3-ethereum"

var (
	//go:embed data/aave-v3-ethereum-2023-10-31.txt
	aaveV320231031 string
	//go:embed data/aave-v3-ethereum-2026-03-17.txt
	aaveV320260317 string
)

// aaveV3 returns the preset without a table chosen.
func aaveV3() Venue {
	const (
		logic       = "aave-v3-origin v3.7, GenericLogic.sol (2026-06-19)"
		liquidation = "aave-v3-origin v3.7, LiquidationLogic.sol (2026-06-19)"
		before      = "aave-v3-origin, docs/3.3/Aave-v3.3-features.md"
		snapshot    = "aave-proposals-v3, report AaveV3Ethereum_UpgradeAaveV3ETHPooolWETHParameters_20231031"
		later       = "aave-proposals-v3 and protocol-v3.7-upgrade, diffs to 2026-03"
	)
	half := margin.CloseFactor{Share: fraction("0.5"), HealthAbove: fraction("0.95")}
	sized := half
	sized.OfTotal, sized.Smallest = margin.AllDebts, fraction("2000")
	return Venue{
		Name:    aaveV3Name,
		Title:   "Aave v3, Ethereum core market",
		Source:  snapshot + "; " + later,
		Trigger: margin.Below,
		Pools:   LendingOnly,
		Ladder: []Rung{
			{Threshold: margin.Threshold{Name: margin.LiquidationThreshold, Factor: fraction("1"), Trigger: margin.Below}, Source: logic, Verified: true},
			{Threshold: margin.Threshold{Name: "bankruptcy", Trigger: margin.Below}, Source: liquidation},
		},
		Steps: []Step{
			{Kind: SeizeForDebt, Share: fraction("0.5"), Above: fraction("2000"), Text: "A liquidator repays a part of one debt, as the close factor says, and takes collateral worth that and the bonus of its reserve.", Source: liquidation},
			{Kind: WriteOff, Text: "When no collateral is left, the remaining debt is booked as a deficit of its reserve.", Source: liquidation},
		},
		Notes: []Note{
			{Text: "An account is liquidatable when its health factor, collateral times liquidation thresholds over debts, is below 1; at 1 it is safe.", Source: logic, Verified: true},
			{Text: "In an efficiency mode its thresholds replace those of the assets in it; others keep their own.", Source: logic, Verified: true},
			{Text: "An asset that is not enabled as collateral covers nothing: give it a liquidation threshold of 0.", Source: logic},
			{Text: "Up to half of all debts may be repaid while the health factor is above 0.95 and the debt and the collateral in question are worth 2000 dollars or more each; otherwise all of the debt.", Source: liquidation, Verified: true},
			{Text: "Before version 3.3, and with a date before 2026-03-17, it is half of the one debt above 0.95, at any size.", Source: before, Verified: true},
			{Text: "The chain rounds collateral down and debt up to 1e-8 dollars; here both are exact, so a verdict can differ within that."},
			{Text: "The table of 2023-10-31 is a labelled snapshot.", Source: snapshot},
			{Text: "The table of 2026-03-17 has the latest values found: UNI, MKR, USDC, USDT and DAI of that day, decoded from raw configuration words; wstETH of 2025-07-21, AAVE of 2025-02-24, LINK of 2024-09-26; " +
				"WETH and WBTC of 2023-10-31, though a reduction of WBTC to 70/77 was proposed.", Source: later},
			{Text: "The assets of the ETH-correlated mode are not from the sources; its terms of 2026 are as proposed and quoted in forum posts."},
			{Text: "Interest, liquidation grace periods, isolation mode before 3.7 and capped oracle adapters are not modelled."},
		},
		dated: []dated{
			{date: "2023-10-31", reserves: aaveV320231031, closeFactor: half},
			{date: "2026-03-17", reserves: aaveV320260317, closeFactor: sized},
		},
	}
}
