package venue

import "github.com/plimsoll-risk/plimsoll/risk/margin"

const genericName = "generic"

// generic returns a preset that is no venue's: one maintenance fraction for all.
func generic() Venue {
	return Venue{
		Name:    genericName,
		Title:   "No venue in particular: half a per cent of maintenance margin",
		Source:  "a round figure, of the size of the lowest brackets of several exchanges",
		Trigger: margin.Below,
		Ladder: []Rung{
			{Threshold: margin.Threshold{Name: margin.LiquidationThreshold, Factor: fraction("1"), Trigger: margin.Below}},
			{Threshold: margin.Threshold{Name: "bankruptcy", Trigger: margin.Below}},
		},
		Steps: []Step{{Kind: TakeOver, Text: "All positions are taken over at the bankruptcy price."}},
		Notes: []Note{
			{Text: "Maintenance margin is 0.5 % of the notional at mark of any linear contract, at any size, and there is no fee. Liquidation is where equity falls below it."},
			{Text: "For comparisons and experiments; no exchange has these rules."},
		},
		dated: []dated{{date: "2026-01-01", flat: "0.005"}},
	}
}
