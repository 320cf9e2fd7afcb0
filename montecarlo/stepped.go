package montecarlo

import "math"

// A Stepped is a law of log prices that has to be followed in steps: within a step they are a Brownian motion, at its end they may jump. *Jumps is
// one. GBM.Stepped holds it; GBM's drift, volatilities and correlation are those that it starts from.
type Stepped interface {
	// restrict returns the law of some assets alone, in a new order; nil where nothing of it is left.
	restrict(kept []int) Stepped
	// equivalent returns a process of one step with about the same covariance by a time: what decides directions, trees and ladders, never a mean.
	equivalent(process kernel, years float64) kernel
	// course compiles the law for paths up to a time.
	course(process kernel, years float64) course
	// looker makes the scratch of one worker's pseudo-random paths, which are looked at now and then up to a time.
	looker(process kernel, years float64) looker
	// stepping returns what follows prices in steps. It is reached by way of the laws alone, so that a program without any has none of it.
	stepping() stepping
}

// A stepping compiles surfaces for a stepped law and makes the walks.
type stepping interface {
	alone(b Boundary, process kernel, grid Grid) *single
	joined(b []Boundary, process kernel, like *kernel, years float64, aims []design, mixtures [][]float64) *convoy
	// loosen says of edges that are fixed only as the loadings of steps are that they are not.
	loosen(edges []edge, surfaces []*surface, process kernel) []edge
	poolWalk(s *single) poolWalk
	bookWalk(e *ensemble) bookWalk
}

// inSteps is the only stepping.
type inSteps struct{}

func (inSteps) alone(b Boundary, process kernel, grid Grid) *single {
	return newRouted(b, process, grid)
}

func (inSteps) joined(b []Boundary, process kernel, like *kernel, years float64, aims []design, mixtures [][]float64) *convoy {
	return newConvoy(b, process, like, years, aims, mixtures)
}

func (inSteps) loosen(edges []edge, surfaces []*surface, process kernel) []edge {
	return loosen(edges, surfaces, process)
}

func (inSteps) poolWalk(s *single) poolWalk { return newRouteWalk(s) }

func (inSteps) bookWalk(e *ensemble) bookWalk { return newConvoyWalk(e) }

// A course is a stepped law up to a time. It is immutable.
type course interface {
	// states are the factor loadings that steps have: of the assets' log prices, lower triangular. A leap says which holds.
	states() [][][]float64
	// scales reports whether volatilities change from step to step, not all alike.
	scales() bool
	// mean sets x to about where log prices end when they are tilted along eta: as if their density were exp(eta x) times what it is. ok is false where a
	// tilt as strong would need too much work.
	mean(eta, x []float64) (ok bool)
	// nets compiles one way to draw paths for each of etas, the tilts of its nets; nil is none. towards are the directions that matter most to each net's
	// first dimensions.
	nets(etas, towards [][]float64) []any
	// share is the part of the variance between two times that has passed by one in between, assets counting by their weights.
	share(weights []float64, from, at, to float64) float64
	// walker makes the scratch of one worker.
	walker() walker
}

// A walker follows a lane of paths. One interface call takes all of them a step further.
type walker interface {
	// begin draws paths from one of the nets that course compiled, and returns the most steps that any of them has.
	begin(d *drawer, net any) (steps int)
	// step fills in step k.
	step(k int, l *leap)
}

// A looker moves pseudo-random paths on.
type looker interface {
	begin(g *stream)
	// advance adds to log prices what the dt years from a time on bring. Where volatility depends on time, it is at most a day.
	advance(x []lane, from, dt float64, g *stream)
}

// A leap is one step of a lane of paths: a Brownian motion of some length between two points, then a jump.
type leap struct {
	years lane   // its length; 0 for paths that have arrived
	move  []lane // of log prices, by asset, from its start to its end
	// scale multiplies the volatility of each asset in the step, where scaled is true; 1 otherwise.
	scale  []lane
	scaled bool
	state  [lanes]uint8 // whose loadings hold in the step
	mixed  bool         // some path is not in the first
	fresh  bool         // volatilities are not those of the step before
	jump   []lane       // by asset, after the move, where jumps is true
	jumps  bool
	// tilted and landed are the logarithms of the densities of the tilted nets, in order, over that of the law itself, at the end of the move and after the jump.
	tilted, landed []lane
}

func newLeap(assets, tilts int) leap {
	return leap{move: make([]lane, assets), scale: make([]lane, assets), jump: make([]lane, assets), tilted: make([]lane, tilts), landed: make([]lane, tilts)}
}

// A drawer draws the coordinates of a slice of points: the first dimensions from the scrambled net, all others from a pseudo-random stream.
type drawer struct {
	cloud *cloud
	slice slice
	pad   stream
}

