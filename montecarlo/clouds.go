package montecarlo

// clouds simulates randomised nets of points, each a whole path.
type clouds struct {
	books  []watched
	points int // of each replicate
	nets   int // replicates
	group  int // of these in a block
	slices int // of the points of a replicate, each in a block of its own
	cloud  cloud
}

// watched is a compiled Book.
type watched struct {
	singles  []*single
	ensemble *ensemble // nil for a single surface
}

// largestSlice is how many points of a replicate are in one block.
const largestSlice = 4096

func newClouds(e Experiment, process kernel) *clouds {
	points := pointsFor(e.Paths, e.Replicates)
	c := &clouds{points: points, nets: e.Replicates, group: 1, slices: 1}
	dimensions := 1
	for _, b := range e.Books {
		var w watched
		for _, boundary := range b {
			s := newSingle(boundary, process, e.Grid, !e.SimulateAll)
			w.singles = append(w.singles, s)
			if s.route != nil {
				dimensions = sobolDimensions
				continue
			}
			dimensions = max(dimensions, ticks(s.epochs[0].pace)+s.epochs[0].motion.factors()*s.steps)
		}
		if len(b) > 1 {
			w.ensemble = newEnsemble(b, process, e.Grid)
			w.ensemble.gridSteps = 2
			if points >= manyPoints {
				w.ensemble.gridSteps = max(2, w.ensemble.steps/2)
			}
			if w.ensemble.convoy != nil {
				dimensions = sobolDimensions
			}
			dimensions = max(dimensions, ticks(w.ensemble.pace)+w.ensemble.motions[0].factors()*max(w.ensemble.steps, w.ensemble.bendSteps))
		}
		c.books = append(c.books, w)
	}
	// Replicates share a block until the smallest part of a tilted net fills its lanes, or of an ensemble's.
	least := points / (2 * sparse)
	for _, w := range c.books {
		if e := w.ensemble; e != nil && !e.exact {
			least = min(least, c.inBends(e))
		}
	}
	for c.group < c.nets && c.group*least < lanes {
		c.group *= 2
	}
	for points/c.slices > largestSlice && c.slices < MaxBlocks/c.nets {
		c.slices *= 2
	}
	c.cloud = cloud{seed: e.Seed, net: newNet(dimensions), normals: standardNormal()}
	return c
}

func (c *clouds) blocks() int { return c.nets / c.group * c.slices }

// inNet returns the points of each of so many nets, a power of two.
func (c *clouds) inNet(nets int) int {
	n := c.points
	for ; nets > 1; nets = (nets + 1) / 2 {
		n /= 2
	}
	return n
}

// inSubset returns the points of the subset of each net.
func (c *clouds) inSubset(nets int) int { return max(1, c.inNet(nets)/subset) }

// manyPoints is how many points of a replicate make it worth while to correct an ensemble for what one step leaves: half of the points then take half of the steps
// in which surfaces are ranked. Otherwise few take two, which says how much it may be.
const manyPoints = 2048

// inGrid returns the points of each net on which an ensemble is followed in several steps.
func (c *clouds) inGrid(nets int) int {
	if c.points >= manyPoints {
		return max(1, c.inNet(nets)/2)
	}
	return max(1, min(c.inNet(nets)/sparse, manyPoints/128))
}

// inBends returns the points of each net that the bends of an ensemble's surfaces are followed on: the fewer the more pairs there are, as there is
// little noise.
func (c *clouds) inBends(e *ensemble) int {
	n := c.inNet(len(e.motions))
	few := max(n/64, min(n, manyPoints/256))
	for few < n/sparse && few*len(e.union.pairs) < manyPoints/48 {
		few *= 2
	}
	return max(1, few)
}

// inRank returns the points of each net that surfaces are ranked on: fewer where there are many of both.
func (c *clouds) inRank(e *ensemble) int {
	n := c.inNet(len(e.motions))
	if len(e.union.pairs) == 1 {
		return max(1, n/subset)
	}
	return max(1, min(n/subset, max(n/(2*sparse), manyPoints/64)))
}

// inCorrection returns the points of each net that the two-grid difference of a surface is estimated from: the subset, or twice as
// many where the horizon is far and the difference, with its noise, is large.
func (c *clouds) inCorrection(s *single) int {
	if s.targets[0].years > far {
		return max(1, c.inNet(s.nets)/(subset/2))
	}
	return c.inSubset(s.nets)
}

