package risk

import (
	"fmt"
	"math"
	"slices"

	"github.com/plimsoll-risk/plimsoll/montecarlo"
)

// resample returns what the rows of a history make of an asset that it covers, for steps to a time in years.
//
// FilteredHistorical divides each return by the deviation that was forecast for it: by Deviations, or by the root of the exponentially weighted mean of the squares before; quotients by
// the latter are divided by their own standard deviation once more. Bootstrap divides all returns by one number: the root mean square of Deviations, or their own standard deviation. The
// deviations of the steps are those that the market states, or else what leaves the history as it is: the last forecast, or that one number.
func (m Market) resample(asset string, years float64) montecarlo.RowAsset {
	h, filtered := m.Model.History, m.Model.Kind == FilteredHistorical
	k, _ := h.column(asset)
	at := func(rows [][]float64) []float64 {
		var x []float64
		for _, row := range rows {
			x = append(x, row[k])
		}
		return x
	}
	c := montecarlo.RowAsset{Moves: at(h.Returns), Inside: at(h.Ranges)}
	forecast := at(h.Deviations)
	stated, unit, next := forecast != nil, 1.0, 0.0
	if stated {
		next = forecast[len(forecast)-1]
	} else {
		lambda := m.Model.Lambda
		if !filtered {
			lambda = insideLambda
		}
		forecast, next = smoothed(c.Moves, lambda)
	}
	if c.Inside == nil {
		c.Inside = slices.Clone(forecast)
	}
	if filtered {
		for i, d := range forecast {
			c.Moves[i], c.Inside[i] = ratio(c.Moves[i], d), ratio(c.Inside[i], d)
		}
		if !stated { // the filter has to begin somewhere
			c.Moves, c.Inside = c.Moves[warmUp:], c.Inside[warmUp:]
		}
	}
	mean, deviation := spreadOf(c.Moves)
	switch {
	case !stated:
		unit = deviation
	case !filtered:
		unit = rootMeanSquare(forecast, 0)
	}
	for i := range c.Moves {
		c.Moves[i], c.Inside[i] = ratio(c.Moves[i]-mean, unit), ratio(c.Inside[i], unit)
	}
	if !filtered {
		next = unit
	}
	before := 0.0
	for _, end := range h.times(years) {
		if m.stated(asset) {
			c.Steps = append(c.Steps, math.Sqrt(math.Max(0, m.variance(asset, end)-m.variance(asset, before))))
		} else {
			c.Steps = append(c.Steps, float64(next*math.Sqrt(float64((end-before)*hoursPerYear)/h.EveryHours)))
		}
		before = end
	}
	return c
}

// times returns the years at which steps end: those of whole rows, and the end, to which the last step may be a part of one.
func (h *History) times(years float64) []float64 {
	var out []float64
	for n := 1; ; n++ {
		end := float64(h.EveryHours*float64(n)) / hoursPerYear
		if end >= years*(1-1e-12) {
			return append(out, years)
		}
		out = append(out, end)
	}
}

// insideLambda is the weight of the past in the deviations inside the rows of a bootstrap, where no ranges say.
const insideLambda = 0.94

// stated reports whether the market states the volatility of an asset itself.
func (m Market) stated(asset string) bool {
	_, term := m.VolatilityTerm[asset]
	_, flat := m.Volatility[asset]
	return term || flat
}

// variance is that of an asset's log price by a time, as the market states it.
func (m Market) variance(asset string, years float64) float64 {
	if _, ok := m.VolatilityTerm[asset]; ok {
		return m.term(asset).Variance(years)
	}
	v := m.Volatility[asset]
	return float64(float64(v*v) * years)
}

// smoothed returns the deviation that the exponentially weighted mean of the squares before forecasts for each return, and for the one after the last. It begins with the
// mean square of the first 30.
func smoothed(returns []float64, lambda float64) (forecast []float64, next float64) {
	v := 0.0
	for _, x := range returns[:warmUp] {
		v += float64(x*x) / warmUp
	}
	for i, x := range returns {
		forecast = append(forecast, math.Sqrt(v))
		if i >= warmUp {
			v = float64(lambda*v) + float64((1-lambda)*float64(x*x))
		}
	}
	return forecast, math.Sqrt(v)
}

