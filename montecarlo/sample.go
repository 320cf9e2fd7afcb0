package montecarlo

import "math"

// A sample is one number from each replicate.
type sample []float64

// studentT holds the quantile at .975 of Student's t distribution, with one degree of freedom less than replicates.
var studentT = map[int]float64{16: 2.1314495455597742, 32: 2.0395134463964077, 64: 1.9983405425207454, 128: 1.9788195347028388}

// validReplicates reports whether there is a quantile for so many.
func validReplicates(n int) bool { return studentT[n] > 0 }

// t returns the half width of the 95 % interval in standard errors.
func (s sample) t() float64 { return studentT[len(s)] }

// add adds weight*other.
func (s sample) add(other sample, weight float64) {
	for r := range s {
		s[r] += float64(weight * other[r])
	}
}

// shift adds a constant.
func (s sample) shift(by float64) {
	for r := range s {
		s[r] += by
	}
}

func (s sample) mean() float64 {
	sum := 0.0
	for _, x := range s {
		sum += x
	}
	return sum / float64(len(s))
}

// stdErr returns the standard error of the mean.
func (s sample) stdErr() float64 {
	m, sum := s.mean(), 0.0
	for _, x := range s {
		sum += float64(float64(x-m) * float64(x-m))
	}
	n := float64(len(s))
	return math.Sqrt(sum / float64(n*(n-1)))
}

// probability returns the mean with the t interval of the replicates, inside [0, 1]. Replicates that agree to the last
// bit say nothing about the error: then the interval is Wilson's for as many trials as there were points.
func (s sample) probability(method string, points int) Estimate {
	p, stdErr := clip(s.mean()), s.stdErr()
	if !(stdErr > float64(p*1e-16)) {
		m := moment{float64(points), float64(p * float64(points)), float64(p * float64(points))}
		return m.probability(method)
	}
	half := float64(s.t() * stdErr)
	return Estimate{Value: p, StdErr: stdErr, Low: math.Max(0, p-half), High: math.Min(1, p+half), Confidence: Confidence, Method: method}
}

// difference returns the mean of differences, in [-1, 1], with the t interval of the replicates. It is not
// narrower than z^2 over the number of points, so that no difference at all is not taken for certainty.
func (s sample) difference(method string, points int) Estimate {
	mean, stdErr := s.mean(), s.stdErr()
	if stdErr == 0 {
		stdErr = Z95 * Z95 / s.t() / float64(points)
	}
	half := float64(s.t() * stdErr)
	return Estimate{Value: mean, StdErr: stdErr, Low: math.Max(-1, mean-half), High: math.Min(1, mean+half), Confidence: Confidence, Method: method}
}

// within moves an estimate of something known to lie in [least, most] there.
func (e Estimate) within(least, most float64) Estimate {
	move := func(x float64) float64 { return math.Max(least, math.Min(most, x)) }
	e.Value = move(e.Value)
	e.Low, e.High = math.Min(e.Low, e.Value), math.Max(e.High, e.Value)
	return e
}
