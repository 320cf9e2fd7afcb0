package risk_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/montecarlo"
	"github.com/plimsoll-risk/plimsoll/risk"
	"github.com/plimsoll-risk/plimsoll/risk/margin"
)

// curve returns a survival curve of one standard error, from the probabilities of
// liquidation at dates that are step hours apart.
func curve(step, stdErr float64, liquidated ...float64) risk.Survival {
	s := risk.Survival{Hours: []float64{0}, Probability: []float64{1}, StdErr: []float64{0}}
	for k, p := range liquidated {
		s.Hours = append(s.Hours, step*float64(k+1))
		s.Probability = append(s.Probability, 1-p)
		s.StdErr = append(s.StdErr, stdErr)
	}
	return s
}

// TestMedian checks that interpolation is exact for a barrier of driftless Brownian motion,
// P = 2 Phi(-b/sqrt t): the median is (b/.674489750196)^2.
func TestMedian(t *testing.T) {
	// b = 6.74489750196 gives a median of exactly 100 hours; P(t) at 80 and 120 by mpmath.
	s := risk.Survival{
		Hours:       []float64{0, 80, 120},
		Probability: []float64{1, 1 - 0.450787696909, 1 - 0.538077958689},
		StdErr:      []float64{0, 0.001, 0.001},
	}
	always := risk.Monitoring{}
	m := risk.Median(s, "rqmc+bridge", always)
	require.InDelta(t, 100, m.Value, 1e-4)
	// dP/dt = phi(b/sqrt t) b t^-3/2 = .31777657 * .00674489750 = .00214337: an error of .001 in P is .46656 h.
	require.InDelta(t, 0.46656, m.StdErr, 2e-3)
	require.InDelta(t, 100-1.96*0.46656, m.Low, 1e-2)
	require.InDelta(t, 100+1.96*0.46656, m.High, 1e-2)
	require.Nil(t, risk.Median(curve(10, 0, 0.4), "rqmc+bridge", always))

	t.Run("all of it before the first date: the interval is the time up to it", func(t *testing.T) {
		m := risk.Median(curve(120, 0.001, 0.538077958689), "rqmc+bridge", always)
		require.InDelta(t, 100, m.Value, 1e-4)
		require.Equal(t, []float64{0, 120}, []float64{m.Low, m.High})
	})
	t.Run("never before the date that is too early for it", func(t *testing.T) {
		// 2 Phi(-b/sqrt 40) = .9 has b = .795, hence a median of (.795/.674)^2 = 1.39 hours.
		m := risk.Median(curve(20, 0.001, 0, 0.9), "rqmc+bridge", always)
		require.Equal(t, []float64{20, 30, 40}, []float64{m.Low, m.Value, m.High})
	})
	t.Run("from 0 to 1 between two dates", func(t *testing.T) {
		m := risk.Median(curve(7, 0, 0, 0, 1, 1), "rqmc+bridge", always)
		require.Equal(t, []float64{14, 17.5, 21}, []float64{m.Low, m.Value, m.High})
		require.InDelta(t, 7/(2*1.959963984540054), m.StdErr, 1e-12)
	})
}

