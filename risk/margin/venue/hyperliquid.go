package venue

import (
	_ "embed" // for the margin tiers

	"github.com/plimsoll-risk/plimsoll/risk/margin"
)

const hyperliquidName = "hyperliquid"

//go:embed data/hyperliquid-2026-08-22.txt
var hyperliquid20260822 string

// hyperliquid returns the preset without a table chosen.
func hyperliquid() Venue {
	const (
		liquidations = "Hyperliquid docs, trading/liquidations (2026-08-22)"
		margining    = "Hyperliquid docs, trading/margining (2026-08-22)"
		tiers        = "Hyperliquid docs, trading/margin-tiers (2026-08-22)"
		deleveraging = "Hyperliquid docs, trading/auto-deleveraging (2026-08-22)"
		observed     = "exchange API, clearinghouse state, observed replies"
	)
	return Venue{
		Name:    hyperliquidName,
		Title:   "Hyperliquid perpetuals, isolated and cross margin",
		Source:  tiers,
		Trigger: margin.Below,
		Ladder: []Rung{
			{Threshold: margin.Threshold{Name: margin.LiquidationThreshold, Factor: fraction("1"), Trigger: margin.Below}, Source: liquidations, Verified: true},
			// Two thirds, rounded up: the vault takes over rather too early.
			{Threshold: margin.Threshold{Name: "backstop", Factor: fraction("0.6666666666666666666666666667"), Trigger: margin.Below}, Source: liquidations},
			{Threshold: margin.Threshold{Name: "bankruptcy", Trigger: margin.Below}, Source: deleveraging},
		},
		Steps: []Step{
			{Kind: ReduceShare, Share: fraction("0.2"), Above: fraction("100000"), Text: "Market orders close the position, at first a fifth of one above 100000 USDC, after 30 seconds all of it; the margin that is left stays with the trader.", Source: liquidations},
			{Kind: TakeOver, Text: "Below two thirds of maintenance margin the vault takes the positions and their margin.", Source: liquidations},
			{Kind: Deleverage, Text: "Below zero, positions on the other side are closed at the previous mark.", Source: deleveraging},
		},
		Notes: []Note{
			{Text: "An isolated position is liquidated when its margin, and a cross account when its value, falls below maintenance margin; unrealised profit counts in both.", Source: liquidations, Verified: true},
			{Text: "Maintenance margin is half the initial margin at the maximum leverage of the notional's tier, less a deduction that makes it continuous.", Source: tiers, Verified: true},
			{Text: "The leverage a user chooses moves the liquidation price of isolated positions only.", Source: margining},
			{Text: "Below two thirds of maintenance margin a liquidator vault takes the positions with all their margin; there is no other clearance fee.", Source: liquidations},
			{Text: "Perpetuals are priced in USDT terms and pay USDC without conversion: write them BTC/USDC:USDC.", Source: margining},
			{Text: "Replies of March 2023 showed cross liquidation prices with maintenance margin held at today's mark; those of 2024 and later do not.", Source: observed, Verified: true},
			{Text: "An asset that the table does not list has one tier, at the maximum leverage that the exchange states for it: give it as your own tier."},
			{Text: "Portfolio margin and exchanges run by others (HIP-3) are other rules, and not this preset."},
		},
		dated: []dated{{date: "2026-08-22", reserves: "USDC 1 1 1 0", packed: hyperliquid20260822}},
	}
}