// inCurves returns the points of each net that the curve and the levels of a surface are estimated from: the sparse part, or
// the subset where no planes take the noise away.
func (c *clouds) inCurves(s *single) int {
	if !s.planes {
		return c.inSubset(s.nets)
	}
	return max(1, c.inNet(s.nets)/sparse)
}

// A poolWalk simulates one surface, on slices of points: its outputs, from an index on, are added up for each replicate.
type poolWalk interface {
	run(c *cloud, s slice, at int, out [][]float64)
	refine(c *cloud, s slice, at int, out [][]float64)
	curves(c *cloud, s slice, at int, out [][]float64)
}

// A bookWalk simulates several surfaces together.
type bookWalk interface {
	run(c *cloud, s slice, l *bookLayout, out [][]float64)
	rank(c *cloud, s slice, l *bookLayout, out [][]float64)
	refine(c *cloud, s slice, l *bookLayout, out [][]float64)
}

// runClouds keeps, for each block, the sums of all outputs over the block's points of each of its replicates.
func (s *Simulator) runClouds(from, to int) *Tally {
	c := s.clouds
	t := newTally(c.group * s.layout.size)
	if from == to {
		return t
	}
	var singles [][]poolWalk
	var ensembles []bookWalk
	for _, b := range c.books {
		var w []poolWalk
		for _, one := range b.singles {
			switch {
			case one.route != nil:
				w = append(w, one.route.stepping.poolWalk(one))
			case one.simulated():
				w = append(w, newSingleWalk(one))
			default:
				w = append(w, nil)
			}
		}
		singles = append(singles, w)
		switch {
		case b.ensemble == nil:
			ensembles = append(ensembles, nil)
		case b.ensemble.convoy != nil:
			ensembles = append(ensembles, b.ensemble.convoy.stepping.bookWalk(b.ensemble))
		default:
			ensembles = append(ensembles, newEnsembleWalk(b.ensemble))
		}
	}
	for b := from; b < to; b++ {
		out := make([]float64, t.size)
		first, part := b/c.slices*c.group, b%c.slices
		// each calls f on the slices of a net of n points that belong to the block.
		each := func(st stage, nets, n int, f func(slice, [][]float64)) {
			for k := range nets {
				eachSlice(st, k, first, c.group, n*part/c.slices, n*(part+1)/c.slices, func(s1 slice) {
					rows := make([][]float64, s1.count)
					for r := range rows {
						at := (s1.replicate + r - first) * s.layout.size
						rows[r] = out[at : at+s.layout.size]
					}
					f(s1, rows)
				})
			}
		}
		for k := range c.books {
			l := &s.layout.books[k]
			for j, w := range singles[k] {
				if w == nil {
					continue
				}
				at, one := l.pool(j), c.books[k].singles[j]
				if one.exact == nil {
					each(alone, one.nets, c.inNet(one.nets), func(sl slice, rows [][]float64) { w.run(&c.cloud, sl, at, rows) })
					if one.route == nil || !one.route.exact {
						each(alone, one.nets, c.inCorrection(one), func(sl slice, rows [][]float64) { w.refine(&c.cloud, sl, at, rows) })
					}
				}
				each(alone, one.nets, c.inCurves(one), func(sl slice, rows [][]float64) { w.curves(&c.cloud, sl, at, rows) })
			}
			if w := ensembles[k]; w != nil {
				e := c.books[k].ensemble
				n := len(e.motions)
				each(together, n, c.inNet(n), func(sl slice, rows [][]float64) { w.run(&c.cloud, sl, l, rows) })
				each(together, n, c.inRank(e), func(sl slice, rows [][]float64) { w.rank(&c.cloud, sl, l, rows) })
				if w, ok := w.(*ensembleWalk); ok && w.bend != nil {
					each(together, n, c.inBends(e), func(sl slice, rows [][]float64) { w.bends(&c.cloud, sl, l, rows) })
				}
				if !e.exact {
					each(together, n, c.inGrid(n), func(sl slice, rows [][]float64) { w.refine(&c.cloud, sl, l, rows) })
				}
			}
		}
		t.blocks[b] = out
	}
	return t
}

// method names everything that was used.
func (c *clouds) method() string {
	nets := 0
	for _, b := range c.books {
		for _, s := range b.singles {
			if s.simulated() {
				nets = max(nets, s.nets)
			}
		}
		if b.ensemble != nil {
			nets = max(nets, len(b.ensemble.motions))
		}
	}
	return methodFor(nets)
}
