package margin_test

import (
	"testing"

	"github.com/plimsoll-risk/plimsoll/risk/margin"
	"github.com/stretchr/testify/require"
)

// inverse is a pool with coins and a position of contracts of 100 USD.
func inverse(t testing.TB, coins, contracts, entry, fraction string) margin.Account {
	t.Helper()
	p := position(t, "BTC/USD:BTC", contracts, entry, fraction)
	p.Terms.ContractSize = dec("100")
	return margin.Account{Currency: "USD", Pools: []margin.Pool{{Name: "cross", Kind: margin.Cross,
		Balances: []margin.Holding{{Asset: "BTC", Amount: dec(coins)}}, Positions: []margin.Position{p}}}}
}

// With c coins, n contracts of 100 USD entered at e and a mark of p, in coins:
// equity c + 100 n (1/e - 1/p), maintenance f 100 |n|/p. Solved by hand.
func TestAssess_Inverse(t *testing.T) {
	for _, tt := range []struct {
		name, coins, contracts, entry, fraction, mark string
		equity, maintenance, liquidation, bankruptcy  string // the first two in USD
	}{
		// .1 + 20000/40000 = .6 coins; 20000 (1 + .005)/p = .6
		{"long at entry", "0.1", "200", "40000", "0.005", "40000", "4000", "100", "33500", "33333.33333333333333333333333"},
		// a long gains 20000 (1/40000 - 1/50000) = .1 coins
		{"long in profit", "0.1", "200", "40000", "0.005", "50000", "10000", "100", "33500", "33333.33333333333333333333333"},
		// .6 - 20000/40000 + 20000/p = .005*20000/p, so -.1 = ... has no positive solution: a hedge
		{"short that the coins hedge", "0.6", "-200", "40000", "0.005", "40000", "24000", "100", "", ""},
		// .1 - .5 + 20000/p = 100/p: p = 19900/.4; 20000/.4
		{"short at entry", "0.1", "-200", "40000", "0.005", "40000", "4000", "100", "49750", "50000"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a := inverse(t, tt.coins, tt.contracts, tt.entry, tt.fraction)
			prices := margin.Prices{"BTC": dec(tt.mark)}
			require.NoError(t, a.Validate(prices))
			s := a.Assess(prices)[0]
			requireDecimal(t, tt.equity, s.Equity)
			requireDecimal(t, tt.maintenance, s.MaintenanceMargin)
			requireDecimal(t, "20000", s.Positions[0].Notional)
			if tt.liquidation == "" {
				requireNoPrice(t, s.Positions[0].LiquidationPrice)
				requireNoPrice(t, s.Positions[0].BankruptcyPrice)
				return
			}
			requireDecimal(t, tt.liquidation, s.Positions[0].LiquidationPrice.Decimal)
			requireDecimal(t, tt.bankruptcy, s.Positions[0].BankruptcyPrice.Decimal)
		})
	}
}

// The same account in coins has the same prices, and one in dollars with a mark of
// its own that price's.
func TestAssess_InverseCurrency(t *testing.T) {
	a := inverse(t, "0.1", "200", "40000", "0.005")
	a.Currency = "BTC"
	prices := margin.Prices{"USD": dec("0.000025")}
	require.NoError(t, a.Validate(prices))
	s := a.Assess(prices)[0]
	requireDecimal(t, "0.1", s.Equity)
	requireDecimal(t, "0.0025", s.MaintenanceMargin)
	requireDecimal(t, "33500", s.Positions[0].LiquidationPrice.Decimal)
	a.Currency, a.Pools[0].Positions[0].MarkPrice = "USD", dec("50000")
	s = a.Assess(margin.Prices{"BTC": dec("40000")})[0]
	// .1 + 20000 (1/40000 - 1/50000) = .2 coins of 40000, maintenance .005*.4
	requireDecimal(t, "8000", s.Equity)
	requireDecimal(t, "80", s.MaintenanceMargin)
	requireDecimal(t, "33500", s.Positions[0].LiquidationPrice.Decimal)
}

