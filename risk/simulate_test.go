package risk_test

import (
	"context"
	"errors"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/montecarlo"
	"github.com/plimsoll-risk/plimsoll/risk"
	"github.com/plimsoll-risk/plimsoll/risk/margin"
)

func simulate(t testing.TB, a margin.Account, m risk.Market, s risk.Simulation) *risk.Report {
	t.Helper()
	r, err := risk.Simulate(context.Background(), a, m, s, risk.Options{})
	require.NoError(t, err)
	return r
}

func requireWithin(t testing.TB, want float64, e montecarlo.Estimate) {
	t.Helper()
	t.Logf("want %.8f got %.8f +- %.8f (%+.2f sigma)", want, e.Value, e.StdErr, (e.Value-want)/e.StdErr)
	// P(|t15| > 5.5) = 6e-5; the reference has at least eight digits.
	require.InDelta(t, want, e.Value, 5.5*e.StdErr+5e-9)
}

// TestSimulate checks whole accounts against REFERENCE.md: an isolated 10x long, two
// isolated longs, and cross pools, each from decimal input to the report.
func TestSimulate(t *testing.T) {
	if testing.Short() {
		t.Skip("statistical: runs once, native and without -short")
	}
	long := func(name string) margin.Position { return position(t, name+"/USDT:USDT", "1000", "1") }
	isolated := func(name string) margin.Pool { return pool(name, margin.Isolated, "100", long(name)) }
	r := simulate(t, account(isolated("A")), twoAssets(0.8), week(1<<17, 1))
	requireWithin(t, 0.2387349436, r.Liquidation.Any)
	require.Equal(t, r.Liquidation.Any, r.Liquidation.All)
	require.Equal(t, r.Liquidation.Any, r.Liquidation.Pools[0].Probability)
	require.Equal(t, r.Liquidation.Any, r.Liquidation.Pools[0].First)

	r = simulate(t, account(isolated("A"), isolated("B")), twoAssets(0.8), week(1<<17, 2))
	requireWithin(t, 0.42189881, r.Liquidation.Any)
	requireWithin(t, 0.20038935, r.Liquidation.All)

	big := func(name, size string) margin.Position { return position(t, name+"/USDT:USDT", size, "1") }
	r = simulate(t, account(pool("cross", margin.Cross, "1000", big("A", "5000"), big("B", "5000"))), twoAssets(0.8), week(1<<17, 3))
	requireWithin(t, 0.289480489, r.Liquidation.Any)
	r = simulate(t, account(pool("cross", margin.Cross, "1000", big("A", "10000"), big("B", "-10000"))), twoAssets(0.8), week(1<<17, 4))
	requireWithin(t, 0.193191772, r.Liquidation.Any)

	// The curve of the 30-day run holds days 5, 10, 15 ... The PDE gives days 1, 3, 14 and 30; 30 is its end.
	s := week(1<<17, 5)
	s.HorizonHours = 14 * 24
	r = simulate(t, account(pool("cross", margin.Cross, "1000", big("A", "5000"), big("B", "5000"))), twoAssets(0.8), s)
	curve := r.Liquidation.Pools[0].Survival
	require.Len(t, curve.Hours, 25)
	require.Equal(t, 168.0, curve.Hours[12])
	require.InDelta(t, 1-0.289480489, curve.Probability[12], 5.5*curve.StdErr[12])
	require.InDelta(t, 1-0.463087180, curve.Probability[24], 5.5*curve.StdErr[24])
	require.Nil(t, r.Liquidation.Pools[0].MedianHours)
}

// TestSimulate_Workers checks that reports do not depend on the number of workers.
func TestSimulate_Workers(t *testing.T) {
	a := account(
		pool("cross", margin.Cross, "300", position(t, "A/USDT:USDT", "1000", "1"), position(t, "B/USDT:USDT", "1000", "1")),
		pool("B", margin.Isolated, "100", position(t, "B/USDT:USDT", "-1000", "1")),
	)
	var want *risk.Report
	for _, workers := range []int{1, 2, 7} {
		got, err := risk.Simulate(context.Background(), a, twoAssets(0.5), week(10_000, 9), risk.Options{Workers: workers})
		require.NoError(t, err)
		if want == nil {
			want = got
		}
		require.Equal(t, want, got, "%d workers", workers)
	}
}

