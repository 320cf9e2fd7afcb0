package montecarlo

import "math"

// Garch is GARCH(1,1) of daily variances (T. Bollerslev, J. Econometrics 31, 1986): within a day an asset's variance is constant, h a year, and the next day's is
//
//	(1 - Alpha - Beta) Long^2 + (Alpha z^2 + Beta) h
//
// with z the shock of its log price on the day, a standard normal, correlated as GBM.L says: what the log price moved by beside its drift, over the root of the day's variance. The first day's volatility is GBM's; the last day may be
// a part of one. Alpha + Beta = 1 without a way back to Long is the exponentially weighted mean. With GBM.Compensated half of the variance is taken from the log price as it passes: prices without drift are martingales.
type Garch struct{ Long, Alpha, Beta []float64 }

func (*Garch) stepping() stepping { return inSteps{} }

func (g *Garch) restrict(kept []int) Stepped {
	out := &Garch{Long: pick(kept, g.Long), Alpha: pick(kept, g.Alpha), Beta: pick(kept, g.Beta)}
	for a, alpha := range out.Alpha {
		if alpha != 0 || out.Beta[a] != 1 {
			return out
		}
	}
	return nil
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

// mean returns the mean covariances over the way to a time, taken as the roots of both variances' means times the correlation.
func (g *Garch) mean(process kernel, years float64) covariance {
	lengths := daysOf(years)
	each := make([][]float64, len(process.even))
	for a, row := range process.loading {
		each[a] = g.expected(a, dotAll(row, row), len(lengths))
	}
	c := newCovariance(len(each))
	for a := range each {
		for b := range each {
			sum := 0.0
			for k, h := range lengths {
				sum += float64(h * math.Sqrt(float64(each[a][k]*each[b][k])))
			}
			r := 1.0
			if a != b {
				r = dotAll(process.factor[a], process.factor[b])
			}
			c[a][b] = float64(r*sum) / years
		}
	}
	return c
}

func (g *Garch) equivalent(process kernel, years float64) kernel {
	process.law = nil
	return process.like(g.mean(process, years))
}

// garchCourse is Garch up to a time.
type garchCourse struct {
	law         *Garch
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
	c := &garchCourse{law: g, years: years, lengths: daysOf(years), drift: process.even, compensated: process.compensated, most: maxSpread * maxSpread / years}
	mean := g.mean(process, years)
	c.now, c.mean0 = make([]float64, len(mean)), make([]float64, len(mean))
	for a, row := range process.loading {
		c.now[a], c.mean0[a] = dotAll(row, row), math.Sqrt(mean[a][a])
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
	fixed := float64((1 - c.law.Alpha[a] - c.law.Beta[a]) * float64(c.law.Long[a]*c.law.Long[a]))
	return math.Min(c.most, math.Max(0, fixed)+float64((float64(c.law.Alpha[a]*square)+c.law.Beta[a])*h))
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

func (c *garchCourse) nets(etas, towards [][]float64) []any {
	var out []any
	drives := newDrives(c.states(), etas, towards)
	for k := range drives {
		out = append(out, &drives[k])
	}
	return out
}

// garchWalk is the scratch of one worker.
type garchWalk struct {
	course   *garchCourse
	driver   driver
	factors  []lane // increments of the turned factors, by day
	variance []lane // of the present day, by asset, per year
	shock    lane
}

func (c *garchCourse) walker() walker {
	n := len(c.loading)
	return &garchWalk{course: c, driver: newDriver(c.states(), c.drift, c.compensated), factors: make([]lane, n*len(c.lengths)), variance: make([]lane, n)}
}

func (w *garchWalk) begin(d *drawer, net any) int {
	c := w.course
	w.driver.begin(net.(*drive))
	c.bridge.draw(d, w.factors, len(c.loading))
	for a := range w.variance {
		fillWith(&w.variance[a], math.Min(c.most, c.now[a]))
	}
	return len(c.lengths)
}

func (w *garchWalk) step(k int, l *leap) {
	c := w.course
	n, dt := len(c.loading), c.lengths[k]
	fillWith(&l.years, dt)
	l.scaled = true
	copy(w.driver.turned, w.factors[k*n:(k+1)*n])
	for a := range l.scale {
		inverse := 1 / math.Max(c.mean0[a], tiny)
		for i, h := range &w.variance[a] {
			l.scale[a][i] = float64(math.Sqrt(h) * inverse)
		}
	}
	w.driver.move(l)
	for a := range l.scale {
		clear(w.shock[:])
		accumulate(&w.shock, w.driver.rows[0][a], 1, w.driver.turned)
		inverse := 1 / math.Max(c.mean0[a], tiny)
		c.turn(a, &w.variance[a], &w.shock, float64(float64(inverse*inverse)/dt))
	}
}

// turn sets the variances of the next day from what an asset moved by at its mean volatility, whose square counts times a factor.
func (c *garchCourse) turn(a int, variance, moved *lane, factor float64) {
	for i, x := range moved {
		variance[i] = c.next(a, variance[i], float64(factor*float64(x*x)))
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
