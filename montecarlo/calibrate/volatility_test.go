package calibrate_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/montecarlo/calibrate"
)

// Returns ln 2, -ln 2, ln 2: mean ln 2/3, squared deviations 8/3 (ln 2)^2 in sum, over
// n-1 = 2, so the annual deviation is ln 2 sqrt(4/3 x 365).
func TestVolatility_CloseToCloseByHand(t *testing.T) {
	s := series("A", calibrate.Day, []float64{math.Ln2, -math.Ln2, math.Ln2})
	v, err := calibrate.Volatility(s, calibrate.CloseToClose)
	require.NoError(t, err)
	require.InEpsilon(t, math.Ln2*math.Sqrt(4./3*365), v.Value, 1e-12)
	require.Equal(t, calibrate.HAC, v.Kind)
}

// Two bars of range e each: e^2/(4 ln 2) a day.
func TestVolatility_ParkinsonByHand(t *testing.T) {
	s := series("A", calibrate.Day, []float64{0, 0, 0})
	s.Ranges = true
	for i := range s.Bars {
		s.Bars[i].High = s.Bars[i].Low * math.E
	}
	v, err := calibrate.Volatility(s, calibrate.Parkinson)
	require.NoError(t, err)
	require.InEpsilon(t, math.Sqrt(365/(4*math.Ln2)), v.Value, 1e-12)
}

// The recursion by hand: the two returns r, -r have variance 2 r^2 (n-1 = 1), which begins it.
func TestVolatility_EWMAByHand(t *testing.T) {
	const r = 0.01
	v, err := calibrate.Volatility(series("A", calibrate.Day, []float64{r, -r}), calibrate.EWMA)
	require.NoError(t, err)
	want := 0.94*(0.94*2*r*r+0.06*r*r) + 0.06*r*r
	require.InEpsilon(t, math.Sqrt(365*want), v.Value, 1e-12)
}

// One day of a doubling and a halving, one of a doubling: 2 and 1 squares of ln 2 a day.
func TestVolatility_RealisedByHand(t *testing.T) {
	s := series("A", calibrate.Day/2, []float64{math.Ln2, -math.Ln2, math.Ln2})
	v, err := calibrate.Volatility(s, calibrate.Realised)
	require.NoError(t, err)
	require.InEpsilon(t, math.Ln2*math.Sqrt(365*1.5), v.Value, 1e-12)
}

// brownian returns hourly bars of geometric Brownian motion without log drift. The high
// and the low of an hour are those of the bridge between its ends, each
// exactly: ((a+b) +- sqrt((b-a)^2 - 2 s^2 ln U)) / 2.
func brownian(seed uint64, days int, volatility float64) calibrate.Series {
	g := source(seed)
	s := calibrate.Series{Asset: "A", Interval: calibrate.Hour, Ranges: true}
	variance := volatility * volatility / 8760
	x := 0.0
	for h := range int64(24 * days) {
		y := x + math.Sqrt(variance)*g.NormFloat64()
		up := math.Sqrt((y-x)*(y-x) - 2*variance*math.Log(g.Float64()))
		down := math.Sqrt((y-x)*(y-x) - 2*variance*math.Log(g.Float64()))
		s.Bars = append(s.Bars, calibrate.Bar{Time: start + h*calibrate.Hour,
			Open: math.Exp(x), High: math.Exp((x + y + up) / 2), Low: math.Exp((x + y - down) / 2), Close: math.Exp(y)})
		x = y
	}
	return s
}

// Every kind finds the volatility of Brownian motion, from which all are
// defined; and those that see more of the day have the smaller error.
func TestVolatility_Recovered(t *testing.T) {
	const want = 0.8
	s := brownian(1, 2000, want)
	errs := map[calibrate.VolatilityKind]float64{}
	for _, kind := range calibrate.VolatilityKinds() {
		v, err := calibrate.Volatility(s, kind)
		require.NoError(t, err)
		near(t, kind.String(), want, v)
		errs[kind] = v.StdErr
	}
	require.Less(t, errs[calibrate.Parkinson], errs[calibrate.CloseToClose])
	require.Less(t, errs[calibrate.YangZhang], errs[calibrate.CloseToClose])
	require.Less(t, errs[calibrate.Realised], errs[calibrate.Parkinson])
	require.Less(t, errs[calibrate.CloseToClose], errs[calibrate.EWMA])
}

// Over 200 simulated years each estimator scatters as much as its error says, to a fifth: the
// scatter of 200 values is good to 5 %, weights over 25 lags leave HAC with some 7 % on 365 days,
// and dividing by an estimated deviation adds kurtosis, which makes the error of ewma some
// 15 % too wide.
func TestVolatility_ErrorsAreHonest(t *testing.T) {
	if testing.Short() {
		t.Skip("many simulated series")
	}
	for _, kind := range calibrate.VolatilityKinds() {
		var sum, squares, variance float64
		const n = 200
		for seed := range uint64(n) {
			v, err := calibrate.Volatility(brownian(seed, 365, 0.6), kind)
			require.NoError(t, err)
			sum, squares, variance = sum+v.Value, squares+v.Value*v.Value, variance+v.StdErr*v.StdErr
		}
		scatter := math.Sqrt((squares - sum*sum/n) / (n - 1))
		require.InEpsilon(t, scatter, math.Sqrt(variance/n), 0.2, "%v", kind)
	}
}

// The exact law of clustering: with GARCH(1,1) variances the error of the sample
// variance is wider than independence would have it.
func TestVolatility_ErrorKnowsClusters(t *testing.T) {
	calm := make([]float64, 2000)
	g := source(3)
	for i := range calm {
		calm[i] = 0.02 * g.NormFloat64()
	}
	wild := garch(3, 2000, 0.00002, 0.1, 0.85, math.Inf(1))
	a, err := calibrate.Volatility(series("A", calibrate.Day, calm), calibrate.CloseToClose)
	require.NoError(t, err)
	b, err := calibrate.Volatility(series("A", calibrate.Day, wild), calibrate.CloseToClose)
	require.NoError(t, err)
	require.Greater(t, b.StdErr/b.Value, 1.5*a.StdErr/a.Value)
}

func TestVolatility_Lacking(t *testing.T) {
	daily := series("A", calibrate.Day, make([]float64, 40))
	for kind, want := range map[calibrate.VolatilityKind]string{
		calibrate.Realised:  "bars of a day or more",
		calibrate.Parkinson: "closes only",
		calibrate.YangZhang: "closes only",
	} {
		_, err := calibrate.Volatility(daily, kind)
		require.ErrorContains(t, err, want)
	}
	_, err := calibrate.Volatility(calibrate.Series{Asset: "A", Interval: calibrate.Day}, calibrate.CloseToClose)
	require.ErrorContains(t, err, "0 daily returns")
	_, err = calibrate.Volatility(daily, 99)
	require.ErrorContains(t, err, "no kind")
}
