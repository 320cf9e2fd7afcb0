package risk

import (
	"fmt"
	"math"
	"slices"

	"github.com/plimsoll-risk/plimsoll/montecarlo"
)

// A column is what the rows of a history make of one asset: moves in units of a deviation that each step multiplies.
type column struct {
	moves  []float64 // by row: their mean is 0
	inside []float64 // deviation inside the row
	steps  []float64 // deviation of each step: its row's move and inside are multiplied by it
}

// resample returns the column of an asset that a history covers, for steps to a time in years.
//
// FilteredHistorical divides each return by the deviation that was forecast for it: by Deviations, or by the root of the exponentially weighted mean of the squares before; quotients by
// the latter are divided by their own standard deviation once more. Bootstrap divides all returns by one number: the root mean square of Deviations, or their own standard deviation. The
// deviations of the steps are those that the market states, or else what leaves the history as it is: the last forecast, or that one number.
func (m Market) resample(asset string, years float64) column {
	h, filtered := m.Model.History, m.Model.Kind == FilteredHistorical
	k, _ := h.column(asset)
	at := func(rows [][]float64) []float64 {
		var x []float64
		for _, row := range rows {
			x = append(x, row[k])
		}
		return x
	}
	c := column{moves: at(h.Returns), inside: at(h.Ranges)}
	forecast := at(h.Deviations)
	stated, unit, next := forecast != nil, 1.0, 0.0
	if stated {
		next = forecast[len(forecast)-1]
	} else {
		lambda := m.Model.Lambda
		if !filtered {
			lambda = insideLambda
		}
		forecast, next = smoothed(c.moves, lambda)
	}
	if c.inside == nil {
		c.inside = slices.Clone(forecast)
	}
	if filtered {
		for i, d := range forecast {
			c.moves[i], c.inside[i] = ratio(c.moves[i], d), ratio(c.inside[i], d)
		}
		if !stated { // the filter has to begin somewhere
			c.moves, c.inside = c.moves[warmUp:], c.inside[warmUp:]
		}
	}
	mean, deviation := spreadOf(c.moves)
	switch {
	case !stated:
		unit = deviation
	case !filtered:
		unit = rootMeanSquare(forecast)
	}
	for i := range c.moves {
		c.moves[i], c.inside[i] = ratio(c.moves[i]-mean, unit), ratio(c.inside[i], unit)
	}
	if !filtered {
		next = unit
	}
	before := 0.0
	for _, end := range h.times(years) {
		if m.stated(asset) {
			c.steps = append(c.steps, math.Sqrt(math.Max(0, m.variance(asset, end)-m.variance(asset, before))))
		} else {
			c.steps = append(c.steps, float64(next*math.Sqrt(float64((end-before)*hoursPerYear)/h.EveryHours)))
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
	n := float64(len(x))
	for _, v := range x {
		mean += v / n
	}
	square := 0.0
	for _, v := range x {
		square += float64((v-mean)*(v-mean)) / n
	}
	return mean, math.Sqrt(square)
}

func rootMeanSquare(x []float64) float64 {
	square := 0.0
	for _, v := range x {
		square += float64(v*v) / float64(len(x))
	}
	return math.Sqrt(square)
}

// farthest is the largest log price that any path reaches at the end of a step, and 8 deviations inside one.
func (c column) farthest() float64 {
	move, inside, sum, step := 0.0, 0.0, 0.0, 0.0
	for i, x := range c.moves {
		move, inside = math.Max(move, math.Abs(x)), math.Max(inside, c.inside[i])
	}
	for _, d := range c.steps {
		sum, step = sum+d, math.Max(step, d)
	}
	return float64(move*sum) + float64(8*float64(inside*step))
}

// total is the standard deviation of the log price at the end of all steps, were rows drawn one by one.
func (c column) total() float64 {
	_, deviation := spreadOf(c.moves)
	sum := 0.0
	for _, d := range c.steps {
		sum += float64(d * d)
	}
	return float64(deviation * math.Sqrt(sum))
}

// ownVolatility is the annual volatility that a history gives an asset.
func (m Market) ownVolatility(asset string) float64 {
	row := m.Model.History.EveryHours / hoursPerYear
	return m.resample(asset, row).steps[0] / math.Sqrt(row)
}

// resampled is law for models that draw rows: one column for each asset that moves.
func (c *compiler) resampled(calendar bool) (montecarlo.GBM, montecarlo.Repair, error) {
	m := c.market
	r := &montecarlo.Rows{MeanBlock: m.Model.MeanBlock, Compensated: !m.Model.LogDrift}
	var columns []column
	var drift []float64
	rows := 0
	for _, a := range c.assets {
		col := column{}
		if m.volatile(a) {
			col = m.resample(a, c.years)
			rows = len(col.moves)
		}
		columns = append(columns, col)
		drift = append(drift, m.Drift[a])
	}
	if rows == 0 { // only drifts
		m.Model = GBM
		c := *c
		c.market = m
		return c.law(calendar)
	}
	if calendar {
		columns, drift = append(columns, column{}), append(drift, 1)
	}
	table := func(n int, of func(column) []float64) [][]float64 {
		out := make([][]float64, n)
		for i := range out {
			for _, col := range columns {
				x := 0.0
				if v := of(col); v != nil {
					x = v[i]
				}
				out[i] = append(out[i], x)
			}
		}
		return out
	}
	r.Times = m.Model.History.times(c.years)
	r.Moves = table(rows, func(c column) []float64 { return c.moves })
	r.Inside = table(rows, func(c column) []float64 { return c.inside })
	r.Steps = table(len(r.Times), func(c column) []float64 { return c.steps })
	g, err := r.Law(drift)
	return g, montecarlo.Repair{}, err
}

// historicalLimits returns the limits of a model that draws from a history, as sentences.
func (m Market) historicalLimits(horizonHours float64) []string {
	h := m.Model.History
	rows, what := len(h.Returns), "returns"
	if m.Model.Kind == FilteredHistorical {
		what = "returns over the volatility that was forecast for them"
		if h.Deviations == nil {
			rows -= warmUp
		}
	}
	blocks := "one by one"
	if m.Model.MeanBlock > 1 {
		blocks = "in blocks of " + show(m.Model.MeanBlock) + " on average"
	}
	out := []string{fmt.Sprintf("Prices move by past %s: %d rows of %s h, all assets together, drawn %s and scaled to the volatility now. A move that is larger than the largest of them, at that volatility, cannot happen.", what, rows, show(h.EveryHours), blocks)}
	if h.Ranges == nil {
		out = append(out, "What happens inside a row is taken to be a Brownian bridge with the volatility that was forecast, as the history has no ranges: on daily rows of three coins it found 30 % too few falls by a fifth within a week.")
	} else {
		out = append(out, "What happens inside a row is taken to be a Brownian bridge with the row's own range: on daily rows of three coins it found 15 % too few falls by a fifth within a week, 3 % too few by a twentieth.")
	}
	if n := horizonHours / h.EveryHours; n > math.Floor(n*(1+1e-12)) {
		out = append(out, "The horizon is no whole number of rows: the last row is drawn like the others, and scaled to the variance of the part.")
	}
	if len(m.Correlation.Assets) > 0 {
		out = append(out, "The correlation is not used: rows hold the moves of all assets together.")
	}
	return out
}
