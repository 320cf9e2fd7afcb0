package pde

import "math"

// Sizes of the grid: Chebyshev points in eta and in v, and how far they reach in standard deviations. TestProbability and TestPools hold
// what they are good for.
const (
	pointsEta = 44
	pointsV   = 72
	farEta    = 9.0
	farV      = 7.0
)

// Probability returns the probability of liquidation by the horizon, extrapolated from runs of n, 2n and 4n steps, and by how
// much the last extrapolation has moved it: a rough bound of the error.
func (p Pool) Probability(n int) (value, moved float64) {
	q1, q2, q4 := p.run(n), p.run(2*n), p.run(4*n)
	// The scheme's error is c2/n^2 + c3/n^3.
	once, twice := q2+(q2-q1)/3, q4+(q4-q2)/3
	value = twice + (twice-once)/7
	return value, math.Abs(value - twice)
}

// A solver marches q(tau, eta, v), the probability of crossing within tau^2 years from distance Y = tau eta, through tau:
//
//	q_tau = (eta q_eta + a q_eta,eta)/tau + 2 mu q_eta + 2 c q_eta,v + tau (s^2 q_vv + 2 m q_v)
//
// with a, c and mu the variance of Y, its covariance with v and its drift at (tau eta, v), s^2 and m variance and drift of v. In these variables
// q is smooth down to tau = 0, where it is 2 Q(eta): no corner, no layer. q = 1 at eta = 0.
type solver struct {
	curve
	eta, v       []float64
	dEta, dEta2  []float64 // differentiation matrices, row by row
	dV, dV2      []float64
	bends        []bend
	direct       []*factored // of each v
	across       *factored   // of all eta
	first, mixed []float64   // scratch
}

func (p Pool) run(steps int) float64 {
	c := p.curve()
	end := math.Sqrt(p.Years)
	s := &solver{curve: c}
	half := farV*math.Sqrt(c.varianceV)*end + 0.5*math.Abs(c.driftV)*p.Years
	middle := 0.5 * c.driftV * p.Years
	s.eta, s.dEta, s.dEta2 = chebyshev(pointsEta, 0, farEta)
	s.v, s.dV, s.dV2 = chebyshev(pointsV, middle-half, middle+half)
	s.first, s.mixed = make([]float64, len(s.eta)*len(s.v)), make([]float64, len(s.eta)*len(s.v))
	s.direct = make([]*factored, len(s.v))
	for _, v := range s.v {
		s.bends = append(s.bends, c.at(v))
	}
	step := end / float64(steps)
	q := s.start(step)
	for k := 1; k < steps; k++ {
		q = s.step(q, step*float64(k), step)
	}
	// Interpolated at the start: Y = -h(0)/s(0), v = 0.
	b := c.at(0)
	row := make([]float64, len(s.v))
	for j := range row {
		row[j] = interpolate(s.eta, q[j*len(s.eta):(j+1)*len(s.eta)], -b.h/b.s/end)
	}
	return interpolate(s.v, row, 0)
}

// start is q after a short time, to second order in tau: with a = 1 + a1 Y + ... and g = a1/2, phi the normal density,
//
//	q = 2 Q(eta) + tau (g eta^2 phi + (g - 2 mu) eta Q)
func (s *solver) start(tau float64) []float64 {
	n := len(s.eta)
	q := make([]float64, n*len(s.v))
	for j, b := range s.bends {
		// variance = z + V slope^2 with slope = -(h1 + Y s1)/s: the derivative by Y at 0.
		g := s.varianceV * b.h1 * b.s1 / (b.s * b.s)
		_, _, mu := s.motion(b, 0)
		for i, eta := range s.eta {
			phi := math.Exp(-0.5*eta*eta) / math.Sqrt(2*math.Pi)
			tail := 0.5 * math.Erfc(eta/math.Sqrt2)
			q[j*n+i] = 2*tail + tau*(g*eta*eta*phi+(g-2*mu)*eta*tail)
		}
		q[j*n], q[j*n+n-1] = 1, 0
	}
	return q
}

