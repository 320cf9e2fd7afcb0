package main

import (
	"math"
	"math/rand/v2"
)

// laws are the problems, as the tests state them.
func laws() []law {
	cross, long, other := perpetuals(1000, 0.005, 5000, 5000), perpetuals(0.1, 0.005, 1, 0), perpetuals(0.1, 0.005, 0, 1)
	hedged := perpetuals(1000, 0.005, 10000, -10000)
	both := merton{volatility: [2]float64{0.5, 0.7}, r: 0.7, rate: 50, mean: [2]float64{-0.02, -0.03}, sd: [2]float64{0.06, 0.05}, own: 20, ownMean: 0.05, ownSd: 0.1}
	calm := garch{volatility: [2]float64{0.4, 0.9}, long: [2]float64{0.6, 0.8}, alpha: [2]float64{0.15, 0.1}, beta: [2]float64{0.8, 0.85}, r: 0.8}
	unsettled := regimes{volatility: [2]float64{0.5, 0.7}, multiplier: [2]float64{2.5, 1.8}, r: [2]float64{0.6, 0.95}, days: [2]float64{20, 5}, stressed: 0.2}
	return []law{
		{"merton-one", 7, 1, 4e6, []pool{long}, merton{volatility: [2]float64{0.5, 0}, rate: 50, mean: [2]float64{-0.02, 0}, sd: [2]float64{0.06, 0}}.start},
		{"merton-cross", 7, 8, 4e6, []pool{cross}, both.start},
		{"merton-hedged", 7, 8, 4e6, []pool{hedged}, both.start},
		{"garch-one", 7, 1, 4e7, []pool{long}, calm.start},
		{"garch-rare", 7, 1, 4e7, []pool{perpetuals(0.25, 0.005, 1, 0)}, calm.start},
		{"garch-part", 2.5, 1, 2e7, []pool{long}, calm.start},
		{"garch-cross", 7, 8, 4e6, []pool{cross}, calm.start},
		{"garch-isolated", 7, 48, 1e6, []pool{long, other}, calm.start},
		{"regime-cross", 7, 8, 4e6, []pool{cross}, unsettled.start},
		{"regime-isolated", 7, 48, 1e6, []pool{long, other}, unsettled.start},
		{"merton-isolated", 7, 48, 1e6, []pool{long, other}, both.start},
	}
}

// merton has common jumps, and own ones of the first asset.
type merton struct {
	volatility     [2]float64
	r, rate        float64
	mean, sd       [2]float64
	own            float64
	ownMean, ownSd float64
	g              *rand.Rand
	common, alone  float64 // days of the next jumps
}

func (m merton) start(g *rand.Rand) path {
	m.g = g
	m.common, m.alone = m.wait(m.rate), m.wait(m.own)
	return &m
}

func (m *merton) wait(rate float64) float64 { return m.g.ExpFloat64() * 365 / rate }

func (m *merton) next(to float64) float64 { return math.Min(to, math.Min(m.common, m.alone)) }

func (m *merton) rates() (s, t, r, d, e float64) {
	s, t = m.volatility[0], m.volatility[1]
	growth := func(mean, sd float64) float64 { return math.Exp(mean+sd*sd/2) - 1 }
	return s, t, m.r, -s*s/2 - m.rate*growth(m.mean[0], m.sd[0]) - m.own*growth(m.ownMean, m.ownSd), -t*t/2 - m.rate*growth(m.mean[1], m.sd[1])
}

func (m *merton) moved(at, _, _ float64) (jx, jy float64) {
	if at >= m.common {
		z, w := m.g.NormFloat64(), m.g.NormFloat64()
		w = m.r*z + math.Sqrt(1-m.r*m.r)*w
		jx, jy = m.mean[0]+m.sd[0]*z, m.mean[1]+m.sd[1]*w
		m.common = at + m.wait(m.rate)
	}
	if at >= m.alone {
		jx += m.ownMean + m.ownSd*m.g.NormFloat64()
		m.alone = at + m.wait(m.own)
	}
	return jx, jy
}

// garch has a variance of each day.
type garch struct {
	volatility, long, alpha, beta [2]float64 // volatility on the first day
	r                             float64
	day                           float64 // that has begun
	shock                         [2]float64
}

func (g garch) start(*rand.Rand) path { return &g }

func (g *garch) next(to float64) float64 { return math.Min(to, g.day+1) }

func (g *garch) rates() (s, t, r, d, e float64) {
	s, t = g.volatility[0], g.volatility[1]
	return s, t, g.r, -s * s / 2, -t * t / 2
}

func (g *garch) moved(at, x, y float64) (jx, jy float64) {
	g.shock[0] += x
	g.shock[1] += y
	if at < g.day+1-1e-12 {
		return 0, 0
	}
	g.day++
	for k := range g.shock {
		h := g.volatility[k] * g.volatility[k]
		z := g.shock[k] / math.Sqrt(h/365)
		g.volatility[k] = math.Sqrt((1-g.alpha[k]-g.beta[k])*g.long[k]*g.long[k] + (g.alpha[k]*z*z+g.beta[k])*h)
		g.shock[k] = 0
	}
	return 0, 0
}

// regimes is a market that is calm or under stress.
type regimes struct {
	volatility, multiplier [2]float64
	r, days                [2]float64 // of either state
	stressed               float64
	g                      *rand.Rand
	state                  int
	until                  float64 // days
}

func (r regimes) start(g *rand.Rand) path {
	r.g = g
	if g.Float64() < r.stressed {
		r.state = 1
	}
	r.until = g.ExpFloat64() * r.days[r.state]
	return &r
}

func (r *regimes) next(to float64) float64 { return math.Min(to, r.until) }

func (r *regimes) rates() (s, t, c, d, e float64) {
	s, t = r.volatility[0], r.volatility[1]
	if r.state == 1 {
		s, t = s*r.multiplier[0], t*r.multiplier[1]
	}
	return s, t, r.r[r.state], -s * s / 2, -t * t / 2
}

func (r *regimes) moved(at, _, _ float64) (jx, jy float64) {
	if at >= r.until {
		r.state = 1 - r.state
		r.until = at + r.g.ExpFloat64()*r.days[r.state]
	}
	return 0, 0
}
