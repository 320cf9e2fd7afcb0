package montecarlo

// A layout says where each output of the simulation is accumulated: one flat
// vector, so that blocks merge and travel as numbers.
type layout struct {
	books []bookLayout
	pairs [][2]int // books whose difference in any is estimated
	diffs int      // index of the first of these; looks only, otherwise they follow from replicates
	size  int
}

// A bookLayout holds indices.
type bookLayout struct {
	any, all       int // crossed by the horizon; watched always: in one step
	anyGap, allGap int // in all steps, minus that
	anyCoarse      int // in all steps, minus in half as many
	allCoarse      int
	anyPairs       int // what pairs as control variates add
	allPairs       int
	anyBend        int // what the bends of surfaces add in all steps
	allBend        int
	anyBendCoarse  int // and how much less in half as many
	allBendCoarse  int
	pools          []int // index of each surface's outputs
}

// Offsets of a surface's outputs from its index.
const (
	poolCrossed    = iota // in one step
	poolCorrection        // in all steps, minus that
	poolCoarse            // in all steps, minus in half as many
	poolWalked            // along the paths that all surfaces share
	poolFirst             // before all other surfaces
	poolDoubt             // by how much that may be off
	poolTargets           // at each date of the curve, and each level
)

// newLayout lays out the books; targets is the number of dates and levels of each surface.
func newLayout(targets [][]int) layout {
	var l layout
	for _, b := range targets {
		k := l.size
		c := bookLayout{
			any: k, all: k + 1, anyGap: k + 2, allGap: k + 3, anyCoarse: k + 4, allCoarse: k + 5, anyPairs: k + 6, allPairs: k + 7,
			anyBend: k + 8, allBend: k + 9, anyBendCoarse: k + 10, allBendCoarse: k + 11,
		}
		l.size += 12
		for _, n := range b {
			c.pools = append(c.pools, l.size)
			l.size += poolTargets + n
		}
		l.books = append(l.books, c)
	}
	l.diffs = l.size
	for i := range targets {
		for j := i + 1; j < len(targets); j++ {
			l.pairs = append(l.pairs, [2]int{i, j})
		}
	}
	l.size += len(l.pairs)
	return l
}

// pool returns the index of a surface's outputs.
func (l *bookLayout) pool(k int) int { return l.pools[k] }
