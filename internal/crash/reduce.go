package crash

import (
	"math"
	"slices"
)

// Knots is how many points the reduced paths of an event have at most, besides the start and the lows and highs that have to be there.
const Knots = 20

// nearHigh is how far below its highest point, in log price, a reduced path may stay.
const nearHigh = 0.005

// Reduce returns the points, in thirds of an hour, at which paths are kept, the same for all, so that no two prices drift apart that moved together: the lowest
// point of each path, its highest unless one within .5 % of it is there, and the end. Then, up to n in all, by turns: the point at which two
// prices are farthest from each other, of the two that the points so far miss by most; and that at which some path is farthest from the line between
// the points so far.
func Reduce(paths []Path, n int) []int {
	end := len(paths[0]) - 1
	chosen := []int{0, end}
	add := func(k int) {
		if i, found := slices.BinarySearch(chosen, k); !found {
			chosen = slices.Insert(chosen, i, k)
		}
	}
	for _, p := range paths {
		add(slices.Index(p, slices.Min(p)))
	}
	for _, p := range paths {
		high := slices.Max(p)
		if !slices.ContainsFunc(chosen, func(k int) bool { return p[k] >= high-nearHigh }) {
			add(slices.Index(p, high))
		}
	}
	for len(chosen) <= n {
		before := len(chosen)
		add(farthestApart(paths, chosen))
		if len(chosen) <= n {
			add(farthestOff(paths, chosen))
		}
		if len(chosen) == before {
			break
		}
	}
	return chosen[1:]
}

// farthestOff returns the point at which some path is farthest from the line between those chosen.
func farthestOff(paths []Path, chosen []int) (at int) {
	far := 0.0
	for _, p := range paths {
		for k, x := range p {
			if d := math.Abs(x - p.between(chosen, k)); d > far {
				far, at = d, k
			}
		}
	}
	return at
}

// farthestApart returns where the log prices of two assets differ by most, of the two for which this is most beyond what they differ by at the points chosen.
func farthestApart(paths []Path, chosen []int) (at int) {
	most := 0.0
	for i, p := range paths {
		for j, q := range paths {
			if i == j {
				continue
			}
			kept := math.Inf(-1)
			for _, k := range chosen {
				kept = math.Max(kept, p[k]-q[k])
			}
			for k := range p {
				if d := p[k] - q[k] - kept; d > most {
					most, at = d, k
				}
			}
		}
	}
	return at
}

// between returns the line between the chosen points, at k.
func (p Path) between(chosen []int, k int) float64 {
	j, found := slices.BinarySearch(chosen, k)
	if found {
		return p[k]
	}
	a, b := chosen[j-1], chosen[j]
	return p[a] + (p[b]-p[a])*float64(k-a)/float64(b-a)
}
