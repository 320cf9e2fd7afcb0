package risk

import (
	"errors"
	"fmt"
	"math"
	"reflect"
	"slices"

	"github.com/plimsoll-risk/plimsoll/montecarlo"
	"github.com/plimsoll-risk/plimsoll/risk/margin"
)

// A Plan fixes a simulation: inputs, seed, step grid and number of path blocks.
// It is immutable and safe for concurrent use.
type Plan struct {
	sim      *montecarlo.Simulator
	run      Run
	round    round
	books    []planned
	warnings []string
}

// planned is one arrangement of the account.
type planned struct {
	name  string
	state []margin.PoolState
	pools []compiled
	book  int // of the experiment; arrangements that come out alike share one
}

// NewPlan plans a simulation of an account as it is given. An error about the
// input is margin.Errors: all of them at once, with paths such as
// pools[0].positions[1].size, prices.BTC, market.volatility.BTC or simulation.paths.
func NewPlan(a margin.Account, m Market, s Simulation) (*Plan, error) {
	if err := validate(a, m, s); err != nil {
		return nil, err
	}
	return newPlan(m, s, a.Warnings(m.Prices), Arrangement{AsGiven, a})
}

// NewComparisonPlan plans the same capital and positions under every mode on the
// same paths. Errors are those of NewPlan.
func NewComparisonPlan(a margin.Account, m Market, s Simulation) (*Plan, error) {
	if err := validate(a, m, s); err != nil {
		return nil, err
	}
	return newPlan(m, s, a.Warnings(m.Prices), Arrange(a, m.Prices)...)
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

func newPlan(m Market, s Simulation, warnings []string, arrangements ...Arrangement) (*Plan, error) {
	var accounts []margin.Account
	for _, arr := range arrangements {
		accounts = append(accounts, arr.Account)
	}
	c := newCompiler(accounts[0], m, s.HorizonHours/hoursPerYear, assetsInUse(accounts...))
	p := &Plan{warnings: slices.Concat(m.limits(s.HorizonHours, c.assets), s.limits(), warnings)}
	for _, arr := range arrangements {
		b := planned{name: arr.Mode, state: arr.Account.Assess(m.Prices)}
		for i, pool := range arr.Account.Pools {
			b.pools = append(b.pools, c.pool(pool, b.state[i].Liquidatable))
		}
		p.books = append(p.books, b)
	}
	last := len(arrangements) - 1 // as given
	p.warnings = append(p.warnings, c.limits(m, arrangements[last].Account.Pools)...)
	if s.Monitoring.Continuous() { // looks see every side
		p.warnings = append(p.warnings, twoSided(arrangements[last].Account.Pools, p.books[last].pools, m.strides(c.assets, c.years) > 0)...)
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
	e := montecarlo.Experiment{Process: process, Paths: s.Paths, Seed: s.Seed}
	if s.Monitoring.Continuous() {
		e.Replicates = s.Replicates
	}
	for i := range p.books {
		p.books[i].book = bookOf(&e, p.books[i])
	}
	s.pauses, s.strides = m.pauses(s.HorizonHours), m.strides(c.assets, c.years)
	if p.round, err = s.firstRound(c.tiers, e.Books); err != nil {
		return nil, err
	}
	e.Grid = s.grid(c.tiers)
	p.run = Run{
		Seed: s.Seed, Steps: e.Grid.Looks(several(e.Books)),
		HorizonHours: s.HorizonHours, Monitoring: s.Monitoring, Model: m.Model,
	}
	if s.Monitoring.Continuous() && s.strides > 0 {
		p.run.Steps = int(math.Ceil(s.strides))
	}
	return p.with(e)
}

// bookOf returns the index of the arrangement's open boundaries among the
// experiment's books, and adds them unless they are there.
func bookOf(e *montecarlo.Experiment, b planned) int {
	book := montecarlo.Book{}
	for _, pool := range b.pools {
		if pool.fate == open {
			book = append(book, pool.boundary)
		}
	}
	for i, other := range e.Books {
		if reflect.DeepEqual(book, other) {
			return i
		}
	}
	e.Books = append(e.Books, book)
	return len(e.Books) - 1
}

// several reports whether some book follows two pools or more together.
func several(books []montecarlo.Book) bool {
	return slices.ContainsFunc(books, func(b montecarlo.Book) bool { return len(b) > 1 })
}

// fewestPaths is what a run costs at least: paths move in lanes of 256.
const fewestPaths = 256

// maxSquares bounds the work of pools of many assets: about half a minute on one core.
const maxSquares = 2e10

// checkWork refuses what would take hours: so many paths, which the field at path asks for.
func (s Simulation) checkWork(path string, asked int, tiersReached bool, books []montecarlo.Book) error {
	pools := 0
	for _, b := range books {
		pools += len(b)
	}
	// A pool of n assets costs n^2 for each look beyond the first few.
	squares := 0.0
	for _, b := range books {
		for _, boundary := range b {
			n := float64(len(boundary.Terms))
			squares += float64(n * n)
		}
	}
	paths := max(asked, fewestPaths)
	looks := float64(paths) * s.steps(tiersReached, several(books))
	switch work := looks * float64(max(pools, 1)); {
	case work > MaxWork:
		return margin.Errors{{
			Path: path,
			Got:  fmt.Sprintf("%d paths x %.3g steps on average x %d pools = %.3g", paths, looks/float64(paths), max(pools, 1), work),
			Want: fmt.Sprintf("a product of at most %.0g", MaxWork),
		}}
	case looks*squares > maxSquares:
		return margin.Errors{{
			Path: path,
			Got:  fmt.Sprintf("%d paths x %.3g steps on average x %.3g (sum over pools of the square of their terms) = %.3g", paths, looks/float64(paths), squares, looks*squares),
			Want: fmt.Sprintf("a product of at most %.0g", maxSquares),
		}}
	}
	return nil
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
