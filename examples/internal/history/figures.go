package history

import (
	"fmt"
	"math"
	"time"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat"
)

const daysPerYear = 365

// The window of the examples: 366 closes, so 365 daily returns.
var (
	First = time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)
	Last  = time.Date(2024, 12, 31, 0, 0, 0, 0, time.UTC)
)

// Figures are what a scenario needs to know of its assets. Slices are in the
// order of Assets.
type Figures struct {
	Assets      []string
	Prices      []string // the last close, as the source writes it
	Volatility  []float64
	Correlation [][]float64
	Starts      []time.Time // the day of each asset's first close in the window
}

// Compute returns the figures of assets from the daily closes in dir, over the
// days first to last. Volatility is the sample standard deviation (n-1) of the
// daily log returns, close to close, times sqrt(365). Correlation is Pearson's,
// of the same returns, for each pair over the days both assets have. Both are
// rounded to 4 decimals. It returns an error where the rounded correlation has
// an eigenvalue below -1e-12: correlations over different windows need not fit
// together.
func Compute(dir string, assets []string, first, last time.Time) (Figures, error) {
	n := len(assets)
	f := Figures{Assets: append([]string(nil), assets...), Correlation: make([][]float64, n)}
	returns := make([][]float64, n)
	for i, asset := range assets {
		c, err := ReadCloses(dir, asset, first, last)
		if err != nil {
			return Figures{}, err
		}
		returns[i] = logReturns(c.prices)
		f.Prices = append(f.Prices, c.last)
		f.Volatility = append(f.Volatility, round4(stat.StdDev(returns[i], nil)*math.Sqrt(daysPerYear)))
		f.Starts = append(f.Starts, c.dates[0])
		f.Correlation[i] = make([]float64, n)
	}
	for i := range returns {
		f.Correlation[i][i] = 1
		for j := range i {
			rho := round4(stat.Correlation(overlap(returns[i], returns[j])))
			f.Correlation[i][j], f.Correlation[j][i] = rho, rho
		}
	}
	if low := smallestEigenvalue(f.Correlation); low < -1e-12 {
		return Figures{}, fmt.Errorf("correlation of %v: the smallest eigenvalue is %g, want none below 0", assets, low)
	}
	return f, nil
}

func logReturns(prices []float64) []float64 {
	r := make([]float64, len(prices)-1)
	for i := range r {
		r[i] = math.Log(prices[i+1] / prices[i])
	}
	return r
}

// overlap returns the days that x and y share, their weights being equal. Both
// end on the same day without gaps, so the shorter one says how many.
func overlap(x, y []float64) (a, b, weights []float64) {
	n := min(len(x), len(y))
	return x[len(x)-n:], y[len(y)-n:], nil
}

func round4(x float64) float64 { return math.Round(x*1e4) / 1e4 }

func smallestEigenvalue(m [][]float64) float64 {
	s := mat.NewSymDense(len(m), nil)
	for i := range m {
		for j := range i + 1 {
			s.SetSym(i, j, m[i][j])
		}
	}
	var e mat.EigenSym
	if !e.Factorize(s, false) {
		return math.NaN()
	}
	return e.Values(nil)[0]
}
