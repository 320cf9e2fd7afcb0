package risk_test

import (
	"math"
	"math/rand/v2"
	"strconv"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/montecarlo"
	"github.com/plimsoll-risk/plimsoll/risk"
	"github.com/plimsoll-risk/plimsoll/risk/margin"
)

// tiers is a convex schedule with edges that random positions straddle.
func tiers(t testing.TB) margin.Schedule {
	t.Helper()
	s, err := margin.NewSchedule([]margin.Tier{
		{MaxNotional: dec("5000"), MaintenanceMarginFraction: dec("0.004"), MaxLeverage: dec("100")},
		{MinNotional: dec("5000"), MaxNotional: dec("50000"), MaintenanceMarginFraction: dec("0.01"), MaxLeverage: dec("50")},
		{MinNotional: dec("50000"), MaxNotional: dec("1000000"), MaintenanceMarginFraction: dec("0.05"), MaxLeverage: dec("10")},
		{MinNotional: dec("1000000"), MaintenanceMarginFraction: dec("0.125")},
	})
	require.NoError(t, err)
	return s
}

// randomAccount draws a pool of up to six positions over three coins, settled in
// USDT or in a USDC that moves, with a coin among the balances.
func randomAccount(t testing.TB, rng *rand.Rand) (margin.Account, risk.Market) {
	t.Helper()
	number := func(low, high float64) decimal.Decimal {
		return decimal.NewFromFloat(math.Exp(math.Log(low) + rng.Float64()*math.Log(high/low))).Truncate(12)
	}
	m := risk.Market{Prices: margin.Prices{}, Volatility: map[string]float64{"USDC": 0.02}, Model: risk.GBM}
	m.Prices["USDC"] = number(0.97, 1.03)
	coins := []string{"BTC", "ETH", "PEPE", "USDC"}
	for i, c := range coins[:3] {
		m.Prices[c] = number([]float64{2e4, 500, 1e-6}[i], []float64{2e5, 8000, 1e-4}[i])
		m.Volatility[c] = 0.3 + rng.Float64()
	}
	m.Correlation.Assets = coins
	for i := range coins {
		m.Correlation.Matrix = append(m.Correlation.Matrix, []float64{0.5, 0.5, 0.5, 0.5})
		m.Correlation.Matrix[i][i] = 1
	}
	p := pool("cross", margin.Cross, number(1, 1e6).String())
	p.Balances = append(p.Balances, margin.Holding{Asset: coins[rng.IntN(3)], Amount: number(1e-6, 1e-2)})
	quote := []string{"USDT", "USDC"}[rng.IntN(2)]
	for range 1 + rng.IntN(6) {
		coin := coins[rng.IntN(3)]
		if rng.IntN(4) == 0 {
			p.Positions = append(p.Positions, inversePosition(t, rng, coin, quote, m, number))
			continue
		}
		name := map[string]string{"BTC": "BTC", "ETH": "ETH", "PEPE": "1000PEPE"}[coin] + "/" + quote + ":" + quote
		s := symbol(t, name)
		unit := m.Prices[coin].Mul(s.Multiplier)
		size := number(100, 3e6).DivRound(unit, 9)
		if rng.IntN(2) == 0 {
			size = size.Neg()
		}
		q := margin.Position{Symbol: s, Size: size, EntryPrice: unit.Mul(number(0.7, 1.4)).Round(15), Leverage: dec("5"), Schedule: tiers(t)}
		if rng.IntN(3) == 0 {
			q.MarkPrice = unit.Mul(number(0.99, 1.01)).Round(15)
		}
		q.Terms = randomTerms(rng)
		p.Positions = append(p.Positions, q)
	}
	if rng.IntN(3) == 0 {
		lendTo(t, rng, &p, coins[rng.IntN(3)], number)
	}
	return account(p), m
}

// lendTo adds a debt, and a ratio and threshold to every balance.
func lendTo(t testing.TB, rng *rand.Rand, p *margin.Pool, coin string, number func(low, high float64) decimal.Decimal) {
	t.Helper()
	p.Debts = []margin.Debt{{Asset: coin, Amount: number(1e-6, 1e-2), MaintenanceMarginFraction: number(0.01, 0.2)}}
	for _, b := range p.Balances {
		ratio, err := margin.NewCollateralRatio([]margin.RatioTier{{MaxQuantity: dec("0.001"), Ratio: dec("0.98")}, {MinQuantity: dec("0.001"), Ratio: number(0.1, 0.9)}})
		require.NoError(t, err)
		p.Collateral = append(p.Collateral, margin.Collateral{Asset: b.Asset, Ratio: ratio, LiquidationThreshold: decimal.NewNullDecimal(number(0.5, 0.9))})
	}
}

// randomTerms draws where margins are taken and what closing costs.
func randomTerms(rng *rand.Rand) margin.Terms {
	return margin.Terms{
		InitialAt:     margin.Basis(rng.IntN(3)),
		MaintenanceAt: margin.Basis(rng.IntN(3)),
		CloseFee:      margin.CloseFee{On: margin.FeeBasis(rng.IntN(4)), Rate: dec("0.00055")},
		Costs:         margin.Costs{Accrued: dec("0.25"), Impact: dec("-3"), ImpactFloor: dec("0.001")},
		Floor:         margin.Floor{Amount: dec("90"), Fees: margin.FloorFees(rng.IntN(2))},
	}
}

