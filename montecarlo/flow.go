package montecarlo

import "math"

// A flow is the diffusion of a law of steps, up to a time: constant, or with the variances of term structures. Within a step the variances of the latter count, as if each passed
// evenly.
type flow struct {
	years   float64
	terms   []TermStructure // nil where it is constant
	loading [][]float64     // of the assets on factors, per root of a year: on average
	mean    []float64       // volatility of each asset, on average; with terms
	pull    []float64       // drift that goes with the variance, per year: on average
}

// flow returns the diffusion of a process up to a time.
func (g kernel) flow(years float64) flow {
	f := flow{years: years, terms: g.terms, loading: g.loading, pull: make([]float64, len(g.even))}
	if g.terms != nil {
		for _, t := range g.terms {
			f.mean = append(f.mean, math.Sqrt(t.Variance(years)/years))
		}
		f.loading = scaledRows(g.factor, f.mean)
	}
	if g.compensated {
		for a, row := range f.loading {
			f.pull[a] = float64(-0.5 * dotAll(row, row))
		}
	}
	return f
}

// A streaming is the scratch of a flow.
type streaming struct {
	*flow
	passed []lane // variance so far, of each asset; with terms
	now    lane
}

func (f *flow) streaming() streaming {
	s := streaming{flow: f}
	if f.terms != nil {
		s.passed = make([]lane, len(f.terms))
	}
	return s
}

// begin goes to time 0.
func (s *streaming) begin() {
	for a := range s.passed {
		clear(s.passed[a][:])
	}
}

// stretch sets the scales of a step, whose length is known and which ends at some times.
func (s *streaming) stretch(l *leap, end *lane) {
	l.scaled = s.terms != nil
	for a := range s.passed {
		s.terms[a].variances(&s.now, end)
		variance := math.Max(float64(s.mean[a]*s.mean[a]), tiny)
		passed, scale := &s.passed[a], &l.scale[a]
		for i, h := range &l.years {
			scale[i] = 0
			if h > 0 {
				scale[i] = math.Sqrt(math.Max(0, s.now[i]-passed[i]) / float64(variance*h))
			}
		}
		*passed = s.now
	}
}

// variances sets v to the variances by some times.
func (m TermStructure) variances(v, years *lane) {
	if !(m.Decay < nearlyOne) || m.Decay <= 0 {
		for i, t := range years {
			v[i] = m.Variance(t)
		}
		return
	}
	l := log(m.Decay)
	for i, t := range years {
		v[i] = float64(float64(t*daysPerYear) * l)
	}
	expTo(v[:], v[:])
	long := float64(m.Long * m.Long)
	excess := float64(m.Weight * (float64(m.Fast*m.Fast) - long))
	scale := m.Scale / daysPerYear
	for i, t := range years {
		days := float64(t * daysPerYear)
		past := days
		if days > 1 {
			past = (1 - v[i]) / (1 - m.Decay)
		}
		v[i] = float64(scale * math.Max(0, float64(days*long)+float64(excess*past)))
	}
}

// advance adds the diffusion of dt years from a time on to log prices, with these normals.
func (f *flow) advance(x []lane, drift []float64, z []lane, from, dt float64) {
	for a := range x {
		scale, even := 1.0, drift[a]+f.pull[a]
		if f.terms != nil {
			t := &f.terms[a]
			scale = math.Sqrt(math.Max(0, t.Variance(from+dt)-t.Variance(from)) / math.Max(float64(float64(f.mean[a]*f.mean[a])*dt), tiny))
			even = drift[a] + float64(f.pull[a]*float64(scale*scale))
		}
		shift := float64(even * dt)
		for i := range x[a] {
			x[a][i] += shift
		}
		accumulate(&x[a], f.loading[a], float64(scale*math.Sqrt(dt)), z)
	}
}

// share returns which part of the variance of a way from one time to another has passed by a time in between, assets counting by their weights.
func (f *flow) share(weights []float64, from, at, to float64) float64 {
	if f.terms == nil {
		return (at - from) / (to - from)
	}
	part, whole := 0.0, 0.0
	for a, w := range weights {
		t := &f.terms[a]
		v := t.Variance(from)
		part += float64(w * (t.Variance(at) - v))
		whole += float64(w * (t.Variance(to) - v))
	}
	if !(whole > 0) {
		return (at - from) / (to - from)
	}
	return part / whole
}
