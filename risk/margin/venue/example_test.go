package venue_test

import (
	"fmt"

	"github.com/plimsoll-risk/plimsoll/risk/margin"
	"github.com/plimsoll-risk/plimsoll/risk/margin/venue"
	"github.com/shopspring/decimal"
)

// The brackets of 1000PEPE, found by the name of the single coin.
func ExampleVenue_Schedule() {
	binance, _ := venue.Get("binance-usdm")
	symbol, _ := margin.ParseSymbol("PEPE/USDT:USDT")
	schedule, ok := binance.Schedule(symbol)
	notional := decimal.NewFromInt(250000)
	fmt.Println(binance.AsOf, ok, schedule.Maintenance(notional), schedule.TierAt(notional).MaxLeverage)
	// Output: 2026-05-01 true 2680 40
}
