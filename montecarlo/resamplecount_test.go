package montecarlo_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/montecarlo"
)

// table is a law of rows as it is counted: by row or step, then asset.
type table struct {
	Moves, Inside, Steps [][]float64
	Times                []float64
	MeanBlock            float64
	Compensated          bool
}

// rows returns the law of the simulation.
func (t *table) rows() *montecarlo.Rows {
	column := func(rows [][]float64, a int) (x []float64) {
		for _, row := range rows {
			x = append(x, row[a])
		}
		return x
	}
	r := &montecarlo.Rows{Times: t.Times, MeanBlock: t.MeanBlock, Compensated: t.Compensated}
	for a := range t.Moves[0] {
		r.Assets = append(r.Assets, montecarlo.RowAsset{Moves: column(t.Moves, a), Inside: column(t.Inside, a), Steps: column(t.Steps, a)})
	}
	return r
}

// few is a law of few rows, so that all paths can be counted: moves of mean 0.
func few(block float64, days ...float64) *table {
	r := &table{
		Moves: [][]float64{{-1.6}, {0.9}, {-0.2}, {0.9}}, Inside: [][]float64{{1.4}, {0.7}, {0.5}, {1}},
		MeanBlock: block, Compensated: true,
	}
	for k, d := range days {
		r.Steps = append(r.Steps, []float64{d})
		r.Times = append(r.Times, float64(k+1)/year)
	}
	return r
}

// law returns the process of rows, with a drift of each price.
func law(t testing.TB, r *table, drift ...float64) montecarlo.GBM {
	t.Helper()
	g, err := r.rows().Law(drift)
	require.NoError(t, err)
	return g
}

// A counted path is one sequence of rows.
type counted struct {
	rows        []int
	probability float64
}

// count returns all sequences of rows with their probabilities: a step takes the next row with probability 1 - 1/block, otherwise any.
func count(rows, steps int, block float64) []counted {
	all := []counted{}
	for i := range rows {
		all = append(all, counted{[]int{i}, 1 / float64(rows)})
	}
	for range steps - 1 {
		var next []counted
		for _, c := range all {
			last := c.rows[len(c.rows)-1]
			for j := range rows {
				p := 1 / block / float64(rows)
				if j == (last+1)%rows {
					p += 1 - 1/block
				}
				if p > 0 {
					next = append(next, counted{append(append([]int(nil), c.rows...), j), c.probability * p})
				}
			}
		}
		all = next
	}
	return all
}

// shifts returns what makes the mean price 1 at the end of each step, from all sequences.
func shifts(r *table, asset int) []float64 {
	out := make([]float64, len(r.Steps))
	sum := 0.0
	for k := range out {
		mean := 0.0
		for _, c := range count(len(r.Moves), k+1, r.MeanBlock) {
			x := 0.0
			for s, i := range c.rows {
				x += r.Steps[s][asset] * r.Moves[i][asset]
			}
			mean += c.probability * math.Exp(x)
		}
		if r.Compensated {
			out[k] = -math.Log(mean) - sum
		}
		sum += out[k]
	}
	return out
}

// touches returns, by the end of each step, the probability that a log price without drift goes below or, for a barrier above 0, above a barrier, with bridges between the ends of
// the rows (watched) or not: the sum over all sequences.
func touches(r *table, asset int, barrier float64, watched bool) []float64 {
	out := make([]float64, len(r.Steps))
	shift := shifts(r, asset)
	side := 1.0
	if barrier > 0 {
		side = -1
	}
	for _, c := range count(len(r.Moves), len(r.Steps), r.MeanBlock) {
		x, alive := 0.0, 1.0
		for k, i := range c.rows {
			from := side * (x - barrier)
			d := r.Steps[k][asset]
			x += d*r.Moves[i][asset] + shift[k]
			to, inside := side*(x-barrier), d*r.Inside[i][asset]
			switch {
			case to <= 0 || from <= 0:
				alive = 0
			case watched:
				alive *= 1 - math.Exp(-2*from*to/(inside*inside))
			}
			out[k] += c.probability * (1 - alive)
		}
	}
	return out
}

// equityOf returns the equity of a perpetual on one coin at 1 whose log barrier is b: a long has e + (p - 1) = m p there, a short e - (p - 1) = m p.
func equityOf(b, maintenance float64) float64 {
	if b > 0 {
		return (1+maintenance)*math.Exp(b) - 1
	}
	return 1 - (1-maintenance)*math.Exp(b)
}

// TestRows counts all sequences of few rows: isolated longs and a short, watched always (in closed form within a row) and at the ends of rows, in blocks and without, with
