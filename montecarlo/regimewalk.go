package montecarlo

// regimeWalk is the scratch of one worker.
type regimeWalk struct {
	course *regimeCourse
	driver driver
	draw   *drawer
	net    *regimeNet
	first  [lanes]uint8 // state at time 0: it changes from step to step
	steps  []lane       // their lengths
	time   lane
	part   lane
	stream streaming
}

func (c *regimeCourse) walker() walker {
	return &regimeWalk{course: c, driver: newDriver(c.states(), c.drift, c.compensated), stream: c.flow.streaming()}
}

// changes numbers the blocks of dimensions that times of changes are from.
const changes = 0x4000

// begin draws the state at time 0 and how long each lasts, then where the driving Brownian motions would end.
func (w *regimeWalk) begin(d *drawer, net any) int {
	w.draw, w.net = d, net.(*regimeNet)
	w.driver.begin(&w.net.drive)
	w.stream.begin()
	n, years := len(w.driver.end), w.course.years
	d.block(0)
	d.uniform(&w.part, 0)
	for i, u := range &w.part {
		w.first[i], w.time[i] = 0, 0
		if u > 1-w.net.chain.stressed {
			w.first[i] = 1
		}
	}
	w.driver.aim(d, 2, years)
	for c := range w.net.start {
		for i, s := range &w.first {
			w.driver.log[c][i] = w.net.start[c][s]
		}
	}
	w.steps = w.steps[:0]
	rates := [2]float64{w.net.chain.up, w.net.chain.down}
	for more := true; more; {
		k := len(w.steps)
		more = false
		d.block(changes + k)
		dimension := 1
		if k > 0 {
			dimension = 2 + n + (k-1)*(n+1)
		}
		d.uniform(&w.part, dimension)
		w.steps = append(w.steps, lane{})
		length := &w.steps[k]
		for i, u := range &w.part {
			left := years - w.time[i]
			if wait := -log(u) / rates[w.state(k, i)]; wait < left {
				length[i], more = wait, true
				w.time[i] += wait
			} else {
				length[i], w.time[i] = left, years
			}
		}
	}
	clear(w.time[:])
	return len(w.steps)
}

// state is that of path i in step k.
func (w *regimeWalk) state(k, i int) uint8 { return w.first[i] ^ uint8(k&1) }

func (w *regimeWalk) step(k int, l *leap) {
	n := len(w.driver.end)
	w.draw.block(1 + k)
	l.years, l.fresh = w.steps[k], true
	for i, h := range &l.years {
		// A path that has arrived is in no state that matters.
		l.state[i] = 0
		if h > 0 {
			l.state[i] = w.state(k, i)
		}
		l.mixed = l.mixed || l.state[i] != 0
	}
	w.driver.bridge(w.draw, 2+n+k*(n+1)+1, l, &w.time, w.course.years)
	for i, h := range &l.years {
		w.time[i] += h
	}
	w.stream.stretch(l, &w.time)
	if k+1 < len(w.steps) { // the length of a step says that the state changes at its end
		for c := range w.net.leave {
			for i, next := range &w.steps[k+1] {
				if next > 0 {
					w.driver.log[c][i] += w.net.leave[c][l.state[i]]
				}
			}
		}
	}
	w.driver.move(l)
}
