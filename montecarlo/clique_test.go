package montecarlo_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/montecarlo"
)

// loglinear is a law of n events without interactions of more than two: the weight of a state is the exponential of the sum of
// the single and the pair terms of what happens in it. Of all laws with its singles and pairs it is the one of greatest entropy.
func loglinear(n int, single []float64, pair [][]float64) (law, alive []float64, both [][]float64) {
	law, alive, both = make([]float64, 1<<n), make([]float64, n), make([][]float64, n)
	for k := range both {
		both[k] = make([]float64, n)
	}
	sum := 0.0
	for state := range law {
		x := 0.0
		for i := range n {
			for j := range i {
				x += pair[j][i] * float64(state>>i&1*(state>>j&1))
			}
			x += single[i] * float64(state>>i&1)
		}
		law[state] = math.Exp(x)
		sum += law[state]
	}
	for state := range law {
		law[state] /= sum
		for i := range n {
			for j := range n {
				if state>>i&1 == 1 && state>>j&1 == 1 {
					both[i][j] += law[state]
				}
			}
		}
	}
	for k := range alive {
		alive[k] = both[k][k]
	}
	return law, alive, both
}

// randomTerms draws terms such that correlations are positive, as those of pools mostly are, and up to about .9.
func randomTerms(g *rand.Rand, n int) (single []float64, pair [][]float64) {
	pair = make([][]float64, n)
	for i := range n {
		pair[i] = make([]float64, n)
	}
	for i := range n {
		single = append(single, 3*g.Float64()-3)
		for j := range i {
			pair[j][i] = 2*g.Float64() - 0.2
		}
	}
	return single, pair
}

// TestClique_Law checks that the law of greatest entropy is found from its singles and pairs, for two to four events; and how much is left
// by as few sweeps as are made: up to 5e-3 of these laws, 2e-4 on average.
func TestClique_Law(t *testing.T) {
	g := rand.New(rand.NewPCG(1, 1))
	for _, n := range []int{2, 3, 4} {
		worst, mean, limit := 0.0, 0.0, 0.0
		for range 200 {
			single, pair := randomTerms(g, n)
			law, alive, both := loglinear(n, single, pair)
			few, _, _ := montecarlo.Clique(alive, both, montecarlo.Sweeps)
			many, _, _ := montecarlo.Clique(alive, both, 300)
			for state := range law {
				d := math.Abs(few[state] - law[state])
				worst, mean = math.Max(worst, d), mean+d/float64(200*len(law))
				limit = math.Max(limit, math.Abs(many[state]-law[state]))
			}
		}
		t.Logf("%d events: furthest %.1e, mean %.1e; in the limit %.1e", n, worst, mean, limit)
		require.Less(t, limit, 1e-9)
		require.Less(t, worst, 5e-3)
		require.Less(t, mean, 3e-4)
	}
}

// TestClique_Exact checks laws that are known by hand: independent events, one behind the other, a chain, and three that are alike.
func TestClique_Exact(t *testing.T) {
	law, _, _ := montecarlo.Clique([]float64{0.3, 0.6, 0.9}, [][]float64{{0, 0.18, 0.27}, {0.18, 0, 0.54}, {0.27, 0.54, 0}}, montecarlo.Sweeps)
	require.InDelta(t, 0.3*0.6*0.9, law[7], 1e-15)
	require.InDelta(t, 0.7*0.4*0.1, law[0], 1e-15)
	// The first survives only if the second does, and that only if the third does.
	law, _, _ = montecarlo.Clique([]float64{0.3, 0.6, 0.9}, [][]float64{{0, 0.3, 0.3}, {0.3, 0, 0.6}, {0.3, 0.6, 0}}, montecarlo.Sweeps)
	require.InDelta(t, 0.3, law[7], 1e-15)
	require.InDelta(t, 0.1, law[0], 1e-15)
	// The outer two are independent given the middle one: .8 of the time as it is, and so are of each other .8^2 + .2^2 of it.
	law, _, _ = montecarlo.Clique([]float64{0.5, 0.5, 0.5}, [][]float64{{0, 0.4, 0.34}, {0.4, 0, 0.4}, {0.34, 0.4, 0}}, montecarlo.Sweeps)
	require.InDelta(t, 0.5*0.8*0.8, law[7], 1e-15)
	// Alike, each in half of the cases, pairs in .35: P(all) = P(none) = a, each other state b, with a + b = .35, a + 3b = .5.
	law, _, _ = montecarlo.Clique([]float64{0.5, 0.5, 0.5}, [][]float64{{0, 0.35, 0.35}, {0.35, 0, 0.35}, {0.35, 0.35, 0}}, 30)
	require.InDelta(t, 0.275, law[7], 1e-12)
	require.InDelta(t, 0.275, law[0], 1e-12)
}

