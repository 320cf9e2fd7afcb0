package calibrate_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/montecarlo/calibrate"
)

// The constants of the study that chose the form of the model.
var study = calibrate.Recipe{Name: "study", Interval: calibrate.Hour, HalfLives: []float64{1}, LongDays: 365, FewestDays: 90,
	Weight: 0.90, DecayPerDay: 0.82, Scale: 1.25, MultiplierSd: 1.1}

// The variances of the study's table of test values, to the digits it gives.
func TestRecipe_Total(t *testing.T) {
	for _, tt := range []struct{ fast, long, days, want float64 }{
		{0.0004, 0.0008, 1, 0.00055}, {0.0004, 0.0008, 7, 0.00512321}, {0.0004, 0.0008, 30, 0.02750649},
		{0.0016, 0.0012, 1, 0.00195}, {0.0016, 0.0012, 7, 0.01237679},
		{0.0016, 0.0012, 0.5, 0.000975}, // w = .90 below a day: half of that of a day
	} {
		require.InDelta(t, tt.want, study.Total(tt.fast, tt.long, tt.days), 5e-9)
	}
}

// The rates of the days add up to the total.
func TestRecipe_Rate(t *testing.T) {
	var sum float64
	for k := range 30 {
		sum += study.Rate(0.0004, 0.0008, k)
	}
	require.InEpsilon(t, study.Total(0.0004, 0.0008, 30), sum, 1e-12)
}

// A hundred days of squares 1 and the last of 9: half-lives of a day weigh it a half, and of
// two days 1 - 2^(-1/2).
func TestRecipe_VariancesByHand(t *testing.T) {
	x := make([]float64, 100)
	for i := range x {
		x[i] = 1
	}
	x[99] = 9
	r := calibrate.Recipe{Interval: calibrate.Day, HalfLives: []float64{1, 2}, LongDays: 50, FewestDays: 40}
	fast, long, ok := r.Variances(x)
	require.True(t, ok)
	require.InEpsilon(t, (49+9.)/50, long, 1e-12)
	// The weights go back 30 half-lives; what is left out is 2^-30.
	require.InEpsilon(t, math.Sqrt((1+8*0.5)*(1+8*(1-math.Sqrt(0.5)))), fast, 1e-8)
	x[10] = math.NaN()
	_, _, ok = r.Variances(x[:39])
	require.False(t, ok)
}

// Returns whose variance is known throughout: long is that of the year, fast that
// of the end, where the variance has been twice the year's for two months.
func TestFitTerm_Recovered(t *testing.T) {
	g := source(9)
	const calm, wild = 0.0008, 0.0024 // a day
	x := make([]float64, 24*365)
	for h := range x {
		v := calm
		if h >= 24*305 {
			v = wild
		}
		x[h] = math.Sqrt(v/24) * g.NormFloat64()
	}
	for _, halfLives := range [][]float64{{1}, {0.5, 4}} {
		r := study
		r.HalfLives = halfLives
		f, err := calibrate.FitTerm(series("A", calibrate.Hour, x), r)
		require.NoError(t, err)
		near(t, "fast", math.Sqrt(365*wild), f.Fast)
		near(t, "long", math.Sqrt(365*calm*305/365+365*wild*60/365), f.Long)
		require.Equal(t, 365, f.Days)
	}
}

// The error of fast is honest: over 300 simulated ends it scatters as it says (a
// standard deviation of 300 values is good to 4 %).
func TestFitTerm_ErrorIsHonest(t *testing.T) {
	if testing.Short() {
		t.Skip("many simulated series")
	}
	r := study
	r.HalfLives = []float64{0.5, 8}
	var sum, squares, variance float64
	const n = 300
	for seed := range uint64(n) {
		g := source(seed)
		x := make([]float64, 24*120)
		for h := range x {
			x[h] = 0.006 * student(g, 6)
		}
		f, err := calibrate.FitTerm(series("A", calibrate.Hour, x), r)
		require.NoError(t, err)
		v := math.Log(f.Fast.Value)
		sum, squares, variance = sum+v, squares+v*v, variance+math.Pow(f.Fast.StdErr/f.Fast.Value, 2)
	}
	require.InEpsilon(t, math.Sqrt((squares-sum*sum/n)/(n-1)), math.Sqrt(variance/n), 0.15)
}

func TestFitTerm_Refuses(t *testing.T) {
	_, err := calibrate.FitTerm(series("A", calibrate.Day, make([]float64, 400)), study)
	require.ErrorContains(t, err, "bars of 24 hours: recipe study needs 1")
	_, err = calibrate.FitTerm(series("A", calibrate.Hour, make([]float64, 24*60)), study)
	require.ErrorContains(t, err, "needs 90")
}

// An hour that is missing has its return in the next.
func TestSquares(t *testing.T) {
	s := series("A", calibrate.Hour, []float64{1, 2, 3, 4})
	s.Bars = append(s.Bars[:2], s.Bars[3:]...)
	x := calibrate.Squares(s, calibrate.Hour)
	require.Len(t, x, 4)
	require.InDelta(t, 1, x[0], 1e-9)
	require.True(t, math.IsNaN(x[1]))
	require.InDelta(t, 25, x[2], 1e-9)
	require.InDelta(t, 16, x[3], 1e-9)
}
