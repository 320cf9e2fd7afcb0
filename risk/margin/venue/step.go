package venue

import "github.com/shopspring/decimal"

// A Step is one stage of what a venue does with a pool that is liquidated, in the
// order in which it goes on while the pool is not safe. It is data for what follows a
// liquidation; no margin or probability depends on it.
type Step struct {
	Kind   StepKind
	Share  decimal.Decimal // of a position or debt, at most, where the venue states one; zero means all that is needed
	Above  decimal.Decimal // Share holds for positions or debts above this notional; smaller ones go whole
	Fee    decimal.Decimal // of the notional that is closed, at most, taken by the venue; zero where it is not known or none
	Text   string
	Source string
}

// StepKind says what is done.
type StepKind int

// The kinds of step.
const (
	CancelOrders StepKind = iota + 1 // open orders are cancelled
	ReduceToTier                     // positions are reduced to a lower tier by orders
	ReduceShare                      // a share of a position is closed by orders, then the rest
	CloseWhole                       // the position is closed at once at the oracle price
	TakeOver                         // positions go to a fund or vault at their bankruptcy price, with what margin is left
	SeizeForDebt                     // a liquidator repays a debt and takes collateral with a bonus
	Deleverage                       // positions on the other side are closed against it
	WriteOff                         // the debt that is left is booked as a loss of the venue
)

// String returns the word for the kind in lower camel case.
func (k StepKind) String() string {
	names := [...]string{"", "cancelOrders", "reduceToTier", "reduceShare", "closeWhole", "takeOver", "seizeForDebt", "deleverage", "writeOff"}
	if k < 1 || int(k) >= len(names) {
		return "unknown"
	}
	return names[k]
}
