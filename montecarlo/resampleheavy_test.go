package montecarlo_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/internal/reference"
	"github.com/plimsoll-risk/plimsoll/montecarlo"
)

// heavy makes n rows of as many assets as have a share, which is that of what they have in common: normal deviates times a lognormal one a row, less their mean.
func heavy(n int, share ...float64) (moves, inside [][]float64) {
	g := rand.New(rand.NewPCG(1, 2))
	mean := make([]float64, len(share))
	for range n {
		scale, common := math.Exp(0.5*g.NormFloat64())/1.28, g.NormFloat64()
		row, within := make([]float64, len(share)), make([]float64, len(share))
		for a, s := range share {
			row[a] = scale * (s*common + math.Sqrt(1-s*s)*g.NormFloat64())
			within[a] = scale
			mean[a] += row[a] / float64(n)
		}
		moves, inside = append(moves, row), append(inside, within)
	}
	for _, row := range moves {
		for a := range row {
			row[a] -= mean[a]
		}
	}
	return moves, inside
}

// resampled returns the law of such rows for days of equal deviations.
func resampled(t testing.TB, rows, days int, block float64, deviation float64, share ...float64) (*table, montecarlo.GBM) {
	r := &table{MeanBlock: block, Compensated: true}
	r.Moves, r.Inside = heavy(rows, share...)
	for k := range days {
		var d []float64
		for range share {
			d = append(d, deviation)
		}
		r.Steps, r.Times = append(r.Steps, d), append(r.Times, float64(k+1)/year)
	}
	return r, law(t, r, make([]float64, len(share))...)
}

// TestRows_Rare checks the tail against all sequences of 60 rows in 3 steps: P near 1e-6, with blocks and without, by 2^17 paths.
func TestRows_Rare(t *testing.T) {
	for _, tt := range []struct{ block, barrier float64 }{{1, -0.265}, {3, -0.242}} {
		r, g := resampled(t, 60, 3, tt.block, 0.03, 0)
		want := touches(r, 0, tt.barrier, true)[2]
		e := montecarlo.Experiment{Process: g, Grid: uniform(3, 3, true), Books: []montecarlo.Book{{book(equityOf(tt.barrier, 0.005), 0.005, 1)}}, Paths: 1 << 17, Seed: 1}
		a := simulate(t, e).Books[0].Any
		requireWithin(t, want, 0, a, "rare")
		require.Less(t, want, 5e-6)
		require.Less(t, a.StdErr, 0.03*want)
	}
	// A month of two years' rows in blocks, two assets: no count, but the error is known.
	_, g := resampled(t, 730, 30, 5, 0.03, 0.8, 0.8)
	e := montecarlo.Experiment{Process: g, Grid: uniform(30, 1, true), Books: []montecarlo.Book{{book(0.56, 0.005, 0.6, 0.4)}}, Paths: 1 << 17, Seed: 1}
	a := simulate(t, e).Books[0].Any
	t.Logf("two assets, 30 days: %.4g +- %.1f %%", a.Value, 100*a.StdErr/a.Value)
	require.Less(t, a.Value, 5e-6)
	require.Less(t, a.StdErr, 0.1*a.Value)
}

