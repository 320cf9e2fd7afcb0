package risk

import (
	"fmt"
	"strconv"
)

// Garch says how the variance of a day's log price follows from that of the day before: (1 - Alpha - Beta) long^2 + (Alpha z^2 + Beta) h, z being the day's shock.
type Garch struct{ Alpha, Beta float64 }

// maxAssetDays bounds the memory of paths of many assets and days.
const maxAssetDays = 100_000

// validate checks the weights of shock and variance at a path.
func (g Garch) validate(f *faults, at string) {
	ok := f.number(at+"alpha", g.Alpha, 0, 1, true)
	ok = f.number(at+"beta", g.Beta, 0, 1, true) && ok
	if sum := g.Alpha + g.Beta; ok && sum > 1+1e-12 {
		f.add(at+"alpha", show(g.Alpha)+" and beta "+show(g.Beta), "a sum of at most 1: beyond, variance grows without end")
	}
}

func (m Model) validateGarch(f *faults) {
	if m.Kind != GARCH {
		if m.Garch != (Garch{}) {
			f.add("market.model.alpha", show(m.Garch.Alpha), "nothing: it is no part of this model")
		}
		return
	}
	m.Garch.validate(f, "market.model.")
	for _, asset := range sortedKeys(m.Assets) {
		at := "market.model.assets." + asset + "."
		a := m.Assets[asset]
		if a.LongVolatility != nil {
			f.number(at+"longVolatility", *a.LongVolatility, 0, maxVolatility, true)
		}
		if a.Alpha != nil || a.Beta != nil {
			m.of(asset).validate(f, at)
		}
	}
}

// of is what the model says of an asset.
func (m Model) of(asset string) Garch {
	g := m.Garch
	if a := m.Assets[asset]; a.Alpha != nil {
		g.Alpha = *a.Alpha
	}
	if a := m.Assets[asset]; a.Beta != nil {
		g.Beta = *a.Beta
	}
	return g
}

// persistence returns the weights of an asset's shock and variance, in a sum of at most 1.
func (m Market) persistence(asset string) (alpha, beta float64) {
	g := m.Model.of(asset)
	return g.Alpha, min(g.Beta, 1-g.Alpha)
}

// volatilities returns an asset's volatility on the first day and in the long run: those of its term, where it has one, otherwise both are the one given. The model may say otherwise of the latter.
func (m Market) volatilities(asset string) (now, long float64) {
	now, long = m.Volatility[asset], m.Volatility[asset]
	if t, ok := m.VolatilityTerm[asset]; ok {
		now, long = t.Fast, t.Long
	}
	if a := m.Model.Assets[asset]; a.LongVolatility != nil {
		long = *a.LongVolatility
	}
	return now, long
}

// garchLimits are the limits of the model, as sentences.
func (m Market) garchLimits() []string {
	out := []string{fmt.Sprintf("The variance of each asset follows from its own shocks, day by day (GARCH, alpha %s, beta %s unless given for the asset), and is constant within a day: no jumps. Shocks are normal, so that the first day has no fat tails, and they raise the variance of their own asset only.", show(m.Model.Garch.Alpha), show(m.Model.Garch.Beta))}
	if len(m.VolatilityTerm) > 0 {
		out = append(out, "Of volatility terms the model takes fast and long, and no weight, decay or scale.")
	}
	if m.Model.Garch.Alpha+m.Model.Garch.Beta >= 1 {
		return append(out, "Variances do not return to a long-run level: alpha and beta have the sum 1.")
	}
	for _, asset := range sortedKeys(m.Model.Assets) {
		if g := m.Model.of(asset); g.Alpha+g.Beta >= 1 {
			return append(out, "The variance of "+strconv.Quote(asset)+" does not return to a long-run level: alpha and beta have the sum 1.")
		}
	}
	return out
}
