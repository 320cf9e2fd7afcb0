package margin

import (
	"fmt"

	"github.com/shopspring/decimal"
)

// collateral checks a pool's rules for its balances, and its debts.
func (v *validation) collateral(path string, p *Pool) {
	listed := make(map[string]bool, len(p.Collateral))
	for i, c := range p.Collateral {
		at := fmt.Sprintf("%s.collateral[%d]", path, i)
		if v.name(at+".asset", c.Asset) && listed[c.Asset] {
			v.errs.add(at+".asset", shorten(c.Asset), "an asset that is not listed twice")
		}
		listed[c.Asset] = true
		v.share(at+".liquidationThreshold", c.LiquidationThreshold)
		v.share(at+".loanToValue", c.LoanToValue)
		if orOne(c.LoanToValue).GreaterThan(orOne(c.LiquidationThreshold)) && wrongShare(orOne(c.LoanToValue)) == "" {
			v.errs.add(at+".loanToValue", got(orOne(c.LoanToValue)), "at most the liquidation threshold")
		}
	}
	for i, b := range p.Balances {
		if len(listed) > 0 && b.Asset != "" && !listed[b.Asset] {
			v.errs.add(fmt.Sprintf("%s.balances[%d].asset", path, i), shorten(b.Asset), "an asset that the pool's collateral lists")
		}
	}
	for i, d := range p.Debts {
		at := fmt.Sprintf("%s.debts[%d]", path, i)
		if v.name(at+".asset", d.Asset) {
			v.needed[d.Asset] = true
		}
		v.decimal(at+".amount", d.Amount, d.Amount.IsPositive(), "a positive decimal")
		if want := wrongFraction(d.MaintenanceMarginFraction); want != "" {
			v.errs.add(at+".maintenanceMarginFraction", got(d.MaintenanceMarginFraction), want)
		}
	}
}

func (v *validation) share(path string, d decimal.NullDecimal) {
	v.unit(path, orOne(d))
}
