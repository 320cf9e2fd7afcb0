package wire_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/internal/wire"
	"github.com/plimsoll-risk/plimsoll/risk"
	"github.com/plimsoll-risk/plimsoll/risk/margin"
)

func TestDecode_Rates(t *testing.T) {
	in := decoded(t, `"drift": {}`, `"fundingRates": {"BTC/USDT:USDT": {"rate": "0.0001", "intervalHours": 8}}, "borrowRates": {"USDT": 0.05}`)
	require.Len(t, in.Market.FundingRates, 1)
	got := in.Market.FundingRates["BTC/USDT:USDT"]
	require.Equal(t, "0.0001", got.Rate.String())
	require.Equal(t, 8.0, got.IntervalHours)
	require.Equal(t, map[string]float64{"USDT": 0.05}, in.Market.BorrowRates)
	canonical, err := in.Canonical()
	require.NoError(t, err)
	require.Contains(t, string(canonical), `"borrowRates":{"USDT":0.05}`)
	require.Contains(t, string(canonical), `"fundingRates":{"BTC/USDT:USDT":{"intervalHours":8,"rate":"0.0001"}}`)

	// Empty ones are as good as none.
	none := decoded(t, `"drift": {}`, `"fundingRates": {}, "borrowRates": {}`)
	plain := decoded(t)
	a, err := none.Canonical()
	require.NoError(t, err)
	b, err := plain.Canonical()
	require.NoError(t, err)
	require.Equal(t, strings.Replace(string(b), `"drift":{},`, "", 1), string(a))
}

// Every fault at once, with its path, those of the plan among them.
func TestDecode_RateFaults(t *testing.T) {
	_, err := wire.DecodeSimulation(edited(t, `"drift": {}`, `"fundingRates": {"BTC/USDT:USDT": {"rate": "much"}, "PEPE/USDT:USDT": {"rate": 0.0001, "interval": 8}}, "borrowRates": {"USDT": "5"}`), wire.Overrides{})
	var errs margin.Errors
	require.ErrorAs(t, err, &errs)
	var paths []string
	for _, e := range errs {
		paths = append(paths, e.Path)
	}
	require.ElementsMatch(t, []string{
		"market.fundingRates.BTC/USDT:USDT.rate", "market.fundingRates.BTC/USDT:USDT.intervalHours",
		"market.fundingRates.PEPE/USDT:USDT.interval", "market.fundingRates.PEPE/USDT:USDT.intervalHours", "market.borrowRates.USDT",
	}, paths)

	in := decoded(t, `"drift": {}`, `"fundingRates": {"BTC": {"rate": 0, "intervalHours": 8}, "BTC/USDT:USDT": {"rate": 3, "intervalHours": 0}}, "borrowRates": {"USDT": 1000}`)
	_, err = risk.NewPlan(in.Account, in.Market, in.Simulation)
	require.ErrorAs(t, in.Locate(err), &errs)
	require.Len(t, errs, 4)
	for _, e := range errs {
		require.Contains(t, []string{"market.fundingRates.BTC", "market.fundingRates.BTC/USDT:USDT.rate", "market.fundingRates.BTC/USDT:USDT.intervalHours", "market.borrowRates.USDT"}, e.Path)
	}
}

// A rate of another contract of a coin that the account trades is a slip; one of a coin that is only listed is not.
func TestDecode_UnusedRates(t *testing.T) {
	in := decoded(t, `"drift": {}`, `"fundingRates": {"BTC/USDC:USDC": {"rate": 0.0001, "intervalHours": 8}, "XYZ/USDT:USDT": {"rate": 0.0001, "intervalHours": 8},
		"ETH/USDT:USDT": {"rate": 0.0001, "intervalHours": 8}, "1000PEPE/USDT:USDT": {"rate": 0.0001, "intervalHours": 8}}, "borrowRates": {"ABC": 0.1, "ETH": 0.1}`,
		`"prices": {`, `"prices": {"ETH": "3000", `)
	plan, err := risk.NewPlan(in.Account, in.Market, in.Simulation)
	require.NoError(t, err)
	all, err := plan.RunAll(t.Context(), risk.Options{})
	require.NoError(t, err)
	r, err := plan.Report(all)
	require.NoError(t, err)
	document, err := wire.NewReport(in, "test", r)
	require.NoError(t, err)
	var unused []string
	for _, w := range document.Warnings {
		if strings.Contains(w, "is not used") {
			unused = append(unused, w)
		}
	}
	require.Equal(t, []string{
		"The funding rate of BTC/USDC:USDC is not used: the account has no position in it.",
		"The funding rate of XYZ/USDT:USDT is not used: the account has no position in it.",
	}, unused)
}
