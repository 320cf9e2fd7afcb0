package risk

import (
	"errors"
	"fmt"

	"github.com/plimsoll-risk/plimsoll/montecarlo"
	"github.com/plimsoll-risk/plimsoll/risk/margin"
)

// A Plan fixes a simulation: inputs, seed, step grid and number of path blocks.
// It is immutable and safe for concurrent use.
type Plan struct {
	sim      *montecarlo.Simulator
	run      Run
	books    []planned
	warnings []string
}

// planned is one arrangement of the account.
type planned struct {
	name  string
	state []margin.PoolState
	pools []compiled
	hours []float64
}

// NewPlan plans a simulation of an account as it is given. An error about the
// input is margin.Errors: all of them at once, with paths such as
// pools[0].positions[1].size, prices.BTC, market.volatility.BTC or simulation.paths.
func NewPlan(a margin.Account, m Market, s Simulation) (*Plan, error) {
	if err := validate(a, m, s); err != nil {
		return nil, err
	}
	return newPlan(m, s, a.Warnings(m.Prices), arrangement{AsGiven, a})
}

// NewComparisonPlan plans the same capital and positions under every mode on the
// same paths. Errors are those of NewPlan.
func NewComparisonPlan(a margin.Account, m Market, s Simulation) (*Plan, error) {
	if err := validate(a, m, s); err != nil {
		return nil, err
	}
	return newPlan(m, s, a.Warnings(m.Prices),
		arrangement{IsolatedMode, isolatedCounterpart(a, m.Prices)},
		arrangement{CrossMode, crossCounterpart(a)},
		arrangement{AsGiven, a})
}

// validate checks everything that can be wrong with the input.
func validate(a margin.Account, m Market, s Simulation) error {
	var f faults
	var account margin.Errors
	if err := a.Validate(m.Prices); errors.As(err, &account) {
		f.Errors = append(f.Errors, account...)
	} else if err != nil {
		return err
	}
	s.validate(&f)
	m.validate(&f, assetsInUse(a), a.Currency, s.HorizonHours)
	return f.Err()
}

// An arrangement is one way to hold the account's capital and positions.
type arrangement struct {
	name    string
	account margin.Account
}

func newPlan(m Market, s Simulation, warnings []string, arrangements ...arrangement) (*Plan, error) {
	account := arrangements[0].account
	c := newCompiler(account, m, s.HorizonHours/hoursPerYear, assetsInUse(account))
	p := &Plan{warnings: warnings}
	for _, arr := range arrangements {
		b := planned{name: arr.name, state: arr.account.Assess(m.Prices)}
		for i, pool := range arr.account.Pools {
			b.pools = append(b.pools, c.pool(pool, b.state[i].Liquidatable))
		}
		p.books = append(p.books, b)
	}
	if err := s.checkWork(c.tiers, p.books); err != nil {
		return nil, err
	}
	process, repair, err := c.process()
	if err != nil {
		return nil, refusal(err, c.assets)
	}
	if repair.Change > 0 {
		p.warnings = append(p.warnings, fmt.Sprintf("The correlation matrix was not positive semidefinite; the nearest one was used, which changes a correlation by at most %.4f (%s with %s).",
			repair.Change, c.assets[repair.I], c.assets[repair.J]))
	}
	if len(arrangements) == 1 && s.Monitoring.Continuous() {
		for k := range p.books[0].pools {
			if pool := &p.books[0].pools[k]; pool.fate == open {
				c.ladder(pool, p.books[0].state[k], process)
			}
		}
	}
	e := montecarlo.Experiment{Process: process, Grid: s.grid(c.tiers), Paths: s.Paths, Seed: s.Seed}
	for _, b := range p.books {
		var book montecarlo.Book
		for _, pool := range b.pools {
			if pool.fate == open {
				book = append(book, pool.boundary)
			}
		}
		e.Books = append(e.Books, book)
	}
	if p.sim, err = e.Compile(); err != nil {
		return nil, err
	}
	p.run = Run{
		Seed: s.Seed, Paths: p.sim.Paths(), Replicates: p.sim.Replicates(), Steps: e.Grid.Looks(severalOpen(p.books)),
		HorizonHours: s.HorizonHours, Monitoring: s.Monitoring, Model: GBM, Method: p.sim.Method(),
	}
	return p, nil
}

// severalOpen reports whether some arrangement has two pools or more to be simulated.
func severalOpen(books []planned) bool {
	for _, b := range books {
		n := 0
		for _, p := range b.pools {
			if p.fate == open {
				n++
			}
		}
		if n > 1 {
			return true
		}
	}
	return false
}

// checkWork refuses what would take hours.
func (s Simulation) checkWork(tiersReached bool, books []planned) error {
	pools := 0
	for _, b := range books {
		for _, p := range b.pools {
			if p.fate == open {
				pools++
			}
		}
	}
	steps := s.steps(tiersReached, severalOpen(books))
	work := float64(s.Paths) * steps * float64(max(pools, 1))
	if work <= MaxWork {
		return nil
	}
	return margin.Errors{{
		Path: "simulation.paths",
		Got:  fmt.Sprintf("%d paths x %.3g steps x %d pools = %.3g", s.Paths, steps, max(pools, 1), work),
		Want: fmt.Sprintf("a product of at most %.0g", MaxWork),
	}}
}

// refusal names the assets of a correlation matrix that cannot be repaired.
func refusal(err error, assets []string) error {
	var bad *montecarlo.NotSemidefiniteError
	if !errors.As(err, &bad) {
		return err
	}
	return margin.Errors{{
		Path: "market.correlation.matrix",
		Got:  fmt.Sprintf("a matrix that is not positive semidefinite: the nearest one changes the correlation of %s with %s by %.3f or more", assets[bad.I], assets[bad.J], bad.Change),
		Want: fmt.Sprintf("a positive semidefinite matrix, or one within %g of it", montecarlo.MaxRepair),
	}}
}

// Blocks returns the number of path blocks, at least 1.
func (p *Plan) Blocks() int { return p.sim.Blocks() }
