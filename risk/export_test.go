package risk

import (
	"github.com/plimsoll-risk/plimsoll/montecarlo"
	"github.com/plimsoll-risk/plimsoll/risk/margin"
)

// Compiled returns the boundary of every pool of an account and the assets that
// its log prices stand for.
func Compiled(a margin.Account, m Market, s Simulation) (boundaries []montecarlo.Boundary, assets []string) {
	c := newCompiler(a, m, s.HorizonHours/hoursPerYear, assetsInUse(a))
	for i, state := range a.Assess(m.Prices) {
		boundaries = append(boundaries, c.pool(a.Pools[i], state.Liquidatable).boundary)
	}
	return boundaries, c.assets
}

// Counterparts returns the isolated and the cross arrangement of an account.
func Counterparts(a margin.Account, p margin.Prices) (isolated, cross margin.Account) {
	return isolatedCounterpart(a, p), crossCounterpart(a)
}

// Grid exposes Simulation.grid.
func (s Simulation) Grid(tiersReached bool) montecarlo.Grid { return s.grid(tiersReached) }

// Median exposes median.
var Median = median

// FundingWeight exposes weightAt.
var FundingWeight = weightAt
