package risk_test

import (
	"fmt"
	"math"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"
	"gonum.org/v1/gonum/integrate/quad"

	"github.com/plimsoll-risk/plimsoll/risk"
	"github.com/plimsoll-risk/plimsoll/risk/margin"
)

// TestFunding compares with the independent solution, in which funding accrues along the path. The weight of the notional now is
// right to first order in the rate. That leaves of what funding changes the error of its fit, .01 of a notional that falls by up to a third, and one
// in proportion to the rate itself: .5 % and a third of the rate until the horizon are allowed. Longs that pay, and shorts that pay a negative rate, are
// liquidated more often.
func TestFunding(t *testing.T) {
	if testing.Short() {
		t.Skip("statistical: runs once, native and without -short")
	}
	worst := 0.0
	for _, f := range []funded{
		{"long", false, 1, 0.1, 0.6, 7, 0.0001},
		{"long", false, 1, 0.1, 0.6, 7, 0.001},
		{"long", false, 1, 0.1, 0.6, 7, -0.0001},
		{"long 5x", false, 1, 0.2, 0.6, 7, 0.0001},
		{"long 5x", false, 1, 0.2, 0.6, 7, 0.001},
		{"long, quiet", false, 1, 0.1, 0.4, 7, 0.001},
		{"long, a month", false, 1, 0.3, 0.9, 30, 0.001},
		{"short", false, -1, 0.1, 0.6, 7, 0.0001},
		{"short", false, -1, 0.1, 0.6, 7, 0.001},
		{"short", false, -1, 0.1, 0.6, 7, -0.001},
		{"short 5x", false, -1, 0.2, 0.6, 7, 0.001},
		{"inverse long", true, 1, 0.1, 0.6, 7, 0.0001},
		{"inverse long", true, 1, 0.1, 0.6, 7, 0.001},
		{"inverse short", true, -1, 0.1, 0.6, 7, 0.001},
		{"inverse short", true, -1, 0.1, 0.6, 7, -0.001},
	} {
		t.Run(fmt.Sprintf("%s, %v", f.name, f.rate), func(t *testing.T) {
			without := f
			without.rate = 0
			base := without.exact()
			require.InEpsilon(t, without.simulate(t, 4096).Liquidation.Any.Value, base, 4e-5)
			want, r := f.exact(), f.simulate(t, 1<<16)
			got := r.Liquidation.Any
			require.Equal(t, f.rate*f.size > 0, want > base)
			off := (got.Value - want) / (want - base)
			t.Logf("without %.7f, exact %.7f (%+.2f %%), got %.7f +- %.7f: %+.3f %% of the change, %+.4f %% of P, %s", base, want, 100*(want/base-1), got.Value, got.StdErr, 100*off, 100*(got.Value/want-1), got.Method)
			worst = math.Max(worst, math.Abs(off))
			accrued := math.Abs(f.rate) * 3 * f.days
			require.InDelta(t, want, got.Value, 4*got.StdErr+(0.005+accrued/3)*math.Abs(want-base)+4e-5*want)
			require.NotEqual(t, "exact", got.Method)
			require.Contains(t, r.Warnings[1], "Funding accrues at the rates given")
		})
	}
	t.Logf("at most %.2f %% of the change", 100*worst)
}

// The weight is a ratio of two integrals over the law of Brownian motion that is absorbed at a barrier: of its distance from there and of 1,
// each times how much the probability of absorption falls with the distance. The fit is within .01 where it is below 1.
func TestFunding_Weight(t *testing.T) {
	density := func(x float64) float64 { return math.Exp(-x*x/2) / math.Sqrt(2*math.Pi) }
	for _, z := range []float64{0.7, 1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6} {
		const times, places = 300, 1000
		var distance, all float64
		for i := range times {
			angle := math.Pi / 2 * (float64(i) + 0.5) / times
			now := math.Pow(math.Sin(angle), 2)
			dt := math.Pi / times * math.Sin(angle) * math.Cos(angle)
			root, left := math.Sqrt(now), math.Sqrt(1-now)
			for j := range places {
				y := (float64(j) + 0.5) * (z + 8) / places
				w := dt * (density((y-z)/root) - density((y+z)/root)) / root * density(y/left) / left
				all += w
				distance += w * y
			}
		}
		require.InDelta(t, distance/all/z, risk.FundingWeight(z), 0.01, "z = %v", z)
	}
	require.Equal(t, 1.0, risk.FundingWeight(0.1))
	require.Equal(t, 1.0, risk.FundingWeight(-1))
}

