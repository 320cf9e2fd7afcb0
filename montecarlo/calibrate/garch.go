package calibrate

import "math"

// An Innovation is the law of the standardised returns of a GARCH model.
type Innovation int

const (
	// Normal innovations. With them the fit is consistent whatever the law
	// (quasi maximum likelihood); its standard errors are not.
	Normal Innovation = iota + 1
	// StudentT innovations, scaled to variance 1.
	StudentT
)

func (i Innovation) String() string {
	if i == StudentT {
		return "student-t"
	}
	return "normal"
}

// A GARCH is a fit of GARCH(1,1) (Bollerslev, J. Econometrics 31, 1986) with a constant
// mean: r = Mean + e, var(t+1) = Omega + Alpha e(t)^2 + Beta var(t).
type GARCH struct {
	Mean, Omega, Alpha, Beta Value // per return, not annual
	DoF                      Value // of StudentT
	Innovation               Innovation
	Next                     float64 // variance of the return after the last
	Fit
}

// Long returns the variance per return to which the variance reverts, and whether
// there is one: Alpha + Beta may be 1 or more.
func (g GARCH) Long() (float64, bool) {
	p := g.Alpha.Value + g.Beta.Value
	return g.Omega.Value / (1 - p), p < 1
}

// FitGARCH fits GARCH(1,1) to returns by maximum likelihood. The first variance and
// squared error are the mean squared error of the sample, as in Fiorentini, Calzolari and
// Panattoni (J. Applied Econometrics 11, 1996), whose figures for the Deutschmark-pound
// series of Bollerslev and Ghysels are the benchmark of such programs.
func FitGARCH(x []float64, innovation Innovation) (GARCH, error) {
	sd, err := spread(x)
	if err != nil {
		return GARCH{}, err
	}
	v := sd * sd
	l := func(p []float64) float64 {
		nu := math.Inf(1)
		if innovation == StudentT {
			nu = p[4]
		}
		sum, _ := garchLikelihood(x, p[0], p[1], p[2], p[3], nu)
		return sum
	}
	natural := func(u []float64) []float64 {
		persistence := logistic(u[2])
		alpha := float64(persistence * logistic(u[3]))
		p := []float64{u[0] * sd, v * exp(u[1]), alpha, persistence - alpha}
		if innovation == StudentT {
			p = append(p, 2+exp(u[4]))
		}
		return p
	}
	var starts [][]float64
	for _, start := range [][3]float64{{0.05, 0.95, 0.1}, {0.02, 0.98, 0.06}, {0.3, 0.7, 0.3}} {
		u := []float64{0, log(start[0]), logit(start[1]), logit(start[2])}
		if innovation == StudentT {
			u = append(u, log(3))
		}
		starts = append(starts, u)
	}
	u, top := maximise(l, natural, starts...)
	best := natural(u)
	e := errorsOf(l, best)
	g := GARCH{Mean: newValue(best[0], e[0], Hessian), Omega: newValue(best[1], e[1], Hessian), Alpha: newValue(best[2], e[2], Hessian),
		Beta: newValue(best[3], e[3], Hessian), Innovation: innovation, Fit: Fit{LogLikelihood: top, Returns: len(x)}}
	nu := math.Inf(1)
	if innovation == StudentT {
		g.DoF = newValue(best[4], e[4], Hessian)
		nu = best[4]
	}
	_, g.Next = garchLikelihood(x, best[0], best[1], best[2], best[3], nu)
	if best[2]+best[3] > 1-1e-4 {
		g.Edge = append(g.Edge, "alpha + beta")
		g.Alpha, g.Beta = Value{Value: best[2]}, Value{Value: best[3]}
	}
	return g, nil
}

// garchLikelihood returns the log likelihood, and the variance after the last return.
func garchLikelihood(x []float64, mu, omega, alpha, beta, nu float64) (sum, next float64) {
	if omega <= 0 || alpha < 0 || beta < 0 || alpha+beta >= 1.2 || nu <= 2 {
		return math.Inf(-1), 0
	}
	var first float64
	for _, r := range x {
		first += square(r-mu) / float64(len(x))
	}
	c := -0.5 * log(2*math.Pi)
	heavy := !math.IsInf(nu, 1)
	if heavy {
		c = lgamma((nu+1)/2) - lgamma(nu/2) - float64(0.5*log(math.Pi*(nu-2)))
	}
	h, e2 := first, first
	for _, r := range x {
		h = omega + float64(alpha*e2) + float64(beta*h)
		e2 = square(r - mu)
		if heavy {
			sum += c - float64(0.5*log(h)) - float64((nu+1)/2*log1p(e2/(h*(nu-2))))
		} else {
			sum += c - float64(0.5*(log(h)+e2/h))
		}
	}
	return sum, omega + float64(alpha*e2) + float64(beta*h)
}

// Variance returns the variance of the return that follows x, by the fitted parameters.
func (g GARCH) Variance(x []float64) float64 {
	nu := math.Inf(1)
	if g.Innovation == StudentT {
		nu = g.DoF.Value
	}
	_, next := garchLikelihood(x, g.Mean.Value, g.Omega.Value, g.Alpha.Value, g.Beta.Value, nu)
	return next
}
