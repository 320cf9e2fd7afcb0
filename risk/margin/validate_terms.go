package margin

import (
	"fmt"

	"github.com/shopspring/decimal"
)

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
	if t.CloseFee.On < 0 || t.CloseFee.On > FeeAtEntry {
		v.errs.add(at+".closeFee.on", fmt.Sprint(int(t.CloseFee.On)), "mark, bankruptcy, entry or none")
	}
	v.closing(at, t)
	v.rounding(at+".rounding", p)
	if want := wrongFraction(t.CloseFee.Rate); want != "" {
		v.errs.add(at+".closeFee.rate", got(t.CloseFee.Rate), want)
	}
}

// closing checks costs, floor, fractions and rounding.
func (v *validation) closing(at string, t *Terms) {
	v.decimal(at+".costs.accrued", t.Costs.Accrued, true, "")
	v.decimal(at+".costs.impact", t.Costs.Impact, true, "")
	v.unit(at+".costs.impactFloor", t.Costs.ImpactFloor)
	v.decimal(at+".floor.amount", t.Floor.Amount, !t.Floor.Amount.IsNegative(), "a positive decimal, or none")
	if t.Floor.Fees < 0 || t.Floor.Fees > FeesWithin {
		v.errs.add(at+".floor.fees", fmt.Sprint(int(t.Floor.Fees)), "onTop or within")
	}
	if !t.Floor.Amount.IsZero() && t.MaintenanceAt != AtEntry {
		v.errs.add(at+".floor.amount", got(t.Floor.Amount), "none, unless the maintenance margin is taken at entry")
	}
	v.unit(at+".initialFraction", t.InitialFraction.Decimal)
}

// rounding checks that a share which a state rounds is that of the schedule, by which prices go.
func (v *validation) rounding(at string, p *Position) {
	r := p.Terms.Rounding
	v.decimal(at+".quantum", r.Quantum, !r.Quantum.IsNegative(), "a positive decimal, or none")
	v.unit(at+".baseFraction", r.BaseFraction)
	v.unit(at+".share", r.Share)
	if !r.Share.IsPositive() || wrongShare(r.Share) != "" || wrongShare(r.BaseFraction) != "" {
		return
	}
	for _, t := range p.Schedule.tiers {
		if !t.MaintenanceMarginFraction.Equal(r.BaseFraction.Mul(r.Share)) {
			v.errs.add(at+".share", got(r.Share), "a share that, times the base fraction, is the fraction of the schedule: "+t.MaintenanceMarginFraction.String())
			return
		}
	}
}

func (v *validation) unit(at string, d decimal.Decimal) {
	if want := wrongShare(d); want != "" {
		v.errs.add(at, got(d), want)
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
