package risk_test

import (
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/risk"
	"github.com/plimsoll-risk/plimsoll/risk/margin"
)

func dec(s string) decimal.Decimal { return decimal.RequireFromString(s) }

func decimalOf(x float64) decimal.Decimal { return decimal.NewFromFloat(x).Truncate(12) }

func symbol(t testing.TB, name string) margin.Symbol {
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

// position returns a 10x position at entry with a flat half per cent of maintenance.
func position(t testing.TB, name, size, entry string) margin.Position {
	return margin.Position{Symbol: symbol(t, name), Size: dec(size), EntryPrice: dec(entry), Leverage: dec("10"), Schedule: flat(t, "0.005")}
}

// pool returns a pool with one USDT balance.
func pool(name string, kind margin.Kind, wallet string, positions ...margin.Position) margin.Pool {
	return margin.Pool{Name: name, Kind: kind, Balances: []margin.Holding{{Asset: "USDT", Amount: dec(wallet)}}, Positions: positions}
}

func account(pools ...margin.Pool) margin.Account {
	return margin.Account{Currency: "USDT", Pools: pools}
}

// twoAssets is the market of the reference rows: A at 1 with volatility .6, B at 1 with .8.
func twoAssets(rho float64) risk.Market {
	return risk.Market{
		Prices:      margin.Prices{"A": dec("1"), "B": dec("1")},
		Volatility:  map[string]float64{"A": 0.6, "B": 0.8},
		Correlation: risk.Correlation{Assets: []string{"A", "B"}, Matrix: [][]float64{{1, rho}, {rho, 1}}},
		Model:       risk.GBM,
	}
}

func week(paths int, seed uint64) risk.Simulation {
	return risk.Simulation{HorizonHours: 168, Paths: paths, Seed: seed}
}
