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

// eachSample calls use with samples of as many blocks, drawn anew.
func eachSample(blocks []*tally, use func([]*tally)) {
	g := rand.New(rand.NewPCG(resampleSeed, 0))
	sample := make([]*tally, len(blocks))
	for range resamples {
		for i := range sample {
			sample[i] = blocks[g.IntN(len(blocks))]
		}
		use(sample)
	}
}

// resampled returns the mean over horizons of such samples.
func resampled(blocks []*tally, horizons int) []float64 {
	means := make([]float64, 0, resamples)
	eachSample(blocks, func(sample []*tally) {
		t := newTally(horizons)
		for _, b := range sample {
			for i := range horizons {
				t.sum[i] += b.sum[i]
				t.n[i] += b.n[i]
			}
		}
		if _, m := t.means(); !math.IsNaN(m) {
			means = append(means, m)
		}
	})
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
