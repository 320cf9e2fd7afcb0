//go:build !light

package risk

import (
	"math"

	"github.com/plimsoll-risk/plimsoll/montecarlo"
)

// InSteps says that there are models that are followed in steps. The engine that a page loads first is built without (tag light): then a plan refuses them.
const InSteps = true

// law returns the law of steps of these assets, after which a calendar may come; nil without one.
func (m Market) law(assets []string, calendar bool) montecarlo.Stepped {
	n := len(assets)
	if calendar {
		n++
	}
	if n == 0 {
		return nil
	}
	switch m.Model.Kind {
	case Merton:
		return m.jumpLaw(assets, n)
	case GARCH:
		long, alpha, beta := make([]float64, n), make([]float64, n), make([]float64, n)
		beta[n-1] = 1 // of a calendar
		for i, a := range assets {
			_, long[i] = m.volatilities(a)
			alpha[i], beta[i] = m.persistence(a)
		}
		return &montecarlo.Garch{Long: long, Alpha: alpha, Beta: beta}
	case Regimes:
		r := m.Model.Regime
		out := &montecarlo.Regimes{Calm: r.CalmDays / 365, Stress: r.StressDays / 365, Stressed: r.StressProbability, Multiplier: make([]float64, n)}
		out.Multiplier[n-1] = 1
		for i, a := range assets {
			out.Multiplier[i] = m.multiplier(a)
		}
		return out
	}
	return nil
}

// farther is how far an asset's log price goes by a time under a law of steps, in all but cases that do not matter; ok is false where there is none.
func (c *compiler) farther(asset string, even float64) (far float64, ok bool) {
	s := c.market.spread(asset, c.years)
	half := float64(0.5 * float64(s*s))
	switch c.market.Model.Kind {
	case Merton:
		variance, far := c.market.jumps(asset).reach(c.years)
		return float64(12*math.Sqrt(variance+float64(s*s))) + far + math.Abs(even) + half, true
	case GARCH:
		now, long := c.market.volatilities(asset)
		alpha, beta := c.market.persistence(asset)
		return montecarlo.GarchReach(now, long, alpha, beta, c.years) + math.Abs(even), true
	case Regimes:
		return float64(12*s) + math.Abs(even) + half, true
	}
	return 0, false
}
