package montecarlo

import "math"

// looks simulates pseudo-random paths from look to look.
type looks struct {
	dt     []float64
	books  []lookedAt
	paths  int
	chunks int // groups of lanes paths
}

// lookedAt is a compiled Book.
type lookedAt struct {
	surfaces []*surface
	root     int // of the tree
	tree     []edge
}

func newLooks(books []Book, process kernel, grid Grid, paths int) *looks {
	l := &looks{dt: grid.steps(), paths: paths, chunks: (paths + lanes - 1) / lanes}
	for _, b := range books {
		var c lookedAt
		for _, boundary := range b {
			c.surfaces = append(c.surfaces, newSurface(boundary, process.loading))
		}
		c.root, c.tree = spanningTree(c.surfaces, len(process.drift))
		l.books = append(l.books, c)
	}
	return l
}

func (l *looks) blocks() int { return (l.chunks + l.perBlock() - 1) / l.perBlock() }

// perBlock is the number of chunks in a block.
func (l *looks) perBlock() int { return (l.chunks + MaxBlocks - 1) / MaxBlocks }

// runLooks keeps, for each block, the sums of all outputs and then the sums of their squares.
func (s *Simulator) runLooks(from, to int) *Tally {
	t := newTally(2 * s.layout.size)
	w := s.newWalk()
	for b := from; b < to; b++ {
		out := make([]float64, t.size)
		for c := b * s.looks.perBlock(); c < min((b+1)*s.looks.perBlock(), s.looks.chunks); c++ {
			w.run(uint64(c), min(lanes, s.looks.paths-c*lanes), out)
		}
		t.blocks[b] = out
	}
	return t
}

// A walk is the scratch of one worker: a chunk of paths on its way.
type walk struct {
	*Simulator
	normals *normalTable
	x, e, z []lane
	books   []*passage
	d, one  lane
	clock   *ticker // nil without one
	looker  looker  // nil without a stepped law
	now     float64 // years
}

func (s *Simulator) newWalk() *walk {
	n := len(s.drift)
	w := &walk{Simulator: s, normals: standardNormal(), x: make([]lane, n), e: make([]lane, n), z: make([]lane, n)}
	for _, b := range s.looks.books {
		w.books = append(w.books, newPassage(b.surfaces, b.root, b.tree))
	}
	fillWith(&w.one, 1)
	if s.law != nil {
		w.looker = s.law.looker(s.kernel, s.grid.Times[len(s.grid.Times)-1])
	}
	if s.clock != nil {
		w.clock = newTicker(s.kernel, s.grid.Times[len(s.grid.Times)-1])
	}
	return w
}

// run is the path loop: n paths of chunk c, added to out.
func (w *walk) run(c uint64, n int, out []float64) {
	g := newStream(w.seed, c)
	for a := range w.x {
		clear(w.x[a][:])
	}
	for _, b := range w.books {
		b.start(false)
	}
	date := 0
	w.now = 0
	if w.clock != nil {
		w.clock.left = 0
	}
	if w.looker != nil {
		w.looker.begin(&g)
	}
	for step, dt := range w.looks.dt {
		// Where volatility depends on time no part of a step is longer than a day.
		parts := 1.0
		if w.terms != nil {
			parts = math.Max(1, math.Ceil(float64(dt*daysPerYear)*(1-1e-9)))
		}
		for range int(parts) {
			if w.looker != nil {
				w.looker.advance(w.x, w.now, dt/parts, &g)
				w.now += dt / parts
				continue
			}
			for f := range w.z {
				w.normals.fill(w.z[f][:], &g)
			}
			w.move(dt/parts, &g)
		}
		for a := range w.e {
			expTo(w.e[a][:], w.x[a][:])
		}
		for _, b := range w.books {
			b.step(w.x, w.e, dt, false, &w.one)
		}
		for ; date < len(w.grid.Dates) && w.grid.Dates[date] <= step+1; date++ {
			if w.grid.Dates[date] < step+1 {
				continue // before the first look
			}
			for k, b := range w.books {
				for j := range b.crossed {
					addMoments(out, w.layout.books[k].pool(j)+poolTargets+date, &b.crossed[j], n)
				}
			}
		}
	}
	for k, b := range w.books {
		add := func(at int, v *lane) { addMoments(out, at, v, n) }
		b.total(&w.layout.books[k], add)
		b.order(&w.layout.books[k], add)
	}
	for k, pair := range w.layout.pairs {
		a, b := &w.books[pair[0]].any.sum, &w.books[pair[1]].any.sum
		for i := range w.d {
			w.d[i] = a[i] - b[i]
		}
		addMoments(out, w.layout.diffs+k, &w.d, n)
	}
}

