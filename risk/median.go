package risk

import (
	"math"

	"github.com/plimsoll-risk/plimsoll/montecarlo"
)

// median returns the time by which a simulated pool is liquidated with probability
// 1/2, or nil if that is beyond the horizon. It knows the curve at its dates only.
func median(s Survival, method string, m Monitoring) *montecarlo.Estimate {
	last := len(s.Hours) - 1
	if s.Probability[last] > 0.5 {
		return nil
	}
	k := firstDate(s, 0)
	e := montecarlo.Estimate{Confidence: montecarlo.Confidence, Method: method}
	if m.Continuous() {
		medianInTime(&e, s, k)
	} else {
		medianLook(&e, s, k, m)
	}
	return &e
}

// firstDate returns the first date by which the pool is liquidated with probability
// 1/2 or more, that probability raised by so many standard errors, or the last date.
func firstDate(s Survival, raised float64) int {
	for k := 1; k < len(s.Hours); k++ {
		if s.Probability[k]-float64(raised*s.StdErr[k]) <= 0.5 {
			return k
		}
	}
	return len(s.Hours) - 1
}

// medianInTime fills in e for a pool that is watched always; the median is in
// (Hours[k-1], Hours[k]]. There it interpolates linearly Phi^-1(P/2) in 1/sqrt(t), which is
// exact for a barrier of Brownian motion without drift, P = 2 Phi(-b/sqrt t). Its error
// is that of P over the slope of the curve there.
//
// Without a probability at the date before, that law through date k alone gives the value,
// and nothing confirms it: the interval then holds the whole time between the two dates.
// Where the probability goes from 0 to 1 from one date to the next the value is the middle.
func medianInTime(e *montecarlo.Estimate, s Survival, k int) {
	before, date := s.Hours[k-1], s.Hours[k]
	alone := s.Probability[k-1] >= 1
	if alone && s.Probability[k] <= 0 {
		e.Value, e.Low, e.High = float64(0.5*(before+date)), before, date
		e.StdErr = (date - before) / (2 * montecarlo.Z95)
		return
	}
	at := func(shift float64) float64 { return math.Min(date, math.Max(before, timeAt(s, k, 0.5+shift))) }
	e.Value = at(0)
	if e.Value == before {
		e.Value = float64(0.5 * (before + date)) // the law through date k alone is earlier than the date before
	}
	// The slope by a central difference, one thousandth of probability wide.
	const h = 5e-4
	perProbability := math.Abs(timeAt(s, k, 0.5+h)-timeAt(s, k, 0.5-h)) / (2 * h)
	e.StdErr = float64(perProbability * math.Max(s.StdErr[k], s.StdErr[k-1]))
	half := float64(montecarlo.Z95 * e.StdErr)
	e.Low, e.High = math.Max(0, e.Value-half), e.Value+half
	if alone {
		e.Low, e.High = math.Min(e.Low, before), math.Max(e.High, date)
		e.StdErr = math.Max(e.StdErr, (e.High-e.Low)/(2*montecarlo.Z95))
	}
}

// medianLook fills in e for a pool that is looked at now and then. The median is the
// first look by which the probability is 1/2. One of the looks after date k-1 and up to date k
// is that; where there are several it is the first at or after the time that medianInTime's law
// gives between the last looks up to either date.
//
// The interval goes from the first look that can be it to the last, were the probability
// Z95 standard errors higher, or lower; it ends at the horizon at the latest. The standard
// error is the interval's half width over Z95, and at least what Cantelli's inequality leaves for the
// looks beside the value.
func medianLook(e *montecarlo.Estimate, s Survival, k int, m Monitoring) {
	horizon := s.Hours[len(s.Hours)-1]
	first := func(k int) float64 { return m.lookAfter(s.Hours[k-1], horizon) }
	last := func(k int) float64 { return m.lookBy(s.Hours[k], horizon) }
	e.Value = last(k)
	if first(k) < e.Value {
		looks := Survival{Hours: append([]float64{0}, s.Hours[1:]...), Probability: s.Probability, StdErr: s.StdErr}
		looks.Hours[k-1], looks.Hours[k] = m.lookBy(s.Hours[k-1], horizon), e.Value
		law := math.Max(looks.Hours[k-1], timeAt(looks, k, 0.5))
		// A look at the very time counts: the one after just less.
		e.Value = math.Min(e.Value, math.Max(first(k), m.lookAfter(law*(1-1e-9), horizon)))
	}
	e.Low = math.Min(e.Value, first(firstDate(s, montecarlo.Z95)))
	e.High = math.Max(e.Value, last(firstDate(s, -montecarlo.Z95)))
	gap := last(k) - m.lookBy(s.Hours[k-1], horizon)
	doubt := cantelli(s.StdErr[k-1], s.Probability[k-1]-0.5) + cantelli(s.StdErr[k], 0.5-s.Probability[k])
	e.StdErr = math.Max((e.High-e.Low)/(2*montecarlo.Z95), float64(gap*math.Sqrt(doubt)))
}

// cantelli bounds the probability that an estimate with this standard error is off to one
// side by more than the distance.
func cantelli(stdErr, distance float64) float64 {
	if stdErr == 0 {
		return 0
	}
	v := float64(stdErr * stdErr)
	return v / (v + float64(distance*distance))
}

// lookBy returns the last look at or before an hour, or 0 if there is none yet.
func (m Monitoring) lookBy(hour, horizon float64) float64 {
	if hour >= horizon {
		return horizon
	}
	return float64(m.EveryHours * math.Floor(hour*(1+1e-12)/m.EveryHours))
}

// lookAfter returns the first look after an hour before the horizon.
func (m Monitoring) lookAfter(hour, horizon float64) float64 {
	next := float64(m.EveryHours * (math.Floor(hour*(1+1e-12)/m.EveryHours) + 1))
	if next < horizon*(1-1e-12) {
		return next
	}
	return horizon
}

// timeAt returns the hour at which the pool is liquidated with probability p, by
// the law of date k and, where it has one, the date before.
func timeAt(s Survival, k int, p float64) float64 {
	score := func(p float64) float64 { return montecarlo.Quantile(math.Min(0.5, 0.5*p)) }
	z := score(p)
	z1, u1 := score(1-s.Probability[k]), 1/math.Sqrt(s.Hours[k])
	if k == 1 || s.Probability[k-1] >= 1 {
		// z = -b/sqrt(t) through date k.
		if z1 == 0 {
			return s.Hours[k]
		}
		u := float64(u1*z) / z1
		return 1 / float64(u*u)
	}
	z0, u0 := score(1-s.Probability[k-1]), 1/math.Sqrt(s.Hours[k-1])
	if z0 == z1 {
		return s.Hours[k]
	}
	u := u0 + float64((u1-u0)*((z-z0)/(z1-z0)))
	return 1 / float64(u*u)
}
