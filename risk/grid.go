package risk

import (
	"math"

	"github.com/plimsoll-risk/plimsoll/montecarlo"
)

// curveDates is the number of dates of the survival curve after hour 0.
const curveDates = 24

// curveNodes is the number of times before the horizon that the curve is read off.
const curveNodes = 6

// ladderLevels is the number of levels of collateral that are simulated.
const ladderLevels = 7

// grid chooses when paths are looked at.
//
// Continuous monitoring goes to the horizon and to six earlier times by one bridge, corrected to two by the
// same points; to four beyond 50 days, and where a position's tier may change on the way. Several pools are followed
// together in one, corrected to half of JointSteps (docs/METHODS.md, "The bridge" and "Several pools").
//
// Discrete monitoring steps from look to look.
func (s Simulation) grid(tiersReached bool) montecarlo.Grid {
	years := s.HorizonHours / hoursPerYear
	g := montecarlo.Grid{Continuous: s.Monitoring.Continuous()}
	if g.Continuous {
		g.Steps, g.JointSteps = 2, 8
		if s.HorizonHours > 50*24 || tiersReached {
			g.Steps = 4
		}
		for k := 1; k <= curveDates; k++ {
			g.Times = append(g.Times, float64(years*float64(k))/curveDates)
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

// steps returns how often a pool is looked at on a path: once and, on every fourth path, at the steps of the correction, there and
// back, and on every eighth, at the nodes of the curve and the levels of the ladder; and where there are several pools, in
// the steps that they take together.
func (s Simulation) steps(tiersReached, several bool) float64 {
	if !s.Monitoring.Continuous() {
		return math.Max(s.pauses, math.Ceil(s.HorizonHours/s.Monitoring.EveryHours))
	}
	if s.strides > 0 { // each measured at both ends; again cut in two, and for the curve and each level, on every fourth path
		n := 2 + 1.5 + float64(0.5*(1+ladderLevels))
		if several {
			n += 6
		}
		return float64(n * s.strides)
	}
	g := s.grid(tiersReached)
	n := 1 + float64(float64(3*g.Steps-2)/4) + float64(float64(curveNodes+ladderLevels)/8)
	if several {
		n += 1 + float64(0.25*float64(g.JointSteps+1))
	}
	return n
}
