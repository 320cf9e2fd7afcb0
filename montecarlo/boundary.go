package montecarlo

import "slices"

// A Boundary is the surface at which a pool is liquidated: the zero of
//
//	excess(x) = sum of Terms - sum over Tables of rate*notional - deduction*unit
//
// at log prices x relative to time 0. The pool is alive while the excess is positive.
type Boundary struct {
	Terms  []Term
	Tables []Table
	// Levels are constants to be added to the excess, for each of which the
	// crossing probability is estimated too. Continuous monitoring only.
	Levels []float64
	// Approximate says that the excess is itself an approximation: it is simulated even where it has a closed form, which
	// would not be exact.
	Approximate bool
}

// A Term is the monomial Coefficient * exp(sum of Power * x[Asset]); without
// exponents a constant. Linear, inverse and quanto contracts, collateral and debts
// all are such terms.
type Term struct {
	Coefficient float64
	Exponents   []Exponent
}

// An Exponent is the power of one asset's price in a Term. Within a Term, assets
// ascend and are distinct.
type Exponent struct {
	Asset int
	Power float64
}

// A Table subtracts rate*Notional - deduction*Unit, with rate and deduction of the
// last tier whose edge is at most Notional/Unit. The tiers' edges ascend from 0.
type Table struct {
	Notional Term // positive
	Unit     Term // positive: what one unit of the edges is worth
	Tiers    []Tier
}

// A Tier applies from its Edge up to the next one's.
type Tier struct{ Edge, Rate, Deduction float64 }

// Excess evaluates the boundary at log prices x, one per asset.
func (b Boundary) Excess(x []float64) float64 {
	sum := 0.0
	for _, t := range b.Terms {
		sum += t.at(x)
	}
	for _, t := range b.Tables {
		n, u := t.Notional.at(x), t.Unit.at(x)
		tier := t.Tiers[0]
		for _, next := range t.Tiers[1:] {
			if n < float64(next.Edge*u) {
				break
			}
			tier = next
		}
		sum -= float64(tier.Rate*n) - float64(tier.Deduction*u)
	}
	return sum
}

func (t Term) at(x []float64) float64 {
	y := 0.0
	for _, e := range t.Exponents {
		y += float64(e.Power * x[e.Asset])
	}
	return float64(t.Coefficient * exp(y))
}

// eachExponent calls f on every exponent.
func (b Boundary) eachExponent(f func(*Exponent)) {
	all := func(e []Exponent) {
		for i := range e {
			f(&e[i])
		}
	}
	for _, t := range b.Terms {
		all(t.Exponents)
	}
	for _, t := range b.Tables {
		all(t.Notional.Exponents)
		all(t.Unit.Exponents)
	}
}

// clone returns b with exponents of its own.
func (b Boundary) clone() Boundary {
	out := Boundary{Terms: slices.Clone(b.Terms), Tables: slices.Clone(b.Tables), Levels: b.Levels, Approximate: b.Approximate}
	for i := range out.Terms {
		out.Terms[i].Exponents = slices.Clone(out.Terms[i].Exponents)
	}
	for i := range out.Tables {
		t := &out.Tables[i]
		t.Notional.Exponents, t.Unit.Exponents = slices.Clone(t.Notional.Exponents), slices.Clone(t.Unit.Exponents)
	}
	return out
}
