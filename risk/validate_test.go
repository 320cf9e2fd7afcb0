package risk_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/risk"
	"github.com/plimsoll-risk/plimsoll/risk/margin"
)

// faults returns the field errors of a plan.
func faults(t testing.TB, a margin.Account, m risk.Market, s risk.Simulation) margin.Errors {
	t.Helper()
	_, err := risk.NewPlan(a, m, s)
	var errs margin.Errors
	require.True(t, errors.As(err, &errs), "%v", err)
	return errs
}

// pepe is a long in a thousand PEPE and its market, without faults.
func pepe(t testing.TB) (margin.Account, risk.Market) {
	t.Helper()
	a := account(pool("PEPE", margin.Isolated, "100", position(t, "1000PEPE/USDT:USDT", "100000", "0.01")))
	return a, risk.Market{
		Prices:      margin.Prices{"PEPE": dec("0.00001")},
		Volatility:  map[string]float64{"PEPE": 1},
		Drift:       map[string]float64{},
		Correlation: risk.Correlation{Assets: []string{"PEPE"}, Matrix: [][]float64{{1}}},
	}
}

func TestPlan_OtherAssets(t *testing.T) {
	const coins = "single coins, without a multiplier (did you mean PEPE?)"
	for _, tt := range []struct {
		name string
		edit func(*risk.Market)
		want margin.FieldError
	}{
		{"volatility below 0", func(m *risk.Market) { m.Volatility["SOL"] = -3 }, margin.FieldError{Path: "market.volatility.SOL", Got: "-3", Want: "a number at least 0 and at most 100"}},
		{"volatility beyond 100", func(m *risk.Market) { m.Volatility["SOL"] = 101 }, margin.FieldError{Path: "market.volatility.SOL", Got: "101", Want: "a number at least 0 and at most 100"}},
		{"drift beyond 100", func(m *risk.Market) { m.Drift["SOL"] = -1e9 }, margin.FieldError{Path: "market.drift.SOL", Got: "-1e+09", Want: "a number at least -100 and at most 100"}},
		{"price of a multiple", func(m *risk.Market) { m.Prices["1000PEPE"] = dec("0.01") }, margin.FieldError{Path: "prices.1000PEPE", Got: `"1000PEPE"`, Want: coins}},
		{"volatility of a multiple", func(m *risk.Market) { m.Volatility["kPEPE"] = 1 }, margin.FieldError{Path: "market.volatility.kPEPE", Got: `"kPEPE"`, Want: coins}},
		{"drift of a multiple", func(m *risk.Market) { m.Drift["1000000PEPE"] = 0.1 }, margin.FieldError{Path: "market.drift.1000000PEPE", Got: `"1000000PEPE"`, Want: coins}},
		{"correlation of a multiple", func(m *risk.Market) { m.Correlation.Assets[0] = "kPEPE" }, margin.FieldError{Path: "market.correlation.assets[0]", Got: `"kPEPE"`, Want: coins}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a, m := pepe(t)
			tt.edit(&m)
			require.Equal(t, margin.Errors{tt.want}, faults(t, a, m, week(512, 1)))
		})
	}
	t.Run("multiples of coins that are not in use are names like any other", func(t *testing.T) {
		a, m := pepe(t)
		m.Prices["1000SATS"], m.Volatility["1000SATS"], m.Drift["kBONK"] = dec("1"), 1, 0.1
		_, err := risk.NewPlan(a, m, week(512, 1))
		require.NoError(t, err)
	})
}

