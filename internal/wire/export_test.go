package wire

// For the tests of what is not seen from outside.
var (
	SHA256Hex = sha256Hex
	IsTime    = isTime
)

// Assumed returns the sentences about market and simulation.
func Assumed(in *Input) []string { return in.assumed }
