package wire

import "github.com/plimsoll-risk/plimsoll/risk"

// Liquidation holds the probabilities of liquidation by the horizon.
type Liquidation struct {
	Any   Estimate          `json:"any" doc:"Probability that any pool with a position is liquidated."`
	All   Estimate          `json:"all" doc:"Probability that all pools with a position are liquidated."`
	Pools []PoolLiquidation `json:"pools" doc:"The pools, in the order of the account."`
}

// PoolLiquidation is the probability that one pool is liquidated by the horizon.
type PoolLiquidation struct {
	Name                     string           `json:"name" doc:"Name of the pool."`
	Probability              Estimate         `json:"probability" doc:"Probability that the pool is liquidated."`
	First                    Estimate         `json:"first" doc:"Probability that it is the first pool of the account to be liquidated."`
	Survival                 Survival         `json:"survival" doc:"Probability that the pool is still alive, over time."`
	Collateral               *CollateralCurve `json:"collateral,omitempty" doc:"The probability against collateral; absent where nothing added or taken away matters, with looks now and then, and in a comparison."`
	Leverage                 *LeverageCurve   `json:"leverage,omitempty" doc:"The probability against leverage, varied through collateral; absent as collateral is."`
	MedianHoursToLiquidation *Estimate        `json:"medianHoursToLiquidation" doc:"Median hours to liquidation; null if its probability is below 1/2."`
}

// Survival is the probability that a pool is still alive, from hour 0 to the horizon.
type Survival struct {
	Hours       []float64 `json:"hours" doc:"Hours from now."`
	Probability []float64 `json:"probability" doc:"Probability of being alive then."`
	StdErr      []float64 `json:"stdErr" doc:"Standard errors, simulation error only."`
}

// CollateralCurve is the probability that a pool is liquidated when so much is added to
// its collateral, or taken away if negative.
type CollateralCurve struct {
	Added         []float64 `json:"added" doc:"Added to the equity, in the account's currency, ascending; 0 is among them."`
	Probability   []float64 `json:"probability" doc:"Probability that the pool is liquidated by the horizon."`
	StdErr        []float64 `json:"stdErr" doc:"Standard errors, simulation error only."`
	Interpolation float64   `json:"interpolation" doc:"Largest error that interpolation between the simulated levels may have made."`
}

// LeverageCurve is the same against leverage.
type LeverageCurve struct {
	Leverage      []float64 `json:"leverage" doc:"Gross notional over equity, ascending; the present one is among them."`
	Probability   []float64 `json:"probability" doc:"Probability that the pool is liquidated by the horizon."`
	StdErr        []float64 `json:"stdErr" doc:"Standard errors, simulation error only."`
	Interpolation float64   `json:"interpolation" doc:"Largest error that interpolation between the simulated levels may have made."`
}

func newLiquidation(l risk.Liquidation) Liquidation {
	w := Liquidation{
		Any:   newEstimate(l.Any),
		All:   newEstimate(l.All),
		Pools: make([]PoolLiquidation, len(l.Pools)),
	}
	for i, p := range l.Pools {
		w.Pools[i] = PoolLiquidation{
			Name:        p.Name,
			Probability: newEstimate(p.Probability),
			First:       newEstimate(p.First),
			Survival:    Survival(p.Survival),
			Collateral:  (*CollateralCurve)(p.Collateral),
			Leverage:    (*LeverageCurve)(p.Leverage),
		}
		if p.MedianHours != nil {
			median := newEstimate(*p.MedianHours)
			w.Pools[i].MedianHoursToLiquidation = &median
		}
	}
	return w
}
