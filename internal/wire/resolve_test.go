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
		// 303 / 7 to 28 decimal places, from long division
		require.Equal(t, "43.2857142857142857142857142857", in.Account.Pools[1].Balances[0].Amount.String())
	})
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

func TestDecode_AccountFaults(t *testing.T) {
	const tiers = `[{"minNotional": 0, "maxNotional": 1000, "maintenanceMarginRate": 0.01},
		{"minNotional": 1000, "maintenanceMarginRate": 0.02, "maintenanceAmount": "11"}]`
	for _, tt := range []struct {
		name  string
		edits []string
		path  string
		want  string // part of it
	}{
		{"no rules", []string{`"venue": "binance-usdm",`, ``}, "account.venue", "binance-usdm, or account.rules"},
		{"unknown venue", []string{`"binance-usdm"`, `"binance-usdn"`}, "account.venue", "did you mean binance-usdm?"},
		{"date without a venue", []string{`"venue": "binance-usdm"`, `"rules": {"maintenanceMarginFraction": "0.005", "asOf": "2026-05-01"}`}, "account.rules.asOf", "without a venue"},
		{"date before every table", []string{`"currency"`, `"rules": {"asOf": "2019-01-01"}, "currency"`}, "account.rules.asOf", "2026-05-01"},
		{"fraction of one", []string{`"venue": "binance-usdm"`, `"rules": {"maintenanceMarginFraction": 1}`}, "account.rules.maintenanceMarginFraction", "a fraction in [0, 1)"},
		{"tiers that jump", []string{`"currency"`, `"rules": {"tiers": {"BTC/USDT:USDT": ` + tiers + `}}, "currency"`}, "account.rules.tiers.BTC/USDT:USDT[1].maintenanceAmount", "continuous"},
		{"no tiers", []string{`"currency"`, `"rules": {"tiers": {"BTC/USDT:USDT": []}}, "currency"`}, "account.rules.tiers.BTC/USDT:USDT", "at least one tier"},
		{"tiers of no symbol", []string{`"currency"`, `"rules": {"tiers": {"BTCUSDT": []}}, "currency"`}, "account.rules.tiers.BTCUSDT", "BASE/QUOTE:SETTLE"},
		{"tiers without the symbol", []string{`"venue": "binance-usdm"`, `"rules": {"tiers": {"PEPE/USDT:USDT": [{"minNotional": 0, "maintenanceMarginRate": "0.01"}]}}`}, "account.positions[0].symbol", "account.rules.tiers"},
		{"tier of another symbol", []string{`"currency"`, `"rules": {"tiers": {"BTC/USDT:USDT": [{"minNotional": 0, "maintenanceMarginRate": "0.01", "symbol": "ETH/USDT:USDT"}]}}, "currency"`}, "account.rules.tiers.BTC/USDT:USDT[0].symbol", "BTC/USDT:USDT"},
		{"symbol unknown to the venue", []string{`{"symbol": "BTC/USDT:USDT"`, `{"symbol": "BTCX/USDT:USDT"`, `"BTC": "97000"`, `"BTCX": "97000"`, `"BTC": 0.55`, `"BTCX": 0.55`, `["BTC", "PEPE"]`, `["BTCX", "PEPE"]`}, "account.positions[0].symbol", "did you mean"},
		{"symbol of another form", []string{`{"symbol": "BTC/USDT:USDT"`, `{"symbol": "BTCUSDT"`}, "account.positions[0].symbol", "BASE/QUOTE:SETTLE"},
		{"two positions of a symbol in cross", []string{`"size": "30000000", "entryPrice": "0.0000101", "marginMode": "isolated", "leverage": "5", "margin": "60"`, `"size": "1", "entryPrice": "1"`, `{"symbol": "PEPE/USDT:USDT"`, `{"symbol": "BTC/USDT:USDT"`}, "account.positions[1].symbol", `positionMode "hedge"`},
		{"two isolated positions of a symbol", []string{`"marginMode": "cross"`, `"marginMode": "isolated"`, `{"symbol": "PEPE/USDT:USDT"`, `{"symbol": "BTC/USDT:USDT"`}, "account.positions[1].symbol", `positionMode "hedge"`},
		{"two long isolated positions in hedge mode", []string{`"currency"`, `"positionMode": "hedge", "currency"`, `"marginMode": "cross"`, `"marginMode": "isolated"`, `{"symbol": "PEPE/USDT:USDT"`, `{"symbol": "BTC/USDT:USDT"`}, "account.positions[1].symbol", "one long and one short"},
		{"isolated without margin or leverage", []string{`, "leverage": "5", "margin": "60"`, ``}, "account.positions[1].margin", "or a leverage to derive it from"},
		{"isolated with a negative margin", []string{`"margin": "60"`, `"margin": "-60"`}, "account.positions[1].margin", "not negative"},
		{"margin of a cross position", []string{`"leverage": "10"`, `"leverage": "10", "margin": "1"`}, "account.positions[0].margin", "unless marginMode is isolated"},
		{"leverage of zero", []string{`"leverage": "10"`, `"leverage": 0`}, "account.positions[0].leverage", "a positive decimal"},
		{"mark price of zero", []string{`"leverage": "10"`, `"leverage": 10, "markPrice": "0"`}, "account.positions[0].markPrice", "a positive decimal"},
		{"balance without an asset", []string{`"asset": "USDT"`, `"asset": ""`}, "account.balances[0].asset", "a non-empty name"},
		{"pool without a name", []string{`"pools": []`, `"pools": [{"name": ""}]`}, "account.pools[0].name", "a non-empty name"},
		{"pool with the name of another", []string{`"pools": []`, `"pools": [{"name": "cross"}]`}, "account.pools[0].name", "a name that no other pool has"},
		{"isolated position in a pool", []string{`"pools": []`, `"pools": [{"name": "a", "positions": [{"symbol": "ETH/USDT:USDT", "size": 1, "entryPrice": 1, "marginMode": "isolated"}]}]`, `"BTC": "97000"`, `"BTC": "97000", "ETH": 1`}, "account.pools[0].positions[0].marginMode", "share it"},
		{"size of zero in a pool", []string{`"pools": []`, `"pools": [{"name": "a", "positions": [{"symbol": "BTC/USDT:USDT", "size": 0, "entryPrice": 1}]}]`}, "account.pools[0].positions[0].size", "a non-zero decimal"},
		{"asset without a price", []string{`"asset": "USDT"`, `"asset": "BNB"`}, "market.prices.BNB", "a positive decimal"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := wire.Decode(edited(t, tt.edits...))
			var errs margin.Errors
			require.ErrorAs(t, err, &errs)
			require.Len(t, errs, 1, err)
			require.Equal(t, tt.path, errs[0].Path)
			require.Contains(t, errs[0].Want, tt.want)
		})
	}
}

func TestDecode_Overrides(t *testing.T) {
	in, err := wire.DecodeSimulation(edited(t, `"paths": 4096`, `"paths": "many"`), wire.Overrides{Seed: "7", Paths: "8", HorizonHours: "1.5", Model: "gbm"})
	require.NoError(t, err, "what is replaced is not looked at")
	require.Equal(t, uint64(7), in.Simulation.Seed)
	require.Equal(t, 8, in.Simulation.Paths)
	require.Equal(t, 1.5, in.Simulation.HorizonHours)

	_, err = wire.DecodeSimulation([]byte(sound), wire.Overrides{Seed: "x", Paths: "1e", HorizonHours: "soon", Model: "gmb", TargetStdErr: "0.1"})
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
