package risk_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/risk"
	"github.com/plimsoll-risk/plimsoll/risk/margin"
)

func replay(t testing.TB, a margin.Account, prices margin.Prices, c risk.Course) *risk.Replay {
	t.Helper()
	return risk.ReplayCourse(a, prices, c)
}

// dent is a fall of A to exp(-.2) in 10 hours, and back in 10 more.
var dent = risk.Course{Hours: []float64{10, 20}, Log: map[string][]float64{"A": {-.2, 0}}}

// line returns what is linear between points, given as hour, value, hour, value, ...
func line(t float64, points ...float64) float64 {
	for i := 2; i < len(points); i += 2 {
		if t <= points[i] {
			return points[i-1] + (points[i+1]-points[i-1])*(t-points[i-2])/(points[i]-points[i-2])
		}
	}
	return points[len(points)-1]
}

// course returns the course of assets whose paths turn at hours of their own.
func course(paths map[string][]float64) risk.Course {
	c := risk.Course{Log: map[string][]float64{}}
	for _, p := range paths {
		for i := 2; i < len(p); i += 2 {
			c.Hours = append(c.Hours, p[i])
		}
	}
	slices.Sort(c.Hours)
	c.Hours = slices.Compact(c.Hours)
	for asset, p := range paths {
		for _, h := range c.Hours {
			c.Log[asset] = append(c.Log[asset], line(h, p...))
		}
	}
	return c
}

// TestReplay_OneAsset: a 10x long of 1000 is liquidated where 100 + 1000 (p - 1) = 5 p, at p = 900/995, a short where 100 - 1000 (p - 1) = 5 p, at
// p = 1100/1005; the log price gets there in proportion to time.
func TestReplay_OneAsset(t *testing.T) {
	up := risk.Course{Hours: []float64{10, 20}, Log: map[string][]float64{"A": {.2, 0}}}
	for _, tt := range []struct {
		name, size   string
		course       risk.Course
		barrier, end float64 // in log price
		sign         float64
	}{
		{"long", "1000", dent, math.Log(900.0 / 995), -.2, 1},
		{"short", "-1000", up, math.Log(1100.0 / 1005), .2, -1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a := account(pool("A", margin.Isolated, "100", position(t, "A/USDT:USDT", tt.size, "1")))
			r := replay(t, a, margin.Prices{"A": dec("1")}, tt.course)
			p := r.Pools[0]
			require.True(t, p.Liquidated)
			require.InDelta(t, 10*tt.barrier/tt.end, *p.HoursToLiquidation, 1e-10)
			require.InDelta(t, tt.barrier/tt.end, *r.Scale, 1e-11)
			require.Equal(t, "A", r.First)
			require.Equal(t, r.Scale, p.Scale)
			worst := math.Exp(tt.end)
			require.InDelta(t, 100+tt.sign*1000*(worst-1), r.LowestEquity, 1e-9)
			require.Equal(t, 10.0, r.LowestEquityHours)
			require.InDelta(t, (100+tt.sign*1000*(worst-1))/(5*worst), *p.LowestEquityToMaintenance, 1e-10)
			require.Equal(t, 10.0, *p.LowestHours)
			require.Equal(t, 100.0, r.Equity)
			require.InDelta(t, 100, r.EndEquity, 1e-9)
		})
	}
}

// TestReplay_Basket solves two longs whose paths turn at different hours by looking every thousandth of an hour and halving, in a program of three lines.
func TestReplay_Basket(t *testing.T) {
	pa, pb := []float64{0, 0, 7, -.05, 12, .02, 25, -.3}, []float64{0, 0, 11, -.1, 22, -.15, 30, -.4}
	c := course(map[string][]float64{"A": pa, "B": pb})
	a := account(pool("cross", margin.Cross, "200", position(t, "A/USDT:USDT", "1000", "1"), position(t, "B/USDT:USDT", "500", "1")))
	excess := func(t, scale float64) float64 {
		x := math.Exp(scale * line(t, pa...))
		y := math.Exp(scale * line(t, pb...))
		return 200 + 1000*(x-1) + 500*(y-1) - .005*(1000*x+500*y)
	}
	hour := 0.0
	for excess(hour, 1) > 0 {
		hour += .001
	}
	low, high := hour-.001, hour
	for range 60 {
		if m := (low + high) / 2; excess(m, 1) > 0 {
			low = m
		} else {
			high = m
		}
	}
	r := replay(t, a, margin.Prices{"A": dec("1"), "B": dec("1")}, c)
	require.InDelta(t, high, *r.Pools[0].HoursToLiquidation, 1e-9)
	// The end is the worst of all, so the scale solves excess(30, scale) = 0.
	low, high = 0, 1
	for range 60 {
		if m := (low + high) / 2; excess(30, m) > 0 {
			low = m
		} else {
			high = m
		}
	}
	require.InDelta(t, high, *r.Scale, 1e-9)
	require.InDelta(t, excess(30, 1)+.005*(1000*math.Exp(-.3)+500*math.Exp(-.4)), r.EndEquity, 1e-9)
}

