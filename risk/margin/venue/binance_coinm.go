package venue

import (
	"github.com/plimsoll-risk/plimsoll/risk/margin"
	"github.com/shopspring/decimal"
)

const binanceCoinMName = "binance-coinm"

// binanceCoinM returns the preset. No dated copy of its brackets was found, so it lists no symbols.
func binanceCoinM() Venue {
	const (
		protocols   = "Binance Futures FAQ, Liquidation Protocols (360033525271)"
		maintenance = "Binance Futures FAQ, Leverage and Margin (ceccfcfb4e3a45e3b48b0b1bb1a8ae46)"
		observed    = "exchange API, position risk of COIN-M, an observed reply"
	)
	return Venue{
		Name:    binanceCoinMName,
		Title:   "Binance COIN-M futures (inverse)",
		Source:  "Binance Futures FAQ and observed API replies; no brackets: give your own tiers",
		Trigger: margin.AtOrBelow,
		Wallets: WalletPerAsset,
		Ladder:  binanceLadder(protocols),
		Steps:   binanceSteps(protocols),
		Notes: []Note{
			{Text: "A contract is worth a fixed amount of US dollars and settles in its coin; margins, brackets and maintenance amounts are in that coin.", Source: observed, Verified: true},
			{Text: "The maintenance amount makes the margin continuous at every edge, as for USDT-M contracts.", Source: maintenance, Verified: true},
			{Text: "The contract size of BTC is 100 USD.", Source: observed, Verified: true},
			{Text: "The contract size of every other coin is taken to be 10 USD."},
			{Text: "The bracket tables of COIN-M contracts are not part of the preset: no dated public copy was found. Tiers are in the coin."},
			{Text: "Each coin has a wallet of its own behind the cross positions that settle in it.", Source: maintenance},
			{Text: "The insurance clearance fee is not modelled: no published figures were found."},
			{Text: "Dated futures are treated as perpetuals: delivery at expiry is not modelled."},
		},
		dated: []dated{{date: "2021-02-05", terms: terms{
			faces: map[string]decimal.Decimal{"BTC": fraction("100")},
			face:  fraction("10"),
		}}},
	}
}
