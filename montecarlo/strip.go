package montecarlo

import "math"

// leave returns the probability that Brownian motion between two levels, l.distance on one side and l.opposite on the other, has
// met either by a time in years. With w the width, a the distance to a level and b that to the other, a is met first by time t, m the
// drift away from it, with probability
//
//	sum over k >= 0 of f(a + 2kw) - f(a + 2b + 2kw),
//	f(d) = exp(m(d-a)/s^2) Q((d + mt)/(s sqrt t)) + exp(-m(d+a)/s^2) Q((d - mt)/(s sqrt t))
//
// images of the level, each met under the drift (Girsanov). Small probabilities keep their digits. From s sqrt t = w on, three terms
// of the eigenfunction series of what is left are enough. Error: TestStrip.
func (l law) leave(years float64) float64 {
	if l.sigma == 0 {
		end := float64(l.drift * years)
		if l.distance+end <= 0 || l.opposite-end <= 0 {
			return 1
		}
		return 0
	}
	root := float64(l.sigma * math.Sqrt(years))
	if root >= l.distance+l.opposite {
		return math.Max(0, 1-l.remain(root, years))
	}
	return math.Min(1, l.first(root, years)+l.turned().first(root, years))
}

// nearest is the distance of the nearer level.
func (l law) nearest() float64 {
	if l.opposite > 0 {
		return math.Min(l.distance, l.opposite)
	}
	return l.distance
}

// turned is the same motion seen from the other side.
func (l law) turned() law {
	return law{distance: l.opposite, opposite: l.distance, drift: -l.drift, sigma: l.sigma}
}

// first is the probability that the level at distance is met by then, and before the other.
func (l law) first(root, years float64) float64 {
	g := l.drift / float64(l.sigma*l.sigma)
	end := float64(l.drift * years)
	f := func(d float64) float64 {
		return exp(float64(g*(d-l.distance))+logTail((d+end)/root)) + exp(logTail((d-end)/root)-float64(g*(d+l.distance)))
	}
	sum := 0.0
	for k := range 60 {
		d := l.distance + float64(float64(2*k)*(l.distance+l.opposite))
		next := f(d) - f(d+float64(2*l.opposite))
		sum += next
		if next <= float64(1e-18*sum) {
			break
		}
	}
	return math.Max(0, sum)
}

// remain is the probability to be between the levels still, from root = w on, x the distance from the level below:
//
//	sum over n of 2 q_n sin(q_n a) (exp(-g a - h) - (-1)^n exp(g b - h)) / (w (g^2 + q_n^2)) exp(-q_n^2 root^2/2),
//	q_n = n pi/w, g = m/s^2, h = m^2 t/(2 s^2)
func (l law) remain(root, years float64) float64 {
	w := l.distance + l.opposite
	g := l.drift / float64(l.sigma*l.sigma)
	h := float64(0.5 * float64(float64(l.drift*g)*years))
	low, high := exp(float64(-g*l.distance)-h), exp(float64(g*l.opposite)-h)
	sum := 0.0
	for n := 1.0; n <= 4; n++ {
		q := float64(n*math.Pi) / w
		// sin(n pi a/w) by the smaller part, whose angle is at most 2 pi.
		sine, _ := sineCosine(float64(q * math.Min(l.distance, l.opposite)))
		if l.distance > l.opposite && (n == 2 || n == 4) {
			sine = -sine
		}
		high = -high
		fade := exp(float64(-0.5 * float64(float64(q*root)*float64(q*root))))
		part := float64(float64(float64(2*q)*sine)*(low-high)) / float64(w*(float64(g*g)+float64(q*q)))
		sum += float64(part * fade)
	}
	return math.Min(1, math.Max(0, sum))
}
