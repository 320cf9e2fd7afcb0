package montecarlo

import "math"

// A GBM is correlated geometric Brownian motion: log prices move by
// Drift[a]*dt + Volatility[a]*sqrt(dt)*(L z)[a]. Drift is that of the log price;
// a price that is a martingale has -Volatility^2/2. With Terms its variance depends on time, with a Clock it is
// a mixture of such motions.
type GBM struct {
	Drift      []float64       // per year
	Volatility []float64       // per square root of a year, not negative
	L          [][]float64     // lower triangular factor of the correlation, as FactorCorrelation returns it
	Terms      []TermStructure // in place of Volatility, which is then empty; nil where it is constant
	Clock      *Clock          // nil for time itself
	// Compensated takes half of the variance that has passed, by the clock, from each log price, beside Drift: that is
	// then the drift of the price. Given the clock, prices without it are martingales.
	Compensated bool
	Stepped     Stepped // what is followed in steps, beside the diffusion; nil for nothing. Not with a Clock.
}

// kernel is the process in the form of its loops.
type kernel struct {
	drift   []float64   // of log prices where the multiplier of the clock is 1
	pull    []float64   // what each unit of the multiplier beyond adds to it; nil without a clock and terms
	loading [][]float64 // of log prices on factors, lower triangular
	clock   *Clock
	law     Stepped // nil where one step takes a path anywhere
	uneven  float64 // see over
	// What drift, pull and loading come from.
	terms       []TermStructure
	factor      [][]float64 // with terms or a law
	even        []float64
	compensated bool
}

// kernel returns the process with its rates at time 0; over has those of a longer time.
func (g GBM) kernel() kernel {
	k := kernel{drift: g.Drift, clock: g.Clock, law: g.Stepped, terms: g.Terms, even: g.Drift, compensated: g.Compensated}
	if k.law != nil {
		k.factor = g.L
	}
	volatility := g.Volatility
	if g.Terms != nil {
		k.factor, volatility = g.L, nil
		for _, t := range g.Terms {
			volatility = append(volatility, math.Sqrt(t.rate(0)))
		}
	}
	k.loading = scaledRows(g.L, volatility)
	if g.Compensated || g.Clock != nil {
		k.compensate()
	}
	return k
}

// advance moves the log prices x of one block forward by dt years with standard
// normals z, one lane per factor.
func (g *kernel) advance(x, z []lane, dt float64) {
	root := math.Sqrt(dt)
	for a := range x {
		xa := &x[a]
		shift := float64(g.drift[a] * dt)
		for i := range xa {
			xa[i] += shift
		}
		accumulate(xa, g.loading[a][:a+1], root, z)
	}
}
