package risk_test

import (
	"context"
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/montecarlo"
	"github.com/plimsoll-risk/plimsoll/risk"
	"github.com/plimsoll-risk/plimsoll/risk/margin"
)

// under returns the market of the reference rows under another model.
func under(rho float64, m risk.Model) risk.Market {
	market := twoAssets(rho)
	market.Model = m
	return market
}

var (
	mixture = risk.Model{Kind: risk.VolMixture, MultiplierSd: 1.1}
	student = risk.Model{Kind: risk.StudentT, DegreesOfFreedom: 4, TailHours: 168}
	garch   = risk.Model{Kind: risk.GARCH, Garch: risk.Garch{Alpha: 0.15, Beta: 0.8}}
	regime  = risk.Model{Kind: risk.Regimes, Regime: risk.Regime{CalmDays: 20, StressDays: 5, StressProbability: 0.2, StressMultiplier: 2.5, StressPull: 0.5}}
	merton  = risk.Model{Kind: risk.Merton, Jumps: risk.Jumps{PerYear: 50, Mean: -0.02, Volatility: 0.06}}
)

// TestModel checks accounts against REFERENCE.md's Student values and, for vol-mixture, the integral of the closed form over the multiplier.
func TestModel(t *testing.T) {
	long := func(name, size string) margin.Position { return position(t, name+"/USDT:USDT", size, "1") }
	isolated := account(pool("A", margin.Isolated, "100", long("A", "1000")))
	two := account(pool("cross", margin.Cross, "1000", long("A", "5000"), long("B", "5000")))
	exact := func(want float64, m risk.Market) {
		t.Helper()
		e := simulate(t, isolated, m, week(512, 1)).Liquidation.Any
		require.Equal(t, "exact", e.Method)
		require.InDelta(t, want, e.Value, 1e-10)
	}
	exact(.171088680626, under(0.8, student))
	daily := student
	daily.TailHours = 24
	exact(.213846049197, under(0.8, daily))
	requireWithin(t, .2078799, simulate(t, two, under(0.8, student), week(1<<16, 2)).Liquidation.Any)

	phi := func(x float64) float64 { return 0.5 * math.Erfc(-x/math.Sqrt2) }
	mixed := func(v, drift float64) float64 { // log drift -drift v m
		b, sum := math.Log(0.9/0.995), 0.0
		for k := -640; k <= 640; k++ {
			z := float64(k) / 64
			m := v * math.Exp(1.1*z-0.605)
			sum += math.Exp(-z*z/2) / math.Sqrt(2*math.Pi) / 64 * (phi((b+drift*m)/math.Sqrt(m)) + math.Exp(-2*drift*b)*phi((b-drift*m)/math.Sqrt(m)))
		}
		return sum
	}
	exact(mixed(0.36*7/365, 0.5), under(0.8, mixture))
	zero := mixture
	zero.LogDrift = true
	exact(mixed(0.36*7/365, 0), under(0.8, zero))
	// The same variance from a term structure, and its martingale under plain Gaussian prices.
	term := under(0.8, mixture)
	term.VolatilityTerm = map[string]risk.VolatilityTerm{"A": {Fast: 0.9, Long: 0.5, Weight: 0.9, DecayPerDay: 0.82, Scale: 1.25}}
	w := 0.9 * (1 - math.Pow(0.82, 7)) / (7 * 0.18)
	v := 1.25 * 7 / 365 * (w*0.81 + (1-w)*0.25)
	exact(mixed(v, 0.5), term)
	term.Model = risk.GBM
	b := math.Log(0.9 / 0.995)
	exact(phi((b+v/2)/math.Sqrt(v))+math.Exp(-b)*phi((b-v/2)/math.Sqrt(v)), term)
	delete(term.Volatility, "A") // the term is enough
	exact(phi((b+v/2)/math.Sqrt(v))+math.Exp(-b)*phi((b-v/2)/math.Sqrt(v)), term)
}

