package margin_test

import (
	"testing"

	"github.com/plimsoll-risk/plimsoll/risk/margin"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"
)

func dec(s string) decimal.Decimal { return decimal.RequireFromString(s) }

func sym(t testing.TB, name string) margin.Symbol {
	t.Helper()
	s, err := margin.ParseSymbol(name)
	require.NoError(t, err)
	return s
}

func flat(t testing.TB, fraction string) margin.Schedule {
	t.Helper()
	s, err := margin.FlatSchedule(dec(fraction))
	require.NoError(t, err)
	return s
}

// btcTiers are the first four Binance BTCUSDT brackets of May 2026.
func btcTiers() []margin.Tier {
	return []margin.Tier{
		{MaxNotional: dec("300000"), MaintenanceMarginFraction: dec("0.004"), MaxLeverage: dec("150")},
		{MinNotional: dec("300000"), MaxNotional: dec("800000"), MaintenanceMarginFraction: dec("0.005"), MaxLeverage: dec("100")},
		{MinNotional: dec("800000"), MaxNotional: dec("3000000"), MaintenanceMarginFraction: dec("0.0065"), MaxLeverage: dec("75")},
		{MinNotional: dec("3000000"), MaxNotional: dec("12000000"), MaintenanceMarginFraction: dec("0.01"), MaxLeverage: dec("50")},
	}
}

func schedule(t testing.TB, tiers []margin.Tier) margin.Schedule {
	t.Helper()
	s, err := margin.NewSchedule(tiers)
	require.NoError(t, err)
	return s
}

// position is a short form: fraction is a flat maintenance fraction.
func position(t testing.TB, symbol, size, entry, fraction string) margin.Position {
	t.Helper()
	return margin.Position{Symbol: sym(t, symbol), Size: dec(size), EntryPrice: dec(entry), Schedule: flat(t, fraction)}
}

// cross is an account with one cross pool that holds an amount of its currency.
func cross(currency, balance string, positions ...margin.Position) margin.Account {
	return margin.Account{Currency: currency, PositionMode: margin.Hedge, Pools: []margin.Pool{{
		Name: "cross", Kind: margin.Cross, Trigger: margin.Below,
		Balances:  []margin.Holding{{Asset: currency, Amount: dec(balance)}},
		Positions: positions,
	}}}
}

func requireDecimal(t testing.TB, want string, got decimal.Decimal) {
	t.Helper()
	require.True(t, dec(want).Equal(got), "want %s, got %s", want, got)
}

// requireNear compares with a relative tolerance.
func requireNear(t testing.TB, want, got, tolerance decimal.Decimal) {
	t.Helper()
	require.True(t, got.Sub(want).Abs().LessThanOrEqual(want.Abs().Mul(tolerance)),
		"want %s within a fraction %s, got %s", want, tolerance, got)
}

func requireNoPrice(t testing.TB, got decimal.NullDecimal) {
	t.Helper()
	require.False(t, got.Valid, "want no price, got %s", got.Decimal)
}
