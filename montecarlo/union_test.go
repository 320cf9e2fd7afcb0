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
