package margin_test

import (
	"testing"

	"github.com/plimsoll-risk/plimsoll/risk/margin"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"
)

// 2 WETH at 2000 (.8/.83), .1 WBTC at 30000 (.73/.78) and 100 UNI at 5, not enabled; debts of 2500
// USDC at 1 and 1 LINK at 10. Covering 3320 + 2340 = 5660, debts 2510.
func lending(t testing.TB) (margin.Account, margin.Prices) {
	t.Helper()
	share := func(s string) decimal.NullDecimal { return decimal.NewNullDecimal(dec(s)) }
	a := margin.Account{Currency: "USD", Pools: []margin.Pool{{
		Name: "loan", Kind: margin.Cross,
		Balances: []margin.Holding{{Asset: "WETH", Amount: dec("2")}, {Asset: "WBTC", Amount: dec("0.1")}, {Asset: "UNI", Amount: dec("100")}},
		Debts:    []margin.Debt{{Asset: "USDC", Amount: dec("2500")}, {Asset: "LINK", Amount: dec("1")}},
		Collateral: []margin.Collateral{
			{Asset: "WETH", LiquidationThreshold: share("0.83"), LoanToValue: share("0.8")},
			{Asset: "WBTC", LiquidationThreshold: share("0.78"), LoanToValue: share("0.73")},
			{Asset: "UNI", LiquidationThreshold: share("0"), LoanToValue: share("0")},
		},
	}}}
	return a, margin.Prices{"WETH": dec("2000"), "WBTC": dec("30000"), "UNI": dec("5"), "USDC": dec("1"), "LINK": dec("10")}
}

func TestAssess_Lending(t *testing.T) {
	a, prices := lending(t)
	require.NoError(t, a.Validate(prices))
	s := a.Assess(prices)[0]
	requireDecimal(t, "4990", s.Equity)            // 4000 + 3000 + 500 - 2510
	requireDecimal(t, "1840", s.MaintenanceMargin) // 680 + 660 + 500
	requireDecimal(t, "2110", s.InitialMargin)     // 800 + 810 + 500
	requireDecimal(t, "5660", s.Covering)
	requireDecimal(t, "2510", s.Debt)
	require.False(t, s.Liquidatable)
	requireNear(t, dec("5660").DivRound(dec("2510"), 40), s.HealthFactor().Decimal, dec("1e-27"))
	// 1.66 p + 2340 = 2510; 3320 + .078 p > 2510 always; nothing by UNI; 2500 p + 10 = 5660; p + 2500 = 5660
	requireNear(t, dec("170").DivRound(dec("1.66"), 40), s.Assets[0].LiquidationPrice.Decimal, dec("1e-27"))
	requireNoPrice(t, s.Assets[1].LiquidationPrice)
	requireNoPrice(t, s.Assets[2].LiquidationPrice)
	requireDecimal(t, "2.26", s.Assets[3].LiquidationPrice.Decimal)
	requireDecimal(t, "3160", s.Assets[4].LiquidationPrice.Decimal)
	// bankrupt: 2500 p + 10 = 7500
	requireDecimal(t, "2.996", s.Assets[3].BankruptcyPrice.Decimal)
}

// Health factor 1 is safe, below it is not; with `atOrBelow` it is not at 1 either.
func TestAssess_LendingBoundary(t *testing.T) {
	for _, tt := range []struct {
		name, price string
		trigger     margin.Trigger
		want        bool
	}{
		{"above", "1250.01", margin.Below, false},
		{"at 1", "1250", margin.Below, false},
		{"at 1, not strict", "1250", margin.AtOrBelow, true},
		{"below", "1249.99", margin.Below, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a, prices := lending(t)
			p := &a.Pools[0]
			p.Trigger = tt.trigger
			p.Balances = []margin.Holding{{Asset: "WETH", Amount: dec("2")}}
			p.Debts = []margin.Debt{{Asset: "USDC", Amount: dec("2075")}} // 2*.83*1250
			prices["WETH"] = dec(tt.price)
			require.Equal(t, tt.want, a.Assess(prices)[0].Liquidatable)
		})
	}
	t.Run("no debt", func(t *testing.T) {
		a, prices := lending(t)
		a.Pools[0].Debts = nil
		s := a.Assess(prices)[0]
		require.False(t, s.Liquidatable)
		require.False(t, s.HealthFactor().Valid)
		requireNoPrice(t, s.Assets[0].LiquidationPrice)
	})
}

// Half above .95, from 2000 on; the figures of Aave's documents of version 3.3 are in
// package venue's test data.
func TestCloseFactor(t *testing.T) {
	rule := margin.CloseFactor{Share: dec("0.5"), HealthAbove: dec("0.95"), OfTotal: margin.AllDebts, Smallest: dec("2000")}
	for _, tt := range []struct{ name, health, collateral, debt, all, most string }{
		{"half", "0.96", "9000", "5000", "5000", "2500"},
		{"half of all is more than the one", "0.96", "9000", "2000", "9000", "2000"},
		{"at .95", "0.95", "9000", "5000", "5000", "5000"},
		{"collateral at the size", "0.96", "2000", "5000", "5000", "2500"},
		{"less collateral", "0.96", "1999.99", "5000", "5000", "5000"},
		{"less debt", "0.96", "9000", "1999.99", "1999.99", "1999.99"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			requireDecimal(t, tt.most, rule.Most(dec(tt.health), dec(tt.collateral), dec(tt.debt), dec(tt.all)))
		})
	}
	requireDecimal(t, "7", margin.CloseFactor{}.Most(dec("0.99"), dec("1"), dec("7"), dec("9")))
}
