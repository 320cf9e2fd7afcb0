package montecarlo

import (
	"math"
	"math/bits"
)

// The unexported numerics, for tests in package montecarlo_test.
var (
	Splitmix64 = splitmix64
)

// Xoshiro returns n outputs of the generator from a raw state.
func Xoshiro(state [4]uint64, n int) []uint64 {
	g := stream{state[0], state[1], state[2], state[3]}
	out := make([]uint64, n)
	for i := range out {
		out[i] = g.next()
	}
	return out
}

// Normals returns n standard normals of a block.
func Normals(seed, block uint64, n int) []float64 {
	g := newStream(seed, block)
	out := make([]float64, n)
	standardNormal().fill(out, &g)
	return out
}

// FirstWord returns the first random word of a block.
func FirstWord(seed, block uint64) uint64 {
	g := newStream(seed, block)
	return g.next()
}

// NormalAt evaluates the table of normals in a cell.
func NormalAt(octave, cell int, f float64) float64 {
	c := standardNormal()[octave*32+cell]
	return c[0] + f*(c[1]+f*(c[2]+f*c[3]))
}

// ExpTo exposes expTo.
var ExpTo = expTo

// A Walk is a walk for benchmarks.
type Walk struct{ w *walk }

// NewWalk returns the scratch of one worker.
func NewWalk(s *Simulator) Walk { return Walk{s.newWalk()} }

// Prices runs the path loop of one chunk up to the asset prices.
func (w Walk) Prices() {
	w.w.run(0, lanes, make([]float64, 2*w.w.layout.size))
}

// The copula and its quadrature.
var (
	Both     = both
	Legendre = legendre
	Ten      = ten
)

// LogRatio exposes logRatioTo.
func LogRatio(a, b [lanes]float64) (dst [lanes]float64) {
	logRatioTo((*lane)(&dst), (*lane)(&a), (*lane)(&b))
	return dst
}

// Linear algebra and distribution functions.
var (
	Householder = householder
	Triangular  = triangular
	Tail        = tail
)

// unit is a 32-digit fraction with reversed digits as a number in [0, 1).
func unit(x uint32) float64 { return math.Ldexp(float64(bits.Reverse32(x)), -32) }

// Sobol returns a coordinate of a point.
func Sobol(dimension int, index uint32) float64 { return unit(sobolOffset(dimension, index)) }

// Scrambled returns a coordinate of a scrambled point.
func Scrambled(dimension int, index uint32, seed, id uint64) float64 {
	return ScrambleAt(Sobol(dimension, index), seed, id)
}

// ScrambleAt scrambles x.
func ScrambleAt(x float64, seed, id uint64) float64 {
	s := newScramble(seed, id)
	return math.Ldexp(float64(s.apply(bits.Reverse32(uint32(math.Ldexp(x, 32))))>>11), -53)
}

// NormalOf returns the table's quantile at u.
func NormalOf(u float64) float64 { return standardNormal().at(uint64(math.Ldexp(u, 64))) }

// ScrambledNormals returns a function that fills dst with normals of one dimension.
func ScrambledNormals(dst []float64) func() {
	first, t := newNet(1).first[0][:len(dst)], standardNormal()
	return func() { t.scrambled(dst, first, 0, newScramble(1, 1)) }
}

// ScrambledNormal returns the normal of one coordinate of a scrambled point.
func ScrambledNormal(dimension int, index uint32, seed, id uint64) float64 {
	s := newScramble(seed, id)
	return standardNormal().at(s.apply(sobolOffset(dimension, index)))
}

// Passage is the probability of first passage in closed form.
func Passage(distance, drift, sigma, years float64) float64 {
	return law{distance: distance, drift: drift, sigma: sigma}.by(years)
}

// Leaving is the probability that a motion leaves the strip between two levels, in closed form.
func Leaving(distance, opposite, drift, sigma, years float64) float64 {
	return law{distance: distance, opposite: opposite, drift: drift, sigma: sigma}.by(years)
}

// Lanes is the number of paths that move together.
const Lanes = lanes

// The pair of Brownian motions, and its angles.
var (
	Neither    = neither
	Nearly     = nearly
	SineCosine = sineCosine
	Arctangent = arctangent
)

// Clique closes singles and pairs of up to four surfaces: the law of which of them survive, by bits, and by how much the
// survival and the crossing of all change, after so many sweeps, in relation to themselves, per unit of each single and then of each pair.
func Clique(single []float64, pair [][]float64, sweeps int) (law, none, all []float64) {
	n := len(single)
	c := clique{}
	s := newSurvival(n, n*(n-1)/2)
	for k, x := range single {
		c.members = append(c.members, k)
		fillWith(&s.single[k], x)
	}
	next := 0
	c.connect(func(a, b int) (int, float64) {
		fillWith(&s.pair[next], pair[a][b])
		next++
		return next - 1, pair[a][b]
	})
	var p odds
	c.fit(&s, &p, sweeps)
	for state := range 1 << n {
		law = append(law, p.state[state][0])
	}
	var d slopes
	c.slope(&p, 0, c.features, &d)
	order := make([]float64, len(c.features))
	copy(order, d.none[:])
	none = order
	all = append(all, d.all[:len(c.features)]...)
	// From the order in which pairs are fitted to that of (0,1), (0,2), (1,2), (0,3) ...
	for _, v := range [][]float64{none, all} {
		sorted := make([]float64, len(c.pairs))
		for k, q := range c.pairs {
			sorted[q.index] = v[n+k]
		}
		copy(v[n:], sorted)
	}
	return law, none, all
}

// Cliques covers the surfaces of a star around surface 0, each with its parent in order.
func Cliques(parent []int, common func(child, parent, other int) float64) (members [][]int, joined []int) {
	var tree []edge
	for k, p := range parent {
		tree = append(tree, edge{child: k + 1, parent: p})
	}
	for _, c := range cliques(0, tree, common) {
		members, joined = append(members, c.members), append(joined, c.joined)
	}
	return members, joined
}

// Sweeps is how many are made.
const Sweeps = sweeps

// Crossings is the mean of the product of two or three crossing probabilities given the end of a path, with the correlations of the first two, and of each with
// the third.
func Crossings(start, end []float64, r01, r02, r12 float64) float64 {
	s := math.Sqrt(1 - r01*r01)
	b := (r12 - r01*r02) / s
	shares, own := [3][2]float64{{}, {r01}, {r02, b}}, [3]float64{1, s, math.Sqrt(1 - r02*r02 - b*b)}
	var from, to [3]float64
	copy(from[:], start)
	copy(to[:], end)
	return crossings(len(start), from, to, shares, own)
}

// PairSurvival interpolates the survival of two surfaces with single survivals u and v at a correlation, from a table around r.
func PairSurvival(start [2]float64, r float64, fixed bool, u, v, correlation float64) float64 {
	var pair, a, b, rho lane
	fillWith(&a, u)
	fillWith(&b, v)
	fillWith(&rho, correlation)
	newPairTable(start, r, fixed).survive(&pair, &a, &b, &rho)
	return pair[0]
}

// StudentT exposes the quantiles of replicates.
var StudentT = studentT
