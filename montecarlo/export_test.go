package montecarlo

import "sort"

// The unexported numerics, for tests in package montecarlo_test.
var (
	Log        = log
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

// Eigen returns ascending eigenvalues and the vectors in columns, in the order found.
func Eigen(a [][]float64) (values []float64, vectors [][]float64) {
	a = clone(a)
	vectors = eigen(a)
	for i := range a {
		values = append(values, a[i][i])
	}
	sort.Float64s(values)
	return values, vectors
}

// A Walk is a walk for benchmarks.
type Walk struct{ w *walk }

// NewWalk returns the scratch of one worker.
func NewWalk(s *Simulator) Walk { return Walk{s.newWalk()} }

// Prices runs the path loop of one chunk up to the asset prices.
func (w Walk) Prices() {
	out := newSums(w.w.layout.size)
	w.w.run(0, lanes, &out)
}

// The copula and its quadrature.
var (
	Both     = both
	Legendre = legendre
)

// LogRatio exposes logRatioTo.
func LogRatio(a, b [lanes]float64) (dst [lanes]float64) {
	logRatioTo((*lane)(&dst), (*lane)(&a), (*lane)(&b))
	return dst
}
