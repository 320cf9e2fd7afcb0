package engine

import (
	"context"
	"fmt"

	"github.com/plimsoll-risk/plimsoll/internal/wire"
	"github.com/plimsoll-risk/plimsoll/risk"
)

// A Session is one simulation that its caller drives block by block: step any
// ranges of blocks, here or in other sessions of the same document, merge what
// they give, and ask for the report and for the next round, if there is one. It is not safe for concurrent use.
type Session struct {
	verb   Verb
	in     *wire.Input
	plan   *risk.Plan
	merged *risk.Partial // nil until something has been merged
}

// Open starts a session for simulate or compare. Bad input is margin.Errors.
func Open(verb Verb, document []byte, o wire.Overrides) (*Session, error) {
	if verb != VerbSimulate && verb != VerbCompare {
		return nil, fmt.Errorf("verb %q has no session: simulate and compare have", verb)
	}
	in, err := wire.DecodeSimulation(document, o)
	if err != nil {
		return nil, err
	}
	plan := risk.NewPlan
	if verb == VerbCompare {
		plan = risk.NewComparisonPlan
	}
	p, err := plan(in.Account, in.Market, in.Simulation)
	if err != nil {
		return nil, in.Locate(err)
	}
	return &Session{verb: verb, in: in, plan: p}, nil
}

// Blocks returns the number of path blocks of the round.
func (s *Session) Blocks() int { return s.plan.Blocks() }

// Preview goes back to a short round before the first one, for an early answer, and returns its blocks; 0 where the first round is
// short itself. It is called before anything else.
func (s *Session) Preview() int {
	p := s.plan.Preview()
	if p == nil {
		return 0
	}
	s.plan, s.merged = p, nil
	return s.Blocks()
}

// Next goes to the round after this one and returns its blocks; 0 where this one's report is the answer. Every block must
// have been merged.
func (s *Session) Next() (int, error) {
	if s.merged == nil {
		return 0, s.early("next")
	}
	p, err := s.plan.Next(s.merged)
	if err != nil || p == nil {
		return 0, err
	}
	s.plan, s.merged = p, nil
	return s.Blocks(), nil
}

func (s *Session) early(what string) error {
	return fmt.Errorf("%s before any of %d blocks has been merged", what, s.Blocks())
}

// Step simulates blocks [from, to) and returns their partial result. It does not
// merge it.
func (s *Session) Step(from, to int) ([]byte, error) {
	if from < 0 || to > s.Blocks() || from >= to {
		return nil, fmt.Errorf("step from %d to %d: want a range within 0 to %d", from, to, s.Blocks())
	}
	return s.plan.Run(from, to).MarshalBinary()
}

// Merge adds a partial result to those merged before.
func (s *Session) Merge(partial []byte) error {
	p, err := s.plan.Partial(partial)
	if err != nil {
		return err
	}
	return s.merge(p)
}

func (s *Session) merge(p *risk.Partial) error {
	if s.merged == nil {
		s.merged = p
		return nil
	}
	return s.merged.Merge(p)
}

// Report returns the answer of the round as JSON. Every block must have been merged.
func (s *Session) Report() ([]byte, error) {
	if s.merged == nil {
		return nil, s.early("report")
	}
	if s.verb == VerbCompare {
		return encode(s.comparison())
	}
	return encode(s.report())
}

func (s *Session) report() (*wire.Report, error) {
	r, err := s.plan.Report(s.merged)
	if err != nil {
		return nil, err
	}
	report, err := wire.NewReport(s.in, Version, r)
	if err != nil {
		return nil, err
	}
	if next, err := s.plan.Next(s.merged); err != nil || next != nil {
		return report, err // preliminary
	}
	return report, s.in.AddSensitivity(report)
}

func (s *Session) comparison() (*wire.Comparison, error) {
	c, err := s.plan.Comparison(s.merged)
	if err != nil {
		return nil, err
	}
	return wire.NewComparison(s.in, Version, c)
}

// answer runs every block of every round in turn and reports.
func (s *Session) answer() ([]byte, error) {
	if err := s.run(context.Background(), risk.Options{Workers: 1}); err != nil {
		return nil, err
	}
	return s.Report()
}
