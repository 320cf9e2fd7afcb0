package risk_test

import (
	"context"
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/montecarlo"
	"github.com/plimsoll-risk/plimsoll/risk"
	"github.com/plimsoll-risk/plimsoll/risk/margin"
)

// crossBook is two longs of 5000 on 1000 of equity: within 7 days P = .289480489 at correlation .8 (reference value of a PDE).
func crossBook(t testing.TB) margin.Account {
	return account(pool("cross", margin.Cross, "1000", position(t, "A/USDT:USDT", "5000", "1"), position(t, "B/USDT:USDT", "5000", "1")))
}

// twoIsolated is two isolated 10x longs: P(any) = .42189881 at correlation .8 (reference value).
func twoIsolated(t testing.TB) margin.Account {
	return account(
		pool("A", margin.Isolated, "100", position(t, "A/USDT:USDT", "1000", "1")),
		pool("B", margin.Isolated, "100", position(t, "B/USDT:USDT", "1000", "1")),
	)
}

// TestRounds_Coverage counts, over some hundred seeds, how often the answer's interval holds the known probability where rounds
// decide how many paths it has, and how often its standard error is at most the target. Coverage may be three binomial standard
// deviations from 95 %. The target is promised in nine cases of ten.
func TestRounds_Coverage(t *testing.T) {
	if testing.Short() {
		t.Skip("statistical: runs once, native and without -short")
	}
	one := account(pool("A", margin.Isolated, "100", position(t, "A/USDT:USDT", "1000", "1")))
	quiet := twoAssets(0)
	quiet.Volatility["A"] = 0.4
	for _, tt := range []struct {
		name   string
		a      margin.Account
		m      risk.Market
		every  float64
		paths  int
		seeds  int
		target float64
		any    float64
	}{
		{"cross, several rounds", crossBook(t), twoAssets(0.8), 0, 4096, 300, 4e-5, 0.289480489},
		{"cross, about one more", crossBook(t), twoAssets(0.8), 0, 4096, 300, 1e-4, 0.289480489},
		{"two isolated", twoIsolated(t), twoAssets(0.8), 0, 4096, 100, 2e-4, 0.42189881},
		{"one look", one, quiet, 168, 2048, 300, 1e-3, 0.037225}, // reference value for m = 1
	} {
		t.Run(tt.name, func(t *testing.T) {
			held, reached, rounds, paths := 0, 0, 0, 0
			for seed := range uint64(tt.seeds) {
				s := week(tt.paths, 7000+seed)
				s.Monitoring.EveryHours, s.TargetStdErr = tt.every, tt.target
				r := simulate(t, tt.a, tt.m, s)
				any := r.Liquidation.Any
				if any.Low <= tt.any && tt.any <= any.High {
					held++
				}
				if any.StdErr <= tt.target {
					reached++
				}
				rounds += len(r.Run.Rounds)
				paths += r.Run.Paths
			}
			t.Logf("held %d, reached %d of %d; on average %.2f rounds, the last of %d paths", held, reached, tt.seeds, float64(rounds)/float64(tt.seeds), paths/tt.seeds)
			require.InDelta(t, 0.95*float64(tt.seeds), held, 3*math.Sqrt(0.95*0.05*float64(tt.seeds)))
			require.GreaterOrEqual(t, reached, tt.seeds*9/10)
		})
	}
}

// The first round is the run without a target, the last one is simulated afresh, and neither workers nor a preview change it.
func TestRounds(t *testing.T) {
	a, m := crossBook(t), twoAssets(0.8)
	s := week(4096, 5)
	plain := simulate(t, a, m, s)
	require.Nil(t, plain.Run.Rounds)
	require.False(t, plain.Run.Preliminary)
	s.TargetStdErr = 5e-5
	want := simulate(t, a, m, s)
	require.LessOrEqual(t, want.Liquidation.Any.StdErr, s.TargetStdErr)
	require.GreaterOrEqual(t, len(want.Run.Rounds), 2)
	require.Equal(t, want.Run.Paths, want.Run.Rounds[len(want.Run.Rounds)-1])
	require.Equal(t, s.Seed, want.Run.Seed)
	for _, workers := range []int{1, 2, 7} {
		got, err := risk.Simulate(context.Background(), a, m, s, risk.Options{Workers: workers})
		require.NoError(t, err)
		require.Equal(t, want, got, "%d workers", workers)
	}

	var all []*risk.Report
	for r, err := range risk.Reports(context.Background(), a, m, s, risk.Options{}) {
		require.NoError(t, err)
		all = append(all, r)
	}
	require.Len(t, all, 1+len(want.Run.Rounds))
	require.Equal(t, 1024, all[0].Run.Paths)
	require.Equal(t, plain.Liquidation, all[1].Liquidation)
	require.Equal(t, want, all[len(all)-1])
	for k, r := range all {
		require.Equal(t, k < len(all)-1, r.Run.Preliminary)
	}
	for k, r := range all[1:] {
		require.Equal(t, want.Run.Rounds[:k+1], r.Run.Rounds)
	}
}

