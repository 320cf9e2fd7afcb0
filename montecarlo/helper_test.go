package montecarlo_test

import (
	"fmt"
	"math"
	"runtime"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/internal/reference"
	"github.com/plimsoll-risk/plimsoll/montecarlo"
)

const year = reference.Year

var (
	martingale   = reference.Martingale
	pair         = reference.Pair
	book         = reference.Perpetuals
	uniform      = reference.Steps
	loan         = reference.Loan
	firstPassage = reference.FirstPassage
)

// simulate runs an experiment on all processors.
func simulate(t testing.TB, e montecarlo.Experiment) *montecarlo.Result {
	t.Helper()
	r, err := reference.Run(e, runtime.GOMAXPROCS(0))
	require.NoError(t, err)
	return r
}

// requireWithin fails beyond 4 standard errors plus the digits to which want is known. Of 16 replicates one value in 800
// lies further out by chance (t with 15 degrees); with fixed seeds none does.
func requireWithin(t testing.TB, want, digits float64, e montecarlo.Estimate, name string) {
	t.Helper()
	grid := "-"
	if e.Discretisation != nil {
		grid = fmt.Sprintf("%.2g", *e.Discretisation)
	}
	t.Logf("%-28s want %.8f got %.8f +- %.8f (%+.2f sigma, %.3f %%) grid %s", name, want, e.Value, e.StdErr, (e.Value-want)/e.StdErr, 100*e.StdErr/want, grid)
	require.LessOrEqual(t, math.Abs(e.Value-want), 4*e.StdErr+digits, name)
}
