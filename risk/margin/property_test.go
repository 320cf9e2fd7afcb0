package margin_test

import (
	"math/rand/v2"
	"testing"

	"github.com/plimsoll-risk/plimsoll/risk/margin"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"
)

// book is a random pool: up to eight positions on three coins, two quote assets
// and BTC as a quote, some inverse, tiered or flat, margins at mark or entry, with
// and without close fees, with collateral in several assets, in some books at ratios
// and thresholds, and debts.
func book(t testing.TB, seed uint64) (margin.Account, margin.Prices) {
	t.Helper()
	r := rand.New(rand.NewPCG(seed, 1))
	amount := func(most int64, exp int32) decimal.Decimal { return decimal.New(1+r.Int64N(most), exp) }
	signed := func(d decimal.Decimal) decimal.Decimal {
		if r.IntN(2) == 0 {
			return d.Neg()
		}
		return d
	}
	prices := margin.Prices{"BTC": amount(99999, -1), "ETH": amount(99999, -2), "PEPE": amount(99999, -9), "USDC": amount(200, -2)}
	symbols := []string{btc, "BTC/USDC:USDC", "ETH/USDT:USDT", "ETH/BTC:BTC", "1000PEPE/USDT:USDT", "PEPE/USDC:USDC", "BTC/USDC:BTC", "ETH/USDT:ETH"}
	a := cross("USDT", "0")
	p := &a.Pools[0]
	p.Balances = []margin.Holding{{Asset: "USDT", Amount: signed(amount(1000000, -1))},
		{Asset: "BTC", Amount: signed(amount(100, -1))}, {Asset: "USDC", Amount: amount(100000, 0)}}
	for range 1 + r.IntN(8) {
		s := sym(t, symbols[r.IntN(len(symbols))])
		unit, ok := prices[s.Quote]
		if !ok {
			unit = dec("1")
		}
		mark := prices[s.Base].Mul(s.Multiplier).DivRound(unit, 12)
		worth := amount(500000, 0)
		size := signed(worth.DivRound(mark.Mul(unit), 6).Add(dec("0.000001")))
		entry := mark.Mul(amount(400, -2)).Add(dec("1e-12")).Round(12)
		q := margin.Position{Symbol: s, Size: size, EntryPrice: entry, Schedule: steep(t, r), Terms: margin.Terms{
			InitialAt:     margin.Basis(r.IntN(3)),
			MaintenanceAt: margin.Basis(r.IntN(3)),
			CloseFee:      margin.CloseFee{On: margin.FeeBasis(r.IntN(4)), Rate: dec("0.00055")},
		}}
		if q.Terms.MaintenanceAt == margin.AtEntry {
			q.Terms.Floor = margin.Floor{Amount: amount(50000, -2), Fees: margin.FloorFees(r.IntN(2))}
			q.Terms.Costs = margin.Costs{Accrued: amount(20000, -3), Impact: amount(20000, -3).Neg(), ImpactFloor: dec("0.001")}
		}
		if s.Inverse() {
			q.Terms.ContractSize = dec("10")
			q.Size = signed(worth.DivRound(unit.Mul(dec("10")), 6).Add(dec("0.000001")))
		}
		p.Positions = append(p.Positions, q)
	}
	if r.IntN(2) == 0 {
		lend(t, r, p)
	}
	return a, prices
}

// lend adds debts to a pool, and ratios and thresholds to its balances.
func lend(t testing.TB, r *rand.Rand, p *margin.Pool) {
	for _, asset := range []string{"ETH", "USDC"} {
		p.Debts = append(p.Debts, margin.Debt{Asset: asset, Amount: decimal.New(1+r.Int64N(99999), -3), MaintenanceMarginFraction: decimal.New(r.Int64N(20), -2)})
	}
	for _, asset := range []string{"USDT", "BTC", "USDC"} {
		edge, share := decimal.New(1+r.Int64N(50), -1), decimal.New(r.Int64N(101), -2)
		ratio, err := margin.NewCollateralRatio([]margin.RatioTier{
			{MaxQuantity: edge, Ratio: decimal.New(r.Int64N(101), -2)}, {MinQuantity: edge, Ratio: decimal.New(r.Int64N(101), -2)}})
		require.NoError(t, err)
		p.Collateral = append(p.Collateral, margin.Collateral{Asset: asset, Ratio: ratio, LiquidationThreshold: decimal.NewNullDecimal(share), LoanToValue: decimal.NewNullDecimal(share)})
	}
}

