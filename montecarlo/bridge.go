package montecarlo

import "math"

// A bridge draws the increments of Brownian motions over some steps: the end first, then the middles of ever shorter parts, so that the first coordinates decide most.
type bridge struct {
	lengths []float64
	total   float64
	nodes   []bridgeNode
}

// A bridgeNode is a point between two that are known: steps from and to, numbered by their ends, 0 being the start.
type bridgeNode struct {
	at, from, to int
	share, root  float64
}

func newBridge(lengths []float64) bridge {
	b := bridge{lengths: lengths}
	times := []float64{0}
	for _, h := range lengths {
		b.total += h
		times = append(times, b.total)
	}
	type part struct{ from, to int }
	for parts := []part{{0, len(lengths)}}; len(parts) > 0; parts = parts[1:] {
		p := parts[0]
		if p.to-p.from < 2 {
			continue
		}
		at := (p.from + p.to) / 2
		before, whole := times[at]-times[p.from], times[p.to]-times[p.from]
		b.nodes = append(b.nodes, bridgeNode{at, p.from, p.to, before / whole, math.Sqrt(float64(before*(whole-before)) / whole)})
		parts = append(parts, part{p.from, at}, part{at, p.to})
	}
	return b
}

// draw sets the increments, step by step and by factor, of n motions.
func (b *bridge) draw(d *drawer, increments []lane, n int) {
	last := len(b.lengths)
	at := func(end, f int) *lane { return &increments[(end-1)*n+f] }
	d.block(0)
	root := math.Sqrt(b.total)
	for f := range n {
		end := at(last, f)
		d.normal(end, f)
		for i := range end {
			end[i] = float64(root * end[i])
		}
	}
	for k, node := range b.nodes {
		d.block(1 + k)
		for f := range n {
			v, right := at(node.at, f), at(node.to, f)
			d.normal(v, (1+k)*n+f)
			if node.from == 0 {
				for i := range v {
					v[i] = float64(node.share*right[i]) + float64(node.root*v[i])
				}
				continue
			}
			left := at(node.from, f)
			for i := range v {
				v[i] = left[i] + float64(node.share*(right[i]-left[i])) + float64(node.root*v[i])
			}
		}
	}
	for end := last; end > 1; end-- {
		for f := range n {
			v, before := at(end, f), at(end-1, f)
			for i := range v {
				v[i] -= before[i]
			}
		}
	}
}