// TestSimulate_Exact checks pools whose fate needs no simulation.
func TestSimulate_Exact(t *testing.T) {
	m := twoAssets(0.5)
	doomed := pool("doomed", margin.Named, "1", position(t, "A/USDT:USDT", "1000", "1"))
	funded := pool("funded", margin.Named, "1100", position(t, "A/USDT:USDT", "1000", "1")) // no price of A takes 1100 + (S-1)1000 below .5 % of S
	open := pool("open", margin.Named, "100", position(t, "B/USDT:USDT", "1000", "1"))
	empty := pool("empty", margin.Named, "100")
	exact := func(v float64) montecarlo.Estimate { return montecarlo.Exact(v) }
	for _, tt := range []struct {
		name     string
		pools    []margin.Pool
		any, all montecarlo.Estimate
	}{
		{"liquidatable now", []margin.Pool{doomed}, exact(1), exact(1)},
		{"cannot be", []margin.Pool{funded}, exact(0), exact(0)},
		{"no position", []margin.Pool{empty}, exact(0), exact(0)},
		{"one of each", []margin.Pool{doomed, funded, empty}, exact(1), exact(0)},
	} {
		t.Run(tt.name, func(t *testing.T) {
			looks := week(512, 1)
			looks.Monitoring.EveryHours = 24
			r := simulate(t, account(tt.pools...), m, looks)
			require.Equal(t, tt.any, r.Liquidation.Any)
			require.Equal(t, tt.all, r.Liquidation.All)
			r = simulate(t, account(tt.pools...), m, week(512, 1))
			require.Equal(t, tt.any, r.Liquidation.Any)
			require.Equal(t, tt.all, r.Liquidation.All)
			for _, p := range r.Liquidation.Pools {
				require.Equal(t, "exact", p.Probability.Method)
			}
		})
	}
	r := simulate(t, account(open, doomed, funded, empty), m, week(512, 1))
	require.Equal(t, exact(1), r.Liquidation.Any)
	require.Equal(t, exact(0), r.Liquidation.All)
	require.Equal(t, "exact", r.Liquidation.Pools[0].Probability.Method)
	require.Equal(t, exact(0), r.Liquidation.Pools[0].First)
	require.Equal(t, exact(1), r.Liquidation.Pools[1].First)
	require.Zero(t, r.Liquidation.Pools[1].Survival.Probability[0])
	require.Equal(t, 1.0, r.Liquidation.Pools[2].Survival.Probability[24])

	// Without volatility nothing happens.
	m.Volatility = map[string]float64{"A": 0, "B": 0}
	r = simulate(t, account(open), m, week(512, 1))
	require.Equal(t, exact(0), r.Liquidation.Any)

	// A pool that cannot be liquidated does not count for any, and makes all impossible.
	r = simulate(t, account(open, funded), twoAssets(0.5), week(512, 1))
	require.Equal(t, "exact", r.Liquidation.Any.Method)
	require.Equal(t, exact(0), r.Liquidation.All)
}

func TestSimulate_Cancel(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	a := account(pool("A", margin.Isolated, "100", position(t, "A/USDT:USDT", "1000", "1")))
	_, err := risk.Simulate(ctx, a, twoAssets(0), week(1<<20, 1), risk.Options{Workers: 2, Progress: func(done, total int) { cancel() }})
	require.ErrorIs(t, err, context.Canceled)
}

