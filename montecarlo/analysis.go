package montecarlo

import (
	"fmt"
	"slices"
)

// Merged returns b with terms of the same exponents added up, in order of first
// appearance, so that a long and a short of one asset cancel exactly.
func (b Boundary) Merged() Boundary {
	index := map[string]int{}
	out := Boundary{Tables: b.Tables, Levels: b.Levels, Approximate: b.Approximate}
	for _, t := range b.Terms {
		key := fmt.Sprint(t.Exponents)
		if j, ok := index[key]; ok {
			out.Terms[j].Coefficient += t.Coefficient
			continue
		}
		index[key] = len(out.Terms)
		out.Terms = append(out.Terms, t)
	}
	return out
}

// Moves reports whether any term depends on a price.
func (b Boundary) Moves() bool {
	return slices.ContainsFunc(b.Terms, func(t Term) bool { return len(t.Exponents) > 0 && t.Coefficient != 0 }) ||
		slices.ContainsFunc(b.Tables, func(t Table) bool { return len(t.Notional.Exponents)+len(t.Unit.Exponents) > 0 })
}

// NeverCrossed reports whether no prices at all make the excess negative: every
// monomial keeps a coefficient that is not negative under its highest rates.
// Deductions, which are not negative, are left out. False means that it may be crossed.
func (b Boundary) NeverCrossed() bool {
	worst := Boundary{Terms: slices.Clone(b.Terms)}
	for _, t := range b.Tables {
		rate := 0.0
		for _, tier := range t.Tiers {
			rate = max(rate, tier.Rate)
		}
		worst.Terms = append(worst.Terms, Term{-float64(rate * t.Notional.Coefficient), t.Notional.Exponents})
	}
	return !slices.ContainsFunc(worst.Merged().Terms, func(t Term) bool { return t.Coefficient < 0 })
}
