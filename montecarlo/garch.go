package montecarlo

import "math"

// Garch is GARCH(1,1) of daily variances (T. Bollerslev, J. Econometrics 31, 1986): within a day an asset's variance is constant, h a year, and the next day's is
//
//	(1 - Alpha - Beta) Long^2 + (Alpha z^2 + Beta) h
//
// with z the shock of its log price on the day, a standard normal, correlated as GBM.L says: what the log price moved by beside its drift, over the root of the day's variance. The first day's volatility is GBM's; the last day may be
// a part of one. Alpha + Beta = 1 without a way back to Long is the exponentially weighted mean. With GBM.Compensated half of the variance is taken from the log price as it passes: prices without drift are martingales.
type Garch struct{ Long, Alpha, Beta []float64 }

func (g *Garch) restrict(kept []int) Stepped {
	out := &Garch{}
	varies := false
	for _, a := range kept {
		out.Long, out.Alpha, out.Beta = append(out.Long, g.Long[a]), append(out.Alpha, g.Alpha[a]), append(out.Beta, g.Beta[a])
		varies = varies || g.Alpha[a] != 0 || g.Beta[a] != 1
	}
	if !varies {
		return nil
	}
	return out
}

// expected is the mean variance of an asset's day, a year: the excess over the long-run one falls by Alpha + Beta from one to the next.
func (g *Garch) expected(a int, now float64, days int) []float64 {
	long := float64(g.Long[a] * g.Long[a])
	out, excess := make([]float64, days), now-long
	for k := range out {
		out[k] = math.Max(0, long+excess)
		excess = float64(excess * (g.Alpha[a] + g.Beta[a]))
	}
	return out
}

// daysOf returns the lengths in years of the days up to a time, the last of which may be a part.
func daysOf(years float64) []float64 {
	days := max(1, int(math.Ceil(float64(years*daysPerYear)*(1-1e-12))))
	out := make([]float64, days)
	for k := range out {
		out[k] = 1. / daysPerYear
	}
	out[days-1] = math.Max(tiny, years-float64(days-1)/daysPerYear)
	return out
}

// means returns the mean variance of each asset over the way to a time, and the mean covariances where they are the roots of both times the correlation.
func (g *Garch) means(process kernel, years float64) (variance []float64, covariance [][]float64) {
	n, lengths := len(process.even), daysOf(years)
	each := make([][]float64, n)
	for a, row := range process.loading {
		each[a] = g.expected(a, dotAll(row, row), len(lengths))
	}
	variance, covariance = make([]float64, n), make([][]float64, n)
	for a := range n {
		covariance[a] = make([]float64, n)
		for b := range a + 1 {
			sum := 0.0
			for k, h := range lengths {
				sum += float64(h * math.Sqrt(float64(each[a][k]*each[b][k])))
			}
			covariance[a][b] = float64(dotAll(process.factor[a], process.factor[b])*sum) / years
			covariance[b][a] = covariance[a][b]
			if a == b {
				variance[a] = sum / years
				covariance[a][a] = variance[a]
			}
		}
	}
	return variance, covariance
}

func (g *Garch) equivalent(process kernel, years float64) kernel {
	variance, covariance := g.means(process, years)
	process.law = nil
	process.loading = covarianceFactor(covariance)
	process.drift, process.pull = append([]float64(nil), process.even...), nil
	if process.compensated {
		for a, v := range variance {
			process.drift[a] -= float64(0.5 * v)
		}
	}
	return process
}

// garchCourse is Garch up to a time.
type garchCourse struct {
	*Garch
	bridge      bridge
	years       float64
	lengths     []float64 // of the days
	drift       []float64 // per year, without what goes with the variance
	compensated bool
	now         []float64   // variance on the first day, per year
	mean0       []float64   // mean volatility
	loading     [][]float64 // at that
	most        float64     // a day's variance, per year: no spread beyond maxSpread
}

func (g *Garch) course(process kernel, years float64) course {
	c := &garchCourse{Garch: g, years: years, lengths: daysOf(years), drift: process.even, compensated: process.compensated, most: maxSpread * maxSpread / years}
	variance, _ := g.means(process, years)
	for a, row := range process.loading {
		c.now = append(c.now, dotAll(row, row))
		c.mean0 = append(c.mean0, math.Sqrt(variance[a]))
	}
	c.loading = scaledRows(process.factor, c.mean0)
	c.bridge = newBridge(c.lengths)
	return c
}

func (c *garchCourse) states() [][][]float64 { return [][][]float64{c.loading} }
func (c *garchCourse) scales() bool          { return true }

// share: the volatility of a day is constant.
func (c *garchCourse) share(_ []float64, from, at, to float64) float64 {
	return (at - from) / (to - from)
}

