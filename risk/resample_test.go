package risk_test

import (
	"context"
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/risk"
	"github.com/plimsoll-risk/plimsoll/risk/margin"
)

// pastOf is a history of two assets by a formula: sums of sines that do not repeat, larger from row 40 on.
func pastOf(rows int) *risk.History {
	h := &risk.History{Assets: []string{"C", "A", "B"}, EveryHours: 24}
	for i := range rows {
		k := float64(i + 1)
		size := 0.03
		if i >= 40 {
			size = 0.05
		}
		a := size * (math.Sin(k*k) + 0.5*math.Sin(3.7*k))
		b := size * (0.8*math.Sin(k*k) + 0.9*math.Cos(2.3*k*k))
		h.Returns = append(h.Returns, []float64{0.01, a + 0.001, b})
		h.Deviations = append(h.Deviations, []float64{0.02, size * 0.8, size})
		h.Ranges = append(h.Ranges, []float64{0.02, size * (0.5 + 0.3*math.Cos(k)), size})
	}
	return h
}

// historical returns the market of the reference rows, without volatilities, under a model that draws from h.
func historical(kind risk.ModelKind, h *risk.History, block float64) risk.Market {
	m := twoAssets(0)
	m.Volatility, m.Correlation = map[string]float64{}, risk.Correlation{}
	m.Model = risk.Model{Kind: kind, History: h, MeanBlock: block}
	if kind == risk.FilteredHistorical {
		m.Model.Lambda = 0.94
	}
	return m
}