// TestClique_Slopes compares the slopes with what the survival and the crossing of all change by between two near laws of greatest
// entropy, from their terms.
func TestClique_Slopes(t *testing.T) {
	g := rand.New(rand.NewPCG(2, 2))
	for range 50 {
		const n, eps = 4, 1e-5
		single, pair := randomTerms(g, n)
		law, alive, both := loglinear(n, single, pair)
		_, none, all := montecarlo.Clique(alive, both, 300)
		for i := range n {
			single[i] += eps * g.NormFloat64()
			for j := range i {
				pair[j][i] += eps * g.NormFloat64()
			}
		}
		next, aliveNext, bothNext := loglinear(n, single, pair)
		byNone, byAll := 0.0, 0.0
		k := n
		for i := range n {
			byNone += none[i] * (aliveNext[i] - alive[i])
			byAll += all[i] * (aliveNext[i] - alive[i])
			for j := range i {
				byNone += none[k] * (bothNext[j][i] - both[j][i])
				byAll += all[k] * (bothNext[j][i] - both[j][i])
				k++
			}
		}
		last := 1<<n - 1
		require.InDelta(t, next[last]/law[last]-1, byNone, 1e-3*eps)
		require.InDelta(t, next[0]/law[0]-1, byAll, 1e-3*eps)
	}
}

// TestCliques checks the cover: the first four are one clique, then each comes with its parent and the two of the parent's clique that it
// has most in common with.
func TestCliques(t *testing.T) {
	common := func(child, parent, other int) float64 { return float64(other) }
	members, joined := montecarlo.Cliques([]int{0, 1, 0, 0, 4}, common)
	require.Equal(t, [][]int{{0, 1, 2, 3}, {0, 3, 2, 4}, {4, 3, 2, 5}}, members)
	require.Equal(t, []int{0, 3, 3}, joined)
}

// TestCrossings compares the mean with a sum over a fine grid of both variables, and with the product of single means where they are
// independent.
func TestCrossings(t *testing.T) {
	c := func(start, end, v float64) float64 {
		if v >= end {
			return 1
		}
		return math.Exp(-2 * start * (end - v))
	}
	for _, at := range [][4]float64{{0.7, 0.6, 0.9, 1.1}, {2, 1.9, 0.4, -0.3}, {3, 3.2, 2.5, 2.4}} {
		for _, r := range []float64{-0.9, -0.4, 0, 0.5, 0.96} {
			// The midpoint rule: its error is that of the kinks, below h^2.
			const h = 0.01
			sum := 0.0
			s := math.Sqrt(1 - r*r)
			for u := -8 + h/2; u < 8; u += h {
				inner := 0.0
				for w := -8 + h/2; w < 8; w += h {
					inner += math.Exp(-w*w/2) * c(at[2], at[3], r*u+s*w)
				}
				sum += math.Exp(-u*u/2) * c(at[0], at[1], u) * inner
			}
			sum *= h * h / (2 * math.Pi)
			got := montecarlo.Crossings([]float64{at[0], at[2]}, []float64{at[1], at[3]}, r, 0, 0)
			require.InDelta(t, sum, got, 2e-5, "%v %v", at, r)
		}
	}
}

// TestCrossings_Three compares the mean of three with a sum over a grid of all variables, and with that of two where the third is
// certain to be crossed.
func TestCrossings_Three(t *testing.T) {
	c := func(start, end, v float64) float64 {
		if v >= end {
			return 1
		}
		return math.Exp(-2 * start * (end - v))
	}
	start, end := []float64{0.6, 0.9, 1.5}, []float64{0.7, 0.8, 1.3}
	for _, r := range [][3]float64{{0.6, 0.5, 0.7}, {-0.5, 0.4, -0.6}, {0.9, 0.85, 0.8}} {
		s := math.Sqrt(1 - r[0]*r[0])
		b := (r[2] - r[0]*r[1]) / s
		own := math.Sqrt(1 - r[1]*r[1] - b*b)
		// The midpoint rule: its error is that of the kinks, below h^2.
		const h = 0.06
		sum := 0.0
		for u := -6 + h/2; u < 6; u += h {
			for v := -6 + h/2; v < 6; v += h {
				inner := 0.0
				for w := -6 + h/2; w < 6; w += h {
					inner += math.Exp(-w*w/2) * c(start[2], end[2], r[1]*u+b*v+own*w)
				}
				sum += math.Exp(-(u*u+v*v)/2) * c(start[0], end[0], u) * c(start[1], end[1], r[0]*u+s*v) * inner
			}
		}
		sum *= h * h * h / math.Pow(2*math.Pi, 1.5)
		require.InDelta(t, sum, montecarlo.Crossings(start, end, r[0], r[1], r[2]), 5e-4, "%v", r)
		two := montecarlo.Crossings(start[:2], end[:2], r[0], 0, 0)
		require.InDelta(t, two, montecarlo.Crossings([]float64{start[0], start[1], 1}, []float64{end[0], end[1], -30}, r[0], r[1], r[2]), 1e-6) // the tails that are cut off
	}
}
