package margin_test

import (
	"testing"

	"github.com/plimsoll-risk/plimsoll/risk/margin"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"
)

const btc = "BTC/USDT:USDT"

// Every want is solved by hand from equity = maintenance (or = 0); the equation
// stands beside it, with p the mark.
func TestAssess_LiquidationPrice(t *testing.T) {
	for _, tt := range []struct {
		name, balance, size, entry, fraction, liquidation, bankruptcy string
	}{
		// 20 + p - 100 = .01 p
		{"long", "20", "1", "100", "0.01", "80.80808080808080808080808081", "80"},
		// 20 + 100 - p = .01 p
		{"short", "20", "-1", "100", "0.01", "118.8118811881188118811881188", "120"},
		{"long, no maintenance", "20", "1", "100", "0", "80", "80"},
		// p = .01 p has no positive solution, nor has p + 1 = .01 p
		{"fully collateralised long", "100", "1", "100", "0.01", "", ""},
		{"over-collateralised long", "101", "1", "100", "0.01", "", ""},
		// p - 120 = .01 p: already bankrupt, and the price is above the mark
		{"bankrupt long", "-20", "1", "100", "0.01", "121.2121212121212121212121212", "120"},
		// -150 + 100 - p < 0 for every p
		{"short that nothing saves", "-150", "-1", "100", "0.01", "", ""},
		// 1 + p - 100 = .01 p
		{"equity = maintenance at the mark", "1", "1", "100", "0.01", "100", "99"},
		{"equity = 0 at the mark", "0", "1", "100", "0.01", "101.0101010101010101010101010", "100"},
		{"tiny size", "2e-29", "1e-30", "100", "0.01", "80.80808080808080808080808081", "80"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a := cross("USDT", tt.balance, position(t, btc, tt.size, tt.entry, tt.fraction))
			p := a.Assess(margin.Prices{"BTC": dec("100")})[0].Positions[0]
			for _, c := range []struct {
				want string
				got  decimal.NullDecimal
			}{{tt.liquidation, p.LiquidationPrice}, {tt.bankruptcy, p.BankruptcyPrice}} {
				if c.want == "" {
					requireNoPrice(t, c.got)
					continue
				}
				requireDecimal(t, c.want, c.got.Decimal)
			}
		})
	}
}

// At 100000 the notional is in the third tier, at the liquidation price in the
// second: 600000 + 10p - 1000000 = .005*10p - 300.
func TestAssess_TierAtLiquidationPrice(t *testing.T) {
	p := position(t, btc, "10", "100000", "0")
	p.Schedule = schedule(t, btcTiers())
	s := cross("USDT", "600000", p).Assess(margin.Prices{"BTC": dec("100000")})[0]
	requireDecimal(t, "5000", s.MaintenanceMargin) // 1000000*.0065 - 1500
	requireDecimal(t, "40170.85427135678391959798995", s.Positions[0].LiquidationPrice.Decimal)
}

// twoSided is a book with a long and a short leg whose maintenance outgrows its
// equity on the way up. With a free lower tier to 225 and .8 above, equity
// 100 + 3(p-100) - (p-100) = 2p - 100 is zero at 50, and
// 2p - 100 = .8*3p - 180 at p = 200.
func twoSided(t *testing.T) margin.Account {
	s := schedule(t, []margin.Tier{{MaxNotional: dec("225")},
		{MinNotional: dec("225"), MaintenanceMarginFraction: dec("0.8")}})
	long, short := position(t, btc, "3", "100", "0"), position(t, btc, "-1", "100", "0")
	long.Schedule, short.Schedule = s, s
	return cross("USDT", "100", long, short)
}

func TestAssess_TwoLiquidationPrices(t *testing.T) {
	for _, tt := range []struct{ name, mark, want string }{
		{"nearer to the lower one", "99", "50"},
		{"tie takes the lower one", "100", "50"},
		{"nearer to the upper one", "101", "200"},
		{"below both", "20", "50"},
		{"above both", "1000", "200"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := twoSided(t).Assess(margin.Prices{"BTC": dec(tt.mark)})[0]
			for _, p := range s.Positions {
				requireDecimal(t, tt.want, p.LiquidationPrice.Decimal)
				requireDecimal(t, "50", p.BankruptcyPrice.Decimal)
			}
		})
	}
}

// Equity 10 does not move; maintenance is .01*2p: both legs go at p = 500.
func TestAssess_HedgeLegsShareOnePrice(t *testing.T) {
	s := cross("USDT", "10", position(t, btc, "1", "100", "0.01"), position(t, btc, "-1", "100", "0.01")).
		Assess(margin.Prices{"BTC": dec("100")})[0]
	requireDecimal(t, "2", s.MaintenanceMargin)
	for _, p := range s.Positions {
		requireDecimal(t, "500", p.LiquidationPrice.Decimal)
		requireNoPrice(t, p.BankruptcyPrice)
	}
}

