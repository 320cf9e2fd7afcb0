package montecarlo

import (
	"math"
	"sort"
)

// student returns the law of the mean of the draws by a time in years, the last one in proportion to how long it has held.
func (c *Clock) student(years float64) *pace {
	c.cache.Lock()
	defer c.cache.Unlock()
	if p, ok := c.means[years]; ok {
		return &p
	}
	draws := math.Max(1, years/c.Redraw)
	whole := math.Floor(draws * (1 + 1e-12))
	sum := *c.sum(int(whole))
	if part := draws - whole; part > 1e-9 {
		last := *c.sum(1)
		last.scale(part)
		sum = *sumOf(&sum, &last)
	}
	sum.scale(1 / draws)
	if c.means == nil {
		c.means = map[float64]pace{}
	}
	c.means[years] = sum
	return &sum
}

// scale multiplies what p is the logarithm of.
func (p *pace) scale(by float64) {
	l := log(by)
	for k := range p {
		p[k] += l
	}
}

// sum returns the law of the sum of n draws, by doubling.
func (c *Clock) sum(n int) *pace {
	if p, ok := c.sums[n]; ok {
		return p
	}
	var p *pace
	if n == 1 {
		p = inverseGamma(c.DegreesOfFreedom)
	} else {
		p = sumOf(c.sum(n/2), c.sum(n-n/2))
	}
	if c.sums == nil {
		c.sums = map[int]*pace{}
	}
	c.sums[n] = p
	return p
}

// inverseGamma returns the law of (nu-2)/chi^2_nu. The logarithm w of chi^2/2 has a density in proportion to exp(aw - e^w), a = nu/2, which is
// integrated outwards from its mode, panel by panel, until nothing is left; then inwards for the tails.
func inverseGamma(nu float64) *pace {
	a := 0.5 * nu
	mode := log(a)
	width := 0.1 / math.Sqrt(math.Max(1, a))
	outwards := func(step float64) []float64 {
		var mass []float64
		for at := mode; ; at += step {
			sum := 0.0
			for _, n := range &legendre {
				w := at + float64(step*n[0])
				sum += float64(n[1] * exp(float64(a*(w-mode))-(exp(w)-a)))
			}
			mass = append(mass, sum)
			if sum < 1e-40 {
				return mass
			}
		}
	}
	left, right := outwards(-width), outwards(width)
	for _, mass := range [][]float64{left, right} {
		for k := len(mass) - 2; k >= 0; k-- {
			mass[k] += mass[k+1]
		}
	}
	total := left[0] + right[0]
	// Ascending in the multiplier: chi^2 falls.
	c := log(0.5 * (nu - 2))
	var quantiles, logs []float64
	for k := len(right) - 1; k > 0; k-- {
		quantiles, logs = append(quantiles, quantile(right[k]/total)), append(logs, c-mode-float64(width*float64(k)))
	}
	for k := range left {
		quantiles, logs = append(quantiles, -quantile(left[k]/total)), append(logs, c-mode+float64(width*float64(k)))
	}
	return tabulate(quantiles, logs)
}

// tabulate interpolates logarithms given at ascending normal quantiles at those of a pace.
func tabulate(quantiles, logs []float64) *pace {
	p, c := &pace{}, newCurve(quantiles, logs)
	for k := range p {
		p[k] = c.at(quantileAt(k))
	}
	return p
}

// sumOf returns the law of the sum of two independent variables. Beyond the middle, as P(both > s/2) and, for either, the integral of the
// probability that the other makes up for what is missing: relative accuracy is kept in the tail. Below it, P(x + y < s) as one integral.
func sumOf(x, y *pace) *pace {
	a := newAddend(x)
	b := a
	if x != y {
		b = newAddend(y)
	}
	var quantiles, logs []float64
	for k := range x {
		s := exp(x[k]) + exp(y[k])
		l := log(s)
		var z float64
		if k < paceEnd*perUnit {
			z = quantile(a.madeUp(b, s, b.quantile.at(l), a.below))
		} else {
			half := log(float64(0.5 * s))
			za, zb := a.quantile.at(half), b.quantile.at(half)
			one := a.madeUp(b, s, zb, a.above)
			other := one
			if x != y {
				other = b.madeUp(a, s, za, b.above)
			}
			z = -quantile(one + other + float64(tail(za)*tail(zb)))
		}
		if n := len(quantiles); math.Abs(z) < 30 && (n == 0 || z > quantiles[n-1]) {
			quantiles, logs = append(quantiles, z), append(logs, l)
		}
	}
	return tabulate(quantiles, logs)
}

// An addend is a law in the forms that sums take: its logarithm by the normal quantile and back, and the logarithms of the probabilities to be
// above and below.
type addend struct{ log, quantile, above, below curve }

func newAddend(p *pace) addend {
	var nodes, above, below []float64
	for k := range p {
		x := quantileAt(k)
		nodes = append(nodes, x)
		above, below = append(above, logTail(x)), append(below, logTail(-x))
	}
	return addend{newCurve(nodes, p[:]), newCurve(p[:], nodes), newCurve(p[:], above), newCurve(p[:], below)}
}

// madeUp integrates a probability, given by the logarithm of what is left of s, over y up to a normal quantile: by Gauss-Legendre, with more nodes near
// the end, where little is left.
func (a *addend) madeUp(y addend, s, end float64, probability curve) float64 {
	const panels, far = 3, -8.5
	end = math.Min(end, paceEnd)
	length := math.Max(0, end-far)
	sum := 0.0
	for k := range panels {
		for _, n := range &legendre {
			t := (float64(k) + n[0]) / panels
			at := end - float64(length*float64(t*t))
			rest := s - exp(y.log.at(at))
			if rest <= 0 {
				rest = least
			}
			sum += float64(float64(n[1]*t) * float64(density(at)*exp(probability.at(log(rest)))))
		}
	}
	return float64(2*float64(sum*length)) / panels
}

// A curve interpolates by the polynomial through the eight nodes about a point, in its barycentric form.
type curve struct {
	x, y   []float64 // x ascends
	weight [][8]float64
}

func newCurve(x, y []float64) curve {
	c := curve{x: x, y: y, weight: make([][8]float64, len(x)-7)}
	for from := range c.weight {
		for k := range 8 {
			w := 1.0
			for j := range 8 {
				if j != k {
					w = float64(w * (x[from+k] - x[from+j]))
				}
			}
			c.weight[from][k] = 1 / w
		}
	}
	return c
}

// at returns the value at x, beyond the nodes by the line through the last two.
func (c *curve) at(x float64) float64 {
	last := len(c.x) - 1
	next := sort.SearchFloat64s(c.x, x)
	switch {
	case next <= last && c.x[next] == x:
		return c.y[next]
	case next == 0:
		return c.line(0, x)
	case next > last:
		return c.line(last-1, x)
	}
	from := max(0, min(last-7, next-4))
	over, under := 0.0, 0.0
	for k, w := range &c.weight[from] {
		w /= x - c.x[from+k]
		over += float64(w * c.y[from+k])
		under += w
	}
	return over / under
}

// line continues the line through nodes k and k+1.
func (c *curve) line(k int, x float64) float64 {
	return c.y[k] + float64((x-c.x[k])/(c.x[k+1]-c.x[k])*(c.y[k+1]-c.y[k]))
}
