package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestGenerated_NoDrift(t *testing.T) {
	schema, err := Schema()
	require.NoError(t, err)
	for _, tt := range []struct {
		file string
		want []byte
	}{
		{schemaFile, schema},
		{typesFile, TypeScript()},
	} {
		t.Run(filepath.Base(tt.file), func(t *testing.T) {
			got, err := os.ReadFile(filepath.Join("..", tt.file))
			require.NoError(t, err)
			require.Equal(t, string(tt.want), string(got), "run go generate ./internal/wire")
		})
	}
}

// Every reference leads to a definition, and the names that the contract fixes
// are there.
func TestSchema_NamesOfTheContract(t *testing.T) {
	text, err := Schema()
	require.NoError(t, err)
	var schema struct {
		Ref  string `json:"$ref"`
		Defs map[string]struct {
			Properties map[string]any
		} `json:"$defs"`
	}
	require.NoError(t, json.Unmarshal(text, &schema))
	for _, ref := range regexp.MustCompile(`"#/\$defs/(\w+)"`).FindAllSubmatch(text, -1) {
		require.Contains(t, schema.Defs, string(ref[1]))
	}
	require.Equal(t, "#/$defs/Scenario", schema.Ref)
	for name, fields := range map[string]string{
		"Scenario":        "version account market simulation",
		"Account":         "venue rules currency positionMode balances debts positions pools",
		"Rules":           "maintenanceMarginFraction tiers tierKind trigger asOf",
		"Tier":            "minNotional maxNotional maintenanceMarginRate maxLeverage maintenanceAmount",
		"Position":        "symbol size entryPrice markPrice marginMode leverage margin",
		"Pool":            "name balances debts positions",
		"Market":          "asOf prices volatility drift correlation model fundingRates borrowRates volatilityTerm",
		"Simulation":      "horizonHours monitoring paths seed replicates targetStdErr maxPaths",
		"Estimate":        "value stdErr low high confidence discretisation method",
		"Report":          "version provenance margin liquidation warnings",
		"Provenance":      "engine input seed paths replicates steps model monitoring horizonHours method",
		"PoolState":       "name kind equity initialMargin maintenanceMargin equityToMaintenance healthFactor liquidatable positions",
		"PositionState":   "symbol size notional unrealizedPnL initialMargin maintenanceMargin liquidationPrice bankruptcyPrice",
		"Liquidation":     "any all pools",
		"PoolLiquidation": "name probability survival medianHoursToLiquidation",
		"Survival":        "hours probability stdErr",
		"Comparison":      "modes differences verdict",
		"Modes":           "isolated cross asGiven",
		"Mode":            "any pools",
		"Difference":      "a b any",
		"Verdict":         "mode because",
		"FieldError":      "path got want",
	} {
		for field := range strings.FieldsSeq(fields) {
			require.Contains(t, schema.Defs[name].Properties, field, name)
		}
	}
}
