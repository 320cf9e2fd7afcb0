package wire

import (
	"fmt"

	"github.com/plimsoll-risk/plimsoll/risk"
)

// A Model names the law of the log returns. Fields of one kind are refused for another.
type Model struct {
	Kind             string     `json:"kind" need:"true" enum:"gbm|vol-mixture|student-t" later:"merton|bootstrap|filtered-historical" doc:"gbm: correlated geometric Brownian motion. vol-mixture: its variance times one lognormal number per path, the same for all assets. student-t: times (nu-2)/chi-squared, drawn anew now and then. Default vol-mixture."`
	MultiplierSd     *float64   `json:"multiplierSd,omitempty" doc:"Of vol-mixture: standard deviation of the multiplier's logarithm, from 0 to 2. Default 1."`
	DegreesOfFreedom *float64   `json:"degreesOfFreedom,omitempty" doc:"Of student-t: from 2.05 to 1000. Default 4."`
	TailHours        *float64   `json:"tailHours,omitempty" doc:"Of student-t: hours between draws, from 1 to 87600. Default 24."`
	DriftOf          string     `json:"driftOf,omitempty" enum:"price|logPrice" doc:"Of vol-mixture and student-t: what market.drift is the drift of: price, so that 0 makes it a martingale, or logPrice, so that 0 leaves its median where it is. Default price."`
	JumpsPerYear     LaterValue `json:"jumpsPerYear,omitzero" doc:"Of merton. Not supported yet."`
	JumpMean         LaterValue `json:"jumpMean,omitzero" doc:"Of merton. Not supported yet."`
	JumpVolatility   LaterValue `json:"jumpVolatility,omitzero" doc:"Of merton. Not supported yet."`
	History          LaterValue `json:"history,omitzero" doc:"Of bootstrap and filtered-historical. Not supported yet."`
}

// A VolatilityTerm is a volatility that returns to its long-run level.
type VolatilityTerm struct {
	Fast        float64  `json:"fast" need:"true" doc:"Annual volatility now, from 0 to 100."`
	Long        float64  `json:"long" need:"true" doc:"Annual volatility in the long run, from 0 to 100."`
	Weight      *float64 `json:"weight,omitempty" doc:"Share of the present excess of variance that the first day has, from 0 to 1. Default 0.99."`
	DecayPerDay *float64 `json:"decayPerDay,omitempty" doc:"What is left of it from one day to the next, from 0 to 1. Default 0.865."`
	Scale       *float64 `json:"scale,omitempty" doc:"Factor of all variance, above 0 and at most 100. Default 1.25."`
}

// The words for models.
const (
	modelGBM        = "gbm"
	modelVolMixture = "vol-mixture"
	modelStudentT   = "student-t"
	ofPrice         = "price"
	ofLogPrice      = "logPrice"
)

// The constants of the default model where a document has none: recipe hourly of
// montecarlo/calibrate, which scored best out of sample (docs/RATIONALE.md).
const (
	defaultWeight       = 0.99
	defaultDecayPerDay  = 0.865
	defaultScale        = 1.25
	defaultMultiplierSd = 1
)

// modelKinds holds the word for each kind of risk.Model.
var modelKinds = map[risk.ModelKind]string{0: modelGBM, risk.Gaussian: modelGBM, risk.VolMixture: modelVolMixture, risk.StudentT: modelStudentT}

// modelName returns the word for a model in a document.
func modelName(m risk.Model) (string, error) {
	if name, ok := modelKinds[m.Kind]; ok {
		return name, nil
	}
	return "", fmt.Errorf("wire: no name for model %d", m.Kind)
}

// checkModel refuses what is part of another model.
func (in *Input) checkModel(errs *collector) {
	m := in.Scenario.Market.Model
	if m == nil || m.Kind == "" {
		return
	}
	if m.DriftOf != "" && m.Kind == modelGBM {
		errs.add("market.model.driftOf", m.DriftOf, "nothing: under gbm market.drift is that of the price")
	}
	for _, f := range []struct {
		name, kind string
		value      *float64
	}{
		{"multiplierSd", modelVolMixture, m.MultiplierSd},
		{"degreesOfFreedom", modelStudentT, m.DegreesOfFreedom},
		{"tailHours", modelStudentT, m.TailHours},
	} {
		if f.value != nil && m.Kind != f.kind {
			errs.add("market.model."+f.name, fmt.Sprint(*f.value), "nothing: it is a field of "+f.kind+", not of "+m.Kind)
		}
	}
}

// fillModel writes the defaults of the model and of volatility terms.
func fillModel(m *Market) {
	if m.Model == nil {
		m.Model = &Model{}
	}
	setDefault(&m.Model.Kind, modelVolMixture)
	if m.Model.Kind != modelGBM {
		setDefault(&m.Model.DriftOf, ofPrice)
	}
	switch m.Model.Kind {
	case modelVolMixture:
		setPointer(&m.Model.MultiplierSd, defaultMultiplierSd)
	case modelStudentT:
		setPointer(&m.Model.DegreesOfFreedom, 4)
		setPointer(&m.Model.TailHours, 24)
	}
	for asset, t := range m.VolatilityTerm {
		setPointer(&t.Weight, defaultWeight)
		setPointer(&t.DecayPerDay, defaultDecayPerDay)
		setPointer(&t.Scale, defaultScale)
		m.VolatilityTerm[asset] = t
	}
}

// newModel returns the model of a document that is filled.
func newModel(m *Model) risk.Model {
	out := risk.Model{LogDrift: m.DriftOf == ofLogPrice}
	switch m.Kind {
	case modelVolMixture:
		out.Kind, out.MultiplierSd = risk.VolMixture, *m.MultiplierSd
	case modelStudentT:
		out.Kind, out.DegreesOfFreedom, out.TailHours = risk.StudentT, *m.DegreesOfFreedom, *m.TailHours
	default:
		out.Kind = risk.Gaussian
	}
	return out
}

func newTerms(terms map[string]VolatilityTerm) map[string]risk.VolatilityTerm {
	if len(terms) == 0 {
		return nil
	}
	out := map[string]risk.VolatilityTerm{}
	for asset, t := range terms {
		out[asset] = risk.VolatilityTerm{Fast: t.Fast, Long: t.Long, Weight: *t.Weight, DecayPerDay: *t.DecayPerDay, Scale: *t.Scale}
	}
	return out
}
