package margin

// Kind says how a pool came to be.
type Kind int

// The kinds of pool.
const (
	Cross Kind = iota + 1
	Isolated
	Named
)

// String returns the word the report uses: cross, isolated or named.
func (k Kind) String() string {
	switch k {
	case Cross:
		return "cross"
	case Isolated:
		return "isolated"
	case Named:
		return "named"
	}
	return "unknown"
}
