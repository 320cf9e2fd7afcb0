package montecarlo

import "math"

// jumpCourse is Jumps up to a time.
type jumpCourse struct {
	years   float64
	drift   []float64 // of log prices between jumps, per year, without what goes with the variance
	loading [][]float64
	kinds   []jumpKind
	flow    flow
	// Half of the variance goes from log prices as it passes.
	compensated bool
}

func (j *Jumps) course(process kernel, years float64) course {
	kinds := j.kinds(process.factor)
	f := process.flow(years)
	return &jumpCourse{years: years, drift: drifting(process.even, process, kinds), loading: f.loading, kinds: kinds, flow: f, compensated: process.compensated}
}

func (c *jumpCourse) states() [][][]float64 { return [][][]float64{c.loading} }

func (c *jumpCourse) share(weights []float64, from, at, to float64) float64 {
	return c.flow.share(weights, from, at, to)
}

func (c *jumpCourse) scales() bool { return c.flow.terms != nil }

// mostTilted bounds the mean number of jumps that a tilt makes, over what there are without.
const mostTilted = 60

// tiltedRate is the rate of a kind under an exponential tilt: E[exp(eta J)] times as large.
func (k *jumpKind) tiltedRate(eta []float64) float64 {
	moved := back(k.loading, eta)
	return float64(k.rate * exp(dotAll(eta, k.mean)+float64(0.5*dotAll(moved, moved))))
}

// mean follows Esscher's transform, under which each process of jumps has another rate and other mean jumps, and the diffusion a drift: by the time, the log
// prices that make up most of what lies beyond.
func (c *jumpCourse) mean(eta, x []float64) bool {
	moved := back(c.loading, eta)
	for a := range x {
		x[a] = float64((c.drift[a] + c.flow.pull[a] + dotAll(c.loading[a], moved)) * c.years)
	}
	extra := 0.0
	for i := range c.kinds {
		k := &c.kinds[i]
		rate := k.tiltedRate(eta)
		extra += rate - k.rate
		jump := back(k.loading, eta)
		for a := range x {
			x[a] += float64(float64(rate*c.years) * (k.mean[a] + dotAll(k.loading[a], jump)))
		}
	}
	return float64(extra*c.years) <= mostTilted
}

// jumpNet is one way to draw the paths: the law itself, or tilted.
type jumpNet struct {
	drive  drive
	count  []float64 // probability of at most so many jumps
	kinds  []jumpNetKind
	etas   [][]float64 // of the tilted nets
	sooner []float64   // logarithms of the ratios of all rates: the density of a jump that is known to come, but not which
}

type jumpNetKind struct {
	upTo    float64 // share of this kind and those before
	mean    []float64
	loading [][]float64 // on turned normals
}

func (c *jumpCourse) nets(etas, towards [][]float64) []any {
	var out []any
	for n, d := range newDrives(c.states(), etas, towards) {
		net := &jumpNet{drive: d}
		total := c.draw(net, etas[n], towards[n])
		net.count = poisson(float64(total * c.years))
		for _, eta := range etas {
			if eta == nil {
				continue
			}
			before, after := 0.0, 0.0
			for i := range c.kinds {
				before += c.kinds[i].rate
				after += c.kinds[i].tiltedRate(eta)
			}
			net.drive.tilts[len(net.etas)].rest[0] += after - before
			net.etas, net.sooner = append(net.etas, eta), append(net.sooner, log(after/before))
		}
		out = append(out, net)
	}
	return out
}

// draw sets the kinds of a net, and returns the rate of all.
func (c *jumpCourse) draw(net *jumpNet, eta, towards []float64) (total float64) {
	net.kinds = make([]jumpNetKind, len(c.kinds))
	for i := range c.kinds {
		k, to := &c.kinds[i], &net.kinds[i]
		rate := k.rate
		if eta != nil {
			rate = k.tiltedRate(eta)
		}
		total += rate
		to.upTo, to.mean = total, append([]float64(nil), k.mean...)
		moved := back(k.loading, eta)
		for a, row := range k.loading {
			to.mean[a] += dotAll(row, moved)
		}
		along, _ := scaled(back(k.loading, towards))
		to.loading = product(k.loading, householder(along))
	}
	for i := range net.kinds {
		net.kinds[i].upTo /= total
	}
	return total
}

