package wire_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/internal/wire"
	"github.com/plimsoll-risk/plimsoll/risk/margin"
)

func decoded(t *testing.T, edits ...string) *wire.Input {
	t.Helper()
	in, err := wire.Decode(edited(t, edits...))
	require.NoError(t, err)
	return in
}

func TestDecode_Pools(t *testing.T) {
	const btc = `{"symbol": "BTC/USDT:USDT", "size": "0.05", "entryPrice": "96500", "marginMode": "cross", "leverage": "10"}`
	type pool struct {
		name      string
		kind      margin.Kind
		positions int
		balances  int
	}
	for _, tt := range []struct {
		name  string
		edits []string
		want  []pool
	}{
		{"cross and isolated", nil, []pool{
			{"cross", margin.Cross, 1, 1}, {"PEPE/USDT:USDT", margin.Isolated, 1, 1},
		}},
		{"no cross position, but a balance", []string{`"marginMode": "cross"`, `"marginMode": "isolated"`}, []pool{
			{"cross", margin.Cross, 0, 1}, {"BTC/USDT:USDT", margin.Isolated, 1, 1}, {"PEPE/USDT:USDT", margin.Isolated, 1, 1},
		}},
		{"neither cross position nor balance", []string{`"marginMode": "cross"`, `"marginMode": "isolated"`, `{"asset": "USDT", "amount": "2500"}`, ``}, []pool{
			{"BTC/USDT:USDT", margin.Isolated, 1, 1}, {"PEPE/USDT:USDT", margin.Isolated, 1, 1},
		}},
		{"hedge legs", []string{`"currency"`, `"positionMode": "hedge", "currency"`, btc,
			`{"symbol": "BTC/USDT:USDT", "size": "1", "entryPrice": "1", "marginMode": "isolated", "leverage": "10"},
			 {"symbol": "BTC/USDT:USDT", "size": "-1", "entryPrice": "1", "marginMode": "isolated", "leverage": "10"}`}, []pool{
			{"cross", margin.Cross, 0, 1}, {"BTC/USDT:USDT#long", margin.Isolated, 1, 1},
			{"BTC/USDT:USDT#short", margin.Isolated, 1, 1}, {"PEPE/USDT:USDT#long", margin.Isolated, 1, 1},
		}},
		{"named pool", []string{`"pools": []`, `"pools": [{"name": "degen", "balances": [], "positions": [` + btc + `]}]`}, []pool{
			{"cross", margin.Cross, 1, 1}, {"PEPE/USDT:USDT", margin.Isolated, 1, 1}, {"degen", margin.Named, 1, 0},
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var got []pool
			for _, p := range decoded(t, tt.edits...).Account.Pools {
				got = append(got, pool{p.Name, p.Kind, len(p.Positions), len(p.Balances)})
			}
			require.Equal(t, tt.want, got)
		})
	}
}

func TestDecode_IsolatedMargin(t *testing.T) {
	t.Run("given", func(t *testing.T) {
		require.Equal(t, "60", decoded(t).Account.Pools[1].Balances[0].Amount.String())
	})
	t.Run("derived from leverage", func(t *testing.T) {
		in := decoded(t, `, "margin": "60"`, ``)
		// 30,000,000 x 0.0000101 / 5
		require.Equal(t, "60.6", in.Account.Pools[1].Balances[0].Amount.String())
		require.Equal(t, "60.6", in.Scenario.Account.Positions[1].Margin.String())
	})
	t.Run("derived, with a quotient that does not end", func(t *testing.T) {
		in := decoded(t, `, "leverage": "5", "margin": "60"`, `, "leverage": "7"`)
		// 303 / 7 to 28 significant digits, from long division
		require.Equal(t, "43.28571428571428571428571429", in.Account.Pools[1].Balances[0].Amount.String())
	})
}

// A margin that is derived has no more decimal places than can be read again.
func TestDecode_TinyMargin(t *testing.T) {
	// 0.0003 / 7 to 30 decimal places, from long division.
	const want = "0.000042857142857142857142857143"
	in := decoded(t, `"size": "30000000", "entryPrice": "0.0000101"`, `"size": "30", "entryPrice": "0.00001"`, `, "leverage": "5", "margin": "60"`, `, "leverage": "7"`)
	require.Equal(t, want, in.Account.Pools[1].Balances[0].Amount.String())
	document, err := in.Canonical()
	require.NoError(t, err)
	again, err := wire.Decode(document)
	require.NoError(t, err)
	require.Equal(t, want, again.Account.Pools[1].Balances[0].Amount.String())
}

