package montecarlo_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/montecarlo"
)

// equal and with changing deviations of the steps, and the dates of the curve and the levels.
func TestRows(t *testing.T) {
	flat, falling := []float64{0.05, 0.05, 0.05, 0.05, 0.05}, []float64{0.08, 0.07, 0.05, 0.04, 0.04}
	for _, tt := range []struct {
		name    string
		block   float64
		days    []float64
		barrier float64
	}{
		{"one by one", 1, flat, -0.1},
		{"one by one, falling", 1, falling, -0.1},
		{"blocks", 2.5, flat, -0.1},
		{"blocks, falling, far", 2.5, falling, -0.25},
		{"blocks, above", 2.5, falling, 0.12},
		{"long blocks", 40, flat, -0.08},
		{"one step", 3, flat[:1], -0.06},
	} {
		r := few(tt.block, tt.days...)
		days := float64(len(tt.days))
		size := 1.0
		equity := equityOf(tt.barrier, 0.005)
		if tt.barrier > 0 {
			size = -1
		}
		e := montecarlo.Experiment{Process: law(t, r, 0), Grid: uniform(days, len(tt.days), true), Books: []montecarlo.Book{{book(equity, 0.005, size)}}, Paths: 1 << 15, Seed: 3}
		want := touches(r, 0, tt.barrier, true)
		got := simulate(t, e).Books[0]
		requireWithin(t, want[len(want)-1], 1e-9, got.Any, tt.name)
		for k := range want[:len(want)-1] {
			require.InDelta(t, want[k], got.Pools[0].Curve[k], 4.5*got.Pools[0].CurveStdErr[k]+1e-9, "%s, day %d", tt.name, k+1)
		}
		e.Grid = uniform(days, len(tt.days), false)
		want = touches(r, 0, tt.barrier, false)
		requireWithin(t, want[len(want)-1], 1e-9, simulate(t, e).Books[0].Any, tt.name+", looks")
	}
}

// TestRows_Looks checks looks within a row: halfway the log price is normal, half of the move on the mean, with a quarter of the variance inside.
func TestRows_Looks(t *testing.T) {
	r := few(1, 0.05)
	const barrier = -0.02
	move := shifts(r, 0)[0]
	want := 0.0
	for i, row := range r.Moves {
		m, s := 0.05*row[0]+move, 0.05*r.Inside[i][0]
		p := 1.0
		if m > barrier {
			p = 0.5 * math.Erfc(-(barrier-m/2)/(s/2)/math.Sqrt2)
		}
		want += p / float64(len(r.Moves))
	}
	e := montecarlo.Experiment{Process: law(t, r, 0), Grid: uniform(1, 2, false), Books: []montecarlo.Book{{book(equityOf(barrier, 0.005), 0.005, 1)}}, Paths: 1 << 16, Seed: 3}
	requireWithin(t, want, 0, simulate(t, e).Books[0].Any, "halfway and at the end")
}

// TestRows_Mean checks that prices have the mean 1 at the end of each step, in blocks too, and log prices the mean 0 if that is asked for; and that Law refuses what does not fit.
func TestRows_Mean(t *testing.T) {
	for _, block := range []float64{1, 2.5} {
		r := few(block, 0.3, 0.2, 0.2, 0.4)
		g := law(t, r, 0)
		for k := range r.Times {
			mean, stdErr := montecarlo.ExpectStepped(g, r.Times[k], 1<<12, nil, func(p []float64) float64 { return p[0] })
			t.Logf("block %g, step %d: %.6f +- %.6f", block, k+1, mean, stdErr)
			require.InDelta(t, 1, mean, 5.5*stdErr+1e-12)
		}
		r = few(block, 0.3, 0.2, 0.2, 0.4)
		r.Compensated = false
		mean, stdErr := montecarlo.ExpectStepped(law(t, r, 0), r.Times[3], 1<<12, nil, func(p []float64) float64 { return math.Log(p[0]) })
		require.InDelta(t, 0, mean, 5.5*stdErr+1e-12)
		mean, stdErr = montecarlo.ExpectStepped(law(t, r, 2), r.Times[3], 1<<12, nil, func(p []float64) float64 { return math.Log(p[0]) })
		require.InDelta(t, 2*4/year, mean, 5.5*stdErr+1e-12)
	}
	r := few(1, 0.1)
	_, err := r.rows().Law([]float64{0, 0})
	require.ErrorContains(t, err, "assets with drifts")
	r.MeanBlock = 0
	_, err = r.rows().Law([]float64{0})
	require.ErrorContains(t, err, "blocks of a row or more")
	r = few(1, 0.1)
	r.Inside = r.Inside[1:]
	_, err = r.rows().Law([]float64{0})
	require.ErrorContains(t, err, "different rows or steps")
}

