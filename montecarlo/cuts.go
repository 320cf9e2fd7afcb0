package montecarlo

import "math"

// cuts leads paths through points within a step, in equal parts: off the straight way between its ends they are a Brownian bridge.
type cuts struct {
	states  [][][]float64
	parts   int    // a power of two
	between []lane // off the straight way: of each point within, by asset
	ends    []lane // log prices
	normals []lane
}

func newCuts(states [][][]float64, assets, parts int) *cuts {
	return &cuts{states: states, parts: parts, between: make([]lane, assets*(parts-1)), ends: make([]lane, assets), normals: make([]lane, assets)}
}

// halves numbers the blocks of normals that cut steps, after those of laws.
const halves = 0x8000

// draw draws the points within step k, whose end the paths have reached: the middles of ever shorter parts.
func (c *cuts) draw(m *march, k int) {
	n := len(c.ends)
	copy(c.ends, m.x)
	m.draw.block(halves + k)
	for width := c.parts; width > 1; width /= 2 {
		// Given the ends of an interval the middle has a quarter of its length as variance.
		share := math.Sqrt(float64(width) / float64(4*c.parts))
		for right := width; right <= c.parts; right += width {
			for f := range c.normals {
				m.draw.cloud.normals.fill(c.normals[f][:], &m.draw.pad)
			}
			for a := range n {
				d := c.at(right-width/2, a)
				c.move(d, a, &m.leap, share)
				for _, end := range [2]int{right - width, right} {
					if end == 0 || end == c.parts {
						continue
					}
					other := c.at(end, a)
					for i := range d {
						d[i] += float64(0.5 * other[i])
					}
				}
			}
		}
	}
}

// at is how far off the straight way a point within is.
func (c *cuts) at(point, asset int) *lane { return &c.between[(point-1)*len(c.ends)+asset] }

// move sets d to what the normals move an asset by in a share of the root of the step.
func (c *cuts) move(d *lane, a int, l *leap, share float64) {
	clear(d[:])
	accumulate(d, c.states[0][a][:a+1], 1, c.normals[:a+1])
	if l.mixed {
		for i, s := range &l.state {
			if s == 0 {
				continue
			}
			d[i] = 0
			for f, load := range c.states[s][a][:a+1] {
				d[i] += float64(load * c.normals[f][i])
			}
		}
	}
	for i, h := range &l.years {
		d[i] = float64(float64(share*math.Sqrt(h)) * d[i])
	}
	if l.scaled {
		for i, s := range &l.scale[a] {
			d[i] = float64(d[i] * s)
		}
	}
}

// visit moves the paths to a point within the step, off the straight way by sign times what was drawn.
func (c *cuts) visit(m *march, point int, sign float64) {
	left := float64(c.parts-point) / float64(c.parts)
	for a := range m.x {
		x, end, move, d := &m.x[a], &c.ends[a], &m.leap.move[a], c.at(point, a)
		for i := range x {
			x[i] = end[i] - float64(left*move[i]) + float64(sign*d[i])
		}
		expTo(m.e[a][:], x[:])
	}
}

// end moves them back to its end.
func (c *cuts) end(m *march) {
	copy(m.x, c.ends)
	for a := range m.x {
		expTo(m.e[a][:], m.x[a][:])
	}
}
