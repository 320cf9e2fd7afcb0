package risk

import (
	"fmt"
	"math"
	"slices"
	"strconv"
)

// A History is joint log returns of some assets: what Bootstrap and FilteredHistorical draw from. It may cover more assets than are used.
type History struct {
	Assets     []string
	EveryHours float64     // that a row spans
	Returns    [][]float64 // rows, oldest first, a column for each asset
	// Deviations are standard deviations that were forecast for the returns, of the same shape; nil where there are none.
	Deviations [][]float64
	// Ranges are standard deviations of the prices inside each row, of the same shape; nil where they are not known.
	Ranges [][]float64
}

// Bounds of a history and of what models take from it.
const (
	LeastRows    = 60
	MaxRows      = 5000
	MaxDraws     = 1_000_000 // rows times the steps that a horizon takes: the time that a plan needs
	MaxMeanBlock = 250
	LeastLambda  = 0.5
	MaxLambda    = 0.9999
	maxReturn    = 5
	warmUp       = 30 // rows that begin the filter
	// maxWay bounds the size of a log price on any path: beyond, prices would leave the range of the kernel's exponential.
	maxWay = 300
)

// resampled reports whether paths are drawn from a history.
func (m Model) resampled() bool { return m.Kind == Bootstrap || m.Kind == FilteredHistorical }

// column returns the place of an asset in a history, and whether it is there.
func (h *History) column(asset string) (int, bool) {
	if h == nil {
		return 0, false
	}
	i := slices.Index(h.Assets, asset)
	return i, i >= 0
}

// covers reports whether the model draws the moves of an asset.
func (m Model) covers(asset string) bool {
	_, ok := m.History.column(asset)
	return m.resampled() && ok
}

// validate checks a history on its own.
func (h *History) validate(f *faults, used map[string]bool) {
	const at = "market.model.history."
	f.number(at+"everyHours", h.EveryHours, 1, 30*24, true)
	f.number(at+"assets", float64(len(h.Assets)), 1, maxCorrelated, true)
	f.names(at+"assets", h.Assets, used)
	f.number(at+"returns", float64(len(h.Returns)), LeastRows, MaxRows, true)
	for k, rows := range [][][]float64{h.Returns, h.Deviations, h.Ranges} {
		path, low := at+[]string{"returns", "deviations", "ranges"}[k], 0.0
		if k == 0 {
			low = -maxReturn
		}
		if rows != nil && len(rows) != len(h.Returns) {
			f.add(path, strconv.Itoa(len(rows))+" rows", strconv.Itoa(len(h.Returns))+", as many as returns has")
		}
		for i, row := range rows {
			if len(row) != len(h.Assets) {
				f.add(fmt.Sprintf("%s[%d]", path, i), strconv.Itoa(len(row))+" numbers", strconv.Itoa(len(h.Assets))+", one per asset")
				continue
			}
			for j, x := range row {
				if !(x > low && x <= maxReturn || x == low && k != 1) {
					f.number(fmt.Sprintf("%s[%d][%d]", path, i, j), x, low, maxReturn, k != 1)
				}
			}
		}
	}
}

// validateHistory checks what a model takes from a history, for the assets in use, which are sorted.
func (m Market) validateHistory(f *faults, assets []string, horizonHours float64) {
	before := len(f.Errors)
	const at = "market.model."
	h := m.Model.History
	if h != nil {
		h.validate(f, setOf(assets))
	}
	if !m.Model.resampled() {
		return
	}
	f.number(at+"meanBlock", m.Model.MeanBlock, 1, MaxMeanBlock, true)
	if m.Model.Kind == FilteredHistorical {
		f.number(at+"lambda", m.Model.Lambda, LeastLambda, MaxLambda, true)
	}
	if h == nil {
		f.add(at+"history", "nothing", "rows of returns: the model draws from them")
		return
	}
	for _, a := range assets {
		if !m.Model.covers(a) && a != "" && m.volatile(a) {
			f.add(at+"history.assets", "no "+a, "every volatile asset that the account holds or trades")
		}
	}
	if len(f.Errors) > before || !(horizonHours > 0) {
		return
	}
	if most := float64(h.EveryHours * math.Floor(MaxDraws/float64(len(h.Returns)))); horizonHours > most {
		f.add("simulation.horizonHours", show(horizonHours), "at most "+show(most)+": rows of history times steps to the horizon may be "+show(MaxDraws))
		return
	}
	for _, a := range assets {
		if !m.volatile(a) {
			continue
		}
		c := m.resample(a, horizonHours/hoursPerYear)
		if way := farthest(c); !(way <= maxWay) {
			f.add(at+"history.returns", "rows that may move "+a+" by a factor of e^"+show(math.Round(way)), "at most e^"+show(maxWay)+" by the horizon")
		} else if total(c) == 0 {
			f.add(at+"history.returns", "no move of "+a, "returns that vary, or a volatility of 0")
		}
	}
}
