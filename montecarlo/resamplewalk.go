package montecarlo

import "math"

// rowsWalk is the scratch of one worker.
type rowsWalk struct {
	*rowsCourse
	draw   *drawer
	net    *rowNet
	normal []lane // by step
	along  lane
	coin   lane
	row    [lanes]int32
	log    []lane // of the densities of tilted nets
}

func (c *rowsCourse) walker() walker {
	return &rowsWalk{rowsCourse: c, normal: make([]lane, len(c.years))}
}

// begin draws a normal for each step: those of the net are turned so that the first one moves all steps together, as far as they matter.
func (w *rowsWalk) begin(d *drawer, net any) int {
	w.draw, w.net = d, net.(*rowNet)
	d.block(0)
	for k := range w.normal {
		d.normal(&w.normal[k], k)
	}
	if v := w.net.turn; v != nil {
		clear(w.along[:])
		accumulate(&w.along, v, -2, w.normal)
		for k, x := range v {
			z := &w.normal[k]
			for i, s := range &w.along {
				z[i] += float64(x * s)
			}
		}
	}
	if len(w.log) < len(w.net.tilts) {
		w.log = make([]lane, len(w.net.tilts))
	}
	for k := range w.log {
		clear(w.log[k][:])
	}
	return len(w.years)
}

func (w *rowsWalk) step(k int, l *leap) {
	fillWith(&l.years, w.years[k])
	l.scaled = true
	g := w.groups[k]
	table := &w.net.tables[g]
	drawn := k == 0 || w.again == 1
	if !drawn {
		w.draw.block(1 + k)
		w.draw.uniform(&w.coin, len(w.years)+k-1)
	}
	n := int32(len(w.Moves))
	for i, z := range &w.normal[k] {
		before := w.row[i]
		row := before + 1
		if row == n {
			row = 0
		}
		if drawn || w.coin[i] >= table.follow[before] {
			row = table.row(z)
		}
		w.row[i] = row
		for c, t := range w.net.tilts {
			w.log[c][i] += t[g].factor[row]
			if k > 0 {
				w.log[c][i] -= t[g].after[before]
			}
		}
	}
	w.fill(k, &w.row, l)
	for c := range w.net.tilts {
		l.tilted[c] = w.log[c]
	}
}

// fill sets the move and the volatility of step k for the rows that paths have drawn.
func (c *rowsCourse) fill(k int, rows *[lanes]int32, l *leap) {
	for a := range l.move {
		d, fixed, relative := c.Steps[k][a], c.fixed[k][a], c.relative[k][a]
		move, scale := &l.move[a], &l.scale[a]
		for i, row := range rows {
			move[i] = float64(d*c.Moves[row][a]) + fixed
			scale[i] = math.Max(leastInside, float64(relative*c.Inside[row][a]))
		}
	}
}

// rowsLook moves pseudo-random paths from look to look.
type rowsLook struct {
	*rowsCourse
	normals *normalTable
	row     [lanes]int32
	at      int     // step
	left    float64 // of it, in years
	leap    leap    // whose moves are what is left of them
	z       []lane
	d       lane
}

func (r *Rows) looker(process kernel) looker {
	c := r.course(process, r.Times[len(r.Times)-1]).(*rowsCourse)
	n := len(process.drift)
	return &rowsLook{rowsCourse: c, normals: standardNormal(), leap: newLeap(n, 0), z: make([]lane, n)}
}

func (w *rowsLook) begin(*stream) { w.at, w.left = -1, 0 }

// pick draws the rows of the next step.
func (w *rowsLook) pick(g *stream) {
	w.at++
	w.left = w.years[w.at]
	n := len(w.Moves)
	for i := range w.row {
		if w.at > 0 && w.again < 1 && fraction(g.next()) >= w.again {
			w.row[i] = (w.row[i] + 1) % int32(n)
			continue
		}
		w.row[i] = int32(float64(fraction(g.next()) * float64(n)))
	}
	w.fill(w.at, &w.row, &w.leap)
}

// sameTime is how near to the end of a step a look is at it, as a part of a year.
const sameTime = 1e-12

func (w *rowsLook) advance(x []lane, _, dt float64, g *stream) {
	for dt > sameTime {
		if w.left <= sameTime {
			if w.at == len(w.years)-1 {
				return
			}
			w.pick(g)
		}
		h := math.Min(dt, w.left)
		dt -= h
		if w.left-h <= sameTime {
			for a := range x {
				for i, m := range &w.leap.move[a] {
					x[a][i] += m
				}
			}
			w.left = 0
			continue
		}
		share, root := h/w.left, math.Sqrt(float64(h*(w.left-h))/w.left)
		for f := range w.z {
			w.normals.fill(w.z[f][:], g)
		}
		for a := range x {
			clear(w.d[:])
			accumulate(&w.d, w.process.loading[a], root, w.z)
			rest, scale := &w.leap.move[a], &w.leap.scale[a]
			for i, d := range &w.d {
				m := float64(share*rest[i]) + float64(scale[i]*d)
				x[a][i] += m
				rest[i] -= m
			}
		}
		w.left -= h
	}
}
