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
	return []law{
		{"merton-one", 7, 1, 4e6, []pool{long}, merton{volatility: [2]float64{0.5, 0}, rate: 50, mean: [2]float64{-0.02, 0}, sd: [2]float64{0.06, 0}}.start},
		{"merton-cross", 7, 8, 4e6, []pool{cross}, both.start},
		{"merton-hedged", 7, 8, 4e6, []pool{hedged}, both.start},
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
