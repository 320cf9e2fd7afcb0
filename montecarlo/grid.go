package montecarlo

// A Grid is when paths are looked at.
type Grid struct {
	Times []float64 // years, ascending from above 0 to the horizon
	Dates []int     // number of steps done at each date of the survival curve, ascending
	// Continuous bridges every step, so that a crossing between two times counts;
	// otherwise only the times themselves are looked at. It asks for equal steps, even in number, whose
	// every second time is the coarse grid of the two-grid difference.
	Continuous bool
}
