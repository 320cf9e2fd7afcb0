package calibrate

import (
	"fmt"
	"math"
)

// A VolatilityKind names an estimator of volatility.
type VolatilityKind int

const (
	// CloseToClose is the sample standard deviation (n-1) of the returns.
	CloseToClose VolatilityKind = iota + 1
	// EWMA weights the squared returns by .94^k from the last one back, with no
	// mean: var(t+1) = .94 var(t) + .06 r(t)^2, begun with the variance of the
	// first 30 (RiskMetrics, 4th edition, 1996).
	EWMA
	// Parkinson is the mean squared log range over 4 ln 2 (J. Business 53, 1980): for a
	// price that never jumps and has no drift. It needs highs and lows.
	Parkinson
	// YangZhang adds the variances from close to open and from open to close and
	// the ranges of Rogers and Satchell (J. Business 73, 2000). It needs opens, highs
	// and lows; where the market never closes, the first part is near zero.
	YangZhang
	// Realised is the mean of the daily sums of squared returns. It needs
	// bars shorter than a day.
	Realised
)

var volatilityNames = map[VolatilityKind]string{
	CloseToClose: "close", EWMA: "ewma", Parkinson: "parkinson", YangZhang: "yang-zhang", Realised: "realised",
}

func (k VolatilityKind) String() string { return volatilityNames[k] }

// VolatilityKinds returns every kind.
func VolatilityKinds() []VolatilityKind {
	return []VolatilityKind{CloseToClose, EWMA, Parkinson, YangZhang, Realised}
}

// Decay of the EWMA of squared daily returns, and how many of them begin it.
const (
	ewmaDecay = 0.94
	ewmaStart = 30
)

// Volatility returns the annual volatility of a series. The estimators of daily
// returns and ranges use its UTC days, Realised its bars. It returns an error that
// says what the series lacks.
func Volatility(s Series, kind VolatilityKind) (Value, error) {
	if kind == Realised {
		if s.Interval >= Day {
			return Value{}, fmt.Errorf("%s has bars of a day or more: realised volatility needs shorter ones", s.Asset)
		}
		sums := dailySums(s)
		if len(sums) < 2 {
			return Value{}, fmt.Errorf("%s has %d whole days, want at least 2", s.Asset, len(sums))
		}
		return mean(sums).root(365), nil
	}
	d := s.Daily()
	returns, _ := d.Returns()
	if len(returns) < 2 {
		return Value{}, fmt.Errorf("%s has %d daily returns, want at least 2", s.Asset, len(returns))
	}
	if !s.Ranges && (kind == Parkinson || kind == YangZhang) {
		return Value{}, fmt.Errorf("%s has closes only: %v needs highs and lows", s.Asset, kind)
	}
	perYear := float64(Year) / float64(d.Interval)
	switch kind {
	case CloseToClose:
		return variance(Logs(returns)).root(perYear), nil
	case EWMA:
		return ewma(Logs(returns)).root(perYear), nil
	case Parkinson:
		x := make([]float64, len(returns)) // of the days that have one, so that a day cut short does not count
		for i, r := range returns {
			x[i] = square(log(r.Bar.High/r.Bar.Low)) / (4 * math.Ln2)
		}
		return mean(x).root(perYear), nil
	case YangZhang:
		return yangZhang(returns).root(perYear), nil
	}
	return Value{}, fmt.Errorf("%d is no kind of volatility", kind)
}

// square returns x^2, rounded: it can stand in a sum.
func square(x float64) float64 { return float64(x * x) }

// variance returns the sample variance.
func variance(x []float64) Value {
	var m float64
	for _, v := range x {
		m += v
	}
	m /= float64(len(x))
	squares := make([]float64, len(x))
	for i, v := range x {
		squares[i] = square(v - m)
	}
	v := mean(squares)
	n := float64(len(x))
	return newValue(v.Value*n/(n-1), v.StdErr*n/(n-1), v.Kind)
}

// ewma returns the weighted variance after the last return. Its error takes the
// variance as constant over the some 30 returns that count, and the returns over it as
// independent, with the kurtosis they have: var = (kurtosis - 1) var^2 sum of w^2.
func ewma(x []float64) Value {
	begin := x[:min(ewmaStart, len(x))]
	v := variance(begin).Value
	if v == 0 {
		v = math.SmallestNonzeroFloat64
	}
	var squares, fourths float64
	for _, r := range x {
		z := r * r / v
		squares, fourths = squares+z, fourths+square(z)
		v = float64(ewmaDecay*v) + float64((1-ewmaDecay)*r*r)
	}
	n := float64(len(x))
	kurtosis := n * fourths / square(squares)
	return newValue(v, v*math.Sqrt((kurtosis-1)*(1-ewmaDecay)/(1+ewmaDecay)), IID)
}

// yangZhang returns the variance of Yang and Zhang: overnight, plus k of open to
// close, plus 1-k of Rogers and Satchell, with their k for the least variance. The
// error is that of the mean of the daily terms.
func yangZhang(returns []Return) Value {
	n := float64(len(returns))
	k := 0.34 / (1.34 + (n+1)/(n-1))
	var overnight, inside float64
	for _, r := range returns {
		overnight += log(r.Bar.Open/r.From) / n
		inside += log(r.Bar.Close/r.Bar.Open) / n
	}
	terms := make([]float64, len(returns))
	for i, r := range returns {
		b := r.Bar
		u, d, c := log(b.High/b.Open), log(b.Low/b.Open), log(b.Close/b.Open)
		terms[i] = (square(log(b.Open/r.From)-overnight)+float64(k*square(c-inside)))*n/(n-1) + float64((1-k)*(float64(u*(u-c))+float64(d*(d-c))))
	}
	return mean(terms)
}

// dailySums returns the sums of squared returns of the UTC days. A return over
// missing bars belongs to the day in which the price is known again.
func dailySums(s Series) []float64 {
	var sums []float64
	day, begun := int64(math.MinInt64), false
	for i := 1; i < len(s.Bars); i++ {
		if d := floorDay(s.Bars[i].Time); d != day || !begun {
			sums, day, begun = append(sums, 0), d, true
		}
		sums[len(sums)-1] += square(log(s.Bars[i].Close / s.Bars[i-1].Close))
	}
	return sums
}
