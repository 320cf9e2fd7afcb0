package montecarlo

import "math"

// A Result holds the estimates of a simulation.
type Result struct {
	Books []BookResult
	// Differences are P(any) of book I minus that of book J for I < J, from paired paths.
	Differences []Difference
}

// A BookResult is one book's estimates by the horizon. It is empty for a book
// without boundaries.
type BookResult struct {
	Any, All Estimate
	Pools    []PoolResult
}

// A PoolResult is one boundary's estimates.
type PoolResult struct {
	Crossed Estimate
	First   Estimate // crossed before every other boundary of the book
	// Curve and CurveStdErr are P(crossed by each date of the grid).
	Curve, CurveStdErr []float64
}

// A Difference is a paired difference between two books.
type Difference struct {
	I, J int
	Any  Estimate
}

// Result folds a complete tally.
func (s *Simulator) Result(t *Tally) (*Result, error) {
	all, err := t.total(s.Blocks())
	if err != nil {
		return nil, err
	}
	at := func(k int) moment { return moment{float64(all.paths), all.sum[k], all.square[k]} }
	method := "mc"
	if s.grid.Continuous {
		method = "mc+bridge"
	}
	grids := func(e Estimate, k int) Estimate {
		if s.grid.Continuous {
			d := math.Abs(at(k).mean())
			e.Discretisation = &d
		}
		return e
	}
	r := &Result{}
	for k, b := range s.books {
		l := s.layout.books[k]
		var out BookResult
		if len(b.surfaces) > 0 {
			out.Any = grids(at(l.any).probability(method), l.anyCoarse)
			out.All = grids(at(l.all).probability(method), l.allCoarse)
		}
		if len(b.surfaces) > 1 && s.grid.Continuous {
			widen(&out.Any, at(l.anyLeast).mean(), at(l.anyMost).mean())
			widen(&out.All, at(l.allLeast).mean(), at(l.allMost).mean())
		}
		for j := range b.surfaces {
			k := l.pool(j)
			p := PoolResult{Crossed: grids(at(k+poolCrossed).probability(method), k+poolCoarse), First: at(k + poolFirst).probability(method)}
			for d := range l.dates {
				if s.grid.Dates[d] == 0 { // not looked at yet
					p.Curve, p.CurveStdErr = append(p.Curve, 0), append(p.CurveStdErr, 0)
					continue
				}
				e := at(k + poolCurve + d).probability(method)
				p.Curve = append(p.Curve, e.Value)
				p.CurveStdErr = append(p.CurveStdErr, e.StdErr)
			}
			out.Pools = append(out.Pools, p)
		}
		if len(b.surfaces) == 1 {
			only := &out.Pools[0]
			out.Any, out.All, only.First = only.Crossed, only.Crossed, only.Crossed
		}
		r.Books = append(r.Books, out)
	}
	for k, pair := range s.layout.pairs {
		r.Differences = append(r.Differences, Difference{pair[0], pair[1], at(s.layout.diffs + k).difference(method)})
	}
	return r, nil
}

// widen raises the discretisation error of e to its distance from Frechet's bounds.
func widen(e *Estimate, least, most float64) {
	d := math.Max(*e.Discretisation, math.Max(e.Value-least, most-e.Value))
	e.Discretisation = &d
}
