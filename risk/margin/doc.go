// Package margin computes the exact margin state of an account in decimal
// arithmetic: equity, initial and maintenance margin, and the prices at which a
// pool is liquidated or bankrupt. It holds no binary floating point and no randomness.
//
// An account is a set of pools. A pool owns balances, debts and positions and is
// liquidated on its own: isolated margin is a pool with one position, cross
// margin the pool that holds the rest, a lending account a pool with debts and no
// positions. Rules are data: every position carries
// the maintenance Schedule of its venue (package venue has presets).
//
// Every amount is in the account's currency, every liquidation price in the
// quote asset of its symbol. With P the price of an asset in the account's
// currency, a position of signed size n, entry price e and mark m has
//
//	notional          |n| * m * P(quote)
//	unrealised PnL    n * (m - e) * P(settle)
//	initial margin    notional / leverage
//	maintenance       (N*f - deduction) * P(quote), N = |n| * m, tier by N
//
// An inverse contract, settled in its base, is a linear position in the quote asset
// priced in coins. Terms move margins to the entry price and add close fees.
//
// A pool's equity is its balances, at full value or by the pool's collateral rules,
// less its debts, plus the PnL of its positions. What a liquidation threshold leaves
// of a balance is maintenance margin.
// Sums and products are exact. Only quotients are rounded: initial margins and
// prices, to 28 significant digits, half to even; inside an equity or a margin, to
// 40, toward less equity and more margin.
//
// Supported are linear and inverse contracts. Validate checks
// an account and reports every fault at once; the other methods expect an
// account that has passed it.
package margin