// TestResample counts the rows of one day, and all pairs of rows of a day and a half: an isolated long, whose log barrier is ln(.9/.995), by moves, deviations and means that are worked out
// here from the definitions in METHODS.md.
func TestResample(t *testing.T) {
	a := account(pool("A", margin.Isolated, "100", position(t, "A/USDT:USDT", "1000", "1")))
	barrier := math.Log(0.9 / 0.995)
	h := pastOf(80)
	var r, dev, ranges []float64
	for i, row := range h.Returns {
		r, dev, ranges = append(r, row[1]), append(dev, h.Deviations[i][1]), append(ranges, h.Ranges[i][1])
	}
	moments := func(x []float64) (mean, sd float64) {
		for _, v := range x {
			mean += v / float64(len(x))
		}
		for _, v := range x {
			sd += (v - mean) * (v - mean) / float64(len(x))
		}
		return mean, math.Sqrt(sd)
	}
	ewma := func(lambda float64) []float64 { // the last is that after all rows
		v, out := 0.0, []float64{}
		for _, x := range r[:30] {
			v += x * x / 30
		}
		for i, x := range r {
			out = append(out, math.Sqrt(v))
			if i >= 30 {
				v = lambda*v + (1-lambda)*x*x
			}
		}
		return append(out, math.Sqrt(v))
	}
	// probability counts, for moves in units of the deviations of the steps.
	probability := func(moves, inside, steps []float64, block float64, martingale bool) float64 {
		n := len(moves)
		chance := func(i, j int) float64 {
			p := 1 / block / float64(n)
			if j == (i+1)%n {
				p += 1 - 1/block
			}
			return p
		}
		var one, two float64
		for i, z := range moves {
			one += math.Exp(steps[0]*z) / float64(n)
			if len(steps) > 1 {
				for j, y := range moves {
					two += chance(i, j) / float64(n) * math.Exp(steps[0]*z+steps[1]*y)
				}
			}
		}
		shift := []float64{-math.Log(one), -math.Log(two) + math.Log(one)}
		if !martingale {
			shift = []float64{0, 0}
		}
		survive := func(from float64, row, step int) (to, p float64) {
			to = from + steps[step]*moves[row] + shift[step]
			if to <= barrier {
				return to, 0
			}
			s := steps[step] * inside[row]
			return to, 1 - math.Exp(-2*(from-barrier)*(to-barrier)/(s*s))
		}
		sum := 0.0
		for i := range n {
			x, p := survive(0, i, 0)
			if len(steps) == 1 || p == 0 {
				sum += p / float64(n)
				continue
			}
			for j := range n {
				_, q := survive(x, j, 1)
				sum += p * q * chance(i, j) / float64(n)
			}
		}
		return 1 - sum
	}
	scaled := func(x []float64, mean float64, by ...float64) []float64 {
		var out []float64
		for i, v := range x {
			out = append(out, (v-mean)/by[min(i, len(by)-1)])
		}
		return out
	}
	mean, sd := moments(r)
	forecast := ewma(0.94)
	next := forecast[80]
	// Residuals by the filter, without its first 30 rows, and by stated deviations.
	z := scaled(r, 0, forecast...)[30:]
	zMean, zSd := moments(z)
	q := scaled(r, 0, dev...)
	qMean, _ := moments(q)
	rms := 0.0
	for _, d := range dev {
		rms += d * d / 80
	}
	rms = math.Sqrt(rms)
	insideFiltered := scaled(ranges, 0, forecast...)[30:]
	half := math.Sqrt(0.5)

	for _, tt := range []struct {
		name string
		want float64
		edit func(m *risk.Market, s *risk.Simulation)
		kind risk.ModelKind
	}{
		{"bootstrap, as it is", probability(scaled(r, mean, sd), scaled(ranges, 0, sd), []float64{sd}, 1, true), func(m *risk.Market, _ *risk.Simulation) { m.Model.History.Deviations = nil }, risk.Bootstrap},
		{"bootstrap, log drift", probability(scaled(r, mean, sd), scaled(ranges, 0, sd), []float64{sd}, 1, false), func(m *risk.Market, _ *risk.Simulation) { m.Model.History.Deviations, m.Model.LogDrift = nil, true }, risk.Bootstrap},
		{"bootstrap, volatility, no ranges", probability(scaled(r, mean, sd), scaled(forecast[:80], 0, sd), []float64{0.8 / math.Sqrt(365)}, 1, true), func(m *risk.Market, _ *risk.Simulation) {
			m.Model.History.Deviations, m.Model.History.Ranges, m.Volatility["A"] = nil, nil, 0.8
		}, risk.Bootstrap},
		{"bootstrap, stated deviations, a day and a half in blocks", probability(scaled(r, mean, rms), scaled(ranges, 0, rms), []float64{rms, half * rms}, 4, true), func(m *risk.Market, s *risk.Simulation) {
			m.Model.MeanBlock, s.HorizonHours = 4, 36
		}, risk.Bootstrap},
		{"filtered", probability(scaled(z, zMean, zSd), scaled(insideFiltered, 0, zSd), []float64{next}, 1, true), func(m *risk.Market, _ *risk.Simulation) { m.Model.History.Deviations = nil }, risk.FilteredHistorical},
		{"filtered, no ranges, a day and a half", probability(scaled(z, zMean, zSd), scaled(scaled(forecast[:80], 0, forecast...)[30:], 0, zSd), []float64{next, half * next}, 1, true), func(m *risk.Market, s *risk.Simulation) {
			m.Model.History.Deviations, m.Model.History.Ranges, s.HorizonHours = nil, nil, 36
		}, risk.FilteredHistorical},
		{"filtered, stated deviations", probability(scaled(q, qMean, 1), scaled(ranges, 0, dev...), []float64{dev[79]}, 1, true), func(*risk.Market, *risk.Simulation) {}, risk.FilteredHistorical},
		// A day of a term has the variance scale (w fast^2 + (1-w) long^2)/365.
		{"filtered, stated deviations, a term", probability(scaled(q, qMean, 1), scaled(ranges, 0, dev...), []float64{math.Sqrt(1.25 * (0.9*0.49 + 0.1*0.25) / 365)}, 1, true), func(m *risk.Market, _ *risk.Simulation) {
			m.VolatilityTerm = map[string]risk.VolatilityTerm{"A": {Fast: 0.7, Long: 0.5, Weight: 0.9, DecayPerDay: 0.82, Scale: 1.25}}
		}, risk.FilteredHistorical},
	} {
		m, s := historical(tt.kind, pastOf(80), 1), week(1<<16, 1)
		s.HorizonHours = 24
		tt.edit(&m, &s)
		got := simulate(t, a, m, s).Liquidation.Any
		t.Logf("%-50s want %.8f got %.8f +- %.8f", tt.name, tt.want, got.Value, got.StdErr)
		require.InDelta(t, tt.want, got.Value, 5.5*got.StdErr+1e-9, tt.name)
		require.Less(t, got.StdErr, 0.01*tt.want)
	}
}

