package montecarlo

import (
	"errors"
	"fmt"
	"math"
)

// A Grid is when paths are looked at.
type Grid struct {
	// Times are years, ascending from above 0 to the horizon: the looks, or with continuous
	// monitoring the dates of the survival curve.
	Times []float64
	// Dates are the number of looks done at each date of the survival curve, ascending. Looks only.
	Dates []int
	// Continuous counts a crossing at any time, by bridges. Then Steps is the number of them that take one surface
	// to a date, and JointSteps the number that take surfaces which are followed together to the horizon: powers of
	// two, at least 2.
	Continuous        bool
	Steps, JointSteps int
}

// check returns what is wrong with the grid.
func (g Grid) check() error {
	if len(g.Times) == 0 {
		return errors.New("montecarlo: a grid needs times")
	}
	last := 0.0
	for _, t := range g.Times {
		if !(t > last) || math.IsInf(t, 0) {
			return fmt.Errorf("montecarlo: grid time %v does not follow %v", t, last)
		}
		last = t
	}
	powers := func(n, least int) bool { return n >= least && n&(n-1) == 0 }
	if g.Continuous && !(powers(g.Steps, 2) && powers(g.JointSteps, 2)) {
		return fmt.Errorf("montecarlo: bridges of %d and %d steps, want powers of two, at least 2", g.Steps, g.JointSteps)
	}
	return nil
}

// Looks returns the most steps that a path is followed in: all looks, or the bridges of one surface or of
// several together.
func (g Grid) Looks(several bool) int {
	switch {
	case !g.Continuous:
		return len(g.Times)
	case several:
		return max(g.Steps, g.JointSteps)
	}
	return g.Steps
}

// nodes returns the times before the horizon at which one surface's crossing is estimated: the dates themselves if they
// are few, otherwise the Chebyshev points of their range, ends included, in the square root of time. The horizon is one of them.
func (g Grid) nodes() []float64 {
	last := len(g.Times) - 1
	if last <= len(lobatto) {
		return g.Times[:last]
	}
	var out []float64
	from, to := math.Sqrt(g.Times[0]), math.Sqrt(g.Times[last])
	for _, c := range lobatto {
		root := from + float64((to-from)*c)
		out = append(out, float64(root*root))
	}
	return out
}

// lobatto holds (1 - cos(k pi/6))/2 for k = 0 ... 5.
var lobatto = [...]float64{0, 0.066987298107780677, 0.25, 0.5, 0.75, 0.93301270189221932}

// steps returns the lengths of the intervals between times.
func (g Grid) steps() []float64 {
	var dt []float64
	last := 0.0
	for _, t := range g.Times {
		dt = append(dt, t-last)
		last = t
	}
	return dt
}
