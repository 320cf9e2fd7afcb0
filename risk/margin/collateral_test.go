package margin_test

import (
	"testing"

	"github.com/plimsoll-risk/plimsoll/risk/margin"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"
)

// bitcoinRatio is the illustrative table of Bybit's help centre: .98 up to 10 coins,
// then .95, .90, .85 and .80 for ten coins each up to 50, beyond that nothing.
func bitcoinRatio(t testing.TB) margin.CollateralRatio {
	t.Helper()
	var tiers []margin.RatioTier
	for i, r := range []string{"0.98", "0.95", "0.9", "0.85", "0.8"} {
		tiers = append(tiers, margin.RatioTier{MinQuantity: decimal.NewFromInt(int64(10 * i)), MaxQuantity: decimal.NewFromInt(int64(10*i + 10)), Ratio: dec(r)})
	}
	ratio, err := margin.NewCollateralRatio(tiers)
	require.NoError(t, err)
	return ratio
}

func flatRatio(t testing.TB, ratio string) margin.CollateralRatio {
	t.Helper()
	r, err := margin.FlatRatio(dec(ratio))
	require.NoError(t, err)
	return r
}

func TestCollateralRatio_Counted(t *testing.T) {
	for _, tt := range []struct{ name, quantity, counted string }{
		{"nothing", "0", "0"},
		{"owed", "-3", "-3"},
		{"in the first tier", "4", "3.92"},
		{"on an edge", "10", "9.8"},
		{"in the third", "25", "23.8"}, // 9.8 + 9.5 + 4.5
		{"at the end", "50", "44.8"},
		{"beyond", "60", "44.8"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			requireDecimal(t, tt.counted, bitcoinRatio(t).Counted(dec(tt.quantity)))
		})
	}
	requireDecimal(t, "7", margin.CollateralRatio{}.Counted(dec("7")))
	require.Empty(t, margin.CollateralRatio{}.Tiers())
	require.Len(t, bitcoinRatio(t).Tiers(), 5)
}

func TestCollateralRatio_Needed(t *testing.T) {
	for _, tt := range []struct{ counted, quantity string }{
		{"0", "0"}, {"3.92", "4"}, {"9.8", "10"}, {"23.8", "25"}, {"44.8", "50"},
	} {
		got, ok := bitcoinRatio(t).Needed(dec(tt.counted))
		require.True(t, ok)
		requireDecimal(t, tt.quantity, got)
	}
	_, ok := bitcoinRatio(t).Needed(dec("44.81"))
	require.False(t, ok)
	got, ok := flatRatio(t, "0.3").Needed(dec("1"))
	require.True(t, ok)
	requireDecimal(t, "3.333333333333333333333333334", got) // rounded up
	_, ok = flatRatio(t, "0").Needed(dec("1"))
	require.False(t, ok)
	got, ok = margin.CollateralRatio{}.Needed(dec("5"))
	require.True(t, ok)
	requireDecimal(t, "5", got)
}

func TestNewCollateralRatio_Rejects(t *testing.T) {
	tier := func(low, high, ratio string) margin.RatioTier {
		return margin.RatioTier{MinQuantity: dec(low), MaxQuantity: dec(high), Ratio: dec(ratio)}
	}
	for _, tt := range []struct {
		name  string
		tiers []margin.RatioTier
		want  string
	}{
		{"none", nil, "at least one tier"},
		{"not from zero", []margin.RatioTier{tier("1", "2", "1")}, "[0].minQuantity: got 1, want 0, where the tier before ends"},
		{"a gap", []margin.RatioTier{tier("0", "2", "1"), tier("3", "0", "1")}, "[1].minQuantity: got 3, want 2"},
		{"empty", []margin.RatioTier{tier("0", "0", "1"), tier("0", "0", "1")}, "[0].maxQuantity: got 0, want more than minQuantity"},
		{"above one", []margin.RatioTier{tier("0", "0", "1.01")}, "[0].ratio: got 1.01, want a fraction from 0 to 1"},
		{"negative", []margin.RatioTier{tier("0", "0", "-0.1")}, "[0].ratio"},
		{"huge", []margin.RatioTier{{MaxQuantity: decimal.New(1, 1000000)}}, "[0].maxQuantity: got a decimal beyond the limits"},
		{"huge lower edge", []margin.RatioTier{{MinQuantity: decimal.New(1, 1000000)}}, "[0].minQuantity"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := margin.NewCollateralRatio(tt.tiers)
			require.ErrorContains(t, err, tt.want)
		})
	}
	_, err := margin.FlatRatio(dec("1.5"))
	require.EqualError(t, err, "got 1.5, want a fraction from 0 to 1")
}

