package montecarlo

import "math"

// jumpCourse is Jumps up to a time.
type jumpCourse struct {
	years   float64
	drift   []float64 // of log prices between jumps, per year, without what goes with the variance
	loading [][]float64
	kinds   []jumpKind
	flow    flow
}

func (j *Jumps) course(process kernel, years float64) course {
	kinds := j.kinds(process.factor)
	f := process.flow(years)
	return &jumpCourse{years: years, drift: drifting(process.even, process, kinds), loading: f.loading, kinds: kinds, flow: f}
}

func (c *jumpCourse) states() [][][]float64 { return [][][]float64{c.loading} }

func (c *jumpCourse) share(weights []float64, from, at, to float64) float64 {
	return c.flow.share(weights, from, at, to)
}

func (c *jumpCourse) scales() bool { return c.flow.terms != nil }

// mostTilted bounds the mean number of jumps that a tilt makes, over what there are without.
const mostTilted = 60

// back returns the transposed loading of a tilt: what each normal of the loading is moved by.
func back(loading [][]float64, eta []float64) []float64 {
	out := make([]float64, len(loading))
	for a, row := range loading {
		for f, l := range row {
			out[f] += float64(l * eta[a])
		}
	}
	return out
}

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
	rows  [][]float64 // loading on turned factors
	push  []float64   // drift of these factors, per year
	count []float64   // probability of at most so many jumps
	kinds []jumpNetKind
	tilts []jumpTilt // of all nets: their densities
}

type jumpNetKind struct {
	upTo    float64 // share of this kind and those before
	mean    []float64
	loading [][]float64 // on turned normals
}

// jumpTilt is the density of a tilted law: exp(eta (x without drift) - rest t), by factors of the net at hand. At a time at which some jump is known to come, but
// not which, the rate of all jumps is sooner times what it was.
type jumpTilt struct {
	push   []float64
	rest   float64 // per year
	sooner float64 // its logarithm
	eta    []float64
}

