package venue

import (
	_ "embed" // for the brackets

	"github.com/plimsoll-risk/plimsoll/risk/margin"
)

const binanceUSDMName = "binance-usdm"

//go:embed data/binance-usdm-2026-05-01.txt
var binanceUSDM20260501 string

// binanceUSDM returns the preset without a table chosen.
func binanceUSDM() Venue {
	const (
		protocols   = "Binance Futures FAQ, Liquidation Protocols (360033525271)"
		maintenance = "Binance Futures FAQ, Leverage and Margin of USDT-M Futures (ceccfcfb4e3a45e3b48b0b1bb1a8ae46)"
		price       = "Binance Futures FAQ, How to Calculate Liquidation Price (b3c689c1f50a44cabb3a84e663b81d93)"
	)
	return Venue{
		Name:   binanceUSDMName,
		Title:  "Binance USDⓈ-M futures, single-asset mode",
		Source: "exchange API, as served about 2026-05-01",
		// The FAQ gives both readings; see the first note.
		Trigger: margin.AtOrBelow,
		Wallets: WalletPerAsset,
		Notes: []Note{
			{Text: "A pool is liquidated when its margin ratio, maintenance margin over margin balance, reaches 100 %, so equality liquidates; the same page also says that collateral falls below maintenance margin.", Source: protocols},
			{Text: "Maintenance margin is notional at mark times the bracket's rate minus its maintenance amount, and continuous at every edge: so for all 716 symbols of the table.", Source: maintenance, Verified: true},
			{Text: "The liquidation price uses the bracket at that price, with all other marks held.", Source: price, Verified: true},
			{Text: "Initial margin is notional at mark, not at entry, over leverage.", Source: "exchange API, position risk v3, an observed reply", Verified: true},
			{Text: "In hedge mode both legs are charged maintenance margin, without netting; in a cross pool they share one liquidation price.", Source: price},
			{Text: "Each margin asset, USDT or USDC, has a wallet of its own behind the cross positions that settle in it.", Source: price},
			{Text: "Brackets change often; a position can come closer to liquidation without any move of its price."},
			{Text: "The insurance clearance fee, automatic margin addition and the order in which cross positions are reduced are not modelled: no published figures were found."},
			{Text: "Multi-assets mode and portfolio margin are other rules, with collateral ratios, and are not this preset."},
			{Text: "Dated futures are treated as perpetuals: delivery at expiry is not modelled."},
		},
		Ladder: binanceLadder(protocols),
		Steps:  binanceSteps(protocols),
		dated:  []dated{{date: "2026-05-01", packed: binanceUSDM20260501}},
	}
}

// binanceLadder is that of both futures wallets.
func binanceLadder(source string) []Rung {
	return []Rung{
		// A margin ratio of 80 %.
		{Threshold: margin.Threshold{Name: "warning", Factor: fraction("1.25"), Trigger: margin.AtOrBelow}, Source: source},
		{Threshold: margin.Threshold{Name: margin.LiquidationThreshold, Factor: fraction("1"), Trigger: margin.AtOrBelow}, Source: source, Verified: true},
		{Threshold: margin.Threshold{Name: "bankruptcy", Trigger: margin.Below}, Source: "Binance Futures FAQ, Insurance Fund History (360033525371)"},
	}
}

// binanceSteps is what follows a liquidation in both futures wallets.
func binanceSteps(source string) []Step {
	return []Step{
		{Kind: CancelOrders, Text: "All open orders are cancelled.", Source: source},
		{Kind: ReduceToTier, Text: "One large immediate-or-cancel order reduces the position; a fee is charged on the amount closed, and it stops where the rest is compliant.", Source: source},
		{Kind: TakeOver, Text: "What is left is closed at the bankruptcy price, and the insurance fund takes over.", Source: source},
		{Kind: Deleverage, Text: "Where the fund cannot, counterparties are deleveraged.", Source: source},
	}
}