// Tiers of an inverse contract are in coins: 2.5 % of what is above 1 coin.
func TestAssess_InverseTiers(t *testing.T) {
	a := inverse(t, "1", "1000", "50000", "0")
	a.Pools[0].Positions[0].Schedule = schedule(t, []margin.Tier{{MaxNotional: dec("1")}, {MinNotional: dec("1"), MaintenanceMarginFraction: dec("0.025")}})
	s := a.Assess(margin.Prices{"BTC": dec("50000")})[0]
	requireDecimal(t, "1250", s.MaintenanceMargin) // .025 coins
	// 1 + 2 - 100000/p = .025 (100000/p - 1): 102500/p = 3.025
	requireNear(t, dec("33884.29752066115702479338843"), s.Positions[0].LiquidationPrice.Decimal, dec("1e-27"))
}

// A thousand USDT on 1 BTC from 10000, 10x, mark 11000, flat 1 %, fee .1 %.
func TestAssess_Terms(t *testing.T) {
	for _, tt := range []struct {
		name                 string
		size                 string
		terms                margin.Terms
		initial, maintenance string
		liquidation          string
		withFees             string
	}{
		{"none", "1", margin.Terms{}, "1100", "110", "9090.909090909090909090909091", "9000"},
		{"initial margin at entry", "1", margin.Terms{InitialAt: margin.AtEntry}, "1000", "110", "9090.909090909090909090909091", "9000"},
		// 1000 + p - 10000 = 100
		{"maintenance margin at entry", "1", margin.Terms{MaintenanceAt: margin.AtEntry}, "1100", "100", "9100", "9000"},
		// 1000 + p - 10000 = .011 p
		{"fee at mark", "1", margin.Terms{CloseFee: margin.CloseFee{On: margin.FeeAtMark, Rate: dec("0.001")}}, "1100", "121", "9100.101112234580384226491405", "9009.009009009009009009009009"},
		// fee .001*10000*(1 - 1/10) = 9: p - 9000 = .01 p + 9
		{"fee at bankruptcy, long", "1", margin.Terms{CloseFee: margin.CloseFee{On: margin.FeeAtBankruptcy, Rate: dec("0.001")}}, "1109", "119", "9100", "9009.009009009009009009009009"},
		// fee .001*10000*(1 + 1/10) = 11: 11000 - p = .01 p + 11
		{"fee at bankruptcy, short", "-1", margin.Terms{CloseFee: margin.CloseFee{On: margin.FeeAtBankruptcy, Rate: dec("0.001")}}, "1111", "121", "10880.19801980198019801980198", "10989.01098901098901098901099"},
		// 10 contracts of .1 are the same position
		{"contract size", "10", margin.Terms{ContractSize: dec("0.1")}, "1100", "110", "9090.909090909090909090909091", "9000"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := position(t, btc, tt.size, "10000", "0.01")
			p.Terms, p.Leverage = tt.terms, dec("10")
			a := cross("USDT", "1000", p)
			prices := margin.Prices{"BTC": dec("11000")}
			require.NoError(t, a.Validate(prices))
			s := a.Assess(prices)[0]
			requireDecimal(t, tt.initial, s.InitialMargin)
			requireDecimal(t, tt.maintenance, s.MaintenanceMargin)
			requireDecimal(t, tt.liquidation, s.Positions[0].LiquidationPrice.Decimal)
			requireDecimal(t, tt.withFees, s.Positions[0].BankruptcyPriceWithFees.Decimal)
		})
	}
}

// An inverse contract's fee: bankruptcy at e/(1 + s/leverage), so of 200 contracts
// of 100 at 40000, 10x, a long pays .001*.5*1.1 coins and a short .001*.5*.9.
func TestAssess_InverseFeeAtBankruptcy(t *testing.T) {
	for _, tt := range []struct{ size, fee string }{{"200", "0.00055"}, {"-200", "0.00045"}} {
		a := inverse(t, "0.1", tt.size, "40000", "0")
		a.Pools[0].Positions[0].Leverage = dec("10")
		a.Pools[0].Positions[0].Terms.CloseFee = margin.CloseFee{On: margin.FeeAtBankruptcy, Rate: dec("0.001")}
		s := a.Assess(margin.Prices{"BTC": dec("40000")})[0]
		requireDecimal(t, dec(tt.fee).Mul(dec("40000")).String(), s.MaintenanceMargin)
	}
}

