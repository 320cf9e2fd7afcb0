package wire_test

import (
	"math"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/internal/wire"
	"github.com/plimsoll-risk/plimsoll/montecarlo/calibrate"
	"github.com/plimsoll-risk/plimsoll/risk"
	"github.com/plimsoll-risk/plimsoll/risk/margin"
)

// Each model takes its own fields, with defaults, and no others.
func TestDecode_Model(t *testing.T) {
	for _, tt := range []struct {
		model string
		want  risk.Model
	}{
		{``, risk.Model{Kind: risk.VolMixture, MultiplierSd: 1}},
		{`"model": {"kind": "gbm"}`, risk.GBM},
		{`"model": {"kind": "vol-mixture"}`, risk.Model{Kind: risk.VolMixture, MultiplierSd: 1}},
		{`"model": {"kind": "vol-mixture", "multiplierSd": 0.5, "driftOf": "logPrice"}`, risk.Model{Kind: risk.VolMixture, MultiplierSd: 0.5, LogDrift: true}},
		{`"model": {"kind": "student-t"}`, risk.Model{Kind: risk.StudentT, DegreesOfFreedom: 4, TailHours: 24}},
		{`"model": {"kind": "student-t", "degreesOfFreedom": 8, "tailHours": 168, "driftOf": "price"}`, risk.Model{Kind: risk.StudentT, DegreesOfFreedom: 8, TailHours: 168}},
		{`"model": {"kind": "merton"}`, risk.Model{Kind: risk.Merton, Jumps: risk.Jumps{PerYear: 12, Mean: -0.01, Volatility: 0.11}}},
		{`"model": {"kind": "merton", "jumpsPerYear": 50, "jumpMean": -0.02, "jumpVolatility": 0.06, "driftOf": "logPrice", "assets": {"BTC": {"jumpMean": 0.1}, "PEPE": {"jumpVolatility": 0.2, "ownJumpsPerYear": 3, "ownJumpMean": -0.3, "ownJumpVolatility": 0.1}}}`, risk.Model{
			Kind: risk.Merton, LogDrift: true, Jumps: risk.Jumps{PerYear: 50, Mean: -0.02, Volatility: 0.06},
			Assets: map[string]risk.AssetModel{"BTC": {JumpMean: pointer(0.1)}, "PEPE": {JumpVolatility: pointer(0.2), Own: risk.Jumps{PerYear: 3, Mean: -0.3, Volatility: 0.1}}},
		}},
		{`"model": {"kind": "garch"}`, risk.Model{Kind: risk.GARCH, Garch: risk.Garch{Alpha: 0.07, Beta: 0.9}}},
		{`"model": {"kind": "garch", "alpha": 0.06, "beta": 0.94, "assets": {"BTC": {"longVolatility": 0.6, "alpha": 0, "beta": 1}}}`, risk.Model{
			Kind: risk.GARCH, Garch: risk.Garch{Alpha: 0.06, Beta: 0.94}, Assets: map[string]risk.AssetModel{"BTC": {LongVolatility: pointer(0.6), Alpha: pointer(0), Beta: pointer(1)}},
		}},
		{`"model": {"kind": "regime", "calmDays": 15}`, risk.Model{Kind: risk.Regimes, Regime: risk.Regime{CalmDays: 15, StressDays: 5, StressProbability: 0.25, StressMultiplier: 2.5}}},
		{`"model": {"kind": "regime", "stressProbability": 1, "stressMultiplier": 2, "stressPull": 0.5, "driftOf": "logPrice", "assets": {"BTC": {"stressMultiplier": 3}}}`, risk.Model{
			Kind: risk.Regimes, LogDrift: true, Regime: risk.Regime{CalmDays: 10, StressDays: 5, StressProbability: 1, StressMultiplier: 2, StressPull: 0.5},
			Assets: map[string]risk.AssetModel{"BTC": {StressMultiplier: pointer(3)}},
		}},
	} {
		edits := []string{`"model": {"kind": "gbm"}`, tt.model}
		if tt.model == "" {
			edits = []string{`,
    "model": {"kind": "gbm"}`, ``}
		}
		in := decoded(t, edits...)
		require.Equal(t, tt.want, in.Market.Model, tt.model)
		again, err := in.Canonical()
		require.NoError(t, err)
		next, err := wire.Decode(again)
		require.NoError(t, err)
		require.Equal(t, tt.want, next.Market.Model, "defaults are filled in")
		hash, err := in.Hash()
		require.NoError(t, err)
		same, err := next.Hash()
		require.NoError(t, err)
		require.Equal(t, hash, same)
	}
	const gbm = `{"kind": "gbm"}`
	for _, tt := range []struct{ model, path, want string }{
		{`{"kind": "gbm", "multiplierSd": 1.1}`, "market.model.multiplierSd", "a field of vol-mixture, not of gbm"},
		{`{"kind": "gbm", "driftOf": "price"}`, "market.model.driftOf", "nothing"},
		{`{"kind": "vol-mixture", "degreesOfFreedom": 4}`, "market.model.degreesOfFreedom", "a field of student-t, not of vol-mixture"},
		{`{"kind": "student-t", "multiplierSd": 1}`, "market.model.multiplierSd", "a field of vol-mixture, not of student-t"},
		{`{"kind": "vol-mixture", "tailHours": 24}`, "market.model.tailHours", "a field of student-t"},
		{`{"kind": "vol-mixture", "multiplierSd": null}`, "market.model.multiplierSd", "a finite number"},
		{`{"kind": "gbm", "jumpMean": 1}`, "market.model.jumpMean", "a field of merton, not of gbm"},
		{`{"kind": "student-t", "assets": {"BTC": {"ownJumpsPerYear": 1}}}`, "market.model.assets.BTC.ownJumpsPerYear", "a field of merton, not of student-t"},
		{`{"kind": "merton", "tailHours": 1}`, "market.model.tailHours", "a field of student-t, not of merton"},
		{`{"kind": "merton", "alpha": 0.1}`, "market.model.alpha", "a field of garch, not of merton"},
		{`{"kind": "garch", "calmDays": 1}`, "market.model.calmDays", "a field of regime, not of garch"},
		{`{"kind": "regime", "assets": {"BTC": {"longVolatility": 1}}}`, "market.model.assets.BTC.longVolatility", "a field of garch, not of regime"},
		{`{"kind": "vol-mixture", "driftOf": "prices"}`, "market.model.driftOf", "did you mean price?"},
	} {
		errs := faults(t, edited(t, gbm, tt.model))
		require.Len(t, errs, 1, tt.model)
		require.Equal(t, tt.path, errs[0].Path)
		require.Contains(t, errs[0].Want, tt.want)
	}
}

