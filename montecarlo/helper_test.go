package montecarlo_test

import (
	"fmt"
	"math"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/montecarlo"
)

const year = 365.0

// martingale returns GBMs whose prices have no drift.
func martingale(t testing.TB, correlation [][]float64, volatility ...float64) montecarlo.GBM {
	t.Helper()
	f, err := montecarlo.FactorCorrelation(correlation)
	require.NoError(t, err)
	g := montecarlo.GBM{Volatility: volatility, L: f.L}
	for _, v := range volatility {
		g.Drift = append(g.Drift, -v*v/2)
	}
	return g
}

// pair is the correlation matrix of two assets.
func pair(rho float64) [][]float64 { return [][]float64{{1, rho}, {rho, 1}} }

// long is a boundary of positions w[a] in asset a with maintenance fraction m on an equity:
// equity + sum w (S - 1) - m |w| S.
func book(equity, m float64, w ...float64) montecarlo.Boundary {
	b := montecarlo.Boundary{}
	constant := equity
	for a, x := range w {
		if x == 0 {
			continue
		}
		constant -= x
		b.Terms = append(b.Terms, montecarlo.Term{Coefficient: x - m*math.Abs(x), Exponents: []montecarlo.Exponent{{Asset: a, Power: 1}}})
	}
	b.Terms = append(b.Terms, montecarlo.Term{Coefficient: constant})
	return b
}

// uniform returns a continuous grid of n equal steps, with every step a date.
func uniform(days float64, n int, continuous bool) montecarlo.Grid {
	g := montecarlo.Grid{Continuous: continuous}
	for k := 1; k <= n; k++ {
		g.Times = append(g.Times, days/year*float64(k)/float64(n))
		g.Dates = append(g.Dates, k)
	}
	return g
}

// simulate runs an experiment on two goroutines.
func simulate(t testing.TB, e montecarlo.Experiment) *montecarlo.Result {
	t.Helper()
	s, err := e.Compile()
	require.NoError(t, err)
	half := s.Blocks() / 2
	var low, high *montecarlo.Tally
	var wg sync.WaitGroup
	wg.Go(func() { low = s.Run(0, half) })
	wg.Go(func() { high = s.Run(half, s.Blocks()) })
	wg.Wait()
	require.NoError(t, high.Merge(low))
	r, err := s.Result(high)
	require.NoError(t, err)
	return r
}

// requireWithin fails beyond 4 standard errors plus the digits to which want is known.
func requireWithin(t testing.TB, want, digits float64, e montecarlo.Estimate, name string) {
	t.Helper()
	sigmas := (e.Value - want) / e.StdErr
	t.Logf("%-28s want %.8f got %.8f +- %.8f (%+.2f sigma, %.3f %%) grid %v", name, want, e.Value, e.StdErr, sigmas, 100*e.StdErr/want, show(e.Discretisation))
	require.LessOrEqual(t, math.Abs(e.Value-want), 4*e.StdErr+digits, name)
}

func show(x *float64) string {
	if x == nil {
		return "-"
	}
	return fmt.Sprintf("%.2g", *x)
}
