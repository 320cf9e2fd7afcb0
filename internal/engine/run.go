package engine

import (
	"context"

	"github.com/plimsoll-risk/plimsoll/internal/wire"
	"github.com/plimsoll-risk/plimsoll/risk"
)

// Simulate returns the report of a scenario. Bad input is margin.Errors.
func Simulate(ctx context.Context, document []byte, over wire.Overrides, o risk.Options) (*wire.Report, error) {
	s, err := Open(VerbSimulate, document, over)
	if err != nil {
		return nil, err
	}
	if err := s.run(ctx, o); err != nil {
		return nil, err
	}
	return s.report()
}

// Compare returns the comparison of a scenario. Bad input is margin.Errors.
func Compare(ctx context.Context, document []byte, over wire.Overrides, o risk.Options) (*wire.Comparison, error) {
	s, err := Open(VerbCompare, document, over)
	if err != nil {
		return nil, err
	}
	if err := s.run(ctx, o); err != nil {
		return nil, err
	}
	return s.comparison()
}

// run simulates every block of every round.
func (s *Session) run(ctx context.Context, o risk.Options) error {
	plan, merged, err := s.plan.RunRounds(ctx, o)
	if err != nil {
		return err
	}
	s.plan, s.merged = plan, merged
	return nil
}
