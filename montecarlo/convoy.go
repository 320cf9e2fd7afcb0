package montecarlo

// A convoy is several surfaces together under a stepped law.
type convoy struct {
	stepping stepping
	course   course
	states   [][][]float64
	nets     []any // the law's own, then tilted ones
	assets   int
}

// newConvoy compiles the nets of an ensemble: each of mixtures says how much of the way to each surface is in the direction of a tilt, which ends where all these
// surfaces are crossed. like is the process in one step.
func newConvoy(b []Boundary, process kernel, like *kernel, years float64, aims []design, mixtures [][]float64) *convoy {
	c := &convoy{stepping: process.law.stepping(), course: process.law.course(process, years), assets: len(process.drift)}
	c.states = c.course.states()
	horizon := newTarget(years, 0)
	var ways [][]float64
	for k, d := range aims {
		way := newSurface(b[k], like.loading).towards(like.at(d.point, &horizon))
		if _, spread := scaled(back(like.loading, way)); spread > 0 {
			for a := range way {
				way[a] /= spread
			}
		}
		ways = append(ways, way)
	}
	mix := func(shares []float64) []float64 {
		out := make([]float64, c.assets)
		for k, share := range shares {
			for a := range out {
				out[a] += float64(share * ways[k][a])
			}
		}
		return out
	}
	all := make([]float64, len(b))
	for k := range all {
		all[k] = 1
	}
	etas, towards := [][]float64{nil}, [][]float64{mix(all)}
	for _, m := range mixtures {
		direction := mix(m)
		etas = append(etas, aim(c.course, like, direction, years, func(x []float64) bool {
			for k, share := range m {
				if share > 0 && b[k].Excess(x) > 0 {
					return false
				}
			}
			return true
		}))
		towards = append(towards, direction)
	}
	c.nets = c.course.nets(etas, towards)
	return c
}

// loosen says of edges that are fixed only as the loadings of steps are that they are not.
func loosen(edges []edge, surfaces []*surface, process kernel) []edge {
	c := process.law.course(process, 1)
	for k := range edges {
		e := &edges[k]
		several := surfaces[e.parent].several() || surfaces[e.child].several()
		e.fixed = e.fixed && len(c.states()) == 1 && !(c.scales() && several)
	}
	return edges
}

// several reports whether a surface depends on more than one asset.
func (s *surface) several() bool {
	first := -1
	for _, m := range s.monomials {
		for _, e := range m.exponents {
			if first >= 0 && e.Asset != first {
				return true
			}
			first = e.Asset
		}
	}
	return false
}
