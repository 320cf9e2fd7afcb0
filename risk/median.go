package risk

import (
	"math"

	"github.com/plimsoll-risk/plimsoll/montecarlo"
)

// median returns the time by which a pool is liquidated with probability 1/2, or
// nil if that is beyond the horizon. Between dates of the curve it interpolates
// linearly Phi^-1(P/2) in 1/sqrt(t), which is exact for a barrier of Brownian
// motion without drift, P = 2 Phi(-b/sqrt t); before the first date it takes that law.
// Its error is that of P over the slope of the curve there.
func median(s Survival, method string) *montecarlo.Estimate {
	last := len(s.Hours) - 1
	if s.Probability[last] > 0.5 {
		return nil
	}
	k := 1
	for s.Probability[k] > 0.5 {
		k++
	}
	at := func(shift float64) float64 { return timeAt(s, k, 0.5+shift) }
	t := at(0)
	// The slope by a central difference, one thousandth of probability wide.
	const h = 5e-4
	perProbability := math.Abs(at(h)-at(-h)) / (2 * h)
	stdErr := float64(perProbability * math.Max(s.StdErr[k], s.StdErr[k-1]))
	half := float64(montecarlo.Z95 * stdErr)
	return &montecarlo.Estimate{
		Value: t, StdErr: stdErr, Low: math.Max(0, t-half), High: t + half,
		Confidence: montecarlo.Confidence, Method: method,
	}
}

// timeAt returns the hour at which the pool is liquidated with probability p, by
// the law of date k and, where it has one, the date before.
func timeAt(s Survival, k int, p float64) float64 {
	score := func(p float64) float64 { return montecarlo.Quantile(math.Min(0.5, 0.5*p)) }
	z := score(p)
	z1, u1 := score(1-s.Probability[k]), 1/math.Sqrt(s.Hours[k])
	if k == 1 || s.Probability[k-1] >= 1 {
		// z = -b/sqrt(t) through date k.
		if z1 == 0 {
			return s.Hours[k]
		}
		u := float64(u1*z) / z1
		return 1 / float64(u*u)
	}
	z0, u0 := score(1-s.Probability[k-1]), 1/math.Sqrt(s.Hours[k-1])
	if z0 == z1 {
		return s.Hours[k]
	}
	u := u0 + float64((u1-u0)*((z-z0)/(z1-z0)))
	return 1 / float64(u*u)
}
