package montecarlo

// A Result holds the estimates of a simulation.
type Result struct {
	Books []BookResult
	// Differences are P(any) of book I minus that of book J for I < J, from the same points.
	Differences []Difference
}

// A BookResult is one book's estimates by the horizon. It is empty for a book
// without boundaries.
type BookResult struct {
	Any, All Estimate
	Pools    []PoolResult
}

// A PoolResult is one boundary's estimates.
type PoolResult struct {
	Crossed Estimate
	First   Estimate // crossed before every other boundary of the book
	// Curve and CurveStdErr are P(crossed by each date of the grid).
	Curve, CurveStdErr []float64
	// Levels and LevelStdErr are P(crossed by the horizon) at each of the boundary's levels.
	Levels, LevelStdErr []float64
	// MedianYears is when P(crossed) is 1/2, where that is known in closed form and by the horizon; otherwise 0.
	MedianYears float64
}

// A Difference is P(any) of book I minus that of book J.
type Difference struct {
	I, J int
	Any  Estimate
}
