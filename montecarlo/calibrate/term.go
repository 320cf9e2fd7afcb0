package calibrate

import (
	"fmt"
	"math"
)

// A Recipe says how the two-component term of variance is estimated and what it is
// worth. The variance of the log price over H days is
//
//	V(H) = Scale H (w fast + (1-w) long),  w = Weight (1 - DecayPerDay^H) / (H (1 - DecayPerDay)), w = Weight below a day
//
// with fast and long variances a day, times one multiplier exp(s Z - s^2/2) per path, s being
// MultiplierSd and Z standard normal, that all assets share.
type Recipe struct {
	Name         string
	Interval     int64     // of the returns that it takes, in seconds: Hour or Day
	HalfLives    []float64 // in days: fast is the geometric mean of the EWMAs of squared returns with these
	LongDays     int       // long is the mean of the squared returns over so many days, as far as there are
	FewestDays   int       // that it needs
	Weight       float64
	DecayPerDay  float64
	Scale        float64
	MultiplierSd float64
}

// ewmaSpan is after how many half-lives what is older no longer counts.
const ewmaSpan = 30

// Variances returns the fast and the long variance a day from squared returns of the
// recipe's interval, the latest last, NaN where a return is missing. It reports false where
// fewer days than the recipe needs have a return.
func (r Recipe) Variances(squares []float64) (fast, long float64, ok bool) {
	perDay := int(Day / r.Interval)
	window := squares[max(0, len(squares)-r.LongDays*perDay):]
	var sum float64
	n, days, lastDay := 0, 0, -1
	for i, s := range window {
		if math.IsNaN(s) {
			continue
		}
		sum += s
		n++
		if day := (len(window) - 1 - i) / perDay; day != lastDay {
			days, lastDay = days+1, day
		}
	}
	if days < r.FewestDays {
		return 0, 0, false
	}
	if perDay > 1 { // sums of days: an hour that is missing has its return in the next
		long = sum / float64(days)
	} else {
		long = sum / float64(n)
	}
	logFast := 0.0
	for _, h := range r.HalfLives {
		logFast += log(decayed(squares, h*float64(perDay))*float64(perDay)) / float64(len(r.HalfLives))
	}
	return exp(logFast), long, true
}

// decayed returns the mean of what is not missing, weighted by halves for every
// halfLife of steps back from the last.
func decayed(x []float64, halfLife float64) float64 {
	decay := exp2(-1 / halfLife)
	var sum, weights float64
	w := 1.0
	for i := len(x) - 1; i >= max(0, len(x)-int(ewmaSpan*halfLife)); i-- {
		if !math.IsNaN(x[i]) {
			sum, weights = sum+float64(w*x[i]), weights+w
		}
		w *= decay
	}
	return sum / weights
}

// Total returns the variance of the log price over so many days.
func (r Recipe) Total(fast, long, days float64) float64 {
	w := r.Weight
	if days > 1 {
		w *= (1 - math.Pow(r.DecayPerDay, days)) / (days * (1 - r.DecayPerDay))
	}
	return r.Scale * days * (float64(w*fast) + float64((1-w)*long))
}

// Rate returns the variance of the k-th day from now, k from 0.
func (r Recipe) Rate(fast, long float64, k int) float64 {
	return r.Scale * (long + float64(r.Weight*(fast-long)*math.Pow(r.DecayPerDay, float64(k))))
}

// A Term is the two-component term of one asset's volatility.
type Term struct {
	Recipe     Recipe
	Fast, Long Value // annual volatilities
	Days       int   // that Long is the mean of
}

// FitTerm estimates the term of a series at its end by a recipe. The error of Fast
// takes the returns as independent over its window, with the kurtosis they have; that
// of Long is HAC. The constants of the recipe carry the errors of the study
// that fitted them.
func FitTerm(s Series, r Recipe) (Term, error) {
	if s.Interval > r.Interval {
		return Term{}, fmt.Errorf("%s has bars of %d hours: recipe %s needs %d", s.Asset, s.Interval/Hour, r.Name, r.Interval/Hour)
	}
	squares := Squares(s, r.Interval)
	fast, long, ok := r.Variances(squares)
	if !ok {
		return Term{}, fmt.Errorf("%s has too few days: recipe %s needs %d", s.Asset, r.Name, r.FewestDays)
	}
	perDay := int(Day / r.Interval)
	window := squares[max(0, len(squares)-r.LongDays*perDay):]
	var sums []float64
	var second, fourth, n float64
	for end := len(window); end > 0; end -= perDay {
		sum, any := 0.0, false
		for _, x := range window[max(0, end-perDay):end] {
			if !math.IsNaN(x) {
				sum, any = sum+x, true
				second, fourth, n = second+x, fourth+square(x), n+1
			}
		}
		if any {
			sums = append(sums, sum)
		}
	}
	spread := math.Sqrt((n*fourth/square(second) - 1) * r.squaredWeights())
	t := Term{Recipe: r, Fast: newValue(fast, fast*spread, IID).root(365), Days: len(sums)}
	t.Long = newValue(long, mean(sums).StdErr, HAC).root(365)
	return t, nil
}

// squaredWeights returns the sum of the squares of the weights that ln fast gives
// the squared returns, relative to their mean.
func (r Recipe) squaredWeights() float64 {
	perDay := float64(Day / r.Interval)
	var sum float64
	for _, g := range r.HalfLives {
		for _, h := range r.HalfLives {
			a, b := exp2(-1/(g*perDay)), exp2(-1/(h*perDay))
			sum += (1 - a) * (1 - b) / (1 - float64(a*b))
		}
	}
	return sum / square(float64(len(r.HalfLives)))
}

// Squares returns the squared log returns of a series on a grid of this interval without gaps,
// from its second point to its end, NaN where the price is missing. A return over missing
// points belongs to the one at which the price is known again.
func Squares(s Series, interval int64) []float64 {
	if interval == Day {
		s = s.Daily()
	}
	if len(s.Bars) == 0 {
		return nil
	}
	first := s.Bars[0].Time + s.Interval
	last := s.End()
	x := make([]float64, (last-first)/interval)
	for i := range x {
		x[i] = math.NaN()
	}
	before := math.NaN()
	for i := range s.Bars {
		end := s.Bars[i].Time + s.Interval
		if (end-first)%interval != 0 {
			continue // inside a point
		}
		if at := (end - first) / interval; at > 0 {
			x[at-1] = square(log(s.Bars[i].Close / before))
		}
		before = s.Bars[i].Close
	}
	return x
}
