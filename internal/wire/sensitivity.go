package wire

import "github.com/plimsoll-risk/plimsoll/risk"

// A Sensitivity says how the probability of any liquidation depends on what is not known for sure.
type Sensitivity struct {
	VolatilityErrors map[string]float64 `json:"volatilityErrors" doc:"Standard error of each volatility, as a fraction of it."`
	Cases            []SensitivityCase  `json:"cases" doc:"One for each change."`
}

// A SensitivityCase is one change of the market.
type SensitivityCase struct {
	Name  string   `json:"name" enum:"volatilityLow|volatilityHigh|model" doc:"All volatilities one standard error lower, or higher; or another model, with its defaults; filtered-historical where the document has a history."`
	Model string   `json:"model" doc:"Law of the log returns."`
	Any   Estimate `json:"any" doc:"Some pool with a position or a debt is liquidated, by at most 4096 paths."`
}

// AddSensitivity runs the cases, if the document asks for them, and adds them to a report.
func (in *Input) AddSensitivity(r *Report) error {
	if !in.asksSensitivity() {
		return nil
	}
	others := []risk.Model{defaultModel(modelGBM), defaultModel(modelVolMixture)}
	if h := in.Market.Model.History; h != nil {
		drawn := defaultModel(modelFiltered)
		drawn.History = h
		others = append(others, drawn)
	}
	cases, err := risk.Sensitivity(in.Account, in.Market, in.Simulation, others...)
	if err != nil {
		return in.Locate(err)
	}
	r.Sensitivity = &Sensitivity{VolatilityErrors: in.Market.VolatilityErrors(in.Account)}
	for _, c := range cases {
		name, err := modelName(c.Model)
		if err != nil {
			return err
		}
		r.Sensitivity.Cases = append(r.Sensitivity.Cases, SensitivityCase{c.Name, name, newEstimate(c.Any)})
	}
	return nil
}

func (in *Input) asksSensitivity() bool {
	asked := in.Scenario.Simulation.Sensitivity
	return asked != nil && *asked
}

// defaultModel is the model of a kind with its defaults.
func defaultModel(kind string) risk.Model {
	m := Market{Model: &Model{Kind: kind}}
	fillModel(&m)
	return newModel(m.Model)
}
