package risk

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/plimsoll-risk/plimsoll/montecarlo"
)

// A Model is the law of the log returns: the first field says which, the others are of some laws only and 0 for the rest. The zero value is GBM.
type Model struct {
	Kind ModelKind
	// MultiplierSd is of VolMixture: the standard deviation of the logarithm of the variance's multiplier.
	MultiplierSd float64
	// DegreesOfFreedom and TailHours are of StudentT: above 2, and how often the multiplier is drawn anew.
	DegreesOfFreedom, TailHours float64
	// Jumps are of Merton, Garch of GARCH, Regime of Regimes.
	Jumps  Jumps
	Garch  Garch
	Regime Regime
	// Assets holds what differs for an asset, of the laws that know single assets.
	Assets map[string]AssetModel
	// History is what Bootstrap and FilteredHistorical draw from, row by row in blocks of MeanBlock rows on average: 1 draws each anew. Other models leave it alone.
	History   *History
	MeanBlock float64
	// Lambda is of FilteredHistorical: the weight of the past in the variance that rows are divided by, where the history states no deviations.
	Lambda float64
	// LogDrift makes Market.Drift that of log prices, not of prices: 0 then leaves medians where they are, not means.
	LogDrift bool
}

// A ModelKind names a law.
type ModelKind int

// The kinds of models. Under the first, prices are correlated and Gaussian given the variance.
const (
	Gaussian   ModelKind = iota + 1 // correlated geometric Brownian motion
	VolMixture                      // its variance times one lognormal multiplier per path, shared by all assets
	StudentT                        // its variance times (nu-2)/chi^2_nu, shared by all assets, drawn anew now and then
	Merton                          // with jumps of all prices at once, and of single ones
	GARCH                           // with variances that follow each asset's own shocks from day to day
	Regimes                         // calm or under stress, by a Markov chain

	// Bootstrap and FilteredHistorical draw past moves of all assets together; only inside a row are prices Gaussian.
	Bootstrap          // past returns, scaled to the volatility now
	FilteredHistorical // past returns over the volatility that was forecast for each, times that of now

	lastKind = FilteredHistorical
)

// stepped reports whether prices are followed in steps.
func (k ModelKind) stepped() bool { return k >= Merton }

// GBM is correlated geometric Brownian motion.
var GBM = Model{Kind: Gaussian}

// A VolatilityTerm is a volatility that returns to its long-run level; see montecarlo.TermStructure.
type VolatilityTerm struct{ Fast, Long, Weight, DecayPerDay, Scale float64 }

// Bounds of what models and terms hold.
const (
	MaxMultiplierSd     = 2
	LeastDegrees        = 2.05 // at 2 the variance is infinite
	MaxDegreesOfFreedom = 1000
	LeastTailHours      = 1
	maxTermScale        = 100
)

func (m Model) validate(f *faults) {
	at := func(field string) string { return "market.model." + field }
	unused := func(field string, x float64) {
		if x != 0 {
			f.add(at(field), show(x), "nothing: it is no part of this model")
		}
	}
	if m.Kind < 0 || m.Kind > lastKind {
		f.add(at("kind"), strconv.Itoa(int(m.Kind)), "a kind of model")
	}
	if m.Kind.stepped() && !InSteps {
		f.add(at("kind"), "a model that is followed in steps", "gbm, vol-mixture or student-t: this program is built without the others (tag light)")
	}
	if m.Kind == VolMixture {
		f.number(at("multiplierSd"), m.MultiplierSd, 0, MaxMultiplierSd, true)
	} else {
		unused("multiplierSd", m.MultiplierSd)
	}
	if m.Kind == StudentT {
		f.number(at("degreesOfFreedom"), m.DegreesOfFreedom, LeastDegrees, MaxDegreesOfFreedom, true)
		f.number(at("tailHours"), m.TailHours, LeastTailHours, MaxHorizonHours, true)
	} else {
		unused("degreesOfFreedom", m.DegreesOfFreedom)
		unused("tailHours", m.TailHours)
	}
	if InSteps {
		m.validateJumps(f)
		m.validateGarch(f)
		m.validateRegime(f)
		if !m.resampled() {
			unused("meanBlock", m.MeanBlock)
		}
		if m.Kind != FilteredHistorical {
			unused("lambda", m.Lambda)
		}
	}
}

// clock returns the model's random clock; nil where it has none.
func (m Model) clock() *montecarlo.Clock {
	switch {
	case m.Kind == VolMixture && m.MultiplierSd > 0:
		return &montecarlo.Clock{MultiplierSd: m.MultiplierSd}
	case m.Kind == StudentT:
		return &montecarlo.Clock{DegreesOfFreedom: m.DegreesOfFreedom, Redraw: m.TailHours / hoursPerYear}
	}
	return nil
}

// term returns the law of an asset's variance.
func (m Market) term(asset string) montecarlo.TermStructure {
	if t, ok := m.VolatilityTerm[asset]; ok {
		return montecarlo.TermStructure{Fast: t.Fast, Long: t.Long, Weight: t.Weight, Decay: t.DecayPerDay, Scale: t.Scale}
	}
	return montecarlo.TermStructure{Long: m.Volatility[asset], Scale: 1}
}

