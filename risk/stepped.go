package risk

import (
	"fmt"
	"math"

	"github.com/plimsoll-risk/plimsoll/montecarlo"
)

// validateSteps checks what a law of steps makes of a horizon.
func (m Market) validateSteps(f *faults, assets []string, years float64) {
	m.validateJumps(f, assets, years)
	switch m.Model.Kind {
	case GARCH:
		if days := math.Ceil(float64(years * 365)); float64(days*float64(len(assets))) > maxAssetDays {
			f.add("simulation.horizonHours", fmt.Sprintf("%.4g days of %d assets under garch", days, len(assets)), fmt.Sprintf("a product of at most %d", maxAssetDays))
		}
	case Regimes:
		if r := m.Model.Regime; r.CalmDays > 0 && r.StressDays > 0 {
			if n := r.changes(years); n > maxChanges {
				f.add("market.model.calmDays", fmt.Sprintf("%.4g changes of state over the horizon on average", n), fmt.Sprintf("at most %d", maxChanges))
			}
		}
	}
}

// strides is about how many steps a path of a law of steps has; 0 where one step takes it anywhere.
func (m Market) strides(assets []string, years float64) float64 {
	n := 0.0
	switch m.Model.Kind {
	case Merton:
		n = float64(m.Model.Jumps.PerYear * years)
		for _, a := range assets {
			n += float64(m.jumps(a).own.PerYear * years)
		}
	case Regimes:
		n = m.Model.Regime.changes(years)
	case GARCH:
		return math.Max(1, math.Ceil(float64(years*365)))
	default:
		return 0
	}
	return n + float64(3*math.Sqrt(n)) + 2
}

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
