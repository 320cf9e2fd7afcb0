package margin

import "fmt"

// terms checks what a venue adds to a position.
func (v *validation) terms(at string, p *Position) {
	t := &p.Terms
	if p.Symbol.Inverse() {
		v.decimal(at+".contractSize", t.ContractSize, t.ContractSize.IsPositive(), "a positive decimal: quote assets per contract of an inverse contract")
	} else {
		v.decimal(at+".contractSize", t.ContractSize, !t.ContractSize.IsNegative(), "a positive decimal, or none")
	}
	v.decimal(at+".tick", t.Tick, !t.Tick.IsNegative(), "a positive decimal, or none")
	v.basis(at+".initialAt", t.InitialAt)
	v.basis(at+".maintenanceAt", t.MaintenanceAt)
	if t.CloseFee.On < 0 || t.CloseFee.On > FeeAtBankruptcy {
		v.errs.add(at+".closeFee.on", fmt.Sprint(int(t.CloseFee.On)), "mark, bankruptcy or none")
	}
	if want := wrongFraction(t.CloseFee.Rate); want != "" {
		v.errs.add(at+".closeFee.rate", got(t.CloseFee.Rate), want)
	}
}

func (v *validation) basis(at string, b Basis) {
	if b < 0 || b > AtEntry {
		v.errs.add(at, fmt.Sprint(int(b)), "mark or entry")
	}
}

// thresholds checks a pool's ladder.
func (v *validation) thresholds(at string, p *Pool) {
	for i, t := range p.Thresholds {
		path := fmt.Sprintf("%s[%d]", at, i)
		v.name(path+".name", t.Name)
		if t.Trigger < 0 || t.Trigger > AtOrBelow {
			v.errs.add(path+".trigger", fmt.Sprint(int(t.Trigger)), "below or atOrBelow")
		}
		v.decimal(path+".factor", t.Factor, !t.Factor.IsNegative(), "zero or a positive decimal")
		switch {
		case i > 0 && !outOfLimits(t.Factor) && t.Factor.GreaterThan(p.Thresholds[i-1].Factor):
			v.errs.add(path+".factor", got(t.Factor), "at most that of the threshold before")
		case t.Name == LiquidationThreshold && !outOfLimits(t.Factor) && !t.Factor.Equal(one()):
			v.errs.add(path+".factor", got(t.Factor), "1, the level at which margins are stated")
		case t.Name == LiquidationThreshold && t.Trigger.String() != p.Trigger.String():
			v.errs.add(path+".trigger", t.Trigger.String(), p.Trigger.String()+", the pool's own")
		}
	}
}
