package montecarlo

import "math"

// A ticker draws the multipliers of a clock along pseudo-random paths.
type ticker struct {
	draw       *pace // the law of one draw
	every      float64
	left       float64 // years until the next draw
	normal     lane
	drawn      lane // square root of the present draw
	multiplier lane // mean over the last step
	root       lane // its square root
}

func newTicker(process kernel, horizon float64) *ticker {
	t := &ticker{every: math.Inf(1)}
	first := horizon
	if c := process.clock; c.DegreesOfFreedom > 0 {
		t.every = c.Redraw
		first = math.Min(horizon, c.Redraw)
	}
	t.draw = process.clock.by(first).capped(process.over(horizon).most(horizon))
	return t
}

// tick sets the mean multiplier over the next dt years.
func (t *ticker) tick(dt float64, normals *normalTable, g *stream) {
	clear(t.multiplier[:])
	for rest := dt; rest > 0; {
		if t.left <= 0 {
			normals.fill(t.normal[:], g)
			t.draw.stretch(&t.drawn, &t.normal, 0)
			t.left = t.every
		}
		part := math.Min(rest, t.left)
		share := part / dt
		for i, r := range &t.drawn {
			t.multiplier[i] += float64(share * float64(r*r))
		}
		rest -= part
		t.left -= part
	}
	for i, m := range &t.multiplier {
		t.root[i] = math.Sqrt(m)
	}
}
