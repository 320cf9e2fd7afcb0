package montecarlo_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/montecarlo"
)

// five is the correlation of the tests' reference book of five longs, with the volatilities .5 .65 .85 1.2 1.3.
var five = [][]float64{{1, 0.85, 0.75, 0.6, 0.55}, {0.85, 1, 0.75, 0.62, 0.57}, {0.75, 0.75, 1, 0.6, 0.6}, {0.6, 0.62, 0.6, 1, 0.7}, {0.55, 0.57, 0.6, 0.7, 1}}

// TestSeveral compares books of which some pools are of one asset and one of two with a C program that follows pseudo-random paths, with a
// bridge of each pool in each of 256 steps over 7 days (1.5 million paths, the pools' own probabilities as control variates) or
// 512 over 60 days (2.5 million): the figures and their standard errors are its.
func TestSeveral(t *testing.T) {
	for _, tt := range []struct {
		name     string
		days     float64
		book     montecarlo.Book
		any, all [2]float64
	}{
		{"three isolated beside two cross, 7 days", 7, montecarlo.Book{
			book(40, 0.005, 300, 250), book(20, 0.005, 0, 0, 200), book(15, 0.005, 0, 0, 0, 150), book(10, 0.005, 0, 0, 0, 0, 100),
		}, [2]float64{0.771539, 0.000209}, [2]float64{0.219058, 0.000206}},
		{"one isolated beside two cross, 60 days", 60, montecarlo.Book{book(160, 0.005, 300, 250), book(90, 0.005, 0, 0, 200)}, [2]float64{0.189933, 0.000246}, [2]float64{0.072263, 0.000162}},
	} {
		for _, paths := range []int{1 << 12, 1 << 16} {
			r := simulate(t, montecarlo.Experiment{
				Process: martingale(five, 0.5, 0.65, 0.85, 1.2, 1.3), Grid: uniform(tt.days, 1, true), Paths: paths, Seed: 3, Books: []montecarlo.Book{tt.book},
			}).Books[0]
			for _, v := range []struct {
				name string
				e    montecarlo.Estimate
				want [2]float64
			}{{"any", r.Any, tt.any}, {"all", r.All, tt.all}} {
				t.Logf("%s, %d paths: %s %.6f +- %.6f, grid %.6f; %.6f +- %.6f", tt.name, paths, v.name, v.e.Value, v.e.StdErr, *v.e.Discretisation, v.want[0], v.want[1])
				require.LessOrEqual(t, math.Abs(v.e.Value-v.want[0]), 4*math.Hypot(v.e.StdErr, v.want[1])+*v.e.Discretisation)
			}
		}
	}
}

// TestSeveral_Bends checks the difference between two grids of two pools of which one bends: of the first order only, so that it has next
// to no noise, and more than nothing. Sixteen steps for two find no more than what is reported.
func TestSeveral_Bends(t *testing.T) {
	if testing.Short() {
		t.Skip("statistical: runs once, native and without -short")
	}
	run := func(steps, paths int) montecarlo.BookResult {
		g := uniform(60, 1, true)
		g.Steps = steps
		return simulate(t, montecarlo.Experiment{
			Process: martingale(five, 0.5, 0.65, 0.85, 1.2, 1.3), Grid: g, Paths: paths, Seed: 3,
			Books: []montecarlo.Book{{book(160, 0.005, 300, 250), book(90, 0.005, 0, 0, 200)}},
		}).Books[0]
	}
	few, many := run(2, 1<<15), run(16, 1<<16)
	for _, pair := range [][2]montecarlo.Estimate{{few.Any, many.Any}, {few.All, many.All}} {
		e, want := pair[0], pair[1]
		t.Logf("2 steps %.6f +- %.6f, grid %.6f; 16 steps %.6f +- %.6f, grid %.6f", e.Value, e.StdErr, *e.Discretisation, want.Value, want.StdErr, *want.Discretisation)
		require.Positive(t, *e.Discretisation)
		require.LessOrEqual(t, math.Abs(e.Value-want.Value), 4*math.Hypot(e.StdErr, want.StdErr)+*e.Discretisation)
	}
}

// TestSeveral_Errors checks that standard errors are what results spread by over 200 seeds, whose root mean squares agree to 5 % by chance: within four
// times that, for any and all of four pools.
func TestSeveral_Errors(t *testing.T) {
	if testing.Short() {
		t.Skip("statistical: runs once, native and without -short")
	}
	const seeds = 200
	var value, stdErr [2][seeds]float64
	for seed := range seeds {
		r := simulate(t, montecarlo.Experiment{
			Process: martingale(five, 0.5, 0.65, 0.85, 1.2, 1.3), Grid: uniform(7, 1, true), Paths: 1 << 12, Seed: uint64(seed),
			Books: []montecarlo.Book{{book(40, 0.005, 300, 250), book(20, 0.005, 0, 0, 200), book(15, 0.005, 0, 0, 0, 150), book(10, 0.005, 0, 0, 0, 0, 100)}},
		}).Books[0]
		for k, e := range []montecarlo.Estimate{r.Any, r.All} {
			value[k][seed], stdErr[k][seed] = e.Value, e.StdErr
		}
	}
	for k, name := range []string{"any", "all"} {
		mean, square, said := 0.0, 0.0, 0.0
		for i, v := range value[k] {
			mean += v / seeds
			said += stdErr[k][i] * stdErr[k][i] / seeds
		}
		for _, v := range value[k] {
			square += (v - mean) * (v - mean) / (seeds - 1)
		}
		ratio := math.Sqrt(square / said)
		t.Logf("%s: spread %.2e, said %.2e", name, math.Sqrt(square), math.Sqrt(said))
		require.InDelta(t, 1, ratio, 0.2)
	}
}
