package montecarlo

// Block simulates block b and returns its tally: a pure function of the simulator
// and b.
func (s *Simulator) Block(b int) *Tally { return s.Run(b, b+1) }

// Run simulates blocks [from, to) one after the other.
func (s *Simulator) Run(from, to int) *Tally {
	t := newTally(s.layout.size)
	w := s.newWalk()
	for b := from; b < to; b++ {
		out := newSums(s.layout.size)
		for c := b * s.perBlock(); c < min((b+1)*s.perBlock(), s.chunks); c++ {
			n := min(lanes, s.paths-c*lanes)
			w.run(uint64(c), n, &out)
			out.paths += n
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
	any     []lane // of each book, at the horizon
	d       lane
}

func (s *Simulator) newWalk() *walk {
	n := len(s.drift)
	w := &walk{Simulator: s, normals: standardNormal(), x: make([]lane, n), e: make([]lane, n), z: make([]lane, n), any: make([]lane, len(s.books))}
	for k := range s.books {
		w.books = append(w.books, newPassage(&s.books[k]))
	}
	return w
}

// run is the path loop: n paths of chunk c, added to out.
func (w *walk) run(c uint64, n int, out *sums) {
	g := newStream(w.seed, c)
	for a := range w.x {
		clear(w.x[a][:])
	}
	for _, b := range w.books {
		b.start(w.grid.Continuous)
	}
	date := 0
	for step, dt := range w.dt {
		for f := range w.z {
			w.normals.fill(w.z[f][:], &g)
		}
		w.advance(w.x, w.z, dt)
		for a := range w.e {
			expTo(w.e[a][:], w.x[a][:])
		}
		for k, b := range w.books {
			b.step(w.x, w.e, dt, w.grid.Continuous, step%2 == 1)
			for d := date; d < len(w.grid.Dates) && w.grid.Dates[d] == step+1; d++ {
				b.curve(&w.layout.books[k], d, n, out, &w.d)
			}
		}
		for date < len(w.grid.Dates) && w.grid.Dates[date] <= step+1 {
			date++
		}
	}
	for k, b := range w.books {
		b.finish(&w.layout.books[k], n, out, &w.any[k], &w.d, w.grid.Continuous)
	}
	for k, pair := range w.layout.pairs {
		a, b := &w.any[pair[0]], &w.any[pair[1]]
		for i := range w.d {
			w.d[i] = a[i] - b[i]
		}
		out.add(w.layout.diffs+k, &w.d, n)
	}
}
