package montecarlo

import (
	"cmp"
	"math"
	"slices"
)

// rowsCourse is Rows up to the end of its steps.
type rowsCourse struct {
	*Rows
	process  kernel
	again    float64     // probability that a step takes any row
	years    []float64   // length of each step
	fixed    [][]float64 // by step, asset: the move that does not depend on the row
	relative [][]float64 // by step, asset: what makes the inside of a row a multiple of the process's volatility
	groups   []int       // of each step
	middle   []int       // step of each group
	last     *landing    // of mean, which is for compilers alone: they are not concurrent
}

// mostGroups bounds the tables that steps have: those of a group share theirs.
const mostGroups = 12

func (r *Rows) course(process kernel, years float64) course {
	c := &rowsCourse{Rows: r, process: process, again: 1 / r.MeanBlock}
	before := 0.0
	for k, end := range r.Times {
		if before >= years {
			break
		}
		dt := math.Min(years, end) - before
		var fixed, relative []float64
		for a, d := range r.Steps[k] {
			fixed = append(fixed, float64(process.drift[a]*dt)+r.shift[k][a])
			unit := 0.0
			if r.base[a] > 0 {
				unit = d / float64(r.base[a]*math.Sqrt(dt))
			}
			relative = append(relative, unit)
		}
		c.years, c.fixed, c.relative = append(c.years, dt), append(c.fixed, fixed), append(c.relative, relative)
		before = end
	}
	c.group()
	return c
}

// group shares tables among consecutive steps, or all where they are alike.
func (c *rowsCourse) group() {
	n := len(c.years)
	alike := c.again == 1
	for _, d := range c.Steps[:n] {
		for a, x := range d {
			alike = alike && x == c.Steps[0][a]
		}
	}
	groups := min(n, mostGroups)
	if alike {
		groups = 1
	}
	for k := range n {
		c.groups = append(c.groups, k*groups/n)
	}
	for g := range groups {
		c.middle = append(c.middle, ((g*n+groups-1)/groups+((g+1)*n+groups-1)/groups-1)/2)
	}
}

func (c *rowsCourse) states() [][][]float64 { return [][][]float64{c.process.loading} }

// scales implements course: rows differ in what they have inside, asset by asset.
func (c *rowsCourse) scales() bool { return len(c.base) > 1 }

// share implements course: inside a row variance passes evenly.
func (c *rowsCourse) share(_ []float64, from, at, to float64) float64 {
	return (at - from) / (to - from)
}

// tilted follows the law whose density is exp(eta x) times what it is, x the log prices at the end with the steps of a group taken as its middle one, from its last step to its first. It
// calls each with a step and the factors by which the rows are likelier in it, of mean 1, the first one once more at the end; after row i the factor of row j is over
// (1 - again) factor(i+1) + again.
func (c *rowsCourse) tilted(eta []float64, each func(k int, factor []float64)) {
	n := len(c.Moves)
	score, factor, ahead := make([]float64, n), make([]float64, n+1), make([]float64, n) // ahead: what is to be had after each row
	for i := range ahead {
		ahead[i] = 1
	}
	for k := len(c.years) - 1; k >= 0; k-- {
		g := c.groups[k]
		if k == len(c.years)-1 || c.groups[k+1] != g {
			c.scores(c.Steps[c.middle[g]], eta, score)
		} else if c.again == 1 {
			each(k, factor)
			continue
		}
		sum := 0.0
		for i, e := range score {
			factor[i] = float64(e * ahead[i])
			sum += factor[i]
		}
		scale := float64(n) / sum
		for i := range score {
			factor[i] = float64(factor[i] * scale)
		}
		factor[n] = factor[0]
		each(k, factor)
		for i := range ahead {
			ahead[i] = c.after(factor, i)
		}
	}
}

// scores sets score in proportion to exp(eta move) for the rows in a step.
func (c *rowsCourse) scores(step, eta, score []float64) {
	most := math.Inf(-1)
	for i, row := range c.Moves {
		score[i] = 0
		for a, x := range row {
			score[i] += float64(float64(eta[a]*step[a]) * x)
		}
		most = math.Max(most, score[i])
	}
	for i := range score {
		score[i] -= most
	}
	expTo(score, score)
}

// after is the sum over rows of their factors and probabilities in the step after row i.
func (c *rowsCourse) after(factor []float64, i int) float64 {
	return float64((1-c.again)*factor[i+1]) + c.again
}

// mostWeight is the largest probability that a tilt may give to one row: beyond, nothing is left but to draw it again and again.
const mostWeight = 0.5

// A landing is where a tilt leads.
type landing struct {
	eta, x  []float64
	allowed bool
}

// near reports whether a tilt is next to another: by less than a thousandth, which decides nothing.
func near(eta, other []float64) bool {
	for a, e := range eta {
		if math.Abs(e-other[a]) > float64(1e-3*math.Abs(e)) {
			return false
		}
	}
	return true
}

// mean implements course. It keeps its last answer, for whoever closes in on a tilt.
func (c *rowsCourse) mean(eta, x []float64) bool {
	if l := c.last; l != nil && near(eta, l.eta) {
		copy(x, l.x)
		return l.allowed
	}
	allowed := c.land(eta, x)
	c.last = &landing{slices.Clone(eta), slices.Clone(x), allowed}
	return allowed
}