// TestReplay_Dip: long n = 1000 of A, which falls to e^-2, short m = 2000 of B, which falls to e^-.5, both in one piece. With k = 1 - f and l = 1 + f the excess
// is least where n k 2 e^(-2s) = m l .5 e^(-.5s), within the piece; one that only just touches zero there must be seen, one that just does not must not. Scaled, the
// path is the same way, gone less far: the scale is the share of it at which the dip begins.
func TestReplay_Dip(t *testing.T) {
	const n, m, k, l = 1000.0, 2000.0, 1 - .005, 1 + .005
	s := math.Log(n*k*2/(m*l*.5)) / 1.5
	least := n*(k*math.Exp(-2*s)-1) - m*(l*math.Exp(-.5*s)-1)
	c := risk.Course{Hours: []float64{100}, Log: map[string][]float64{"A": {-2}, "B": {-.5}}}
	for _, tt := range []struct {
		above float64
		hit   bool
	}{{1e-6, false}, {-1e-6, true}} {
		wallet := decimal.NewFromFloat(-least + tt.above).String()
		a := account(pool("cross", margin.Cross, wallet, position(t, "A/USDT:USDT", "1000", "1"), position(t, "B/USDT:USDT", "-2000", "1")))
		r := replay(t, a, margin.Prices{"A": dec("1"), "B": dec("1")}, c)
		require.Equal(t, tt.hit, r.Pools[0].Liquidated, "%v above", tt.above)
		if tt.hit {
			// Second order: the dip of 1e-6 begins sqrt(2e-6/curvature) of the piece before its bottom.
			curvature := n*k*4*math.Exp(-2*s) - m*l*.25*math.Exp(-.5*s)
			begins := s - math.Sqrt(2e-6/curvature)
			require.InDelta(t, 100*begins, *r.Pools[0].HoursToLiquidation, 1e-5)
			require.InDelta(t, begins, *r.Scale, 1e-7)
		} else {
			require.Empty(t, r.First)
		}
	}
}

// TestReplay_Inverse: N = 10000 dollars in contracts of 100, entered at 100, on w = 10 coins: 10 + N/100 - N/p = .005 N/p at p = 1.005 N/110.
func TestReplay_Inverse(t *testing.T) {
	q := margin.Position{Symbol: symbol(t, "A/USD:A"), Size: dec("100"), EntryPrice: dec("100"), Schedule: flat(t, "0.005")}
	q.Terms.ContractSize = dec("100")
	a := margin.Account{Currency: "USD", Pools: []margin.Pool{{Name: "A", Kind: margin.Cross, Balances: []margin.Holding{{Asset: "A", Amount: dec("10")}}, Positions: []margin.Position{q}}}}
	r := replay(t, a, margin.Prices{"A": dec("100")}, dent)
	require.InDelta(t, 10*math.Log(10050.0/110/100)/-.2, *r.Pools[0].HoursToLiquidation, 1e-10)
	require.InDelta(t, math.Log(10050.0/110/100)/-.2, *r.Scale, 1e-10)
	require.InDelta(t, (10+100)*100*math.Exp(-.2)-10000, r.LowestEquity, 1e-9)
}

// TestReplay_Loan: 100 of A as collateral with a threshold of .8 against a debt of 70: liquidated where 80 p = 70.
func TestReplay_Loan(t *testing.T) {
	a := margin.Account{Currency: "USDT", Pools: []margin.Pool{{
		Name: "loan", Kind: margin.Named, Balances: []margin.Holding{{Asset: "A", Amount: dec("100")}}, Debts: []margin.Debt{{Asset: "USDT", Amount: dec("70")}},
		Collateral: []margin.Collateral{{Asset: "A", LoanToValue: decimal.NewNullDecimal(dec("0.7")), LiquidationThreshold: decimal.NewNullDecimal(dec("0.8"))}, {Asset: "USDT"}},
	}}}
	r := replay(t, a, margin.Prices{"A": dec("1")}, dent)
	require.InDelta(t, 10*math.Log(.875)/-.2, *r.Pools[0].HoursToLiquidation, 1e-10)
	worst := math.Exp(-.2)
	require.InDelta(t, (100*worst-70)/(20*worst), *r.Pools[0].LowestEquityToMaintenance, 1e-12)
}