func (c *jumpCourse) nets(etas, towards [][]float64) []any {
	var out []any
	for n, eta := range etas {
		net := &jumpNet{}
		unit, _ := scaled(back(c.loading, towards[n]))
		turn := householder(unit)
		net.rows = product(c.loading, turn)
		total := 0.0
		for i := range c.kinds {
			k := &c.kinds[i]
			rate, mean := k.rate, append([]float64(nil), k.mean...)
			if eta != nil {
				rate = k.tiltedRate(eta)
				moved := back(k.loading, eta)
				for a := range mean {
					mean[a] += dotAll(k.loading[a], moved)
				}
			}
			total += rate
			along, _ := scaled(back(k.loading, towards[n]))
			net.kinds = append(net.kinds, jumpNetKind{upTo: total, mean: mean, loading: product(k.loading, householder(along))})
		}
		for i := range net.kinds {
			net.kinds[i].upTo /= total
		}
		net.count = poisson(float64(total * c.years))
		net.push = make([]float64, len(c.loading))
		if eta != nil {
			net.push = back(net.rows, eta)
		}
		for _, other := range etas {
			if other == nil {
				continue
			}
			t := jumpTilt{push: back(net.rows, other), eta: other}
			t.rest = float64(0.5 * dotAll(t.push, t.push))
			before, after := 0.0, 0.0
			for i := range c.kinds {
				before += c.kinds[i].rate
				after += c.kinds[i].tiltedRate(other)
			}
			t.rest += after - before
			t.sooner = log(after / before)
			net.tilts = append(net.tilts, t)
		}
		out = append(out, net)
	}
	return out
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

// jumpWalk is the scratch of one worker.
type jumpWalk struct {
	*jumpCourse
	draw   *drawer
	net    *jumpNet
	jumps  [lanes]int32 // of each path
	time   lane
	end    []lane // turned factors at the horizon, and now
	now    []lane
	normal []lane
	part   lane
	kind   lane
	log    []lane // of the densities of tilted nets
	stream streaming
}

func (c *jumpCourse) walker() walker {
	n := len(c.loading)
	return &jumpWalk{jumpCourse: c, end: make([]lane, n), now: make([]lane, n), normal: make([]lane, n), stream: c.flow.streaming()}
}

// begin draws the number of jumps of each path by inverting its distribution, which the net stratifies, and where its factors end.
func (w *jumpWalk) begin(d *drawer, net any) int {
	w.draw, w.net = d, net.(*jumpNet)
	w.stream.begin()
	d.block(0)
	d.uniform(&w.part, 0)
	most := int32(0)
	for i, u := range &w.part {
		n := int32(0)
		for low, high := int32(0), int32(len(w.net.count)-1); ; {
			if low >= high {
				n = low
				break
			}
			if middle := (low + high) / 2; w.net.count[middle] >= u {
				high = middle
			} else {
				low = middle + 1
			}
		}
		w.jumps[i], w.time[i] = n, 0
		most = max(most, n)
	}
	root := math.Sqrt(w.years)
	for f := range w.end {
		d.normal(&w.end[f], 1+f)
		clear(w.now[f][:])
		push := float64(w.net.push[f] * w.years)
		for i := range w.end[f] {
			w.end[f][i] = float64(root*w.end[f][i]) + push
		}
	}
	if len(w.log) < len(w.net.tilts) {
		w.log = make([]lane, len(w.net.tilts))
	}
	for k := range w.log {
		clear(w.log[k][:])
	}
	return int(most) + 1
}

func (w *jumpWalk) step(k int, l *leap) {
	n := len(w.loading)
	d := w.draw
	d.block(1 + k)
	first := 1 + n + k*(2*n+2)
	// The next of m times in what is left is its length times 1 - u^(1/m) away.
	d.uniform(&w.part, first)
	for i, u := range &w.part {
		left := w.years - w.time[i]
		switch m := int(w.jumps[i]) - k; {
		case m > 0:
			h := math.Min(left, float64(left*(1-exp(log(u)/float64(m)))))
			l.years[i] = h
		case m == 0:
			l.years[i] = left
		default:
			l.years[i] = 0
		}
	}
	for f := range w.end {
		d.normal(&w.normal[f], first+1+f)
	}
	tilts := w.net.tilts
	for c := range tilts {
		for i, h := range &l.years {
			w.log[c][i] -= float64(tilts[c].rest * h)
		}
	}
	// What is left is in the bridge to the end.
	for i, h := range &l.years {
		left := math.Max(tiny, w.years-w.time[i])
		w.kind[i] = h / left
		w.part[i] = math.Sqrt(math.Max(0, float64(h*(left-h))/left))
	}
	for f := range w.end {
		end, now, z := &w.end[f], &w.now[f], &w.normal[f]
		for i := range z {
			z[i] = float64(w.kind[i]*(end[i]-now[i])) + float64(w.part[i]*z[i])
			now[i] += z[i]
		}
		for c := range tilts {
			push := tilts[c].push[f]
			for i := range z {
				w.log[c][i] += float64(push * z[i])
			}
		}
	}
	for i, h := range &l.years {
		w.time[i] += h
	}
	w.stream.move(l, w.drift, w.net.rows, w.normal, &w.time)
	for c := range tilts {
		l.tilted[c] = w.log[c]
		for i, m := range &w.jumps {
			if int(m) > k {
				l.tilted[c][i] += tilts[c].sooner
			}
		}
	}
	w.jump(k, first+1+n, l)
}

// jump draws the jumps at the end of step k.
func (w *jumpWalk) jump(k, first int, l *leap) {
	l.jumps = false
	for _, m := range &w.jumps {
		l.jumps = l.jumps || int(m) > k
	}
	if !l.jumps {
		return
	}
	n := len(w.loading)
	for f := range w.normal {
		w.draw.normal(&w.normal[f], first+f)
	}
	clear(w.kind[:])
	if len(w.net.kinds) > 1 {
		w.draw.uniform(&w.kind, first+n)
	}
	for a := range l.jump {
		clear(l.jump[a][:])
	}
	for i, u := range &w.kind {
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
	tilts := w.net.tilts
	for c := range tilts {
		log := &w.log[c]
		for a, eta := range tilts[c].eta {
			jump := &l.jump[a]
			for i := range log {
				log[i] += float64(eta * jump[i])
			}
		}
		l.landed[c] = *log
	}
}
