package montecarlo

import "math"

// Z95 is the standard normal quantile at .975.
const Z95 = 1.959963984540054

// Confidence is that of every interval.
const Confidence = 0.95

// fewHits is the number of expected hits below which the spread between paths is no
// guide to the error.
const fewHits = 10

// A moment is the sum and the sum of squares of one output over n paths.
type moment struct{ n, sum, square float64 }

func (m moment) mean() float64 { return m.sum / m.n }

// variance returns the sample variance of one path's output.
func (m moment) variance() float64 {
	mean := m.mean()
	return math.Max(0, (m.square-float64(m.sum*mean))/(m.n-1))
}

// probability returns the mean of outputs in [0, 1] with Wilson's interval for
// n*m(1-m)/variance effective trials: outputs that are survival probabilities vary less than
// hits, and count for more. With fewer than ten expected hits, or misses, the sample
// variance is no guide; every path then counts as one trial, and the standard error is half the
// interval's width over z. So no interval is ever empty, and zero hits in n
// paths have an upper limit of about 3.8/n.
func (m moment) probability(method string) Estimate {
	p := math.Min(1, math.Max(0, m.mean()))
	variance := m.variance()
	rare := float64(m.n*math.Min(p, 1-p)) < fewHits
	bernoulli := float64(p * (1 - p))
	trials := m.n
	if !rare && variance > 0 {
		trials = float64(m.n*bernoulli) / variance
	}
	z2 := Z95 * Z95 / trials
	middle := (p + float64(z2/2)) / (1 + z2)
	half := Z95 * math.Sqrt((bernoulli+float64(z2/4))/trials) / (1 + z2)
	e := Estimate{Value: p, StdErr: math.Sqrt(variance / m.n), Confidence: Confidence, Method: method}
	if rare || variance == 0 {
		e.StdErr = half / Z95
	}
	e.Low = math.Max(0, math.Min(p, middle-half))
	e.High = math.Min(1, math.Max(p, middle+half))
	return e
}

// difference returns the mean of paired differences in [-1, 1]. The normal
// interval is widened by z^2/n in quadrature, so that no difference in n paths is not taken
// for certainty.
func (m moment) difference(method string) Estimate {
	mean := m.mean()
	variance := m.variance() / m.n
	floor := Z95 / m.n
	stdErr := math.Sqrt(variance + float64(floor*floor))
	half := float64(Z95 * stdErr)
	return Estimate{Value: mean, StdErr: stdErr, Low: math.Max(-1, mean-half), High: math.Min(1, mean+half), Confidence: Confidence, Method: method}
}

// Exact returns an estimate without error.
func Exact(value float64) Estimate {
	return Estimate{Value: value, Low: value, High: value, Confidence: Confidence, Method: "exact"}
}
