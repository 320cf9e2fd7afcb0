// Package pde solves, without randomness and without a bridge, the probability that a pool of two lognormal assets is liquidated by a
// horizon: a partial differential equation in two dimensions with the boundary straightened. It shares no code and no method with the
// estimator that it checks. docs/METHODS.md, "The solver", has the equation.
package pde

import "math"

// A Pool is liquidated when Cash + Amount[0] S0 + Amount[1] S1 first is 0 or less. Prices start at 1; their logarithms have the drift
// -Volatility^2/2 a year. The excess is positive at the start, and not all of its terms are of one sign.
type Pool struct {
	Cash        float64
	Amount      [2]float64 // neither is 0
	Volatility  [2]float64 // positive, per square root of a year
	Correlation float64    // between -1 and 1, these excluded
	Years       float64
}

// A curve is the pool in the form Z > h(v), with Z and v independent Brownian motions that start at 0 and
//
//	h(v) = -kappa v - sign ln(alpha + beta e^v).
type curve struct {
	sign, alpha, beta, kappa float64
	driftZ, driftV           float64
	varianceZ, varianceV     float64
}

// curve finds the two Brownian motions: with y = ln(positive terms/negative terms), y = X + sign ln(alpha + beta e^v), where X and v are
// log prices, their negatives or their difference; and X = kappa v + Z.
func (p Pool) curve() curve {
	a, b := p.Amount[0], p.Amount[1]
	one, two := 0, 1
	if a < 0 && b > 0 {
		a, b, one, two = b, a, 1, 0
	}
	var x, v [2]float64 // loadings on the log prices
	var c curve
	cash := math.Abs(p.Cash)
	switch {
	case a > 0 && b > 0: // x1 + ln((a + b e^(x2-x1))/cash)
		x[one], v[one], v[two] = 1, -1, 1
		c.sign, c.alpha, c.beta = 1, a/cash, b/cash
	case a < 0: // -x1 - ln((|a| + |b| e^(x2-x1))/cash)
		x[one], v[one], v[two] = -1, -1, 1
		c.sign, c.alpha, c.beta = -1, -a/cash, -b/cash
	case p.Cash <= 0: // x1 - ln((cash + |b| e^x2)/a)
		x[one], v[two] = 1, 1
		c.sign, c.alpha, c.beta = -1, cash/a, -b/a
	default: // -x2 + ln((cash + a e^x1)/|b|)
		x[two], v[one] = -1, 1
		c.sign, c.alpha, c.beta = 1, cash/-b, a/-b
	}
	variance := func(f, g [2]float64) float64 {
		s, t := p.Volatility[0], p.Volatility[1]
		return s*s*f[0]*g[0] + t*t*f[1]*g[1] + s*t*p.Correlation*(f[0]*g[1]+f[1]*g[0])
	}
	drift := func(f [2]float64) float64 {
		s, t := p.Volatility[0], p.Volatility[1]
		return -0.5 * (s*s*f[0] + t*t*f[1])
	}
	c.varianceV = variance(v, v)
	c.kappa = variance(x, v) / c.varianceV
	c.varianceZ = variance(x, x) - c.kappa*c.kappa*c.varianceV
	c.driftV = drift(v)
	c.driftZ = drift(x) - c.kappa*c.driftV
	return c
}

// A bend is the curve at one v: h and its derivatives, and s, the volatility of Z - h(v) on the curve, with its own.
type bend struct{ h, h1, h2, s, s1, s2 float64 }

func (c curve) at(v float64) bend {
	e := c.beta * math.Exp(v)
	w := e / (c.alpha + e)
	b := bend{
		h:  -c.kappa*v - c.sign*math.Log(c.alpha+e),
		h1: -c.kappa - c.sign*w,
		h2: -c.sign * w * (1 - w),
	}
	h3 := b.h2 * (1 - 2*w)
	b.s = math.Sqrt(c.varianceZ + c.varianceV*b.h1*b.h1)
	b.s1 = c.varianceV * b.h1 * b.h2 / b.s
	b.s2 = (c.varianceV*(b.h2*b.h2+b.h1*h3) - b.s1*b.s1) / b.s
	return b
}

// motion is what the generator knows of Y = (Z - h(v))/s(v) at one point: its variance, its covariance with v and its drift, per year.
func (c curve) motion(b bend, y float64) (variance, covariance, drift float64) {
	slope := -(b.h1 + y*b.s1) / b.s
	bent := -(b.h2 + y*b.s2 + 2*slope*b.s1) / b.s
	variance = c.varianceZ/(b.s*b.s) + c.varianceV*slope*slope
	return variance, c.varianceV * slope, c.driftZ/b.s + c.driftV*slope + 0.5*c.varianceV*bent
}