// block starts the stream of padding of a block of dimensions.
func (d *drawer) block(k int) {
	s := &d.slice
	d.pad = newStream(d.cloud.seed^paddingSalt, uint64(s.stage)<<63|uint64(s.component)<<56|uint64(s.replicate)<<48|uint64(k&0xffff)<<32|uint64(s.from))
}

// normal sets dst to standard normals of a dimension.
func (d *drawer) normal(dst *lane, dimension int) {
	c, s := d.cloud, &d.slice
	if dimension >= len(c.net.first) {
		c.normals.fill(dst[:], &d.pad)
		return
	}
	first, offset := c.net.first[dimension][:s.each], sobolOffset(dimension, uint32(s.from))
	for k := range s.count {
		c.normals.scrambled(dst[k*s.each:(k+1)*s.each], first, offset, newScramble(c.seed, s.id(k, dimension)))
	}
}

// uniform sets dst to numbers in (0, 1) of a dimension.
func (d *drawer) uniform(dst *lane, dimension int) {
	c, s := d.cloud, &d.slice
	if dimension >= len(c.net.first) {
		for i := range dst {
			dst[i] = fraction(d.pad.next())
		}
		return
	}
	first, offset := c.net.first[dimension][:s.each], sobolOffset(dimension, uint32(s.from))
	for k := range s.count {
		scrambling := newScramble(c.seed, s.id(k, dimension))
		to := dst[k*s.each : (k+1)*s.each]
		for i := range to {
			to[i] = fraction(scrambling.apply(first[i] ^ offset))
		}
	}
}

// id names the scrambling of a dimension in the k-th replicate of a slice.
func (s *slice) id(k, dimension int) uint64 {
	return uint64(s.stage)<<63 | uint64(s.component)<<56 | uint64(s.replicate+k)<<48 | uint64(dimension)<<32
}

// fraction returns the middle of one of 2^52 equal parts of (0, 1).
func fraction(u uint64) float64 { return float64((float64(u>>12) + 0.5) * 0x1p-52) }

// A march follows a lane of paths of a stepped law.
type march struct {
	walker walker
	draw   drawer
	leap   leap
	x, e   []lane // log prices and prices at the present time
	weight lane   // density of the law over that of the mixture of nets, at the present time
	term   lane
}

func newMarch(c course, assets, tilts int) *march {
	return &march{walker: c.walker(), leap: newLeap(assets, tilts), x: make([]lane, assets), e: make([]lane, assets)}
}

// begin puts the paths of a slice at their start and returns how many steps they have.
func (m *march) begin(c *cloud, s slice, net any) int {
	m.draw = drawer{cloud: c, slice: s}
	for a := range m.x {
		clear(m.x[a][:])
		fillWith(&m.e[a], 1)
	}
	return m.walker.begin(&m.draw, net)
}

// next fills in step k; the paths stay at its start.
func (m *march) next(k int) {
	m.leap.scaled, m.leap.mixed, m.leap.fresh, m.leap.jumps = false, false, false, false
	m.walker.step(k, &m.leap)
}

// arrive takes the paths to the end of the step.
func (m *march) arrive() {
	m.shift(m.leap.move)
	m.weigh(m.leap.tilted)
}

// land takes them beyond the jump.
func (m *march) land() {
	m.shift(m.leap.jump)
	m.weigh(m.leap.landed)
}

func (m *march) shift(by []lane) {
	for a := range m.x {
		x, d := &m.x[a], &by[a]
		for i := range x {
			x[i] += d[i]
		}
		expTo(m.e[a][:], x[:])
	}
}

// weigh sets the weight from the logarithms of the densities of the tilted nets.
func (m *march) weigh(logs []lane) {
	fillWith(&m.weight, 1)
	if len(logs) == 0 {
		return
	}
	for k := range logs {
		expTo(m.term[:], logs[k][:])
		for i, d := range &m.term {
			m.weight[i] += d
		}
	}
	share := float64(len(logs) + 1)
	for i := range m.weight {
		m.weight[i] = share / m.weight[i]
	}
}

// crossed sets c to the probability that a surface at distances a and b at the ends of a step is crossed in between: 1 where an end is beyond it, but nothing
// happens in a step without length.
func (l *leap) crossed(a, b, c *lane) {
	for i := range c {
		c[i] = 0
		if a[i] > 0 && b[i] > 0 {
			c[i] = float64(float64(-2*a[i])*b[i]) / math.Max(l.years[i], tiny)
		}
	}
	expTo(c[:], c[:])
	for i, h := range &l.years {
		if h == 0 {
			c[i] = 0
		}
	}
}
