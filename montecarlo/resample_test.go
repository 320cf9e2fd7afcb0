package montecarlo_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/internal/reference"
	"github.com/plimsoll-risk/plimsoll/montecarlo"
)

// table is a law of rows as it is counted: by row or step, then asset.
type table struct {
	Moves, Inside, Steps [][]float64
	Times                []float64
	MeanBlock            float64
	Compensated          bool
}

// rows returns the law of the simulation.
func (t *table) rows() *montecarlo.Rows {
	column := func(rows [][]float64, a int) (x []float64) {
		for _, row := range rows {
			x = append(x, row[a])
		}
		return x
	}
	r := &montecarlo.Rows{Times: t.Times, MeanBlock: t.MeanBlock, Compensated: t.Compensated}
	for a := range t.Moves[0] {
		r.Assets = append(r.Assets, montecarlo.RowAsset{Moves: column(t.Moves, a), Inside: column(t.Inside, a), Steps: column(t.Steps, a)})
	}
	return r
}

// few is a law of few rows, so that all paths can be counted: moves of mean 0.
func few(block float64, days ...float64) *table {
	r := &table{
		Moves: [][]float64{{-1.6}, {0.9}, {-0.2}, {0.9}}, Inside: [][]float64{{1.4}, {0.7}, {0.5}, {1}},
		MeanBlock: block, Compensated: true,
	}
	for k, d := range days {
		r.Steps = append(r.Steps, []float64{d})
		r.Times = append(r.Times, float64(k+1)/year)
	}
	return r
}

// law returns the process of rows, with a drift of each price.
func law(t testing.TB, r *table, drift ...float64) montecarlo.GBM {
	t.Helper()
	g, err := r.rows().Law(drift)
	require.NoError(t, err)
	return g
}

// A counted path is one sequence of rows.
type counted struct {
	rows        []int
	probability float64
}

// count returns all sequences of rows with their probabilities: a step takes the next row with probability 1 - 1/block, otherwise any.
func count(rows, steps int, block float64) []counted {
	all := []counted{}
	for i := range rows {
		all = append(all, counted{[]int{i}, 1 / float64(rows)})
	}
	for range steps - 1 {
		var next []counted
		for _, c := range all {
			last := c.rows[len(c.rows)-1]
			for j := range rows {
				p := 1 / block / float64(rows)
				if j == (last+1)%rows {
					p += 1 - 1/block
				}
				if p > 0 {
					next = append(next, counted{append(append([]int(nil), c.rows...), j), c.probability * p})
				}
			}
		}
		all = next
	}
	return all
}

// shifts returns what makes the mean price 1 at the end of each step, from all sequences.
func shifts(r *table, asset int) []float64 {
	out := make([]float64, len(r.Steps))
	sum := 0.0
	for k := range out {
		mean := 0.0
		for _, c := range count(len(r.Moves), k+1, r.MeanBlock) {
			x := 0.0
			for s, i := range c.rows {
				x += r.Steps[s][asset] * r.Moves[i][asset]
			}
			mean += c.probability * math.Exp(x)
		}
		if r.Compensated {
			out[k] = -math.Log(mean) - sum
		}
		sum += out[k]
	}
	return out
}

// touches returns, by the end of each step, the probability that a log price without drift goes below or, for a barrier above 0, above a barrier, with bridges between the ends of
// the rows (watched) or not: the sum over all sequences.
func touches(r *table, asset int, barrier float64, watched bool) []float64 {
	out := make([]float64, len(r.Steps))
	shift := shifts(r, asset)
	side := 1.0
	if barrier > 0 {
		side = -1
	}
	for _, c := range count(len(r.Moves), len(r.Steps), r.MeanBlock) {
		x, alive := 0.0, 1.0
		for k, i := range c.rows {
			from := side * (x - barrier)
			d := r.Steps[k][asset]
			x += d*r.Moves[i][asset] + shift[k]
			to, inside := side*(x-barrier), d*r.Inside[i][asset]
			switch {
			case to <= 0 || from <= 0:
				alive = 0
			case watched:
				alive *= 1 - math.Exp(-2*from*to/(inside*inside))
			}
			out[k] += c.probability * (1 - alive)
		}
	}
	return out
}

// equityOf returns the equity of a perpetual on one coin at 1 whose log barrier is b: a long has e + (p - 1) = m p there, a short e - (p - 1) = m p.
func equityOf(b, maintenance float64) float64 {
	if b > 0 {
		return (1+maintenance)*math.Exp(b) - 1
	}
	return 1 - (1-maintenance)*math.Exp(b)
}

// TestRows counts all sequences of few rows: isolated longs and a short, watched always (in closed form within a row) and at the ends of rows, in blocks and without, with
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
