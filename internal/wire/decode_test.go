package wire_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/internal/wire"
	"github.com/plimsoll-risk/plimsoll/risk/margin"
)

func TestDecode_Sound(t *testing.T) {
	in, err := wire.DecodeSimulation([]byte(sound), wire.Overrides{})
	require.NoError(t, err)
	require.Len(t, in.Account.Pools, 2)
	require.Equal(t, "0.05", in.Account.Pools[0].Positions[0].Size.String())
	require.Equal(t, "97000", in.Market.Prices["BTC"].String())
	require.Equal(t, 1.2, in.Market.Volatility["PEPE"])
	require.Equal(t, uint64(1), in.Simulation.Seed)
}

// Each case breaks one rule of the contract and gives exactly one error.
func TestDecode_OneFault(t *testing.T) {
	for _, tt := range []struct {
		name     string
		from, to string
		want     margin.FieldError
	}{
		{"wrong version", `"version": 1`, `"version": 2`,
			margin.FieldError{Path: "version", Got: "2", Want: "1"}},
		{"missing required field", `"currency": "USDT",`, ``,
			margin.FieldError{Path: "account.currency", Got: "nothing", Want: "a value"}},
		{"unknown field, near none", `"simulation": {"horizonHours": 168, "monitoring": "continuous", "paths": 4096, "seed": "1"}`, `"extra": 1`,
			margin.FieldError{Path: "extra", Got: "an unknown field", Want: "a known field"}},
		{"unknown field, near a known one", `"leverage": "10"`, `"levrage": "10"`,
			margin.FieldError{Path: "account.positions[0].levrage", Got: "an unknown field", Want: "a known field (did you mean leverage?)"}},
		{"duplicate key", `"drift": {}`, `"drift": {}, "drift": {"BTC": 0}`,
			margin.FieldError{Path: "market.drift", Got: "the field a second time", Want: "each field once"}},
		{"duplicate key in a map", `"BTC": "97000",`, `"BTC": "97000", "BTC": "1",`,
			margin.FieldError{Path: "market.prices.BTC", Got: "the field a second time", Want: "each field once"}},
		{"null for a decimal", `"size": "0.05"`, `"size": null`,
			margin.FieldError{Path: "account.positions[0].size", Got: "null", Want: "a decimal, as a string or a number"}},
		{"null for an object", `"drift": {}`, `"drift": null`,
			margin.FieldError{Path: "market.drift", Got: "null", Want: "an object"}},
		{"null for an optional decimal", `"margin": "60"`, `"margin": null`,
			margin.FieldError{Path: "account.positions[1].margin", Got: "null", Want: "a decimal, as a string or a number"}},
		{"null for a list", `"debts": []`, `"debts": null`,
			margin.FieldError{Path: "account.debts", Got: "null", Want: "an array"}},
		{"NaN as a word", `"size": "0.05"`, `"size": NaN`,
			margin.FieldError{Path: "account.positions[0].size", Got: "NaN", Want: "a decimal, as a string or a number"}},
		{"NaN as a string", `"size": "0.05"`, `"size": "NaN"`,
			margin.FieldError{Path: "account.positions[0].size", Got: "NaN", Want: "a decimal, as a string or a number"}},
		{"infinity as a volatility", `"BTC": 0.55`, `"BTC": -Infinity`,
			margin.FieldError{Path: "market.volatility.BTC", Got: "-Infinity", Want: "a finite number"}},
		{"volatility beyond a float64", `"BTC": 0.55`, `"BTC": 1e999`,
			margin.FieldError{Path: "market.volatility.BTC", Got: "1e999", Want: "a finite number"}},
		{"statistic as a string", `"BTC": 0.55`, `"BTC": "0.55"`,
			margin.FieldError{Path: "market.volatility.BTC", Got: `the string "0.55"`, Want: "a finite number"}},
		{"empty decimal", `"amount": "2500"`, `"amount": ""`,
			margin.FieldError{Path: "account.balances[0].amount", Got: "", Want: "a decimal, as a string or a number"}},
		{"decimal with a group separator", `"amount": "2500"`, `"amount": "2_500"`,
			margin.FieldError{Path: "account.balances[0].amount", Got: "2_500", Want: "a decimal, as a string or a number"}},
		{"huge decimal", `"amount": "2500"`, `"amount": "1e31"`,
			margin.FieldError{Path: "account.balances[0].amount", Got: "1e31", Want: "a decimal of at most 30 digits on either side of the point"}},
		{"decimal with a huge exponent", `"amount": "2500"`, `"amount": "1e999999999"`,
			margin.FieldError{Path: "account.balances[0].amount", Got: "1e999999999", Want: "a decimal of at most 30 digits on either side of the point"}},
		{"tiny decimal", `"amount": "2500"`, `"amount": 1e-31`,
			margin.FieldError{Path: "account.balances[0].amount", Got: "1e-31", Want: "a decimal of at most 30 digits on either side of the point"}},
		{"array for a string", `"currency": "USDT"`, `"currency": ["USDT"]`,
			margin.FieldError{Path: "account.currency", Got: "an array", Want: "a string"}},
		{"object for an array", `"pools": []`, `"pools": {}`,
			margin.FieldError{Path: "account.pools", Got: "an object", Want: "an array"}},
		{"number for a seed", `"seed": "1"`, `"seed": 1`,
			margin.FieldError{Path: "simulation.seed", Got: "1", Want: "a string of decimal digits, at most 18446744073709551615"}},
		{"seed of 65 bits", `"seed": "1"`, `"seed": "18446744073709551616"`,
			margin.FieldError{Path: "simulation.seed", Got: "18446744073709551616", Want: "a string of decimal digits, at most 18446744073709551615"}},
		{"negative seed", `"seed": "1"`, `"seed": "-1"`,
			margin.FieldError{Path: "simulation.seed", Got: "-1", Want: "a string of decimal digits, at most 18446744073709551615"}},
		{"fraction of a path", `"paths": 4096`, `"paths": 0.5`,
			margin.FieldError{Path: "simulation.paths", Got: "0.5", Want: "a whole number"}},
		{"string for a number of paths", `"paths": 4096`, `"paths": "4096"`,
			margin.FieldError{Path: "simulation.paths", Got: `the string "4096"`, Want: "a whole number"}},
		{"no such enum value", `"marginMode": "cross"`, `"marginMode": "crossed"`,
			margin.FieldError{Path: "account.positions[0].marginMode", Got: "crossed", Want: "one of cross, isolated (did you mean cross?)"}},
		{"no such monitoring", `"continuous"`, `"continous"`,
			margin.FieldError{Path: "simulation.monitoring", Got: "continous", Want: `"continuous" or {"everyHours": hours} (did you mean continuous?)`}},
		{"looks every zero hours", `"continuous"`, `{"everyHours": 0}`,
			margin.FieldError{Path: "simulation.monitoring.everyHours", Got: "0", Want: "a positive number of hours"}},
		{"looks without hours", `"continuous"`, `{}`,
			margin.FieldError{Path: "simulation.monitoring.everyHours", Got: "nothing", Want: "a value"}},
		{"no date", `"2025-10-01T00:00:00Z"`, `"yesterday"`,
			margin.FieldError{Path: "market.asOf", Got: "yesterday", Want: "a time such as 2025-10-01T00:00:00Z"}},
		{"empty name in a map", `"drift": {}`, `"drift": {"": 0}`,
			margin.FieldError{Path: `market.drift[""]`, Got: "an empty name", Want: "a name"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			require.Equal(t, margin.Errors{tt.want}, faults(t, edited(t, tt.from, tt.to)))
		})
	}
}

