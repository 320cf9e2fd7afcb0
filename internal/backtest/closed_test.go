package backtest_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/internal/backtest"
)

// integral is the probability without nodes: the trapezoidal rule over Z, which is exact to
// rounding for a smooth integrand that vanishes at both ends.
func integral(v, sd, a float64) (p float64) {
	for z := -9.0; z <= 9; z += 0.01 {
		m := v * math.Exp(sd*z-sd*sd/2)
		p += 0.01 * math.Exp(-z*z/2) / math.Sqrt(2*math.Pi) * math.Erfc(math.Abs(a)/math.Sqrt(2*m))
	}
	return p
}

// The test values of the study that chose the form of the model are those of the integral, to the digits
// it gives; nine nodes are within 1e-4 of them, as it says.
func TestTouchProbability_Study(t *testing.T) {
	r := backtest.StudyRecipe()
	for _, tt := range []struct{ fast, long, days, barrier, want float64 }{
		{0.0004, 0.0008, 1, -0.05, 0.042522}, {0.0004, 0.0008, 1, -0.2, 7.9e-05}, {0.0004, 0.0008, 1, 0.1, 0.005345},
		{0.0004, 0.0008, 7, -0.05, 0.338728}, {0.0004, 0.0008, 7, -0.2, 0.014268}, {0.0004, 0.0008, 7, 0.1, 0.134186},
		{0.0004, 0.0008, 30, -0.05, 0.642287}, {0.0004, 0.0008, 30, -0.2, 0.13154}, {0.0004, 0.0008, 30, 0.1, 0.423453},
		{0.0016, 0.0012, 1, -0.05, 0.171916}, {0.0016, 0.0012, 1, -0.2, 0.00213}, {0.0016, 0.0012, 1, 0.1, 0.04409},
		{0.0016, 0.0012, 7, -0.05, 0.506623}, {0.0016, 0.0012, 7, -0.2, 0.05356},
	} {
		v, barrier := r.Total(tt.fast, tt.long, tt.days), math.Log1p(tt.barrier)
		require.InDelta(t, tt.want, integral(v, r.MultiplierSd, barrier), 6e-7, "%v", tt)
		require.InDelta(t, tt.want, backtest.TouchProbability(v, r.MultiplierSd, barrier), 1e-4, "%v", tt)
	}
}

func TestTouchProbability_Quadrature(t *testing.T) {
	for _, sd := range []float64{0.5, 0.91, 1.1} {
		for _, a := range []float64{0.01, 0.05, 0.1, 0.3} {
			require.InDelta(t, integral(0.003, sd, a), backtest.TouchProbability(0.003, sd, a), 1e-4)
			require.Equal(t, backtest.TouchProbability(0.003, sd, a), backtest.TouchProbability(0.003, sd, -a))
		}
	}
}

// The density of the first passage of a Brownian motion with drift, integrated over
// time: a / sqrt(2 pi t^3) exp(-(a - m t)^2 / (2t)) in units of the variance.
func TestDrifting(t *testing.T) {
	for _, m := range []float64{-0.4, 0, 0.4} {
		for _, a := range []float64{0.05, 0.3, 1} {
			var want float64
			const n = 200_000
			for i := range n {
				s := (float64(i) + 0.5) / n
				want += a / math.Sqrt(2*math.Pi*s*s*s) * math.Exp(-(a-m*s)*(a-m*s)/(2*s)) / n
			}
			require.InDelta(t, want, backtest.Drifting(1, m, a), 1e-6)
			require.InDelta(t, want, backtest.Drifting(1, -m, -a), 1e-6)
		}
	}
	require.Equal(t, 1., backtest.Drifting(1, 0, 0))
	require.InDelta(t, 0, backtest.Drifting(1e-6, -0.5e-6, 0.5), 1e-300)
}

// Without a multiplier the martingale has a closed form: that of geometric Brownian
// motion whose log price falls by half its variance.
func TestTouchMartingale(t *testing.T) {
	const v = 0.01
	require.InDelta(t, backtest.Drifting(v, -v/2, 0.1), backtest.TouchMartingale(v, 0, 0.1), 1e-12)
	require.Less(t, backtest.TouchMartingale(v, 1, 0.1), backtest.TouchProbability(v, 1, 0.1))
	require.Greater(t, backtest.TouchMartingale(v, 1, -0.1), backtest.TouchProbability(v, 1, -0.1))
}

// The example of Jorion (Value at Risk, chapter 6): 20 exceptions in 252 days at 5 %
// give a likelihood ratio of 3.91, just above 3.84.
func TestKupiec(t *testing.T) {
	require.InDelta(t, math.Erfc(math.Sqrt(3.91/2)), backtest.Kupiec(20, 252, 0.05), 2e-4)
	require.InDelta(t, 1, backtest.Kupiec(5, 100, 0.05), 1e-12)
	// No exception in 100: the ratio is -2 ln .95^100 = 10.2587.
	require.InDelta(t, math.Erfc(math.Sqrt(-100*math.Log(0.95))), backtest.Kupiec(0, 100, 0.05), 1e-12)
}

// By hand: 1 1 0 0 0 0 1 1 0 0 has transitions 0-0 4, 0-1 1, 1-0 2, 1-1 2, so the ratio is
// 2 (4 ln .8 + ln .2 + 4 ln .5 - 6 ln(6/9) - 3 ln(3/9)).
func TestChristoffersen(t *testing.T) {
	ratio := 2 * (4*math.Log(0.8) + math.Log(0.2) + 4*math.Log(0.5) - 6*math.Log(6./9) - 3*math.Log(3./9))
	touches := []bool{true, true, false, false, false, false, true, true, false, false}
	require.InDelta(t, math.Erfc(math.Sqrt(ratio/2)), backtest.Christoffersen(touches), 1e-12)
	require.InDelta(t, 1, backtest.Christoffersen(make([]bool, 10)), 1e-12)
	require.InDelta(t, 1, backtest.Christoffersen(nil), 1e-12)
}
