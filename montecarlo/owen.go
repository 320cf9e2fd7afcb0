package montecarlo

import (
	"math"
	"math/bits"
)

// A scramble is a nested uniform (Owen) scrambling of one dimension of a net: the digit flips at
// each level are a hash of the more significant digits. After S. Laine and T. Karras (Computer
// Graphics Forum 30, 2011) and B. Burley (J. Computer Graphics Techniques 9, 2020), with every
// constant drawn anew; TestScramble checks uniformity and independence of the flips.
//
// On numbers with reversed digits, adding a constant, multiplying by an odd number and
// x ^= x*even change a digit by a function of more significant ones only.
type scramble struct {
	add, again, last   uint32
	odd, other         uint32
	even, mix, further uint32
	low                uint64 // hashes the digits beyond the thirty-second
}

// newScramble draws the scrambling with index (of a replicate, component and dimension) of a seed.
func newScramble(seed, index uint64) scramble {
	g := newStream(seed^owenSalt, index)
	a, b, c, d := g.next(), g.next(), g.next(), g.next()
	return scramble{
		add: uint32(a), again: uint32(a >> 32), last: uint32(b), odd: uint32(b>>32) | 1, other: uint32(c) | 1,
		even: uint32(c>>32) &^ 1, mix: uint32(d) &^ 1, further: uint32(d>>32) &^ 1, low: g.next(),
	}
}

// owenSalt separates scramblings from the streams of paths.
const owenSalt = 0xd1b54a32d192ed03

// apply returns 64 digits, in order, of the point with reversed digits x.
func (s *scramble) apply(x uint32) uint64 {
	x ^= x * s.even
	x += s.add
	x *= s.odd
	x ^= x * s.mix
	x += s.again
	x *= s.other
	x ^= x * s.further
	x += s.last
	x = bits.Reverse32(x)
	return uint64(x)<<32 | (uint64(x)^s.low)*0x9e3779b97f4a7c15>>32
}

// scrambled sets dst[i] to the standard normal at point i of a dimension: point offset^first[i], scrambled. It
// is apply and at written out, since calls cost as much as the work in WebAssembly; TestScrambled holds them together.
func (t *normalTable) scrambled(dst []float64, first []uint32, offset uint32, s scramble) {
	first = first[:len(dst)]
	for i := range dst {
		x := first[i] ^ offset
		x ^= x * s.even
		x += s.add
		x *= s.odd
		x ^= x * s.mix
		x += s.again
		x *= s.other
		x ^= x * s.further
		x += s.last
		x = x>>1&0x55555555 | x&0x55555555<<1
		x = x>>2&0x33333333 | x&0x33333333<<2
		x = x>>4&0x0f0f0f0f | x&0x0f0f0f0f<<4
		x = bits.ReverseBytes32(x)
		u := uint64(x)<<32 | (uint64(x)^s.low)*0x9e3779b97f4a7c15>>32
		upper := uint64(int64(u) >> 63)
		v := (u^upper)<<1 | 1
		o := uint(bits.LeadingZeros64(v)) & 63
		rest := v << 1 << o
		c := &t[(o<<5|uint(rest>>59))&(64*32-1)]
		f := math.Float64frombits(rest<<5>>12|0x3ff0000000000000) - 1
		y := c[0] + float64(f*(c[1]+float64(f*(c[2]+float64(f*c[3])))))
		dst[i] = math.Float64frombits(math.Float64bits(y) | (^upper)<<63)
	}
}

// at returns the standard normal quantile at (u + 1/2)/2^64, increasing in u.
func (t *normalTable) at(u uint64) float64 {
	upper := uint64(int64(u) >> 63) // all ones above one half
	v := (u^upper)<<1 | 1
	o := uint(bits.LeadingZeros64(v)) & 63
	rest := v << 1 << o // drops the leading one
	c := &t[(o<<5|uint(rest>>59))&(64*32-1)]
	f := math.Float64frombits(rest<<5>>12|0x3ff0000000000000) - 1
	x := c[0] + float64(f*(c[1]+float64(f*(c[2]+float64(f*c[3])))))
	return math.Float64frombits(math.Float64bits(x) | (^upper)<<63)
}
