package wire

import "github.com/plimsoll-risk/plimsoll/risk/margin"

// Words of the document that are defaults.
const (
	oneWay   = "oneWay"
	hedge    = "hedge"
	cross    = "cross"
	isolated = "isolated"
	marginal = "marginal"
)

// fill writes every default into the scenario.
func (in *Input) fill() {
	s := &in.Scenario
	setDefault(&s.Account.PositionMode, oneWay)
	if s.Account.Rules == nil {
		s.Account.Rules = &Rules{}
	}
	setDefault(&s.Account.Rules.Trigger, margin.Below.String())
	setDefault(&s.Account.Rules.TierKind, marginal)
	fillPositions(s.Account.Positions)
	for i := range s.Account.Pools {
		fillPositions(s.Account.Pools[i].Positions)
	}
	fillModel(&s.Market)
	if s.Simulation == nil {
		s.Simulation = &Simulation{}
	}
	setPointer(&s.Simulation.HorizonHours, DefaultHorizonHours)
	setPointer(&s.Simulation.Monitoring, Monitoring{})
	setPointer(&s.Simulation.Paths, DefaultPaths)
	setPointer(&s.Simulation.Seed, DefaultSeed)
	if asked := s.Simulation.Sensitivity; asked != nil && !*asked {
		s.Simulation.Sensitivity = nil // the default, of which a document says nothing
	}
}

func fillPositions(positions []Position) {
	for i := range positions {
		setDefault(&positions[i].MarginMode, cross)
	}
}

func setDefault(s *string, value string) {
	if *s == "" {
		*s = value
	}
}

func setPointer[T any](p **T, value T) {
	if *p == nil {
		*p = &value
	}
}