// Prices go to the tick nearer to the mark; at the mark a long's goes up.
func TestAssess_Tick(t *testing.T) {
	for _, tt := range []struct{ name, size, balance, tick, liquidation, bankruptcy string }{
		{"long", "1", "1000", "0.5", "9091", "9000"},              // 9090.909...
		{"short", "-1", "1000", "0.5", "10891", "11000"},          // 10891.089...
		{"long, on the tick", "1", "100", "0.5", "10000", "9900"}, // 10000
		{"no tick", "1", "1000", "0", "", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := position(t, btc, tt.size, "10000", "0.01")
			p.Terms.Tick = dec(tt.tick)
			s := cross("USDT", tt.balance, p).Assess(margin.Prices{"BTC": dec("10000")})[0].Positions[0]
			if tt.liquidation == "" {
				requireNoPrice(t, s.LiquidationPriceTick)
				requireNoPrice(t, s.BankruptcyPriceTick)
				return
			}
			requireDecimal(t, tt.liquidation, s.LiquidationPriceTick.Decimal)
			requireDecimal(t, tt.bankruptcy, s.BankruptcyPriceTick.Decimal)
		})
	}
	t.Run("at the mark", func(t *testing.T) {
		for size, want := range map[string]string{"1": "10010", "-1": "10000"} {
			p := position(t, btc, size, "10005", "0.01")
			p.Terms.Tick = dec("10")
			s := cross("USDT", "100.05", p).Assess(margin.Prices{"BTC": dec("10005")})[0].Positions[0]
			requireDecimal(t, "10005", s.LiquidationPrice.Decimal)
			requireDecimal(t, want, s.LiquidationPriceTick.Decimal)
		}
	})
}

func TestAssess_Thresholds(t *testing.T) {
	ladder := []margin.Threshold{
		{Name: "warning", Factor: dec("1.25"), Trigger: margin.AtOrBelow},
		{Name: margin.LiquidationThreshold, Factor: dec("1")},
		{Name: "bankruptcy"},
	}
	for _, tt := range []struct {
		name, balance string
		reached       []bool
	}{ // maintenance 100
		{"safe", "125.01", []bool{false, false, false}},
		{"at the warning, which is not strict", "125", []bool{true, false, false}},
		{"at the liquidation, which is", "100", []bool{true, false, false}},
		{"below", "99.99", []bool{true, true, false}},
		{"all used up, not owed", "0", []bool{true, true, false}},
		{"owed", "-0.01", []bool{true, true, true}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a := cross("USDT", tt.balance, position(t, btc, "1", "10000", "0.01"))
			a.Pools[0].Thresholds = ladder
			prices := margin.Prices{"BTC": dec("10000")}
			require.NoError(t, a.Validate(prices))
			s := a.Assess(prices)[0]
			require.Len(t, s.Thresholds, 3)
			for i, r := range s.Thresholds {
				require.Equal(t, ladder[i], r.Threshold)
				require.Equal(t, tt.reached[i], r.Reached, r.Name)
			}
			require.Equal(t, s.Thresholds[1].Reached, s.Liquidatable)
		})
	}
	t.Run("nothing to liquidate", func(t *testing.T) {
		a := cross("USDT", "-1")
		a.Pools[0].Thresholds = ladder
		for _, r := range a.Assess(margin.Prices{})[0].Thresholds {
			require.False(t, r.Reached)
		}
	})
}

// Half of the initial margin at 3x is 1/6: rounded up at 28 digits.
func TestShareSchedule(t *testing.T) {
	s, err := margin.ShareSchedule([]margin.Tier{{MaxNotional: dec("100"), MaxLeverage: dec("10")}, {MinNotional: dec("100"), MaxLeverage: dec("3")}}, dec("0.5"))
	require.NoError(t, err)
	requireDecimal(t, "0.05", s.Tiers()[0].MaintenanceMarginFraction)
	requireDecimal(t, "0.1666666666666666666666666667", s.Tiers()[1].MaintenanceMarginFraction)
	requireDecimal(t, "5", s.Maintenance(dec("100")))
	_, err = margin.ShareSchedule([]margin.Tier{{}}, dec("1"))
	require.EqualError(t, err, "share: got 1, want a fraction in [0, 1)\n[0].maxLeverage: got 0, want a leverage from 1 to 1000")
	_, err = margin.ShareSchedule(nil, dec("0.5"))
	require.Error(t, err)
}
