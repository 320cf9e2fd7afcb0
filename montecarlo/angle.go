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
	for k := 23.0; k >= 3; k -= 2 {
		p = float64(-s * (1/k + p))
	}
	return float64(4 * float64(t*(1+p)))
}

// sineCosine returns both for |x| up to 2 pi: Taylor polynomials of a quarter of the angle, doubled twice.
func sineCosine(x float64) (sine, cosine float64) {
	q := float64(0.25 * x)
	s := float64(q * q)
	p, c := 0.0, 0.0
	for k := 24.0; k >= 2; k -= 2 {
		p = float64(-s*(1+p)) / float64(k*(k+1))
		c = float64(-s*(1+c)) / float64(k*(k-1))
	}
	// c is cos - 1, so that small angles keep their digits.
	sine = float64(q * (1 + p))
	for range 2 {
		sine, c = float64(float64(2*sine)*(1+c)), float64(2*float64(c*(2+c)))
	}
	return sine, 1 + c
}

// cosine returns the cosine for |x| up to 2 pi.
func cosine(x float64) float64 {
	_, c := sineCosine(x)
	return c
}
