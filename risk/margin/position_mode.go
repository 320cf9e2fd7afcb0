package margin

// PositionMode says how many positions of one symbol a pool may hold.
type PositionMode int

// The position modes.
const (
	OneWay PositionMode = iota + 1 // one per symbol; the default
	Hedge                          // one long and one short
)
