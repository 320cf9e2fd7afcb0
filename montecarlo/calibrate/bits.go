package calibrate

import (
	"math"

	"github.com/plimsoll-risk/plimsoll/montecarlo"
)

// The functions whose bits differ between platforms, as the standard library has them in assembly or
// lets the compiler fuse their products and sums: a fit then comes out the same on all of them.

// exp returns e^x; beyond 700 in size the value there, so that it is finite.
func exp(x float64) float64 {
	if math.IsNaN(x) {
		return x
	}
	return montecarlo.Exp(x)
}

// log returns the natural logarithm, minus infinity for 0 and below.
func log(x float64) float64 {
	if math.IsNaN(x) || math.IsInf(x, 1) {
		return x
	}
	return montecarlo.Log(x)
}

// stirlingFrom is where the series of lgamma is good to the last digits.
const stirlingFrom = 10

const halfLogTwoPi = 0.91893853320467274178 // ln(2 pi)/2

// stirling holds the sizes of the series' coefficients, the last first.
var stirling = []float64{1.0 / 156, 691.0 / 360360, 1.0 / 1188, 1.0 / 1680, 1.0 / 1260, 1.0 / 360, 1.0 / 12}

// lgamma returns the logarithm of the gamma function of x > 0: Stirling's series from 10 on
// (its first term left out is below 1e-15 there), the recurrence below.
func lgamma(x float64) float64 {
	product := 1.0
	for ; x < stirlingFrom; x++ {
		product *= x
	}
	r := 1 / (x * x)
	series := 0.0
	for _, b := range stirling {
		series = b - float64(r*series)
	}
	return float64((x-0.5)*log(x)) - x + halfLogTwoPi + series/x - log(product)
}

// log1p returns ln(1 + x) without loss for small x: the error of 1 + x is divided out (Kahan).
func log1p(x float64) float64 {
	y := 1 + x
	if y == 1 || math.IsInf(y, 1) {
		return x
	}
	return log(y) * (x / (y - 1))
}

// exp2 returns 2^x.
func exp2(x float64) float64 { return exp(x * math.Ln2) }

// sin returns the sine of x in [-pi/2, pi/2], by its Taylor series to x^25: the rest is below 2e-23.
func sin(x float64) float64 {
	sum, term := 0.0, x
	for k := 1.0; k < 26; k += 2 {
		sum += term
		term *= -x * x / ((k + 1) * (k + 2))
	}
	return sum
}

// cos returns the cosine of x in [-pi/2, pi/2].
func cos(x float64) float64 { return sin(math.Pi/2 - math.Abs(x)) }