// 20 BTC at 100 and -500 USDT against a long of 10 ETH from 100, now 90, at 1 %:
// equity 19.3*100 - 500 - 100 = 1330; maintenance 9. By ETH: 1330 + 10(p-90) = .1p; by
// BTC: 19.3 q - 600 = 9.
func TestAssess_CollateralRatio(t *testing.T) {
	a := cross("USDT", "-500", position(t, "ETH/USDT:USDT", "10", "100", "0.01"))
	p := &a.Pools[0]
	p.Balances = append(p.Balances, margin.Holding{Asset: "BTC", Amount: dec("25")}, margin.Holding{Asset: "BTC", Amount: dec("-5")})
	p.Collateral = []margin.Collateral{{Asset: "BTC", Ratio: bitcoinRatio(t)}, {Asset: "USDT", Ratio: flatRatio(t, "0.5")}}
	prices := margin.Prices{"BTC": dec("100"), "ETH": dec("90")}
	require.NoError(t, a.Validate(prices))
	s := a.Assess(prices)[0]
	requireDecimal(t, "1330", s.Equity)
	requireDecimal(t, "9", s.MaintenanceMargin)
	requireDecimal(t, "500", s.Debt)
	require.False(t, s.HealthFactor().Valid, "a pool with a position has none")
	requireNoPrice(t, s.Positions[0].LiquidationPrice) // 1330 - 900 > 0 at a price of 0
	require.Len(t, s.Assets, 2)
	requireDecimal(t, "2000", s.Assets[1].Value)
	requireDecimal(t, "1930", s.Assets[1].Equity)
	requireNear(t, dec("609").DivRound(dec("19.3"), 40), s.Assets[1].LiquidationPrice.Decimal, dec("1e-27"))
	requireNear(t, dec("600").DivRound(dec("19.3"), 40), s.Assets[1].BankruptcyPrice.Decimal, dec("1e-27"))
	requireNoPrice(t, s.Assets[0].LiquidationPrice) // the currency
}

// A debt with a maintenance fraction of its own: 100 USDT against .04 BTC at 1000 owed at 10 %.
func TestAssess_DebtMaintenance(t *testing.T) {
	a := cross("USDT", "100")
	a.Pools[0].Debts = []margin.Debt{{Asset: "BTC", Amount: dec("0.04"), MaintenanceMarginFraction: dec("0.1")}}
	s := a.Assess(margin.Prices{"BTC": dec("1000")})[0]
	requireDecimal(t, "60", s.Equity)
	requireDecimal(t, "4", s.MaintenanceMargin)
	// 100 - .04 p = .004 p
	requireNear(t, dec("100").DivRound(dec("0.044"), 40), s.Assets[1].LiquidationPrice.Decimal, dec("1e-27"))
	require.False(t, s.Liquidatable)
}

func TestValidate_Collateral(t *testing.T) {
	for _, tt := range []struct {
		name  string
		spoil func(*margin.Pool)
		path  string
		want  string
	}{
		{"asset twice", func(p *margin.Pool) { p.Collateral[1] = p.Collateral[0]; p.Balances = p.Balances[:1] }, "pools[0].collateral[1].asset", "twice"},
		{"asset not listed", func(p *margin.Pool) { p.Collateral = p.Collateral[:2] }, "pools[0].balances[2].asset", "lists"},
		{"unnamed", func(p *margin.Pool) { p.Collateral[2].Asset = ""; p.Balances = p.Balances[:2] }, "pools[0].collateral[2].asset", "non-empty"},
		{"threshold above one", func(p *margin.Pool) { p.Collateral[0].LiquidationThreshold.Decimal = dec("1.1") }, "pools[0].collateral[0].liquidationThreshold", "from 0 to 1"},
		{"negative loan to value", func(p *margin.Pool) { p.Collateral[0].LoanToValue.Decimal = dec("-1") }, "pools[0].collateral[0].loanToValue", "from 0 to 1"},
		{"loan to value above the threshold", func(p *margin.Pool) { p.Collateral[0].LoanToValue.Decimal = dec("0.9") }, "pools[0].collateral[0].loanToValue", "at most"},
		{"unnamed debt", func(p *margin.Pool) { p.Debts[0].Asset = "" }, "pools[0].debts[0].asset", "non-empty"},
		{"debt without price", func(p *margin.Pool) { p.Debts[0].Asset = "DAI" }, "prices.DAI", "holds or trades"},
		{"nothing owed", func(p *margin.Pool) { p.Debts[0].Amount = dec("0") }, "pools[0].debts[0].amount", "positive"},
		{"negative debt", func(p *margin.Pool) { p.Debts[0].Amount = dec("-1") }, "pools[0].debts[0].amount", "positive"},
		{"huge debt", func(p *margin.Pool) { p.Debts[0].Amount = decimal.New(1, 100000) }, "pools[0].debts[0].amount", "60 digits"},
		{"maintenance of a debt", func(p *margin.Pool) { p.Debts[0].MaintenanceMarginFraction = dec("1") }, "pools[0].debts[0].maintenanceMarginFraction", "fraction"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a, prices := lending(t)
			tt.spoil(&a.Pools[0])
			var errs margin.Errors
			require.ErrorAs(t, a.Validate(prices), &errs)
			require.Len(t, errs, 1, errs.Error())
			require.Equal(t, tt.path, errs[0].Path)
			require.Contains(t, errs[0].Want, tt.want)
		})
	}
}
