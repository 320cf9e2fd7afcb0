package montecarlo

import (
	"errors"
	"math"
)

// Rows is a law whose steps are drawn from the past: each takes a row, the joint move of all assets, times the deviation of the step. A step takes the row that follows the
// one before or, with probability 1/MeanBlock, any: the stationary bootstrap of Politis and Romano (J. Amer. Stat. Assoc. 89, 1994); the
// first row follows the last. Inside a step prices are a Brownian bridge between its ends.
type Rows struct {
	Assets    []RowAsset
	Times     []float64 // years at which steps end, ascending
	MeanBlock float64   // rows, at least 1; 1 draws each row anew
	// Compensated takes from each log price, step by step, the logarithm of its mean growth: prices then have the mean that the drift says at the end of each step; with a
	// MeanBlock of 1 they are martingales without drift. Otherwise log prices have that mean.
	Compensated bool
}

// A RowAsset is what the rows hold of one asset.
type RowAsset struct {
	Moves  []float64 // by row, of mean 0
	Inside []float64 // by row, standard deviation inside it
	Steps  []float64 // by step, what multiplies both

	shift []float64 // by step, what is added for the mean
	base  float64   // annual volatility by which steps are measured
}

// leastInside is the least part of the usual volatility that a row has inside: a price that did not move between its ends has some, so that distances are finite.
const leastInside = 1e-3

// Law returns the process of the rows with an annual drift of each asset. An asset without moves only drifts. The rows are not changed from then on.
func (r *Rows) Law(drift []float64) (GBM, error) {
	rows := 0
	for _, c := range r.Assets {
		rows = max(rows, len(c.Moves))
	}
	if len(r.Assets) != len(drift) || rows == 0 || len(r.Times) == 0 || !(r.MeanBlock >= 1) {
		return GBM{}, errors.New("montecarlo: a law of rows needs assets with drifts, rows, times and blocks of a row or more")
	}
	g := GBM{Drift: drift, Stepped: r}
	for a := range r.Assets {
		c := &r.Assets[a]
		if c.Moves == nil {
			*c = RowAsset{Moves: make([]float64, rows), Inside: make([]float64, rows), Steps: make([]float64, len(r.Times))}
		}
		if len(c.Moves) != rows || len(c.Inside) != rows || len(c.Steps) != len(r.Times) {
			return GBM{}, errors.New("montecarlo: assets of different rows or steps")
		}
		c.shift = make([]float64, len(r.Times))
		c.base = math.Sqrt(float64(dotAll(c.Steps, c.Steps)*dotAll(c.Inside, c.Inside)) / float64(r.Times[len(r.Times)-1]*float64(rows)))
		if r.Compensated {
			r.compensate(c)
		}
		g.Volatility = append(g.Volatility, c.base)
	}
	unit := make([]float64, len(r.Times))
	unit[0] = 1
	moments := r.moments(func(*RowAsset) []float64 { return unit })
	for a := range moments { // of length 1, also without moves
		moments[a][a] += tiny
	}
	g.L = covariance(moments).factor()
	for _, row := range g.L {
		u, _ := scaled(row)
		copy(row, u)
	}
	return g, nil
}

// moments returns the mean products of moves times those of what steps returns.
func (r *Rows) moments(steps func(c *RowAsset) []float64) [][]float64 {
	m := make([][]float64, len(r.Assets))
	for a := range m {
		for b := range m {
			c, d := &r.Assets[a], &r.Assets[b]
			m[a] = append(m[a], float64(dotAll(c.Moves, d.Moves)*dotAll(steps(c), steps(d)))/float64(len(c.Moves)))
		}
	}
	return m
}

// compensate sets the shift of an asset from the mean growth of its price: exactly, by the distribution of the rows weighted with the price.
func (r *Rows) compensate(c *RowAsset) {
	n := len(c.Moves)
	again := 1 / r.MeanBlock
	weight, growth := make([]float64, n), make([]float64, n)
	fillAll(weight, 1)
	for k, d := range c.Steps {
		if k == 0 || d != c.Steps[k-1] {
			for i, z := range c.Moves {
				growth[i] = float64(d * z)
			}
			expTo(growth, growth)
		}
		before, total := weight[n-1], 0.0
		for i, w := range weight {
			if k > 0 {
				before, w = w, float64((1-again)*before)+again
			}
			weight[i] = float64(w * growth[i])
			total += weight[i]
		}
		total /= float64(n)
		for i := range weight {
			weight[i] /= total
		}
		c.shift[k] = -log(total)
	}
}

func fillAll(x []float64, v float64) {
	for i := range x {
		x[i] = v
	}
}

func (*Rows) stepping() stepping { return inSteps{} }

// restrict implements Stepped.
func (r *Rows) restrict(kept []int) Stepped {
	s := *r
	s.Assets = nil
	for _, a := range kept {
		s.Assets = append(s.Assets, r.Assets[a])
	}
	return &s
}

// equivalent implements Stepped: geometric Brownian motion with the covariance of rows that are drawn one by one, at the mean rate of all steps.
func (r *Rows) equivalent(process kernel, _ float64) kernel {
	years := r.Times[len(r.Times)-1]
	process.law, process.drift, process.pull = nil, append([]float64(nil), process.drift...), nil
	joint := r.moments(func(c *RowAsset) []float64 { return c.Steps })
	for a := range joint {
		for b := range joint[a] {
			joint[a][b] /= years
		}
		for _, s := range r.Assets[a].shift {
			process.drift[a] += s / years
		}
	}
	process.loading = covariance(joint).factor()
	return process
}
