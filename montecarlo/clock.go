package montecarlo

import (
	"math"
	"sync"
)

// A Clock is a random pace of time, one for all assets: given it, log prices are Gaussian, with multiplier times
// the variance that they have without it. So P = E[P(variance)], for any surface: one more dimension, and
// one bridge still takes a path to its end. The multiplier has the mean 1 and is independent of the prices' Brownian motion.
type Clock struct {
	// MultiplierSd makes it exp(sd Z - sd^2/2), Z standard normal, once per path: the standard deviation of its logarithm.
	MultiplierSd float64
	// DegreesOfFreedom, if not 0, makes it (nu-2)/chi^2_nu instead, drawn anew every Redraw years: nu above 2. Returns
	// over a whole interval have Student's t distribution.
	DegreesOfFreedom float64
	Redraw           float64

	cache sync.Mutex
	sums  map[int]*pace    // the laws of sums of draws, as far as they are known
	means map[float64]pace // and of their means, by time
}

// A pace is the law of the mean multiplier from time 0 to some time: its logarithm, increasing, at the standard
// normal quantiles -12, -11.875 ... 12.
type pace [paceNodes]float64

const (
	paceEnd   = 12
	perUnit   = 8
	paceNodes = 2*paceEnd*perUnit + 1
	maxSpread = 25 // standard deviations of a log price are not stretched beyond: prices have to stay in the range of exp
	stride    = 2  // of the nodes that means are taken over
)

// by returns the law of the mean multiplier by a time in years.
func (c *Clock) by(years float64) *pace {
	if c.DegreesOfFreedom > 0 {
		return c.student(years)
	}
	p := &pace{}
	for k := range p {
		p[k] = float64(c.MultiplierSd*quantileAt(k)) - float64(0.5*float64(c.MultiplierSd*c.MultiplierSd))
	}
	return p
}

// quantileAt is the normal quantile of a node.
func quantileAt(k int) float64 { return float64(k-paceEnd*perUnit) / perUnit }

// mean returns the expectation of a function of the multiplier by the trapezoidal rule in the normal quantile, at distances h = 1/4. For
// functions that are analytic and bounded in a strip, as the law of first passage is, its error falls exponentially: with a lognormal multiplier as
// exp(-pi^2/(sd h)), 3e-16 at sd 1.1 and 3e-9 at 2. Without a clock it is the value at 1.
func (p *pace) mean(f func(multiplier float64) float64) float64 {
	if p == nil {
		return f(1)
	}
	sum := 0.0
	for k := 0; k < paceNodes; k += stride {
		sum += float64(density(quantileAt(k)) * f(exp(p[k])))
	}
	return float64(sum*float64(stride)) / perUnit
}

// stretch sets root to the square root of the multiplier at normal quantiles, each moved by so much: cubic
// interpolation of the logarithm, exact for a lognormal multiplier.
func (p *pace) stretch(root, quantiles *lane, moved float64) {
	for i, x := range quantiles {
		u := float64(perUnit * math.Max(-paceEnd, math.Min(paceEnd, x+moved)))
		u += paceEnd * perUnit
		k := max(1, min(paceNodes-3, int(u)))
		t := u - float64(k)
		y := cubic(p[k-1], p[k], p[k+1], p[k+2], t)
		root[i] = float64(0.5 * y)
	}
	expTo(root[:], root[:])
}

// capped keeps the spread of log prices, at variance 1 that of the most volatile asset, below maxSpread.
func (p *pace) capped(variance float64) *pace {
	if most := log(maxSpread * maxSpread / (variance + tiny)); most < p[paceNodes-1] {
		for k := range p {
			p[k] = math.Min(p[k], most)
		}
	}
	return p
}

// aim returns the most likely way to a surface at a distance in standard deviations, both at the mean multiplier: the normal quantile
// of the multiplier, not negative, and the distance that is left. pull is how much the distance grows per unit of the multiplier.
func (p *pace) aim(distance, pull float64) (quantile, left float64) {
	if p == nil || distance <= 0 {
		return 0, math.Max(0, distance)
	}
	least := math.Inf(1)
	for k := paceEnd * perUnit; k < paceNodes; k++ {
		x, m := quantileAt(k), exp(p[k])
		d := math.Max(0, distance+float64(pull*(m-1))) / math.Sqrt(m)
		if square := float64(x*x) + float64(d*d); square < least {
			least, quantile, left = square, x, d
		}
	}
	return quantile, left
}

// Reach is how far a log price goes by a time in years in all but 3e-11 of the cases: the variance and the move are both part of the normal vector, which is shorter than seven.
// spread is its standard deviation where the multiplier is 1; drift that accrues evenly is left out.
func (c *Clock) Reach(spread, years float64) float64 {
	p := c.by(years).capped(float64(spread * spread))
	farthest := 0.0
	for k := paceEnd * perUnit; k <= (paceEnd+7)*perUnit; k++ {
		x, m := quantileAt(k), exp(p[k])
		far := float64(spread*math.Sqrt(float64(m*(49-float64(x*x))))) + float64(0.5*float64(m*float64(spread*spread)))
		farthest = math.Max(farthest, far)
	}
	return farthest
}
