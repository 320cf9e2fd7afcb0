package montecarlo

import (
	"fmt"
	"math"
)

// lanes is the number of paths that move together, one array per quantity.
const lanes = 64

type lane [lanes]float64

// A surface is a Boundary compiled for blocks: its distinct monomials with one
// coefficient each. The constant comes last and is always there.
type surface struct {
	monomials []monomial
	base      []float64 // coefficients of the monomials; tables with one tier are folded in
	// columns are the loads on each factor of all monomials but the constant, first the index of the first that is not 0.
	columns [][]float64
	first   []int
	tables  []table // the rest
	// A surface of two monomials, one asset against cash or one against
	// another, has the same volatility everywhere; then uniform is true, and slope and
	// direction hold the volatility of ln(P/N) and its unit vector in factor space,
	// the sign taken so that the first monomial is the positive one.
	uniform   bool
	slope     float64
	direction []float64
}

// A monomial is exp(sum of Power*x) with its loading on the factors.
type monomial struct {
	exponents []Exponent
	load      []float64
	last      int // index of the last factor with a load, -1 if none
}

type table struct {
	notional, unit         int // monomials
	amount, unitAmount     float64
	edge, rate, deductions []float64 // edge has one more, infinity
}

// newSurface compiles b for factor loadings per asset.
func newSurface(b Boundary, loading [][]float64) *surface {
	s := &surface{}
	index := map[string]int{}
	at := func(t Term) int {
		key := fmt.Sprint(t.Exponents)
		j, ok := index[key]
		if !ok {
			j = len(s.monomials)
			index[key] = j
			s.monomials = append(s.monomials, newMonomial(t.Exponents, loading))
			s.base = append(s.base, 0)
		}
		return j
	}
	for _, t := range b.Terms {
		if len(t.Exponents) > 0 {
			s.base[at(t)] += t.Coefficient
		}
	}
	for _, t := range b.Tables {
		if len(t.Notional.Exponents) > 0 {
			at(t.Notional)
		}
		if len(t.Unit.Exponents) > 0 {
			at(t.Unit)
		}
	}
	at(Term{})
	for _, t := range b.Terms {
		if len(t.Exponents) == 0 {
			s.base[at(t)] += t.Coefficient
		}
	}
	for _, t := range b.Tables {
		n, u := at(t.Notional), at(t.Unit)
		first := t.Tiers[0]
		if len(t.Tiers) == 1 {
			s.base[n] -= float64(first.Rate * t.Notional.Coefficient)
			s.base[u] += float64(first.Deduction * t.Unit.Coefficient)
			continue
		}
		c := table{notional: n, unit: u, amount: t.Notional.Coefficient, unitAmount: t.Unit.Coefficient}
		for _, tier := range t.Tiers {
			c.edge = append(c.edge, tier.Edge)
			c.rate = append(c.rate, tier.Rate)
			c.deductions = append(c.deductions, tier.Deduction)
		}
		c.edge = append(c.edge, math.Inf(1))
		s.tables = append(s.tables, c)
	}
	s.transpose(len(loading))
	s.findUniform(len(b.Levels) > 0)
	return s
}

// transpose sets columns.
func (s *surface) transpose(factors int) {
	moving := s.monomials[:len(s.monomials)-1]
	for f := range factors {
		column, first := make([]float64, len(moving)), len(moving)
		for j := len(moving) - 1; j >= 0; j-- {
			if column[j] = moving[j].load[f]; column[j] != 0 {
				first = j
			}
		}
		s.columns, s.first = append(s.columns, column), append(s.first, first)
	}
}

func newMonomial(exponents []Exponent, loading [][]float64) monomial {
	m := monomial{exponents: exponents, load: make([]float64, len(loading)), last: -1}
	for _, e := range exponents {
		for f, l := range loading[e.Asset] {
			m.load[f] += float64(e.Power * l)
		}
	}
	for f, l := range m.load {
		if l != 0 {
			m.last = f
		}
	}
	return m
}

// findUniform detects two monomials in all: the one moving asset and the constant,
// or two moving assets without a constant, now or with something added.
func (s *surface) findUniform(added bool) {
	j, k := 0, len(s.monomials)-1
	switch {
	case len(s.tables) > 0: // the tiers decide which way it slopes
		return
	case len(s.monomials) == 2:
	case len(s.monomials) == 3 && s.base[2] == 0 && !added:
		k = 1
	default:
		return
	}
	s.uniform = true
	s.direction = make([]float64, len(s.monomials[j].load))
	sum := 0.0
	for f := range s.direction {
		s.direction[f] = s.monomials[j].load[f] - s.monomials[k].load[f]
		sum += float64(s.direction[f] * s.direction[f])
	}
	s.slope = math.Sqrt(sum + tiny)
	if s.base[j] < 0 { // a short: ln(P/N) falls when the asset rises
		for f := range s.direction {
			s.direction[f] = -s.direction[f]
		}
	}
	for f := range s.direction {
		s.direction[f] /= s.slope
	}
}

// tiny keeps the volatility of a surface that does not move positive: its distance
// in standard deviations is then huge, and the crossing probability 0.
const tiny = 1e-30
