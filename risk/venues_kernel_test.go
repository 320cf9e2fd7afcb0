package risk_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/risk"
	"github.com/plimsoll-risk/plimsoll/risk/margin"
	"github.com/plimsoll-risk/plimsoll/risk/margin/venue"
)

// venueAccount draws a pool by a preset's own rules: positions on what it lists, or on two coins under tiers of
// ours where it lists nothing, against balances and debts in what it takes. Quantums are left out: prices and
// simulations do without.
func venueAccount(t testing.TB, rng *rand.Rand, name string) (margin.Account, risk.Market) {
	t.Helper()
	v, ok := venue.Get(name)
	require.True(t, ok, name)
	number := func(low, high float64) decimal.Decimal {
		return decimal.NewFromFloat(math.Exp(math.Log(low) + rng.Float64()*math.Log(high/low))).Truncate(12)
	}
	m := risk.Market{Prices: margin.Prices{}, Volatility: map[string]float64{}, Model: risk.GBM}
	price := func(asset string) {
		if _, ok := m.Prices[asset]; !ok {
			m.Prices[asset], m.Volatility[asset] = number(0.01, 1e5), 0.3+rng.Float64()
			m.Correlation.Assets = append(m.Correlation.Assets, asset)
		}
	}
	kind := margin.Cross
	if v.Pools == venue.IsolatedOnly {
		kind = margin.Named
	}
	p := margin.Pool{Name: name, Kind: kind, Trigger: v.Trigger, Thresholds: v.Thresholds()}
	for _, symbol := range venueSymbols(rng, v) {
		s, err := margin.ParseSymbol(symbol)
		require.NoError(t, err)
		price(s.Base)
		terms := v.Terms(s, kind)
		terms.Rounding = margin.Rounding{}
		schedule, ok := v.Schedule(s)
		if !ok {
			schedule = tiers(t)
		}
		price(s.Quote)
		worth := m.Prices[s.Base].Mul(s.Multiplier).DivRound(m.Prices[s.Quote], 15)
		size := number(100, 3e6).DivRound(worth, 9)
		if s.Inverse() {
			size = number(10, 1e5)
		}
		if rng.IntN(2) == 0 {
			size = size.Neg()
		}
		q := margin.Position{Symbol: s, Size: size, EntryPrice: worth.Mul(number(0.7, 1.4)).Round(15), Leverage: dec("5"), Schedule: schedule, Terms: terms}
		if rng.IntN(3) == 0 {
			q.MarkPrice = worth.Mul(number(0.99, 1.01)).Round(15)
		}
		p.Positions = append(p.Positions, q)
	}
	taken := v.Reserves()
	if len(taken) == 0 {
		taken = []string{"USDC", "ETH"}
	}
	rng.Shuffle(len(taken), func(i, j int) { taken[i], taken[j] = taken[j], taken[i] })
	mode := ""
	if modes := v.Modes(); len(modes) > 0 && rng.IntN(2) == 0 {
		mode = modes[0]
	}
	for _, asset := range taken[:min(2, len(taken))] {
		price(asset)
		p.Balances = append(p.Balances, margin.Holding{Asset: asset, Amount: number(1e3, 1e6).DivRound(m.Prices[asset], 9)})
		if r, ok := v.Reserve(asset, mode); ok {
			p.Collateral = append(p.Collateral, r.Collateral())
		}
	}
	if v.Pools == venue.LendingOnly || rng.IntN(3) == 0 {
		price("DAI")
		p.Debts = []margin.Debt{{Asset: "DAI", Amount: number(1e2, 1e6).DivRound(m.Prices["DAI"], 9)}}
	}
	for i := range m.Correlation.Assets {
		row := make([]float64, len(m.Correlation.Assets))
		for j := range row {
			row[j] = 0.5
		}
		row[i] = 1
		m.Correlation.Matrix = append(m.Correlation.Matrix, row)
	}
	return margin.Account{Currency: "EUR", PositionMode: margin.Hedge, Pools: []margin.Pool{p}}, m
}

// venueSymbols draws one to three symbols that the venue has.
func venueSymbols(rng *rand.Rand, v venue.Venue) []string {
	var from []string
	switch {
	case v.Pools == venue.LendingOnly:
		return nil
	case len(v.Symbols()) > 0:
		from = v.Symbols()
	case len(v.Markets()) > 0:
		for _, name := range v.Markets() {
			if _, err := margin.ParseSymbol(name); err == nil {
				from = append(from, name)
			}
		}
	case v.Name == "binance-coinm":
		from = []string{"BTC/USD:BTC", "ETH/USD:ETH", "SOL/USD:SOL"}
	case v.Name == "bybit-uta":
		from = []string{"BTC/USDT:USDT", "BTC/USD:BTC", "ETH/USDT:USDT"}
	default:
		from = []string{"BTC/USD:USD", "ETH/USD:USD", "1000PEPE/USD:USD"}
	}
	seen, out := map[string]bool{}, []string(nil)
	for range 1 + rng.IntN(3) {
		if s := from[rng.IntN(len(from))]; !seen[s] {
			seen[s], out = true, append(out, s)
		}
	}
	return out
}

// TestKernel_Venues compares the decimal and the float64 excess of random accounts of every preset at current and
// moved prices: equal to 1e-12 of the sum of |terms|. And it is zero at every liquidation price.
func TestKernel_Venues(t *testing.T) {
	for _, name := range venue.Names() {
		t.Run(name, func(t *testing.T) {
			priced := 0
			for seed := range uint64(60) {
				a, m := venueAccount(t, rand.New(rand.NewPCG(seed, 17)), name)
				require.NoError(t, a.Validate(m.Prices), "seed %d", seed)
				checkExcess(t, a, m, rand.New(rand.NewPCG(seed, 18)), seed)
				priced += checkLiquidationPrices(t, a, m, seed)
			}
			require.True(t, priced > 10 || name == "aave-v3-ethereum", "%d liquidation prices checked", priced)
		})
	}
}

func FuzzKernel_Venues(f *testing.F) {
	for i := range venue.Names() {
		f.Add(uint64(1), uint8(i))
	}
	f.Fuzz(func(t *testing.T, seed uint64, which uint8) {
		names := venue.Names()
		a, m := venueAccount(t, rand.New(rand.NewPCG(seed, 17)), names[int(which)%len(names)])
		checkExcess(t, a, m, rand.New(rand.NewPCG(seed, 18)), seed)
	})
}