// planned returns the errors of planning a document.
func planned(t *testing.T, edits ...string) margin.Errors {
	t.Helper()
	in, err := wire.DecodeSimulation(edited(t, edits...), wire.Overrides{})
	if err == nil {
		_, err = risk.NewPlan(in.Account, in.Market, in.Simulation)
		err = in.Locate(err)
	}
	var errs margin.Errors
	require.ErrorAs(t, err, &errs)
	return errs
}

// Parameters out of range are named with their ranges, all at once.
func TestDecode_ModelRanges(t *testing.T) {
	const gbm = `{"kind": "gbm"}`
	for _, tt := range []struct{ model, path, want string }{
		{`{"kind": "vol-mixture", "multiplierSd": -0.1}`, "market.model.multiplierSd", "at least 0 and at most 2"},
		{`{"kind": "vol-mixture", "multiplierSd": 2.1}`, "market.model.multiplierSd", "at most 2"},
		{`{"kind": "student-t", "degreesOfFreedom": 2}`, "market.model.degreesOfFreedom", "at least 2.05 and at most 1000"},
		{`{"kind": "student-t", "tailHours": 0}`, "market.model.tailHours", "at least 1"},
		{`{"kind": "merton", "jumpsPerYear": -1}`, "market.model.jumpsPerYear", "at least 0 and at most 10000"},
		{`{"kind": "merton", "jumpMean": -3}`, "market.model.jumpMean", "at least -2 and at most 2"},
		{`{"kind": "merton", "assets": {"BTC": {"jumpVolatility": 2.5}}}`, "market.model.assets.BTC.jumpVolatility", "at most 2"},
		{`{"kind": "merton", "assets": {"BTC": {"ownJumpsPerYear": 20000}}}`, "market.model.assets.BTC.ownJumpsPerYear", "at most 10000"},
		{`{"kind": "garch", "alpha": 1.5}`, "market.model.alpha", "at least 0 and at most 1"},
		{`{"kind": "garch", "alpha": 0.2}`, "market.model.alpha", "a sum of at most 1"},
		{`{"kind": "garch", "assets": {"BTC": {"beta": 0.95}}}`, "market.model.assets.BTC.alpha", "a sum of at most 1"},
		{`{"kind": "garch", "assets": {"BTC": {"longVolatility": -1}}}`, "market.model.assets.BTC.longVolatility", "at least 0"},
		{`{"kind": "regime", "calmDays": 0.001, "stressDays": 600}`, "market.model.calmDays", "at least 0.01"},
		{`{"kind": "regime", "stressProbability": 1.5}`, "market.model.stressProbability", "at most 1"},
		{`{"kind": "regime", "stressPull": -0.5}`, "market.model.stressPull", "at least 0 and at most 1"},
		{`{"kind": "regime", "calmDays": 0.011, "stressDays": 0.011}`, "market.model.calmDays", "at most 500"},
		{`{"kind": "merton", "assets": {"1000PEPE": {"jumpMean": 0}}}`, "market.model.assets.1000PEPE", "did you mean PEPE?"},
	} {
		errs := planned(t, gbm, tt.model)
		require.Len(t, errs, 1, tt.model)
		require.Equal(t, tt.path, errs[0].Path)
		require.Contains(t, errs[0].Want, tt.want)
	}
	errs := planned(t, `"drift": {}`, `"volatilityTerm": {"BTC": {"fast": -1, "long": 101, "weight": 1.5, "decayPerDay": -0.1, "scale": 0}, "SOL": {"fast": 1, "long": 1, "scale": -1}}`)
	var paths []string
	for _, e := range errs {
		paths = append(paths, e.Path)
	}
	require.Equal(t, []string{
		"market.volatilityTerm.BTC.fast", "market.volatilityTerm.BTC.long", "market.volatilityTerm.BTC.weight", "market.volatilityTerm.BTC.decayPerDay",
		"market.volatilityTerm.BTC.scale", "market.volatilityTerm.SOL.scale",
	}, paths)
	errs = planned(t, `"volatility": {"BTC": 0.55, `, `"volatilityTerm": {"BTC": {"fast": 1}}, "volatility": {`)
	require.Len(t, errs, 1, "%v", errs)
	require.Equal(t, "market.volatilityTerm.BTC.long", errs[0].Path)
}

