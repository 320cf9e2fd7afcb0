package risk

import (
	"fmt"
	"math"
)

// Regime is a market that is calm or under stress: for so many days on average, and at first with a probability. Volatilities given are those of the long run, over both states; under stress they are StressMultiplier times
// as high as in the calm, and correlations are by the part StressPull nearer to 1.
type Regime struct {
	CalmDays, StressDays float64
	StressProbability    float64
	StressMultiplier     float64
	StressPull           float64
}

// Bounds of regimes: of mean durations, of a multiplier, and of changes by the horizon.
const (
	leastDays     = 0.01
	maxDays       = 36500
	maxMultiplier = 100
	maxChanges    = 500
)

func (m Model) validateRegime(f *faults) {
	r := m.Regime
	if m.Kind != Regimes {
		if r != (Regime{}) {
			f.add("market.model.stressMultiplier", show(r.StressMultiplier), "nothing: it is no part of this model")
		}
		return
	}
	f.number("market.model.calmDays", r.CalmDays, leastDays, maxDays, true)
	f.number("market.model.stressDays", r.StressDays, leastDays, maxDays, true)
	f.number("market.model.stressProbability", r.StressProbability, 0, 1, true)
	f.number("market.model.stressMultiplier", r.StressMultiplier, 0, maxMultiplier, true)
	f.number("market.model.stressPull", r.StressPull, 0, 1, true)
	for _, asset := range sortedKeys(m.Assets) {
		if x := m.Assets[asset].StressMultiplier; x != nil {
			f.number("market.model.assets."+asset+".stressMultiplier", *x, 0, maxMultiplier, true)
		}
	}
}

// changes is how often the state changes by a time, on average in the long run.
func (r Regime) changes(years float64) float64 {
	return float64(2*float64(365*years)) / (r.CalmDays + r.StressDays)
}

// multiplier is an asset's volatility under stress over that in the calm.
func (m Market) multiplier(asset string) float64 {
	if x := m.Model.Assets[asset].StressMultiplier; x != nil {
		return *x
	}
	return m.Model.Regime.StressMultiplier
}

// states returns an asset's volatilities in the calm and under stress, over that of the long run.
func (m Market) states(asset string) (calm, stress float64) {
	r, x := m.Model.Regime, m.multiplier(asset)
	share := r.StressDays / (r.CalmDays + r.StressDays)
	calm = 1 / math.Sqrt(1-share+float64(share*float64(x*x)))
	return calm, float64(x * calm)
}

// pulled returns a correlation matrix whose entries are by a part nearer to 1, among assets that move.
func pulled(matrix [][]float64, part float64, moves func(i int) bool) [][]float64 {
	out := make([][]float64, len(matrix))
	for i, row := range matrix {
		out[i] = append([]float64(nil), row...)
		for j := range row {
			if i != j && moves(i) && moves(j) {
				out[i][j] += float64(part * (1 - row[j]))
			}
		}
	}
	return out
}

// regimeLimits are the limits of the model, as sentences.
func (m Market) regimeLimits() []string {
	r := m.Model.Regime
	return []string{fmt.Sprintf("The market is calm for %s days and under stress for %s on average, at first under stress with the probability %s; volatility is then %s times as high, of all assets at once: no jumps. The volatility given is that of the long run, over both.", show(r.CalmDays), show(r.StressDays), show(r.StressProbability), show(r.StressMultiplier))}
}
