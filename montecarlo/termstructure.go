package montecarlo

import "math"

// A TermStructure is a volatility that returns to its long-run level. Over H days the variance of a log price is
//
//	Scale (H Long^2 + Weight (Fast^2 - Long^2) g(H)) / 365,   g(H) = H up to a day, then (1 - Decay^H)/(1 - Decay)
//
// that is, of the excess over the long-run variance Weight is left on the first day, and Decay of it on each day from the one before.
type TermStructure struct {
	Fast, Long float64 // annualised volatilities
	Weight     float64 // 0 to 1
	Decay      float64 // per day, 0 to 1
	Scale      float64 // of the variance
}

const daysPerYear = 365

// Variance is that of the log price from now to a time in years.
func (m TermStructure) Variance(years float64) float64 {
	days := float64(years * daysPerYear)
	past := days
	if days > 1 && m.Decay < nearlyOne {
		past = (1 - exp(float64(days*log(m.Decay)))) / (1 - m.Decay)
	}
	long := float64(m.Long * m.Long)
	excess := float64(m.Weight * (float64(m.Fast*m.Fast) - long))
	return float64(m.Scale*math.Max(0, float64(days*long)+float64(excess*past))) / daysPerYear
}

// nearlyOne is a decay that is taken for none.
const nearlyOne = 1 - 1e-9

// rate is the derivative of the variance by years, after some days.
func (m TermStructure) rate(days float64) float64 {
	left := 1.0
	if days > 1 && m.Decay < nearlyOne {
		left = 0
		if m.Decay > 0 {
			l := log(m.Decay)
			left = float64(-l*exp(float64(days*l))) / (1 - m.Decay)
		}
	}
	long := float64(m.Long * m.Long)
	return float64(m.Scale * math.Max(0, long+float64(float64(m.Weight*(float64(m.Fast*m.Fast)-long))*left)))
}

// common is the integral of the product of two volatilities from now to a time in years: their covariance at correlation 1. After
// the first day, whose rates are constant, by 20 Gauss-Legendre nodes in the square root of time.
func (m TermStructure) common(o TermStructure, years float64) float64 {
	if m == o {
		return m.Variance(years)
	}
	days := float64(years * daysPerYear)
	first := math.Min(1, days)
	sum := float64(first * math.Sqrt(float64(m.rate(0)*o.rate(0))))
	if days > 1 {
		for _, n := range &legendre {
			at := 1 + float64((days-1)*float64(n[0]*n[0]))
			weight := float64(2 * float64((days-1)*float64(n[0]*n[1])))
			sum += float64(weight * math.Sqrt(float64(m.rate(at)*o.rate(at))))
		}
	}
	return sum / daysPerYear
}

// over returns the process with the rates that it has on average from now to a time in years. To a surface of one asset, and where all terms have one
// shape, nothing else matters: only the clock of its Brownian motion does. Elsewhere uneven is how much of a correlation is lost because two volatilities
// are not high at the same time: about what the average covariance may be off by, in relation to a probability (docs/METHODS.md, "Volatility terms").
func (g kernel) over(years float64) kernel {
	if g.law != nil {
		return g.law.equivalent(g, years)
	}
	if g.terms == nil {
		return g
	}
	n := len(g.terms)
	deviation := make([]float64, n)
	for a, t := range g.terms {
		deviation[a] = math.Sqrt(t.Variance(years) / years)
	}
	matrix := identity(n)
	g.uneven = 0
	for a, t := range g.terms {
		for b, o := range g.terms[:a] {
			r := dot(g.factor[a], g.factor[b])
			if scale := float64(deviation[a] * deviation[b]); scale > 0 && t.shape() != o.shape() {
				if lost := 1 - t.common(o, years)/float64(scale*years); lost > 1e-9 {
					r = float64(r * (1 - lost))
					g.uneven = math.Max(g.uneven, lost)
				}
			}
			matrix[a][b], matrix[b][a] = r, r
		}
	}
	factor := g.factor
	if g.uneven > 0 {
		if l, ok := cholesky(matrix, 1e-10); ok {
			factor = l
		}
	}
	g.loading = scaledRows(factor, deviation)
	g.compensate()
	return g
}

// shape is what of a term is the same for volatilities whose ratio never changes.
func (m TermStructure) shape() [3]float64 {
	if excess := float64(m.Weight * (float64(m.Fast*m.Fast) - float64(m.Long*m.Long))); excess != 0 {
		return [3]float64{float64(m.Long*m.Long) / excess, m.Decay, 1}
	}
	return [3]float64{}
}

// compensate sets drift and pull from what accrues evenly and the loadings.
func (g *kernel) compensate() {
	n := len(g.even)
	g.drift, g.pull = append([]float64(nil), g.even...), make([]float64, n)
	if !g.compensated {
		return
	}
	for a := range n {
		square := 0.0
		for _, l := range g.loading[a] {
			square += float64(l * l)
		}
		g.pull[a] = float64(-0.5 * square)
		g.drift[a] += g.pull[a]
	}
}

//go:noinline
func scaledRows(rows [][]float64, by []float64) [][]float64 {
	m := make([][]float64, len(rows))
	for a, row := range rows {
		m[a] = make([]float64, len(row))
		for f, x := range row {
			m[a][f] = float64(by[a] * x)
		}
	}
	return m
}
