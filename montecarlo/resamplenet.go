package montecarlo

import (
	"math"
	"sort"
)

// rowNet is one way to draw the rows: as they are, or tilted.
type rowNet struct {
	tables []rowTable  // by group
	turn   []float64   // unit vector of the reflection that makes one normal of those of the steps matter most; nil for none
	tilts  [][]rowTilt // of each tilted net, by group
}

// rowTilt is how much likelier a tilted net makes rows, in logarithms: a row, less what is to be had after the one before.
type rowTilt struct{ factor, after []float64 }

// rowTable draws a row from a standard normal: rows in the order of what they bring, the worst first, and the quantiles up to which each is taken.
type rowTable struct {
	order  []int32
	upTo   []float64 // the last is infinite
	follow []float64 // probability that the row after a row is the next one
}

func (c *rowsCourse) nets(etas, towards [][]float64) []any {
	var tilts [][]rowTilt
	var out []any
	score := make([]float64, c.rows)
	for k, eta := range etas {
		net := &rowNet{tables: make([]rowTable, len(c.middle))}
		along := make([]float64, len(c.years))
		unit := 0.0
		for s := range along {
			c.scores(s, towards[k], score)
			square := dotAll(score, score) / float64(c.rows)
			unit += square
			if along[s] = math.Sqrt(square); s > 0 {
				along[s] = float64(along[s] * c.again)
			}
		}
		net.turn = mirror(along)
		way := eta
		if way == nil { // an order of the rows all the same
			for _, t := range towards[k] {
				way = append(way, t/math.Sqrt(unit+tiny))
			}
		}
		tilt := make([]rowTilt, len(c.middle))
		c.tilted(way, func(step int, factor []float64) {
			g := c.groups[step]
			if step != c.middle[g] {
				return
			}
			net.tables[g] = c.table(factor, eta == nil)
			for i := range c.rows {
				tilt[g].factor, tilt[g].after = append(tilt[g].factor, log(factor[i]+tiny)), append(tilt[g].after, log(c.after(factor, i)))
			}
		})
		if eta != nil {
			tilts = append(tilts, tilt)
		}
		out = append(out, net)
	}
	for _, net := range out {
		net.(*rowNet).tilts = tilts
	}
	return out
}

// table sorts rows by their factors and adds up their probabilities: equal ones, or in proportion to the factors.
func (c *rowsCourse) table(factor []float64, equal bool) rowTable {
	n := c.rows
	t := rowTable{order: make([]int32, n), upTo: make([]float64, n), follow: make([]float64, n)}
	for i := range t.order {
		t.order[i] = int32(i)
		t.follow[i] = 1 - c.again
		if !equal {
			t.follow[i] = 1 - c.again/c.after(factor, i)
		}
	}
	sort.SliceStable(t.order, func(i, j int) bool { return factor[t.order[i]] > factor[t.order[j]] })
	sum := 0.0
	for i, row := range t.order {
		if equal {
			sum = float64(i + 1)
		} else {
			sum += factor[row]
		}
		t.upTo[i] = quantile(math.Min(sum/float64(n), 1-0x1p-53))
	}
	t.upTo[n-1] = math.Inf(1)
	return t
}

// row returns the row for a normal.
func (t *rowTable) row(z float64) int32 {
	at, end := 0, len(t.order)-1
	for at < end {
		if middle := (at + end) / 2; t.upTo[middle] < z {
			at = middle + 1
		} else {
			end = middle
		}
	}
	return t.order[at]
}

// mirror returns the unit vector of the reflection that takes the first axis to a direction; nil where there is nothing to turn.
func mirror(direction []float64) []float64 {
	u, length := scaled(direction)
	if length == 0 {
		return nil
	}
	u[0]--
	v, length := scaled(u)
	if length < 1e-12 {
		return nil
	}
	return v
}
