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
func (h *History) validate(f *faults) {
	const at = "market.model.history."
	f.number(at+"everyHours", h.EveryHours, 1, 30*24, true)
	if n := len(h.Assets); n == 0 || n > maxCorrelated {
		f.add(at+"assets", strconv.Itoa(n)+" assets", "from 1 to "+strconv.Itoa(maxCorrelated))
		return
	}
	listed := map[string]bool{}
	for i, a := range h.Assets {
		if listed[a] {
			f.add(fmt.Sprintf("%sassets[%d]", at, i), strconv.Quote(a), "an asset that is not listed twice")
		}
		listed[a] = true
	}
	if n := len(h.Returns); n < LeastRows || n > MaxRows {
		f.add(at+"returns", strconv.Itoa(n)+" rows", fmt.Sprintf("from %d to %d rows", LeastRows, MaxRows))
		return
	}
	h.rows(f, "returns", h.Returns, -maxReturn, true)
	for _, t := range []struct {
		name   string
		rows   [][]float64
		closed bool
	}{{"deviations", h.Deviations, false}, {"ranges", h.Ranges, true}} {
		switch {
		case t.rows == nil:
		case len(t.rows) != len(h.Returns):
			f.add(at+t.name, strconv.Itoa(len(t.rows))+" rows", strconv.Itoa(len(h.Returns))+", as many as returns has")
		default:
			h.rows(f, t.name, t.rows, 0, t.closed)
		}
	}
}

// rows checks the numbers of a table.
func (h *History) rows(f *faults, name string, rows [][]float64, low float64, closed bool) {
	for i, row := range rows {
		path := fmt.Sprintf("market.model.history.%s[%d]", name, i)
		if len(row) != len(h.Assets) {
			f.add(path, strconv.Itoa(len(row))+" numbers", strconv.Itoa(len(h.Assets))+", one per asset")
			continue
		}
		for j, x := range row {
			f.number(fmt.Sprintf("%s[%d]", path, j), x, low, maxReturn, closed)
		}
	}
}

// validateHistory checks what a model takes from a history, for the assets in use, which are sorted.
func (m Market) validateHistory(f *faults, assets []string, horizonHours float64) {
	before := len(f.Errors)
	const at = "market.model."
	h := m.Model.History
	if h != nil {
		h.validate(f)
		used := setOf(assets)
		for i, a := range h.Assets {
			f.multiplied(fmt.Sprintf("%shistory.assets[%d]", at, i), a, used)
		}
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
		if _, ok := h.column(a); !ok && a != "" && m.volatile(a) {
			f.add(at+"history.assets", "no "+a, "every volatile asset that the account holds or trades")
		}
	}
	if len(f.Errors) > before || !(horizonHours > 0) {
		return
	}
	if n := math.Ceil(horizonHours / h.EveryHours); float64(n*float64(len(h.Returns))) > MaxDraws {
		f.add("simulation.horizonHours", show(horizonHours), fmt.Sprintf("at most %s: %d rows of history times the steps of the horizon may be %d", show(math.Floor(MaxDraws/float64(len(h.Returns)))*h.EveryHours), len(h.Returns), int(MaxDraws)))
		return
	}
	for _, a := range assets {
		if !m.volatile(a) {
			continue
		}
		if way := m.resample(a, horizonHours/hoursPerYear).farthest(); way > maxWay {
			f.add(at+"history.returns", fmt.Sprintf("rows that may move the price of %s by a factor of e^%.0f over the horizon", a, way), fmt.Sprintf("at most e^%d: a shorter horizon, a lower volatility, or a history without such rows", maxWay))
		}
	}
}
