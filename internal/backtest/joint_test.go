package backtest_test

import (
	"context"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/internal/backtest"
)

// I_(1/2)(x) = sqrt(2/(pi x)) sinh x, I_(3/2)(x) = sqrt(2/(pi x)) (cosh x - sinh x / x); the others are
// SciPy's ive.
func TestScaledBessel(t *testing.T) {
	for _, x := range []float64{0.01, 1, 10, 80, 300} {
		half := (1 - math.Exp(-2*x)) / 2
		require.InEpsilon(t, math.Sqrt(2/(math.Pi*x))*half, backtest.ScaledBessel(0.5, x), 1e-11)
		cosh := (1 + math.Exp(-2*x)) / 2
		require.InDelta(t, math.Sqrt(2/(math.Pi*x))*(cosh-half/x), backtest.ScaledBessel(1.5, x), 1e-11)
	}
	for _, tt := range []struct{ v, x, want float64 }{
		{0, 1, 0.4657596075936404}, {1, 10, 0.12126268138445553}, {1.7, 30, 0.06964917790323277},
		{25.3, 4, 2.1447233108084657e-20}, {40, 200, 0.0005187173038351746},
	} {
		require.InEpsilon(t, tt.want, backtest.ScaledBessel(tt.v, tt.x), 1e-11)
	}
}

// Without correlation the two are independent; near correlation 1 the further barrier decides.
// In between, paths of 200 steps whose bridges are drawn agree to 4 errors and what the
// steps leave out.
func TestTouchBoth(t *testing.T) {
	p := func(a float64) float64 { return math.Erfc(a / math.Sqrt2) }
	for _, a := range []float64{0.2, 1, 2.5} {
		for _, b := range []float64{0.5, 1.5} {
			require.InDelta(t, p(a)*p(b), backtest.TouchBoth(a, b, 0), 1e-9)
			require.InDelta(t, p(max(a, b)), backtest.TouchBoth(a, b, 1), 0.01)
			require.InDelta(t, backtest.TouchBoth(b, a, 0.6), backtest.TouchBoth(a, b, 0.6), 1e-9)
		}
	}
	if testing.Short() {
		return
	}
	const paths, steps, rho, a, b = 20_000, 200, 0.7, 1.0, 1.3
	g := rand.New(rand.NewPCG(1, 2))
	hits := 0.
	for range paths {
		var x, y, m, n float64
		for range steps {
			u, v := g.NormFloat64(), g.NormFloat64()
			dx := u / math.Sqrt(steps)
			dy := (rho*u + math.Sqrt(1-rho*rho)*v) / math.Sqrt(steps)
			m = math.Max(m, x+(dx+math.Sqrt(dx*dx-2./steps*math.Log(g.Float64())))/2)
			n = math.Max(n, y+(dy+math.Sqrt(dy*dy-2./steps*math.Log(g.Float64())))/2)
			x, y = x+dx, y+dy
		}
		if m >= a && n >= b {
			hits++
		}
	}
	want := hits / paths
	require.InDelta(t, want, backtest.TouchBoth(a, b, rho), 4*math.Sqrt(want*(1-want)/paths)+1e-3)
}

// Two walks of correlation .8 and constant volatility: the forecast that knows it is near what
// happens, and independence far below.
func TestTouching_Correlated(t *testing.T) {
	if testing.Short() {
		t.Skip("simulates eight years of two assets")
	}
	const days = 3000
	g := rand.New(rand.NewPCG(4, 5))
	r := [2][]float64{}
	for range 24 * days {
		u := g.NormFloat64()
		r[0] = append(r[0], 0.006*u)
		r[1] = append(r[1], 0.006*(0.8*u+0.6*g.NormFloat64()))
	}
	o := options(days)
	o.Every = 7
	j, err := backtest.Touching(context.Background(), []backtest.Source{source("A", r[0]), source("B", r[1])}, o, 168, -0.1)
	require.NoError(t, err)
	require.Greater(t, j.Pairs, 400)
	require.Less(t, j.Independent.Value, 0.75)
	require.InDelta(t, 1, j.Shared.Value, 0.5)
	require.Less(t, j.Own.Value, j.Shared.Value)
	require.Less(t, j.Shared.Low, j.Shared.Value)
	require.Less(t, j.Shared.Value, j.Shared.High)
}
