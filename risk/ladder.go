package risk

import (
	"math"

	"github.com/plimsoll-risk/plimsoll/montecarlo"
	"github.com/plimsoll-risk/plimsoll/risk/margin"
)

// A CollateralCurve is the probability of liquidation by the horizon when Added is added to the pool in the account's
// currency, negative for less; all else stays as it is. Added ascends and holds 0.
type CollateralCurve struct {
	Added         []float64
	Probability   []float64
	StdErr        []float64
	Interpolation float64 // the largest error that interpolation between seven simulated levels may have made
}

// A LeverageCurve is the same against gross notional over equity, varied through collateral. Leverage ascends.
type LeverageCurve struct {
	Leverage      []float64
	Probability   []float64
	StdErr        []float64
	Interpolation float64
}

// Points of the curves on either side of the present.
const (
	pointsLess = 8
	pointsMore = 16
)

// ladder prepares a pool's curves: it fixes their levels in the plan.
func (c *compiler) ladder(p *compiled, s margin.PoolState, process montecarlo.GBM) {
	p.ladder = montecarlo.NewLadder(p.boundary, process, c.years)
	if p.ladder == nil {
		return
	}
	p.boundary.Levels = p.ladder.Levels
	p.equity = float(s.Equity)
	for _, q := range s.Positions {
		p.gross += float(q.Notional)
	}
}

// curves interpolates what the ladder found. now is the estimate without anything added.
func (p *compiled) curves(r montecarlo.PoolResult) (*CollateralCurve, *LeverageCurve) {
	if p.ladder == nil {
		return nil, nil
	}
	low, high := p.ladder.Lowest, p.ladder.Highest
	c := &CollateralCurve{}
	for k := range pointsLess {
		c.Added = append(c.Added, float64(low*float64(pointsLess-k))/pointsLess)
	}
	for k := range pointsMore + 1 {
		c.Added = append(c.Added, float64(high*float64(k))/pointsMore)
	}
	c.Probability, c.StdErr, c.Interpolation = p.at(r, c.Added)
	if !(p.equity+low > 0) || p.gross == 0 {
		return c, nil
	}
	// Leverages in geometric progression on either side of the present one.
	l := &LeverageCurve{}
	least, now, most := p.gross/(p.equity+high), p.gross/p.equity, p.gross/(p.equity+low)
	step := func(from, to float64, k, n int) float64 {
		return float64(from * montecarlo.Exp(float64(montecarlo.Log(to/from)*float64(k))/float64(n)))
	}
	for k := range pointsMore {
		l.Leverage = append(l.Leverage, step(least, now, k, pointsMore))
	}
	for k := range pointsLess + 1 {
		l.Leverage = append(l.Leverage, step(now, most, k, pointsLess))
	}
	added := make([]float64, len(l.Leverage))
	for k, x := range l.Leverage {
		added[k] = math.Max(low, math.Min(high, p.gross/x-p.equity))
	}
	added[pointsMore] = 0
	l.Probability, l.StdErr, l.Interpolation = p.at(r, added)
	return c, l
}

// at returns the probabilities with so much added; without anything, the pool's own estimate.
func (p *compiled) at(r montecarlo.PoolResult, added []float64) (probability, stdErr []float64, interpolation float64) {
	for k, g := range p.ladder.Interpolate(r.Levels, r.LevelStdErr, added) {
		if added[k] == 0 {
			g = montecarlo.Rung{Probability: r.Crossed.Value, StdErr: r.Crossed.StdErr}
		}
		probability, stdErr = append(probability, g.Probability), append(stdErr, g.StdErr)
		interpolation = math.Max(interpolation, g.Interpolation)
	}
	return probability, stdErr, interpolation
}