// termed reports whether volatilities have terms that the model follows.
func (m Market) termed() bool { return len(m.VolatilityTerm) > 0 && m.Model.Kind != GARCH }

// volatile reports whether an asset's price is random.
func (m Market) volatile(asset string) bool {
	return m.diffuses(asset) || InSteps && m.jumps(asset).moves()
}

// diffuses reports whether it moves between jumps.
func (m Market) diffuses(asset string) bool {
	if InSteps && m.Model.Kind == GARCH {
		now, long := m.volatilities(asset)
		return now > 0 || long > 0
	}
	if t, ok := m.VolatilityTerm[asset]; ok {
		return t.Scale > 0 && (t.Long > 0 || t.Fast > 0 && t.Weight > 0)
	}
	if v, ok := m.Volatility[asset]; ok {
		return v > 0
	}
	return m.Model.covers(asset)
}

// spread is the standard deviation of an asset's log price by a time, where the multiplier is 1.
func (m Market) spread(asset string, years float64) float64 {
	if InSteps && m.Model.resampled() && !m.stated(asset) {
		if !m.Model.covers(asset) {
			return 0
		}
		return total(m.resample(asset, years))
	}
	switch kind := m.Model.Kind; {
	case InSteps && kind == GARCH:
		now, long := m.volatilities(asset)
		return float64(math.Max(now, long) * math.Sqrt(years))
	case InSteps && kind == Regimes:
		_, stress := m.states(asset)
		years = float64(years * math.Max(1, float64(stress*stress)))
	}
	if _, ok := m.VolatilityTerm[asset]; ok {
		return math.Sqrt(m.term(asset).Variance(years))
	}
	return float64(m.Volatility[asset] * math.Sqrt(years))
}

// validate checks a volatility term.
func (t VolatilityTerm) validate(f *faults, path string) {
	for _, n := range []struct {
		name        string
		x, low, top float64
		closed      bool
	}{
		{"fast", t.Fast, 0, maxVolatility, true}, {"long", t.Long, 0, maxVolatility, true},
		{"weight", t.Weight, 0, 1, true}, {"decayPerDay", t.DecayPerDay, 0, 1, true}, {"scale", t.Scale, 0, maxTermScale, false},
	} {
		f.number(path+"."+n.name, n.x, n.low, n.top, n.closed)
	}
}

// pauses is how often a path that is looked at now and then has to stop on the way for the model's sake.
func (m Market) pauses(horizonHours float64) float64 {
	if InSteps && m.Model.resampled() {
		return math.Ceil(horizonHours / m.Model.History.EveryHours)
	}
	n := 0.0
	if len(m.VolatilityTerm) > 0 || m.Model.Kind == GARCH {
		n = math.Ceil(horizonHours / 24)
	}
	if m.Model.Kind == StudentT {
		n = math.Max(n, math.Ceil(horizonHours/m.Model.TailHours))
	}
	return n
}

// limits returns the limits of the model that apply to a horizon and the assets that move, as sentences.
func (m Market) limits(horizonHours float64, assets []string) []string {
	if InSteps && m.Model.Kind.stepped() {
		return m.stepLimits(horizonHours, assets)
	}
	switch m.Model.Kind {
	case VolMixture:
		out := []string{fmt.Sprintf("The variance of all prices is multiplied by one random number per path (lognormal, standard deviation of its logarithm %s): no jumps. Out of sample, probabilities below 0.2 %% came out too low by half: read less than 0.5 %% as just that.", show(m.Model.MultiplierSd))}
		if horizonHours < 24 {
			out = append(out, "The model's constants were fitted to horizons from 2 to 14 days; at 4 to 12 hours they say 10 to 30 % too much.")
		}
		var flat []string
		for _, a := range assets {
			if _, ok := m.VolatilityTerm[a]; !ok && m.Volatility[a] > 0 {
				flat = append(flat, a)
			}
		}
		if n := len(flat); n > 0 {
			more := ""
			if n > 3 {
				more = fmt.Sprintf(" and %d more", n-3)
			}
			out = append(out, "No volatility term is given for "+strings.Join(flat[:min(3, n)], ", ")+more+": the volatility is used as it is at all times, and does not return to a long-run level.")
		}
		return out
	case StudentT:
		return []string{fmt.Sprintf("The variance of all prices is random (Student's t with %s degrees of freedom, drawn every %s h): no jumps. Below a probability of 0.01 %% the figure is the model's tail.", show(m.Model.DegreesOfFreedom), show(m.Model.TailHours))}
	}
	if len(m.VolatilityTerm) > 0 {
		return []string{"Prices follow geometric Brownian motion whose volatility returns to its long-run level as given: no jumps. Markets have fatter tails, so small probabilities come out too low."}
	}
	return []string{"Prices follow geometric Brownian motion: constant volatility and correlation, no jumps. Markets have fatter tails, so small probabilities come out too low."}
}
