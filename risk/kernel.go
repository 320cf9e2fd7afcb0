package risk

import (
	"math"
	"sort"

	"github.com/shopspring/decimal"

	"github.com/plimsoll-risk/plimsoll/montecarlo"
	"github.com/plimsoll-risk/plimsoll/risk/margin"
)

// This file is the only door from decimal to float64: everything that crosses it
// does so in float(), once, as an amount in the account's currency at time 0.

func float(d decimal.Decimal) float64 {
	f, _ := d.Float64()
	return f
}

// fate is what is known about a pool without simulating.
type fate int

const (
	open    fate = iota + 1
	certain      // liquidatable now
	never        // no price can liquidate it, or none moves
)

// compiled is a pool as the kernel sees it.
type compiled struct {
	name     string
	fate     fate
	held     bool // has a position or a debt
	boundary montecarlo.Boundary
	own      []montecarlo.Term  // the equity alone
	ladder   *montecarlo.Ladder // of collateral; nil where there is none
	equity   float64
	gross    float64 // notional
}

// compiler turns pools into boundaries over the moving assets.
type compiler struct {
	account margin.Account
	market  Market
	years   float64
	index   map[string]int // moving assets, in ascending order of name
	assets  []string
	tiers   bool              // some position may change its tier
	clock   *montecarlo.Clock // of the model; nil without one
	course  *Course           // of a replay; nil in a simulation
	accrual
}

// AssetsInUse returns every asset that an account holds, trades or settles in, in ascending order.
func AssetsInUse(a margin.Account) []string { return assetsInUse(a) }

// assetsInUse returns every asset that an account holds, trades or settles in, sorted.
func assetsInUse(accounts ...margin.Account) []string {
	seen := map[string]bool{}
	for _, a := range accounts {
		for _, p := range a.Pools {
			for _, b := range p.Balances {
				seen[b.Asset] = true
			}
			for _, d := range p.Debts {
				seen[d.Asset] = true
			}
			for _, q := range p.Positions {
				seen[q.Symbol.Base], seen[q.Symbol.Quote], seen[q.Symbol.Settle] = true, true, true
			}
		}
	}
	var names []string
	for a := range seen {
		names = append(names, a)
	}
	sort.Strings(names)
	return names
}

// newCompiler numbers the assets that move.
func newCompiler(account margin.Account, market Market, years float64, assets []string) *compiler {
	c := &compiler{account: account, market: market, years: years, index: map[string]int{}, clock: market.Model.clock(), accrual: newAccrual(market)}
	for _, a := range assets {
		if market.volatile(a) || market.Drift[a] != 0 {
			c.index[a] = len(c.assets)
			c.assets = append(c.assets, a)
		}
	}
	return c
}

// term returns an amount of asset, in the account's currency at time 0.
func (c *compiler) term(amount decimal.Decimal, asset string) montecarlo.Term {
	t := montecarlo.Term{Coefficient: float(amount)}
	if i, ok := c.index[asset]; ok {
		t.Exponents = []montecarlo.Exponent{{Asset: i, Power: 1}}
	}
	return t
}

// pool compiles one pool: balances and debts by what they add to the excess, positions
// as notional less cost, their tiers and what of their margin is fixed.
func (c *compiler) pool(p margin.Pool, liquidatable bool) compiled {
	b, own := montecarlo.Boundary{}, []montecarlo.Term(nil)
	held := c.account.Held(p, c.market.Prices)
	for i, h := range held {
		own = append(own, c.term(h.Equity, h.Asset))
		t := c.term(h.Equity.Sub(h.Maintenance), h.Asset)
		if i >= len(held)-len(p.Debts) {
			rate := c.market.BorrowRates[h.Asset]
			t.Exponents = c.growing(t.Exponents, rate)
			// Interest passes evenly, variance with a term does not: no closed form knows both.
			b.Approximate = b.Approximate || rate != 0 && len(c.market.VolatilityTerm) > 0
		}
		b.Terms = append(b.Terms, t)
	}
	for _, q := range p.Positions {
		x := c.account.Expose(q, c.market.Prices)
		pnl := []montecarlo.Term{c.term(x.Signed, x.Base), c.term(x.Cost.Neg(), x.Quote)}
		b.Terms, own = append(b.Terms, pnl...), append(own, pnl...)
		if !x.Fixed.IsZero() {
			b.Terms = append(b.Terms, c.term(x.Fixed.Neg(), x.Quote))
		}
		if len(x.Tiers) == 0 {
			continue
		}
		t := montecarlo.Table{Notional: c.term(x.Notional, x.Base), Unit: c.term(x.Unit, x.Quote)}
		t.Tiers = c.reachable(x, t)
		if len(t.Tiers) > 1 {
			c.tiers = true
		}
		b.Tables = append(b.Tables, t)
	}
	b = b.Merged()
	if !liquidatable {
		b = c.fund(b, p)
	}
	out := compiled{name: p.Name, fate: open, held: p.Held(), boundary: b, own: own}
	switch {
	case liquidatable:
		out.fate = certain
	case !out.held || !b.Moves() || b.NeverCrossed():
		out.fate = never
	}
	return out
}