// land is mean without memory.
func (c *rowsCourse) land(eta, x []float64) bool {
	n := len(c.Moves)
	clear(x)
	for _, fixed := range c.fixed {
		for a, m := range fixed {
			x[a] += m
		}
	}
	// What is to come after each row, by asset, and the mean over the rows that are drawn.
	after, now, drawn := make([][]float64, len(x)), make([][]float64, len(x)), make([]float64, len(x))
	for a := range after {
		after[a], now[a] = make([]float64, n), make([]float64, n+1)
	}
	group, allowed := -1, true
	moves := make([]float64, len(x))
	c.tilted(eta, func(k int, factor []float64) {
		if c.again == 1 { // rows know nothing of each other
			if g := c.groups[k]; g != group {
				group = g
				clear(moves)
				for i, row := range c.Moves {
					w := factor[i] / float64(n)
					allowed = allowed && (w <= mostWeight || n == 1)
					for a, z := range row {
						moves[a] += float64(w * z)
					}
				}
			}
			for a, m := range moves {
				drawn[a] += float64(c.Steps[k][a] * m)
			}
			return
		}
		for _, f := range factor {
			allowed = allowed && (f <= float64(mostWeight*float64(n)) || n == 1)
		}
		for a := range x {
			d, after, now := c.Steps[k][a], after[a], now[a]
			sum := 0.0
			for i, row := range c.Moves {
				now[i] = float64(d*row[a]) + after[i]
				sum += float64(factor[i] * now[i])
			}
			now[n] = now[0]
			drawn[a] = sum / float64(n)
			any := float64(c.again * drawn[a])
			for i := range after {
				follows := float64((1 - c.again) * factor[i+1])
				after[i] = (float64(follows*now[i+1]) + any) / (follows + c.again)
			}
		}
	})
	for a, m := range drawn {
		x[a] += m
	}
	return allowed
}

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
	guide  []int32   // first place to look, by a thirty-second of a normal from -8 on
	follow []float64 // probability that the row after a row is the next one
}

// Cells of a guide.
const (
	guideEnd   = 8
	guideCells = 32
)

func (c *rowsCourse) nets(etas, towards [][]float64) []any {
	var tilts [][]rowTilt
	var out []any
	for k, eta := range etas {
		net := &rowNet{tables: make([]rowTable, len(c.middle))}
		along := make([]float64, len(c.years))
		unit := 0.0
		for s := range along {
			along[s] = c.spread(s, towards[k])
			unit += float64(along[s] * along[s])
			if s > 0 {
				along[s] = float64(along[s] * c.again)
			}
		}
		net.turn = mirror(along)
		way := eta
		if way == nil && unit > 0 { // an order of the rows all the same
			for _, t := range towards[k] {
				way = append(way, t/math.Sqrt(unit))
			}
		} else if way == nil {
			way = make([]float64, len(towards[k]))
		}
		tilt := make([]rowTilt, len(c.middle))
		c.tilted(way, func(step int, factor []float64) {
			g := c.groups[step]
			if step != c.middle[g] {
				return
			}
			net.tables[g] = c.table(factor, eta == nil)
			if eta == nil {
				return
			}
			for i := range c.Moves {
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

// spread is the standard deviation of what a step moves along a direction.
func (c *rowsCourse) spread(step int, along []float64) float64 {
	square := 0.0
	for _, row := range c.Moves {
		sum := 0.0
		for a, x := range row {
			sum += float64(float64(along[a]*c.Steps[step][a]) * x)
		}
		square += float64(sum*sum) / float64(len(c.Moves))
	}
	return math.Sqrt(square)
}

// table sorts rows by their factors and adds up their probabilities: equal ones, or in proportion to the factors.
func (c *rowsCourse) table(factor []float64, equal bool) rowTable {
	n := len(c.Moves)
	t := rowTable{order: make([]int32, n), upTo: make([]float64, n), guide: make([]int32, 2*guideEnd*guideCells), follow: make([]float64, n)}
	for i := range t.order {
		t.order[i] = int32(i)
		t.follow[i] = 1 - c.again
		if !equal {
			t.follow[i] = 1 - c.again/c.after(factor, i)
		}
	}
	slices.SortStableFunc(t.order, func(i, j int32) int { return cmp.Compare(factor[j], factor[i]) })
	sum := 0.0
	for i, row := range t.order {
		if equal {
			sum = float64(i+1) / float64(n)
		} else {
			sum += factor[row] / float64(n)
		}
		t.upTo[i] = quantile(math.Min(sum, 1-0x1p-53))
	}
	t.upTo[n-1] = math.Inf(1)
	at := 0
	for cell := range t.guide {
		edge := float64(float64(cell)/guideCells) - guideEnd
		for t.upTo[at] <= edge {
			at++
		}
		t.guide[cell] = int32(at)
	}
	return t
}

// row returns the row for a normal.
func (t *rowTable) row(z float64) int32 {
	at := 0
	if cell := int(float64((z + guideEnd) * guideCells)); cell >= 0 {
		at = int(t.guide[min(cell, len(t.guide)-1)])
	}
	for t.upTo[at] < z {
		at++
	}
	return t.order[at]
}

// mirror returns the unit vector of the reflection that takes the first axis to a direction; nil where there is nothing to turn.
func mirror(direction []float64) []float64 {
	u, length := scaled(direction)
	if length == 0 || len(u) == 1 {
		return nil
	}
	u[0] -= 1
	v, length := scaled(u)
	if length < 1e-12 {
		return nil
	}
	return v
}
