package risk

import (
	"fmt"
	"math"
)

// validateSteps checks what a law of steps makes of a horizon.
func (m Market) validateSteps(f *faults, assets []string, years float64) {
	if !InSteps {
		return
	}
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
	if !InSteps {
		return n
	}
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

// stepLimits returns the limits of a model that is followed in steps, as sentences.
func (m Market) stepLimits(horizonHours float64, assets []string) []string {
	switch m.Model.Kind {
	case Bootstrap, FilteredHistorical:
		return m.historicalLimits(horizonHours)
	case Merton:
		return m.jumpLimits(assets)
	case GARCH:
		return m.garchLimits()
	}
	return m.regimeLimits()
}