// TestResample_Workers checks that results do not depend on the number of workers, and that pools of all kinds run: cross, isolated, with interest and funding, watched always and looked
// at within rows, and compared.
func TestResample_Workers(t *testing.T) {
	a := account(
		pool("cross", margin.Cross, "300", position(t, "A/USDT:USDT", "1000", "1"), position(t, "B/USDT:USDT", "1000", "1")),
		pool("B", margin.Isolated, "100", position(t, "B/USDT:USDT", "-1000", "1")),
	)
	for _, kind := range []risk.ModelKind{risk.Bootstrap, risk.FilteredHistorical} {
		for _, hours := range []float64{0, 36} {
			m := historical(kind, pastOf(100), 3)
			m.Volatility["B"] = 1.1
			m.FundingRates = map[string]risk.FundingRate{"A/USDT:USDT": {Rate: dec("0.0001"), IntervalHours: 8}}
			s := week(5_000, 9)
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
			for _, p := range want.Liquidation.Pools {
				require.Positive(t, p.Probability.StdErr)
			}
			c, err := risk.Compare(context.Background(), a, m, s, risk.Options{})
			require.NoError(t, err)
			require.Len(t, c.Modes, 3)
		}
	}
}

// TestResample_Limits checks the sentences.
func TestResample_Limits(t *testing.T) {
	a := account(pool("A", margin.Isolated, "100", position(t, "A/USDT:USDT", "1000", "1")))
	m := historical(risk.Bootstrap, pastOf(80), 5)
	w := simulate(t, a, m, week(512, 1)).Warnings
	require.Len(t, w, 2)
	require.Contains(t, w[0], "past returns: 80 rows of 24 h, all assets together, drawn in blocks of 5 on average")
	require.Contains(t, w[1], "the row's own range")
	m = historical(risk.FilteredHistorical, pastOf(80), 1)
	m.Model.History.Deviations, m.Model.History.Ranges = nil, nil
	m.Correlation = twoAssets(0).Correlation
	s := week(512, 1)
	s.HorizonHours = 100
	w = simulate(t, a, m, s).Warnings
	require.Len(t, w, 4)
	require.Contains(t, w[0], "50 rows of 24 h, all assets together, drawn in blocks of 1 on average")
	require.Contains(t, w[1], "no ranges")
	require.Contains(t, w[2], "no whole number of rows")
	require.Contains(t, w[3], "correlation is not used")
}

// TestResample_Still checks markets of which little moves: a currency, an asset of volatility 0 that the history need not have, and drift alone.
func TestResample_Still(t *testing.T) {
	a := account(pool("cross", margin.Cross, "300", position(t, "A/USDT:USDT", "1000", "1"), position(t, "D/USDT:USDT", "1000", "1")))
	m := historical(risk.Bootstrap, pastOf(80), 5)
	m.Prices["D"], m.Volatility["D"] = dec("1"), 0
	simulate(t, a, m, week(512, 1))
	m.Volatility["A"] = 0
	m.Drift = map[string]float64{"A": -20}
	require.Equal(t, 1.0, simulate(t, a, m, week(512, 1)).Liquidation.Any.Value) // 1000 exp(-20 x 7/365) = 681: a loss of 319
	m.Drift = nil
	require.Equal(t, 0.0, simulate(t, a, m, week(512, 1)).Liquidation.Any.Value)
}

