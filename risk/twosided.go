package risk

import (
	"fmt"

	"github.com/plimsoll-risk/plimsoll/montecarlo"
	"github.com/plimsoll-risk/plimsoll/risk/margin"
)

// twoSided returns a warning for each pool that may be liquidated by a rise as well as by a fall of one price, where that is simulated:
// long and short of one base, with tiers that may change on the way. The bridge follows the surface that is nearer along the most likely
// way, and sees the other only from a point that is nearer to it: .4335 +- .0014 for an exact .5362 (double barrier 34.545 and 42.485
// about 40, volatility .6, a week). A pool that depends on one price alone is in closed form (not under a law of steps), but not what it does together with others.
func twoSided(pools []margin.Pool, compiled []compiled, stepped bool) []string {
	var out []string
	simulated := 0
	for _, p := range compiled {
		if p.fate == open {
			simulated++
		}
	}
	for i, p := range pools {
		sides := map[string]int{}
		hedged := ""
		for _, q := range p.Positions {
			if s := sides[q.Symbol.Base]; s != 0 && s != q.Size.Sign() && hedged == "" {
				hedged = q.Symbol.Base
			}
			sides[q.Symbol.Base] = q.Size.Sign()
		}
		reached := false
		for _, t := range compiled[i].boundary.Tables {
			reached = reached || len(t.Tiers) > 1
		}
		if hedged == "" || !reached || compiled[i].fate != open {
			continue
		}
		about := "its probability"
		if assets(compiled[i].boundary) == 1 {
			if simulated == 1 && !stepped {
				continue
			}
			if simulated > 1 {
				about = "the account's probability of any and of all pools, and which is first,"
			}
		}
		out = append(out, fmt.Sprintf("Pool %s is long and short of %s, with maintenance tiers that may change on the way: it can be liquidated by a rise and by a fall, and %s may come out too low, by a fifth in a case that was measured.", p.Name, hedged, about))
	}
	return out
}

// assets is the number of assets whose prices a boundary depends on.
func assets(b montecarlo.Boundary) int {
	seen := map[int]bool{}
	see := func(t montecarlo.Term) {
		for _, e := range t.Exponents {
			seen[e.Asset] = true
		}
	}
	for _, t := range b.Terms {
		see(t)
	}
	for _, t := range b.Tables {
		see(t.Notional)
		see(t.Unit)
	}
	return len(seen)
}
