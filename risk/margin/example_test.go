package margin_test

import (
	"fmt"

	"github.com/plimsoll-risk/plimsoll/risk/margin"
	"github.com/shopspring/decimal"
)

// One BTC long at 100000 USDT with 10000 USDT of collateral and 0.5 % maintenance:
// liquidated where 10000 + p - 100000 = .005 p.
func ExampleAccount_Assess() {
	symbol, _ := margin.ParseSymbol("BTC/USDT:USDT")
	schedule, _ := margin.FlatSchedule(decimal.RequireFromString("0.005"))
	account := margin.Account{
		Currency: "USDT",
		Pools: []margin.Pool{{
			Name: "cross", Kind: margin.Cross,
			Balances: []margin.Holding{{Asset: "USDT", Amount: decimal.NewFromInt(10000)}},
			Positions: []margin.Position{{
				Symbol: symbol, Size: decimal.NewFromInt(1), EntryPrice: decimal.NewFromInt(100000),
				Leverage: decimal.NewFromInt(10), Schedule: schedule,
			}},
		}},
	}
	prices := margin.Prices{"BTC": decimal.NewFromInt(101000)}
	if err := account.Validate(prices); err != nil {
		fmt.Println(err)
		return
	}
	pool := account.Assess(prices)[0]
	fmt.Println("equity", pool.Equity, "maintenance", pool.MaintenanceMargin, "liquidatable", pool.Liquidatable)
	fmt.Println("liquidation price", pool.Positions[0].LiquidationPrice.Decimal)
	// Output:
	// equity 11000 maintenance 505 liquidatable false
	// liquidation price 90452.26130653266331658291457
}
