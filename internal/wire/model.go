package wire

import (
	"fmt"
	"maps"
	"slices"

	"github.com/plimsoll-risk/plimsoll/risk"
)

// A Model names the law of the log returns. Fields of one kind are refused for another.
type Model struct {
	Kind              string                `json:"kind" need:"true" enum:"gbm|vol-mixture|student-t|merton|garch|regime|bootstrap|filtered-historical" doc:"gbm: correlated geometric Brownian motion. vol-mixture: its variance times one lognormal number per path, the same for all assets. student-t: times (nu-2)/chi-squared, drawn anew now and then. merton: gbm with jumps. garch: variances that follow each asset's own shocks from day to day. regime: calm, or under stress. bootstrap: rows of history, scaled to the volatility now. filtered-historical: rows over the volatility forecast for each, times that now. Default vol-mixture."`
	MultiplierSd      *float64              `json:"multiplierSd,omitempty" doc:"Of vol-mixture: standard deviation of the multiplier's logarithm, from 0 to 2. Default 1."`
	DegreesOfFreedom  *float64              `json:"degreesOfFreedom,omitempty" doc:"Of student-t: from 2.05 to 1000. Default 4."`
	TailHours         *float64              `json:"tailHours,omitempty" doc:"Of student-t: hours between draws, from 1 to 87600. Default 24."`
	DriftOf           string                `json:"driftOf,omitempty" enum:"price|logPrice" doc:"Of all but gbm: what market.drift is the drift of: price, so that 0 makes it a martingale, or logPrice, so that 0 leaves the mean of its logarithm where it is. Default price."`
	JumpsPerYear      *float64              `json:"jumpsPerYear,omitempty" doc:"Of merton: how often all prices jump together, from 0 to 10000. market.volatility is that between jumps. Default 12; all three defaults as BTC and ETH jumped in daily returns from 2020 to 2024, fitted with at most 12 jumps a year."`
	JumpMean          *float64              `json:"jumpMean,omitempty" doc:"Of merton: mean of a log jump, from -2 to 2. Default -0.01."`
	JumpVolatility    *float64              `json:"jumpVolatility,omitempty" doc:"Of merton: standard deviation of a log jump, from 0 to 2. The jumps of two assets are correlated as market.correlation says. Default 0.11."`
	Alpha             *float64              `json:"alpha,omitempty" doc:"Of garch: how much of a day's squared shock goes into the next day's variance, from 0 to 1. The first day has the volatility given, or fast of volatilityTerm. Default 0.07; both as fitted to daily returns of BTC (.070, .901) and ETH (.071, .912) from 2021 to 2024."`
	Beta              *float64              `json:"beta,omitempty" doc:"Of garch: how much of a day's variance goes into the next day's, from 0 to 1 and at most 1 - alpha, at which variances are exponentially weighted means without a long-run level. Default 0.9."`
	CalmDays          *float64              `json:"calmDays,omitempty" doc:"Of regime: how long a calm lasts on average, from 0.01 to 36500 days. market.volatility is that of the long run, over calm and stress. Default 10; these defaults are rounded from two-state fits to daily returns of BTC with ETH, BTC with SOL and ETH with LINK from 2021 to 2024 (calm 8 to 15 days, stress 4.5 to 6, multiplier 2.3 to 2.7, correlations no higher under stress)."`
	StressDays        *float64              `json:"stressDays,omitempty" doc:"Of regime: how long stress lasts on average, from 0.01 to 36500 days. Default 5."`
	StressProbability *float64              `json:"stressProbability,omitempty" doc:"Of regime: the probability of stress at time 0. Default what it is in the long run, stressDays/(calmDays + stressDays)."`
	StressMultiplier  *float64              `json:"stressMultiplier,omitempty" doc:"Of regime: volatility under stress over that in the calm, from 0 to 100. Default 2.5."`
	StressPull        *float64              `json:"stressPull,omitempty" doc:"Of regime: how far all correlations are pulled to 1 under stress, from 0, not at all, to 1. Default 0."`
	Assets            map[string]AssetModel `json:"assets,omitempty" doc:"What differs for single assets."`
	History           *History              `json:"history,omitempty" doc:"Of bootstrap and filtered-historical: what they draw from. Under other models for simulation.sensitivity alone."`
	MeanBlock         *float64              `json:"meanBlock,omitempty" doc:"Of bootstrap and filtered-historical: mean length of the blocks of consecutive rows, from 1 to 250. Default 5 of bootstrap, 1 of filtered-historical."`
	Lambda            *float64              `json:"lambda,omitempty" doc:"Of filtered-historical: weight of the past in the variance that each return is divided by, where history.deviations say nothing; from 0.5 to 0.9999. Default 0.94."`
}

