package margin

import "github.com/shopspring/decimal"

// charge sets the margins by the position's schedule and terms.
func (x *exposure) charge() {
	terms := &x.position.Terms
	if terms.CloseFee.On == FeeAtMark {
		x.fee = terms.CloseFee.Rate
	}
	reserved := x.reservedFee()
	x.owed = terms.Costs.amount(x.cost.Abs(), x.unit)
	if terms.CloseFee.On == FeeAtEntry {
		x.owed = x.owed.Add(x.cost.Abs().Mul(terms.CloseFee.Rate))
	}
	x.initial = x.opening().Add(reserved)
	x.fixed = reserved.Add(x.owed)
	if terms.MaintenanceAt == AtEntry {
		x.fixed = x.fixedMargin(reserved.Add(x.owed))
	} else {
		x.tiers = x.position.Schedule.tiers
	}
	t := tierNear(x.tiers, x.notional, x.unit)
	x.maintenance = x.notional.Mul(t.MaintenanceMarginFraction.Add(x.fee)).Sub(t.Deduction.Mul(x.unit)).Add(x.fixed)
}

// opening returns the initial margin without a reserved fee: the notional at mark or
// entry over the leverage, or times the initial fraction where that is more.
func (x *exposure) opening() decimal.Decimal {
	terms := &x.position.Terms
	notional := x.notional
	if terms.InitialAt == AtEntry {
		notional = x.cost.Abs()
	}
	least, leverage := terms.InitialFraction, x.position.Leverage
	if least.Valid && (leverage.IsZero() || least.Decimal.Mul(leverage).GreaterThanOrEqual(one())) {
		return notional.Mul(least.Decimal)
	}
	return Quotient(notional, x.leverage(), priceDigits)
}

// fixedMargin returns a maintenance margin taken at entry, with the costs that go
// into it and at least the floor.
func (x *exposure) fixedMargin(costs decimal.Decimal) decimal.Decimal {
	entered := x.cost.Abs()
	t := tierNear(x.position.Schedule.tiers, entered, x.unit)
	margin := entered.Mul(t.MaintenanceMarginFraction).Sub(t.Deduction.Mul(x.unit))
	x.floor = x.position.Terms.Floor.Amount.Mul(x.unit)
	if x.position.Terms.Floor.Fees == FeesWithin {
		x.floor = x.floor.Add(costs)
		return decimal.Max(margin, x.floor)
	}
	return decimal.Max(margin, x.floor).Add(costs)
}

// reservedFee returns the close fee that is reserved at entry: the rate on the
// notional at the bankruptcy price of an isolated position of this entry and leverage,
// e*(1 - s/leverage) of a linear one and e/(1 + s/leverage) of an inverse one, s
// the side (Bybit, order cost and maintenance margin of USDT and inverse
// contracts). Rounded up.
func (x *exposure) reservedFee() decimal.Decimal {
	fee := x.position.Terms.CloseFee
	if fee.On != FeeAtBankruptcy {
		return decimal.Decimal{}
	}
	leverage, side := x.leverage(), x.position.Size.Sign()
	if !x.position.Symbol.Inverse() {
		side = -side
	}
	grown := leverage.Add(decimal.NewFromInt(int64(side)))
	return divide(x.cost.Abs().Mul(grown).Mul(fee.Rate), leverage, termDigits, ceil)
}

// closing returns what of the costs of closing moves with the notional, at the
// current mark; owed is the rest.
func (x *exposure) closing() decimal.Decimal {
	fee := x.position.Terms.CloseFee
	if fee.On != FeeAtMark && fee.On != FeeAtBankruptcy {
		return decimal.Decimal{}
	}
	return x.notional.Mul(fee.Rate)
}