// TestRows_Books counts all sequences for books of two pools: longs on two assets whose rows have nothing in common, where bridges are independent, and a long and a short on one
// asset, whose log price then stays in a strip of width w in a step from a to b above its floor with the probability of images
//
//	sum over k of exp(-2 k w (k w + b - a)/v) - exp(-2 (k w + a)(k w + b)/v)
func TestRows_Books(t *testing.T) {
	steps, day := [][]float64{{0.05, 0.06}, {0.04, 0.06}, {0.04, 0.05}, {0.03, 0.05}}, 1/year
	r := &table{
		Moves: [][]float64{{1.1, 0.9}, {1.1, -0.9}, {-1.1, 0.9}, {-1.1, -0.9}}, Inside: [][]float64{{1, 0.8}, {0.6, 1.2}, {1.3, 1}, {0.9, 0.7}},
		Steps: steps, Times: []float64{day, 2 * day, 3 * day, 4 * day}, MeanBlock: 2, Compensated: true,
	}
	barriers := []float64{-0.1, -0.12}
	shift := [][]float64{shifts(r, 0), shifts(r, 1)}
	any, all := 0.0, 0.0
	for _, c := range count(4, 4, 2) {
		alive := [2]float64{1, 1}
		for a, barrier := range barriers {
			x := 0.0
			for k, i := range c.rows {
				from := x - barrier
				x += steps[k][a]*r.Moves[i][a] + shift[a][k]
				to, inside := x-barrier, steps[k][a]*r.Inside[i][a]
				if from <= 0 || to <= 0 {
					alive[a] = 0
				} else {
					alive[a] *= 1 - math.Exp(-2*from*to/(inside*inside))
				}
			}
		}
		any += c.probability * (1 - alive[0]*alive[1])
		all += c.probability * (1 - alive[0]) * (1 - alive[1])
	}
	e := montecarlo.Experiment{Process: law(t, r, 0, 0), Grid: uniform(4, 4, true), Paths: 1 << 15, Seed: 5, Books: []montecarlo.Book{{
		book(equityOf(barriers[0], 0.005), 0.005, 1, 0), book(equityOf(barriers[1], 0.005), 0.005, 0, 1),
	}}}
	b := simulate(t, e).Books[0]
	requireWithin(t, touches(r, 0, barriers[0], true)[3], 1e-9, b.Pools[0].Crossed, "first asset")
	requireWithin(t, touches(r, 1, barriers[1], true)[3], 1e-9, b.Pools[1].Crossed, "second asset")
	requireWithin(t, any, *b.Any.Discretisation, b.Any, "any of two")
	requireWithin(t, all, *b.All.Discretisation, b.All, "all of two")
	require.InDelta(t, b.Any.Value, b.Pools[0].First.Value+b.Pools[1].First.Value, 1e-9, "one is first")

	one := few(2, 0.05, 0.06, 0.04)
	low, high := -0.09, 0.11
	move := shifts(one, 0)
	any, all = 0, 0
	for _, c := range count(4, 3, 2) {
		x, both, down, up := 0.0, 1.0, 1.0, 1.0
		for k, i := range c.rows {
			from := x
			d := one.Steps[k][0]
			x += d*one.Moves[i][0] + move[k]
			v := d * one.Inside[i][0] * d * one.Inside[i][0]
			if x <= low {
				down, both = 0, 0
			}
			if x >= high {
				up, both = 0, 0
			}
			down *= 1 - math.Exp(math.Min(0, -2*(from-low)*(x-low)/v))
			up *= 1 - math.Exp(math.Min(0, -2*(high-from)*(high-x)/v))
			stays, w, a, b := 0.0, high-low, from-low, x-low
			for k := -20.0; k <= 20; k++ {
				stays += math.Exp(-2*k*w*(k*w+b-a)/v) - math.Exp(-2*(k*w+a)*(k*w+b)/v)
			}
			both *= math.Max(0, stays)
		}
		any += c.probability * (1 - both)
		all += c.probability * (1 - down - up + both)
	}
	e = montecarlo.Experiment{Process: law(t, one, 0), Grid: uniform(3, 3, true), Paths: 1 << 15, Seed: 5, Books: []montecarlo.Book{{
		book(equityOf(low, 0.005), 0.005, 1), book(equityOf(high, 0.005), 0.005, -1),
	}}}
	b = simulate(t, e).Books[0]
	requireWithin(t, any, *b.Any.Discretisation, b.Any, "long or short")
	requireWithin(t, all, *b.All.Discretisation, b.All, "long and short")
}