// TestMedian_Looks checks by hand that the median is a look, and which looks the interval holds.
func TestMedian_Looks(t *testing.T) {
	for _, tt := range []struct {
		name             string
		every            float64
		curve            risk.Survival
		low, value, high float64
	}{
		// Looks at 24 and 48 and the horizon; dates every 12 hours.
		{"one look between dates", 24, curve(12, 0.001, 0, 0.3, 0.3, 0.6, 0.6), 48, 48, 48},
		{"at 1/2", 24, curve(12, 0.001, 0, 0.5, 0.5, 0.6, 0.6), 24, 24, 48},
		{"within its error of 1/2 at the look before", 24, curve(12, 0.01, 0, 0.49, 0.49, 0.6, 0.6), 24, 48, 48},
		{"within its error of 1/2 at the horizon", 24, curve(12, 0.01, 0, 0.3, 0.3, 0.4, 0.51), 60, 60, 60},
		{"within its error of 1/2 at a look and at none after", 24, curve(12, 0.01, 0, 0.3, 0.3, 0.505, 0.505), 48, 48, 60},
		{"at the horizon only", 100, curve(12, 0.001, 0, 0, 0, 0, 0.8), 60, 60, 60},
		{"from 0 to 1", 24, curve(12, 0.0005, 0, 0, 0, 1, 1), 48, 48, 48},
		// Looks every hour; P = 2 Phi(-b/sqrt t) at 80 and 120 with the median at 100, as above, and one at 99.5.
		{"many looks between dates", 1, curve(40, 0.001, 0.286, 0.450787696909, 0.538077958689), 81, 100, 120},
		{"the first look after", 1, curve(40, 0.001, 0.285, 0.449, 0.5371), 81, 101, 120},
		// Looks at 7, 14 .. 42 and dates at 10, 20, 30 and 40: the last looks up to them are 7, 14, 28 and 35.
		{"looks that no date hits", 7, curve(10, 0.001, 0.1, 0.2, 0.6, 0.7), 21, 28, 28},
	} {
		t.Run(tt.name, func(t *testing.T) {
			m := risk.Median(tt.curve, "mc", risk.Monitoring{EveryHours: tt.every})
			require.Equal(t, []float64{tt.low, tt.value, tt.high}, []float64{m.Low, m.Value, m.High})
			require.Positive(t, m.StdErr)
			require.GreaterOrEqual(t, m.StdErr, (tt.high-tt.low)/(2*1.96)-1e-3)
		})
	}
	t.Run("a look that is certain but for its error", func(t *testing.T) {
		// Cantelli: .01^2/(.01^2 + .2^2) at 24 and .01^2/(.01^2 + .1^2) at 48; 24 hours times the root of their sum.
		m := risk.Median(curve(12, 0.01, 0, 0.3, 0.3, 0.6, 0.6), "mc", risk.Monitoring{EveryHours: 24})
		require.InDelta(t, 2.671962, m.StdErr, 1e-5)
	})
	require.Nil(t, risk.Median(curve(12, 0.01, 0, 0.3), "mc", risk.Monitoring{EveryHours: 12}))
}

// TestSimulate_MedianLooks: a 10x long with a margin of 100 is liquidated at ln(.9/.995) = -.10035. At volatility 3,
// looked at every 24 hours, the correction of Broadie, Glasserman and Kou (1997) moves that by -.5826*3*sqrt(24/8760)
// to -.1918, which Brownian motion of drift -4.5 reaches with probability .426 by 48 and .527 by 72 hours.
func TestSimulate_MedianLooks(t *testing.T) {
	a := account(pool("A", margin.Isolated, "100", position(t, "A/USDT:USDT", "1000", "1")))
	market := twoAssets(0)
	market.Volatility["A"] = 3
	s := week(1<<14, 1)
	s.Monitoring.EveryHours = 24
	m := simulate(t, a, market, s).Liquidation.Pools[0].MedianHours
	require.Equal(t, []float64{72, 72, 72}, []float64{m.Low, m.Value, m.High})

	// Without noise the price falls through it at 365 * .10035/9.5 days = 92.53 hours: seen at 96.
	market.Volatility["A"], market.Drift = 0, map[string]float64{"A": -9.5}
	m = simulate(t, a, market, s).Liquidation.Pools[0].MedianHours
	require.Equal(t, []float64{96, 96, 96}, []float64{m.Low, m.Value, m.High})
	require.Positive(t, m.StdErr)
	s.Monitoring.EveryHours = 0
	m = simulate(t, a, market, s).Liquidation.Pools[0].MedianHours
	require.Equal(t, "exact", m.Method)
	// ln(.995/.9) * 8760/9.5.
	require.InDelta(t, 92.5314, m.Value, 1e-3)
}

// A pool of several positions whose path has no noise.
func TestSimulate_MedianDeterministic(t *testing.T) {
	a := account(pool("cross", margin.Cross, "200", position(t, "A/USDT:USDT", "1000", "1"), position(t, "B/USDT:USDT", "1000", "1")))
	market := twoAssets(0)
	market.Volatility, market.Drift = map[string]float64{"A": 0, "B": 0}, map[string]float64{"A": -9.5, "B": -9.5}
	m := simulate(t, a, market, week(1<<10, 1)).Liquidation.Pools[0].MedianHours
	// Both fall as one, and are taken for one: the same 92.53 hours, or an interval of dates that holds them.
	want := math.Log(0.995/0.9) * 8760 / 9.5
	require.LessOrEqual(t, m.Low, want+1e-9)
	require.GreaterOrEqual(t, m.High, want-1e-9)
	require.Greater(t, m.Value, 91.0)
	require.LessOrEqual(t, m.Value, 98.0)
	if m.Method != montecarlo.Exact(0).Method {
		require.Positive(t, m.StdErr)
	}
}
