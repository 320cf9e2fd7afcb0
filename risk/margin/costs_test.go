package margin_test

import (
	"testing"

	"github.com/plimsoll-risk/plimsoll/risk/margin"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"
)

// A long of 1 at 1000 with 100 of collateral, a fee of .1 % of the size at entry (1) and a
// fraction of 2 % (20), as GMX has it. With m the requirement, p = 900 + m.
func TestAssess_Costs(t *testing.T) {
	for _, tt := range []struct {
		name                        string
		floor                       margin.Floor
		costs                       margin.Costs
		maintenance, floorMargin    string
		liquidation, bankruptcyFees string
	}{
		{"fraction, fee on top", margin.Floor{}, margin.Costs{}, "21", "0", "921", "901"},
		{"small floor", margin.Floor{Amount: dec("5")}, margin.Costs{}, "21", "5", "921", "901"},
		{"large floor", margin.Floor{Amount: dec("30")}, margin.Costs{}, "31", "30", "931", "901"},
		{"fees within a small floor", margin.Floor{Amount: dec("5"), Fees: margin.FeesWithin}, margin.Costs{}, "20", "6", "920", "901"},
		{"fees within a large floor", margin.Floor{Amount: dec("30"), Fees: margin.FeesWithin}, margin.Costs{}, "31", "31", "931", "901"},
		{"floor that is the fraction", margin.Floor{Amount: dec("19"), Fees: margin.FeesWithin}, margin.Costs{}, "20", "20", "920", "901"},
		{"accrued costs", margin.Floor{}, margin.Costs{Accrued: dec("7")}, "28", "0", "928", "908"},
		{"accrued gain", margin.Floor{}, margin.Costs{Accrued: dec("-7")}, "14", "0", "914", "894"},
		{"impact that does not count", margin.Floor{}, margin.Costs{Impact: dec("-7")}, "21", "0", "921", "901"},
		{"impact", margin.Floor{}, margin.Costs{Impact: dec("-7"), ImpactFloor: dec("0.01")}, "28", "0", "928", "908"},
		{"impact at its floor", margin.Floor{}, margin.Costs{Impact: dec("-70"), ImpactFloor: dec("0.01")}, "31", "0", "931", "911"},
		{"gain by impact", margin.Floor{}, margin.Costs{Impact: dec("70"), ImpactFloor: dec("0.01")}, "21", "0", "921", "901"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := position(t, btc, "1", "1000", "0.02")
			p.Terms = margin.Terms{MaintenanceAt: margin.AtEntry, Floor: tt.floor, Costs: tt.costs,
				CloseFee: margin.CloseFee{On: margin.FeeAtEntry, Rate: dec("0.001")}}
			a := cross("USDT", "100", p)
			prices := margin.Prices{"BTC": dec("950")}
			require.NoError(t, a.Validate(prices))
			s := a.Assess(prices)[0]
			requireDecimal(t, tt.maintenance, s.MaintenanceMargin)
			requireDecimal(t, tt.floorMargin, s.Positions[0].FloorMargin)
			requireDecimal(t, tt.liquidation, s.Positions[0].LiquidationPrice.Decimal)
			requireDecimal(t, "900", s.Positions[0].BankruptcyPrice.Decimal)
			requireDecimal(t, tt.bankruptcyFees, s.Positions[0].BankruptcyPriceWithFees.Decimal)
		})
	}
}

// Fixed costs of an inverse contract are coins and move with them: .1 coins and 200
// contracts of 100 from 40000, accrued .01: .6 - 20000/p = .01.
func TestAssess_InverseCosts(t *testing.T) {
	a := inverse(t, "0.1", "200", "40000", "0")
	a.Pools[0].Positions[0].Terms.Costs.Accrued = dec("0.01")
	s := a.Assess(margin.Prices{"BTC": dec("40000")})[0]
	requireDecimal(t, "400", s.MaintenanceMargin)
	want := dec("20000").DivRound(dec("0.59"), 40)
	requireNear(t, want, s.Positions[0].LiquidationPrice.Decimal, dec("1e-27"))
	requireNear(t, want, s.Positions[0].BankruptcyPriceWithFees.Decimal, dec("1e-27"))
}

