package venue

import (
	_ "embed" // for the ratios

	"github.com/plimsoll-risk/plimsoll/risk/margin"
)

const binanceMultiName = "binance-usdm-multi"

//go:embed data/binance-multi-assets-2021-05-28.txt
var binanceMulti20210528 string

// binanceMulti returns the preset without a table chosen: the brackets of binance-usdm with ratios on balances.
func binanceMulti() Venue {
	const (
		protocols = "Binance Futures FAQ, Liquidation Protocols (360033525271)"
		multi     = "Binance Futures FAQ, Multi-Assets Mode (29b45c485d664028b9ca1cdf90b24f6f)"
		ratios    = "Binance Futures, multi-asset collateral ratios, as published 2021-05-28"
	)
	return Venue{
		Name:    binanceMultiName,
		Title:   "Binance USDⓈ-M futures, multi-assets mode (cross margin only)",
		Source:  "brackets: exchange API, as served about 2026-05-01; " + ratios,
		Trigger: margin.AtOrBelow,
		Pools:   CrossOnly,
		Ladder:  binanceLadder(protocols),
		Steps:   binanceSteps(protocols),
		Notes: []Note{
			{Text: "Every asset of the futures wallet is collateral for contracts of every margin asset, at its value times its collateral ratio.", Source: multi},
			{Text: "Ratios apply to positive wallet balances; negative ones and unrealised profit count in full. The account is liquidated when margin balance in dollars falls to maintenance margin."},
			{Text: "The ratios are those of 2021-05-28. A later, undated page has a haircut of 2.5 % on BTC and of 5 % on BNB; no current table was found.", Source: ratios},
			{Text: "The maximum amount of an asset that counts, and the automatic exchange of collateral into an asset with a negative balance, are not modelled.", Source: multi},
			{Text: "What a deficit costs in collateral is the deficit over the ratio.", Source: ratios, Verified: true},
			{Text: "Brackets and the other rules are those of binance-usdm."},
		},
		dated: []dated{{date: "2026-05-01", packed: binanceUSDM20260501, reserves: binanceMulti20210528}},
	}
}
