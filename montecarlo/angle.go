package montecarlo

import "math"

// arctangent returns the angle of the point (x, y), y >= 0, in [0, pi], with an error of a few units
// in the last place (TestAngles) and the same bits on every platform; 0 at the origin.
func arctangent(y, x float64) float64 {
	switch {
	case x < 0:
		return math.Pi - arctangent(y, -x)
	case y > x:
		return math.Pi/2 - arctangent(x, y)
	case y == 0:
		return 0
	}
	// Halve the angle twice, to at most pi/16; then the series to t^23, remainder below 3e-18.
	t := y / x
	t /= 1 + math.Sqrt(1+float64(t*t))
	t /= 1 + math.Sqrt(1+float64(t*t))
	s := float64(t * t)
	p := 0.0
	for _, r := range &arctangentSteps {
		p = float64(-s * (r + p))
	}
	return float64(4 * float64(t*(1+p)))
}

// arctangentSteps holds 1/k for k = 23, 21 ... 3.
var arctangentSteps = [11]float64{1. / 23, 1. / 21, 1. / 19, 1. / 17, 1. / 15, 1. / 13, 1. / 11, 1. / 9, 1. / 7, 1. / 5, 1. / 3}

// sineCosine returns both for |x| up to 2 pi: Taylor polynomials of a quarter of the angle, doubled twice.
func sineCosine(x float64) (sine, cosine float64) {
	q := float64(0.25 * x)
	s := float64(q * q)
	p, c := 0.0, 0.0
	for _, r := range &sineCosineSteps {
		p = float64(-s * float64((1+p)*r[0]))
		c = float64(-s * float64((1+c)*r[1]))
	}
	// c is cos - 1, so that small angles keep their digits.
	sine = float64(q * (1 + p))
	for range 2 {
		sine, c = float64(float64(2*sine)*(1+c)), float64(2*float64(c*(2+c)))
	}
	return sine, 1 + c
}

// sineCosineSteps holds 1/(k(k+1)) and 1/(k(k-1)) for k = 24, 22 ... 2.
var sineCosineSteps = [12][2]float64{
	{1. / (24 * 25), 1. / (24 * 23)}, {1. / (22 * 23), 1. / (22 * 21)}, {1. / (20 * 21), 1. / (20 * 19)}, {1. / (18 * 19), 1. / (18 * 17)},
	{1. / (16 * 17), 1. / (16 * 15)}, {1. / (14 * 15), 1. / (14 * 13)}, {1. / (12 * 13), 1. / (12 * 11)}, {1. / (10 * 11), 1. / (10 * 9)},
	{1. / (8 * 9), 1. / (8 * 7)}, {1. / (6 * 7), 1. / (6 * 5)}, {1. / (4 * 5), 1. / (4 * 3)}, {1. / (2 * 3), 1. / (2 * 1)},
}

// cosine returns the cosine for |x| up to 2 pi.
func cosine(x float64) float64 {
	_, c := sineCosine(x)
	return c
}