// steep is a schedule whose upper tiers are high enough for a hedged book to be
// liquidated on either side.
func steep(t testing.TB, r *rand.Rand) margin.Schedule {
	t.Helper()
	rate, edge := decimal.New(r.Int64N(200), -4), decimal.Decimal{}
	var tiers []margin.Tier
	for range 1 + r.IntN(5) {
		next := edge.Add(decimal.NewFromInt(1 + r.Int64N(300000)))
		tiers = append(tiers, margin.Tier{MinNotional: edge, MaxNotional: next, MaintenanceMarginFraction: rate})
		edge, rate = next, rate.Add(decimal.New(r.Int64N(2000), -4))
	}
	return schedule(t, tiers)
}

// excessAt returns the pool's excess, and the sum of the absolute values of its
// terms, at other prices.
func excessAt(a margin.Account, prices margin.Prices) (excess, terms decimal.Decimal) {
	s := a.Assess(prices)[0]
	for _, h := range s.Assets {
		terms = terms.Add(h.Value.Abs())
	}
	for _, p := range s.Positions {
		cost := p.Notional.Mul(decimal.NewFromInt(int64(p.Size.Sign()))).Sub(p.UnrealizedPnL)
		terms = terms.Add(p.Notional).Add(cost.Abs()).Add(p.MaintenanceMargin.Abs())
	}
	return s.Equity.Sub(s.MaintenanceMargin), terms
}

// with returns prices with one changed.
func with(prices margin.Prices, asset string, price decimal.Decimal) margin.Prices {
	changed := make(margin.Prices, len(prices))
	for a, p := range prices {
		changed[a] = p
	}
	changed[asset] = price
	return changed
}

// The excess is zero at the reported price, to 1e-12 of the sum of its terms as
// promised (1e-24 in fact), and nowhere nearer to the mark; where no price is
// reported it has one sign throughout.
func FuzzAssess_LiquidationPrice(f *testing.F) {
	for seed := range uint64(300) {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, seed uint64) {
		a, prices := book(t, seed)
		now, _ := excessAt(a, prices)
		for i, p := range a.Assess(prices)[0].Positions {
			s := a.Pools[0].Positions[i].Symbol
			mark := prices[s.Base]
			steps := []string{"1e-9", "0.001", "0.1", "0.5", "0.9", "0.99", "1.01", "1.1", "2", "10", "1000", "1e9"}
			inside := func(decimal.Decimal) bool { return true }
			if p.LiquidationPrice.Valid {
				unit, _ := a.Price(prices, s.Quote)
				zero := p.LiquidationPrice.Decimal.Mul(unit).DivRound(s.Multiplier, 60)
				excess, terms := excessAt(a, with(prices, s.Base, zero))
				require.True(t, excess.Abs().LessThanOrEqual(terms.Shift(-24)), "excess %s of terms %s", excess, terms)
				low, high := zero, mark.Mul(mark).DivRound(zero, 60)
				if low.GreaterThan(high) {
					low, high = high, low
				}
				inside = func(d decimal.Decimal) bool { return d.GreaterThan(low) && d.LessThan(high) }
			}
			for _, step := range steps {
				price := mark.Mul(dec(step))
				if !inside(price) {
					continue
				}
				excess, _ := excessAt(a, with(prices, s.Base, price))
				require.Equal(t, now.Sign(), excess.Sign(), "%s at %s times its price", s.Base, step)
			}
		}
	})
}

// The excess is zero at the prices of held and owed assets too, and where equity is
// zero the pool is bankrupt.
func FuzzAssess_AssetPrices(f *testing.F) {
	for seed := range uint64(100) {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, seed uint64) {
		a, prices := book(t, seed)
		for _, h := range a.Assess(prices)[0].Assets {
			require.Equal(t, h.LiquidationPrice.Valid, h.NoLiquidation == 0)
			require.Equal(t, h.BankruptcyPrice.Valid, h.NoBankruptcy == 0)
			if h.LiquidationPrice.Valid {
				excess, terms := excessAt(a, with(prices, h.Asset, h.LiquidationPrice.Decimal))
				require.True(t, excess.Abs().LessThanOrEqual(terms.Shift(-24)), "%s: excess %s of terms %s", h.Asset, excess, terms)
			}
			if h.BankruptcyPrice.Valid {
				moved := with(prices, h.Asset, h.BankruptcyPrice.Decimal)
				_, terms := excessAt(a, moved)
				require.True(t, a.Assess(moved)[0].Equity.Abs().LessThanOrEqual(terms.Shift(-24)))
			}
		}
	})
}

