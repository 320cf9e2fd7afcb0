package montecarlo_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/internal/reference"
	"github.com/plimsoll-risk/plimsoll/montecarlo"
)

// BenchmarkAssetSteps times the kernel, normals, correlation and prices of five
// assets over 64 steps, beside the loop one would write first. One operation is one asset over one step.
func BenchmarkAssetSteps(b *testing.B) {
	const steps, paths = 64, montecarlo.Lanes
	g := reference.FiveAssets()
	n := len(g.Volatility)
	perOp := func(b *testing.B) {
		b.ReportMetric(float64(steps*paths*n)*float64(b.N)/b.Elapsed().Seconds()/1e6, "Masset-steps/s")
	}
	b.Run("loop=blocks", func(b *testing.B) {
		e := montecarlo.Experiment{Process: g, Grid: uniform(7, steps, false), Books: []montecarlo.Book{{}}, Paths: paths, Seed: 1}
		s, err := e.Compile()
		require.NoError(b, err)
		w := montecarlo.NewWalk(s)
		b.ReportAllocs()
		for b.Loop() {
			w.Prices()
		}
		perOp(b)
	})
	b.Run("loop=path-by-path", func(b *testing.B) {
		dt := 7 / year / steps
		rng := rand.New(rand.NewPCG(1, 2))
		z, s := make([]float64, n), make([]float64, n)
		sink := 0.0
		for b.Loop() {
			for range paths {
				for a := range s {
					s[a] = 1
				}
				for range steps {
					for a := range z {
						z[a] = rng.NormFloat64()
					}
					for a := range s {
						sum := 0.0
						for f := range a + 1 {
							sum += g.L[a][f] * z[f]
						}
						s[a] *= math.Exp(g.Drift[a]*dt + g.Volatility[a]*math.Sqrt(dt)*sum)
					}
				}
				sink += s[0]
			}
		}
		perOp(b)
		require.Positive(b, sink)
	})
}

// BenchmarkSimulate times a whole estimate of the five-asset cross pool on one core.
func BenchmarkSimulate(b *testing.B) {
	for _, tt := range []struct {
		name  string
		steps int
		cont  bool
	}{{"monitoring=continuous/steps=24", 24, true}, {"monitoring=hourly/steps=168", 168, false}} {
		b.Run(tt.name, func(b *testing.B) {
			e := montecarlo.Experiment{Process: reference.FiveAssets(), Grid: uniform(7, tt.steps, tt.cont), Books: []montecarlo.Book{{reference.FiveLongs()}}, Paths: 4096, Seed: 1}
			s, err := e.Compile()
			require.NoError(b, err)
			b.ReportAllocs()
			for b.Loop() {
				s.Run(0, s.Blocks())
			}
		})
	}
}

// BenchmarkWork puts the estimator beside the plain method, 168 hourly looks at pseudo-random paths, on the five-asset pool at
// two equities: seconds, root mean square error against the continuous probability, and their product as work to equal
// error, RMSE^2 x time (lower is better). One core; everything counts that a run of its own costs.
func BenchmarkWork(b *testing.B) {
	truth := map[float64]float64{150: 0.107946}
	rare := montecarlo.Experiment{Process: reference.FiveAssets(), Grid: uniform(7.000007, 1, true), Books: []montecarlo.Book{{fiveLongs(300)}}, Paths: 1 << 21, Seed: 99}
	truth[300] = simulate(b, rare).Books[0].Any.Value
	for _, equity := range []float64{150, 300} {
		for _, tt := range []struct {
			name  string
			grid  montecarlo.Grid
			paths int
		}{
			{"plain-hourly", uniform(7.000007, 168, false), 1 << 14},
			{"estimator", uniform(7.000007, 1, true), 1 << 12},
			{"estimator-with-curve", uniform(7.000007, 24, true), 1 << 12},
		} {
			b.Run(fmt.Sprintf("P=%.2g/method=%s/paths=%d", truth[equity], tt.name, tt.paths), func(b *testing.B) {
				e := montecarlo.Experiment{Process: reference.FiveAssets(), Grid: tt.grid, Books: []montecarlo.Book{{fiveLongs(equity)}}, Paths: tt.paths}
				square, n := 0.0, 0
				for b.Loop() {
					e.Seed++
					s, err := e.Compile()
					require.NoError(b, err)
					r, err := s.Result(s.Run(0, s.Blocks()))
					require.NoError(b, err)
					d := r.Books[0].Any.Value - truth[equity]
					square += d * d
					n++
				}
				square /= float64(n)
				seconds := b.Elapsed().Seconds() / float64(n)
				b.ReportMetric(100*math.Sqrt(square)/truth[equity], "%rmse")
				b.ReportMetric(1e12*square*seconds, "work*1e12")
			})
		}
	}
}

// fiveLongs is the pool of reference.FiveLongs on another equity.
func fiveLongs(equity float64) montecarlo.Boundary {
	p := reference.FiveLongs()
	p.Terms = slices.Clone(p.Terms)
	p.Terms[0].Coefficient += equity - 150
	return p
}
