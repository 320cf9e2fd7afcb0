package risk

import (
	"errors"
	"maps"
	"math"

	"github.com/plimsoll-risk/plimsoll/montecarlo"
	"github.com/plimsoll-risk/plimsoll/risk/margin"
)

// Cases of a sensitivity.
const (
	VolatilityLow  = "volatilityLow"
	VolatilityHigh = "volatilityHigh"
	OtherModel     = "model"
)

// A Case is the probability of any liquidation were one thing about the market otherwise.
type Case struct {
	Name  string
	Model Model
	Any   montecarlo.Estimate
}

// casePaths is how many paths a case has at most.
const casePaths = 4096

// yearOfDays is the relative standard error of a volatility from a year of daily normal returns, 1/sqrt(2*365).
const yearOfDays = 0.03701166050988026

// VolatilityErrors returns the relative standard error of the volatility of each asset in use that has one: as VolatilityStdErr says, in relation to Volatility or the long-run
// level of a term, otherwise that of a year of daily normal returns.
func (m Market) VolatilityErrors(a margin.Account) map[string]float64 {
	out := map[string]float64{}
	for _, asset := range assetsInUse(a) {
		if !m.volatile(asset) {
			continue
		}
		out[asset] = yearOfDays
		level := m.Level(asset)
		if !m.stated(asset) && m.Model.covers(asset) {
			level = m.ownVolatility(asset)
		}
		if e, ok := m.VolatilityStdErr[asset]; ok && level > 0 {
			out[asset] = e / level
		}
	}
	return out
}

// Level returns the volatility of an asset, or the long-run level of its term where that is all there is.
func (m *Market) Level(asset string) float64 {
	level := m.Volatility[asset]
	if t, ok := m.VolatilityTerm[asset]; ok && level == 0 {
		level = t.Long
	}
	return level
}

// Sensitivity returns how the probability of any liquidation depends on what is not known for sure: with all volatilities one standard error
// lower and higher, and under other models: defaults are the models to try, of which that of m is left out. Each case has at most 4096 paths, from the points of the simulation. A case out of the range of what can be
// simulated is left out. It runs on the caller's goroutine.
func Sensitivity(a margin.Account, m Market, s Simulation, defaults ...Model) ([]Case, error) {
	if err := validate(a, m, s); err != nil {
		return nil, err
	}
	s.Paths, s.TargetStdErr, s.MaxPaths = min(s.Paths, casePaths), 0, 0
	var out []Case
	add := func(name string, m Market) error {
		p, err := NewPlan(a, m, s)
		if errors.As(err, new(margin.Errors)) {
			return nil
		}
		if err != nil {
			return err
		}
		r, err := p.Report(p.Run(0, p.Blocks()))
		if err == nil {
			out = append(out, Case{name, m.Model, r.Liquidation.Any})
		}
		return err
	}
	each := m.VolatilityErrors(a)
	for _, c := range []struct {
		name string
		sign float64
	}{{VolatilityLow, -1}, {VolatilityHigh, 1}} {
		if err := add(c.name, m.shifted(each, c.sign)); err != nil {
			return nil, err
		}
	}
	for _, other := range defaults {
		if other.Kind == m.Model.Kind || other.Kind == Gaussian && m.Model.Kind == 0 {
			continue
		}
		next := m
		other.LogDrift = m.Model.LogDrift && other.Kind != Gaussian
		next.Model = other
		if err := add(OtherModel, next); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// shifted returns the market with all volatilities so many standard errors higher, at least 0.
func (m Market) shifted(each map[string]float64, by float64) Market {
	m.Volatility, m.VolatilityTerm, m.Model.Assets = maps.Clone(m.Volatility), maps.Clone(m.VolatilityTerm), maps.Clone(m.Model.Assets)
	own := map[string]float64{}
	for asset, e := range each {
		f := math.Max(0, 1+float64(by*e))
		if a := m.Model.Assets[asset]; a.LongVolatility != nil {
			long := float64(*a.LongVolatility * f)
			a.LongVolatility = &long
			m.Model.Assets[asset] = a
		}
		if t, ok := m.VolatilityTerm[asset]; ok {
			t.Fast, t.Long = float64(t.Fast*f), float64(t.Long*f)
			m.VolatilityTerm[asset] = t
		} else if m.stated(asset) {
			m.Volatility[asset] = float64(m.Volatility[asset] * f)
		} else if InSteps && m.Model.covers(asset) {
			own[asset] = float64(m.ownVolatility(asset) * f)
		}
	}
	for asset, v := range own {
		if m.Volatility == nil {
			m.Volatility = map[string]float64{}
		}
		m.Volatility[asset] = v
	}
	return m
}
