package montecarlo_test

import (
	"fmt"
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/internal/reference"
	"github.com/plimsoll-risk/plimsoll/montecarlo"
)

// BenchmarkWork_Clock is BenchmarkWork under the other models: the five-asset long book at P near .05, its true value from 2^19 points. The laws of a
// clock are made anew each time.
func BenchmarkWork_Clock(b *testing.B) {
	for _, model := range []struct {
		name   string
		equity float64
		set    func(g *montecarlo.GBM)
	}{
		{"vol-mixture", 190, func(g *montecarlo.GBM) { g.Clock = &montecarlo.Clock{MultiplierSd: 1.1} }},
		{"student-t", 190, func(g *montecarlo.GBM) { g.Clock = &montecarlo.Clock{DegreesOfFreedom: 4, Redraw: 1 / year} }},
		{"garch", 190, func(g *montecarlo.GBM) {
			g.Stepped = &montecarlo.Garch{Long: g.Volatility, Alpha: []float64{.07, .07, .07, .07, .07}, Beta: []float64{.9, .9, .9, .9, .9}}
		}},
		{"regime", 250, func(g *montecarlo.GBM) {
			g.Stepped = &montecarlo.Regimes{Multiplier: []float64{2.5, 2.5, 2.5, 2.5, 2.5}, Calm: 20 / year, Stress: 5 / year, Stressed: .2}
		}},
		{"merton", 210, func(g *montecarlo.GBM) {
			g.Stepped = &montecarlo.Jumps{Rate: 50, Mean: []float64{-.02, -.02, -.02, -.02, -.02}, Deviation: []float64{.06, .06, .06, .06, .06}}
		}},
		// A week of two years' rows, one by one as filtered-historical draws them, and in blocks of five as bootstrap does.
		{"rows", 140, func(g *montecarlo.GBM) { *g = fiveRows(b, 1) }},
		{"rows-in-blocks", 140, func(g *montecarlo.GBM) { *g = fiveRows(b, 5) }},
	} {
		process := func() montecarlo.GBM {
			g := reference.FiveAssets()
			g.Drift, g.Compensated = make([]float64, 5), true
			model.set(&g)
			return g
		}
		run := func(grid montecarlo.Grid, paths int, seed uint64) float64 {
			s, err := montecarlo.Experiment{Process: process(), Grid: grid, Books: []montecarlo.Book{{fiveLongs(model.equity)}}, Paths: paths, Seed: seed}.Compile()
			require.NoError(b, err)
			r, err := s.Result(s.Run(0, s.Blocks()))
			require.NoError(b, err)
			return r.Books[0].Any.Value
		}
		truth := run(uniform(7.000007, 1, true), 1<<19, 99)
		for _, tt := range []struct {
			name  string
			grid  montecarlo.Grid
			paths int
		}{
			{"plain-hourly", uniform(7.000007, 168, false), 1 << 14},
			{"estimator", uniform(7.000007, 1, true), 1 << 12},
			{"estimator-with-curve", uniform(7.000007, 24, true), 1 << 12},
		} {
			b.Run(fmt.Sprintf("model=%s/P=%.2g/method=%s/paths=%d", model.name, truth, tt.name, tt.paths), func(b *testing.B) {
				square, n := 0.0, 0
				for b.Loop() {
					n++
					d := run(tt.grid, tt.paths, uint64(n)) - truth
					square += d * d
				}
				square /= float64(n)
				seconds := b.Elapsed().Seconds() / float64(n)
				b.ReportMetric(100*math.Sqrt(square)/truth, "%rmse")
				b.ReportMetric(1e12*square*seconds, "work*1e12")
			})
		}
	}
}

// fiveRows is a law of 730 rows of five assets, correlated at .64, for seven days; the last a second longer than a day, as the plain grid's.
func fiveRows(t testing.TB, block float64) montecarlo.GBM {
	r, _ := resampled(t, 730, 7, block, 0.0314, 0.8, 0.8, 0.8, 0.8, 0.8)
	r.Times[6] = 7.000007 / year
	return law(t, r, 0, 0, 0, 0, 0)
}