// step takes q from tau to tau + h by the scheme of Hundsdorfer and Verwer: second order, the mixed derivative explicit, eta and v
// implicit one after the other.
func (s *solver) step(q []float64, tau, h float64) []float64 {
	const theta = 0.5 + 0.28867513459481287 // 1/2 + sqrt(3)/6
	s.factor(tau+h, theta*h)
	m0, e0, v0 := s.parts(q, tau)
	y := make([]float64, len(q))
	for i := range y {
		y[i] = q[i] + h*(m0[i]+e0[i]+v0[i])
	}
	base := append([]float64(nil), y...)
	s.sweep(y, e0, v0, theta*h)
	m1, e1, v1 := s.parts(y, tau+h)
	for i := range y {
		y[i] = base[i] + 0.5*h*(m1[i]+e1[i]+v1[i]-m0[i]-e0[i]-v0[i])
	}
	s.sweep(y, e1, v1, theta*h)
	return y
}

// sweep solves both implicit stages in place: y - step F(y) = y - step f, for eta and then for v.
func (s *solver) sweep(y, inEta, inV []float64, step float64) {
	n := len(s.eta)
	for i := range y {
		y[i] -= step * inEta[i]
	}
	for j, f := range s.direct {
		f.solve(y[j*n : (j+1)*n])
	}
	for i := range y {
		y[i] -= step * inV[i]
	}
	column := make([]float64, len(s.v))
	for i := range n {
		for j := range column {
			column[j] = y[j*n+i]
		}
		s.across.solve(column)
		for j := range column {
			y[j*n+i] = column[j]
		}
	}
}

// factor prepares the implicit stages at tau.
func (s *solver) factor(tau, step float64) {
	n, m := len(s.eta), len(s.v)
	for j, b := range s.bends {
		a := identity(n)
		for i := 1; i < n-1; i++ {
			variance, _, drift := s.motion(b, tau*s.eta[i])
			for k := range n {
				a[i*n+k] -= step * ((s.eta[i]/tau+2*drift)*s.dEta[i*n+k] + variance/tau*s.dEta2[i*n+k])
			}
		}
		s.direct[j] = factorize(n, a)
	}
	a := identity(m)
	for j := 1; j < m-1; j++ {
		for k := range m {
			a[j*m+k] -= step * tau * (s.varianceV*s.dV2[j*m+k] + 2*s.driftV*s.dV[j*m+k])
		}
	}
	s.across = factorize(m, a)
}

// parts returns the mixed part of the right side, that in eta and that in v. Values on the edges of eta stay; on those of v, 7
// standard deviations away, derivatives by v are left out.
func (s *solver) parts(q []float64, tau float64) (mixed, inEta, inV []float64) {
	n, m := len(s.eta), len(s.v)
	mixed, inEta, inV = make([]float64, n*m), make([]float64, n*m), make([]float64, n*m)
	slope := s.first
	for j, b := range s.bends {
		row := q[j*n : (j+1)*n]
		for i := range n {
			d1, d2 := 0.0, 0.0
			for k, x := range row {
				d1 += s.dEta[i*n+k] * x
				d2 += s.dEta2[i*n+k] * x
			}
			slope[j*n+i] = d1
			if i > 0 && i < n-1 {
				variance, _, drift := s.motion(b, tau*s.eta[i])
				inEta[j*n+i] = (s.eta[i]/tau+2*drift)*d1 + variance/tau*d2
			}
		}
	}
	for j := 1; j < m-1; j++ {
		for k := range m {
			c := tau * (s.varianceV*s.dV2[j*m+k] + 2*s.driftV*s.dV[j*m+k])
			d := s.dV[j*m+k]
			for i := 1; i < n-1; i++ {
				inV[j*n+i] += c * q[k*n+i]
				mixed[j*n+i] += d * slope[k*n+i]
			}
		}
		for i := 1; i < n-1; i++ {
			_, covariance, _ := s.motion(s.bends[j], tau*s.eta[i])
			mixed[j*n+i] *= 2 * covariance
		}
	}
	return mixed, inEta, inV
}
