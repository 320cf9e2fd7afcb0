package montecarlo

import (
	"errors"
	"fmt"
	"math/bits"
)

// An Experiment fixes a simulation: which paths, when they are looked at, and which
// surfaces they may cross. It is data; Compile checks it and makes it runnable.
type Experiment struct {
	Process GBM
	Grid    Grid
	Books   []Book
	// Paths is how many at least. With continuous monitoring they are shared among Replicates nets (0 stands for 16; a power of
	// two from 16 to MostReplicates), each of which has the next power of two of its share, at least 16.
	Paths      int
	Replicates int
	Seed       uint64
	// SimulateAll simulates also what has a closed form.
	SimulateAll bool
}

// A Book is one arrangement of boundaries whose first, any and all crossings are
// estimated together. Books of one experiment see the same paths, or the same points.
type Book []Boundary

// MaxBlocks bounds the number of path blocks: their results are kept one by one, so that they can be
// folded in order.
const MaxBlocks = 1024

// A Simulator is a compiled experiment. It is immutable and safe for concurrent use.
type Simulator struct {
	kernel
	grid   Grid
	seed   uint64
	layout layout
	looks  *looks  // pseudo-random paths, looked at now and then
	clouds *clouds // randomised nets, watched always
}

// Compile checks e and compiles it. Errors are programming mistakes of the caller:
// user input is checked where it enters.
func (e Experiment) Compile() (*Simulator, error) {
	n := len(e.Process.Volatility) + len(e.Process.Terms)
	if len(e.Process.Drift) != n || len(e.Process.L) != n {
		return nil, fmt.Errorf("montecarlo: %d drifts and a factor of %d rows for %d volatilities", len(e.Process.Drift), len(e.Process.L), n)
	}
	if e.Paths < 2 {
		return nil, fmt.Errorf("montecarlo: %d paths, want at least 2: one path has no error", e.Paths)
	}
	if e.Replicates == 0 {
		e.Replicates = Replicates
	}
	if !validReplicates(e.Replicates) {
		return nil, fmt.Errorf("montecarlo: %d replicates, want a power of two from %d to %d", e.Replicates, Replicates, MostReplicates)
	}
	if e.Process.Clock != nil && e.Process.Stepped != nil {
		return nil, errors.New("montecarlo: a clock and a law of steps together")
	}
	if err := e.Grid.check(); err != nil {
		return nil, err
	}
	s := &Simulator{kernel: e.Process.kernel(), grid: e.Grid, seed: e.Seed}
	var targets [][]int
	for _, b := range e.Books {
		var t []int
		for _, boundary := range b {
			switch {
			case e.Grid.Continuous:
				t = append(t, len(s.times(boundary))+len(boundary.Levels))
			case len(boundary.Levels) > 0:
				return nil, fmt.Errorf("montecarlo: %d levels for looks now and then", len(boundary.Levels))
			default:
				t = append(t, len(e.Grid.Dates))
			}
		}
		targets = append(targets, t)
	}
	s.layout = newLayout(targets)
	if e.Grid.Continuous {
		s.clouds = newClouds(e, s.kernel)
	} else {
		s.looks = newLooks(e.Books, s.kernel, e.Grid, e.Paths)
	}
	return s, nil
}

// times returns the dates before the horizon at which a surface is estimated: the nodes of the curve, or under a stepped law, whose paths pass them all, every date.
func (s *Simulator) times(b Boundary) []float64 {
	if own, _ := s.restrict(b); own.law != nil {
		return s.grid.Times[:len(s.grid.Times)-1]
	}
	return s.grid.nodes()
}

// pointsFor returns the points of each replicate for a number of paths.
func pointsFor(paths, replicates int) int {
	n := max(LeastPoints, (paths+replicates-1)/replicates)
	return 1 << bits.Len(uint(n-1))
}

// Blocks returns the number of path blocks.
func (s *Simulator) Blocks() int {
	if s.clouds != nil {
		return s.clouds.blocks()
	}
	return s.looks.blocks()
}

// Paths returns the number of paths, of all replicates together.
func (s *Simulator) Paths() int {
	if s.clouds != nil {
		return s.clouds.nets * s.clouds.points
	}
	return s.looks.paths
}

// Replicates returns the number of randomised nets that the paths are shared among; 1 where paths
// are pseudo-random.
func (s *Simulator) Replicates() int {
	if s.clouds != nil {
		return s.clouds.nets
	}
	return 1
}

// Method names how the paths are drawn and watched; an estimate's own method may be less.
func (s *Simulator) Method() string {
	if s.clouds != nil {
		return s.clouds.method()
	}
	return "mc"
}

// Block simulates block b and returns its tally: a pure function of the simulator
// and b.
func (s *Simulator) Block(b int) *Tally { return s.Run(b, b+1) }

// Run simulates blocks [from, to) one after the other.
func (s *Simulator) Run(from, to int) *Tally {
	if s.clouds != nil {
		return s.runClouds(from, to)
	}
	return s.runLooks(from, to)
}

// Result folds the tally of all blocks into estimates. It fails when a block is missing.
func (s *Simulator) Result(t *Tally) (*Result, error) {
	values, err := t.complete(s.Blocks())
	if err != nil {
		return nil, err
	}
	if s.clouds != nil {
		return s.cloudResult(values), nil
	}
	return s.lookResult(values), nil
}