// Without volatility funding alone decides: the equity of .1 is down to the margin of .005 after .095 of the notional has been
// paid.
func TestFunding_Still(t *testing.T) {
	f := funded{"still", false, 1, 0.1, 0, 30, 0.002} // .18 by the horizon
	r := f.simulate(t, 256)
	require.Equal(t, 1.0, r.Liquidation.Any.Value)
	hours := 0.095 / 0.002 * 8
	for k, h := range r.Liquidation.Pools[0].Survival.Hours {
		if math.Abs(h/hours-1) > 1.0/80 {
			require.Equal(t, h < hours, r.Liquidation.Pools[0].Survival.Probability[k] == 1, "hour %v", h)
		}
	}
	f.rate = 0.001 // .09
	require.Less(t, f.simulate(t, 256).Liquidation.Any.Value, 1e-200)
	f.rate, f.size = -0.002, -1 // a short pays a negative rate
	require.Equal(t, 1.0, f.simulate(t, 256).Liquidation.Any.Value)
	f.rate = 0.002
	require.Less(t, f.simulate(t, 256).Liquidation.Any.Value, 1e-200)
}

// A rate is that of a contract, whatever multiplier its symbol is written with, and of no other; without one that
// matters nothing changes, to the last bit.
func TestFunding_Symbols(t *testing.T) {
	a, m := pepe(t)
	s := week(1024, 1)
	want := simulate(t, a, m, s)
	require.Equal(t, "exact", want.Liquidation.Any.Method)
	m.FundingRates = map[string]risk.FundingRate{"BTC/USDT:USDT": {Rate: dec("0.001"), IntervalHours: 8}, "PEPE/USDT:PEPE": {Rate: dec("0.001"), IntervalHours: 8}, "PEPE/USDT:USDT": {IntervalHours: 8}}
	m.BorrowRates = map[string]float64{"USDT": 0.1}
	require.Equal(t, want, simulate(t, a, m, s))
	var all []*risk.Report
	for _, name := range []string{"PEPE/USDT:USDT", "1000PEPE/USDT:USDT", "kPEPE/USDT:USDT"} {
		m.FundingRates = map[string]risk.FundingRate{name: {Rate: dec("0.001"), IntervalHours: 8}}
		all = append(all, simulate(t, a, m, s))
	}
	require.Greater(t, all[0].Liquidation.Any.Value, want.Liquidation.Any.Value+10*all[0].Liquidation.Any.StdErr)
	require.Equal(t, all[0], all[1])
	require.Equal(t, all[0], all[2])
}

// TestFunding_Mixture does the same under the default model: given the multiplier of the variance prices are as above, so the exact
// probability is a mean of solutions, over 15 Gauss-Hermite nodes. The weight is that of a multiplier of 1; those that matter have one
// that is up to .15 more, of a notional that falls by the equity.
func TestFunding_Mixture(t *testing.T) {
	if testing.Short() {
		t.Skip("statistical: runs once, native and without -short")
	}
	const sd, n = 1.1, 15
	nodes, weights := make([]float64, n), make([]float64, n)
	quad.Hermite{}.FixedLocations(nodes, weights, math.Inf(-1), math.Inf(1))
	for _, f := range []funded{
		{"long", false, 1, 0.1, 0.6, 7, 0.001},
		{"long 5x", false, 1, 0.2, 0.6, 7, 0.001},
	} {
		mean := func(rate float64) float64 {
			sum := 0.0
			for i, x := range nodes {
				if x < -2 { // a volatility below .1: P is below 1e-15
					continue
				}
				g := f
				g.rate, g.volatility = rate, f.volatility*math.Exp(sd*x/math.Sqrt2-sd*sd/4)
				sum += weights[i] * g.exact() / math.Sqrt(math.Pi)
			}
			return sum
		}
		base, want := mean(0), mean(f.rate)
		m := risk.Market{
			Prices: margin.Prices{"A": dec("1")}, Volatility: map[string]float64{"A": f.volatility}, Model: risk.Model{Kind: risk.VolMixture, MultiplierSd: sd},
			FundingRates: map[string]risk.FundingRate{"A/USDT:USDT": {Rate: decimal.NewFromFloat(f.rate), IntervalHours: 8}},
		}
		a := account(pool("cross", margin.Cross, fmt.Sprint(f.equity), position(t, "A/USDT:USDT", fmt.Sprint(f.size), "1")))
		got := simulate(t, a, m, week(1<<16, 1)).Liquidation.Any
		t.Logf("%s: without %.7f, exact %.7f, got %.7f +- %.7f: %+.2f %% of the change", f.name, base, want, got.Value, got.StdErr, 100*(got.Value-want)/(want-base))
		require.InDelta(t, want, got.Value, 4*got.StdErr+0.15*f.equity*math.Abs(want-base)+5e-5*want)
	}
}