// pointer returns where x is.
func pointer(x float64) *float64 { return &x }

// A term stands in for the volatility; its constants, and the multiplier's, are those that calibrate writes from hourly prices: what won the
// backtest is what a document gets that names none.
func TestDecode_VolatilityTerm(t *testing.T) {
	in := decoded(t, `"volatility": {"BTC": 0.55, `, `"volatilityTerm": {"BTC": {"fast": 0.4, "long": 0.6}}, "volatility": {`)
	won, _ := calibrate.HourlyRecipe()
	require.Equal(t, map[string]risk.VolatilityTerm{"BTC": {Fast: 0.4, Long: 0.6, Weight: won.Weight, DecayPerDay: won.DecayPerDay, Scale: won.Scale}}, in.Market.VolatilityTerm)
	mixed := decoded(t, `"model": {"kind": "gbm"}`, `"model": {"kind": "vol-mixture"}`)
	require.Equal(t, won.MultiplierSd, mixed.Market.Model.MultiplierSd)
	_, err := risk.NewPlan(in.Account, in.Market, in.Simulation)
	require.NoError(t, err)
}

// TestModel_Barriers runs documents against the test values of MODEL.md, with its constants: one barrier, zero log drift. The long is liquidated at 1 + x times its price, to the
// tick of a maintenance fraction that is next to nothing.
func TestModel_Barriers(t *testing.T) {
	for _, tt := range []struct{ fast, long, hours, level, want float64 }{
		{0.0004, 0.0008, 24, -0.05, 0.042522}, {0.0004, 0.0008, 168, -0.2, 0.014268}, {0.0004, 0.0008, 720, 0.1, 0.423453}, {0.0016, 0.0012, 168, -0.05, 0.506623},
	} {
		side := "1"
		if tt.level > 0 {
			side = "-1"
		}
		in, err := wire.DecodeSimulation([]byte(`{"version": 1, "account": {"currency": "USDT", "rules": {"maintenanceMarginFraction": "0"},
			"balances": [{"asset": "USDT", "amount": `+number(100*math.Abs(tt.level))+`}], "positions": [{"symbol": "X/USDT:USDT", "size": "`+side+`", "entryPrice": 100}]},
			"market": {"prices": {"X": 100}, "volatilityTerm": {"X": {"fast": `+number(math.Sqrt(365*tt.fast))+`, "long": `+number(math.Sqrt(365*tt.long))+`, "weight": 0.9, "decayPerDay": 0.82, "scale": 1.25}},
			"model": {"kind": "vol-mixture", "multiplierSd": 1.1, "driftOf": "logPrice"}}, "simulation": {"horizonHours": `+number(tt.hours)+`}}`), wire.Overrides{})
		require.NoError(t, err)
		p, err := risk.NewPlan(in.Account, in.Market, in.Simulation)
		require.NoError(t, err)
		r, err := p.Report(p.Run(0, p.Blocks()))
		require.NoError(t, err)
		require.Equal(t, "exact", r.Liquidation.Any.Method)
		require.InDelta(t, tt.want, r.Liquidation.Any.Value, 5.1e-7)
	}
}

func number(x float64) string { return strconv.FormatFloat(x, 'g', -1, 64) }