func TestPlan_Horizon(t *testing.T) {
	a, m := pepe(t)
	for _, hours := range []float64{5e-324, 9e-7, 0, 87601} {
		errs := faults(t, a, m, risk.Simulation{HorizonHours: hours, Paths: 512})
		require.Len(t, errs, 1)
		require.Equal(t, "simulation.horizonHours", errs[0].Path)
		require.Equal(t, "a number at least 1e-06 and at most 87600", errs[0].Want)
	}
	for _, hours := range []float64{risk.MinHorizonHours, risk.MaxHorizonHours} {
		_, err := risk.NewPlan(a, m, risk.Simulation{HorizonHours: hours, Paths: 512})
		require.NoError(t, err)
	}
	t.Run("looks without number are refused in a few words", func(t *testing.T) {
		s := week(512, 1)
		s.Monitoring.EveryHours = 1e-300
		errs := faults(t, a, m, s)
		require.Len(t, errs, 1)
		require.Equal(t, "simulation.paths", errs[0].Path)
		require.Less(t, len(errs[0].Got), 80)
	})
}

// many returns a cross account of n coins at 1, independent of each other, and its market.
func many(t testing.TB, n int) (margin.Account, risk.Market) {
	t.Helper()
	m := risk.Market{Prices: margin.Prices{}, Volatility: map[string]float64{}}
	var positions []margin.Position
	for i := range n {
		name := fmt.Sprintf("C%d", i)
		positions = append(positions, position(t, name+"/USDT:USDT", "10", "1"))
		m.Prices[name], m.Volatility[name] = dec("1"), 0.5
		m.Correlation.Assets = append(m.Correlation.Assets, name)
		row := make([]float64, n)
		row[i] = 1
		m.Correlation.Matrix = append(m.Correlation.Matrix, row)
	}
	return account(pool("cross", margin.Cross, "1000", positions...)), m
}

func TestPlan_MostAssets(t *testing.T) {
	a, m := many(t, risk.MaxAssets)
	_, err := risk.NewPlan(a, m, week(256, 1))
	require.NoError(t, err, "256 coins; the currency does not move")
	m.Volatility["USDT"] = 0.01
	m.Correlation = risk.Correlation{}
	require.Equal(t, "257 assets in use", faults(t, a, m, week(256, 1))[0].Got)
	a, m = many(t, risk.MaxAssets+1)
	require.Equal(t, margin.Errors{{Path: "market.prices", Got: "257 assets in use", Want: "at most 256"}}, faults(t, a, m, week(256, 1)))
}

// Hostile sizes are refused at once, in a bounded number of errors.
func TestPlan_HugeCorrelation(t *testing.T) {
	t.Run("assets", func(t *testing.T) {
		a, m := pepe(t)
		m.Correlation = risk.Correlation{}
		for i := range 150_000 {
			m.Correlation.Assets = append(m.Correlation.Assets, fmt.Sprintf("C%d", i))
		}
		start := time.Now()
		require.Equal(t, margin.Errors{{Path: "market.correlation.assets", Got: "150000 assets", Want: "at most 1024"}}, faults(t, a, m, week(512, 1)))
		require.Less(t, time.Since(start), 5*time.Second)
	})
	t.Run("duplicates", func(t *testing.T) {
		a, m := pepe(t)
		m.Correlation = risk.Correlation{Assets: []string{"PEPE", "SOL", "PEPE"}, Matrix: [][]float64{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}}
		require.Equal(t, margin.Errors{{Path: "market.correlation.assets[2]", Got: `"PEPE"`, Want: "an asset that is not listed twice"}}, faults(t, a, m, week(512, 1)))
	})
	t.Run("entries", func(t *testing.T) {
		a, m := pepe(t)
		m.Correlation = risk.Correlation{}
		row := make([]float64, 1024)
		for i := range row {
			row[i] = 2
			m.Correlation.Assets = append(m.Correlation.Assets, fmt.Sprintf("C%d", i))
			m.Correlation.Matrix = append(m.Correlation.Matrix, row)
		}
		errs := faults(t, a, m, week(512, 1))
		require.Len(t, errs, 1001)
		require.Equal(t, margin.FieldError{Path: "market", Got: "1047576 further errors", Want: "the errors above corrected first"}, errs[1000]) // 1024 x 1024 - 1000
	})
}
