package margin

import "github.com/shopspring/decimal"

// A Threshold is one level of a venue's ladder: it is reached when a pool's
// equity is below Factor times its maintenance margin, or at it, as Trigger says. A
// factor of 0 is the bankruptcy level, where equity is used up.
type Threshold struct {
	Name    string // for example warning, liquidation, backstop, bankruptcy
	Factor  decimal.Decimal
	Trigger Trigger // the zero value means Below
}

// A ThresholdState says whether a pool has reached a threshold.
type ThresholdState struct {
	Threshold
	Reached bool
}

// LiquidationThreshold is the name of the threshold at which a pool is liquidated.
// Its factor is 1, as every margin is stated at that level.
const LiquidationThreshold = "liquidation"

// reached returns the state of every threshold of a pool that holds something to
// liquidate, in the pool's order.
func (p *Pool) reached(equity, maintenance decimal.Decimal) []ThresholdState {
	var out []ThresholdState
	for _, t := range p.Thresholds {
		out = append(out, ThresholdState{t, p.Held() && t.Trigger.Liquidates(equity, maintenance.Mul(t.Factor))})
	}
	return out
}

// Held reports whether there is anything to liquidate: a position or a debt. A
// negative balance alone is none.
func (p *Pool) Held() bool { return len(p.Positions) > 0 || len(p.Debts) > 0 }
