package risk

import (
	"context"
	"fmt"
	"iter"
	"math"
	"slices"
	"strconv"

	"github.com/plimsoll-risk/plimsoll/montecarlo"
	"github.com/plimsoll-risk/plimsoll/risk/margin"
)

// A round is the part of a plan that says what comes after it: docs/METHODS.md, "Rounds".
type round struct {
	experiment montecarlo.Experiment
	target     float64 // standard error to reach; 0 where there is none
	most       int     // paths that a round may have
	number     int     // of this one, from 0
	last       bool    // whatever it finds is the answer
	asked      *Plan   // of a preview: what it is a preview of
}

// DefaultMaxPaths is how many paths a round may have to reach a target, unless MaxPaths says otherwise.
const DefaultMaxPaths = 1 << 20

// previewPaths is how many paths a preview has: an answer within one frame of a screen.
const previewPaths = 1024

// margin of safety for the standard error that a round is to have, over the one that the round before found: of two
// estimates with 15 degrees of freedom of the same error the second is at most 1.4 times the first in nine cases
// of ten (the square root of the quantile of F at .9, 1.972).
const safety = 1.4

// leap is how many times more paths a round has at most than the round before it.
const leap = 4

// validateRounds checks what says how many paths there are.
func (s Simulation) validateRounds(f *faults) {
	one := "a power of two from " + strconv.Itoa(montecarlo.Replicates) + " to " + strconv.Itoa(montecarlo.MostReplicates)
	switch n := s.Replicates; {
	case n == 0:
	case !s.Monitoring.Continuous() && n != 1:
		f.add("simulation.replicates", strconv.Itoa(n), "nothing, or 1: paths that are looked at now and then are not randomised nets")
	case s.Monitoring.Continuous() && (n < montecarlo.Replicates || n > montecarlo.MostReplicates || n&(n-1) != 0):
		f.add("simulation.replicates", strconv.Itoa(n), one)
	}
	if s.TargetStdErr != 0 {
		f.number("simulation.targetStdErr", s.TargetStdErr, 0, 0.5, false)
	}
	switch n := s.MaxPaths; {
	case n == 0:
	case s.TargetStdErr == 0:
		f.add("simulation.maxPaths", strconv.Itoa(n), "nothing, or simulation.targetStdErr beside it: without one there are as many paths as simulation.paths says")
	case n < s.Paths:
		f.add("simulation.maxPaths", strconv.Itoa(n), "at least simulation.paths, "+strconv.Itoa(s.Paths)+", those of the first round")
	}
}

// firstRound fixes what a run may cost. Its error is about the field that asks for too much.
func (s Simulation) firstRound(tiersReached bool, books []montecarlo.Book) (round, error) {
	if err := s.checkWork("simulation.paths", s.Paths, tiersReached, books); err != nil {
		return round{}, err
	}
	r := round{target: s.TargetStdErr, most: s.MaxPaths, last: s.TargetStdErr == 0}
	switch {
	case r.last:
	case r.most > 0:
		if err := s.checkWork("simulation.maxPaths", r.most, tiersReached, books); err != nil {
			return round{}, err
		}
	default:
		r.most = DefaultMaxPaths
		for r.most > s.Paths && s.checkWork("", r.most, tiersReached, books) != nil {
			r.most /= 2
		}
		r.most = max(r.most, s.Paths)
	}
	return r, nil
}

// with returns the plan of a round, which e is.
func (p *Plan) with(e montecarlo.Experiment) (*Plan, error) {
	var err error
	if p.sim, err = e.Compile(); err != nil {
		return nil, err
	}
	p.round.experiment = e
	p.run.Paths, p.run.Replicates, p.run.Method = p.sim.Paths(), p.sim.Replicates(), p.sim.Method()
	if p.round.number > 0 {
		p.run.Rounds = append(slices.Clone(p.run.Rounds), p.run.Paths)
	} else if p.round.target > 0 {
		p.run.Rounds = []int{p.run.Paths}
		p.round.last = p.round.last || p.clip(2*p.run.Paths) == p.run.Paths // the size needs no pilot
	}
	return p, nil
}

// clip returns the number of paths that a round has which wants n, more than this one: as many as are allowed, and
// with randomised nets this round's times a power of two.
func (p *Plan) clip(n int) int {
	n = min(n, p.round.most)
	if p.run.Replicates == 1 {
		return max(n, p.run.Paths)
	}
	have := p.run.Paths
	for have <= n/2 {
		have *= 2
	}
	return have
}

// Preview returns the plan of a short round before this one, for a first answer, or nil where this one is short itself. Next
// leads from there to this one, whose answer does not depend on it.
func (p *Plan) Preview() *Plan {
	if p.run.Paths <= 2*previewPaths {
		return nil
	}
	q := *p
	q.round = round{asked: p, last: true}
	q.run.Rounds = nil
	e := p.round.experiment
	e.Paths = previewPaths
	short, err := q.with(e)
	if err != nil { // what compiles with many paths does with few
		return nil
	}
	return short
}

