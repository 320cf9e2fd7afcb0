package wire

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/plimsoll-risk/plimsoll/risk/margin"
)

// readCollateral reads how balances count.
func (b *ruleBook) readCollateral(errs *collector) {
	at := rulesPath().member("collateral")
	for i := range b.rules.Collateral {
		b.counted = append(b.counted, readCollateral(&b.rules.Collateral[i], at.element(i), errs))
	}
	mode := b.rules.EfficiencyMode
	if mode == "" || b.broken {
		return
	}
	var modes []string
	if b.venue != nil {
		modes = b.venue.Modes()
	}
	switch {
	case len(modes) == 0:
		errs.add("account.rules.efficiencyMode", clip(mode), "nothing: only a venue with efficiency modes, such as aave-v3-ethereum, takes one")
	case !slices.Contains(modes, mode):
		errs.add("account.rules.efficiencyMode", clip(mode), "one of "+strings.Join(modes, ", ")+DidYouMean(mode, modes))
	}
}

func readCollateral(c *CollateralRule, at *path, errs *collector) margin.Collateral {
	out := margin.Collateral{Asset: c.Asset}
	var err error
	switch {
	case len(c.Tiers) > 0 && c.Ratio != nil:
		errs.add(at.member("ratio").String(), c.Ratio.String(), "nothing beside tiers")
	case len(c.Tiers) > 0:
		list := make([]margin.RatioTier, len(c.Tiers))
		for i, t := range c.Tiers {
			list[i] = margin.RatioTier{MinQuantity: t.MinQuantity.Decimal, Ratio: t.Ratio.Decimal}
			if t.MaxQuantity != nil {
				list[i].MaxQuantity = t.MaxQuantity.Decimal
				errs.positive(t.MaxQuantity, at.member("tiers").element(i).member("maxQuantity"))
			}
		}
		if out.Ratio, err = margin.NewCollateralRatio(list); err != nil {
			errs.place(at.member("tiers").String(), err)
		}
	case c.Ratio != nil:
		if out.Ratio, err = margin.FlatRatio(c.Ratio.Decimal); err != nil {
			errs.place(at.member("ratio").String(), err)
		}
	}
	if c.LiquidationThreshold != nil {
		out.LiquidationThreshold = decimal.NewNullDecimal(c.LiquidationThreshold.Decimal)
	}
	out.LoanToValue = out.LiquidationThreshold
	if c.LoanToValue != nil {
		out.LoanToValue = decimal.NewNullDecimal(c.LoanToValue.Decimal)
	}
	return out
}

// collateral returns how a cross or named pool counts its balances: by the document's rules, all of them and in
// their order, then by the venue's for the other assets; nil where all of them count in full. at is the place of the pool.
func (b *ruleBook) collateral(balances []Balance, at *path, errs *collector) []margin.Collateral {
	var granted []string
	if b.venue != nil {
		granted = b.venue.Reserves()
	}
	if len(b.counted) == 0 && len(granted) == 0 {
		return nil
	}
	out := slices.Clone(b.counted)
	listed := map[string]bool{}
	for _, c := range out {
		listed[c.Asset] = true
	}
	for i, balance := range balances {
		switch asset := balance.Asset; {
		case listed[asset] || asset == "":
		case slices.Contains(granted, asset):
			reserve, ok := b.venue.Reserve(asset, b.rules.EfficiencyMode)
			if !ok { // the venue does not have the mode, which is reported on its own
				reserve, _ = b.venue.Reserve(asset, "")
			}
			out, listed[asset] = append(out, reserve.Collateral()), true
		default:
			errs.add(at.member("balances").element(i).member("asset").String(), clip(asset), b.wantedCollateral(asset, granted))
		}
	}
	return out
}

// wantedCollateral says what is wanted instead of an asset.
func (b *ruleBook) wantedCollateral(asset string, granted []string) string {
	if len(granted) == 0 {
		return "an asset that account.rules.collateral lists"
	}
	return "an asset that " + b.venue.Name + " takes as collateral (" + strings.Join(granted, ", ") + ") or that account.rules.collateral lists" + DidYouMean(asset, granted)
}
