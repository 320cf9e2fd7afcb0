package risk_test

import (
	"math"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/risk"
	"github.com/plimsoll-risk/plimsoll/risk/margin"
	"github.com/plimsoll-risk/plimsoll/risk/margin/venue"
)

// venuePosition is a 10x position of one BTC at 100000 by a preset's rules, in a pool
// with a tenth of that, with the user's own tiers where the preset has none.
func venuePosition(t *testing.T, name, symbolName, size string, kind margin.Kind) margin.Account {
	t.Helper()
	v, ok := venue.Get(name)
	require.True(t, ok, name)
	s := symbol(t, symbolName)
	q := margin.Position{Symbol: s, Size: dec(size), EntryPrice: dec("100000"), Leverage: dec("10"), Terms: v.Terms(s, kind)}
	if q.Schedule, ok = v.Schedule(s); !ok {
		q.Schedule = tiers(t)
	}
	collateral := dec("10000")
	if s.Inverse() {
		collateral = dec("0.1")
	}
	return margin.Account{Currency: s.Quote, Pools: []margin.Pool{{Name: symbolName, Kind: kind, Trigger: v.Trigger, Thresholds: v.Thresholds(),
		Balances: []margin.Holding{{Asset: s.Settle, Amount: collateral}}, Positions: []margin.Position{q}}}}
}

// hit is the probability that a lognormal price without drift first reaches a
// barrier, as a multiple of today's, within years: the reflection principle.
func hit(barrier, volatility, years float64) float64 {
	b, mu, sd := math.Log(barrier), -volatility*volatility/2, volatility*math.Sqrt(years)
	side := 1.0
	if b > 0 {
		side = -1
	}
	phi := func(x float64) float64 { return math.Erfc(-x/math.Sqrt2) / 2 }
	return phi(side*(b-mu*years)/sd) + math.Exp(2*mu*b/(volatility*volatility))*phi(side*(b+mu*years)/sd)
}

// TestSimulate_Venues: from a preset's rules to a probability. A pool with one position
// against cash is liquidated when its price first reaches the exact liquidation price, so the
// probability is known.
func TestSimulate_Venues(t *testing.T) {
	seen := map[string]bool{"aave-v3-ethereum": true} // TestSimulate_Loan
	for _, tt := range []struct {
		venue, symbol, size string
		kind                margin.Kind
	}{
		{"binance-usdm", "BTC/USDT:USDT", "1", margin.Isolated},
		{"binance-usdm-multi", "BTC/USDT:USDT", "-1", margin.Cross},
		{"binance-coinm", "BTC/USD:BTC", "1000", margin.Isolated},
		{"binance-coinm", "BTC/USD:BTC", "-2500", margin.Cross},
		{"bybit-uta", "BTC/USDT:USDT", "1", margin.Isolated},
		{"bybit-uta", "BTC/USDT:USDT", "-1", margin.Cross},
		{"bybit-uta", "BTC/USD:BTC", "100000", margin.Isolated},
		{"dydx-v3", "BTC/USDC:USDC", "1", margin.Cross},
		{"dydx-v4", "BTC/USDC:USDC", "-1", margin.Cross},
		{"generic", "BTC/USDT:USDT", "1", margin.Isolated},
		{"gmx-v1", "BTC/USD:USD", "1", margin.Isolated},
		{"gmx-v2", "BTC/USD:USD", "-1", margin.Isolated},
		{"hyperliquid", "BTC/USDC:USDC", "1", margin.Isolated},
	} {
		seen[tt.venue] = true
		t.Run(tt.venue+" "+tt.symbol+" "+tt.size, func(t *testing.T) {
			a := venuePosition(t, tt.venue, tt.symbol, tt.size, tt.kind)
			m := risk.Market{Prices: margin.Prices{"BTC": dec("100000")}, Volatility: map[string]float64{"BTC": 0.6}, Model: risk.GBM}
			r := simulate(t, a, m, week(1<<13, 11))
			price := r.Margin[0].Positions[0].LiquidationPrice
			require.True(t, price.Valid)
			barrier, _ := price.Decimal.DivRound(decimal.NewFromInt(100000), 20).Float64()
			want := hit(barrier, 0.6, 7.0/365)
			require.Greater(t, want, 0.01)
			requireWithin(t, want, r.Liquidation.Any)
		})
	}
	for _, name := range venue.Names() {
		require.True(t, seen[name], "%s is simulated", name)
	}
}

// GMX v2 collateral in another token moves the trigger: 2 ETH at 5000 behind one BTC at
// 100000. Both assets' fall liquidates, so it is likelier than with cash.
func TestSimulate_TokenCollateral(t *testing.T) {
	a := venuePosition(t, "gmx-v2", "BTC/USD:USD", "1", margin.Isolated)
	m := risk.Market{Prices: margin.Prices{"BTC": dec("100000"), "ETH": dec("5000")}, Volatility: map[string]float64{"BTC": 0.6, "ETH": 0.8},
		Correlation: risk.Correlation{Assets: []string{"BTC", "ETH"}, Matrix: [][]float64{{1, 0.8}, {0.8, 1}}}, Model: risk.GBM}
	cash := simulate(t, a, m, week(1<<16, 4)).Liquidation.Any
	a.Pools[0].Balances = []margin.Holding{{Asset: "ETH", Amount: dec("2")}}
	token := simulate(t, a, m, week(1<<16, 4)).Liquidation.Any
	require.Greater(t, token.Value, cash.Value+4*(token.StdErr+cash.StdErr))
}
