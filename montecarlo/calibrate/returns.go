package calibrate

// A Return is the move from one bar to the next.
type Return struct {
	Time int64   // the end of the bar, in seconds since 1970
	Log  float64 // log ratio of the closes
	Bar  Bar     // the bar that ends it
	From float64 // the close before
}

// Returns returns the returns between neighbours, and how many were left out
// because bars are missing between them.
func (s Series) Returns() (returns []Return, gaps int) {
	for i := 1; i < len(s.Bars); i++ {
		a, b := s.Bars[i-1], s.Bars[i]
		if b.Time-a.Time != s.Interval {
			gaps++
			continue
		}
		returns = append(returns, Return{b.Time + s.Interval, log(b.Close / a.Close), b, a.Close})
	}
	return returns, gaps
}

// Logs returns the log returns alone.
func Logs(returns []Return) []float64 {
	x := make([]float64, len(returns))
	for i, r := range returns {
		x[i] = r.Log
	}
	return x
}
