package venue_test

import (
	"fmt"
	"testing"

	"github.com/plimsoll-risk/plimsoll/risk/margin"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"
)

// observe returns every figure of the account that a case may ask for.
func (c vectorCase) observe(t testing.TB) map[string]any {
	t.Helper()
	if c.Needed != nil {
		return c.observeNeeded(t)
	}
	a := c.account(t)
	if !c.Unvalidated {
		require.NoError(t, a.Validate(c.Prices))
	}
	s := a.Assess(c.Prices)[0]
	unit := decimal.NewFromInt(1)
	if c.Unit != "" {
		unit = c.Prices[c.Unit]
	}
	amount := func(d decimal.Decimal) decimal.Decimal { return d.DivRound(unit, 40) }
	out := map[string]any{
		"equity": amount(s.Equity), "initialMargin": amount(s.InitialMargin), "maintenanceMargin": amount(s.MaintenanceMargin),
		"liquidatable": s.Liquidatable, "equityToMaintenance": s.EquityToMaintenance(),
	}
	if r := s.EquityToMaintenance(); r.Valid && !r.Decimal.IsZero() {
		out["maintenanceRate4"] = decimal.NewFromInt(1).DivRound(r.Decimal, 20).Truncate(4)
	}
	c.observeLoans(t, s, out)
	for _, r := range s.Thresholds {
		out["thresholds."+r.Name] = r.Reached
	}
	for i, p := range s.Positions {
		at := fmt.Sprintf("positions[%d].", i)
		out[at+"liquidationPrice"], out[at+"liquidationPriceTick"] = p.LiquidationPrice, p.LiquidationPriceTick
		out[at+"bankruptcyPrice"], out[at+"bankruptcyPriceTick"] = p.BankruptcyPrice, p.BankruptcyPriceTick
		out[at+"bankruptcyPriceWithFees"], out[at+"unrealizedPnL"] = p.BankruptcyPriceWithFees, amount(p.UnrealizedPnL)
		out["tierDeduction"] = a.Pools[0].Positions[i].Schedule.TierAt(amount(p.Notional)).Deduction
	}
	return out
}

// observeLoans adds the figures of balances and debts.
func (c vectorCase) observeLoans(t testing.TB, s margin.PoolState, out map[string]any) {
	t.Helper()
	out["healthFactor"], out["covering"], out["debt"] = s.HealthFactor(), s.Covering, s.Debt
	var value, loan decimal.Decimal
	for i, h := range s.Assets {
		out[fmt.Sprintf("assets[%d].maintenanceMargin", i)] = h.Maintenance
		if h.Value.IsPositive() {
			value, loan = value.Add(h.Value), loan.Add(h.Equity).Sub(h.Initial)
		}
	}
	out["collateral"] = value
	out["availableBorrows"] = decimal.Max(decimal.Decimal{}, s.Equity.Sub(s.InitialMargin))
	if value.IsPositive() {
		out["loanToValue"], out["liquidationThreshold"] = loan.DivRound(value, 30), s.Covering.DivRound(value, 30)
	}
	if health := s.HealthFactor(); health.Valid && len(c.Debts) > 0 {
		out["healthFactor4"] = health.Decimal.Round(4)
		debt := c.Debts[0].Amount.Mul(priceOf(c.Prices, c.Debts[0].Asset))
		most := c.preset(t).CloseFactor.Most(health.Decimal, s.Assets[0].Value, debt, s.Debt)
		out["closeMost"], out["closeFactor"] = most, most.DivRound(debt, 30)
	}
}

func priceOf(prices margin.Prices, asset string) decimal.Decimal {
	if p, ok := prices[asset]; ok {
		return p
	}
	return decimal.NewFromInt(1)
}

// observeNeeded returns the quantity that covers an amount.
func (c vectorCase) observeNeeded(t testing.TB) map[string]any {
	t.Helper()
	ratio, err := margin.FlatRatio(c.Needed.Ratio)
	require.NoError(t, err)
	quantity, ok := ratio.Needed(c.Needed.Counted)
	require.True(t, ok)
	return map[string]any{"needed": quantity, "needed0": quantity.Round(0)}
}