// TestResample_Validate checks that everything that is wrong with a history is said at once.
func TestResample_Validate(t *testing.T) {
	a := account(pool("A", margin.Isolated, "100", position(t, "A/USDT:USDT", "1000", "1")))
	check := func(edit func(m *risk.Market, s *risk.Simulation), want ...string) {
		t.Helper()
		m, s := historical(risk.FilteredHistorical, pastOf(80), 1), week(512, 1)
		edit(&m, &s)
		_, err := risk.NewPlan(a, m, s)
		var errs margin.Errors
		require.ErrorAs(t, err, &errs)
		var paths []string
		for _, e := range errs {
			paths = append(paths, e.Path)
		}
		require.Equal(t, want, paths)
		_, err = risk.Sensitivity(a, m, s)
		require.ErrorAs(t, err, &errs)
	}
	check(func(m *risk.Market, _ *risk.Simulation) { m.Model.History = nil }, "market.model.history", "market.volatility.A")
	check(func(m *risk.Market, _ *risk.Simulation) {
		m.Model.MeanBlock, m.Model.Lambda, m.Model.History.EveryHours = 0.5, 1, 0
		m.Model.History.Returns[3] = []float64{1}
		m.Model.History.Returns[4][1] = math.NaN()
		m.Model.History.Deviations[5][2] = 0
		m.Model.History.Ranges = m.Model.History.Ranges[:10]
	}, "market.model.history.everyHours", "market.model.history.returns[3]", "market.model.history.returns[4][1]", "market.model.history.deviations[5][2]",
		"market.model.history.ranges", "market.model.meanBlock", "market.model.lambda")
	check(func(m *risk.Market, _ *risk.Simulation) { m.Model.History = pastOf(59) }, "market.model.history.returns")
	check(func(m *risk.Market, _ *risk.Simulation) { m.Model.History.Assets[1] = "C" }, "market.model.history.assets[1]", "market.volatility.A")
	check(func(m *risk.Market, _ *risk.Simulation) {
		m.Model.History.Assets[1] = "X"
		m.Volatility["A"] = 0.5
	}, "market.model.history.assets")
	check(func(m *risk.Market, _ *risk.Simulation) { m.Model.History.Assets[0] = "1000A" }, "market.model.history.assets[0]")
	check(func(m *risk.Market, s *risk.Simulation) { m.Model.History.EveryHours, s.HorizonHours = 1, 12501 }, "simulation.horizonHours")
	check(func(m *risk.Market, s *risk.Simulation) { m.Volatility["A"], s.HorizonHours = 60, 24*300 }, "market.model.history.returns", "market.volatility.A")
	check(func(m *risk.Market, _ *risk.Simulation) { m.Model.Kind = risk.Gaussian }, "market.model.meanBlock", "market.model.lambda", "market.volatility.A")
}

// TestSensitivity_Historical checks the cases of a market that has a history: a model that draws from it where the market's own does not, and volatilities that are the history's own,
// moved by the default error.
func TestSensitivity_Historical(t *testing.T) {
	a := account(pool("A", margin.Isolated, "100", position(t, "A/USDT:USDT", "1000", "1")))
	m := historical(risk.FilteredHistorical, pastOf(80), 1)
	own := m.Model
	require.InDelta(t, 1/math.Sqrt(730), m.VolatilityErrors(a)["A"], 1e-12)
	cases, err := risk.Sensitivity(a, m, week(4096, 1))
	require.NoError(t, err)
	require.Len(t, cases, 2)
	// The history's own volatility is the last deviation: of a day .04.
	for k, factor := range []float64{1 - 1/math.Sqrt(730), 1 + 1/math.Sqrt(730)} {
		moved := historical(risk.FilteredHistorical, pastOf(80), 1)
		moved.Volatility["A"] = 0.04 * math.Sqrt(365) * factor
		require.InDelta(t, simulate(t, a, moved, week(4096, 1)).Liquidation.Any.Value, cases[k].Any.Value, 1e-9)
	}
	require.Empty(t, m.Volatility, "the market is left alone")

	m = twoAssets(0)
	m.Model = risk.Model{Kind: risk.VolMixture, MultiplierSd: 1.1, History: own.History}
	cases, err = risk.Sensitivity(a, m, week(4096, 1), risk.GBM, mixture, own)
	require.NoError(t, err)
	require.Len(t, cases, 4)
	require.Equal(t, risk.FilteredHistorical, cases[3].Model.Kind)
	m.Model = own
	require.InDelta(t, simulate(t, a, m, week(4096, 1)).Liquidation.Any.Value, cases[3].Any.Value, 0)
}
