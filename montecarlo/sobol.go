package montecarlo

import (
	"math/bits"
	"sync"
)

// sobolDimensions is how many dimensions have direction numbers; further ones are padded with
// independent random numbers.
const sobolDimensions = len(joeKuo) + 1

// sobolDigits is the number of binary digits of a point, and the logarithm of how many points there are.
const sobolDigits = 32

// directions holds the direction numbers of every dimension with their digits reversed, the
// most significant one lowest, which is the order that scrambling works in.
var directions = sync.OnceValue(func() *[sobolDimensions][sobolDigits]uint32 {
	all := new([sobolDimensions][sobolDigits]uint32)
	for d := range all {
		var v [sobolDigits]uint32
		if d == 0 {
			for i := range v {
				v[i] = 1 << (31 - i)
			}
		} else {
			a, m := joeKuo[d-1][0], joeKuo[d-1][1:]
			s := len(m)
			for i := range v {
				if i < s {
					v[i] = uint32(m[i]) << (31 - i)
					continue
				}
				v[i] = v[i-s] ^ v[i-s]>>s
				for k := 1; k < s; k++ {
					v[i] ^= uint32(a>>(s-1-k)&1) * v[i-k]
				}
			}
		}
		for i := range v {
			all[d][i] = bits.Reverse32(v[i])
		}
	}
	return all
})

// A net is the first few Sobol points of some dimensions, digits reversed: all later points are these, each
// combined with what sobolOffset says.
type net struct{ first [][lanes]uint32 }

func newNet(dimensions int) *net {
	n := &net{first: make([][lanes]uint32, min(dimensions, sobolDimensions))}
	for d := range n.first {
		v := &directions()[d]
		for i := range n.first[d] {
			for k := 0; i>>k > 0; k++ {
				n.first[d][i] ^= uint32(i>>k&1) * v[k]
			}
		}
	}
	return n
}

// sobolOffset returns point index of a dimension, digits reversed. For an index that is a multiple of a power
// of two, the points that follow it below the next multiple are this combined by exclusive or with the first ones.
func sobolOffset(dimension int, index uint32) uint32 {
	v := &directions()[dimension]
	x := uint32(0)
	for k := 0; index>>k > 0; k++ {
		x ^= (index >> k & 1) * v[k]
	}
	return x
}
