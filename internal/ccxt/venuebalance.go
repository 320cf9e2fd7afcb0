package ccxt

import "github.com/shopspring/decimal"

// A venueBalance knows a venue's own reply, which ccxt passes on as info, and what in it tells the cross wallet.
type venueBalance struct {
	meaning Meaning
	read    func(b object, asset string) (amount decimal.NullDecimal, name string)
}

// venueBalances lists the venues whose replies are known.
func venueBalances() []venueBalance {
	return []venueBalance{
		{CrossWallet, binanceWallet},
		{crossEquity, hyperliquidEquity},
		{crossEquity, dydxEquity},
		{AllWallets, bybitWallet},
		{AllEquity, okxEquity},
	}
}

// binanceWallet reads crossWalletBalance of USD-M and COIN-M futures: info is an object with assets, or the list of them.
// (ccxt's total is there marginBalance, which includes unrealised profit and isolated wallets, or balance, which does not.)
func binanceWallet(b object, asset string) (decimal.NullDecimal, string) {
	entries := objects(b.members["info"], b.at("info"), b.faults)
	if entries == nil {
		entries = b.inner("info").list("assets")
	}
	for _, e := range entries {
		if e.members["asset"] == asset {
			return e.decimal("crossWalletBalance"), "info's crossWalletBalance"
		}
	}
	return decimal.NullDecimal{}, ""
}

// hyperliquidEquity reads the value of the cross account of Hyperliquid, whose one asset ccxt has among the totals.
func hyperliquidEquity(b object, asset string) (decimal.NullDecimal, string) {
	summary := b.inner("info").inner("crossMarginSummary")
	if !b.inner("total").has(asset) {
		return decimal.NullDecimal{}, ""
	}
	return summary.decimal("accountValue"), "info.crossMarginSummary.accountValue"
}

// dydxEquity reads the equity of a dYdX v4 subaccount, which is in USDC. ccxt gives it no total.
func dydxEquity(b object, asset string) (decimal.NullDecimal, string) {
	info := b.inner("info")
	if asset != "USDC" || !info.has("freeCollateral") || !info.has("subaccountNumber") {
		return decimal.NullDecimal{}, ""
	}
	return info.decimal("equity"), "info.equity"
}

// bybitWallet reads walletBalance of a Bybit account, where isolated wallets are among it.
func bybitWallet(b object, asset string) (decimal.NullDecimal, string) {
	for _, account := range b.inner("info").inner("result").list("list") {
		for _, coin := range account.list("coin") {
			if coin.members["coin"] == asset {
				return coin.decimal("walletBalance"), "info's walletBalance"
			}
		}
	}
	return decimal.NullDecimal{}, ""
}

// okxEquity reads eq of an OKX trading account: the equity in a currency, isolated positions and profit included.
func okxEquity(b object, asset string) (decimal.NullDecimal, string) {
	for _, account := range b.inner("info").list("data") {
		for _, detail := range account.list("details") {
			if detail.members["ccy"] == asset {
				return detail.decimal("eq"), "info's eq"
			}
		}
	}
	return decimal.NullDecimal{}, ""
}
