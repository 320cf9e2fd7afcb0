package risk

import (
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"

	"github.com/plimsoll-risk/plimsoll/risk/margin"
)

// maxFaults bounds the errors about the market and the simulation: a correlation matrix has room for a million.
const maxFaults = 1000

// faults collects field errors. Paths are those of a scenario document.
type faults struct {
	margin.Errors
	added, more int
}

func (f *faults) add(path, got, want string) {
	if f.added == maxFaults {
		f.more++
		return
	}
	f.added++
	f.Errors = append(f.Errors, margin.FieldError{Path: path, Got: got, Want: want})
}

// Err returns the errors, and how many more there would have been.
func (f *faults) Err() error {
	if f.more > 0 {
		f.Errors = append(f.Errors, margin.FieldError{Path: "market", Got: strconv.Itoa(f.more) + " further errors", Want: "the errors above corrected first"})
		f.more = 0
	}
	return f.Errors.Err()
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

func (s Simulation) validate(f *faults) {
	f.number("simulation.horizonHours", s.HorizonHours, MinHorizonHours, MaxHorizonHours, true)
	if !s.Monitoring.Continuous() {
		f.number("simulation.monitoring.everyHours", s.Monitoring.EveryHours, 0, MaxHorizonHours, false)
	}
	if s.Paths < 2 {
		f.add("simulation.paths", strconv.Itoa(s.Paths), "at least 2: one path has no error")
	}
	s.validateRounds(f)
}

// Bounds of a volatility and of the size of a drift, per year.
const (
	maxVolatility = 100
	maxDrift      = 100
)

// maxSpread bounds volatility*sqrt(horizon): beyond it prices leave the range of
// the kernel's exponential.
const maxSpread = 25

// validate checks the market: all it needs for the assets in use, which are sorted, and what it
// says about others.
func (m Market) validate(f *faults, assets []string, currency string, horizonHours float64) {
	m.Model.validate(f)
	if InSteps {
		m.validateHistory(f, assets, horizonHours)
	}
	if n := m.counted(assets, currency); n > MaxAssets {
		f.add("market.prices", strconv.Itoa(n)+" assets in use", "at most "+strconv.Itoa(MaxAssets))
	}
	years := horizonHours / hoursPerYear
	if !(years > 0) || horizonHours > MaxHorizonHours {
		years = 0 // an error of its own
	}
	for _, a := range assets {
		if a == "" {
			continue // an asset or symbol that is in error itself
		}
		path := "market.volatility." + a
		v, ok := m.Volatility[a]
		if t, found := m.VolatilityTerm[a]; found {
			path = "market.volatilityTerm." + a
			before := len(f.Errors)
			t.validate(f, path)
			if x := m.spread(a, years); len(f.Errors) == before && x > maxSpread {
				f.add(path, show(x)+" standard deviations of the log price over the horizon", fmt.Sprintf("at most %d", maxSpread))
			}
			if ok {
				f.number("market.volatility."+a, v, 0, maxVolatility, true)
			}
			m.validateDrift(f, a, years)
			continue
		}
		switch {
		case !ok && m.Model.covers(a):
		case !ok && a != currency:
			f.add(path, "nothing", "the annual volatility of "+a+", 0 allowed: the account holds or trades it")
		case !f.number(path, v, 0, maxVolatility, true):
		case years > 0 && v*math.Sqrt(years) > maxSpread:
			f.add(path, show(v), fmt.Sprintf("at most %.4g, which is %d over the square root of the horizon in years", maxSpread/math.Sqrt(years), maxSpread))
		case m.spread(a, years) > maxSpread:
			f.add(path, show(m.spread(a, years))+" standard deviations of the log price over the horizon, at the highest volatility of the model", fmt.Sprintf("at most %d", maxSpread))
		}
		m.validateDrift(f, a, years)
	}
	m.validateSteps(f, assets, years)
	used := setOf(assets)
	m.others(f, used)
	m.accrues(f, used, years)
	m.Correlation.validate(f, used)
	m.coverage(f, assets)
}

func (m Market) validateDrift(f *faults, asset string, years float64) {
	if d := m.Drift[asset]; !(math.Abs(d) <= maxDrift) || math.Abs(d)*years > maxDrift {
		f.add("market.drift."+asset, show(d), fmt.Sprintf("an annual drift between -%d and %d, and at most %d in size over the horizon", maxDrift, maxDrift, maxDrift))
	}
}

// counted returns how many of the assets in use count towards MaxAssets.
func (m Market) counted(assets []string, currency string) int {
	n := len(assets)
	if slices.Contains(assets, currency) && !m.volatile(currency) && m.Drift[currency] == 0 {
		n--
	}
	return n
}

// others checks the entries of assets that are not in use: a number out of range is a mistake
// there too, and a name such as 1000PEPE where PEPE is in use would be ignored without a word.
func (m Market) others(f *faults, used map[string]bool) {
	for _, a := range slices.Sorted(maps.Keys(m.Prices)) {
		f.multiplied("prices."+a, a, used)
	}
	for _, a := range slices.Sorted(maps.Keys(m.Volatility)) {
		if path := "market.volatility." + a; !used[a] && !f.multiplied(path, a, used) {
			f.number(path, m.Volatility[a], 0, maxVolatility, true)
		}
	}
	for _, a := range slices.Sorted(maps.Keys(m.VolatilityStdErr)) {
		if path := "market.volatilityStdErr." + a; !f.multiplied(path, a, used) {
			f.number(path, m.VolatilityStdErr[a], 0, maxVolatility, true)
		}
	}
	for _, a := range slices.Sorted(maps.Keys(m.VolatilityTerm)) {
		if path := "market.volatilityTerm." + a; !used[a] && !f.multiplied(path, a, used) {
			m.VolatilityTerm[a].validate(f, path)
		}
	}
	for _, a := range sortedKeys(m.Model.Assets) {
		f.multiplied("market.model.assets."+a, a, used)
	}
	for _, a := range slices.Sorted(maps.Keys(m.Drift)) {
		if path := "market.drift." + a; !used[a] && !f.multiplied(path, a, used) {
			f.number(path, m.Drift[a], -maxDrift, maxDrift, true)
		}
	}
}

// multiplied adds an error if an asset that is not in use is a multiple of one that is, and
// reports whether it did.
func (f *faults) multiplied(path, asset string, used map[string]bool) bool {
	coin := margin.Coin(asset)
	if used[asset] || !used[coin] {
		return false
	}
	f.add(path, strconv.Quote(asset), "single coins, without a multiplier (did you mean "+coin+"?)")
	return true
}

// names checks a list of assets.
func (f *faults) names(list string, assets []string, used map[string]bool) {
	listed := map[string]bool{}
	for i, a := range assets {
		path := fmt.Sprintf("%s[%d]", list, i)
		if listed[a] {
			f.add(path, strconv.Quote(a), "an asset that is not listed twice")
		}
		listed[a] = true
		f.multiplied(path, a, used)
	}
}

// sortedKeys returns the names of a map in order.
func sortedKeys[T any](m map[string]T) []string { return slices.Sorted(maps.Keys(m)) }

// symbol adds the error of a symbol that could not be read.
func (f *faults) symbol(path string, err error) {
	var e margin.FieldError
	if errors.As(err, &e) {
		f.add(path, e.Got, e.Want)
	}
}

func setOf(names []string) map[string]bool {
	set := make(map[string]bool, len(names))
	for _, n := range names {
		set[n] = true
	}
	return set
}

// coverage checks that the correlation names every volatile asset in use.
func (m Market) coverage(f *faults, assets []string) {
	if InSteps && m.Model.resampled() { // rows are joint
		return
	}
	var volatile []string
	for _, a := range assets {
		if m.volatile(a) && a != "" {
			volatile = append(volatile, a)
		}
	}
	if len(volatile) < 2 {
		return
	}
	covered := setOf(m.Correlation.Assets)
	for _, a := range volatile {
		if !covered[a] {
			f.add("market.correlation.assets", "no "+a, "every volatile asset that the account holds or trades")
		}
	}
}

// maxCorrelated is how many assets a correlation may cover.
const maxCorrelated = 4 * MaxAssets

func (c Correlation) validate(f *faults, used map[string]bool) {
	n := len(c.Assets)
	if n > maxCorrelated {
		f.add("market.correlation.assets", strconv.Itoa(n)+" assets", "at most "+strconv.Itoa(maxCorrelated))
		return
	}
	f.names("market.correlation.assets", c.Assets, used)
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
	if square {
		c.entries(f)
	}
}

// entries checks the numbers of a square matrix.
func (c Correlation) entries(f *faults) {
	const slack = 1e-9
	path := func(i, j int) string { return fmt.Sprintf("market.correlation.matrix[%d][%d]", i, j) }
	for i, row := range c.Matrix {
		for j, x := range row {
			switch {
			case !(math.Abs(x) <= 1+slack):
				f.add(path(i, j), show(x), "a correlation between -1 and 1")
			case i == j && math.Abs(x-1) > slack:
				f.add(path(i, j), show(x), "1 on the diagonal")
			case j < i && math.Abs(x-c.Matrix[j][i]) > slack:
				f.add(path(i, j), show(x), fmt.Sprintf("%s, as matrix[%d][%d]: the matrix is symmetric", show(c.Matrix[j][i]), j, i))
			}
		}
	}
}
