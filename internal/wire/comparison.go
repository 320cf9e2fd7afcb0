package wire

import (
	"fmt"

	"github.com/plimsoll-risk/plimsoll/risk"
)

// A Comparison is the answer to compare: the same capital and positions under
// several margin modes, on the same paths.
type Comparison struct {
	Version     int          `json:"version" const:"1" doc:"Version of the document format."`
	Provenance  Provenance   `json:"provenance" doc:"From what and how the numbers were made."`
	Modes       Modes        `json:"modes" doc:"The margin modes."`
	Differences []Difference `json:"differences" doc:"Differences between modes, from the same paths."`
	Verdict     Verdict      `json:"verdict" doc:"The mode least likely to be liquidated."`
	Warnings    []string     `json:"warnings" doc:"Limits of the model that apply to this input."`
}

// Modes are the margin modes compared.
type Modes struct {
	Isolated *Mode `json:"isolated,omitempty" doc:"Every position a pool of its own, capital shared pro rata to initial margin."`
	Cross    *Mode `json:"cross,omitempty" doc:"One pool."`
	AsGiven  *Mode `json:"asGiven,omitempty" doc:"The pools of the document."`
}

// A Mode is one arrangement of the account and its probabilities.
type Mode struct {
	Any    Estimate          `json:"any" doc:"Probability that any pool with a position is liquidated."`
	All    Estimate          `json:"all" doc:"Probability that all pools with a position are liquidated."`
	Pools  []PoolLiquidation `json:"pools" doc:"The pools of this mode."`
	Margin Margin            `json:"margin" doc:"Exact margin state now, under this mode."`
	Stress []Stress          `json:"stress,omitempty" doc:"What past crashes would do under this mode, where simulation.stress asks for them."`
}

// A Difference is the probability of any liquidation under one mode minus that
// under another.
type Difference struct {
	A   string   `json:"a" doc:"The mode subtracted from."`
	B   string   `json:"b" doc:"The mode subtracted."`
	Any Estimate `json:"any" doc:"Probability under a minus probability under b."`
}

// A Verdict names the mode least likely to be liquidated.
type Verdict struct {
	Mode    string   `json:"mode" doc:"The mode."`
	Because []string `json:"because" doc:"Why, in plain sentences."`
}

// NewComparison writes the comparison of in, made by the named engine.
func NewComparison(in *Input, engine string, c *risk.Comparison) (*Comparison, error) {
	provenance, err := newProvenance(in, engine, c.Run)
	if err != nil {
		return nil, err
	}
	w := &Comparison{
		Version:     FormatVersion,
		Provenance:  provenance,
		Differences: make([]Difference, len(c.Differences)),
		Verdict:     Verdict{Mode: c.Verdict.Mode, Because: c.Verdict.Because},
		Warnings:    append(in.sharedWallets(), in.warnings(c.Warnings)...),
	}
	if in.asksSensitivity() {
		w.Warnings = append(w.Warnings, "A comparison has no sensitivity: simulate has.")
	}
	for i, d := range c.Differences {
		w.Differences[i] = Difference{A: d.A, B: d.B, Any: newEstimate(d.Any)}
	}
	arrangements := risk.Arrange(in.Account, in.Market.Prices)
	for i, m := range c.Modes {
		l := newLiquidation(m.Liquidation)
		mode := &Mode{Any: l.Any, All: l.All, Pools: l.Pools, Margin: newMargin(m.Margin, in.Account.Currency), Stress: in.replay(arrangements[i].Account)}
		switch m.Name {
		case "isolated":
			w.Modes.Isolated = mode
		case "cross":
			w.Modes.Cross = mode
		case "asGiven":
			w.Modes.AsGiven = mode
		default:
			return nil, fmt.Errorf("wire: no place for mode %q", m.Name)
		}
	}
	return w, nil
}
