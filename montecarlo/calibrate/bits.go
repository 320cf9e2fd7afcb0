package calibrate

import (
	"math"

	"github.com/plimsoll-risk/plimsoll/montecarlo"
)

// The functions whose bits differ between platforms, in montecarlo's own
// version: a fit then comes out the same natively and under WebAssembly.
// The standard library's others are written in Go for both.

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

// lgamma returns the logarithm of the gamma function of x > 0: Stirling's series from 10 on
// (its first term left out is below 1e-15 there), the recurrence below.
func lgamma(x float64) float64 {
	product := 1.0
	for ; x < stirlingFrom; x++ {
		product *= x
	}
	r := 1 / (x * x)
	series := (1.0/12 - r*(1.0/360-r*(1.0/1260-r*(1.0/1680-r*(1.0/1188-r*(691.0/360360-r/156)))))) / x
	return (x-0.5)*log(x) - x + 0.5*log(2*math.Pi) + series - log(product)
}
