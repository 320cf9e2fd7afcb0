package margin

import "github.com/shopspring/decimal"

// Terms are what a venue's rules add to the schedule of a position: how its
// size counts, which notional its margins are taken on, and what closing costs.
// The zero value adds nothing: units of the symbol, margins at mark, no fee.
type Terms struct {
	ContractSize  decimal.Decimal // what one unit of Size stands for: quote assets of an inverse contract, which needs one; symbol units of a linear one, where zero means 1
	InitialAt     Basis           // the notional of the initial margin; the zero value means AtMark
	MaintenanceAt Basis           // the notional of the maintenance margin; the zero value means AtMark
	CloseFee      CloseFee
	Costs         Costs
	Floor         Floor
	// InitialFraction replaces the tier's maximum leverage: the initial margin is the
	// larger of this fraction of the notional and notional / leverage, where one is
	// given. See InitialRule.
	InitialFraction decimal.NullDecimal
	Rounding        Rounding
	Tick            decimal.Decimal // price step; zero means none
}

// Basis says at which price a notional is taken.
type Basis int

// The bases.
const (
	AtMark  Basis = iota + 1 // the mark; the default
	AtEntry                  // the entry price: a margin that no move of the mark changes
)

// String returns the word the rules use: mark or entry.
func (b Basis) String() string {
	switch b {
	case 0, AtMark:
		return "mark"
	case AtEntry:
		return "entry"
	}
	return "unknown"
}

// A CloseFee is the cost of closing that a venue adds to the maintenance margin,
// and, where it is fixed at entry, to the initial margin too.
type CloseFee struct {
	On   FeeBasis
	Rate decimal.Decimal // a fraction of the notional it is taken on, usually the taker fee
}

// FeeBasis says on which notional a close fee is taken. The zero value means no fee.
type FeeBasis int

// The fee bases.
const (
	FeeAtMark       FeeBasis = iota + 1 // the notional at mark, so the fee moves with it
	FeeAtBankruptcy                     // the notional at the bankruptcy price that entry and leverage imply, so the fee is fixed
	FeeAtEntry                          // the notional at entry, so the fee is fixed; it is no part of the initial margin
)

// String returns the word the rules use: none, mark, bankruptcy or entry.
func (b FeeBasis) String() string {
	switch b {
	case 0:
		return "none"
	case FeeAtMark:
		return "mark"
	case FeeAtBankruptcy:
		return "bankruptcy"
	case FeeAtEntry:
		return "entry"
	}
	return "unknown"
}

// contracts returns the contract size that counts: a linear position without one has 1.
func (p *Position) contracts() decimal.Decimal {
	if p.Terms.ContractSize.IsZero() {
		return one()
	}
	return p.Terms.ContractSize
}
