package risk

import (
	"context"
	"runtime"
	"sync"

	"github.com/plimsoll-risk/plimsoll/risk/margin"
)

// Options say how to run, never what is computed.
type Options struct {
	Workers  int                   // goroutines; 0 means one per processor
	Progress func(done, total int) // called after each block, from one goroutine at a time; may be nil
}

// Simulate returns the liquidation probabilities of an account. It plans, runs
// every block on o.Workers goroutines and reports; see NewPlan for its errors. When
// ctx is cancelled it stops at the next block and returns the context's error.
func Simulate(ctx context.Context, a margin.Account, m Market, s Simulation, o Options) (*Report, error) {
	p, err := NewPlan(a, m, s)
	if err != nil {
		return nil, err
	}
	p, q, err := p.RunRounds(ctx, o)
	if err != nil {
		return nil, err
	}
	return p.Report(q)
}

// Compare returns the probabilities of the same capital and positions under every
// mode, on the same paths. It runs as Simulate does.
func Compare(ctx context.Context, a margin.Account, m Market, s Simulation, o Options) (*Comparison, error) {
	p, err := NewComparisonPlan(a, m, s)
	if err != nil {
		return nil, err
	}
	p, q, err := p.RunRounds(ctx, o)
	if err != nil {
		return nil, err
	}
	return p.Comparison(q)
}

// RunAll runs every block of the plan on o.Workers goroutines. When ctx is
// cancelled it stops at the next block and returns the context's error.
func (p *Plan) RunAll(ctx context.Context, o Options) (*Partial, error) {
	total := p.Blocks()
	workers := o.Workers
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	var (
		mu   sync.Mutex
		wg   sync.WaitGroup
		next int
		done int
		all  = p.Run(0, 0)
		errs error
	)
	take := func() (int, bool) {
		mu.Lock()
		defer mu.Unlock()
		if ctx.Err() != nil || errs != nil || next == total {
			return 0, false
		}
		next++
		return next - 1, true
	}
	give := func(q *Partial) {
		mu.Lock()
		defer mu.Unlock()
		if err := all.Merge(q); err != nil {
			errs = err
			return
		}
		done++
		if o.Progress != nil {
			o.Progress(done, total)
		}
	}
	for range min(workers, total) {
		wg.Go(func() {
			for b, ok := take(); ok; b, ok = take() {
				give(p.Run(b, b+1))
			}
		})
	}
	wg.Wait()
	if errs != nil {
		return nil, errs
	}
	if done < total {
		return nil, ctx.Err()
	}
	return all, nil
}