func TestPlan_Errors(t *testing.T) {
	good := account(pool("A", margin.Isolated, "100", position(t, "A/USDT:USDT", "1000", "1")), pool("B", margin.Isolated, "100", position(t, "B/USDT:USDT", "1000", "1")))
	for _, tt := range []struct {
		name  string
		edit  func(*margin.Account, *risk.Market, *risk.Simulation)
		paths []string
	}{
		{"no volatility", func(_ *margin.Account, m *risk.Market, _ *risk.Simulation) { delete(m.Volatility, "A") }, []string{"market.volatility.A"}},
		{"negative volatility", func(_ *margin.Account, m *risk.Market, _ *risk.Simulation) { m.Volatility["A"] = -0.1 }, []string{"market.volatility.A"}},
		{"volatility beyond the kernel", func(_ *margin.Account, m *risk.Market, s *risk.Simulation) {
			m.Volatility["B"], s.HorizonHours = 90, 8760
		}, []string{"market.volatility.B"}},
		{"no price", func(_ *margin.Account, m *risk.Market, _ *risk.Simulation) { delete(m.Prices, "B") }, []string{"prices.B"}},
		{"correlation missing", func(_ *margin.Account, m *risk.Market, _ *risk.Simulation) { m.Correlation = risk.Correlation{} }, []string{"market.correlation.assets", "market.correlation.assets"}},
		{"correlation asymmetric", func(_ *margin.Account, m *risk.Market, _ *risk.Simulation) {
			m.Correlation.Matrix = [][]float64{{1, 0.5}, {0.4, 1}}
		}, []string{"market.correlation.matrix[1][0]"}},
		{"correlation ragged", func(_ *margin.Account, m *risk.Market, _ *risk.Simulation) {
			m.Correlation.Matrix = [][]float64{{1, 0.5}, {0.5}}
		}, []string{"market.correlation.matrix[1]"}},
		{"correlation beyond 1, diagonal", func(_ *margin.Account, m *risk.Market, _ *risk.Simulation) {
			m.Correlation.Matrix = [][]float64{{0.9, 1.5}, {1.5, 1}}
		}, []string{"market.correlation.matrix[0][0]", "market.correlation.matrix[0][1]", "market.correlation.matrix[1][0]"}},
		{"everything at once", func(a *margin.Account, m *risk.Market, s *risk.Simulation) {
			a.Pools[0].Positions[0].Size = dec("0")
			m.Drift = map[string]float64{"A": 1e9}
			*s = risk.Simulation{HorizonHours: -1, Paths: 1, Monitoring: risk.Monitoring{EveryHours: -2}}
		}, []string{"pools[0].positions[0].size", "simulation.horizonHours", "simulation.monitoring.everyHours", "simulation.paths", "market.drift.A"}},
		{"too much work", func(_ *margin.Account, _ *risk.Market, s *risk.Simulation) { s.Paths = 1e9 }, []string{"simulation.paths"}},
		{"too many looks", func(_ *margin.Account, _ *risk.Market, s *risk.Simulation) { s.Monitoring.EveryHours = 1e-9 }, []string{"simulation.paths"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a, m, s := account(good.Pools[0], good.Pools[1]), twoAssets(0.5), week(512, 1)
			a.Pools[0].Positions = append([]margin.Position(nil), a.Pools[0].Positions...)
			tt.edit(&a, &m, &s)
			_, err := risk.NewPlan(a, m, s)
			var faults margin.Errors
			require.True(t, errors.As(err, &faults), "%v", err)
			var paths []string
			for _, f := range faults {
				require.NotEmpty(t, f.Got)
				require.NotEmpty(t, f.Want)
				paths = append(paths, f.Path)
			}
			require.Equal(t, tt.paths, paths)
		})
	}
}

// TestPlan_Correlation checks a matrix that is repaired with a warning and one that is refused by name.
func TestPlan_Correlation(t *testing.T) {
	a := account(pool("cross", margin.Cross, "500",
		position(t, "A/USDT:USDT", "1000", "1"), position(t, "B/USDT:USDT", "1000", "1"), position(t, "C/USDT:USDT", "1000", "1")))
	m := risk.Market{Prices: margin.Prices{"A": dec("1"), "B": dec("1"), "C": dec("1")}, Volatility: map[string]float64{"A": 0.5, "B": 0.5, "C": 0.5}}
	matrix := func(r float64) risk.Correlation {
		return risk.Correlation{Assets: []string{"A", "B", "C"}, Matrix: [][]float64{{1, r, r}, {r, 1, r}, {r, r, 1}}}
	}
	m.Correlation = matrix(-0.51)
	r := simulate(t, a, m, week(512, 1))
	require.Len(t, r.Warnings, 2)
	require.Contains(t, r.Warnings[1], "at most 0.0100")
	m.Correlation = matrix(-0.9)
	_, err := risk.NewPlan(a, m, week(512, 1))
	require.ErrorContains(t, err, "market.correlation.matrix")
	require.ErrorContains(t, err, "correlation of A with B")
}

// TestSimulate_Limits checks the sentences about the model.
func TestSimulate_Limits(t *testing.T) {
	a := account(pool("A", margin.Isolated, "100", position(t, "A/USDT:USDT", "1000", "1")))
	s := week(512, 1)
	r := simulate(t, a, twoAssets(0), s)
	require.Len(t, r.Warnings, 1)
	require.Contains(t, r.Warnings[0], "geometric Brownian motion")
	s.HorizonHours, s.Monitoring.EveryHours = 1000, 12
	r = simulate(t, a, twoAssets(0), s)
	require.Len(t, r.Warnings, 3)
	require.Contains(t, r.Warnings[1], "indicative")
	require.Contains(t, r.Warnings[2], "every 12 h")
}

