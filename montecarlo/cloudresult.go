package montecarlo

import (
	"math"
	"slices"
)

// cloudResult folds the blocks in order, replicate by replicate.
func (s *Simulator) cloudResult(blocks [][]float64) *Result {
	c := s.clouds
	sums := make([][]float64, c.nets)
	for r := range sums {
		sums[r] = make([]float64, s.layout.size)
		for part := range c.slices {
			block := blocks[r/c.group*c.slices+part]
			for k := range sums[r] {
				sums[r][k] += block[r%c.group*s.layout.size+k]
			}
		}
	}
	// means of output k over n points.
	means := func(k, n int) sample {
		v := make(sample, c.nets)
		for r := range v {
			v[r] = sums[r][k] / float64(n)
		}
		return v
	}
	res := &Result{}
	var any []sample
	for k, b := range c.books {
		l := s.layout.books[k]
		var out BookResult
		var own, once []sample
		for j, one := range b.singles {
			pool, p, q := s.alone(one, l.pool(j), means)
			own, once = append(own, p), append(once, q)
			out.Pools = append(out.Pools, pool)
		}
		switch {
		case len(out.Pools) == 0:
			any = append(any, make(sample, c.nets))
		case b.ensemble == nil:
			any = append(any, own[0])
			out.Any, out.All = out.Pools[0].Crossed, out.Pools[0].Crossed
		default:
			if b.ensemble.convoy != nil { // nothing but the pools' own corrections tells what bends cost
				once = own
			}
			any = append(any, s.join(&out, b.ensemble, l, once, means))
		}
		res.Books = append(res.Books, out)
	}
	for _, pair := range s.layout.pairs {
		d := slices.Clone(any[pair[0]])
		d.add(any[pair[1]], -1)
		res.Differences = append(res.Differences, Difference{pair[0], pair[1], d.difference(c.method(), c.nets*c.points)})
	}
	return res
}

// alone returns what concerns one surface, and the replicates of its probability: p as it is, once in one step where it is not exact.
func (s *Simulator) alone(one *single, at int, means func(k, n int) sample) (pool PoolResult, p, once sample) {
	nodes := s.grid.nodes()
	if one.route != nil {
		nodes = one.route.dates
	}
	// target estimates a date of the curve or a level.
	target := func(k int) (value, stdErr float64) {
		t := means(at+poolTargets+k-1, s.clouds.inCurves(one)*one.nets)
		t.shift(one.targets[k].flat)
		return clip(t.mean()), t.stdErr()
	}
	if one.exact != nil {
		p = make(sample, s.clouds.nets)
		for r := range p {
			p[r] = one.exact[0]
		}
		e := Exact(one.exact[0])
		pool = PoolResult{
			Crossed: e, First: e, MedianYears: one.median,
			Curve: one.curve, CurveStdErr: make([]float64, len(one.curve)),
			Levels: one.exact[1+len(nodes):], LevelStdErr: make([]float64, len(one.exact)-1-len(nodes)),
		}
		for k := len(one.exact); k < len(one.targets); k++ {
			value, stdErr := target(k)
			pool.Levels, pool.LevelStdErr = append(pool.Levels, value), append(pool.LevelStdErr, stdErr)
		}
		return pool, p, p
	}
	few := s.clouds.inCorrection(one) * one.nets
	p = means(at+poolCrossed, s.clouds.inNet(one.nets)*one.nets)
	p.shift(one.targets[0].flat)
	once = slices.Clone(p)
	p.add(means(at+poolCorrection, few), 1)
	coarse := means(at+poolCoarse, few)
	p.add(coarse, extrapolated)
	e := p.probability(methodFor(one.nets), s.clouds.nets*s.clouds.points)
	d := math.Max(math.Abs(coarse.mean()), float64(one.epochs[0].process.uneven*e.Value))
	e.Discretisation = &d
	pool = PoolResult{Crossed: e, First: e}
	for k := range one.targets[1:] {
		value, stdErr := target(1 + k)
		if k < len(nodes) {
			pool.Curve, pool.CurveStdErr = append(pool.Curve, value), append(pool.CurveStdErr, stdErr)
		} else {
			pool.Levels, pool.LevelStdErr = append(pool.Levels, value), append(pool.LevelStdErr, stdErr)
		}
	}
	if last := len(s.grid.Times) - 1; one.curve != nil {
		pool.Curve, pool.CurveStdErr = append([]float64{}, one.curve...), make([]float64, last)
	} else if len(nodes) < last {
		values, errs := append(pool.Curve, e.Value), append(pool.CurveStdErr, e.StdErr)
		pool.Curve, pool.CurveStdErr = interpolateDates(one.nodes, values, errs, one.dates)
	}
	pool.Curve, pool.CurveStdErr = append(pool.Curve, e.Value), append(pool.CurveStdErr, e.StdErr)
	rising(pool.Curve)
	return pool, p, once
}