// A sequence of reports can be left early, and ends with an error.
func TestReports(t *testing.T) {
	a, m := crossBook(t), twoAssets(0.8)
	for r, err := range risk.Reports(context.Background(), a, m, week(1<<16, 1), risk.Options{}) {
		require.NoError(t, err)
		require.True(t, r.Run.Preliminary)
		break
	}
	stopped, cancel := context.WithCancel(context.Background())
	cancel()
	n := 0
	for r, err := range risk.Reports(stopped, a, m, week(1<<16, 1), risk.Options{}) {
		require.ErrorIs(t, err, context.Canceled)
		require.Nil(t, r)
		n++
	}
	require.Equal(t, 1, n)
	m.Volatility["A"] = -1
	for _, err := range risk.Reports(context.Background(), a, m, week(512, 1), risk.Options{}) {
		require.ErrorContains(t, err, "market.volatility.A")
	}
	// Few paths are their own preview.
	n = 0
	for _, err := range risk.Reports(context.Background(), a, twoAssets(0.8), week(2048, 1), risk.Options{}) {
		require.NoError(t, err)
		n++
	}
	require.Equal(t, 1, n)
}

// Where the cap stops a run short of its target a warning says so; where nothing is simulated, or the first round has
// all the paths there may be, there is one round.
func TestRounds_Cap(t *testing.T) {
	a, m := crossBook(t), twoAssets(0.8)
	s := week(1024, 5)
	s.TargetStdErr, s.MaxPaths = 1e-7, 20_000
	r := simulate(t, a, m, s)
	require.Equal(t, []int{1024, 4096, 16384}, r.Run.Rounds)
	require.Greater(t, r.Liquidation.Any.StdErr, s.TargetStdErr)
	require.Contains(t, r.Warnings[len(r.Warnings)-1], "above the target of 1e-07: no round may have more than 20000 paths (maxPaths).")

	s.MaxPaths = 2000
	r = simulate(t, a, m, s)
	require.Equal(t, []int{1024}, r.Run.Rounds)
	require.Contains(t, r.Warnings[len(r.Warnings)-1], "maxPaths")
	s.TargetStdErr, s.MaxPaths = 0, 0
	require.Equal(t, simulate(t, a, m, s).Liquidation, r.Liquidation)

	one := account(pool("A", margin.Isolated, "100", position(t, "A/USDT:USDT", "1000", "1")))
	s.TargetStdErr = 1e-9
	r = simulate(t, one, m, s)
	require.Equal(t, "exact", r.Liquidation.Any.Method)
	require.False(t, r.Run.Preliminary)
	require.Equal(t, []int{1024}, r.Run.Rounds)

	// Paths looked at now and then need not be a power of two.
	s.TargetStdErr, s.MaxPaths, s.Monitoring.EveryHours = 1e-4, 5000, 24
	r = simulate(t, a, m, s)
	require.Equal(t, []int{1024, 5000}, r.Run.Rounds)
}

// A comparison has rounds until every mode has reached the target.
func TestRounds_Compare(t *testing.T) {
	s := week(1024, 3)
	s.TargetStdErr = 2e-4
	c, err := risk.Compare(context.Background(), crossBook(t), twoAssets(0.8), s, risk.Options{})
	require.NoError(t, err)
	require.GreaterOrEqual(t, len(c.Run.Rounds), 2)
	for _, mode := range c.Modes {
		require.LessOrEqual(t, mode.Liquidation.Any.StdErr, s.TargetStdErr, mode.Name)
	}
}

// More replicates narrow the error of the error, not the estimate.
func TestReplicates(t *testing.T) {
	a, m := crossBook(t), twoAssets(0.8)
	for _, n := range []int{16, 32, 64, 128} {
		s := week(1<<14, 11)
		s.Replicates = n
		r := simulate(t, a, m, s)
		require.Equal(t, n, r.Run.Replicates)
		require.Equal(t, 1<<14, r.Run.Paths)
		requireWithin(t, 0.289480489, r.Liquidation.Any)
	}
	s := week(1<<14, 11)
	implied := simulate(t, a, m, s)
	s.Replicates = montecarlo.Replicates
	require.Equal(t, implied, simulate(t, a, m, s))
}

func TestPlan_Rounds(t *testing.T) {
	a, m := crossBook(t), twoAssets(0.8)
	s := week(4096, 1)
	s.Replicates, s.TargetStdErr, s.MaxPaths = 24, -1, 100
	require.Equal(t, margin.Errors{
		{Path: "simulation.replicates", Got: "24", Want: "a power of two from 16 to 128"},
		{Path: "simulation.targetStdErr", Got: "-1", Want: "a number above 0 and at most 0.5"},
		{Path: "simulation.maxPaths", Got: "100", Want: "at least simulation.paths, 4096, those of the first round"},
	}, faults(t, a, m, s))
	s = week(4096, 1)
	s.MaxPaths = 8192
	require.Equal(t, "simulation.maxPaths", faults(t, a, m, s)[0].Path)
	s = week(4096, 1)
	s.Monitoring.EveryHours, s.Replicates = 1, 16
	require.Equal(t, "simulation.replicates", faults(t, a, m, s)[0].Path)
	s = week(4096, 1)
	s.TargetStdErr, s.MaxPaths = 1e-9, 1e9
	require.Equal(t, "simulation.maxPaths", faults(t, a, m, s)[0].Path)
	s.MaxPaths = 0 // what fits
	_, err := risk.NewPlan(a, m, s)
	require.NoError(t, err)
}
