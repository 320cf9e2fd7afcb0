package montecarlo_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/internal/reference"
)

// TestReference runs every problem with a known answer: within 4 standard errors,
// and standard error and bias together no larger than promised. Looks: a standard error of at most .5 %.
func TestReference(t *testing.T) {
	if testing.Short() {
		t.Skip("statistical: runs once, native and without -short")
	}
	for _, p := range reference.Problems() {
		t.Run(p.Name, func(t *testing.T) {
			r := simulate(t, p.Experiment).Books[0]
			for _, c := range p.Checks {
				e := c.Pick(r)
				requireWithin(t, c.Want, c.Digits, e, c.Name)
				if e.Method == "mc" {
					require.LessOrEqual(t, e.StdErr, 0.005*c.Want, "standard error of "+c.Name)
				}
				if c.Relative > 0 {
					require.LessOrEqual(t, e.StdErr+math.Abs(e.Value-c.Want), c.Relative*c.Want, "error of "+c.Name)
				}
			}
		})
	}
}

// TestRandomPools runs forty pools of two assets, drawn at random, long and hedged, over 1 to 57 days, against a solver of their own (package
// pde): within 5.5 standard errors, which P(|t15| > 5.5) = 6e-5 leaves to chance, and standard error and bias together no larger than
// promised: .1 % of P from .01 on, 2 % below.
func TestRandomPools(t *testing.T) {
	if testing.Short() {
		t.Skip("statistical: runs once, native and without -short")
	}
	inside := 0
	for _, p := range reference.RandomPools() {
		t.Run(p.Name, func(t *testing.T) {
			c := p.Checks[0]
			e := c.Pick(simulate(t, p.Experiment).Books[0])
			off := math.Abs(e.Value - c.Want)
			t.Logf("want %.8g got %.8g +- %.2g (%+.2f sigma, %.4f %% off), grid %.2g", c.Want, e.Value, e.StdErr, (e.Value-c.Want)/e.StdErr, 100*off/c.Want, *e.Discretisation)
			require.LessOrEqual(t, off, 5.5*e.StdErr+c.Digits)
			require.LessOrEqual(t, e.StdErr+off, c.Relative*c.Want)
			require.LessOrEqual(t, off, 2.1314*e.StdErr+*e.Discretisation+c.Digits, "the interval and what the grid may be worth hold it")
			if e.Low-c.Digits <= c.Want && c.Want <= e.High+c.Digits {
				inside++
			}
		})
	}
	t.Logf("the interval holds %d of 40", inside)
	// 38 expected: a binomial of 40 trials at .95 is below 33 once in 1000.
	require.GreaterOrEqual(t, inside, 33)
}
