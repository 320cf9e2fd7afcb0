package montecarlo

import "math"

// rowsWalk is the scratch of one worker.
type rowsWalk struct {
	course *rowsCourse
	draw   *drawer
	net    *rowNet
	normal []lane // by step
	along  lane
	coin   lane
	row    [lanes]int32
	log    []lane // of the densities of tilted nets
}

func (c *rowsCourse) walker() walker { return &rowsWalk{course: c, normal: make([]lane, len(c.years))} }

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
	w.log = make([]lane, len(w.net.tilts))
	return len(w.normal)
}

func (w *rowsWalk) step(k int, l *leap) {
	c := w.course
	g := c.groups[k]
	table := &w.net.tables[g]
	fillWith(&w.coin, 1) // any row
	if k > 0 && c.again < 1 {
		w.draw.block(1 + k)
		w.draw.uniform(&w.coin, len(c.years)+k-1)
	}
	for i, z := range &w.normal[k] {
		before := w.row[i]
		row := before + 1
		if int(row) == c.rows {
			row = 0
		}
		if w.coin[i] >= table.follow[before] {
			row = table.row(z)
		}
		w.row[i] = row
		for t, tilt := range w.net.tilts {
			w.log[t][i] += tilt[g].factor[row]
			if k > 0 {
				w.log[t][i] -= tilt[g].after[before]
			}
		}
	}
	c.fill(k, &w.row, l)
	copy(l.tilted, w.log)
}

// fill sets a leap to step k of paths that have drawn these rows.
func (c *rowsCourse) fill(k int, rows *[lanes]int32, l *leap) {
	l.scaled = true
	dt := c.years[k]
	fillWith(&l.years, dt)
	for a, asset := range c.law.Assets {
		d, relative := asset.Steps[k], 0.0
		if asset.base > 0 {
			relative = d / float64(asset.base*math.Sqrt(dt))
		}
		fixed := float64(c.process.drift[a]*dt) + asset.shift[k]
		move, scale := &l.move[a], &l.scale[a]
		for i, row := range rows {
			move[i] = float64(d*asset.Moves[row]) + fixed
			scale[i] = math.Max(leastInside, float64(relative*asset.Inside[row]))
		}
	}
}

// rowsLook moves pseudo-random paths from look to look.
type rowsLook struct {
	course  *rowsCourse
	normals *normalTable
	row     [lanes]int32
	at      int     // step
	left    float64 // of it, in years
	leap    leap    // whose moves are what is left of them
	z       []lane
	d       lane
}

func (r *Rows) looker(process kernel, _ float64) looker {
	n := len(process.drift)
	return &rowsLook{course: r.compile(process), normals: standardNormal(), leap: newLeap(n, 0), z: make([]lane, n)}
}

func (w *rowsLook) begin(*stream) { w.at, w.left = -1, 0 }

// pick draws the rows of the next step.
func (w *rowsLook) pick(g *stream) {
	w.at++
	w.left = w.course.years[w.at]
	n := w.course.rows
	for i := range w.row {
		if w.at > 0 && w.course.again < 1 && fraction(g.next()) >= w.course.again {
			w.row[i] = (w.row[i] + 1) % int32(n)
			continue
		}
		w.row[i] = int32(float64(fraction(g.next()) * float64(n)))
	}
	w.course.fill(w.at, &w.row, &w.leap)
}

// sameTime is how near to the end of a step a look is at it, in years.
const sameTime = 1e-12

func (w *rowsLook) advance(x []lane, _, dt float64, g *stream) {
	for dt > sameTime {
		if w.left <= sameTime {
			if w.at == len(w.course.years)-1 {
				return
			}
			w.pick(g)
		}
		// A bridge to the end of the step: at the end itself all is left that was.
		h := math.Min(dt, w.left)
		share := h / w.left
		if w.left-h <= sameTime {
			share = 1
		}
		root := math.Sqrt(float64(h * (1 - share)))
		if share < 1 {
			for f := range w.z {
				w.normals.fill(w.z[f][:], g)
			}
		}
		for a := range x {
			clear(w.d[:])
			accumulate(&w.d, w.course.process.loading[a], root, w.z)
			rest, scale := &w.leap.move[a], &w.leap.scale[a]
			for i, d := range &w.d {
				m := float64(share*rest[i]) + float64(scale[i]*d)
				x[a][i] += m
				rest[i] -= m
			}
		}
		dt -= h
		w.left -= h
	}
}