// reachable returns the tiers that the position's notional can reach by the horizon
// within 12 standard deviations (of a normal, 2e-33; under a random clock within those of its multiplier, 3e-11): all that the kernel needs to carry.
func (c *compiler) reachable(x margin.Exposure, t montecarlo.Table) []montecarlo.Tier {
	spread := 0.0
	for _, a := range []string{x.Base, x.Quote} {
		spread += c.reach(a)
	}
	ratio := t.Notional.Coefficient / t.Unit.Coefficient
	low, high := ratio*montecarlo.Exp(-spread), ratio*montecarlo.Exp(spread)
	var tiers []montecarlo.Tier
	for _, tier := range x.Tiers {
		edge := float(tier.MinNotional)
		if edge > high {
			break
		}
		next := montecarlo.Tier{Edge: edge, Rate: float(tier.MaintenanceMarginFraction), Deduction: float(tier.Deduction)}
		if edge <= low {
			tiers = tiers[:0]
		}
		tiers = append(tiers, next)
	}
	tiers[0].Edge = 0
	return tiers
}

// reach is how far an asset's log price may go by the horizon.
func (c *compiler) reach(asset string) float64 {
	if c.course != nil {
		return c.course.reach(asset)
	}
	if m := c.market; InSteps && m.Model.resampled() && m.volatile(asset) {
		return farthest(m.resample(asset, c.years)) + math.Abs(float64(m.Drift[asset]*c.years))
	}
	s, even := c.market.spread(asset, c.years), float64(c.market.Drift[asset]*c.years)
	if c.clock != nil {
		return c.clock.Reach(s, c.years) + math.Abs(even)
	}
	if far, ok := c.farther(asset, even); ok {
		return far
	}
	if len(c.market.VolatilityTerm) == 0 {
		return float64(12*s) + float64(math.Abs(c.logDrift(asset))*c.years)
	}
	return float64(12*s) + math.Abs(even-float64(0.5*float64(s*s)))
}

// logDrift returns the annual drift of the log price under geometric Brownian motion.
func (c *compiler) logDrift(asset string) float64 {
	v := c.market.Volatility[asset]
	if c.market.Model.LogDrift {
		v = 0
	}
	return c.market.Drift[asset] - float64(0.5*float64(v*v))
}

// process returns the law of the log prices of everything that moves, and how far their correlation had to be repaired.
func (c *compiler) process() (montecarlo.GBM, montecarlo.Repair, error) {
	return c.law(c.grows)
}

// law is process with or without the calendar.
func (c *compiler) law(calendar bool) (montecarlo.GBM, montecarlo.Repair, error) {
	if InSteps && c.market.Model.resampled() {
		return c.resampled(calendar)
	}
	n := len(c.assets)
	if calendar {
		n++
	}
	g := montecarlo.GBM{Clock: c.clock, Stepped: c.market.law(c.assets, calendar)}
	plain := c.clock == nil && g.Stepped == nil && !c.market.termed()
	g.Compensated = !plain && !c.market.Model.LogDrift
	place := map[string]int{}
	for i, a := range c.market.Correlation.Assets {
		place[a] = i
	}
	matrix := make([][]float64, n)
	for i, a := range c.assets {
		switch {
		case plain:
			g.Drift = append(g.Drift, c.logDrift(a))
		default:
			g.Drift = append(g.Drift, c.market.Drift[a])
		}
		scale := 1.0
		if InSteps && c.market.Model.Kind == Regimes {
			scale, _ = c.market.states(a)
		}
		switch {
		case c.market.termed():
			t := c.market.term(a)
			t.Scale = float64(t.Scale * float64(scale*scale))
			g.Terms = append(g.Terms, t)
		case InSteps && c.market.Model.Kind == GARCH:
			now, _ := c.market.volatilities(a)
			g.Volatility = append(g.Volatility, now)
		default:
			g.Volatility = append(g.Volatility, float64(scale*c.market.Volatility[a]))
		}
		matrix[i] = make([]float64, n)
		matrix[i][i] = 1
		for j, b := range c.assets[:i] {
			k, known := place[a]
			l, other := place[b]
			if known && other {
				matrix[i][j] = math.Max(-1, math.Min(1, c.market.Correlation.Matrix[k][l]))
				matrix[j][i] = matrix[i][j]
			}
		}
	}
	if calendar {
		g.Drift = append(g.Drift, 1)
		if c.market.termed() {
			g.Terms = append(g.Terms, montecarlo.TermStructure{Decay: 1})
		} else {
			g.Volatility = append(g.Volatility, 0)
		}
		matrix[n-1] = make([]float64, n)
		matrix[n-1][n-1] = 1
	}
	f, err := montecarlo.FactorCorrelation(matrix)
	g.L = f.L
	if r, ok := g.Stepped.(*montecarlo.Regimes); InSteps && ok && err == nil && c.market.Model.Regime.StressPull > 0 {
		moves := func(i int) bool { return i < len(c.assets) && c.market.volatile(c.assets[i]) }
		stress, err := montecarlo.FactorCorrelation(pulled(matrix, c.market.Model.Regime.StressPull, moves))
		if err != nil {
			return g, f.Repair, err
		}
		r.Correlation = stress.L
	}
	return g, f.Repair, err
}
