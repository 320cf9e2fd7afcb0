package montecarlo

import "math"

// Quantile returns the inverse of the standard normal distribution at p in (0, 1),
// minus or plus infinity at the ends, with the same bits on every platform.
func Quantile(p float64) float64 { return quantile(p) }

// quantile returns the inverse of the standard normal distribution at p in (0, 1),
// minus or plus infinity at the ends. The relative error is below 4e-15 down to
// p = 1e-300 (TestQuantile). Source: M. J. Wichura, Algorithm AS 241 (PPND16),
// Applied Statistics 37, 1988. Its last branch, p below 1.4e-11, is good to 1e-10
// only, so one Newton step on ln Q(x) follows there.
func quantile(p float64) float64 {
	q := p - 0.5
	if math.Abs(q) <= 0.425 {
		r := 0.180625 - float64(q*q)
		return float64(q*polynomial(&as241A, r)) / polynomial(&as241B, r)
	}
	tail := p
	if q > 0 {
		tail = 1 - p
	}
	if tail <= 0 {
		return math.Copysign(math.Inf(1), q)
	}
	r := math.Sqrt(-log(tail))
	var x float64
	if r <= 5 {
		x = polynomial(&as241C, r-1.6) / polynomial(&as241D, r-1.6)
	} else {
		x = polynomial(&as241E, r-5) / polynomial(&as241F, r-5)
		h := hazard(x)
		x += (float64(r*r) - float64(0.5*float64(x*x)) - logSqrt2Pi - log(h)) / h
	}
	return math.Copysign(x, q)
}

// hazard returns phi(x)/Q(x) for x > 2.5 by Laplace's continued fraction
// x + 1/(x + 2/(x + ...)), of as many levels as leave less than 1e-16.
func hazard(x float64) float64 {
	h := x
	levels := 40.0
	if x < 5 {
		levels = 160
	}
	for k := levels; k >= 1; k-- {
		h = x + k/h
	}
	return h
}

// tail returns the probability that a standard normal exceeds x, with a relative error below 1e-13 for x up
// to 37 (TestTail): near the middle one half less the series of Phi, beyond the density over the hazard.
func tail(x float64) float64 {
	switch {
	case x < 0:
		return 1 - tail(-x)
	case x > 2.5:
		return density(x) / hazard(x)
	}
	// Phi - 1/2 = density (x + x^3/3 + x^5/15 + ...)
	term, sum := x, x
	for k := 3.0; term > float64(1e-17*sum); k += 2 {
		term = float64(float64(term*x)*x) / k
		sum += term
	}
	return 0.5 - float64(density(x)*sum)
}

// density is that of the standard normal distribution.
func density(x float64) float64 { return exp(float64(-0.5*float64(x*x))) / root2Pi }

// logTail returns ln tail(x), also where tail underflows.
func logTail(x float64) float64 {
	if x < 5 {
		return log(tail(x))
	}
	return float64(-0.5*float64(x*x)) - logSqrt2Pi - log(hazard(x))
}

const (
	logSqrt2Pi = 0.91893853320467274178
	root2Pi    = 2.50662827463100050242
)

// polynomial evaluates c[0] + c[1] x + ... by Horner's rule.
func polynomial(c *[8]float64, x float64) float64 {
	y := c[7]
	for i := 6; i >= 0; i-- {
		y = c[i] + float64(y*x)
	}
	return y
}

// The coefficients of AS 241 as published.
var (
	as241A = [8]float64{3.3871328727963666080, 1.3314166789178437745e2, 1.9715909503065514427e3, 1.3731693765509461125e4, 4.5921953931549871457e4, 6.7265770927008700853e4, 3.3430575583588128105e4, 2.5090809287301226727e3}
	as241B = [8]float64{1, 4.2313330701600911252e1, 6.8718700749205790830e2, 5.3941960214247511077e3, 2.1213794301586595867e4, 3.9307895800092710610e4, 2.8729085735721942674e4, 5.2264952788528545610e3}
	as241C = [8]float64{1.42343711074968357734, 4.63033784615654529590, 5.76949722146069140550, 3.64784832476320460504, 1.27045825245236838258, 2.41780725177450611770e-1, 2.27238449892691845833e-2, 7.74545014278341407640e-4}
	as241D = [8]float64{1, 2.05319162663775882187, 1.67638483018380384940, 6.89767334985100004550e-1, 1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4, 1.05075007164441684324e-9}
	as241E = [8]float64{6.65790464350110377720, 5.46378491116411436990, 1.78482653991729133580, 2.96560571828504891230e-1, 2.65321895265761230930e-2, 1.24266094738807843860e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7}
	as241F = [8]float64{1, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2, 7.86869131845613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7, 2.04426310338993978564e-15}
)