// poisson returns the distribution function of a Poisson number until nothing is left of it.
func poisson(mean float64) []float64 {
	p := exp(-mean)
	sum := p
	out := []float64{sum}
	for n := 1.0; n <= mean || p > 1e-17; n++ {
		p = float64(p*mean) / n
		sum += p
		out = append(out, sum)
	}
	out[len(out)-1] = 1
	return out
}

// countAt inverts a distribution function.
func countAt(distribution []float64, u float64) int32 {
	low, high := int32(0), int32(len(distribution)-1)
	for low < high {
		if middle := (low + high) / 2; distribution[middle] >= u {
			high = middle
		} else {
			low = middle + 1
		}
	}
	return low
}

// jumpWalk is the scratch of one worker.
type jumpWalk struct {
	course *jumpCourse
	driver driver
	draw   *drawer
	net    *jumpNet
	jumps  [lanes]int32 // of each path
	time   lane
	normal []lane
	part   lane
	stream streaming
}

func (c *jumpCourse) walker() walker {
	return &jumpWalk{course: c, driver: newDriver(c.states(), c.drift, c.compensated), normal: make([]lane, len(c.drift)), stream: c.flow.streaming()}
}

// begin draws the number of jumps of each path by inverting its distribution, which the net stratifies, and where its factors end.
func (w *jumpWalk) begin(d *drawer, net any) int {
	w.draw, w.net = d, net.(*jumpNet)
	w.driver.begin(&w.net.drive)
	w.stream.begin()
	d.block(0)
	d.uniform(&w.part, 0)
	most := int32(0)
	for i, u := range &w.part {
		n := countAt(w.net.count, u)
		w.jumps[i], w.time[i] = n, 0
		most = max(most, n)
	}
	w.driver.aim(d, 1, w.course.years)
	return int(most) + 1
}

func (w *jumpWalk) step(k int, l *leap) {
	n := len(w.normal)
	d := w.draw
	d.block(1 + k)
	first := 1 + n + k*(2*n+2)
	// The next of m times in what is left is its length times 1 - u^(1/m) away.
	d.uniform(&w.part, first)
	for i, u := range &w.part {
		left := w.course.years - w.time[i]
		switch m := int(w.jumps[i]) - k; {
		case m > 0:
			l.years[i] = math.Min(left, float64(left*(1-exp(log(u)/float64(m)))))
		case m == 0:
			l.years[i] = left
		default:
			l.years[i] = 0
		}
	}
	w.driver.bridge(d, first+1, l, &w.time, w.course.years)
	for i, h := range &l.years {
		w.time[i] += h
	}
	w.stream.stretch(l, &w.time)
	w.driver.move(l)
	for c, sooner := range w.net.sooner {
		for i, m := range &w.jumps {
			if int(m) > k {
				l.tilted[c][i] += sooner
			}
		}
	}
	for _, m := range &w.jumps {
		l.jumps = l.jumps || int(m) > k
	}
	if l.jumps {
		w.jump(k, first+1+n, l)
	}
}

// jump draws the jumps at the end of step k.
func (w *jumpWalk) jump(k, first int, l *leap) {
	for f := range w.normal {
		w.draw.normal(&w.normal[f], first+f)
	}
	clear(w.part[:])
	if len(w.net.kinds) > 1 {
		w.draw.uniform(&w.part, first+len(w.normal))
	}
	for a := range l.jump {
		clear(l.jump[a][:])
	}
	for i, u := range &w.part {
		if int(w.jumps[i]) <= k {
			continue
		}
		at := 0
		for at < len(w.net.kinds)-1 && u > w.net.kinds[at].upTo {
			at++
		}
		kind := &w.net.kinds[at]
		for a := range l.jump {
			size := kind.mean[a]
			for f, load := range kind.loading[a] {
				size += float64(load * w.normal[f][i])
			}
			l.jump[a][i] = size
		}
	}
	for c, eta := range w.net.etas {
		accumulate(&w.driver.log[c], eta, 1, l.jump)
		l.landed[c] = w.driver.log[c]
	}
}
