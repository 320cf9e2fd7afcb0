package reference

import (
	"fmt"
	"math"

	"github.com/plimsoll-risk/plimsoll/montecarlo"
)

// withClock is the relative error promised for surfaces of one asset under a clock, which has no flat surface as control: two dimensions without a closed form
// for one of them. Only tests simulate these.
const withClock = 0.002

// clocks are problems under random clocks: Student's t by quadrature, and barriers under the default model by the study that it comes from.
func clocks() []Problem {
	var all []Problem
	student := func(nu, days float64) *montecarlo.Clock {
		return &montecarlo.Clock{DegreesOfFreedom: nu, Redraw: days / Year}
	}
	long := Perpetuals(0.1, 0.005, 1)
	for _, row := range []struct {
		name  string
		clock *montecarlo.Clock
		days  float64
		book  montecarlo.Boundary
		g     montecarlo.GBM
		want  float64
		known float64
	}{
		{"isolated 10x long, Student's t, nu 4, once", student(4, 7), 7, long, Martingale([][]float64{{1}}, 0.6), .171088680626, 5e-13},
		{"isolated 10x long, Student's t, nu 4, daily", student(4, 1), 7, long, Martingale([][]float64{{1}}, 0.6), .213846049197, 5e-13},
		{"isolated 10x long, Student's t, nu 4, 1 d", student(4, 1), 1, long, Martingale([][]float64{{1}}, 0.6), .0112121001983, 5e-14},
		{"isolated 10x long, Student's t, nu 8, once", student(8, 7), 7, long, Martingale([][]float64{{1}}, 0.6), .21086543823, 5e-12},
		{"cross, two longs of 5000 on 1000, Student's t, nu 4, once", student(4, 7), 7, Perpetuals(1000, 0.005, 5000, 5000), Martingale(Pair(0.8), 0.6, 0.8), .2078799, 1e-7},
	} {
		row.g.Clock, row.g.Compensated = row.clock, true
		for a := range row.g.Drift {
			row.g.Drift[a] = 0
		}
		all = append(all, Problem{
			Name: row.name, Source: "quadrature",
			Experiment: montecarlo.Experiment{
				Process: row.g, Grid: Steps(row.days, 24, true), Paths: Points, Seed: 9, SimulateAll: true, Books: []montecarlo.Book{{row.book}},
			},
			Checks: []Check{{"P", row.want, row.known, anyPool, withClock}},
		})
	}
	for _, row := range []struct{ fast, long, days, level, want float64 }{
		{0.0004, 0.0008, 1, -0.05, 0.042522}, {0.0004, 0.0008, 7, -0.2, 0.014268}, {0.0004, 0.0008, 30, 0.1, 0.423453}, {0.0016, 0.0012, 7, -0.05, 0.506623},
	} {
		side := -math.Copysign(1, row.level)
		all = append(all, Problem{
			Name: fmt.Sprintf("default model, %+g %% within %v d", 100*row.level, row.days), Source: "quadrature",
			Experiment: montecarlo.Experiment{
				Process: montecarlo.GBM{
					Drift: []float64{0}, L: [][]float64{{1}}, Clock: &montecarlo.Clock{MultiplierSd: 1.1},
					Terms: []montecarlo.TermStructure{{Fast: math.Sqrt(Year * row.fast), Long: math.Sqrt(Year * row.long), Weight: 0.9, Decay: 0.82, Scale: 1.25}},
				},
				Grid: Steps(row.days, 24, true), Paths: Points, Seed: 10, SimulateAll: true,
				Books: []montecarlo.Book{{{Terms: []montecarlo.Term{
					{Coefficient: side, Exponents: []montecarlo.Exponent{{Asset: 0, Power: 1}}}, {Coefficient: -side * (1 + row.level)},
				}}}},
			},
			Checks: []Check{{"P", row.want, 5.1e-7, anyPool, withClock}},
		})
	}
	return all
}
