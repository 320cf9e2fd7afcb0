package montecarlo

import "math"

// residual sets any and all to what several steps add to the probabilities of one, once, less what is first order in
// the survivals of surfaces and pairs: given the ends of a path, one step's survivals are the means of several steps'
// (exactly so for surfaces of one asset), so that the first order is noise without a mean.
func (p *passage) residual(s, once *survival, any, all *lane) {
	for i := range any {
		any[i] = -p.survived(s, once, i)
		all[i] = p.perished(s, once, i)
	}
}

// survived is the residual for the survival of all, S(root) times S(child, parent)/S(parent) along the tree.
func (p *passage) survived(s, once *survival, i int) float64 {
	now, before := s.single[p.root][i], once.single[p.root][i]
	if before < vanishing {
		return 0
	}
	first := now/before - 1
	for k, e := range p.tree {
		a, q := s.single[e.parent][i], s.pair[k][i]
		a1, q1 := once.single[e.parent][i], once.pair[k][i]
		if a1 < vanishing || q1 < vanishing {
			return 0
		}
		first += q/q1 - a/a1
		before = float64(before * math.Min(1, q1/a1))
		if a > 0 {
			now = float64(now * math.Min(1, q/a))
		} else {
			now = 0
		}
	}
	return now - float64(before*(1+first))
}

// perished is the same for the crossing of all.
func (p *passage) perished(s, once *survival, i int) float64 {
	now, before := 1-s.single[p.root][i], 1-once.single[p.root][i]
	if before < vanishing {
		return 0
	}
	first := now/before - 1
	for k, e := range p.tree {
		a, a1 := 1-s.single[e.parent][i], 1-once.single[e.parent][i]
		q, q1 := math.Max(0, a-s.single[e.child][i]+s.pair[k][i]), math.Max(0, a1-once.single[e.child][i]+once.pair[k][i])
		if a1 < vanishing || q1 < vanishing {
			return 0
		}
		first += q/q1 - a/a1
		before = float64(before * math.Min(1, q1/a1))
		if a > 0 {
			now = float64(now * math.Min(1, q/a))
		} else {
			now = 0
		}
	}
	return now - float64(before*(1+first))
}

// vanishing is a probability below which rounding would decide the ratios of residuals.
const vanishing = 1e-12