// ratio returns x/y, and 0 for a y of 0: an asset whose price stood still.
func ratio(x, y float64) float64 {
	if y == 0 {
		return 0
	}
	return x / y
}

// spreadOf returns the mean and the standard deviation of x.
func spreadOf(x []float64) (mean, deviation float64) {
	for _, v := range x {
		mean += v / float64(len(x))
	}
	return mean, rootMeanSquare(x, mean)
}

// rootMeanSquare is that of what x is off a middle.
func rootMeanSquare(x []float64, middle float64) float64 {
	square := 0.0
	for _, v := range x {
		square += float64((v-middle)*(v-middle)) / float64(len(x))
	}
	return math.Sqrt(square)
}

// farthest is the largest log price that any path reaches at the end of a step, and 8 deviations inside one.
func farthest(c montecarlo.RowAsset) float64 {
	move, inside, sum, step := 0.0, 0.0, 0.0, 0.0
	for i, x := range c.Moves {
		move, inside = math.Max(move, math.Abs(x)), math.Max(inside, c.Inside[i])
	}
	for _, d := range c.Steps {
		sum, step = sum+d, math.Max(step, d)
	}
	return float64(move*sum) + float64(8*float64(inside*step))
}

// total is the standard deviation of the log price at the end of all steps, were rows drawn one by one.
func total(c montecarlo.RowAsset) float64 {
	return float64(rootMeanSquare(c.Moves, 0) * rootMeanSquare(c.Steps, 0) * math.Sqrt(float64(len(c.Steps))))
}

// resampled is law for models that draw rows.
func (c *compiler) resampled(calendar bool) (montecarlo.GBM, montecarlo.Repair, error) {
	m := c.market
	r := &montecarlo.Rows{Times: m.Model.History.times(c.years), MeanBlock: m.Model.MeanBlock, Compensated: !m.Model.LogDrift}
	var drift []float64
	some := false
	for _, a := range c.assets {
		rows := montecarlo.RowAsset{}
		if m.volatile(a) {
			rows, some = m.resample(a, c.years), true
		}
		r.Assets, drift = append(r.Assets, rows), append(drift, m.Drift[a])
	}
	if !some { // only drifts
		still := *c
		still.market.Model = GBM
		return still.law(calendar)
	}
	if calendar {
		r.Assets, drift = append(r.Assets, montecarlo.RowAsset{}), append(drift, 1)
	}
	g, err := r.Law(drift)
	return g, montecarlo.Repair{}, err
}

// historicalLimits returns the limits of a model that draws from a history, as sentences.
func (m Market) historicalLimits(horizonHours float64) []string {
	h := m.Model.History
	rows, what, inside := len(h.Returns), "returns", "the volatility that was forecast, as the history has no ranges: of falls by a fifth within a week that finds 70"
	if m.Model.Kind == FilteredHistorical {
		what = "returns over the volatility that was forecast for them"
		if h.Deviations == nil {
			rows -= warmUp
		}
	}
	if h.Ranges != nil {
		inside = "the row's own range: of falls by a fifth within a week that finds 85"
	}
	out := []string{
		fmt.Sprintf("Prices move by past %s: %d rows of %s h, all assets together, drawn in blocks of %s on average and scaled to the volatility now. A move that is larger than the largest of them, at that volatility, cannot happen.", what, rows, show(h.EveryHours), show(m.Model.MeanBlock)),
		"Inside a row prices are taken to be a Brownian bridge with " + inside + " % (daily rows of three coins, 2020 to 2024).",
	}
	if n := horizonHours / h.EveryHours; n > math.Floor(n*(1+1e-12)) {
		out = append(out, "The horizon is no whole number of rows: the last row is scaled to the variance of its part.")
	}
	if len(m.Correlation.Assets) > 0 {
		out = append(out, "The correlation is not used: rows hold the moves of all assets together.")
	}
	return out
}

// ownVolatility is the annual volatility that a history gives an asset.
func (m Market) ownVolatility(asset string) float64 {
	row := m.Model.History.EveryHours / hoursPerYear
	return m.resample(asset, row).Steps[0] / math.Sqrt(row)
}
