package backtest

import (
	"math"
	"math/rand/v2"
	"slices"
)

// How many bootstrap samples, and their seed.
const (
	resamples    = 400
	resampleSeed = 7
)

// resampled returns the mean over horizons of samples of as many blocks, drawn anew.
func resampled(blocks []*tally, horizons int) []float64 {
	g := rand.New(rand.NewPCG(resampleSeed, 0))
	means := make([]float64, 0, resamples)
	for range resamples {
		t := newTally(horizons)
		for range blocks {
			b := blocks[g.IntN(len(blocks))]
			for i := range horizons {
				t.sum[i] += b.sum[i]
				t.n[i] += b.n[i]
			}
		}
		if _, m := t.means(); !math.IsNaN(m) {
			means = append(means, m)
		}
	}
	return means
}

// interval returns the 2.5 and 97.5 % quantiles of samples.
func interval(samples []float64) (low, high float64) {
	if len(samples) == 0 {
		return math.NaN(), math.NaN()
	}
	slices.Sort(samples)
	at := func(p float64) float64 { return samples[min(int(p*float64(len(samples))), len(samples)-1)] }
	return at(0.025), at(0.975)
}
