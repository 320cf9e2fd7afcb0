package montecarlo

import (
	"math"
	"slices"
)

// WithClock returns g with one more asset at the end, whose log price is the time in years. A coefficient that grows at the
// rate r a year is then a Term with the power r of it: growth is drift, and one asset stays Brownian motion.
func (g GBM) WithClock() GBM {
	n := len(g.Drift)
	out := GBM{Drift: append(slices.Clone(g.Drift), 1), Volatility: append(slices.Clone(g.Volatility), 0)}
	for _, row := range g.L {
		out.L = append(out.L, append(slices.Clone(row), 0))
	}
	out.L = append(out.L, make([]float64, n+1))
	out.L[n][n] = 1
	return out
}

// Distance returns how far a boundary is at time 0, in standard deviations at a horizon in years: Y over its square
// root; not positive where it is crossed already.
func Distance(b Boundary, g GBM, years float64) float64 {
	b.Levels = nil
	own, local := kernel{drift: g.Drift, loading: g.loadings()}.restrict(b)
	q := newProbe(newSurface(local[0], own.loading), false)
	q.distance()
	return q.y[0] / math.Sqrt(years)
}