// Next returns the plan of the round after this one, given all of this one's blocks, or nil where this one's report is
// the answer. Without a target that is the first round.
//
// With one, each round sees how many paths the next needs, from its own standard error of the probability of any
// liquidation (in a comparison the largest of all modes). The last is simulated afresh and its size depends on earlier ones only, so
// its answer is as unbiased as that of a single run, and its interval as honest.
func (p *Plan) Next(q *Partial) (*Plan, error) {
	if p.round.asked != nil {
		return p.round.asked, nil
	}
	if p.round.last {
		return nil, nil
	}
	result, err := p.sim.Result(q.tally)
	if err != nil {
		return nil, err
	}
	var any []montecarlo.Estimate
	worst := 0.0
	for _, b := range p.books {
		e := p.liquidation(b, result).Any
		any, worst = append(any, e), math.Max(worst, e.StdErr)
	}
	if worst == 0 {
		return nil, nil
	}
	next := *p
	next.round.number++
	e := p.round.experiment
	e.Paths, next.round.last = p.wanted(any, worst)
	e.Seed = montecarlo.RoundSeed(p.run.Seed, next.round.number)
	return next.with(e)
}

// wanted returns the paths of the next round and whether it is the last.
func (p *Plan) wanted(any []montecarlo.Estimate, worst float64) (paths int, last bool) {
	most := p.clip(p.round.most)
	if p.run.Replicates == 1 {
		// The error of hits is known from their probability: the least favourable one of the interval.
		need := 0.0
		for _, e := range any {
			v := 0.25
			if e.High < 0.5 {
				v = float64(e.High * (1 - e.High))
			} else if e.Low > 0.5 {
				v = float64(e.Low * (1 - e.Low))
			}
			need = math.Max(need, v/float64(p.round.target*p.round.target))
		}
		if need < float64(most) {
			return max(p.run.Paths, int(math.Ceil(need))), true
		}
		return most, true
	}
	// The error of nets falls at least as the square root of their size, and mostly much faster.
	for times := 1; times <= leap; times *= 2 {
		if float64(safety*worst) <= float64(p.round.target*math.Sqrt(float64(times))) {
			paths = p.clip(times * p.run.Paths)
			return paths, true
		}
	}
	paths = p.clip(leap * p.run.Paths)
	return paths, paths == most
}

// finish returns how the numbers of this round were made and its warnings, given the standard error that it has reached.
func (p *Plan) finish(reached float64) (Run, []string) {
	run, warnings := p.run, p.warnings
	run.Preliminary = p.round.asked != nil || !p.round.last && reached > 0
	if !run.Preliminary && reached > p.round.target && p.round.target > 0 {
		why := "the rounds before it had promised less; a larger first round (paths) is a better guide"
		if run.Paths == p.clip(p.round.most) {
			why = fmt.Sprintf("no round may have more than %d paths (maxPaths)", p.round.most)
		}
		warnings = append(slices.Clone(warnings), fmt.Sprintf("The standard error of the probability of any liquidation is %.2g, above the target of %s: %s.", reached, show(p.round.target), why))
	}
	return run, warnings
}

// RunRounds runs this round and those after it, and returns the last with all of its blocks. It runs as RunAll does;
// o.Progress is called anew for each round.
func (p *Plan) RunRounds(ctx context.Context, o Options) (*Plan, *Partial, error) {
	for {
		q, err := p.RunAll(ctx, o)
		if err != nil {
			return nil, nil, err
		}
		next, err := p.Next(q)
		if err != nil {
			return nil, nil, err
		}
		if next == nil {
			return p, q, nil
		}
		p = next
	}
}

// Reports returns the reports of an account as they get better: a first one from few paths where many are asked for, one of each
// round where a standard error is asked for, and at last the one that Simulate returns. All but the last are Preliminary. Each
// interval is as honest as the last, taken by itself; that all of them hold at once is less likely. An error ends the
// sequence; its errors are those of Simulate.
func Reports(ctx context.Context, a margin.Account, m Market, s Simulation, o Options) iter.Seq2[*Report, error] {
	return func(yield func(*Report, error) bool) {
		p, err := NewPlan(a, m, s)
		if err != nil {
			yield(nil, err)
			return
		}
		if short := p.Preview(); short != nil {
			p = short
		}
		for p != nil {
			r, next, err := p.reported(ctx, o)
			if !yield(r, err) || err != nil {
				return
			}
			p = next
		}
	}
}

// reported runs a round and returns its report and the plan of the next one, if there is one.
func (p *Plan) reported(ctx context.Context, o Options) (*Report, *Plan, error) {
	q, err := p.RunAll(ctx, o)
	if err != nil {
		return nil, nil, err
	}
	r, err := p.Report(q)
	if err != nil {
		return nil, nil, err
	}
	next, err := p.Next(q)
	return r, next, err
}
