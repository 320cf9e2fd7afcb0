package calibrate

import (
	"fmt"
	"math"
	"slices"
)

// A History is the daily moves of several assets on the days that all of them have, oldest first: a row a day, a column for each asset.
type History struct {
	Assets     []string
	Times      []int64     // at which the days end, in seconds since 1970
	Returns    [][]float64 // log returns, close to close
	Deviations [][]float64 // standard deviation that a recipe forecast for the day at its beginning
	Ranges     [][]float64 // standard deviation inside the day, by its low and high; nil where some prices have none
	Lacking    int         // days between the first and the last that some asset lacks
}

// Joint returns the last rows of the series' daily returns, at most so many, that a recipe has a forecast for. The deviation inside a day is that of Rogers and Satchell (Ann. Appl.
// Probab. 1, 1991), u(u-c) + d(d-c) with u, d and c the logs of high, low and close over the close before: of a Brownian motion with any drift its mean is the
// variance.
func Joint(list []Series, r Recipe, rows int) (History, error) {
	var h History
	type day struct{ deviation, inside float64 }
	days := make([]map[int64]day, len(list))
	ranges := true
	for _, s := range list {
		h.Assets = append(h.Assets, s.Asset)
		ranges = ranges && s.Ranges
		if s.Interval > r.Interval {
			return History{}, fmt.Errorf("%s has bars of %d hours: recipe %s needs %d", s.Asset, s.Interval/Hour, r.Name, r.Interval/Hour)
		}
	}
	p := newPanel(list)
	for i, s := range list {
		returns, _ := s.Daily().Returns()
		squares := Squares(s, r.Interval)
		if r.Interval == Day {
			s = s.Daily()
		}
		first := s.Bars[0].Time + s.Interval // where squares begin
		days[i] = map[int64]day{}
		for _, b := range returns {
			begin := b.Time - Day
			fast, long, ok := r.Variances(squares[:max(0, min(int64(len(squares)), (begin-first)/r.Interval))])
			if !ok || fast == 0 && long == 0 {
				continue
			}
			up, down := math.Max(0, log(b.Bar.High/b.From)), math.Min(0, log(b.Bar.Low/b.From))
			days[i][b.Time] = day{math.Sqrt(r.Rate(fast, long, 0)), math.Sqrt(math.Max(0, float64(up*(up-b.Log))+float64(down*(down-b.Log))))}
		}
	}
	for t, time := range p.times {
		var returns, deviations, inside []float64
		for i := range list {
			if d, ok := days[i][time]; ok && p.has[i][t] {
				returns, deviations, inside = append(returns, p.returns[i][t]), append(deviations, d.deviation), append(inside, d.inside)
			}
		}
		if len(returns) == len(list) {
			h.Times, h.Returns, h.Deviations, h.Ranges = append(h.Times, time), append(h.Returns, returns), append(h.Deviations, deviations), append(h.Ranges, inside)
		}
	}
	from := max(0, len(h.Times)-rows)
	h.Times, h.Returns, h.Deviations, h.Ranges = slices.Clone(h.Times[from:]), h.Returns[from:], h.Deviations[from:], h.Ranges[from:]
	if !ranges {
		h.Ranges = nil
	}
	if n := len(h.Times); n > 0 {
		h.Lacking = int((h.Times[n-1]-h.Times[0])/Day) + 1 - n
	}
	return h, nil
}
