package risk_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/montecarlo"
	"github.com/plimsoll-risk/plimsoll/risk"
	"github.com/plimsoll-risk/plimsoll/risk/margin"
)

// TestModel_Extremes runs random accounts under random models at and near the ends of their ranges: numbers, in order, or named faults.
func TestModel_Extremes(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	pick := func(x ...float64) float64 { return x[r.IntN(len(x))] }
	n := 100
	if testing.Short() {
		n = 15
	}
	answered := 0
	for i := range n {
		m := twoAssets(pick(-1, -0.5, 0, 0.8, 1))
		m.Volatility = map[string]float64{"A": pick(0, 0.01, 0.6, 5, 100), "B": pick(0.3, 0.8, 20)}
		m.Drift = map[string]float64{"A": pick(0, 0, -1, 3, 50)}
		switch r.IntN(6) {
		case 0:
			m.Model = risk.Model{Kind: risk.VolMixture, MultiplierSd: pick(0, 0.01, 1.1, 2)}
		case 1:
			m.Model = risk.Model{Kind: risk.StudentT, DegreesOfFreedom: pick(2.05, 2.8, 4, 30, 1000), TailHours: pick(1, 24, 168, 87600)}
		case 3:
			m.Model = risk.Model{Kind: risk.GARCH, Garch: risk.Garch{Alpha: pick(0, 0.07, 0.5, 1), Beta: pick(0, 0.5)}}
			if r.IntN(2) == 0 {
				m.Model.Assets = map[string]risk.AssetModel{"A": {LongVolatility: pointer(pick(0, 0.5, 5)), Beta: pointer(0)}, "B": {Alpha: pointer(0), Beta: pointer(1)}}
			}
		case 4:
			m.Model = risk.Model{Kind: risk.Regimes, Regime: risk.Regime{
				CalmDays: pick(0.1, 10, 36500), StressDays: pick(0.1, 5, 1000), StressProbability: pick(0, 0.3, 1), StressMultiplier: pick(0, 1, 2.5, 30), StressPull: pick(0, 0.5, 1),
			}}
		case 2:
			m.Model = risk.Model{Kind: risk.Merton, Jumps: risk.Jumps{PerYear: pick(0, 12, 50, 1000), Mean: pick(-0.5, 0, 0.01), Volatility: pick(0, 0.06, 1)}}
			if r.IntN(2) == 0 {
				m.Model.Assets = map[string]risk.AssetModel{"A": {Own: risk.Jumps{PerYear: pick(0, 20), Mean: pick(-1, 0), Volatility: pick(0, 0.2)}}, "B": {JumpMean: pointer(pick(-0.1, 0))}}
			}
		}
		m.Model.LogDrift = m.Model.Kind != 0 && r.IntN(2) == 0
		if r.IntN(2) == 0 {
			m.VolatilityTerm = map[string]risk.VolatilityTerm{"A": {Fast: pick(0, 0.5, 3), Long: pick(0, 0.5, 2), Weight: pick(0, 0.9, 1), DecayPerDay: pick(0, 0.82, 1), Scale: pick(1e-9, 1.25, 100)}}
		}
		s := risk.Simulation{HorizonHours: pick(1e-6, 1, 168, 720, 8760, 87600), Paths: 256, Seed: uint64(i)}
		if r.IntN(4) == 0 {
			s.Monitoring.EveryHours = math.Max(pick(1, 24, 200), s.HorizonHours/300)
		}
		size := func() string { return fmt.Sprint(pick(-1000, 1000, 300)) }
		a := account(
			pool("cross", margin.Cross, fmt.Sprint(pick(150, 400, 3000)), position(t, "A/USDT:USDT", size(), "1"), position(t, "B/USDT:USDT", size(), "1")),
			pool("B", margin.Isolated, "100", position(t, "B/USDT:USDT", size(), "1")),
		)
		report, err := risk.Simulate(context.Background(), a, m, s, risk.Options{})
		var faults margin.Errors
		if errors.As(err, &faults) {
			continue
		}
		require.NoError(t, err)
		answered++
		what := fmt.Sprintf("%d: %+v %+v %+v", i, m.Model, m.VolatilityTerm, s)
		fine := func(e montecarlo.Estimate) {
			t.Helper()
			for _, x := range []float64{e.Value, e.Low, e.High} {
				require.True(t, x >= 0 && x <= 1, "%v in %s", e, what)
			}
			require.True(t, e.StdErr >= 0 && e.StdErr <= 1, "%v in %s", e, what)
			require.True(t, e.Discretisation == nil || *e.Discretisation >= 0, what)
		}
		fine(report.Liquidation.Any)
		fine(report.Liquidation.All)
		for _, p := range report.Liquidation.Pools {
			fine(p.Probability)
			fine(p.First)
			last := 1.0
			for k, x := range p.Survival.Probability {
				require.True(t, x >= 0 && x <= last+1e-12, "%s: survival %v in %s", p.Name, p.Survival.Probability, what)
				require.True(t, p.Survival.StdErr[k] >= 0 && !math.IsInf(p.Survival.StdErr[k], 0), what)
				last = x
			}
			if c := p.Collateral; c != nil {
				for k, x := range c.Probability {
					require.True(t, x >= 0 && x <= 1 && c.StdErr[k] >= 0 && !math.IsInf(c.StdErr[k], 0), "%s: %+v in %s", p.Name, c, what)
				}
			}
			if e := p.MedianHours; e != nil {
				require.True(t, e.Value >= 0 && e.Value <= s.HorizonHours, what)
			}
		}
	}
	t.Logf("%d of %d answered", answered, n)
}

