package margin

// An Absence says why a liquidation or bankruptcy price is absent. The zero value
// says that it is there.
type Absence int

// The reasons.
const (
	NeverReached  Absence = iota + 1 // no price of the asset, with all others held, brings the pool there
	AlwaysPast                       // at every price of the asset the pool is past it
	FixedPrice                       // the asset is the account's currency, whose price is 1
	NothingToLose                    // the pool holds no position and no debt
)

// String returns a plain sentence for a report; of no absence the empty string.
func (a Absence) String() string {
	switch a {
	case 0:
		return ""
	case NeverReached:
		return "no price reaches it"
	case AlwaysPast:
		return "past it at every price"
	case FixedPrice:
		return "the account's own currency has a price of 1"
	case NothingToLose:
		return "the pool holds no position and no debt"
	}
	return "unknown"
}

// absence returns why a price does not exist, given the sign of what would be zero
// there at today's price: what has no zero keeps its sign.
func absence(exists bool, sign int) Absence {
	switch {
	case exists:
		return 0
	case sign < 0:
		return AlwaysPast
	}
	return NeverReached
}