// Equity is zero at the bankruptcy price.
func FuzzAssess_BankruptcyPrice(f *testing.F) {
	for seed := range uint64(100) {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, seed uint64) {
		a, prices := book(t, seed)
		for i, p := range a.Assess(prices)[0].Positions {
			if !p.BankruptcyPrice.Valid {
				continue
			}
			s := a.Pools[0].Positions[i].Symbol
			unit, _ := a.Price(prices, s.Quote)
			moved := with(prices, s.Base, p.BankruptcyPrice.Decimal.Mul(unit).DivRound(s.Multiplier, 60))
			_, terms := excessAt(a, moved)
			require.True(t, a.Assess(moved)[0].Equity.Abs().LessThanOrEqual(terms.Shift(-24)))
		}
	})
}

// Prices, entries and amounts of money times ten: liquidation prices times ten.
// Sizes, money and tier edges times ten: the same prices.
func FuzzAssess_Scaling(f *testing.F) {
	for seed := range uint64(50) {
		f.Add(seed)
	}
	ten := dec("10")
	f.Fuzz(func(t *testing.T, seed uint64) {
		a, prices := book(t, seed)
		a.Pools[0].Balances, a.Pools[0].Debts, a.Pools[0].Collateral = a.Pools[0].Balances[:1], nil, nil // USDT only
		dearer, bigger := a, a
		dearer.Pools, bigger.Pools = []margin.Pool{a.Pools[0]}, []margin.Pool{a.Pools[0]}
		money := []margin.Holding{{Asset: "USDT", Amount: a.Pools[0].Balances[0].Amount.Mul(ten)}}
		dearer.Pools[0].Balances, bigger.Pools[0].Balances = money, money
		dearer.Pools[0].Positions, bigger.Pools[0].Positions = nil, nil
		for _, p := range a.Pools[0].Positions {
			p.Symbol = sym(t, btc)
			tiers := p.Schedule.Tiers()
			for i := range tiers {
				tiers[i].MinNotional, tiers[i].MaxNotional = tiers[i].MinNotional.Mul(ten), tiers[i].MaxNotional.Mul(ten)
				tiers[i].Deduction = decimal.Decimal{}
			}
			q := p
			q.Schedule = schedule(t, tiers)
			c, f := &q.Terms.Costs, &q.Terms.Floor.Amount
			c.Accrued, c.Impact, *f = c.Accrued.Mul(ten), c.Impact.Mul(ten), f.Mul(ten)
			bigger.Pools[0].Positions = append(bigger.Pools[0].Positions, q)
			q.EntryPrice = p.EntryPrice.Mul(ten)
			dearer.Pools[0].Positions = append(dearer.Pools[0].Positions, q)
			bigger.Pools[0].Positions[len(bigger.Pools[0].Positions)-1].Size = p.Size.Mul(ten)
			a.Pools[0].Positions[len(bigger.Pools[0].Positions)-1].Symbol = p.Symbol
		}
		base := a.Assess(prices)[0].Positions
		up := dearer.Assess(with(prices, "BTC", prices["BTC"].Mul(ten)))[0].Positions
		big := bigger.Assess(prices)[0].Positions
		for i := range base {
			require.Equal(t, base[i].LiquidationPrice.Valid, up[i].LiquidationPrice.Valid)
			require.Equal(t, base[i].LiquidationPrice.Valid, big[i].LiquidationPrice.Valid)
			requireDecimal(t, base[i].LiquidationPrice.Decimal.Mul(ten).String(), up[i].LiquidationPrice.Decimal)
			requireDecimal(t, base[i].LiquidationPrice.Decimal.String(), big[i].LiquidationPrice.Decimal)
		}
	})
}