// The larger of the fraction and 1/leverage counts; a notional of 1000.
func TestAssess_InitialFraction(t *testing.T) {
	for _, tt := range []struct{ name, fraction, leverage, want string }{
		{"no leverage", "0.05", "0", "50"},
		{"less leverage than the fraction allows", "0.05", "10", "100"},
		{"more", "0.05", "50", "50"},
		{"as much", "0.05", "20", "50"},
		{"nothing asked", "0", "0", "0"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := position(t, btc, "1", "1000", "0.02")
			p.Leverage, p.Terms.InitialFraction = dec(tt.leverage), decimal.NewNullDecimal(dec(tt.fraction))
			a := cross("USDT", "50", p)
			prices := margin.Prices{"BTC": dec("1000")}
			s := a.Assess(prices)[0]
			requireDecimal(t, tt.want, s.InitialMargin)
			require.Equal(t, dec(tt.want).LessThanOrEqual(dec("50")), s.CoversInitial())
			warned := tt.name == "more" || tt.name == "nothing asked" // above the maximum; below the maintenance margin
			require.Equal(t, warned, len(a.Warnings(prices)) > 0)
		})
	}
}

// The cases of open interest are by hand; those of size are of BTC on dYdX v3: 5 %, 1 % more for
// each 1.5 coins above 9, up to 170.
func TestInitialRule(t *testing.T) {
	scaled := margin.InitialRule{Base: dec("0.2"), LowerOpenInterest: dec("1000000"), UpperOpenInterest: dec("2000000")}
	per := margin.InitialRule{Base: dec("0.005"), PerOpenInterest: dec("6e-11")}
	steps := margin.InitialRule{Base: dec("0.05"), Baseline: dec("9"), Step: dec("1.5"), Increment: dec("0.01"), MaxSize: dec("170")}
	for _, tt := range []struct {
		name                     string
		rule                     margin.InitialRule
		size, openInterest, want string
	}{
		{"nothing", margin.InitialRule{}, "1", "1e9", "0"},
		{"at the lower bound", scaled, "1", "1000000", "0.2"},
		{"a third, cut to millionths", scaled, "1", "1333333.5", "0.466666"},
		{"at the upper bound", scaled, "1", "2000000", "1"},
		{"per open interest, little", per, "1", "83000000", "0.005"},
		{"per open interest, much", per, "1", "100000000", "0.006"},
		{"per open interest, too much", per, "1", "1e12", "1"},
		{"at the baseline", steps, "9", "0", "0.05"},
		{"not a whole step", steps, "-10.49", "0", "0.05"},
		{"a step", steps, "10.5", "0", "0.06"},
		{"ten steps, short", steps, "-24", "0", "0.15"},
		{"at the largest size", steps, "170", "0", "1"}, // 107 steps: 1.12
	} {
		t.Run(tt.name, func(t *testing.T) {
			requireDecimal(t, tt.want, tt.rule.Fraction(dec(tt.size), dec(tt.openInterest)))
		})
	}
	capped := steps
	capped.MaxSize = dec("12")
	requireDecimal(t, "0.07", capped.Fraction(dec("1000"), decimal.Decimal{}))
}

// The maximum leverage is the tier's, or one over the initial fraction, rounded down.
func TestAssess_MaxLeverage(t *testing.T) {
	p := position(t, btc, "1", "100", "0.01")
	prices := margin.Prices{"BTC": dec("100")}
	of := func() decimal.NullDecimal { return cross("USDT", "100", p).Assess(prices)[0].Positions[0].MaxLeverage }
	require.False(t, of().Valid)
	p.Schedule = schedule(t, []margin.Tier{{MaxNotional: dec("100"), MaintenanceMarginFraction: dec("0.01"), MaxLeverage: dec("50")},
		{MinNotional: dec("100"), MaintenanceMarginFraction: dec("0.02"), MaxLeverage: dec("25")}})
	requireDecimal(t, "25", of().Decimal) // 100 is the upper tier's
	p.Size = dec("0.99")
	requireDecimal(t, "50", of().Decimal)
	p.Terms.InitialFraction = decimal.NewNullDecimal(dec("0.03"))
	requireDecimal(t, "33.33333333333333333333333333", of().Decimal)
	p.Leverage = dec("40")
	w := cross("USDT", "100", p).Warnings(prices)
	require.Len(t, w, 1)
	require.Contains(t, w[0], "above the maximum of 33.33333333333333333333333333; its initial margin is 0.03 of its notional")
}
