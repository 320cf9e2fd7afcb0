package wire

import (
	"fmt"

	"github.com/plimsoll-risk/plimsoll/risk"
)

// A Model names the law of the log returns. Fields of one kind are refused for another.
type Model struct {
	Kind             string     `json:"kind" need:"true" enum:"gbm|vol-mixture|student-t|bootstrap|filtered-historical" later:"merton" doc:"gbm: correlated geometric Brownian motion. vol-mixture: its variance times one lognormal number per path, the same for all assets. student-t: times (nu-2)/chi-squared, drawn anew now and then. bootstrap: rows of history, scaled to the volatility now. filtered-historical: rows over the volatility forecast for each, times that now. Default vol-mixture."`
	MultiplierSd     *float64   `json:"multiplierSd,omitempty" doc:"Of vol-mixture: standard deviation of the multiplier's logarithm, from 0 to 2. Default 1.1."`
	DegreesOfFreedom *float64   `json:"degreesOfFreedom,omitempty" doc:"Of student-t: from 2.05 to 1000. Default 4."`
	TailHours        *float64   `json:"tailHours,omitempty" doc:"Of student-t: hours between draws, from 1 to 87600. Default 24."`
	DriftOf          string     `json:"driftOf,omitempty" enum:"price|logPrice" doc:"Not of gbm: what market.drift is the drift of: price, so that 0 makes it a martingale, or logPrice, so that 0 leaves its median where it is. Default price."`
	JumpsPerYear     LaterValue `json:"jumpsPerYear,omitzero" doc:"Of merton. Not supported yet."`
	JumpMean         LaterValue `json:"jumpMean,omitzero" doc:"Of merton. Not supported yet."`
	JumpVolatility   LaterValue `json:"jumpVolatility,omitzero" doc:"Of merton. Not supported yet."`
	History          *History   `json:"history,omitempty" doc:"Of bootstrap and filtered-historical: what they draw from. Under other models for simulation.sensitivity alone."`
	MeanBlock        *float64   `json:"meanBlock,omitempty" doc:"Of bootstrap and filtered-historical: mean length of the blocks of consecutive rows, from 1 to 250. Default 5 of bootstrap, 1 of filtered-historical."`
	Lambda           *float64   `json:"lambda,omitempty" doc:"Of filtered-historical: weight of the past in the variance that each return is divided by, where history.deviations say nothing; from 0.5 to 0.9999. Default 0.94."`
}

// A History is past moves of several assets together, one row for each time.
type History struct {
	Assets     []string    `json:"assets" need:"true" doc:"Assets, in the order of the columns."`
	EveryHours float64     `json:"everyHours" need:"true" doc:"Hours that a row spans, from 1 to 720."`
	Returns    [][]float64 `json:"returns" need:"true" doc:"Log returns, a row for each time that all assets have, oldest first: 60 to 5000 rows of numbers between -5 and 5. Gaps are left out: rows on either side of one follow each other."`
	Deviations [][]float64 `json:"deviations,omitempty" doc:"Of the same shape: the standard deviation that was forecast for each return, above 0. Of filtered-historical, in place of lambda."`
	Ranges     [][]float64 `json:"ranges,omitempty" doc:"Of the same shape: the standard deviation of the price inside each row, as from its low and high. Default: the forecast of lambda or of deviations."`
}

// A VolatilityTerm is a volatility that returns to its long-run level.
type VolatilityTerm struct {
	Fast        float64  `json:"fast" need:"true" doc:"Annual volatility now, from 0 to 100."`
	Long        float64  `json:"long" need:"true" doc:"Annual volatility in the long run, from 0 to 100."`
	Weight      *float64 `json:"weight,omitempty" doc:"Share of the present excess of variance that the first day has, from 0 to 1. Default 0.9."`
	DecayPerDay *float64 `json:"decayPerDay,omitempty" doc:"What is left of it from one day to the next, from 0 to 1. Default 0.82."`
	Scale       *float64 `json:"scale,omitempty" doc:"Factor of all variance, above 0 and at most 100. Default 1.25."`
}

// The words for models.
const (
	modelGBM        = "gbm"
	modelVolMixture = "vol-mixture"
	modelStudentT   = "student-t"
	modelBootstrap  = "bootstrap"
	modelFiltered   = "filtered-historical"
	ofPrice         = "price"
	ofLogPrice      = "logPrice"
)

// modelKinds holds the word for each kind of risk.Model.
var modelKinds = map[risk.ModelKind]string{0: modelGBM, risk.Gaussian: modelGBM, risk.VolMixture: modelVolMixture, risk.StudentT: modelStudentT, risk.Bootstrap: modelBootstrap, risk.FilteredHistorical: modelFiltered}

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
	resampled := m.Kind == modelBootstrap || m.Kind == modelFiltered
	if m.MeanBlock != nil && !resampled {
		errs.add("market.model.meanBlock", fmt.Sprint(*m.MeanBlock), "nothing: it is a field of "+modelBootstrap+" and "+modelFiltered+", not of "+m.Kind)
	}
	for _, f := range []struct {
		name, kind string
		value      *float64
	}{
		{"lambda", modelFiltered, m.Lambda},
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
		setPointer(&m.Model.MultiplierSd, 1.1)
	case modelStudentT:
		setPointer(&m.Model.DegreesOfFreedom, 4)
		setPointer(&m.Model.TailHours, 24)
	case modelBootstrap:
		setPointer(&m.Model.MeanBlock, 5)
	case modelFiltered:
		setPointer(&m.Model.MeanBlock, 1)
		setPointer(&m.Model.Lambda, 0.94)
	}
	for asset, t := range m.VolatilityTerm {
		setPointer(&t.Weight, 0.9)
		setPointer(&t.DecayPerDay, 0.82)
		setPointer(&t.Scale, 1.25)
		m.VolatilityTerm[asset] = t
	}
}

// newModel returns the model of a document that is filled.
func newModel(m *Model) risk.Model {
	out := risk.Model{LogDrift: m.DriftOf == ofLogPrice, History: (*risk.History)(m.History)}
	switch m.Kind {
	case modelVolMixture:
		out.Kind, out.MultiplierSd = risk.VolMixture, *m.MultiplierSd
	case modelStudentT:
		out.Kind, out.DegreesOfFreedom, out.TailHours = risk.StudentT, *m.DegreesOfFreedom, *m.TailHours
	case modelBootstrap:
		out.Kind, out.MeanBlock = risk.Bootstrap, *m.MeanBlock
	case modelFiltered:
		out.Kind, out.MeanBlock, out.Lambda = risk.FilteredHistorical, *m.MeanBlock, *m.Lambda
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