// TestResample_Extremes does the same under models that draw histories with prices that stand still, rows of one crash, deviations that are next to nothing and ranges of 0.
func TestResample_Extremes(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	pick := func(x ...float64) float64 { return x[r.IntN(len(x))] }
	n := 80
	if testing.Short() {
		n = 15
	}
	answered := 0
	for i := range n {
		h := pastOf(60 + r.IntN(60))
		if r.IntN(2) == 0 {
			h.Deviations = nil
		}
		if r.IntN(2) == 0 {
			h.Ranges = nil
		}
		kind := r.IntN(6)
		for k, row := range h.Returns {
			switch kind {
			case 0: // A stands still
				row[1] = 0
			case 1: // but for one row
				row[1] = 0
				if k == 50 {
					row[1] = pick(-5, -1, 2)
				}
			case 2:
				row[1] = row[2] // as one
			case 3:
				if h.Deviations != nil {
					h.Deviations[k][1] = pick(1e-300, 1e-3, 5)
				}
			case 4:
				if h.Ranges != nil {
					h.Ranges[k][1], h.Ranges[k][2] = 0, pick(0, 5)
				}
			}
		}
		h.EveryHours = pick(1, 24, 720)
		m := historical([]risk.ModelKind{risk.Bootstrap, risk.FilteredHistorical}[r.IntN(2)], h, pick(1, 1, 5, 250))
		m.Model.LogDrift = r.IntN(2) == 0
		if r.IntN(2) == 0 {
			m.Volatility = map[string]float64{"A": pick(0, 0.01, 0.6, 5), "B": pick(0.3, 20)}
		}
		if r.IntN(3) == 0 {
			m.VolatilityTerm = map[string]risk.VolatilityTerm{"A": {Fast: pick(0, 0.5, 3), Long: pick(0, 0.5, 2), Weight: pick(0, 0.9, 1), DecayPerDay: pick(0, 0.82, 1), Scale: pick(1e-9, 1.25, 100)}}
		}
		m.Drift = map[string]float64{"A": pick(0, 0, -1, 3)}
		s := risk.Simulation{HorizonHours: pick(1e-6, 1, 30, 168, 720), Paths: 256, Seed: uint64(i)}
		if r.IntN(4) == 0 {
			s.Monitoring.EveryHours = math.Max(pick(1, 24, 200), s.HorizonHours/300)
		}
		size := func() string { return fmt.Sprint(pick(-1000, 1000, 300)) }
		a := account(
			pool("cross", margin.Cross, fmt.Sprint(pick(150, 400, 3000)), position(t, "A/USDT:USDT", size(), "1"), position(t, "B/USDT:USDT", size(), "1")),
			pool("B", margin.Isolated, "100", position(t, "B/USDT:USDT", size(), "1")),
		)
		report, err := risk.Simulate(context.Background(), a, m, s, risk.Options{})
		var faults margin.Errors
		if errors.As(err, &faults) {
			continue
		}
		require.NoError(t, err)
		answered++
		what := fmt.Sprintf("%d: kind %d, %+v %+v %+v", i, kind, m.Volatility, m.VolatilityTerm, s)
		all := []montecarlo.Estimate{report.Liquidation.Any, report.Liquidation.All}
		for _, p := range report.Liquidation.Pools {
			all = append(all, p.Probability, p.First)
			last := 1.0
			for _, x := range p.Survival.Probability {
				require.True(t, x >= 0 && x <= last+1e-12, "%s: survival %v in %s", p.Name, p.Survival.Probability, what)
				last = x
			}
		}
		for _, e := range all {
			require.True(t, e.Value >= 0 && e.Value <= 1 && e.Low >= 0 && e.High <= 1 && e.StdErr >= 0 && e.StdErr <= 1 && (e.Discretisation == nil || *e.Discretisation >= 0), "%v in %s", e, what)
		}
	}
	t.Logf("%d of %d answered", answered, n)
	require.Greater(t, answered, n/3)
}