// TestModel_Workers checks that results under every model do not depend on the number of workers. examples' golden files hold the platforms together.
func TestModel_Workers(t *testing.T) {
	a := account(
		pool("cross", margin.Cross, "300", position(t, "A/USDT:USDT", "1000", "1"), position(t, "B/USDT:USDT", "1000", "1")),
		pool("B", margin.Isolated, "100", position(t, "B/USDT:USDT", "-1000", "1")),
	)
	term := under(0.5, mixture)
	term.VolatilityTerm = map[string]risk.VolatilityTerm{"A": {Fast: 0.9, Long: 0.5, Weight: 0.9, DecayPerDay: 0.82, Scale: 1.25}}
	daily := student
	daily.TailHours = 24
	jumps := term
	jumps.Model = merton
	days, states := under(0.5, garch), term
	states.Model = regime
	for _, m := range []risk.Market{term, under(0.5, daily), jumps, days, states} {
		for _, hours := range []float64{0, 36} {
			s := week(10_000, 9)
			s.Monitoring.EveryHours = hours
			var want *risk.Report
			for _, workers := range []int{1, 2, 7} {
				got, err := risk.Simulate(context.Background(), a, m, s, risk.Options{Workers: workers})
				require.NoError(t, err)
				if want == nil {
					want = got
				}
				require.Equal(t, want, got, "%d workers", workers)
			}
		}
	}
}

// TestModel_Limits checks the sentences about the models.
func TestModel_Limits(t *testing.T) {
	a := account(pool("A", margin.Isolated, "100", position(t, "A/USDT:USDT", "1000", "1")))
	s := week(512, 1)
	w := simulate(t, a, under(0, mixture), s).Warnings
	require.Len(t, w, 2)
	require.Contains(t, w[0], "0.2 %")
	require.Contains(t, w[1], "No volatility term is given for A:")
	s.HorizonHours = 12
	require.Contains(t, simulate(t, a, under(0, mixture), s).Warnings[1], "10 to 30 %")
	require.Contains(t, simulate(t, a, under(0, student), s).Warnings[0], "Student's t with 4 degrees of freedom, drawn every 168 h")
	m := under(0, risk.GBM)
	m.VolatilityTerm = map[string]risk.VolatilityTerm{"A": {Fast: 0.9, Long: 0.5, Weight: 0.9, DecayPerDay: 0.82, Scale: 1.25}}
	require.Contains(t, simulate(t, a, m, s).Warnings[0], "returns to its long-run level")
}

// TestModel_Compare checks that comparisons run under a clock, and that isolated pools keep their closed forms there.
func TestModel_Compare(t *testing.T) {
	a := account(pool("cross", margin.Cross, "300", position(t, "A/USDT:USDT", "1000", "1"), position(t, "B/USDT:USDT", "-1000", "1")))
	c, err := risk.Compare(context.Background(), a, under(0.5, mixture), week(4096, 1), risk.Options{})
	require.NoError(t, err)
	require.Len(t, c.Modes, 3)
	for _, p := range c.Modes[0].Liquidation.Pools {
		require.Equal(t, "exact", p.Probability.Method)
	}
	require.NotEqual(t, "exact", c.Modes[1].Liquidation.Any.Method)
	var zero montecarlo.Estimate
	require.NotEqual(t, zero, c.Differences[0].Any)
}

// TestModel_Work checks that looks further apart than a day, and draws between looks, count as work.
func TestModel_Work(t *testing.T) {
	a := account(pool("A", margin.Isolated, "100", position(t, "A/USDT:USDT", "1000", "1")))
	s := risk.Simulation{HorizonHours: 87600, Paths: 1 << 20, Seed: 1, Monitoring: risk.Monitoring{EveryHours: 87600}}
	m := under(0, student)
	m.Volatility["A"], m.Model.TailHours = 0.1, 1
	_, err := risk.NewPlan(a, m, s)
	require.ErrorContains(t, err, "simulation.paths")
	m.Model = risk.GBM
	_, err = risk.NewPlan(a, m, s)
	require.NoError(t, err)
}
