package risk

import (
	"fmt"
	"math"
	"strconv"

	"github.com/plimsoll-risk/plimsoll/montecarlo"
	"github.com/plimsoll-risk/plimsoll/risk/margin"
)

// The modes of a comparison.
const (
	IsolatedMode = "isolated" // every position on its own, equity split pro rata to initial margin
	CrossMode    = "cross"    // everything in one pool
	AsGiven      = "asGiven"
)

// A Comparison is the answer of Compare: the same capital and positions under
// several modes on the same paths.
type Comparison struct {
	Run         Run
	Modes       []Mode // isolated, cross, as given
	Differences []Difference
	Verdict     Verdict
	Warnings    []string
}

// A Mode is one arrangement of the account and its probabilities.
type Mode struct {
	Name        string
	Margin      []margin.PoolState
	Liquidation Liquidation
}

// A Difference is P(any pool liquidated) under A minus under B, from paired paths.
type Difference struct {
	A, B string
	Any  montecarlo.Estimate
}

// A Verdict names the mode in which a liquidation is least likely and says why.
// It weighs nothing else: not how much is lost, nor which positions go.
type Verdict struct {
	Mode    string
	Because []string
}

// Comparison folds a complete partial into the comparison of all modes.
func (p *Plan) Comparison(q *Partial) (*Comparison, error) {
	result, err := p.sim.Result(q.tally)
	if err != nil {
		return nil, err
	}
	c := &Comparison{}
	worst := 0.0
	for _, b := range p.books {
		c.Modes = append(c.Modes, Mode{Name: b.name, Margin: b.state, Liquidation: p.liquidation(b, result)})
		worst = math.Max(worst, c.Modes[len(c.Modes)-1].Liquidation.Any.StdErr)
	}
	c.Run, c.Warnings = p.finish(worst)
	for i, a := range c.Modes {
		for j := i + 1; j < len(c.Modes); j++ {
			b := c.Modes[j]
			paired := between(result, p.books[i].book, p.books[j].book)
			c.Differences = append(c.Differences, Difference{a.Name, b.Name, difference(a.Liquidation.Any, b.Liquidation.Any, paired)})
		}
	}
	c.Verdict = verdict(c.Modes, c.Differences)
	return c, nil
}

// between returns the paired difference of book i minus book j; of a book and
// itself it is exactly 0.
func between(r *montecarlo.Result, i, j int) montecarlo.Estimate {
	for _, d := range r.Differences {
		switch {
		case d.I == i && d.J == j:
			return d.Any
		case d.I == j && d.J == i:
			e := d.Any
			e.Value, e.Low, e.High = -e.Value, -e.High, -e.Low
			return e
		}
	}
	return montecarlo.Exact(0)
}

// difference returns a - b: the paired estimate, unless one of them is exact. Its discretisation is the sum
// of both, at most what the step grids can make of it.
func difference(a, b, paired montecarlo.Estimate) montecarlo.Estimate {
	e := simulated(a, b, paired)
	e.Discretisation = nil
	if e.Method == "exact" {
		return e
	}
	grid := 0.0
	for _, side := range []montecarlo.Estimate{a, b} {
		if side.Discretisation != nil {
			grid += *side.Discretisation
		}
	}
	if grid > 0 {
		e.Discretisation = &grid
	}
	return e
}

// simulated returns a - b with its simulation error.
func simulated(a, b, paired montecarlo.Estimate) montecarlo.Estimate {
	switch {
	case a.Method == "exact" && b.Method == "exact":
		return montecarlo.Exact(a.Value - b.Value)
	case a.Method == "exact":
		e := b
		e.Value, e.Low, e.High = a.Value-b.Value, a.Value-b.High, a.Value-b.Low
		return e
	case b.Method == "exact":
		e := a
		e.Value, e.Low, e.High = a.Value-b.Value, a.Low-b.Value, a.High-b.Value
		return e
	}
	return paired
}

// verdict picks the mode with the lowest P(any). Of modes that tie exactly it
// takes as given, then cross, and says that they tie.
func verdict(modes []Mode, differences []Difference) Verdict {
	best := modes[len(modes)-1]
	for i := len(modes) - 2; i >= 0; i-- {
		if lower(modes[i].Liquidation.Any, best.Liquidation.Any) {
			best = modes[i]
		}
	}
	v := Verdict{Mode: best.Name}
	for _, m := range modes {
		v.Because = append(v.Because, fmt.Sprintf("Under %s the probability that any pool is liquidated is %s.", word(m.Name), percent(m.Liquidation.Any)))
	}
	for _, d := range differences {
		if d.A != best.Name && d.B != best.Name {
			continue
		}
		other, gap := d.A, d.Any.Value
		if d.A == best.Name {
			other, gap = d.B, -d.Any.Value
		}
		switch {
		case d.Any.Method == "exact" && math.Abs(gap) < rounding:
			v.Because = append(v.Because, fmt.Sprintf("%s and %s are exactly as likely to be liquidated.", title(best.Name), word(other)))
		case d.Any.Method == "exact":
			v.Because = append(v.Because, fmt.Sprintf("%s is %s percentage points less likely to be liquidated than %s, exactly.", title(best.Name), points(gap), word(other)))
		case d.Any.Low <= 0 && d.Any.High >= 0:
			v.Because = append(v.Because, fmt.Sprintf("The difference between %s and %s, %s percentage points, is within its simulation error (95 %% half width %s).", word(best.Name), word(other), points(gap), halfWidth(d.Any)))
		default:
			v.Because = append(v.Because, fmt.Sprintf("%s is %s percentage points less likely to be liquidated than %s (simulation error: 95 %% half width %s).", title(best.Name), points(gap), word(other), halfWidth(d.Any)))
		}
	}
	return v
}

// rounding is far above what rounding makes of a probability in closed form, and
// far below what matters.
const rounding = 1e-12

// lower reports whether a is below b, by more than rounding where both are exact.
func lower(a, b montecarlo.Estimate) bool {
	if a.Method == "exact" && b.Method == "exact" {
		return a.Value < b.Value-rounding
	}
	return a.Value < b.Value
}

// halfWidth writes half the width of an interval in percentage points.
func halfWidth(e montecarlo.Estimate) string { return points((e.High - e.Low) / 2) }

// word is a mode's name in a sentence.
func word(mode string) string {
	if mode == AsGiven {
		return "the account as given"
	}
	return mode
}

func title(mode string) string {
	w := word(mode)
	return string(w[0]-'a'+'A') + w[1:]
}

// percent writes a probability with its interval.
func percent(e montecarlo.Estimate) string {
	if e.Method == "exact" {
		return points(e.Value) + " % exactly"
	}
	return fmt.Sprintf("%s %% (95 %% interval %s to %s, simulation error only)", points(e.Value), points(e.Low), points(e.High))
}

// points writes a fraction in percent, to two decimals or two digits.
func points(x float64) string {
	x *= 100
	if x == 0 || math.Abs(x) >= 0.1 {
		return strconv.FormatFloat(x, 'f', 2, 64)
	}
	return strconv.FormatFloat(x, 'g', 2, 64)
}
