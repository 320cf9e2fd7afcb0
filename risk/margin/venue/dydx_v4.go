package venue

import (
	_ "embed" // for the liquidity tiers

	"github.com/plimsoll-risk/plimsoll/risk/margin"
)

const dydxV4Name = "dydx-v4"

//go:embed data/dydx-v4-2026-03-04.txt
var dydxV420260304 string

// dydxV4 returns the preset without a table chosen.
func dydxV4() Venue {
	const (
		risk     = "v4-chain 84d4664b, protocol/lib/margin/risk.go (2026-03-04)"
		lib      = "v4-chain 84d4664b, protocol/x/perpetuals/lib/lib.go (2026-03-04)"
		tier     = "v4-chain 84d4664b, protocol/x/perpetuals/types/liquidity_tier.go (2026-03-04)"
		genesis  = "v4-chain 84d4664b, protocol/testing/genesis.sh, and v4-documentation 3e475b73, governance.mdx"
		isolated = "v4-chain 84d4664b, protocol/x/subaccounts/keeper/isolated_subaccount.go (2026-03-04)"
		loss     = "v4-documentation 3e475b73, contract-loss-mechanism.mdx (2026-04-22)"
	)
	// USDC has six decimals on the chain.
	terms6 := margin.Terms{Rounding: margin.Rounding{Quantum: fraction("0.000001")}}
	return Venue{
		Name:    dydxV4Name,
		Title:   "dYdX v4 chain, cross subaccounts and isolated markets",
		Source:  genesis,
		Trigger: margin.Below,
		Ladder: []Rung{
			{Threshold: margin.Threshold{Name: margin.LiquidationThreshold, Factor: fraction("1"), Trigger: margin.Below}, Source: risk, Verified: true},
			{Threshold: margin.Threshold{Name: "bankruptcy", Trigger: margin.Below}, Source: loss, Verified: true},
		},
		Steps: []Step{
			{Kind: ReduceShare, Share: fraction("0.1"), Above: fraction("1000"), Fee: fraction("0.015"), Text: "In each block at most a tenth of a position, or 1000 USDC of it, is closed by an order at a price that worsens with the account's risk; the insurance fund pays or is paid the difference to the bankruptcy price.", Source: genesis},
			{Kind: Deleverage, Text: "Below zero, positions are closed at the bankruptcy price against accounts on the other side.", Source: loss},
		},
		Notes: []Note{
			{Text: "A subaccount is liquidatable when its net collateral is below its maintenance requirement and that is above zero; equality is safe, and a subaccount without a position never is.", Source: risk, Verified: true},
			{Text: "Maintenance margin is a share of the base initial fraction. Open interest and the leverage a user sets move the initial margin only.", Source: lib, Verified: true},
			{Text: "Between two bounds of open interest the initial fraction rises in a line to 1. Open interest is not part of the table: without it the fraction is the base.", Source: tier, Verified: true},
			{Text: "Amounts are whole millionths of USDC: notional is cut, margins are rounded up, maintenance margin twice.", Source: lib, Verified: true},
			{Text: "A subaccount with a position in an isolated market holds no other position; its margin is that of a cross one. Give it a pool of its own.", Source: isolated},
			{Text: "Only BTC and ETH are assigned to their liquidity tier here; of other markets name the tier.", Source: genesis},
			{Text: "The tiers are those of the genesis file and the documentation, which agree but for iml-5x, known to the documentation only. What governance has set on the live chain was not verified.", Source: genesis},
			{Text: "Only USDC counts as collateral."},
		},
		dated: []dated{{date: "2026-03-04", reserves: "USDC 1 1 1 0", markets: dydxV420260304, terms: terms{isolated: terms6, pooled: terms6}}},
	}
}
