package risk

import (
	"math"

	"github.com/shopspring/decimal"

	"github.com/plimsoll-risk/plimsoll/montecarlo"
	"github.com/plimsoll-risk/plimsoll/risk/margin"
)

// A Replay is what one course of prices does to an account. It is arithmetic: no number in it is random or has an error,
// and none is a forecast. Amounts are in the account's currency.
type Replay struct {
	Pools []PoolReplay // of the account, in its order
	// Equity of all pools together now, at its lowest and at the end, were nothing liquidated and nothing done.
	Equity, LowestEquity, EndEquity float64
	LowestEquityHours               float64
	// Scale is the least multiple of the course's log prices at which a pool is liquidated, and First that pool: above 1 where all survive the
	// course itself. Scale is nil, and First empty, where none is liquidated up to MaxScale.
	Scale *float64
	First string
}

// A PoolReplay is what a course does to one pool, on its own.
type PoolReplay struct {
	Name               string
	Liquidated         bool
	HoursToLiquidation *float64 // 0 for a pool that is liquidatable now, nil where it is not liquidated
	// LowestEquityToMaintenance is the least equity / maintenance margin on the way, LowestHours when, were nothing liquidated; nil for
	// a pool without a position, a debt or a margin.
	LowestEquityToMaintenance, LowestHours *float64
	Scale                                  *float64 // see Replay.Scale
}

// ReplayCourse follows every pool of an account along a course: whether and when its excess is first no longer positive, in continuous time. A pool counts as
// liquidated where its equity meets its maintenance margin, whatever the trigger says of equality. Funding, interest and what the
// account's owner would have done are left out. The account must be valid at these prices, and the course as it says.
func ReplayCourse(a margin.Account, prices margin.Prices, course Course) *Replay {
	c := &compiler{account: a, index: map[string]int{}, course: &course}
	c.market.Prices = prices
	for _, asset := range assetsInUse(a) {
		if course.reach(asset) > 0 {
			c.index[asset] = len(c.assets)
			c.assets = append(c.assets, asset)
		}
	}
	out := &Replay{Pools: make([]PoolReplay, len(a.Pools))}
	var equity montecarlo.Boundary
	now := decimal.Decimal{}
	states := a.Assess(prices)
	for i := range states {
		now = now.Add(states[i].Equity)
		p := c.pool(a.Pools[i], states[i].Liquidatable)
		equity.Terms = append(equity.Terms, p.own...)
		r := &out.Pools[i]
		r.Name = p.name
		r.follow(c, &p)
		if r.Scale != nil && (out.Scale == nil || *r.Scale < *out.Scale) {
			out.Scale, out.First = r.Scale, r.Name
		}
	}
	total := c.sweep(equity)
	out.Equity, out.EndEquity = float(now), total.value(len(course.Hours)-1, 1)
	out.LowestEquity, out.LowestEquityHours = total.lowest(nil, &course)
	return out
}

// follow sets what the course does to one pool.
func (r *PoolReplay) follow(c *compiler, p *compiled) {
	excess := c.sweep(p.boundary)
	if p.held {
		value, hour := c.sweep(montecarlo.Boundary{Terms: p.own}).lowest(excess, c.course)
		if value < math.Inf(1) {
			r.LowestEquityToMaintenance, r.LowestHours = &value, &hour
		}
	}
	hour, scale := math.Inf(1), math.Inf(1)
	switch p.fate {
	case certain:
		hour, scale = 0, 0
	case open:
		for k := range c.course.Hours {
			if s := math.Inf(1); math.IsInf(hour, 1) {
				excess.narrow(box{k, 1, 1, 0, 1, true}, &s)
				if s <= 1 {
					hour = c.course.hour(k, s)
				}
			}
			excess.narrow(box{k, 0, MaxScale, 0, 1, false}, &scale)
		}
	}
	if hour < math.Inf(1) {
		r.Liquidated, r.HoursToLiquidation = true, &hour
	}
	if scale <= MaxScale {
		r.Scale = &scale
	}
}