// extrapolated is how much of the last difference between two grids is added to the finer one: that which is left of an error
// that falls by four when the steps double, as it nearly does (docs/METHODS.md, "Two grids").
const extrapolated = 1. / 3

// methodFor names an estimate from so many nets; none is exact.
func methodFor(nets int) string {
	switch nets {
	case 0:
		return "exact"
	case 1:
		return "rqmc+bridge"
	}
	return "rqmc+bridge+is"
}

// rising makes a curve rise: noise may bend what cannot fall. Its last value stands.
func rising(curve []float64) {
	last := curve[len(curve)-1]
	highest := 0.0
	for d, p := range curve {
		highest = math.Min(last, math.Max(highest, p))
		curve[d] = highest
	}
}

func clip(p float64) float64 { return math.Min(1, math.Max(0, p)) }

// join fills in any, all and first of several surfaces and returns the replicates of any. The single surfaces' own
// estimates are control variates; see docs/METHODS.md, "Several pools".
func (s *Simulator) join(out *BookResult, e *ensemble, l bookLayout, own []sample, means func(k, n int) sample) sample {
	nets := len(e.motions)
	at := func(k int) sample { return means(k, s.clouds.inNet(nets)*nets) }
	few := func(k int) sample { return means(k, s.clouds.inRank(e)*nets) }
	grid := func(k int) sample { return means(k, s.clouds.inGrid(nets)*nets) }
	bend := func(k int) sample { return means(k, s.clouds.inBends(e)*nets) }
	any, all := at(l.any), at(l.all)
	// settle adds what several steps make of p beyond one, and returns what may be left: all that bends cost, and what closing costs where many points tell
	// it. Of few it is said, and not added: whether and how much would depend on its own noise, which no standard error could hold.
	settle := func(p sample, gap, coarse, bends, bendsCoarse int) float64 {
		p.add(bend(bends), 1)
		last := bend(bendsCoarse)
		p.add(last, extrapolated)
		closing, left := grid(gap), grid(coarse)
		if e.gridSteps == 2 && e.convoy == nil {
			closing.add(left, extrapolated)
		}
		if s.clouds.points >= manyPoints {
			p.add(closing, 1)
			return math.Abs(left.mean() + last.mean())
		}
		return math.Abs(closing.mean()) + float64(2*closing.stdErr()) + math.Abs(last.mean())
	}
	var anyGrid, allGrid float64
	if !e.exact { // otherwise nothing is left to the grid
		anyGrid = settle(any, l.anyGap, l.anyCoarse, l.anyBend, l.anyBendCoarse)
		allGrid = settle(all, l.allGap, l.allCoarse, l.allBend, l.allBendCoarse)
	}
	highest, sum, lowest := 0.0, 0.0, 1.0
	for j, p := range own {
		gap := slices.Clone(p)
		gap.add(at(l.pool(j)+poolWalked), -1)
		any.add(gap, e.anyControl[j])
		all.add(gap, e.allControl[j])
		value := out.Pools[j].Crossed.Value
		highest, lowest, sum = math.Max(highest, value), math.Min(lowest, value), sum+value
	}
	if len(e.controls) > 0 {
		any.add(at(l.anyPairs), -1)
		any.shift(e.anyMean)
		all.add(at(l.allPairs), -1)
		all.shift(e.allMean)
	}
	n := s.clouds.nets * s.clouds.points
	method := methodFor(nets)
	// Whatever the noise, any lies between the largest probability and their sum, all below the smallest.
	out.Any = any.probability(method, n).within(highest, math.Min(1, sum))
	out.All = all.probability(method, n).within(math.Max(0, sum-float64(len(own)-1)), lowest)
	for _, p := range out.Pools {
		if d := p.Crossed.Discretisation; e.convoy != nil && d != nil && p.Crossed.Value > 0 {
			// The pools' own: of any at most as much, of all in proportion.
			anyGrid += *d
			allGrid += float64(out.All.Value**d) / p.Crossed.Value
		}
	}
	out.Any.Discretisation, out.All.Discretisation = &anyGrid, &allGrid
	for _, est := range []*Estimate{&out.Any, &out.All} {
		*est.Discretisation = math.Max(*est.Discretisation, float64(e.uneven*est.Value))
	}
	// Which is first: the shares found along the paths, of the better estimate of any.
	var firsts []sample
	someone := make(sample, s.clouds.nets)
	for j := range own {
		first := few(l.pool(j) + poolFirst)
		firsts = append(firsts, first)
		someone.add(first, 1)
	}
	for j, first := range firsts {
		for r := range first {
			if someone[r] > 0 {
				first[r] = float64(any[r]*first[r]) / someone[r]
			}
		}
		out.Pools[j].First = first.probability(method, n)
		doubt := few(l.pool(j) + poolDoubt).mean()
		out.Pools[j].First.Discretisation = &doubt
	}
	return any
}