func TestGrid(t *testing.T) {
	for _, tt := range []struct {
		name  string
		hours float64
		every float64
		tiers bool
		times int
		steps int
	}{
		{"a week", 168, 0, false, 24, 2},
		{"a week, tiers reached", 168, 0, true, 24, 4},
		{"50 days", 1200, 0, false, 24, 2},
		{"60 days", 1440, 0, false, 24, 4},
		{"hourly", 168, 1, false, 168, 0},
		{"looks beyond the horizon: at the horizon only", 10, 24, false, 1, 0},
		{"a look at the horizon that no multiple hits", 10, 3, false, 4, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			g := risk.Simulation{HorizonHours: tt.hours, Monitoring: risk.Monitoring{EveryHours: tt.every}}.Grid(tt.tiers)
			require.Len(t, g.Times, tt.times)
			require.Equal(t, tt.steps, g.Steps)
			require.InDelta(t, tt.hours/8760, g.Times[len(g.Times)-1], 1e-15)
			if !g.Continuous {
				require.Len(t, g.Dates, 24)
				require.Equal(t, tt.times, g.Dates[23])
			}
		})
	}
}

// TestSimulate_TwoSided checks a pool that a rise and a fall can liquidate: long 1000 and short 600 of one asset at 1 on 60, with maintenance
// of 2 % up to 1050 and 80 % beyond. The excess is -340 + 368 S up to S = 1.05 and 479 - 412 S above, where the long's margin is 800 S - 819:
// barriers at 340/368 and 479/412. The probabilities are the eigenfunction series at 500 digits, summed by a program of its own.
func TestSimulate_TwoSided(t *testing.T) {
	tiered, err := margin.NewSchedule([]margin.Tier{
		{MaxNotional: dec("1050"), MaintenanceMarginFraction: dec("0.02")}, {MinNotional: dec("1050"), MaintenanceMarginFraction: dec("0.8")},
	})
	require.NoError(t, err)
	market := twoAssets(0)
	market.Volatility["A"] = 0.8
	hedge := func(s margin.Schedule, more ...margin.Position) margin.Account {
		long, short := position(t, "A/USDT:USDT", "1000", "1"), position(t, "A/USDT:USDT", "-600", "1")
		long.Schedule, short.Schedule = s, s
		a := account(pool("cross", margin.Cross, "60", append([]margin.Position{long, short}, more...)...))
		a.PositionMode = margin.Hedge
		return a
	}
	r := simulate(t, hedge(tiered), market, week(512, 1))
	require.Len(t, r.Warnings, 1)
	p := r.Liquidation.Pools[0]
	require.Equal(t, "exact", p.Probability.Method)
	require.InDelta(t, 0.6494163792578650, p.Probability.Value, 1e-12)
	require.InDelta(t, 1-0.3752565224352635, p.Survival.Probability[12], 1e-12, "half a week")
	require.NotNil(t, p.MedianHours)
	require.Equal(t, "exact", p.MedianHours.Method)
	// 20 more move the barriers to 320/368 and 499/412.
	require.NotNil(t, p.Collateral)
	require.Zero(t, p.Collateral.Interpolation)
	more := hedge(tiered)
	for k, added := range p.Collateral.Added {
		more.Pools[0].Balances[0].Amount = dec("60").Add(decimalOf(added))
		again := simulate(t, more, market, week(512, 1)).Liquidation.Any
		require.InDelta(t, again.Value, p.Collateral.Probability[k], 1e-9, "%v added", added)
	}
	more.Pools[0].Balances[0].Amount = dec("80")
	require.InDelta(t, 0.2979108917880158, simulate(t, more, market, week(512, 1)).Liquidation.Any.Value, 1e-12)

	// Looks see both sides: hourly, a little less often than always.
	hourly := week(1<<14, 1)
	hourly.Monitoring.EveryHours = 1
	r = simulate(t, hedge(tiered), market, hourly)
	require.Greater(t, p.Probability.Value, r.Liquidation.Any.Value)
	require.Greater(t, r.Liquidation.Any.Value, 0.8*p.Probability.Value)
	require.Len(t, r.Warnings, 2, "the model and the looks")

	// One barrier, or the price of another asset as well.
	require.Len(t, simulate(t, hedge(flat(t, "0.005")), market, week(512, 1)).Warnings, 1)
	r = simulate(t, hedge(tiered, position(t, "B/USDT:USDT", "10", "1")), market, week(512, 1))
	require.Len(t, r.Warnings, 2)
	require.Contains(t, r.Warnings[1], "long and short of A")
	two := hedge(tiered)
	two.Pools = append(two.Pools, pool("B", margin.Isolated, "100", position(t, "B/USDT:USDT", "1000", "1")))
	r = simulate(t, two, market, week(512, 1))
	require.Len(t, r.Warnings, 2)
	require.Contains(t, r.Warnings[1], "of any and of all")
	require.Equal(t, p.Probability, r.Liquidation.Pools[0].Probability)
}
