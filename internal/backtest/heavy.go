package backtest

import (
	"math"

	"github.com/plimsoll-risk/plimsoll/montecarlo/calibrate"
)

// How long a fit by maximum likelihood is kept, and how many returns it takes.
const (
	refitT      = 30 // days
	refitGARCH  = 180
	garchWindow = 1000
)

// EWMAT is a walk of independent daily Student-t returns whose variance is the EWMA .97 of
// squared daily returns: the scale and the degrees of freedom are fitted every 30 days to
// the asset's past returns over their EWMA deviations.
func EWMAT(hours []int) Model {
	return Model{"ewma-t", "independent Student-t days, scale from EWMA .97", 0, func() func(*History) Forecast {
		n := mostDays(hours)
		d, m := newDraws(paths, n), newMixers(paths, n)
		at, scale, dof := -refitT, 0.0, 0.0
		return func(h *History) Forecast {
			v, ok := h.ewma(0.97)
			if !ok {
				return nil
			}
			if h.Index >= at+refitT {
				f, err := calibrate.FitStudent(h.standardised(0.97))
				if err != nil {
					return nil
				}
				at, scale, dof = h.Index, f.Scale.Value, math.Max(f.DoF.Value, m.dof[0])
			}
			_, mix := m.near(dof)
			o := newOutcomes(hours, paths)
			for p := range paths {
				var x, low, high float64
				for k := range n {
					d.walk(p, k, v*scale*scale*mix[p][k], &x, &low, &high)
					o.reached(k+1, low, high)
				}
			}
			o.sort()
			return o.forecast
		}
	}}
}

// standardised returns the daily returns over the EWMA deviation before each, begun
// with the variance of the first 30, which are left out.
func (h *History) standardised(decay float64) []float64 {
	const begin = 30
	r := h.Returns(len(h.Days))
	var v float64
	for _, x := range r[:begin] {
		v += x * x / begin
	}
	var z []float64
	for _, x := range r[begin:] {
		z = append(z, x/math.Sqrt(v))
		v = decay*v + (1-decay)*x*x
	}
	return z
}

// GARCHT is GARCH(1,1) with Student-t innovations, fitted every 180 days to the last
// 1000 daily returns, without mean.
func GARCHT(hours []int) Model {
	return Model{"garch-t", "GARCH(1,1) with Student-t days", 0, func() func(*History) Forecast {
		n := mostDays(hours)
		d, m := newDraws(paths, n), newMixers(paths, n)
		at := -refitGARCH
		var f calibrate.GARCH
		return func(h *History) Forecast {
			r := h.Returns(garchWindow)
			if len(r) < fewest*2/3 {
				return nil
			}
			if h.Index >= at+refitGARCH {
				g, err := calibrate.FitGARCH(r, calibrate.StudentT)
				if err != nil {
					return nil
				}
				at, f = h.Index, g
			}
			v := f.Variance(r)
			nu, mix := m.near(math.Max(f.DoF.Value, m.dof[0]))
			o := newOutcomes(hours, paths)
			for p := range paths {
				var x, low, high float64
				v := v
				for k := range n {
					before := x
					d.walk(p, k, v*(nu-2)/nu*mix[p][k], &x, &low, &high)
					o.reached(k+1, low, high)
					e := x - before
					v = f.Omega.Value + f.Alpha.Value*e*e + f.Beta.Value*v
				}
			}
			o.sort()
			return o.forecast
		}
	}}
}
