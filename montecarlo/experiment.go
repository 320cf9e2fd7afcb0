package montecarlo

import (
	"errors"
	"fmt"
	"math"
)

// An Experiment fixes a simulation: which paths, when they are looked at, and which
// surfaces they may cross. It is data; Compile checks it and makes it runnable.
type Experiment struct {
	Process GBM
	Grid    Grid
	Books   []Book
	Paths   int
	Seed    uint64
}

// A Book is one arrangement of boundaries whose first, any and all crossings are
// estimated together. Books of one experiment see the same paths.
type Book []Boundary

// MaxBlocks bounds the number of path blocks: their results are kept one by one, so that they can be
// folded in order.
const MaxBlocks = 1024

// A Simulator is a compiled experiment. It is immutable and safe for concurrent use.
type Simulator struct {
	kernel
	grid   Grid
	dt     []float64
	books  []book
	paths  int
	seed   uint64
	chunks int // groups of lanes paths
	layout layout
}

// kernel is the process in the form of its loops.
type kernel struct {
	drift   []float64
	loading [][]float64
}

// book is a compiled Book.
type book struct {
	surfaces []*surface
	root     int // of the tree
	tree     []edge
}

// Compile checks e and compiles it. Errors are programming mistakes of the caller:
// user input is checked where it enters.
func (e Experiment) Compile() (*Simulator, error) {
	n := len(e.Process.Volatility)
	if len(e.Process.Drift) != n || len(e.Process.L) != n {
		return nil, fmt.Errorf("montecarlo: %d drifts and a factor of %d rows for %d volatilities", len(e.Process.Drift), len(e.Process.L), n)
	}
	if e.Paths < 2 {
		return nil, fmt.Errorf("montecarlo: %d paths, want at least 2: one path has no error", e.Paths)
	}
	if len(e.Grid.Times) == 0 || e.Grid.Continuous && len(e.Grid.Times)%2 != 0 {
		return nil, errors.New("montecarlo: a grid needs times, and an even number of them to bridge")
	}
	s := &Simulator{
		kernel: kernel{drift: e.Process.Drift, loading: e.Process.loadings()},
		grid:   e.Grid, paths: e.Paths, seed: e.Seed, chunks: (e.Paths + lanes - 1) / lanes,
	}
	last := 0.0
	for _, t := range e.Grid.Times {
		if !(t > last) || math.IsInf(t, 0) {
			return nil, fmt.Errorf("montecarlo: grid time %v does not follow %v", t, last)
		}
		s.dt = append(s.dt, t-last)
		last = t
	}
	for _, b := range e.Books {
		c := book{}
		for _, boundary := range b {
			c.surfaces = append(c.surfaces, newSurface(boundary, s.loading))
		}
		c.root, c.tree = spanningTree(c.surfaces, n)
		s.books = append(s.books, c)
	}
	s.layout = newLayout(s.books, len(e.Grid.Dates))
	return s, nil
}

// Blocks returns the number of path blocks.
func (s *Simulator) Blocks() int { return (s.chunks + s.perBlock() - 1) / s.perBlock() }

// perBlock is the number of chunks in a block.
func (s *Simulator) perBlock() int { return (s.chunks + MaxBlocks - 1) / MaxBlocks }

// Paths returns the number of paths.
func (s *Simulator) Paths() int { return s.paths }
