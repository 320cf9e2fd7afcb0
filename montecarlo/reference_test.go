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
