package montecarlo

// An Estimate is a simulated number with its error. StdErr and the interval
// [Low, High] are simulation error only.
type Estimate struct {
	Value      float64
	StdErr     float64
	Low        float64
	High       float64
	Confidence float64
	// Discretisation, where present, is what the step grid may be worth: the absolute
	// difference between the result in all steps and in half as many; for joint events of several boundaries also what
	// of the steps' difference is not added, as it is within its noise.
	Discretisation *float64
	// Method is "exact"; "rqmc+bridge" or "rqmc+bridge+is": randomised nets, bridged, with importance sampling; or "mc":
	// pseudo-random paths, looked at now and then.
	Method string
}
