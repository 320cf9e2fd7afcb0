package montecarlo

import "math"

// rowsCourse is Rows up to the end of its steps.
type rowsCourse struct {
	law     *Rows
	process kernel
	rows    int
	again   float64   // probability that a step takes any row
	years   []float64 // length of each step
	groups  []int     // of each step
	middle  []int     // step of each group
	last    *landing  // of mean, which is for compilers alone: they are not concurrent
}

// mostGroups bounds the tables that steps have: those of a group share theirs.
const mostGroups = 12

func (r *Rows) course(process kernel, _ float64) course { return r.compile(process) }

func (r *Rows) compile(process kernel) *rowsCourse {
	c := &rowsCourse{law: r, process: process, rows: len(r.Assets[0].Moves), again: 1 / r.MeanBlock}
	before := 0.0
	alike := c.again == 1 // steps that share one table
	for k, end := range r.Times {
		c.years = append(c.years, end-before)
		before = end
		for _, asset := range r.Assets {
			alike = alike && asset.Steps[k] == asset.Steps[0]
		}
	}
	n := len(c.years)
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
	return c
}

func (c *rowsCourse) states() [][][]float64 { return [][][]float64{c.process.loading} }

// scales implements course: rows differ in what they have inside, asset by asset.
func (c *rowsCourse) scales() bool { return len(c.law.Assets) > 1 }

// share implements course: inside a row variance passes evenly.
func (c *rowsCourse) share(_ []float64, from, at, to float64) float64 {
	return (at - from) / (to - from)
}

// tilted follows the law whose density is exp(eta x) times what it is, x the log prices at the end with the steps of a group taken as its middle one, from its last step to its first. It
// calls each with a step and the factors by which the rows are likelier in it, of mean 1, the first one once more at the end; after row i the factor of row j is over
// (1 - again) factor(i+1) + again.
func (c *rowsCourse) tilted(eta []float64, each func(k int, factor []float64)) {
	score, factor, ahead := make([]float64, c.rows), make([]float64, c.rows+1), make([]float64, c.rows) // ahead: what is to be had after each row
	fillAll(ahead, 1)
	for k := len(c.years) - 1; k >= 0; k-- {
		g := c.groups[k]
		if k == len(c.years)-1 || c.groups[k+1] != g {
			most := c.scores(c.middle[g], eta, score)
			for i := range score {
				score[i] -= most
			}
			expTo(score, score)
		} else if c.again == 1 {
			each(k, factor)
			continue
		}
		sum := 0.0
		for i, e := range score {
			factor[i] = float64(e * ahead[i])
			sum += factor[i]
		}
		scale := float64(c.rows) / sum
		for i := range factor {
			factor[i] = float64(factor[i] * scale)
		}
		factor[c.rows] = factor[0]
		each(k, factor)
		for i := range ahead {
			ahead[i] = c.after(factor, i)
		}
	}
}

// scores sets score to how far rows move along a direction in a step, and returns the largest.
func (c *rowsCourse) scores(k int, along, score []float64) float64 {
	clear(score)
	for a, asset := range c.law.Assets {
		d := float64(along[a] * asset.Steps[k])
		for i, z := range asset.Moves {
			score[i] += float64(d * z)
		}
	}
	most := score[0]
	for _, s := range score {
		most = math.Max(most, s)
	}
	return most
}

// after is the sum over rows of their factors and probabilities in the step after row i.
func (c *rowsCourse) after(factor []float64, i int) float64 {
	return float64((1-c.again)*factor[i+1]) + c.again
}

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
	if c.last == nil || !near(eta, c.last.eta) {
		c.last = &landing{eta: append([]float64(nil), eta...), x: make([]float64, len(x))}
		c.last.allowed = c.land(eta, c.last.x)
	}
	copy(x, c.last.x)
	return c.last.allowed
}

// mostWeight is the largest probability that a tilt may give to one row: beyond, nothing is left but to draw it again and again.
const mostWeight = 0.5

// land adds to x where a tilt leads, and reports whether it is allowed.
func (c *rowsCourse) land(eta, x []float64) bool {
	allowed, n := true, float64(c.rows)
	// By asset, what is to come after each row, and from it on; and the mean of the latter over the rows that are drawn.
	after, now := make([]float64, c.rows*len(x)), make([]float64, c.rows+1)
	drawn := make([]float64, len(x))
	c.tilted(eta, func(k int, factor []float64) {
		for _, f := range factor {
			allowed = allowed && (f <= float64(mostWeight*n) || n == 1)
		}
		for a := range x {
			asset, after := &c.law.Assets[a], after[a*c.rows:(a+1)*c.rows]
			d, sum := asset.Steps[k], 0.0
			if c.again == 1 { // rows know nothing of each other
				drawn[a] += float64(d*dotAll(asset.Moves, factor)) / n
				continue
			}
			for i, z := range asset.Moves {
				now[i] = float64(d*z) + after[i]
				sum += float64(factor[i] * now[i])
			}
			now[c.rows] = now[0]
			drawn[a] = sum / n
			any := float64(c.again * drawn[a])
			for i := range after {
				follows := float64((1 - c.again) * factor[i+1])
				after[i] = (float64(follows*now[i+1]) + any) / (follows + c.again)
			}
		}
	})
	for a, m := range drawn {
		x[a] += m
		for k, dt := range c.years {
			x[a] += float64(c.process.drift[a]*dt) + c.law.Assets[a].shift[k]
		}
	}
	return allowed
}