// TestRows_Basket checks a pool of two assets, for which bridges are not exact, against paths in which each row is cut into 64 steps of the bridge between its ends, looked at with the
// shift of Broadie, Glasserman and Kou (Math. Finance 7, 1997) by which looks miss: .5826 deviations of a step.
func TestRows_Basket(t *testing.T) {
	if testing.Short() {
		t.Skip("statistical: runs once, native and without -short")
	}
	r, g := resampled(t, 250, 7, 2, 0.03, 0.8, 0.8)
	const equity, maintenance, cuts, paths = 0.1, 0.005, 64, 60000
	e := montecarlo.Experiment{Process: g, Grid: uniform(7, 7, true), Books: []montecarlo.Book{{book(equity, maintenance, 0.6, 0.4)}}, Paths: 1 << 16, Seed: 1}
	a := simulate(t, e).Books[0].Any

	rho := 0.0
	var square [2]float64
	for _, m := range r.Moves {
		rho += m[0] * m[1]
		square[0], square[1] = square[0]+m[0]*m[0], square[1]+m[1]*m[1]
	}
	rho /= math.Sqrt(square[0] * square[1])
	var shift [2][]float64 // of the means of prices: by the recursion over the last row
	for asset := range shift {
		weight := make([]float64, len(r.Moves))
		for i := range weight {
			weight[i] = 1 / float64(len(weight))
		}
		for k := range r.Steps {
			next, total := make([]float64, len(weight)), 0.0
			for i := range next {
				w := weight[i]
				if k > 0 {
					w = 0.5*weight[(i+len(weight)-1)%len(weight)] + 0.5/float64(len(weight))
				}
				next[i] = w * math.Exp(0.03*r.Moves[i][asset])
				total += next[i]
			}
			for i := range next {
				next[i] /= total
			}
			weight = next
			shift[asset] = append(shift[asset], -math.Log(total))
		}
	}
	random := rand.New(rand.NewPCG(3, 4))
	hits := 0.0
	for range paths {
		var x [2]float64
		row, touched := 0, false
		for k := range r.Steps {
			if k == 0 || random.Float64() < 0.5 {
				row = random.IntN(len(r.Moves))
			} else {
				row = (row + 1) % len(r.Moves)
			}
			var end, at [2]float64
			for a := range end {
				end[a] = x[a] + 0.03*r.Moves[row][a] + shift[a][k]
			}
			at = x
			for c := 1; c <= cuts && !touched; c++ {
				left := float64(cuts - c + 1)
				z0 := random.NormFloat64()
				z := [2]float64{z0, rho*z0 + math.Sqrt(1-rho*rho)*random.NormFloat64()}
				for a := range at {
					s := 0.03 * r.Inside[row][a]
					at[a] += (end[a]-at[a])/left + s*math.Sqrt((left-1)/left/cuts)*z[a]
				}
				p, q := 0.6*math.Exp(at[0]), 0.4*math.Exp(at[1])
				s0, s1 := 0.03*r.Inside[row][0]*p, 0.03*r.Inside[row][1]*q
				spread := (1 - maintenance) * math.Sqrt((s0*s0+2*rho*s0*s1+s1*s1)/cuts)
				touched = equity+p+q-1-maintenance*(p+q) <= 0.5826*spread
			}
			x = end
		}
		if touched {
			hits++
		}
	}
	p := hits / paths
	stdErr := math.Sqrt(p * (1 - p) / paths)
	t.Logf("fine paths %.5f +- %.5f, bridges %.5f +- %.5f, grid %.2g", p, stdErr, a.Value, a.StdErr, *a.Discretisation)
	require.InDelta(t, p, a.Value, 4*math.Hypot(stdErr, a.StdErr)+*a.Discretisation)
}

// TestRows_Coverage is TestCoverage for a law of rows, whose probability is counted.
func TestRows_Coverage(t *testing.T) {
	if testing.Short() {
		t.Skip("statistical: runs once, native and without -short")
	}
	const seeds = 400
	for _, tt := range []struct {
		name           string
		block, barrier float64
	}{
		{"one by one, P = .17", 1, -0.07}, {"one by one, P = .013", 1, -0.13}, {"one by one, P = 1e-6", 1, -0.265},
		{"blocks, P = .16", 3, -0.07}, {"blocks, P = 6e-3", 3, -0.13}, {"blocks, P = 1e-6", 3, -0.242},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r, g := resampled(t, 60, 3, tt.block, 0.03, 0)
			want := touches(r, 0, tt.barrier, true)[2]
			e := montecarlo.Experiment{Process: g, Grid: uniform(3, 1, true), Books: []montecarlo.Book{{book(equityOf(tt.barrier, 0.005), 0.005, 1)}}, Paths: reference.CoveragePaths}
			held, sum, square := 0, 0.0, 0.0
			for seed := range uint64(seeds) {
				e.Seed = 1000 + seed
				a := simulate(t, e).Books[0].Any
				if a.Low <= want && want <= a.High {
					held++
				}
				off := a.Value/want - 1
				sum, square = sum+off, square+off*off
			}
			n := float64(seeds)
			spread := math.Sqrt(square / n)
			t.Logf("%d of %d at P = %.3g; spread %.2g, bias %.2g", held, seeds, want, spread, sum/n)
			require.GreaterOrEqual(t, held, seeds*925/1000)
			require.LessOrEqual(t, held, seeds*97/100)
			require.Less(t, math.Abs(sum/n), 4*spread/math.Sqrt(n), "bias")
		})
	}
}

// TestRows_Gain holds about half of what is gained over drawing rows at random: the variance of as many independent paths that touch or do not, over that of the estimate.
func TestRows_Gain(t *testing.T) {
	for _, tt := range []struct {
		days                int
		block, equity, gain float64
	}{{7, 1, 0.1, 7}, {7, 5, 0.1, 4}, {30, 1, 0.2, 7}, {30, 5, 0.2, 1.5}, {7, 1, 0.3, 2000}, {7, 5, 0.3, 1500}} {
		_, g := resampled(t, 730, tt.days, tt.block, 0.03, 0)
		e := montecarlo.Experiment{Process: g, Grid: uniform(float64(tt.days), 1, true), Books: []montecarlo.Book{{book(tt.equity, 0.005, 1)}}, Paths: 1 << 15, Replicates: 64, Seed: 1}
		a := simulate(t, e).Books[0].Any
		gain := a.Value * (1 - a.Value) / (1 << 15) / (a.StdErr * a.StdErr)
		t.Logf("%2d days, blocks of %g: P = %.3g, %.0f times", tt.days, tt.block, a.Value, gain)
		require.Greater(t, gain, tt.gain)
	}
}