func TestDecode_Rules(t *testing.T) {
	maintenance := func(t *testing.T, in *wire.Input, pool int, notional int64) string {
		t.Helper()
		return in.Account.Pools[pool].Positions[0].Schedule.Maintenance(decimalOf(notional)).String()
	}
	const tiers = `[{"minNotional": 0, "maxNotional": 1000, "maintenanceMarginRate": 0.01, "maxLeverage": 50, "tier": 1, "symbol": "PEPE/USDT:USDT", "currency": "USDT", "info": {"a": null}},
		{"minNotional": "1000", "maintenanceMarginRate": "0.02", "maintenanceAmount": "10"}]`
	t.Run("smallest set", func(t *testing.T) {
		in := decoded(t, `"venue": "binance-usdm"`, `"rules": {"maintenanceMarginFraction": "0.005"}`)
		require.Equal(t, "5", maintenance(t, in, 0, 1000))
		require.Equal(t, margin.Below, in.Account.Pools[0].Trigger)
	})
	t.Run("tiers by any form of the name, the fraction for the rest", func(t *testing.T) {
		in := decoded(t, `"venue": "binance-usdm"`, `"rules": {"maintenanceMarginFraction": "0.005", "tiers": {"1000PEPE/USDT:USDT": `+tiers+`}}`)
		require.Equal(t, "5", maintenance(t, in, 0, 1000))
		require.Equal(t, "30", maintenance(t, in, 1, 2000)) // 10 + 1000 x 0.02
	})
	t.Run("tiers over a venue", func(t *testing.T) {
		in := decoded(t, `"currency"`, `"rules": {"tiers": {"PEPE/USDT:USDT": `+tiers+`}}, "currency"`)
		require.Equal(t, "4", maintenance(t, in, 0, 1000)) // the first bracket of BTCUSDT is 0.4 %
		require.Equal(t, "30", maintenance(t, in, 1, 2000))
		require.Equal(t, margin.AtOrBelow, in.Account.Pools[0].Trigger, "the venue's")
	})
	t.Run("trigger over a venue", func(t *testing.T) {
		in := decoded(t, `"currency"`, `"rules": {"trigger": "below"}, "currency"`)
		require.Equal(t, margin.Below, in.Account.Pools[1].Trigger)
	})
	t.Run("a date of the market picks no table", func(t *testing.T) {
		in := decoded(t, `2025-10-01T00:00:00Z`, `2019-10-01T00:00:00Z`)
		require.Equal(t, "2026-05-01", in.Scenario.Account.Rules.AsOf)
	})
}

func TestDecode_Overrides(t *testing.T) {
	in, err := wire.DecodeSimulation(edited(t, `"paths": 4096`, `"paths": "many"`), wire.Overrides{Seed: "7", Paths: "8", HorizonHours: "1.5", Model: "gbm", TargetStdErr: "0.001"})
	require.NoError(t, err, "what is replaced is not looked at")
	require.Equal(t, uint64(7), in.Simulation.Seed)
	require.Equal(t, 8, in.Simulation.Paths)
	require.Equal(t, 1.5, in.Simulation.HorizonHours)
	require.Equal(t, 0.001, in.Simulation.TargetStdErr)

	_, err = wire.DecodeSimulation([]byte(sound), wire.Overrides{Seed: "x", Paths: "1e", HorizonHours: "soon", Model: "gmb", TargetStdErr: "small"})
	var errs margin.Errors
	require.ErrorAs(t, err, &errs)
	var paths []string
	for _, e := range errs {
		paths = append(paths, e.Path)
	}
	require.ElementsMatch(t, []string{"simulation.seed", "simulation.paths", "simulation.horizonHours", "market.model.kind", "simulation.targetStdErr"}, paths)
}

func TestDecode_Defaults(t *testing.T) {
	in := decoded(t, `"model": {"kind": "gbm"}`, `"drift": {"BTC": 0.1}`, `"drift": {},`, ``,
		`,
  "simulation": {"horizonHours": 168, "monitoring": "continuous", "paths": 4096, "seed": "1"}`, ``,
		`[0.6, 1]]},`, `[0.6, 1]]},`)
	require.Equal(t, 168.0, in.Simulation.HorizonHours)
	require.Equal(t, 4096, in.Simulation.Paths)
	require.Equal(t, uint64(1), in.Simulation.Seed)
	require.Zero(t, in.Simulation.Monitoring.EveryHours)
}
