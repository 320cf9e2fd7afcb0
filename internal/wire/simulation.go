package wire

// A Simulation says how to simulate.
type Simulation struct {
	HorizonHours *float64    `json:"horizonHours,omitempty" doc:"Hours from now to the horizon, at least 0.000001 and at most 87600. Default 168."`
	Monitoring   *Monitoring `json:"monitoring,omitempty" doc:"When a pool is looked at: continuous, or every so many hours. Default continuous."`
	Paths        *int        `json:"paths,omitempty" doc:"Number of paths, at least; with targetStdErr, of the first round. Continuous monitoring rounds up to replicates times a power of two, at least 16. Default 4096."`
	Seed         *Seed       `json:"seed,omitempty" doc:"Seed of the random streams: 64 bits, as a decimal string. Default 1."`
	Replicates   *int        `json:"replicates,omitempty" doc:"Independent scrambles of the point set, a power of two from 16 to 128, with continuous monitoring only. Default 16."`
	TargetStdErr *float64    `json:"targetStdErr,omitempty" doc:"Standard error that the probability of any liquidation shall reach, above 0 and at most 0.5: rounds find out how many paths that takes, and the last one is the answer. Default none."`
	MaxPaths     *int        `json:"maxPaths,omitempty" doc:"The most paths of a round, at least paths; with targetStdErr only. Default 1048576, or what the limit on the work allows."`
	Sensitivity  *bool       `json:"sensitivity,omitempty" doc:"Say too how the probability of any liquidation depends on the volatility and the model. Default false."`
	Stress       []string    `json:"stress,omitempty" enum:"all|2020-03-12|2021-05-19|2022-05|2022-11|2025-10-10" doc:"Past crashes to replay on the account, or all of them. No probability depends on them. Default none."`
}

// Defaults of a simulation, where the document says nothing.
const (
	DefaultHorizonHours = 168
	DefaultPaths        = 4096
	DefaultSeed         = 1
)
