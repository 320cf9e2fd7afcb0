package risk_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/risk"
)

func TestPlan_Accrual(t *testing.T) {
	a, m := pepe(t)
	m.FundingRates = map[string]risk.FundingRate{
		"1000PEPE/USDT:USDT":   {Rate: dec("0.0001"), IntervalHours: 8},
		"kPEPE/USDT:USDT":      {Rate: dec("0.0001"), IntervalHours: 8},
		"BTC":                  {Rate: dec("0.0001"), IntervalHours: 8},
		"ETH/USDT:USDT-251226": {Rate: dec("0.0001"), IntervalHours: 8},
		"SOL/USDT:USDT":        {Rate: dec("-2"), IntervalHours: 0},
		"UNI/USDT:USDT":        {Rate: dec("0.05"), IntervalHours: 1},
	}
	m.BorrowRates = map[string]float64{"1000PEPE": 0.1, "USDC": math.Inf(1), "ETH": 6000}
	errs := faults(t, a, m, week(512, 1))
	var got []string
	for _, e := range errs {
		got = append(got, e.Path)
		require.NotEmpty(t, e.Want)
	}
	require.ElementsMatch(t, []string{
		"market.fundingRates.kPEPE/USDT:USDT", "market.fundingRates.BTC", "market.fundingRates.ETH/USDT:USDT-251226",
		"market.fundingRates.SOL/USDT:USDT.rate", "market.fundingRates.SOL/USDT:USDT.intervalHours", "market.fundingRates.UNI/USDT:USDT.rate",
		"market.borrowRates.1000PEPE", "market.borrowRates.USDC", "market.borrowRates.ETH",
	}, got)
}
