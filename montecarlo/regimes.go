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

func (r *Regimes) restrict(kept []int) Stepped {
	out := *r
	out.Multiplier, out.Correlation = nil, nil
	same := true
	for _, a := range kept {
		out.Multiplier = append(out.Multiplier, r.Multiplier[a])
		same = same && r.Multiplier[a] == 1
		if r.Correlation != nil {
			out.Correlation = append(out.Correlation, r.Correlation[a])
		}
	}
	if r.Correlation != nil {
		out.Correlation = triangular(out.Correlation)
		same = same && len(kept) == 1
	}
	if same {
		return nil
	}
	return &out
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
	n := len(process.even)
	covariance := make([][]float64, n)
	process.drift, process.pull = append([]float64(nil), process.even...), nil
	for a := range n {
		covariance[a] = make([]float64, n)
		for b := range n {
			covariance[a][b] = float64((1-stress)*dotAll(loading[0][a], loading[0][b])) + float64(stress*dotAll(loading[1][a], loading[1][b]))
		}
		if process.compensated {
			process.drift[a] -= float64(0.5 * covariance[a][a])
		}
	}
	process.loading = covarianceFactor(covariance)
	return process
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
	chain chain
	rows  [2][][]float64 // loadings on turned factors
	push  [2][]float64   // drift of these, per year
	tilts []regimeTilt   // of all tilted nets: their densities
}

type regimeTilt struct {
	chain chain
	start [2]float64 // logarithm of the ratio of the first state's probability
	leave [2]float64 // and of the rate of leaving
	rest  [2]float64 // per year in a state
	push  [2][]float64
}

func (c *regimeCourse) nets(etas, towards [][]float64) []any {
	var out []any
	for k, eta := range etas {
		net := &regimeNet{chain: c.chain}
		for s, loading := range c.loading {
			unit, _ := scaled(back(loading, towards[k]))
			net.rows[s] = product(loading, householder(unit))
			net.push[s] = make([]float64, len(loading))
			if eta != nil {
				net.push[s] = back(net.rows[s], eta)
			}
		}
		if eta != nil {
			net.chain = c.tilted(eta)
		}
		for _, other := range etas {
			if other != nil {
				net.tilts = append(net.tilts, c.tilt(other, net))
			}
		}
		out = append(out, net)
	}
	return out
}

func (c *regimeCourse) tilt(eta []float64, net *regimeNet) regimeTilt {
	t := regimeTilt{chain: c.tilted(eta)}
	ratio := func(a, b float64) float64 {
		if a == 0 || b == 0 {
			return 0 // neither happens
		}
		return log(a / b)
	}
	t.start = [2]float64{ratio(1-t.chain.stressed, 1-c.chain.stressed), ratio(t.chain.stressed, c.chain.stressed)}
	t.leave = [2]float64{log(t.chain.up / c.chain.up), log(t.chain.down / c.chain.down)}
	t.rest = [2]float64{t.chain.up - c.chain.up, t.chain.down - c.chain.down}
	for s := range t.push {
		t.push[s] = back(net.rows[s], eta)
		t.rest[s] += float64(0.5 * dotAll(t.push[s], t.push[s]))
	}
	return t
}
