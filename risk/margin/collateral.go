package margin

import "github.com/shopspring/decimal"

// A Collateral says how a pool counts its balance of one asset. A pool without any
// counts every balance in full; one with some must list every asset it holds.
type Collateral struct {
	Asset string
	Ratio CollateralRatio // of a positive net balance in equity; the zero value counts it in full. Negative ones always count in full
	// LiquidationThreshold is the fraction of a positive net balance that covers
	// debts before the pool is liquidated; the rest of it is maintenance margin. Absent means 1.
	LiquidationThreshold decimal.NullDecimal
	// LoanToValue is the fraction that covers new debts; the rest is initial margin. Absent means 1.
	LoanToValue decimal.NullDecimal
}

// A Debt is an amount of an asset that a pool owes. It is not netted with a
// balance of that asset.
type Debt struct {
	Asset                     string
	Amount                    decimal.Decimal // positive
	MaintenanceMarginFraction decimal.Decimal // of the debt's value; zero for a lending pool, whose thresholds ask for the margin
}

// A Held is what a pool's net balance of an asset, or one of its debts, adds to
// equity and margins, in the account's currency. All of it moves with the price of the
// asset.
type Held struct {
	Asset       string
	Quantity    decimal.Decimal // net balance, or the debt as a negative number
	Value       decimal.Decimal // in full
	Equity      decimal.Decimal // after the collateral ratio
	Covering    decimal.Decimal // what of it covers debts before liquidation: equity times liquidation threshold; zero if owed
	Initial     decimal.Decimal
	Maintenance decimal.Decimal
}

// Held values the balances and debts of a pool of a valid account: balances by asset
// in order of first mention, then debts. All amounts are exact.
func (a Account) Held(p Pool, prices Prices) []Held {
	var out []Held
	place := make(map[string]int, len(p.Balances))
	for _, b := range p.Balances {
		i, known := place[b.Asset]
		if !known {
			i = len(out)
			place[b.Asset] = i
			out = append(out, Held{Asset: b.Asset})
		}
		out[i].Quantity = out[i].Quantity.Add(b.Amount)
	}
	for i := range out {
		price, _ := a.Price(prices, out[i].Asset)
		out[i].count(p.Collateral, price)
	}
	for _, d := range p.Debts {
		price, _ := a.Price(prices, d.Asset)
		value := d.Amount.Mul(price)
		margin := value.Mul(d.MaintenanceMarginFraction)
		out = append(out, Held{Asset: d.Asset, Quantity: d.Amount.Neg(), Value: value.Neg(), Equity: value.Neg(), Initial: margin, Maintenance: margin})
	}
	return out
}

// count values a net balance by the pool's rule for its asset.
func (h *Held) count(rules []Collateral, price decimal.Decimal) {
	h.Value = h.Quantity.Mul(price)
	h.Equity = h.Value
	if !h.Quantity.IsPositive() {
		return
	}
	h.Covering = h.Value
	for _, c := range rules {
		if c.Asset != h.Asset {
			continue
		}
		h.Equity = c.Ratio.Counted(h.Quantity).Mul(price)
		h.Covering = h.Equity.Mul(orOne(c.LiquidationThreshold))
		h.Maintenance = h.Equity.Sub(h.Covering)
		h.Initial = h.Equity.Sub(h.Equity.Mul(orOne(c.LoanToValue)))
	}
}

func orOne(d decimal.NullDecimal) decimal.Decimal {
	if d.Valid {
		return d.Decimal
	}
	return one()
}
