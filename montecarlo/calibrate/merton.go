package calibrate

import "math"

// Limits of the jump fit. At more than a jump a day jumps are no jumps; beyond 30 a
// day the Poisson weights vanish.
const (
	mostJumps    = 365 // a year
	jumpTerms    = 30  // in one period
	leastJumpVol = 1e-4
)

// A Merton is a fit of Merton's jump diffusion (J. Financial Economics 3, 1976): Brownian
// motion and, at the times of a Poisson process, normal jumps of the log price.
type Merton struct {
	JumpsPerYear   Value
	JumpMean       Value // of the log price
	JumpVolatility Value // standard deviation of a jump of the log price
	Volatility     Value // annual, of the Brownian part
	LogDrift       Value // annual, of the log price between jumps
	Fit
}

// TotalVolatility is that of the returns, jumps included, a year.
func (m Merton) TotalVolatility() float64 {
	return math.Sqrt(square(m.Volatility.Value) + float64(m.JumpsPerYear.Value*(square(m.JumpMean.Value)+square(m.JumpVolatility.Value))))
}

// FitMerton fits Merton's model to returns of so many a year by maximum likelihood:
// the density is a Poisson mixture of normals. The search begins from rare large
// jumps and from frequent small ones and keeps the better. At most 365 jumps a year.
func FitMerton(x []float64, perYear float64) (Merton, error) {
	v, err := spread(x)
	if err != nil {
		return Merton{}, err
	}
	dt := 1 / perYear
	most := math.Min(mostJumps, perYear)
	l := func(p []float64) float64 {
		lambda, mu, jm, js, vol := float64(p[0]*dt), float64(p[1]*dt), p[2], p[3], p[4]
		if lambda < 0 || p[0] > most || js < 0 || vol <= 0 {
			return math.Inf(-1)
		}
		var weight, mean, scale, half [jumpTerms + 1]float64
		terms := 0
		w := exp(-lambda)
		for k := range jumpTerms + 1 {
			s2 := float64(vol*vol*dt) + float64(float64(k)*js*js)
			weight[k], mean[k], scale[k], half[k] = w/math.Sqrt(2*math.Pi*s2), mu+float64(jm*float64(k)), s2, -0.5/s2
			terms = k + 1
			if w *= lambda / float64(k+1); w < 1e-14 && float64(k) > lambda {
				break
			}
		}
		var sum float64
		for _, r := range x {
			var d float64
			for k := range terms {
				d += float64(weight[k] * exp(half[k]*square(r-mean[k])))
			}
			sum += log(d)
		}
		return sum
	}
	annual := v * math.Sqrt(perYear)
	natural := func(u []float64) []float64 {
		return []float64{most * logistic(u[0]), u[1] * annual, u[2] * v, v * (leastJumpVol + exp(u[3])), annual * exp(u[4])}
	}
	u, top := maximise(l, natural, []float64{logit(0.02), 0, 0, 1.2, -0.2}, []float64{logit(0.15), 0, 0, 0.5, -0.4}, []float64{logit(0.6), 0, 0, 0, -0.9})
	best := natural(u)
	e := errorsOf(l, best)
	f := Merton{JumpsPerYear: newValue(best[0], e[0], Hessian), LogDrift: newValue(best[1], e[1], Hessian), JumpMean: newValue(best[2], e[2], Hessian),
		JumpVolatility: newValue(best[3], e[3], Hessian), Volatility: newValue(best[4], e[4], Hessian), Fit: Fit{LogLikelihood: top, Returns: len(x)}}
	if best[0] > 0.999*most {
		f.Edge = append(f.Edge, "jumpsPerYear")
		f.JumpsPerYear.StdErr, f.JumpsPerYear.Kind = 0, ""
	}
	return f, nil
}
