package montecarlo_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/montecarlo"
)

// TestInverse checks an inverse long, c - n/S, against the same barrier of a
// linear one: the excess n(1/E - 1/S) + equity is zero where the closed form's barrier is.
func TestInverse(t *testing.T) {
	if testing.Short() {
		t.Skip("statistical: runs once, native and without -short")
	}
	// 1.1 - e^-x m reaches zero at x = ln(.9/.995), the barrier of the first reference row.
	b := montecarlo.Boundary{Terms: []montecarlo.Term{
		{Coefficient: 1},
		{Coefficient: -0.9 / 0.995, Exponents: []montecarlo.Exponent{{Asset: 0, Power: -1}}},
	}}
	e := montecarlo.Experiment{Process: martingale([][]float64{{1}}, 0.6), Grid: uniform(7, 24, true), Books: []montecarlo.Book{{b}}, Paths: 1 << 16, Seed: 9}
	requireWithin(t, 0.2387349436, 5e-11, simulate(t, e).Books[0].Any, "inverse")
	e.SimulateAll = true
	requireWithin(t, 0.2387349436, 5e-11, simulate(t, e).Books[0].Any, "inverse, simulated")
}

// TestDrift checks first passage under drift, down and up, against the
// digital options of QuantLib's test suite as REFERENCE.md gives them (undiscounted).
func TestDrift(t *testing.T) {
	if testing.Short() {
		t.Skip("statistical: runs once, native and without -short")
	}
	asset := []montecarlo.Exponent{{Asset: 0, Power: 1}}
	for _, tt := range []struct {
		name          string
		s, carry, hit float64
	}{
		{"down", 105, 0.10, 0.6560181081}, {"up", 95, 0.10, 0.7865140484},
		{"down, dividend .2", 105, -0.10, 0.8275744744}, {"up, dividend .2", 95, -0.10, 0.6012411874},
	} {
		sign := 1.0
		if tt.s < 100 {
			sign = -1
		}
		b := montecarlo.Boundary{Terms: []montecarlo.Term{{Coefficient: sign * tt.s, Exponents: asset}, {Coefficient: -sign * 100}}}
		g := montecarlo.GBM{Drift: []float64{tt.carry - 0.02}, Volatility: []float64{0.2}, L: [][]float64{{1}}}
		e := montecarlo.Experiment{Process: g, Grid: uniform(year/2, 24, true), Books: []montecarlo.Book{{b}}, Paths: 1 << 16, Seed: 10}
		requireWithin(t, tt.hit, 5e-11, simulate(t, e).Books[0].Any, tt.name)
		e.SimulateAll = true
		requireWithin(t, tt.hit, 5e-11, simulate(t, e).Books[0].Any, tt.name+", simulated")
	}
}

// TestTiers checks a tiered isolated long whose tier at the liquidation price is
// not the one it starts in: the barrier is that of the tier there, and the closed form follows.
func TestTiers(t *testing.T) {
	if testing.Short() {
		t.Skip("statistical: runs once, native and without -short")
	}
	// One unit at 1. Maintenance: 2 % up to .94, 10 % marginally above: .1 S - .0752.
	// On an equity of .1 the excess S - .9 - .02 S is zero at S = .9/.98 = .918367, in the lower tier.
	asset := []montecarlo.Exponent{{Asset: 0, Power: 1}}
	b := montecarlo.Boundary{
		Terms: []montecarlo.Term{{Coefficient: 1, Exponents: asset}, {Coefficient: -0.9}},
		Tables: []montecarlo.Table{{
			Notional: montecarlo.Term{Coefficient: 1, Exponents: asset}, Unit: montecarlo.Term{Coefficient: 1},
			Tiers: []montecarlo.Tier{{Edge: 0, Rate: 0.02}, {Edge: 0.94, Rate: 0.1, Deduction: 0.94 * 0.08}},
		}},
	}
	const sigma = 0.6
	exact := firstPassage(math.Log(0.9/0.98), -sigma*sigma/2, sigma, 7/year)
	e := montecarlo.Experiment{Process: martingale([][]float64{{1}}, sigma), Grid: uniform(7, 24, true), Books: []montecarlo.Book{{b}}, Paths: 1 << 16, Seed: 11}
	requireWithin(t, exact, 1e-13, simulate(t, e).Books[0].Any, "tiers")
	e.SimulateAll = true
	requireWithin(t, exact, 0, simulate(t, e).Books[0].Any, "tiers, simulated")
}

