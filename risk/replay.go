package risk

import (
	"errors"
	"math"

	"github.com/plimsoll-risk/plimsoll/montecarlo"
	"github.com/plimsoll-risk/plimsoll/risk/margin"
)

// A Replay is what one course of prices does to an account. It is arithmetic: no number in it is random or has an error,
// and none is a forecast. Amounts are in the account's currency.
type Replay struct {
	Pools  []PoolReplay // of the account, in its order
	Assets []string     // that the account holds, trades or settles in and that move, ascending
	// Equity of all pools together now, at its lowest and at the end, were nothing liquidated and nothing done.
	Equity, LowestEquity, EndEquity float64
	LowestEquityHours               float64
	// Scale is the least multiple of the course's log prices at which a pool is liquidated, and First that pool: above 1 where all survive the
	// course itself. First is empty where none is liquidated up to MaxScale.
	Scale float64
	First string
}

// A PoolReplay is what a course does to one pool, on its own.
type PoolReplay struct {
	Name       string
	Held       bool // has a position or a debt
	Liquidated bool
	Hours      float64 // to the liquidation; 0 for a pool that is liquidatable now
	// Lowest is the least equity / maintenance margin on the way, were nothing liquidated; nil where no price moves the pool to a margin.
	Lowest      *float64
	LowestHours float64
	Scale       *float64 // see Replay.Scale; nil where the pool is not liquidated up to MaxScale
}

// ReplayCourse follows every pool of an account along a course: whether and when its excess is first no longer positive, in continuous time. A pool counts as
// liquidated where its equity meets its maintenance margin, whatever the trigger says of equality. Funding, interest and what the
// account's owner would have done are left out. Errors about the account are margin.Errors.
func ReplayCourse(a margin.Account, prices margin.Prices, course Course) (*Replay, error) {
	if err := a.Validate(prices); err != nil {
		return nil, err
	}
	if err := course.validate(); err != nil {
		return nil, err
	}
	c := newCompiler(a, Market{Prices: prices}, course.Hours/hoursPerYear, nil)
	c.course = &course
	c.assets = course.moving(assetsInUse(a))
	for i, asset := range c.assets {
		c.index[asset] = i
	}
	hours := course.Knots(c.assets...)
	at := make([][]float64, len(hours))
	for k, h := range hours {
		at[k] = make([]float64, len(c.assets))
		for i, asset := range c.assets {
			at[k][i] = course.At(asset, h)
		}
	}
	out := &Replay{Assets: c.assets}
	var equity montecarlo.Boundary
	for i, state := range a.Assess(prices) {
		pool := a.Pools[i]
		own := c.equity(pool)
		equity.Terms = append(equity.Terms, own.Terms...)
		compiled := c.pool(pool, state.Liquidatable)
		r := PoolReplay{Name: pool.Name, Held: compiled.held}
		excess := newSweep(compiled.boundary, hours, at)
		if compiled.held {
			r.Lowest, r.LowestHours = lowestRatio(newSweep(own, hours, at), excess)
		}
		switch compiled.fate {
		case certain:
			now := 0.0
			r.Liquidated, r.Scale = true, &now
		case open:
			r.Hours, r.Liquidated = excess.first()
			if s, ok := excess.scale(MaxScale); ok {
				r.Scale = &s
			}
		}
		if r.Scale != nil && (out.First == "" || *r.Scale < out.Scale) {
			out.Scale, out.First = *r.Scale, pool.Name
		}
		out.Pools = append(out.Pools, r)
	}
	total := newSweep(equity.Merged(), hours, at)
	last := len(hours) - 2
	out.Equity, out.EndEquity = total.at(0, 1, 0), total.at(last, 1, 1)
	out.LowestEquity, out.LowestEquityHours = total.lowest(func(piece int, s float64) float64 { return total.at(piece, 1, s) })
	return out, nil
}

// validate checks what the caller has to see to.
func (c Course) validate() error {
	bad := errors.New("risk: a course lasts above 0 hours, and its points ascend within them and are finite")
	if !(c.Hours > 0) {
		return bad
	}
	for _, path := range c.Paths {
		before := 0.0
		for _, p := range path {
			if !(p.Hours > before) || p.Hours > c.Hours || !(math.Abs(p.Log) <= maxSpread) {
				return bad
			}
			before = p.Hours
		}
	}
	return nil
}

// looks is how often a piece is looked at for its least value, before the best look is refined.
const looks = 16

// lowest returns the least value of f on the way and its hour: of the ends of all pieces and 15 looks in each, refined by golden section around the
// least look. At the ends, where prices turn, it is exact.
func (w *sweep) lowest(f func(piece int, s float64) float64) (value, hours float64) {
	value = math.Inf(1)
	piece, at := 0, 0.0
	for p := range len(w.hours) - 1 {
		for k := range looks + 1 {
			s := float64(k) / looks
			if y := f(p, s); y < value {
				value, piece, at = y, p, s
			}
		}
	}
	const golden = 0.6180339887498949
	low, high := math.Max(0, at-1.0/looks), math.Min(1, at+1.0/looks)
	for range 40 {
		s := high - float64(golden*(high-low))
		t := low + float64(golden*(high-low))
		y, z := f(piece, s), f(piece, t)
		if y < value {
			value, at = y, s
		}
		if z < value {
			value, at = z, t
		}
		if y < z {
			high = t
		} else {
			low = s
		}
	}
	return value, w.hour(piece, at)
}

// lowestRatio returns the least equity / maintenance margin on the way; nil where there is no margin anywhere.
func lowestRatio(equity, excess *sweep) (ratio *float64, hours float64) {
	value, hours := equity.lowest(func(piece int, s float64) float64 {
		e := equity.at(piece, 1, s)
		m := e - excess.at(piece, 1, s)
		if !(m > float64(1e-12*math.Abs(e))) { // rounding of no margin at all
			return math.Inf(1)
		}
		return e / m
	})
	if math.IsInf(value, 1) {
		return nil, 0
	}
	return &value, hours
}
