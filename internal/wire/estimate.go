package wire

import "github.com/plimsoll-risk/plimsoll/montecarlo"

// An Estimate is a simulated number with its error. The interval is simulation
// error only: it says nothing about whether the model is right.
type Estimate struct {
	Value          float64  `json:"value" doc:"The estimate."`
	StdErr         float64  `json:"stdErr" doc:"Its standard error, simulation error only."`
	Low            float64  `json:"low" doc:"Lower end of the interval, simulation error only."`
	High           float64  `json:"high" doc:"Upper end of the interval, simulation error only."`
	Confidence     float64  `json:"confidence" doc:"Confidence of the interval."`
	Discretisation *float64 `json:"discretisation,omitempty" doc:"Difference between the result on the step grid and on every second point of it."`
	Method         string   `json:"method" doc:"How the number was made."`
}

func newEstimate(e montecarlo.Estimate) Estimate {
	return Estimate{
		Value: e.Value, StdErr: e.StdErr, Low: e.Low, High: e.High,
		Confidence: e.Confidence, Discretisation: e.Discretisation, Method: e.Method,
	}
}