// An AssetModel is what differs for one asset. Fields of one kind of model are refused for another.
type AssetModel struct {
	JumpMean          *float64 `json:"jumpMean,omitempty" doc:"Of merton: mean of its log jump when all prices jump, from -2 to 2. Default as for all."`
	JumpVolatility    *float64 `json:"jumpVolatility,omitempty" doc:"Of merton: its standard deviation, from 0 to 2. Default as for all."`
	OwnJumpsPerYear   *float64 `json:"ownJumpsPerYear,omitempty" doc:"Of merton: how often it jumps on its own, from 0 to 10000. Default 0."`
	OwnJumpMean       *float64 `json:"ownJumpMean,omitempty" doc:"Of merton: mean of such a log jump, from -2 to 2. Default 0."`
	OwnJumpVolatility *float64 `json:"ownJumpVolatility,omitempty" doc:"Of merton: its standard deviation, from 0 to 2. Default 0."`
	LongVolatility    *float64 `json:"longVolatility,omitempty" doc:"Of garch: its annual volatility in the long run, from 0 to 100. Default long of volatilityTerm, or else the volatility given."`
	Alpha             *float64 `json:"alpha,omitempty" doc:"Of garch: its own. Default as for all."`
	Beta              *float64 `json:"beta,omitempty" doc:"Of garch: its own. Default as for all."`
	StressMultiplier  *float64 `json:"stressMultiplier,omitempty" doc:"Of regime: its own. Default as for all."`
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
	modelGARCH      = "garch"
	modelRegime     = "regime"
	modelMerton     = "merton"
	modelBootstrap  = "bootstrap"
	modelFiltered   = "filtered-historical"
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

// modelKinds holds the word for each kind of risk.Model, by number; 0 is gbm.
var modelKinds = [...]string{0: modelGBM, risk.Gaussian: modelGBM, risk.VolMixture: modelVolMixture, risk.StudentT: modelStudentT, risk.Merton: modelMerton, risk.GARCH: modelGARCH, risk.Regimes: modelRegime, risk.Bootstrap: modelBootstrap, risk.FilteredHistorical: modelFiltered}

// modelName returns the word for a model in a document.
func modelName(m risk.Model) (string, error) {
	if m.Kind >= 0 && int(m.Kind) < len(modelKinds) {
		return modelKinds[m.Kind], nil
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
	one := func(path, kind string, value *float64) {
		if value != nil && m.Kind != kind {
			errs.add("market.model."+path, fmt.Sprint(*value), "nothing: it is a field of "+kind+", not of "+m.Kind)
		}
	}
	one("multiplierSd", modelVolMixture, m.MultiplierSd)
	one("degreesOfFreedom", modelStudentT, m.DegreesOfFreedom)
	one("tailHours", modelStudentT, m.TailHours)
	one("lambda", modelFiltered, m.Lambda)
	one("jumpsPerYear", modelMerton, m.JumpsPerYear)
	one("jumpMean", modelMerton, m.JumpMean)
	one("jumpVolatility", modelMerton, m.JumpVolatility)
	one("alpha", modelGARCH, m.Alpha)
	one("beta", modelGARCH, m.Beta)
	one("calmDays", modelRegime, m.CalmDays)
	one("stressDays", modelRegime, m.StressDays)
	one("stressProbability", modelRegime, m.StressProbability)
	one("stressMultiplier", modelRegime, m.StressMultiplier)
	one("stressPull", modelRegime, m.StressPull)
	for _, asset := range slices.Sorted(maps.Keys(m.Assets)) {
		a, at := m.Assets[asset], "assets."+asset+"."
		one(at+"jumpMean", modelMerton, a.JumpMean)
		one(at+"jumpVolatility", modelMerton, a.JumpVolatility)
		one(at+"ownJumpsPerYear", modelMerton, a.OwnJumpsPerYear)
		one(at+"ownJumpMean", modelMerton, a.OwnJumpMean)
		one(at+"ownJumpVolatility", modelMerton, a.OwnJumpVolatility)
		one(at+"longVolatility", modelGARCH, a.LongVolatility)
		one(at+"alpha", modelGARCH, a.Alpha)
		one(at+"beta", modelGARCH, a.Beta)
		one(at+"stressMultiplier", modelRegime, a.StressMultiplier)
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
	case modelMerton:
		setPointer(&m.Model.JumpsPerYear, 12)
		setPointer(&m.Model.JumpMean, -0.01)
		setPointer(&m.Model.JumpVolatility, 0.11)
	case modelGARCH:
		setPointer(&m.Model.Alpha, 0.07)
		setPointer(&m.Model.Beta, 0.9)
	case modelRegime:
		setPointer(&m.Model.CalmDays, 10)
		setPointer(&m.Model.StressDays, 5)
		setPointer(&m.Model.StressMultiplier, 2.5)
		setPointer(&m.Model.StressPull, 0)
		if total := *m.Model.CalmDays + *m.Model.StressDays; total > 0 { // otherwise a fault of its own
			setPointer(&m.Model.StressProbability, *m.Model.StressDays/total)
		} else {
			setPointer(&m.Model.StressProbability, 0)
		}
	case modelBootstrap:
		setPointer(&m.Model.MeanBlock, 5)
	case modelFiltered:
		setPointer(&m.Model.MeanBlock, 1)
		setPointer(&m.Model.Lambda, 0.94)
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
	out := risk.Model{LogDrift: m.DriftOf == ofLogPrice, History: (*risk.History)(m.History)}
	switch m.Kind {
	case modelVolMixture:
		out.Kind, out.MultiplierSd = risk.VolMixture, *m.MultiplierSd
	case modelStudentT:
		out.Kind, out.DegreesOfFreedom, out.TailHours = risk.StudentT, *m.DegreesOfFreedom, *m.TailHours
	case modelMerton:
		out.Kind, out.Jumps = risk.Merton, risk.Jumps{PerYear: *m.JumpsPerYear, Mean: *m.JumpMean, Volatility: *m.JumpVolatility}
	case modelGARCH:
		out.Kind, out.Garch = risk.GARCH, risk.Garch{Alpha: *m.Alpha, Beta: *m.Beta}
	case modelRegime:
		out.Kind = risk.Regimes
		out.Regime = risk.Regime{
			CalmDays: *m.CalmDays, StressDays: *m.StressDays, StressProbability: *m.StressProbability, StressMultiplier: *m.StressMultiplier, StressPull: *m.StressPull,
		}
	case modelBootstrap:
		out.Kind, out.MeanBlock = risk.Bootstrap, *m.MeanBlock
	case modelFiltered:
		out.Kind, out.MeanBlock, out.Lambda = risk.FilteredHistorical, *m.MeanBlock, *m.Lambda
	default:
		out.Kind = risk.Gaussian
	}
	for asset, a := range m.Assets {
		if out.Assets == nil {
			out.Assets = map[string]risk.AssetModel{}
		}
		out.Assets[asset] = risk.AssetModel{
			JumpMean: a.JumpMean, JumpVolatility: a.JumpVolatility,
			Own:            risk.Jumps{PerYear: orZero(a.OwnJumpsPerYear), Mean: orZero(a.OwnJumpMean), Volatility: orZero(a.OwnJumpVolatility)},
			LongVolatility: a.LongVolatility, Alpha: a.Alpha, Beta: a.Beta, StressMultiplier: a.StressMultiplier,
		}
	}
	return out
}

// orZero is what a pointer points to, 0 for none.
func orZero(x *float64) float64 {
	if x == nil {
		return 0
	}
	return *x
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
