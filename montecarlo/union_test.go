package montecarlo_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/montecarlo"
)

// TestPairTable compares the tables with the function they interpolate, over single survivals that are uniform: largest and mean error.
func TestPairTable(t *testing.T) {
	for _, start := range [][2]float64{{0.6, 0.7}, {1.5, 0.5}, {2, 2.2}} {
		for _, r := range []float64{-0.8, -0.3, 0.3, 0.6, 0.8} {
			for _, off := range []float64{0, 0.05} {
				worst, sum, n := 0.0, 0.0, 0.0
				for u := 0.02; u < 1; u += 0.12 {
					for v := 0.02; v < 1; v += 0.12 {
						end := [2]float64{-math.Log(1-u) / 2 / start[0], -math.Log(1-v) / 2 / start[1]}
						d := montecarlo.PairSurvival(start, r, off == 0, u, v, r+off) - montecarlo.Neither(start, end, r+off)
						worst, sum, n = math.Max(worst, math.Abs(d)), sum+d, n+1
					}
				}
				t.Logf("start %v r %v off %v: largest %.1e mean %.1e", start, r, off, worst, sum/n)
				require.Less(t, worst, 2e-3)
				require.Less(t, math.Abs(sum/n), 5e-5)
			}
		}
	}
}

// TestClosing checks the weight of a third pair against Gaussian medians: with it the formula gives Sheppard's orthant
// (1/8 + sum of asin r/(4 pi)); independent of the third it is 0, and behind one another as well.
func TestClosing(t *testing.T) {
	two := func(r float64) float64 { return 0.25 + math.Asin(r)/(2*math.Pi) }
	for _, r := range [][3]float64{{0.7, 0.6, 0.6}, {0.5, 0.5, 0.5}, {0.9, 0.8, 0.85}, {-0.3, 0.4, -0.2}} {
		w := montecarlo.Closing(r[0], r[1], r[2])
		require.True(t, w > 0 && w < 1, "%v: %v", r, w)
		three := two(r[0]) * two(r[1]) / 0.5 * math.Pow(two(r[2])/0.25, w)
		require.InDelta(t, 0.125+(math.Asin(r[0])+math.Asin(r[1])+math.Asin(r[2]))/(4*math.Pi), three, 1e-12, "%v", r)
	}
	require.Zero(t, montecarlo.Closing(0.5, 0.2, 0))
	require.InDelta(t, 0, montecarlo.Closing(1, 0.6, 0.6), 1e-6)
}

// TestCorrected checks how much of a correction is added: all but (standard error/mean)^2 of it, and nothing where that is more than all;
// and that what may be left is the rest with two standard errors. Sixteen replicates in turn at 1 - s and 1 + s have mean 1 and standard error s/sqrt(15).
func TestCorrected(t *testing.T) {
	by := make([]float64, 16)
	for r := range by {
		by[r] = 1 + float64(2*(r%2)-1)
	}
	mean, rest := montecarlo.Corrected(by)
	require.InDelta(t, 1-1./15, mean, 1e-15)
	require.InDelta(t, (1+2/math.Sqrt(15))/15, rest, 1e-15)
	for r := range by {
		by[r] = 1 + 8*float64(2*(r%2)-1)
	}
	mean, rest = montecarlo.Corrected(by)
	require.Zero(t, mean)
	require.InDelta(t, 1+16/math.Sqrt(15), rest, 1e-14)
}
