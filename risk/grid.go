package risk

import (
	"math"

	"github.com/plimsoll-risk/plimsoll/montecarlo"
)

// curveDates is the number of dates of the survival curve after hour 0.
const curveDates = 24

// grid chooses when paths are looked at.
//
// Continuous monitoring bridges between equal steps. Every date of the survival
// curve is a step, 24 of them: more than the bridge of one pool needs (one or two) and
// more than joint crossings of several pools need (four to eight; ESTIMATOR, sections 1
// and 2, as measured in docs/VALIDATION.md). A horizon beyond 30 days and
// positions whose tier may change on the way each double the steps; beyond 120 days the first does it twice.
//
// Discrete monitoring steps from look to look.
func (s Simulation) grid(tiersReached bool) montecarlo.Grid {
	years := s.HorizonHours / hoursPerYear
	g := montecarlo.Grid{Continuous: s.Monitoring.Continuous()}
	if g.Continuous {
		per := 1
		if s.HorizonHours > 30*24 {
			per *= 2
		}
		if s.HorizonHours > 120*24 {
			per *= 2
		}
		if tiersReached {
			per *= 2
		}
		steps := per * curveDates
		for k := 1; k <= steps; k++ {
			g.Times = append(g.Times, float64(years*float64(k))/float64(steps))
		}
		for d := 1; d <= curveDates; d++ {
			g.Dates = append(g.Dates, d*per)
		}
		return g
	}
	every := s.Monitoring.EveryHours
	for k := 1; float64(every*float64(k)) < s.HorizonHours*(1-1e-12); k++ {
		g.Times = append(g.Times, float64(every*float64(k))/hoursPerYear)
	}
	g.Times = append(g.Times, years)
	done := 0
	for d := 1; d <= curveDates; d++ {
		date := float64(years*float64(d)) / curveDates
		for done < len(g.Times) && g.Times[done] <= date*(1+1e-12) {
			done++
		}
		g.Dates = append(g.Dates, done)
	}
	return g
}

// steps returns the number of steps that grid would make, without making them.
func (s Simulation) steps(tiersReached bool) float64 {
	if s.Monitoring.Continuous() {
		return float64(len(s.grid(tiersReached).Times))
	}
	return math.Ceil(s.HorizonHours / s.Monitoring.EveryHours)
}
