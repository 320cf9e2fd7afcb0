package montecarlo

import "math"

// Regimes is a market that is calm or under stress, by a Markov chain of two states in continuous time. Calm, log prices have the volatilities and the correlation of GBM; under stress the
// volatilities are Multiplier times as high, and Correlation holds. With GBM.Compensated half of the variance is taken from the log price as it passes: prices without drift are martingales, given the states too.
type Regimes struct {
	Multiplier   []float64   // by asset
	Correlation  [][]float64 // factor, as FactorCorrelation returns it; nil for GBM.L
	Calm, Stress float64     // mean durations, years
	Stressed     float64     // probability of stress at time 0
}

func (*Regimes) stepping() stepping { return inSteps{} }

func (r *Regimes) restrict(kept []int) Stepped {
	out := *r
	out.Multiplier, out.Correlation = pick(kept, r.Multiplier), nil
	if r.Correlation != nil {
		for _, a := range kept {
			out.Correlation = append(out.Correlation, r.Correlation[a])
		}
		out.Correlation = triangular(out.Correlation)
		if len(kept) > 1 {
			return &out
		}
	}
	for _, m := range out.Multiplier {
		if m != 1 {
			return &out
		}
	}
	return nil
}

// A chain is a Markov chain of two states: calm and stress.
type chain struct {
	stressed float64 // probability of the second state at time 0
	up, down float64 // rates of leaving the first and the second, per year
}

func (r *Regimes) chain() chain { return chain{r.Stressed, 1 / r.Calm, 1 / r.Stress} }

// under is the mean share of stress up to a time: the probability tends to up/(up + down), exponentially.
func (c chain) under(years float64) float64 {
	sum := c.up + c.down
	lasting := c.up / sum
	return lasting + float64((c.stressed-lasting)*(1-exp(float64(-sum*years))))/float64(sum*years)
}

// tilted returns the chain that most of exp(integral of gain) is from, gain being the gain per year of either state, with rates that are those of the middle of a time. With h(t) the mean of
// what is still to come from a state, the rates up and down change by the ratio of both, which follows Riccati's equation
//
//	ratio' = down + (gain - down - gain_0 + up) ratio - up ratio^2
//
// backwards from 1.
func (c chain) tilted(gain [2]float64, years float64) chain {
	const parts = 256
	ratio, middle := 1.0, 1.0
	dt := years / parts
	slope := gain[1] - c.down - gain[0] + c.up
	for k := range parts {
		if k == parts/2 {
			middle = ratio
		}
		// Implicit in what makes it stiff, positive throughout.
		ratio = (ratio + float64(dt*(c.down+float64(math.Max(0, slope)*ratio)))) / (1 + float64(dt*(float64(c.up*ratio)+math.Max(0, -slope))))
	}
	out := chain{up: float64(c.up * middle), down: c.down / middle}
	out.stressed = float64(c.stressed*ratio) / (1 - c.stressed + float64(c.stressed*ratio))
	return out
}

// stressLoading is the loading under stress.
func (r *Regimes) loadings(process kernel, calm [][]float64) [2][][]float64 {
	out := [2][][]float64{calm, nil}
	factor := process.factor
	if r.Correlation != nil {
		factor = r.Correlation
	}
	deviation := make([]float64, len(calm))
	for a, row := range calm {
		deviation[a] = float64(r.Multiplier[a] * math.Sqrt(dotAll(row, row)))
	}
	out[1] = scaledRows(factor, deviation)
	return out
}

func (r *Regimes) equivalent(process kernel, years float64) kernel {
	process.law = nil
	process = process.over(years)
	loading := r.loadings(process, process.loading)
	stress := r.chain().under(years)
	c := newCovariance(len(process.even))
	c.add(loading[0], 1-stress)
	c.add(loading[1], stress)
	return process.like(c)
}

// like is a process of one step with a covariance.
func (g kernel) like(c covariance) kernel {
	g.drift, g.pull, g.loading = append([]float64(nil), g.even...), nil, c.factor()
	if g.compensated {
		for a := range c {
			g.drift[a] -= float64(0.5 * c[a][a])
		}
	}
	return g
}

// regimeCourse is Regimes up to a time.
type regimeCourse struct {
	chain       chain
	years       float64
	drift       []float64 // per year, without what goes with the variance
	compensated bool
	loading     [2][][]float64
	flow        flow
}

func (r *Regimes) course(process kernel, years float64) course {
	f := process.flow(years)
	return &regimeCourse{chain: r.chain(), years: years, drift: process.even, compensated: process.compensated, loading: r.loadings(process, f.loading), flow: f}
}

func (c *regimeCourse) states() [][][]float64 { return c.loading[:] }
func (c *regimeCourse) scales() bool          { return c.flow.terms != nil }

func (c *regimeCourse) share(weights []float64, from, at, to float64) float64 {
	return c.flow.share(weights, from, at, to)
}

// tilted is the chain under a tilt of log prices: each state gains half of the variance along it.
func (c *regimeCourse) tilted(eta []float64) chain {
	var gain [2]float64
	for s := range gain {
		push := back(c.loading[s], eta)
		gain[s] = float64(0.5 * dotAll(push, push))
	}
	return c.chain.tilted(gain, c.years)
}

func (c *regimeCourse) mean(eta, x []float64) bool {
	stress := c.tilted(eta).under(c.years)
	clear(x)
	for s, share := range [2]float64{1 - stress, stress} {
		push := back(c.loading[s], eta)
		for a, row := range c.loading[s] {
			rate := c.drift[a] + dotAll(row, push)
			if c.compensated {
				rate -= float64(0.5 * dotAll(row, row))
			}
			x[a] += float64(rate * float64(share*c.years))
		}
	}
	return true
}

// regimeNet is one way to draw the paths.
type regimeNet struct {
	drive drive
	chain chain
	// Of all tilted nets: logarithms of the ratios of the first state's probability, and of the rate of leaving a state.
	start, leave [][2]float64
}

func (c *regimeCourse) nets(etas, towards [][]float64) []any {
	var out []any
	for k, d := range newDrives(c.states(), etas, towards) {
		net := &regimeNet{drive: d, chain: c.chain}
		if etas[k] != nil {
			net.chain = c.tilted(etas[k])
		}
		for _, eta := range etas {
			if eta == nil {
				continue
			}
			t := c.tilted(eta)
			rest := net.drive.tilts[len(net.start)].rest
			rest[0] += t.up - c.chain.up
			rest[1] += t.down - c.chain.down
			net.start = append(net.start, [2]float64{logRatio(1-t.stressed, 1-c.chain.stressed), logRatio(t.stressed, c.chain.stressed)})
			net.leave = append(net.leave, [2]float64{logRatio(t.up, c.chain.up), logRatio(t.down, c.chain.down)})
		}
		out = append(out, net)
	}
	return out
}

// logRatio is the logarithm of a ratio of probabilities or rates; 0 where neither happens.
func logRatio(a, b float64) float64 {
	if a == 0 || b == 0 {
		return 0
	}
	return log(a / b)
}
