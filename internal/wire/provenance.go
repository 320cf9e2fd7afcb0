package wire

import "github.com/plimsoll-risk/plimsoll/risk"

// Provenance says from what and how the numbers were made, so that they can be
// made again. Nothing in it depends on workers, time or platform.
type Provenance struct {
	Engine       string     `json:"engine" doc:"Version of the engine."`
	Input        string     `json:"input" doc:"sha256 of the scenario with sorted keys, defaults filled and flags applied."`
	Seed         Seed       `json:"seed" doc:"Seed of the random streams."`
	Paths        int        `json:"paths" doc:"Number of paths that the numbers come from, of all replicates together."`
	Rounds       []int      `json:"rounds,omitempty" doc:"With targetStdErr: the paths of every round so far. The numbers come from the last alone; the others decided its size."`
	Preliminary  bool       `json:"preliminary,omitempty" doc:"True where a round with a better answer follows."`
	Replicates   int        `json:"replicates" doc:"Independent randomisations of the point set, from which errors come; 1 for plain Monte Carlo."`
	Steps        int        `json:"steps" doc:"The most steps that a path is followed in; under merton and regime about so many."`
	Model        string     `json:"model" doc:"Law of the log returns."`
	Monitoring   Monitoring `json:"monitoring" doc:"When a pool is looked at."`
	HorizonHours float64    `json:"horizonHours" doc:"Hours from now to the horizon."`
	Method       string     `json:"method" doc:"How the numbers were made."`
}

func newProvenance(in *Input, engine string, run risk.Run) (Provenance, error) {
	model, err := modelName(run.Model)
	if err != nil {
		return Provenance{}, err
	}
	input, err := in.Hash()
	if err != nil {
		return Provenance{}, err
	}
	return Provenance{
		Engine:       engine,
		Input:        input,
		Seed:         Seed(run.Seed),
		Paths:        run.Paths,
		Rounds:       run.Rounds,
		Preliminary:  run.Preliminary,
		Replicates:   run.Replicates,
		Steps:        run.Steps,
		Model:        model,
		Monitoring:   Monitoring{EveryHours: run.Monitoring.EveryHours},
		HorizonHours: run.HorizonHours,
		Method:       run.Method,
	}, nil
}
