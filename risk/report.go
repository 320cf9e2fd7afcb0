package risk

import (
	"github.com/plimsoll-risk/plimsoll/montecarlo"
	"github.com/plimsoll-risk/plimsoll/risk/margin"
)

// A Report is the answer of Simulate.
type Report struct {
	Run         Run
	Margin      []margin.PoolState
	Liquidation Liquidation
	Warnings    []string // plain sentences: the limits that apply to this input
}

// A Run says how the numbers were made.
type Run struct {
	Seed         uint64
	Paths        int   // used: of all replicates together, in this round
	Rounds       []int // paths of every round up to this one, where there are several; see Plan.Next
	Preliminary  bool  // a round with a better answer follows
	Replicates   int   // randomised nets of points, whose spread is the error; 1 where paths are pseudo-random
	Steps        int   // of a path, at most
	HorizonHours float64
	Monitoring   Monitoring
	Model        Model
	Method       string
}

// Liquidation holds the probabilities by the horizon. Any and All are over
// pools that hold a position or a debt.
type Liquidation struct {
	Any   montecarlo.Estimate
	All   montecarlo.Estimate
	Pools []PoolLiquidation
}

// PoolLiquidation is the probability that one pool is liquidated by the horizon.
type PoolLiquidation struct {
	Name        string
	Probability montecarlo.Estimate
	First       montecarlo.Estimate // that it is the first pool of the account to be liquidated
	Survival    Survival
	MedianHours *montecarlo.Estimate // nil where the probability is below 1/2
	// Collateral and Leverage are nil where monitoring is not continuous, in comparisons, for pools whose fate needs no
	// simulation, and where nothing that could be added makes a difference.
	Collateral *CollateralCurve
	Leverage   *LeverageCurve
}

// Survival is P(still alive) at Hours, from 0 to the horizon. A pool that is
// liquidatable now is not alive at hour 0.
type Survival struct {
	Hours       []float64
	Probability []float64
	StdErr      []float64
}

// Report folds a complete partial into the report of the account as given.
func (p *Plan) Report(q *Partial) (*Report, error) {
	result, err := p.sim.Result(q.tally)
	if err != nil {
		return nil, err
	}
	last := len(p.books) - 1 // as given
	l := p.liquidation(p.books[last], result)
	run, warnings := p.finish(l.Any.StdErr)
	return &Report{Run: run, Margin: p.books[last].state, Liquidation: l, Warnings: warnings}, nil
}

// liquidation joins what was simulated with what was known before.
func (p *Plan) liquidation(b planned, result *montecarlo.Result) Liquidation {
	r := result.Books[b.book]
	var l Liquidation
	counts := map[fate]int{}
	for _, pool := range b.pools {
		if pool.held {
			counts[pool.fate]++
		}
	}
	l.Any, l.All = r.Any, r.All
	switch {
	case counts[certain] > 0:
		l.Any = montecarlo.Exact(1)
	case counts[open] == 0:
		l.Any = montecarlo.Exact(0)
	}
	switch {
	case counts[never] > 0 || len(counts) == 0:
		l.All = montecarlo.Exact(0)
	case counts[open] == 0:
		l.All = montecarlo.Exact(1)
	}
	simulated := 0
	for _, pool := range b.pools {
		out := PoolLiquidation{Name: pool.name}
		switch pool.fate {
		case certain:
			out.Probability = montecarlo.Exact(1)
			out.First = montecarlo.Exact(1 / float64(counts[certain]))
			out.Survival = p.survival(1, nil, nil)
			now := montecarlo.Exact(0)
			out.MedianHours = &now
		case never:
			out.Probability, out.First = montecarlo.Exact(0), montecarlo.Exact(0)
			out.Survival = p.survival(0, nil, nil)
		default:
			s := r.Pools[simulated]
			simulated++
			out.Probability, out.First = s.Crossed, s.First
			if counts[certain] > 0 {
				out.First = montecarlo.Exact(0)
			}
			out.Survival = p.survival(0, s.Curve, s.CurveStdErr)
			if out.MedianHours = median(out.Survival, s.Crossed.Method, p.run.Monitoring); s.MedianYears > 0 {
				e := montecarlo.Exact(float64(s.MedianYears * hoursPerYear))
				out.MedianHours = &e
			}
			out.Collateral, out.Leverage = pool.curves(s)
		}
		l.Pools = append(l.Pools, out)
	}
	return l
}

// survival returns the curve of a pool that is liquidated with the given
// probabilities by each date, or at once with probability now if there are none.
func (p *Plan) survival(now float64, crossed, stdErr []float64) Survival {
	s := Survival{Hours: []float64{0}, Probability: []float64{1 - now}, StdErr: []float64{0}}
	for d := range curveDates {
		s.Hours = append(s.Hours, float64(p.run.HorizonHours*float64(d+1))/curveDates)
		if crossed == nil {
			s.Probability, s.StdErr = append(s.Probability, 1-now), append(s.StdErr, 0)
		} else {
			s.Probability, s.StdErr = append(s.Probability, 1-crossed[d]), append(s.StdErr, stdErr[d])
		}
	}
	return s
}
