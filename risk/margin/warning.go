package margin

import "fmt"

// Warnings returns plain sentences about limits that apply to this account at
// these prices: what is computed, but not as the venue would allow it. The
// account must be valid. Of each kind at most ten are spelled out, the rest
// counted.
func (a Account) Warnings(prices Prices) []string {
	var above, beyond, none, below warningList
	for i := range a.Pools {
		for j := range a.Pools[i].Positions {
			x := a.expose(&a.Pools[i].Positions[j], prices)
			p, most := x.position, x.maxLeverage()
			where := fmt.Sprintf("%s in pool %s", p.Symbol.Name, a.Pools[i].Name)
			switch fraction := p.Terms.InitialFraction; {
			case !most.Valid || !p.Leverage.GreaterThan(most.Decimal):
			case fraction.Valid:
				above.add("The leverage %s of %s is above the maximum of %s; its initial margin is %s of its notional.",
					p.Leverage, where, most.Decimal, fraction.Decimal)
			default:
				above.add("The leverage %s of %s is above the maximum of %s at its notional; its initial margin is notional / %s all the same.",
					p.Leverage, where, most.Decimal, p.Leverage)
			}
			if last, bounded := p.Schedule.MaxNotional(); bounded && x.notional.GreaterThan(last.Mul(x.unit)) {
				beyond.add("The notional of %s is beyond the last tier, which ends at %s %s; the last tier's rate is used.",
					where, last, p.Symbol.Settle)
			}
			if p.Leverage.IsZero() && !most.Valid && !p.Terms.InitialFraction.Valid {
				if p.Terms.CloseFee.On == FeeAtBankruptcy {
					none.add("No leverage is given for %s and its rules state no maximum; its initial margin is its full notional, and its fee to close that of a leverage of 1.", where)
				} else {
					none.add("No leverage is given for %s and its rules state no maximum; its initial margin is its full notional.", where)
				}
			}
			if x.initial.LessThan(x.maintenance) {
				below.add("The initial margin of %s, at its leverage, is below its maintenance margin: it could not be opened like this.", where)
			}
		}
	}
	var out []string
	out = append(out, above.sentences("a leverage above the maximum at its notional")...)
	out = append(out, beyond.sentences("a notional beyond the last tier")...)
	out = append(out, none.sentences("no leverage, neither given nor in the rules")...)
	return append(out, below.sentences("an initial margin below the maintenance margin")...)
}

// A warningList keeps the first few warnings of one kind and counts the rest.
type warningList struct {
	first []string
	more  int
}

func (w *warningList) add(format string, args ...any) {
	const most = 10
	if len(w.first) == most {
		w.more++
		return
	}
	w.first = append(w.first, fmt.Sprintf(format, args...))
}

func (w *warningList) sentences(what string) []string {
	if w.more == 0 {
		return w.first
	}
	return append(w.first, fmt.Sprintf("The same goes for %d more: %s.", w.more, what))
}
