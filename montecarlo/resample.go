package montecarlo

import (
	"fmt"
	"math"
)

// Rows is a law whose steps are drawn from the past: each takes a row, the joint move of all assets, times the deviation of the step. A step takes the row that follows
// the one before or, with probability 1/MeanBlock, any: the stationary bootstrap of Politis and Romano (J. Amer. Stat. Assoc. 89, 1994); the
// first row follows the last. Inside a step prices are a Brownian bridge between its ends.
type Rows struct {
	Moves     [][]float64 // by row, then asset: of mean 0
	Inside    [][]float64 // standard deviation inside the row, of the same shape
	Steps     [][]float64 // by step, then asset: what multiplies both
	Times     []float64   // years at which steps end, ascending
	MeanBlock float64     // rows, at least 1; 1 draws each row anew
	// Compensated takes from each log price, step by step, the logarithm of its mean growth: prices then have the mean that GBM.Drift says at the end of each step; with a
	// MeanBlock of 1 they are martingales without drift. Otherwise log prices have that mean.
	Compensated bool

	shift [][]float64 // by step, asset: what is added for that
	base  []float64   // annual volatility by which steps are measured, of each asset
}

// least part of the usual volatility that a row has inside: a price that did not move between its ends has some, so that distances are finite.
const leastInside = 1e-3

// Law returns the process of the rows: g with all but its drift set. The rows are not changed from then on.
func (r *Rows) Law(drift []float64) (GBM, error) {
	n := len(drift)
	if len(r.Moves) == 0 || len(r.Moves) != len(r.Inside) || len(r.Steps) == 0 || len(r.Steps) != len(r.Times) || !(r.MeanBlock >= 1) {
		return GBM{}, fmt.Errorf("montecarlo: %d rows of moves, %d inside, %d steps to %d times in blocks of %v", len(r.Moves), len(r.Inside), len(r.Steps), len(r.Times), r.MeanBlock)
	}
	for _, rows := range [][][]float64{r.Moves, r.Inside, r.Steps} {
		for _, row := range rows {
			if len(row) != n {
				return GBM{}, fmt.Errorf("montecarlo: a row of %d assets, want %d", len(row), n)
			}
		}
	}
	r.shift, r.base = make([][]float64, len(r.Steps)), make([]float64, n)
	for k := range r.shift {
		r.shift[k] = make([]float64, n)
	}
	years := r.Times[len(r.Times)-1]
	moments, inside := r.moments(), make([]float64, n)
	for _, row := range r.Inside {
		for a, q := range row {
			inside[a] += float64(q*q) / float64(len(r.Inside))
		}
	}
	correlation := identity(n)
	for a := range n {
		for b := range a {
			if scale := math.Sqrt(float64(moments[a][a] * moments[b][b])); scale > 0 {
				correlation[a][b] = math.Max(-1, math.Min(1, moments[a][b]/scale))
				correlation[b][a] = correlation[a][b]
			}
		}
		square := 0.0
		for _, d := range r.Steps {
			square += float64(d[a] * d[a])
		}
		r.base[a] = math.Sqrt(float64(square*inside[a]) / years)
		if r.Compensated {
			r.compensate(a)
		}
	}
	f, err := FactorCorrelation(correlation)
	return GBM{Drift: drift, Volatility: r.base, L: f.L, Stepped: r}, err
}

// moments returns the mean products of moves.
func (r *Rows) moments() [][]float64 {
	n := len(r.Moves[0])
	m := make([][]float64, n)
	for a := range m {
		m[a] = make([]float64, n)
	}
	for _, row := range r.Moves {
		for a, x := range row {
			for b := range a + 1 {
				m[a][b] += float64(x*row[b]) / float64(len(r.Moves))
			}
		}
	}
	for a := range m {
		for b := range a {
			m[b][a] = m[a][b]
		}
	}
	return m
}

// compensate sets the shift of an asset from the mean growth of its price: exactly, by the distribution of the rows weighted with the price.
func (r *Rows) compensate(a int) {
	n := float64(len(r.Moves))
	again := 1 / r.MeanBlock
	weight, next, growth := make([]float64, len(r.Moves)), make([]float64, len(r.Moves)), make([]float64, len(r.Moves))
	for i := range weight {
		weight[i] = 1 / n
	}
	last := math.NaN()
	for k, d := range r.Steps {
		if d[a] != last {
			last = d[a]
			for i, row := range r.Moves {
				growth[i] = exp(float64(row[a] * last))
			}
		}
		total := 0.0
		for i := range next {
			w := weight[i]
			if k > 0 {
				w = float64((1-again)*weight[(i+len(weight)-1)%len(weight)]) + again/n
			}
			next[i] = float64(w * growth[i])
			total += next[i]
		}
		for i := range next {
			next[i] /= total
		}
		weight, next = next, weight
		r.shift[k][a] = -log(total)
	}
}

// restrict implements Stepped.
func (r *Rows) restrict(kept []int) Stepped {
	of := func(rows [][]float64) [][]float64 {
		out := make([][]float64, len(rows))
		for i, row := range rows {
			for _, a := range kept {
				out[i] = append(out[i], row[a])
			}
		}
		return out
	}
	s := *r
	s.Moves, s.Inside, s.Steps, s.shift = of(r.Moves), of(r.Inside), of(r.Steps), of(r.shift)
	s.base = of([][]float64{r.base})[0]
	return &s
}

// equivalent implements Stepped: geometric Brownian motion with the covariance of rows that are drawn one by one.
func (r *Rows) equivalent(process kernel, years float64) kernel {
	n := len(process.drift)
	moments := r.moments()
	covariance, drift := make([][]float64, n), append([]float64(nil), process.drift...)
	for a := range covariance {
		covariance[a] = make([]float64, n)
	}
	before := 0.0
	for k, end := range r.Times {
		part := math.Min(1, (years-before)/(end-before))
		if part <= 0 {
			break
		}
		for a := range n {
			drift[a] += float64(part*r.shift[k][a]) / years
			for b := range n {
				covariance[a][b] += float64(part*float64(float64(r.Steps[k][a]*r.Steps[k][b])*moments[a][b])) / years
			}
		}
		before = end
	}
	process.law, process.drift, process.pull = nil, drift, nil
	process.loading = covarianceFactor(covariance)
	return process
}