// TestCorners runs what must not divide by zero: no volatility, a pool at the
// edge, perfectly correlated assets that cancel, no boundary at all.
func TestCorners(t *testing.T) {
	run := func(g montecarlo.GBM, days float64, b ...montecarlo.Boundary) montecarlo.BookResult {
		return simulate(t, montecarlo.Experiment{Process: g, Grid: uniform(days, 24, true), Books: []montecarlo.Book{b}, Paths: 512, Seed: 12, SimulateAll: true}).Books[0]
	}
	still := montecarlo.GBM{Drift: []float64{0}, Volatility: []float64{0}, L: [][]float64{{1}}}
	r := run(still, 7, book(0.1, 0.005, 1))
	require.Less(t, r.Any.Value, 1e-300)
	require.Positive(t, r.Any.High, "replicates that agree are an interval")
	require.InDelta(t, 3.84/512, r.Any.High, 1e-3)

	r = run(martingale([][]float64{{1}}, 0.6), 7, book(0.0050001, 0.005, 1))
	require.Greater(t, r.Any.Value, 0.99)

	// Long and short of two assets that move as one: the excess is constant.
	r = run(martingale(pair(1), 0.6, 0.6), 7, book(0.1, 0.005, 1, -1))
	require.Less(t, r.Any.Value, 1e-6)

	// 64 assets, twice in two pools: 512 dimensions, of which half are padded.
	c := make([][]float64, 64)
	sigma, weight := make([]float64, 64), make([]float64, 64)
	for i := range c {
		c[i] = make([]float64, 64)
		for j := range c {
			c[i][j] = 0.6
		}
		c[i][i] = 1
		sigma[i], weight[i] = 0.4+float64(i)/100, 1
	}
	r = run(martingale(c, sigma...), 7, book(8, 0.005, weight...), book(6, 0.005, weight...))
	require.Greater(t, r.Pools[1].Crossed.Value, r.Pools[0].Crossed.Value)
	require.GreaterOrEqual(t, r.Any.Value, r.Pools[1].Crossed.Value)
	require.LessOrEqual(t, r.All.Value, r.Pools[0].Crossed.Value)
	require.Less(t, r.Pools[0].Crossed.StdErr, 0.02*r.Pools[0].Crossed.Value)

	r = run(martingale([][]float64{{1}}, 0.6), 7)
	require.Empty(t, r.Pools)
	require.False(t, math.IsNaN(r.Any.Value))
}

// TestDifference checks that books that never differ on these paths are not taken
// to be the same: no difference in 512 paths leaves room for one in about 130.
func TestDifference(t *testing.T) {
	e := montecarlo.Experiment{
		Process: martingale([][]float64{{1}}, 0.6), Grid: uniform(7, 24, false), Paths: 512, Seed: 12,
		Books: []montecarlo.Book{{book(0.5, 0.005, 1)}, {book(0.6, 0.005, 1)}},
	}
	d := simulate(t, e).Differences
	require.Len(t, d, 1)
	require.InDelta(t, 0, d[0].Any.Value, 1e-9)
	require.InDelta(t, 3.84/512, d[0].Any.High, 1e-4)
	require.InDelta(t, -3.84/512, d[0].Any.Low, 1e-4)
}

// TestFold checks that results do not depend on how blocks are shared out, that
// tallies survive encoding, and that a wrong merge is refused.
func TestFold(t *testing.T) {
	e := montecarlo.Experiment{
		Process: martingale(pair(0.5), 0.6, 0.8), Grid: uniform(7, 4, true), Paths: 70_000, Seed: 13,
		Books: []montecarlo.Book{{book(0.1, 0.005, 1), book(0.1, 0.005, 0, 1)}, {book(0.2, 0.005, 1, 1)}},
	}
	s, err := e.Compile()
	require.NoError(t, err)
	require.LessOrEqual(t, s.Blocks(), montecarlo.MaxBlocks)
	n := s.Blocks()
	whole := s.Run(0, n)
	want, err := s.Result(whole)
	require.NoError(t, err)

	shared := s.Run(n/2, n)
	for b := n/2 - 1; b >= 0; b-- {
		data, err := s.Block(b).MarshalBinary()
		require.NoError(t, err)
		var back montecarlo.Tally
		require.NoError(t, back.UnmarshalBinary(data))
		require.NoError(t, shared.Merge(&back))
	}
	got, err := s.Result(shared)
	require.NoError(t, err)
	require.Equal(t, want, got)

	require.ErrorContains(t, shared.Merge(s.Block(0)), "merged twice")
	_, err = s.Result(s.Run(1, n))
	require.ErrorContains(t, err, "block 0")
	other, err := montecarlo.Experiment{Process: e.Process, Grid: e.Grid, Books: e.Books[:1], Paths: 512}.Compile()
	require.NoError(t, err)
	require.ErrorContains(t, shared.Merge(other.Block(0)), "outputs")
	var back montecarlo.Tally
	for _, bad := range [][]byte{nil, {1, 2, 3}, make([]byte, 9), {1, 0, 0, 0, 255, 255, 255, 255}} {
		require.Error(t, back.UnmarshalBinary(bad))
	}
}

func TestCompile_Mistakes(t *testing.T) {
	good := montecarlo.Experiment{Process: martingale(pair(0.5), 0.6, 0.8), Grid: uniform(7, 4, true), Paths: 256}
	for _, tt := range []struct {
		name string
		edit func(*montecarlo.Experiment)
		want string
	}{
		{"one path", func(e *montecarlo.Experiment) { e.Paths = 1 }, "at least 2"},
		{"no times", func(e *montecarlo.Experiment) { e.Grid.Times = nil }, "needs times"},
		{"odd bridges", func(e *montecarlo.Experiment) { e.Grid.Steps = 3 }, "powers of two"},
		{"one joint step", func(e *montecarlo.Experiment) { e.Grid.JointSteps = 1 }, "powers of two"},
		{"levels for looks", func(e *montecarlo.Experiment) {
			e.Grid = uniform(7, 4, false)
			e.Books = []montecarlo.Book{{{Levels: []float64{1}}}}
		}, "levels"},
		{"times fall", func(e *montecarlo.Experiment) { e.Grid.Times = []float64{1, 0.5} }, "does not follow"},
		{"NaN time", func(e *montecarlo.Experiment) { e.Grid.Times = []float64{1, math.NaN()} }, "does not follow"},
		{"drifts", func(e *montecarlo.Experiment) { e.Process.Drift = nil }, "0 drifts"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			e := good
			tt.edit(&e)
			_, err := e.Compile()
			require.ErrorContains(t, err, tt.want)
		})
	}
}