// TestReplay_Hedged: as much long as short of one asset, beside an account that only holds it, and one that is liquidatable now.
func TestReplay_Hedged(t *testing.T) {
	hedged := pool("hedged", margin.Named, "100", position(t, "A/USDT:USDT", "1000", "1"), position(t, "A/USDT:USDT", "-1000", "1"))
	held := margin.Pool{Name: "held", Kind: margin.Named, Balances: []margin.Holding{{Asset: "A", Amount: dec("10")}}}
	gone := pool("gone", margin.Isolated, "4", position(t, "A/USDT:USDT", "1000", "1"))
	a := account(hedged, held)
	a.PositionMode = margin.Hedge
	r := replay(t, a, margin.Prices{"A": dec("1")}, dent)
	require.Empty(t, r.First)
	require.False(t, r.Pools[0].Liquidated)
	require.Nil(t, r.Pools[0].Scale)
	require.InDelta(t, 10, *r.Pools[0].LowestEquityToMaintenance, 1e-12, "100 / (2*5), at the dearest price")
	require.Nil(t, r.Pools[1].LowestEquityToMaintenance)
	require.InDelta(t, 100+10*math.Exp(-.2), r.LowestEquity, 1e-12)

	r = replay(t, account(pool("A", margin.Isolated, "100", position(t, "A/USDT:USDT", "1000", "1")), gone), margin.Prices{"A": dec("1")}, dent)
	require.Equal(t, "gone", r.First)
	require.Zero(t, *r.Scale)
	require.True(t, r.Pools[1].Liquidated)
	require.Zero(t, *r.Pools[1].HoursToLiquidation)
	require.InDelta(t, math.Log(900.0/995)/-.2, *r.Pools[0].Scale, 1e-11)
}

// TestReplay_Decimal replays random books with tiers and compares with the decimal margin, asked at prices along the way: no pool that survives is
// liquidatable at any of 100 times, none that is liquidated is before its hour, and each is right after it. A course a thousandth smaller than the scale leaves every
// pool alive, one a thousandth larger does not.
func TestReplay_Decimal(t *testing.T) {
	g := rand.New(rand.NewPCG(12, 3))
	tiers, err := margin.NewSchedule([]margin.Tier{
		{MaxNotional: dec("800"), MaintenanceMarginFraction: dec("0.004")},
		{MinNotional: dec("800"), MaxNotional: dec("1500"), MaintenanceMarginFraction: dec("0.02")},
		{MinNotional: dec("1500"), MaintenanceMarginFraction: dec("0.1")},
	})
	require.NoError(t, err)
	prices := margin.Prices{"A": dec("1"), "B": dec("2"), "C": dec("0.5")}
	liquidated, dips := 0, 0
	for range 200 {
		p := margin.Pool{Name: "cross", Kind: margin.Cross, Balances: []margin.Holding{{Asset: "USDT", Amount: decimalOf(40 + 300*g.Float64())}, {Asset: "A", Amount: decimalOf(50 * g.Float64())}}}
		paths := map[string][]float64{}
		for _, asset := range []string{"A", "B", "C"} {
			q := margin.Position{Symbol: symbol(t, asset+"/USDT:USDT"), Size: decimalOf((g.Float64() - .5) * 2000 / prices[asset].InexactFloat64()), EntryPrice: prices[asset], Schedule: tiers}
			p.Positions = append(p.Positions, q)
			paths[asset] = []float64{0, 0}
			for _, h := range []float64{5 + 10*g.Float64(), 20 + 20*g.Float64(), 50} {
				paths[asset] = append(paths[asset], h, .5*g.NormFloat64())
			}
		}
		c := course(paths)
		a := account(p)
		gone := func(hours, scale float64) bool {
			at := margin.Prices{}
			for asset, price := range prices {
				at[asset] = price.Mul(decimal.NewFromFloat(math.Exp(scale * line(hours, paths[asset]...))))
			}
			return a.Assess(at)[0].Liquidatable
		}
		if gone(0, 1) {
			continue
		}
		r := replay(t, a, prices, c)
		end, back := 50.0, false
		if r.Pools[0].Liquidated {
			liquidated++
			end = *r.Pools[0].HoursToLiquidation
			require.True(t, gone(end+1e-6, 1), "%+v", r.Pools[0])
			end -= 1e-6
		}
		for k := range 100 {
			h := 50 * float64(k) / 99
			if h <= end {
				require.False(t, gone(h, 1), "hour %v of %+v", h, r.Pools[0])
			} else if !gone(h, 1) {
				back = true
			}
		}
		if back {
			dips++
		}
		if r.First != "" {
			require.False(t, replay(t, a, prices, scaled(c, .999**r.Scale)).Pools[0].Liquidated)
			require.True(t, replay(t, a, prices, scaled(c, 1.001**r.Scale)).Pools[0].Liquidated)
			require.Equal(t, *r.Scale <= 1, r.Pools[0].Liquidated)
		}
	}
	require.Greater(t, liquidated, 60)
	require.Greater(t, dips, 15, "books that come back after they were liquidated")
}

func scaled(c risk.Course, by float64) risk.Course {
	out := risk.Course{Hours: c.Hours, Log: map[string][]float64{}}
	for asset, path := range c.Log {
		for _, x := range path {
			out.Log[asset] = append(out.Log[asset], by*x)
		}
	}
	return out
}

// TestReplay_Still: a course that moves nothing that the account has.
func TestReplay_Still(t *testing.T) {
	a := account(pool("A", margin.Isolated, "100", position(t, "A/USDT:USDT", "1000", "1")))
	r := replay(t, a, margin.Prices{"A": dec("1")}, risk.Course{Hours: []float64{3}, Log: map[string][]float64{"B": {-1}}})
	require.False(t, r.Pools[0].Liquidated)
	require.Equal(t, 20.0, *r.Pools[0].LowestEquityToMaintenance)
	require.Equal(t, 100.0, r.EndEquity)
}
