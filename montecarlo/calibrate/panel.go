package calibrate

import "slices"

// A panel holds the returns of several assets by the time at which they end; a
// missing return is missing for its asset only.
type panel struct {
	assets  []string
	returns [][]float64 // by asset, then time
	has     [][]bool
	times   []int64
}

// newPanel aligns the daily returns of the series.
func newPanel(series []Series) panel {
	var p panel
	all := make([][]Return, len(series))
	for i, s := range series {
		all[i], _ = s.Daily().Returns()
		p.assets = append(p.assets, s.Asset)
		for _, r := range all[i] {
			p.times = append(p.times, r.Time)
		}
	}
	slices.Sort(p.times)
	p.times = slices.Compact(p.times)
	for i := range series {
		x, has := make([]float64, len(p.times)), make([]bool, len(p.times))
		at := 0
		for _, r := range all[i] {
			for p.times[at] < r.Time {
				at++
			}
			x[at], has[at] = r.Log, true
		}
		p.returns, p.has = append(p.returns, x), append(p.has, has)
	}
	return p
}

// overlap returns the returns of assets i and j at the times that both have.
func (p panel) overlap(i, j int) (x, y []float64) {
	for t := range p.times {
		if p.has[i][t] && p.has[j][t] {
			x, y = append(x, p.returns[i][t]), append(y, p.returns[j][t])
		}
	}
	return x, y
}

// rows returns the times at which every asset has a return, a row each.
func (p panel) rows() [][]float64 {
	var rows [][]float64
	for t := range p.times {
		row := make([]float64, 0, len(p.assets))
		for i := range p.assets {
			if p.has[i][t] {
				row = append(row, p.returns[i][t])
			}
		}
		if len(row) == len(p.assets) {
			rows = append(rows, row)
		}
	}
	return rows
}
