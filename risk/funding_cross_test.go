package risk_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/risk"
	"github.com/plimsoll-risk/plimsoll/risk/margin"
)

// TestFunding_Cross compares cross pools with a fine simulation of its own: 64 steps, trapezoids of funding along the path, a
// bridge of the log ratio in every step, pseudo-random, as a difference between with and without funding on the same paths. Its
// own error in steps and that of the weight are a tenth of the change at most.
func TestFunding_Cross(t *testing.T) {
	if testing.Short() {
		t.Skip("statistical: runs once, native and without -short")
	}
	for _, tt := range []struct {
		name   string
		second string
		equity float64
		rates  [2]float64
		base   float64 // reference value of a PDE
	}{
		{"two longs", "5000", 1000, [2]float64{0.0005, 0.001}, 0.289480489},
		// The cash of this one is less than ten times its funding: it cannot grow in proportion.
		{"hedged", "-10000", 1000, [2]float64{0.001, -0.0005}, 0.193191772},
	} {
		t.Run(tt.name, func(t *testing.T) {
			first := map[bool]string{true: "5000", false: "10000"}[tt.second == "5000"]
			a := account(pool("cross", margin.Cross, fmt.Sprint(tt.equity), position(t, "A/USDT:USDT", first, "1"), position(t, "B/USDT:USDT", tt.second, "1")))
			m := twoAssets(0.8)
			m.FundingRates = map[string]risk.FundingRate{"A/USDT:USDT": {Rate: decimal.NewFromFloat(tt.rates[0]), IntervalHours: 8}, "B/USDT:USDT": {Rate: decimal.NewFromFloat(tt.rates[1]), IntervalHours: 8}}
			got := simulate(t, a, m, week(1<<16, 3)).Liquidation.Any
			sizes := [2]float64{a.Pools[0].Positions[0].Size.InexactFloat64(), a.Pools[0].Positions[1].Size.InexactFloat64()}
			change, stdErr := fundingChange(sizes, tt.equity, tt.rates, 100_000)
			t.Logf("without %.6f, change %.6f +- %.6f, got %.6f (%+.2f %% of the change)", tt.base, change, stdErr, got.Value-tt.base, 100*((got.Value-tt.base)/change-1))
			require.InDelta(t, change, got.Value-tt.base, 4*stdErr+0.03*math.Abs(change))
		})
	}
}

// fundingChange returns what funding adds to the probability of a pool of two assets, volatilities .6 and .8, correlation .8, a week.
func fundingChange(sizes [2]float64, equity float64, rates [2]float64, paths int) (mean, stdErr float64) {
	g := rand.New(rand.NewPCG(5, 6))
	const steps = 64
	years := 7.0 / 365
	dt := years / steps
	sigma := [2]float64{0.6, 0.8}
	cash := equity - sizes[0] - sizes[1]
	// split returns ln(P/N) and its variance rate.
	split := func(s [2]float64, paid float64) (p, v float64) {
		var plus, minus float64
		var load, fall [2]float64
		add := func(x, l0, l1 float64) {
			if x > 0 {
				plus, load[0], load[1] = plus+x, load[0]+x*l0, load[1]+x*l1
			} else {
				minus, fall[0], fall[1] = minus-x, fall[0]-x*l0, fall[1]-x*l1
			}
		}
		add(sizes[0]*s[0]-fundedMargin*math.Abs(sizes[0])*s[0], sigma[0], 0)
		add(sizes[1]*s[1]-fundedMargin*math.Abs(sizes[1])*s[1], 0.8*sigma[1], 0.6*sigma[1])
		add(cash-paid, 0, 0)
		for k := range load {
			d := load[k]/plus - fall[k]/minus
			v += d * d
		}
		return math.Log(plus / minus), v
	}
	var sum, square float64
	for range paths {
		var alive [2]float64 // with and without
		var before, variance [2]float64
		s := [2]float64{1, 1}
		paid := 0.0
		for k := range alive {
			alive[k] = 1
			before[k], variance[k] = split(s, 0)
		}
		for range steps {
			z0, z1 := g.NormFloat64(), g.NormFloat64()
			old := s
			s[0] *= math.Exp(-sigma[0]*sigma[0]/2*dt + sigma[0]*math.Sqrt(dt)*z0)
			s[1] *= math.Exp(-sigma[1]*sigma[1]/2*dt + sigma[1]*math.Sqrt(dt)*(0.8*z0+0.6*z1))
			for a := range sizes {
				paid += rates[a] * 3 * 365 * sizes[a] * dt * (old[a] + s[a]) / 2
			}
			for k, p := range []float64{paid, 0} {
				now, v := split(s, p)
				if now <= 0 || before[k] <= 0 {
					alive[k] = 0
				} else {
					alive[k] *= 1 - math.Exp(-2*before[k]*now/((v+variance[k])/2*dt))
				}
				before[k], variance[k] = now, v
			}
		}
		d := alive[1] - alive[0]
		sum, square = sum+d, square+d*d
	}
	n := float64(paths)
	return sum / n, math.Sqrt((square - sum*sum/n) / n / (n - 1))
}
