package wire

import "github.com/plimsoll-risk/plimsoll/risk"

// A Report is the answer to simulate.
type Report struct {
	Version     int          `json:"version" const:"1" doc:"Version of the document format."`
	Provenance  Provenance   `json:"provenance" doc:"From what and how the numbers were made."`
	Margin      Margin       `json:"margin" doc:"Exact margin state now."`
	Liquidation Liquidation  `json:"liquidation" doc:"Probabilities of liquidation by the horizon."`
	Sensitivity *Sensitivity `json:"sensitivity,omitempty" doc:"Probabilities were the market otherwise, where simulation.sensitivity asks for them."`
	Stress      []Stress     `json:"stress,omitempty" doc:"What past crashes would do to the account, where simulation.stress asks for them."`
	Warnings    []string     `json:"warnings" doc:"Limits of the model that apply to this input."`
}

// NewReport writes the report of a simulation of in, made by the named engine.
func NewReport(in *Input, engine string, r *risk.Report) (*Report, error) {
	provenance, err := newProvenance(in, engine, r.Run)
	if err != nil {
		return nil, err
	}
	state := newMargin(r.Margin, in.Account.Currency)
	in.addReported(&state)
	return &Report{
		Version:     FormatVersion,
		Provenance:  provenance,
		Margin:      state,
		Liquidation: newLiquidation(r.Liquidation),
		Stress:      in.replay(in.Account),
		Warnings:    in.warnings(r.Warnings),
	}, nil
}