// move takes the paths on by dt years.
func (w *walk) move(dt float64, g *stream) {
	from := w.now
	w.now += dt
	if w.clock == nil && w.terms == nil {
		w.advance(w.x, w.z, dt)
		return
	}
	if w.clock != nil {
		w.clock.tick(dt, w.normals, g)
	}
	root := math.Sqrt(dt)
	for a := range w.x {
		clear(w.d[:])
		row, even, pull := w.loading[a], float64(w.even[a]*dt), 0.0
		scale := root
		if w.terms != nil {
			row, scale = w.factor[a], math.Sqrt(math.Max(0, w.terms[a].Variance(w.now)-w.terms[a].Variance(from)))
		}
		for f, load := range row[:a+1] {
			c, z := float64(load*scale), &w.z[f]
			for i := range w.d {
				w.d[i] += float64(c * z[i])
			}
			pull += float64(c * c)
		}
		if pull *= -0.5; !w.compensated {
			pull = 0
		}
		x := &w.x[a]
		if w.clock == nil {
			for i := range x {
				x[i] += w.d[i] + (even + pull)
			}
			continue
		}
		m, r := &w.clock.multiplier, &w.clock.root
		for i := range x {
			x[i] += float64(r[i]*w.d[i]) + (even + float64(pull*m[i]))
		}
	}
}

// addMoments adds the first n values of v, and their squares, to output k.
func addMoments(out []float64, k int, v *lane, n int) {
	var sum, square float64
	for _, x := range v[:n] {
		sum += x
		square += float64(x * x)
	}
	out[k] += sum
	out[len(out)/2+k] += square
}

// lookResult folds the blocks in order.
func (s *Simulator) lookResult(blocks [][]float64) *Result {
	all := make([]float64, 2*s.layout.size)
	for _, b := range blocks {
		for k, x := range b {
			all[k] += x
		}
	}
	at := func(k int) moment {
		return moment{float64(s.looks.paths), all[k], all[s.layout.size+k]}
	}
	const method = "mc"
	r := &Result{}
	for k, l := range s.layout.books {
		var out BookResult
		for j := range l.pools {
			k := l.pool(j)
			p := PoolResult{Crossed: at(k + poolWalked).probability(method), First: at(k + poolFirst).probability(method)}
			if len(l.pools) > 1 {
				doubt := at(k + poolDoubt).mean()
				p.First.Discretisation = &doubt
			}
			for d, done := range s.grid.Dates {
				var e Estimate // 0 before the first look
				if done > 0 {
					e = at(k + poolTargets + d).probability(method)
				}
				p.Curve, p.CurveStdErr = append(p.Curve, e.Value), append(p.CurveStdErr, e.StdErr)
			}
			out.Pools = append(out.Pools, p)
		}
		if len(s.looks.books[k].surfaces) > 0 {
			out.Any, out.All = at(l.any).probability(method), at(l.all).probability(method)
		}
		r.Books = append(r.Books, out)
	}
	for k, pair := range s.layout.pairs {
		r.Differences = append(r.Differences, Difference{pair[0], pair[1], at(s.layout.diffs + k).difference(method)})
	}
	return r
}
