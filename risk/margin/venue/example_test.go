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

// An inverse contract of Bybit: worth one dollar, its fee to close fixed at entry.
func ExampleVenue_Terms() {
	bybit, _ := venue.Get("bybit-uta")
	symbol, _ := margin.ParseSymbol("BTC/USD:BTC")
	terms := bybit.Terms(symbol, margin.Isolated)
	fmt.Println(terms.ContractSize, terms.CloseFee.Rate, terms.CloseFee.On, terms.InitialAt, terms.MaintenanceAt)
	// Output: 1 0.00055 bankruptcy entry mark
}

// A loan on Aave: 2 WETH at 3000 against 4000 USDC.
func ExampleVenue_Reserve() {
	aave, _ := venue.Get("aave-v3-ethereum")
	weth, _ := aave.Reserve("WETH", "")
	a := margin.Account{Currency: "USD", Pools: []margin.Pool{{Name: "loan", Kind: margin.Cross, Trigger: aave.Trigger,
		Balances:   []margin.Holding{{Asset: "WETH", Amount: decimal.NewFromInt(2)}},
		Debts:      []margin.Debt{{Asset: "USDC", Amount: decimal.NewFromInt(4000)}},
		Collateral: []margin.Collateral{weth.Collateral()}}}}
	prices := margin.Prices{"WETH": decimal.NewFromInt(3000), "USDC": decimal.NewFromInt(1)}
	s := a.Assess(prices)[0]
	fmt.Println(s.HealthFactor().Decimal, s.Liquidatable, s.Assets[0].LiquidationPrice.Decimal.Round(2))
	// Output: 1.245 false 2409.64
}

// The initial margin of a size and open interest on dYdX v4.
func ExampleMarket_Terms() {
	dydx, _ := venue.Get("dydx-v4")
	market, _ := dydx.Market("small-cap")
	terms := market.Terms(margin.Terms{}, decimal.NewFromInt(100), decimal.NewFromInt(35000000))
	fmt.Println(market.MaintenanceFraction(), terms.InitialFraction.Decimal)
	// Output: 0.05 0.55
}