// inversePosition is a position settled in its coin, sized in contracts of ten.
func inversePosition(t testing.TB, rng *rand.Rand, coin, quote string, m risk.Market, number func(low, high float64) decimal.Decimal) margin.Position {
	q := margin.Position{Symbol: symbol(t, coin+"/"+quote+":"+coin), Leverage: dec("5"), Schedule: tiers(t), Terms: randomTerms(rng)}
	q.Terms.ContractSize = dec("10")
	unit, ok := m.Prices[quote]
	if !ok {
		unit = dec("1")
	}
	mark := m.Prices[coin].DivRound(unit, 15)
	q.EntryPrice = mark.Mul(number(0.7, 1.4)).Round(15)
	if q.Size = number(1, 1e5); rng.IntN(2) == 0 {
		q.Size = q.Size.Neg()
	}
	if rng.IntN(3) == 0 {
		q.MarkPrice = mark.Mul(number(0.99, 1.01)).Round(15)
	}
	return q
}

// magnitude is the sum of the absolute values of a boundary's terms at x.
func magnitude(b montecarlo.Boundary, x []float64) float64 {
	sum := 0.0
	for _, t := range b.Terms {
		sum += math.Abs(montecarlo.Boundary{Terms: []montecarlo.Term{t}}.Excess(x))
	}
	for _, t := range b.Tables {
		sum += math.Abs(montecarlo.Boundary{Tables: []montecarlo.Table{t}}.Excess(x))
	}
	return sum
}

// TestKernel_Decimal compares the decimal and the float64 excess of random
// accounts at the current and at moved prices: equal to 1e-12 of the sum of |terms|.
func TestKernel_Decimal(t *testing.T) {
	for seed := range uint64(300) {
		checkKernel(t, seed)
	}
}

func FuzzKernel(f *testing.F) {
	for seed := range uint64(10) {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, seed uint64) { checkKernel(t, seed) })
}

func checkKernel(t *testing.T, seed uint64) {
	rng := rand.New(rand.NewPCG(seed, 7))
	a, m := randomAccount(t, rng)
	checkExcess(t, a, m, rng, seed)
}

// checkExcess compares the two excesses of an account of one pool at today's prices and at three draws of moved ones.
func checkExcess(t *testing.T, a margin.Account, m risk.Market, rng *rand.Rand, seed uint64) {
	t.Helper()
	boundaries, assets := risk.Compiled(a, m, risk.Simulation{HorizonHours: 8760, Paths: 2})
	require.Len(t, boundaries, 1)
	x := make([]float64, len(assets))
	for range 4 {
		moved := margin.Prices{}
		for asset, p := range m.Prices {
			moved[asset] = p
		}
		for i, asset := range assets {
			if factor := math.Exp(x[i]); factor != 1 {
				f, err := decimal.NewFromString(strconv.FormatFloat(factor, 'g', 17, 64))
				require.NoError(t, err)
				moved[asset] = m.Prices[asset].Mul(f)
			}
		}
		b := a
		b.Pools = []margin.Pool{a.Pools[0]}
		b.Pools[0].Positions = append([]margin.Position(nil), a.Pools[0].Positions...)
		for i, q := range b.Pools[0].Positions {
			if !q.MarkPrice.IsZero() {
				// A mark of its own moves with the base; it is in the quote asset, so a move of
				// that has to be taken out again.
				unit, _ := a.Price(m.Prices, q.Symbol.Quote)
				now, _ := a.Price(moved, q.Symbol.Quote)
				base := moved[q.Symbol.Base].DivRound(m.Prices[q.Symbol.Base], 40)
				b.Pools[0].Positions[i].MarkPrice = q.MarkPrice.Mul(base).Mul(unit).DivRound(now, 40)
			}
		}
		s := b.Assess(moved)[0]
		want, _ := s.Equity.Sub(s.MaintenanceMargin).Float64()
		got := boundaries[0].Excess(x)
		// At a tier's edge either side gives the same margin: schedules are continuous.
		require.InDelta(t, want, got, 1e-12*magnitude(boundaries[0], x), "seed %d at %v", seed, x)
		for i := range x {
			x[i] = 0.2 * rng.NormFloat64()
		}
	}
}

// TestKernel_LiquidationPrice checks that the kernel's excess is zero where the
// decimal liquidation price is: at most 1e-12 of the sum of |terms|.
func TestKernel_LiquidationPrice(t *testing.T) {
	checked := 0
	for seed := range uint64(300) {
		a, m := randomAccount(t, rand.New(rand.NewPCG(seed, 8)))
		checked += checkLiquidationPrices(t, a, m, seed)
	}
	require.Greater(t, checked, 300)
}

// checkLiquidationPrices checks the excess at the liquidation price of every position of an account of one pool,
// and returns how many there are.
func checkLiquidationPrices(t *testing.T, a margin.Account, m risk.Market, seed uint64) (checked int) {
	t.Helper()
	boundaries, assets := risk.Compiled(a, m, risk.Simulation{HorizonHours: 8760, Paths: 2})
	state := a.Assess(m.Prices)[0]
	for i, p := range state.Positions {
		if !p.LiquidationPrice.Valid {
			continue
		}
		q := a.Pools[0].Positions[i]
		unit, _ := a.Price(m.Prices, q.Symbol.Quote)
		mark := q.MarkPrice.Mul(unit)
		if mark.IsZero() {
			mark = m.Prices[q.Symbol.Base].Mul(q.Symbol.Multiplier)
		}
		factor, _ := p.LiquidationPrice.Decimal.Mul(unit).DivRound(mark, 40).Float64()
		x := make([]float64, len(assets))
		for j, asset := range assets {
			if asset == q.Symbol.Base {
				x[j] = math.Log(factor)
			}
		}
		if math.Abs(math.Log(factor)) > 12*0.3 {
			continue // beyond 12 standard deviations the kernel carries no tiers
		}
		require.InDelta(t, 0, boundaries[0].Excess(x), 1e-12*magnitude(boundaries[0], x), "seed %d position %d", seed, i)
		checked++
	}
	return checked
}