// What the contract names and this version does not have is refused by name.
func TestDecode_NotSupportedYet(t *testing.T) {
	for _, tt := range []struct {
		name     string
		from, to string
		path     string
		want     string
	}{
		{"step tiers", `"venue": "binance-usdm"`, `"venue": "binance-usdm", "rules": {"tierKind": "step"}`, "account.rules.tierKind", "one of marginal: step is not supported yet"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			errs := faults(t, edited(t, tt.from, tt.to))
			require.Len(t, errs, 1)
			require.Equal(t, tt.path, errs[0].Path)
			require.Equal(t, tt.want, errs[0].Want)
		})
	}
}

func TestDecode_AllFaultsAtOnce(t *testing.T) {
	errs := faults(t, edited(t,
		`"size": "0.05"`, `"size": "0"`,
		`"entryPrice": "0.0000101"`, `"entryPrice": "-1"`,
		`"amount": "2500"`, `"amount": "lots"`,
		`"PEPE": "0.0000101"`, `"WIF": "0"`,
		`"BTC": 0.55`, `"BTC": -0.55`,
		`[0.6, 1]`, `[0.5, 1]`,
		`"horizonHours": 168`, `"horizonHours": 100000`,
		`"paths": 4096`, `"paths": 0`,
		`"seed": "1"`, `"sed": "1"`,
	))
	var paths []string
	for _, e := range errs {
		require.NotEmpty(t, e.Want, e.Path)
		paths = append(paths, e.Path)
	}
	require.ElementsMatch(t, []string{
		"account.balances[0].amount",
		"account.positions[0].size",
		"account.positions[1].entryPrice",
		"market.prices.PEPE",
		"market.prices.WIF",
		"market.volatility.BTC",
		"market.correlation.matrix[1][0]",
		"simulation.horizonHours",
		"simulation.paths",
		"simulation.sed",
	}, paths)
}

// A fault is named once: what follows from it is not.
func TestDecode_NoConsequences(t *testing.T) {
	for _, tt := range []struct {
		name  string
		edits []string
		want  string
	}{
		{"no market", []string{`"market": {`, `"markt": {`}, "market"},
		{"prices of the wrong type", []string{`"prices": {"BTC": "97000", "PEPE": "0.0000101"}`, `"prices": []`}, "market.prices"},
		{"one bad price", []string{`"BTC": "97000"`, `"BTC": "x"`}, "market.prices.BTC"},
		{"unknown venue", []string{`"binance-usdm"`, `"binance"`}, "account.venue"},
		{"currency in error", []string{`"currency": "USDT"`, `"currency": 1`}, "account.currency"},
		{"position of the wrong type", []string{`"positions": [`, `"positions": [7, `}, "account.positions[0]"},
		{"isolated position of the wrong symbol", []string{`{"symbol": "PEPE/USDT:USDT"`, `{"symbol": "PEPE"`}, "account.positions[1].symbol"},
		{"cross position of the wrong symbol", []string{`{"symbol": "BTC/USDT:USDT"`, `{"symbol": ""`}, "account.positions[0].symbol"},
		{"currency and a symbol in error", []string{`"currency": "USDT"`, `"currency": 1`, `{"symbol": "BTC/USDT:USDT"`, `{"symbol": "BTC"`}, "account.positions[0].symbol"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			errs := faults(t, edited(t, tt.edits...))
			require.Equal(t, tt.want, errs[len(errs)-1].Path, errs.Error())
			require.LessOrEqual(t, len(errs), len(tt.edits)) // a renamed field is unknown as well as missing
		})
	}
}
