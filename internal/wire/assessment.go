package wire

import "slices"

// An Assessment is the answer to assess.
type Assessment struct {
	Version  int      `json:"version" const:"1" doc:"Version of the document format."`
	Margin   Margin   `json:"margin" doc:"Exact margin state now."`
	Stress   []Stress `json:"stress,omitempty" doc:"What past crashes would do to the account, where simulation.stress asks for them."`
	Warnings []string `json:"warnings,omitempty" doc:"Limits of the venue that the account is beyond."`
}

// NewAssessment works out and writes the exact margin state of in.
func NewAssessment(in *Input) *Assessment {
	state := newMargin(in.Account.Assess(in.Market.Prices), in.Account.Currency)
	in.addReported(&state)
	return &Assessment{Version: FormatVersion, Margin: state, Stress: in.replay(in.Account), Warnings: slices.Concat(in.noted, in.Account.Warnings(in.Market.Prices))}
}
