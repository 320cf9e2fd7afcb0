package venue

import (
	"github.com/plimsoll-risk/plimsoll/risk/margin"
	"github.com/shopspring/decimal"
)

const bybitUTAName = "bybit-uta"

// bybitUTA returns the preset. No dated copy of the risk limits was found, so it lists no symbols.
func bybitUTA() Venue {
	const (
		adjustment = "Bybit help centre, Understanding the Adjustment and Impact of the New Margin Calculation (2025-09-18)"
		trading    = "Bybit help centre, Liquidation Process, Unified Trading Account (000001876)"
		glossary   = "Bybit help centre, Glossary, Unified Trading Account (2026-03-13)"
		observed   = "exchange API, positions v5, observed replies"
	)
	taker := margin.CloseFee{On: margin.FeeAtBankruptcy, Rate: fraction("0.00055")}
	taker2022 := margin.CloseFee{On: margin.FeeAtBankruptcy, Rate: fraction("0.0006")}
	// Inverse contracts are counted in US dollars.
	atEntry := margin.Terms{InitialAt: margin.AtEntry, MaintenanceAt: margin.AtEntry, CloseFee: taker2022}
	one := decimal.NewFromInt(1)
	return Venue{
		Name:    bybitUTAName,
		Title:   "Bybit unified trading account, isolated and cross margin",
		Source:  "Bybit help centre and observed API replies; no risk limits: give your own tiers",
		Trigger: margin.AtOrBelow,
		Ladder: []Rung{
			{Threshold: margin.Threshold{Name: margin.LiquidationThreshold, Factor: one, Trigger: margin.AtOrBelow}, Source: trading, Verified: true},
			{Threshold: margin.Threshold{Name: "bankruptcy", Trigger: margin.AtOrBelow}, Source: trading},
		},
		Steps: []Step{
			{Kind: CancelOrders, Text: "Orders are cancelled, of the contract in isolated margin, of the account in cross margin, where liabilities are then repaid from other assets.", Source: trading},
			{Kind: ReduceToTier, Text: "Positions above the lowest tier are reduced by fill-or-kill orders, one tier after the other.", Source: trading},
			{Kind: TakeOver, Text: "In the lowest tier the position is taken over at its bankruptcy price; what is closed better goes to the insurance fund.", Source: trading},
			{Kind: Deleverage, Text: "Counterparties are deleveraged when the insurance pool has lost too much.", Source: "Bybit API documentation, market/adl-alert"},
		},
		Notes: []Note{
			{Text: "Isolated margin is liquidated when the position's margin falls to its maintenance margin, cross margin when the account's maintenance rate reaches 100 %; equality liquidates.", Source: trading},
			{Text: "The fee to close, the taker fee on the notional at the bankruptcy price, is fixed at entry and part of both initial and maintenance margin.", Source: adjustment, Verified: true},
			{Text: "Since 2025-09-02 maintenance margin is on the mark, and so is initial margin under cross margin; before, both were on the average entry price, and are so with an earlier date.", Source: adjustment, Verified: true},
			{Text: "Where margin was added to an isolated position, the fee to close is that at its actual bankruptcy price: give the leverage that entry value over margin implies.", Source: observed, Verified: true},
			{Text: "The liquidation price of an isolated inverse position is that of the published formula, with and without extra margin.", Source: "Bybit help centre, Liquidation Price Calculation under Isolated Mode (2026-05-27)", Verified: true},
			{Text: "The taker fee is 0.055 %, that of an account without discounts; in replies of 2022, and with a date before 2025-09-02, 0.06 %. When it changed was not verified.", Source: observed, Verified: true},
			{Text: "The maintenance rate of cross margin is over the margin balance after collateral value ratios: " +
				"wallet balances, of which positive ones count at a ratio tiered by quantity, plus unrealised profit, less borrowings.", Source: glossary},
			{Text: "The ratios by asset and quantity are not part of the preset: no dated copy was found. USDT and USDC count in full; give the others as collateral rules."},
			{Text: "The risk limit tables are not part of the preset: no dated public copy was found. A deduction that makes them continuous is assumed."},
			{Text: "Session-average prices of USDC contracts, loss on active orders, different margins of hedged positions and portfolio margin are not modelled."},
			{Text: "Automatic margin replenishment is not modelled: each time it adds the position's initial margin from the available balance."},
		},
		dated: []dated{
			{date: "2022-07-13", reserves: "USDT 1 1 1 0\nUSDC 1 1 1 0", terms: terms{isolated: atEntry, pooled: atEntry, face: one}},
			{date: "2025-09-02", reserves: "USDT 1 1 1 0\nUSDC 1 1 1 0", terms: terms{
				isolated: margin.Terms{InitialAt: margin.AtEntry, CloseFee: taker},
				pooled:   margin.Terms{CloseFee: taker},
				face:     one,
			}},
		},
	}
}
