package montecarlo

// Replicates is the number of independent scramblings of the point set, unless an experiment asks for more: the error of a
// result is that between them.
const Replicates = 16

// MostReplicates is the largest number of them: a power of two, as every number of them is.
const MostReplicates = 128

// LeastPoints is the smallest number of points of a replicate.
const LeastPoints = 16

// Parts of the points, one in so many: subset is for the two-grid difference, rare for the survival curve and the ladder of
// levels, whose flat surfaces leave little noise.
const (
	subset = 4
	sparse = 8
)

// A cloud lays scrambled points out in lanes.
type cloud struct {
	seed    uint64
	net     *net
	normals *normalTable
}

// stage separates the nets of single surfaces from those of books.
type stage uint64

const (
	alone stage = iota
	together
)

// A slice is a run of consecutive points of one net, in consecutive replicates.
type slice struct {
	stage     stage
	component int
	replicate int // the first one
	from      int // first point
	each      int // points of each replicate, a power of two that divides from; at most lanes
	count     int // replicates
}

// fill sets z, one lane per dimension, to the standard normals of a slice.
func (c *cloud) fill(z []lane, s slice) {
	for d := range z {
		for k := range s.count {
			dst := z[d][k*s.each : (k+1)*s.each]
			id := uint64(s.stage)<<63 | uint64(s.component)<<56 | uint64(s.replicate+k)<<48 | uint64(d)<<32
			if d >= len(c.net.first) {
				g := newStream(c.seed^paddingSalt, id|uint64(s.from))
				c.normals.fill(dst, &g)
				continue
			}
			c.normals.scrambled(dst, c.net.first[d][:s.each], sobolOffset(d, uint32(s.from)), newScramble(c.seed, id))
		}
	}
}

// paddingSalt separates the padding of high dimensions from any other use of the same seed.
const paddingSalt = 0x8cb92ba72f3d8dd7

// eachSlice calls f on the slices that hold points [from, to) of replicates [first, first+count), as many in a lane as fit.
func eachSlice(s stage, component, first, count, from, to int, f func(slice)) {
	if to <= from {
		return
	}
	each := min(to-from, lanes)
	for r := first; r < first+count; {
		n := min(lanes/each, first+count-r)
		for p := from; p < to; p += each {
			f(slice{s, component, r, p, each, n})
		}
		r += n
	}
}
