package wire

// A Simulation says how to simulate.
type Simulation struct {
	HorizonHours *float64    `json:"horizonHours,omitempty" doc:"Hours from now to the horizon, at least 0.000001 and at most 87600. Default 168."`
	Monitoring   *Monitoring `json:"monitoring,omitempty" doc:"When a pool is looked at: continuous, or every so many hours. Default continuous."`
	Paths        *int        `json:"paths,omitempty" doc:"Number of paths, at least. Continuous monitoring rounds up to 16 times a power of two, at least 256. Default 4096."`
	Seed         *Seed       `json:"seed,omitempty" doc:"Seed of the random streams: 64 bits, as a decimal string. Default 1."`
	Replicates   LaterValue  `json:"replicates,omitzero" doc:"Independent scrambles. Not supported yet."`
	TargetStdErr LaterValue  `json:"targetStdErr,omitzero" doc:"Standard error to reach. Not supported yet."`
	MaxPaths     LaterValue  `json:"maxPaths,omitzero" doc:"Cap on the paths. Not supported yet."`
}

// Defaults of a simulation, where the document says nothing.
const (
	DefaultHorizonHours = 168
	DefaultPaths        = 4096
	DefaultSeed         = 1
)
