package montecarlo

import (
	"math"
	"math/bits"
	"sync"
)

// A normalTable turns 64 random bits into a standard normal by inverse
// transform: the sign from the lowest bit, the tail probability p from the rest.
// Octave o holds p in [2^-(o+2), 2^-(o+1)), cut in 32 cells, with a cubic through the
// four Chebyshev points of each cell. The absolute error against the exact inverse
// is below 1e-9 (TestNormalTable), the largest value 9.2.
type normalTable [64 * 32][4]float64

// standardNormal returns the table, built on first use: 8,064 quantiles.
var standardNormal = sync.OnceValue(func() *normalTable {
	t := new(normalTable)
	// Nodes of the cubic in the cell coordinate u in [0, 1).
	const c1, c2 = 0.0380602337443566, 0.3086582838174551 // (1 - cos(pi/8))/2, (1 - cos(3 pi/8))/2
	nodes := [4]float64{c1, c2, 1 - c2, 1 - c1}
	for o := range 63 {
		width := math.Float64frombits(uint64(1023-(o+2)-5) << 52)
		for c := range 32 {
			low := float64(float64(32+c) * width)
			var y [4]float64
			for i, u := range nodes {
				y[i] = -quantile(low + float64(u*width))
			}
			t[o*32+c] = cubicThrough(nodes, y)
		}
	}
	t[63*32] = t[62*32] // the tail of p = 2^-64 itself
	return t
})

// cubicThrough returns the coefficients, constant first, of the cubic through four points.
func cubicThrough(x, y [4]float64) [4]float64 {
	// Newton's divided differences, then expanded.
	d := y
	for k := 1; k < 4; k++ {
		for i := 3; i >= k; i-- {
			d[i] = (d[i] - d[i-1]) / (x[i] - x[i-k])
		}
	}
	c := [4]float64{d[3]}
	for k := 2; k >= 0; k-- {
		for i := 3; i > 0; i-- {
			c[i] = c[i-1] - float64(c[i]*x[k])
		}
		c[0] = d[k] - float64(c[0]*x[k])
	}
	return c
}

// fill sets every element of dst to an independent standard normal.
func (t *normalTable) fill(dst []float64, g *stream) {
	s := *g
	for i := range dst {
		u := s.next()
		v := u | 1 // bit 0 becomes the stop bit for the count below; the sign keeps it
		o := uint(bits.LeadingZeros64(v)) & 63
		rest := v << 1 << o // drops the leading one
		c := &t[(o<<5|uint(rest>>59))&(64*32-1)]
		f := math.Float64frombits(rest<<5>>12|0x3ff0000000000000) - 1
		x := c[0] + float64(f*(c[1]+float64(f*(c[2]+float64(f*c[3])))))
		dst[i] = math.Float64frombits(math.Float64bits(x) | u<<63)
	}
	*g = s
}
