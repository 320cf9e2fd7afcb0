package risk_test

import (
	"context"
	"fmt"
	"log"

	"github.com/shopspring/decimal"

	"github.com/plimsoll-risk/plimsoll/risk"
	"github.com/plimsoll-risk/plimsoll/risk/margin"
	"github.com/plimsoll-risk/plimsoll/risk/margin/venue"
)

// The same code stands in README.md.
func Example() {
	binance, _ := venue.Get("binance-usdm")
	symbol, err := margin.ParseSymbol("BTC/USDT:USDT")
	if err != nil {
		log.Fatal(err)
	}
	schedule, _ := binance.Schedule(symbol)
	account := margin.Account{
		Currency: "USDT",
		Pools: []margin.Pool{{
			Name:     "cross",
			Kind:     margin.Cross,
			Trigger:  binance.Trigger,
			Balances: []margin.Holding{{Asset: "USDT", Amount: decimal.NewFromInt(1200)}},
			Positions: []margin.Position{{
				Symbol:     symbol,
				Size:       decimal.RequireFromString("0.1"),
				EntryPrice: decimal.NewFromInt(95200),
				Leverage:   decimal.NewFromInt(10),
				Schedule:   schedule,
			}},
		}},
	}
	market := risk.Market{
		Prices:     margin.Prices{"BTC": decimal.NewFromInt(93576)},
		Volatility: map[string]float64{"BTC": 0.5259}, // annualised
		Model:      risk.GBM,
	}

	state := account.Assess(market.Prices)[0]
	fmt.Println("liquidated at", state.Positions[0].LiquidationPrice.Decimal.StringFixed(2))

	week := risk.Simulation{HorizonHours: 168, Paths: 16384, Seed: 1}
	report, err := risk.Simulate(context.Background(), account, market, week, risk.Options{})
	if err != nil {
		log.Fatal(err)
	}
	p := report.Liquidation.Any
	fmt.Printf("within a week: %.3f, standard error %.3f\n", p.Value, p.StdErr)
	// Output:
	// liquidated at 83534.14
	// within a week: 0.126, standard error 0.000
}