// Equity is 0 at every price, and so is maintenance: both prices are the mark.
func TestAssess_NothingMoves(t *testing.T) {
	p := cross("USDT", "0", position(t, btc, "1", "100", "0"), position(t, btc, "-1", "100", "0")).
		Assess(margin.Prices{"BTC": dec("123")})[0].Positions[0]
	requireDecimal(t, "123", p.LiquidationPrice.Decimal)
	requireDecimal(t, "123", p.BankruptcyPrice.Decimal)
}

// In pools of their own the legs have prices of their own (TestAssess_LiquidationPrice).
func TestAssess_IsolatedHedgeLegs(t *testing.T) {
	a := cross("USDT", "20", position(t, btc, "1", "100", "0.01"))
	a.Pools = append(a.Pools, cross("USDT", "20", position(t, btc, "-1", "100", "0.01")).Pools...)
	s := a.Assess(margin.Prices{"BTC": dec("100")})
	requireDecimal(t, "80.80808080808080808080808081", s[0].Positions[0].LiquidationPrice.Decimal)
	requireDecimal(t, "118.8118811881188118811881188", s[1].Positions[0].LiquidationPrice.Decimal)
}

// Two symbols on one coin move together, each from its own mark: 1000 units of
// 1000PEPE at .1 are worth 100, a million PEPE at a mark of .00011 are worth 110.
// 42 + (100 + 110)f - 200 = 0 at f = 158/210.
func TestAssess_SymbolsOnOneBaseMoveTogether(t *testing.T) {
	a, b := position(t, "1000PEPE/USDT:USDT", "1000", "0.1", "0"), position(t, "PEPE/USDC:USDC", "1000000", "0.0001", "0")
	b.MarkPrice = dec("0.00011")
	s := cross("USDT", "42", a, b).Assess(margin.Prices{"PEPE": dec("0.0001"), "USDC": dec("1")})[0]
	requireNear(t, dec("0.0752380952380952380952380952381"), s.Positions[0].LiquidationPrice.Decimal, dec("1e-27"))
	requireNear(t, dec("0.0000827619047619047619047619047619"), s.Positions[1].LiquidationPrice.Decimal, dec("1e-27"))
}

// Collateral in the base falls with it: p + p - 100 = .01p.
func TestAssess_CollateralInTheBase(t *testing.T) {
	a := cross("USDT", "0", position(t, btc, "1", "100", "0.01"))
	a.Pools[0].Balances = []margin.Holding{{Asset: "BTC", Amount: dec("1")}}
	p := a.Assess(margin.Prices{"BTC": dec("100")})[0].Positions[0]
	requireDecimal(t, "50.25125628140703517587939698", p.LiquidationPrice.Decimal)
	requireDecimal(t, "50", p.BankruptcyPrice.Decimal)
}

// The unit of account cancels, even if it is the base itself: one BTC is 100 USDT in each.
func TestAssess_LiquidationPriceInAnyCurrency(t *testing.T) {
	for _, tt := range []struct {
		currency string
		prices   margin.Prices
	}{
		{"USDT", margin.Prices{"BTC": dec("100")}},
		{"USD", margin.Prices{"BTC": dec("98"), "USDT": dec("0.98")}},
		{"BTC", margin.Prices{"USDT": dec("0.01")}},
		{"USDT", margin.Prices{"BTC": dec("200"), "USDT": dec("2")}},
	} {
		t.Run(tt.currency, func(t *testing.T) {
			a := cross(tt.currency, "0", position(t, btc, "1", "100", "0.01"))
			a.Pools[0].Balances = []margin.Holding{{Asset: "USDT", Amount: dec("20")}}
			require.NoError(t, a.Validate(tt.prices))
			p := a.Assess(tt.prices)[0].Positions[0]
			requireDecimal(t, "80.80808080808080808080808081", p.LiquidationPrice.Decimal)
			requireDecimal(t, "80", p.BankruptcyPrice.Decimal)
		})
	}
}

// BTC is the base of one position and the quote asset of another. With b its
// price and ETH at 5: 10 b (balance) + b - 100 (long) + 100*5 - 100*.04 b = .01 b + .01*500,
// so 7 b + 400 = .01 b + 5 has no solution; short of 1000 ETH:
// 10 b + b - 100 - 1000*5 + 1000*.04 b = .01 b + 50, b = 5150/50.99.
func TestAssess_BaseIsQuoteElsewhere(t *testing.T) {
	for _, tt := range []struct{ name, size, want string }{
		{"long ETH/BTC", "100", ""},
		{"short ETH/BTC", "-1000", "101.0001961168856638556579722"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a := cross("USDT", "0", position(t, btc, "1", "100", "0.01"), position(t, "ETH/BTC:BTC", tt.size, "0.04", "0.01"))
			a.Pools[0].Balances = []margin.Holding{{Asset: "BTC", Amount: dec("10")}}
			got := a.Assess(margin.Prices{"BTC": dec("100"), "ETH": dec("5")})[0].Positions[0].LiquidationPrice
			if tt.want == "" {
				requireNoPrice(t, got)
				return
			}
			requireDecimal(t, tt.want, got.Decimal)
		})
	}
}
