package risk

import (
	"fmt"
	"math"
	"slices"
	"strconv"

	"github.com/plimsoll-risk/plimsoll/risk/margin"
)

// faults collects field errors. Paths are those of a scenario document.
type faults struct{ margin.Errors }

func (f *faults) add(path, got, want string) {
	f.Errors = append(f.Errors, margin.FieldError{Path: path, Got: got, Want: want})
}

// number adds an error unless low < x <= high, or low <= x with closed.
func (f *faults) number(path string, x, low, high float64, closed bool) bool {
	if x > low && x <= high || closed && x == low {
		return true
	}
	sign := "above"
	if closed {
		sign = "at least"
	}
	f.add(path, show(x), fmt.Sprintf("a number %s %s and at most %s", sign, show(low), show(high)))
	return false
}

func show(x float64) string { return strconv.FormatFloat(x, 'g', -1, 64) }

// maxSpread bounds volatility*sqrt(horizon): beyond it prices leave the range of
// the kernel's exponential.
const maxSpread = 25

func (s Simulation) validate(f *faults) {
	f.number("simulation.horizonHours", s.HorizonHours, 0, MaxHorizonHours, false)
	if !s.Monitoring.Continuous() {
		f.number("simulation.monitoring.everyHours", s.Monitoring.EveryHours, 0, MaxHorizonHours, false)
	}
	if s.Paths < 2 {
		f.add("simulation.paths", strconv.Itoa(s.Paths), "at least 2: one path has no error")
	}
}

// validate checks the market for the assets in use, which are sorted.
func (m Market) validate(f *faults, assets []string, currency string, horizonHours float64) {
	if m.Model != GBM && m.Model != 0 {
		f.add("market.model", strconv.Itoa(int(m.Model)), "gbm")
	}
	if len(assets) > MaxAssets {
		f.add("market.prices", strconv.Itoa(len(assets))+" assets in use", "at most "+strconv.Itoa(MaxAssets))
	}
	years := horizonHours / hoursPerYear
	if !(years > 0) || horizonHours > MaxHorizonHours {
		years = 0 // an error of its own
	}
	for _, a := range assets {
		path := "market.volatility." + a
		v, ok := m.Volatility[a]
		switch {
		case !ok && a != currency:
			f.add(path, "nothing", "the annual volatility of "+a+", 0 allowed: the account holds or trades it")
		case !f.number(path, v, 0, 100, true):
		case years > 0 && v*math.Sqrt(years) > maxSpread:
			f.add(path, show(v), fmt.Sprintf("at most %.4g, which is %d over the square root of the horizon in years", maxSpread/math.Sqrt(years), maxSpread))
		}
		if d := m.Drift[a]; !(math.Abs(d) <= 100) || math.Abs(d)*years > 100 {
			f.add("market.drift."+a, show(d), "an annual drift between -100 and 100, and at most 100 in size over the horizon")
		}
	}
	m.Correlation.validate(f)
	m.coverage(f, assets)
}

// coverage checks that the correlation names every volatile asset in use.
func (m Market) coverage(f *faults, assets []string) {
	var volatile []string
	for _, a := range assets {
		if m.Volatility[a] > 0 {
			volatile = append(volatile, a)
		}
	}
	if len(volatile) < 2 {
		return
	}
	for _, a := range volatile {
		if !slices.Contains(m.Correlation.Assets, a) {
			f.add("market.correlation.assets", "no "+a, "every volatile asset that the account holds or trades")
		}
	}
}

func (c Correlation) validate(f *faults) {
	n := len(c.Assets)
	for i, a := range c.Assets {
		if slices.Contains(c.Assets[:i], a) {
			f.add(fmt.Sprintf("market.correlation.assets[%d]", i), strconv.Quote(a), "an asset that is not listed twice")
		}
	}
	if n > 4*MaxAssets {
		f.add("market.correlation.assets", strconv.Itoa(n)+" assets", "at most "+strconv.Itoa(4*MaxAssets))
		return
	}
	if len(c.Matrix) != n {
		f.add("market.correlation.matrix", strconv.Itoa(len(c.Matrix))+" rows", strconv.Itoa(n)+", one per asset")
		return
	}
	square := true
	for i, row := range c.Matrix {
		if len(row) != n {
			f.add(fmt.Sprintf("market.correlation.matrix[%d]", i), strconv.Itoa(len(row))+" numbers", strconv.Itoa(n)+", one per asset")
			square = false
		}
	}
	if !square {
		return
	}
	const slack = 1e-9
	for i, row := range c.Matrix {
		for j, x := range row {
			path := fmt.Sprintf("market.correlation.matrix[%d][%d]", i, j)
			switch {
			case !(math.Abs(x) <= 1+slack):
				f.add(path, show(x), "a correlation between -1 and 1")
			case i == j && math.Abs(x-1) > slack:
				f.add(path, show(x), "1 on the diagonal")
			case j < i && math.Abs(x-c.Matrix[j][i]) > slack:
				f.add(path, show(x), fmt.Sprintf("%s, as matrix[%d][%d]: the matrix is symmetric", show(c.Matrix[j][i]), j, i))
			}
		}
	}
}