// next is the variance of the day after one of variance h with a squared shock.
func (c *garchCourse) next(a int, h, square float64) float64 {
	fixed := float64((1 - c.Alpha[a] - c.Beta[a]) * float64(c.Long[a]*c.Long[a]))
	return math.Min(c.most, math.Max(0, fixed)+float64((float64(c.Alpha[a]*square)+c.Beta[a])*h))
}

// mean follows the paths whose shocks are on average what a constant drift of the factors makes them: their squares are on average by 1 more than the square of that.
func (c *garchCourse) mean(eta, x []float64) bool {
	push := back(c.loading, eta)
	for a := range x {
		x[a] = 0
		way := dotAll(c.loading[a], push) // per year, at the mean volatility
		h := c.now[a]
		for _, dt := range c.lengths {
			if h >= c.most {
				return false
			}
			scale := math.Sqrt(h) / math.Max(c.mean0[a], tiny)
			x[a] += float64((c.drift[a] + float64(scale*way)) * dt)
			if c.compensated {
				x[a] -= float64(0.5 * float64(h*dt))
			}
			shock := float64(float64(way*way)*dt) / math.Max(float64(c.mean0[a]*c.mean0[a]), tiny)
			h = c.next(a, h, 1+shock)
		}
	}
	return true
}

// garchNet is one way to draw the paths.
type garchNet struct {
	rows  [][]float64 // loading on turned factors
	push  []float64   // drift of these, per year
	tilts [][]float64 // of all tilted nets, likewise
}

func (c *garchCourse) nets(etas, towards [][]float64) []any {
	var out []any
	for k, eta := range etas {
		unit, _ := scaled(back(c.loading, towards[k]))
		net := &garchNet{rows: product(c.loading, householder(unit)), push: make([]float64, len(c.loading))}
		if eta != nil {
			net.push = back(net.rows, eta)
		}
		for _, other := range etas {
			if other != nil {
				net.tilts = append(net.tilts, back(net.rows, other))
			}
		}
		out = append(out, net)
	}
	return out
}

// garchWalk is the scratch of one worker.
type garchWalk struct {
	*garchCourse
	net      *garchNet
	factors  []lane // increments of the turned factors, by day
	variance []lane // of the present day, by asset, per year
	log      []lane
}

func (c *garchCourse) walker() walker {
	n := len(c.loading)
	return &garchWalk{garchCourse: c, factors: make([]lane, n*len(c.lengths)), variance: make([]lane, n)}
}

func (w *garchWalk) begin(d *drawer, net any) int {
	w.net = net.(*garchNet)
	w.bridge.draw(d, w.factors, w.net.push, 0)
	for a := range w.variance {
		fillWith(&w.variance[a], math.Min(w.most, w.now[a]))
	}
	if len(w.log) < len(w.net.tilts) {
		w.log = make([]lane, len(w.net.tilts))
	}
	for k := range w.log {
		clear(w.log[k][:])
	}
	return len(w.lengths)
}

func (w *garchWalk) step(k int, l *leap) {
	n, dt := len(w.loading), w.lengths[k]
	moved := w.factors[k*n : (k+1)*n]
	fillWith(&l.years, dt)
	l.scaled = true
	for a := range l.move {
		m, h, scale := &l.move[a], &w.variance[a], &l.scale[a]
		clear(m[:])
		accumulate(m, w.net.rows[a], 1, moved)
		inverse := 1 / math.Max(w.mean0[a], tiny)
		square := float64(float64(inverse*inverse) / dt)
		even, half := float64(w.drift[a]*dt), 0.0
		if w.compensated {
			half = float64(-0.5 * dt)
		}
		for i := range m {
			x := m[i]
			scale[i] = float64(math.Sqrt(h[i]) * inverse)
			m[i] = float64(scale[i]*x) + even + float64(half*h[i])
			h[i] = w.next(a, h[i], float64(square*float64(x*x)))
		}
	}
	for c, push := range w.net.tilts {
		log := &w.log[c]
		accumulate(log, push, 1, moved)
		rest := float64(0.5 * float64(dotAll(push, push)*dt))
		for i := range log {
			log[i] -= rest
		}
		l.tilted[c] = *log
	}
}

// GarchReach is how far a log price goes by a time in years but in cases that do not matter: pushed by seven standard deviations in all, evenly, with variances that follow; volatilities are a year's.
func GarchReach(now, long, alpha, beta, years float64) float64 {
	g := &Garch{Long: []float64{long}, Alpha: []float64{alpha}, Beta: []float64{beta}}
	c := g.course(GBM{Drift: []float64{0}, Volatility: []float64{now}, L: [][]float64{{1}}, Stepped: g}.kernel(), years).(*garchCourse)
	push := 7 / math.Sqrt(years)
	h, far := c.now[0], 0.0
	for _, dt := range c.lengths {
		far += float64(float64(math.Sqrt(h)*push)*dt) + float64(0.5*float64(h*dt))
		h = c.next(0, h, 1+float64(float64(push*push)*dt))
	}
	return math.Min(far, farOut)
}
