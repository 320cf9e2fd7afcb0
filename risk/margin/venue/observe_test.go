package venue_test

import (
	"fmt"
	"testing"

	"github.com/plimsoll-risk/plimsoll/risk/margin"
	"github.com/plimsoll-risk/plimsoll/risk/margin/venue"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"
)

// observe returns every figure of the account that a case may ask for.
func (c vectorCase) observe(t testing.TB) map[string]any {
	t.Helper()
	switch {
	case c.Needed != nil:
		return c.observeNeeded(t)
	case c.Share != nil:
		m := venue.Market{Initial: margin.InitialRule{Base: c.Share.Base}, MaintenanceShare: c.Share.Share}
		return map[string]any{"maintenanceFraction6": m.MaintenanceFraction().Truncate(6)}
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
	out["coversInitial"], out["coversMaintenance"] = s.CoversInitial(), s.Equity.GreaterThanOrEqual(s.MaintenanceMargin)
	out["freeCollateral"] = s.Equity.Sub(s.InitialMargin)
	c.observeLoans(t, s, out)
	c.observeClose(t, a, s, out)
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

// observeClose adds what a close at bankruptcy brings in, and what GMX calls the state of
// a position: 1 if it is liquidatable by its fees, 2 by its leverage, else 0.
func (c vectorCase) observeClose(t testing.TB, a margin.Account, s margin.PoolState, out map[string]any) {
	t.Helper()
	if c.Close != nil {
		amount, ok := a.CloseAtBankruptcy(a.Pools[0], c.Close.Position, c.Close.Delta, c.Prices)
		require.True(t, ok)
		out["closeAtBankruptcy"] = amount
	}
	if len(s.Positions) == 0 {
		return
	}
	p, state := s.Positions[0], int64(0)
	switch {
	case s.Equity.LessThan(p.FloorMargin):
		state = 1
	case s.Liquidatable:
		state = 2
	}
	out["gmxState"] = decimal.NewFromInt(state)
	out["hasProfit"] = p.UnrealizedPnL.IsPositive()
	out["delta30"] = p.UnrealizedPnL.Abs().Round(40).Shift(30).Truncate(0)
}
