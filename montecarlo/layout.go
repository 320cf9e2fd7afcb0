package montecarlo

// A layout says where each output of the simulation is accumulated: one flat
// vector per block, so that blocks merge and travel as numbers.
type layout struct {
	books []bookLayout
	pairs [][2]int // books whose difference in any is estimated
	diffs int      // index of the first of these
	size  int
}

// A bookLayout holds indices; pools stands for the first surface's index and
// successive surfaces follow at a stride.
type bookLayout struct {
	any, all          int // crossed by the horizon
	anyCoarse         int // minus the same on the coarse grid
	allCoarse         int
	anyLeast, anyMost int // Frechet's bounds in place of the copula
	allLeast, allMost int
	pools             int
	stride            int
	dates             int
}

// Offsets of a surface's outputs from its index; the survival curve follows.
const (
	poolCrossed = iota
	poolCoarse
	poolFirst
	poolCurve
)

func newLayout(books []book, dates int) layout {
	var l layout
	for _, b := range books {
		k := l.size
		c := bookLayout{
			any: k, all: k + 1, anyCoarse: k + 2, allCoarse: k + 3, anyLeast: k + 4, anyMost: k + 5, allLeast: k + 6, allMost: k + 7,
			pools: k + 8, stride: poolCurve + dates, dates: dates,
		}
		l.size = c.pools + len(b.surfaces)*c.stride
		l.books = append(l.books, c)
	}
	l.diffs = l.size
	for i := range books {
		for j := i + 1; j < len(books); j++ {
			l.pairs = append(l.pairs, [2]int{i, j})
		}
	}
	l.size += len(l.pairs)
	return l
}

// pool returns the index of a surface's outputs.
func (l bookLayout) pool(k int) int { return l.pools + k*l.stride }
