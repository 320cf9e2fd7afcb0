package montecarlo_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/montecarlo"
)

// TestSobol compares the first points with those that the authors of the direction numbers print
// for three dimensions (the program on their page, in Gray code order).
func TestSobol(t *testing.T) {
	want := [][]float64{
		{0, 0, 0}, {0.5, 0.5, 0.5}, {0.75, 0.25, 0.25}, {0.25, 0.75, 0.75}, {0.375, 0.375, 0.625},
		{0.875, 0.875, 0.125}, {0.625, 0.125, 0.875}, {0.125, 0.625, 0.375}, {0.1875, 0.3125, 0.9375}, {0.6875, 0.8125, 0.4375},
	}
	for i, point := range want {
		for d, x := range point {
			require.Equal(t, x, montecarlo.Sobol(d, uint32(i^i>>1)), "point %d dimension %d", i, d)
		}
	}
}

// TestSobol_Net checks that in every dimension 2^k points fall one in each interval of length 2^-k, also after scrambling,
// and that pairs of neighbouring dimensions fill every elementary box as their quality parameter promises for the first
// two: a (0, k, 2)-net.
func TestSobol_Net(t *testing.T) {
	const k = 8
	for d := range 256 {
		seen, scrambled := map[int]bool{}, map[int]bool{}
		for i := range 1 << k {
			seen[int(math.Ldexp(montecarlo.Sobol(d, uint32(i)), k))] = true
			scrambled[int(math.Ldexp(montecarlo.Scrambled(d, uint32(i), 7, uint64(d)), k))] = true
		}
		require.Len(t, seen, 1<<k, "dimension %d", d)
		require.Len(t, scrambled, 1<<k, "dimension %d", d)
	}
	for a := range k + 1 {
		boxes := map[[2]int]bool{}
		for i := range 1 << k {
			x, y := montecarlo.Scrambled(0, uint32(i), 7, 0), montecarlo.Scrambled(1, uint32(i), 7, 1)
			boxes[[2]int{int(math.Ldexp(x, a)), int(math.Ldexp(y, k-a))}] = true
		}
		require.Len(t, boxes, 1<<k, "boxes of 2^-%d by 2^-%d", a, k-a)
	}
}

// TestScramble checks what nested uniform scrambling promises: the flip of each digit is a fair coin,
// independent of the flips of other digits and of other prefixes. Digit flips of 63 nodes of the tree
// (levels 1 to 6) over 2^18 scramblings: all means, all pairs and, below the root, triples of a node and its
// two children stay within 5.2 standard deviations (2000 comparisons: 1 in 2500 by chance).
func TestScramble(t *testing.T) {
	if testing.Short() {
		t.Skip("statistical: runs once, native and without -short")
	}
	const levels, trials = 6, 1 << 18
	nodes := 1<<levels - 1
	sum := make([]int, nodes)
	pair := make([][]int, nodes)
	for i := range pair {
		pair[i] = make([]int, nodes)
	}
	triple := make([]int, nodes)
	flip := make([]int, nodes)
	for trial := range uint64(trials) {
		node := 0
		for level := range levels {
			for prefix := range 1 << level {
				// A point whose first digits are the prefix and whose next digit is 0.
				x := float64(prefix) / float64(int(1)<<level)
				y := montecarlo.ScrambleAt(x, 3, trial)
				flip[node] = 1 - 2*(int(math.Ldexp(y, level+1))&1)
				node++
			}
		}
		for i, f := range flip {
			sum[i] += f
			for j := range i {
				pair[i][j] += f * flip[j]
			}
			if 2*i+2 < nodes {
				triple[i] += f * flip[2*i+1] * flip[2*i+2]
			}
		}
	}
	limit := int(5.2 * math.Sqrt(trials))
	for i := range nodes {
		require.Less(t, max(sum[i], -sum[i]), limit, "node %d", i)
		require.Less(t, max(triple[i], -triple[i]), limit, "node %d and its children", i)
		for j := range i {
			require.Less(t, max(pair[i][j], -pair[i][j]), limit, "nodes %d and %d", i, j)
		}
	}
}

// TestScramble_Rate checks that the error of a smooth integral falls faster than n^-1.3 where plain Monte
// Carlo's falls as n^-0.5: the product of 1 + (x - 1/2)/2 over three dimensions, whose mean is 1; and that for a linear
// integrand it has the variance of nested uniform scrambling, 1/(12 n^3) in one dimension.
func TestScramble_Rate(t *testing.T) {
	rmse := func(n, dimensions int, f func(x []float64) float64, want float64) float64 {
		const trials = 400
		square := 0.0
		x := make([]float64, dimensions)
		for trial := range uint64(trials) {
			sum := 0.0
			for i := range n {
				for d := range x {
					x[d] = montecarlo.Scrambled(d, uint32(i), 11, trial<<8|uint64(d))
				}
				sum += f(x)
			}
			e := sum/float64(n) - want
			square += e * e / trials
		}
		return math.Sqrt(square)
	}
	smooth := func(x []float64) float64 {
		p := 1.0
		for _, v := range x {
			p *= 1 + (v-0.5)/2
		}
		return p
	}
	coarse, fine := rmse(64, 3, smooth, 1), rmse(1024, 3, smooth, 1)
	slope := math.Log(coarse/fine) / math.Log(16)
	t.Logf("error falls as n^-%.2f", slope)
	require.Greater(t, slope, 1.3)
	linear := rmse(64, 1, func(x []float64) float64 { return x[0] }, 0.5)
	// The mean square over 400 trials has a relative standard deviation of about 1/14.
	require.InEpsilon(t, 1/math.Sqrt(12*64*64*64), linear, 0.15)
}

// TestNormalOf checks that the table is the inverse of the distribution in order: the normal at (i + 1/2)/n.
func TestNormalOf(t *testing.T) {
	const n = 1 << 12
	last := math.Inf(-1)
	for i := range n {
		u := (float64(i) + 0.5) / n
		x := montecarlo.NormalOf(u)
		require.InDelta(t, montecarlo.Quantile(u), x, 1e-9)
		require.Greater(t, x, last)
		last = x
	}
}

// TestScrambled checks that the loop gives the bits of its parts.
func TestScrambled(t *testing.T) {
	out := make([]float64, montecarlo.Lanes)
	montecarlo.ScrambledNormals(out)()
	for i := range out {
		require.Equal(t, montecarlo.ScrambledNormal(0, uint32(i), 1, 1), out[i])
	}
}

func BenchmarkScrambled(b *testing.B) {
	out := make([]float64, montecarlo.Lanes)
	fill := montecarlo.ScrambledNormals(out)
	for b.Loop() {
		fill()
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(out)), "ns/normal")
}
