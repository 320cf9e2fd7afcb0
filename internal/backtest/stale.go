package backtest

import "fmt"

// Stale is a model that learnt so many days ago and nothing since: what an old volatility
// costs.
func Stale(m Model, days int) Model {
	return Model{m.Name, fmt.Sprintf("%s, learnt %d days ago", m.Says, days), m.Interval, func() func(*History) Forecast {
		fit := m.New()
		return func(h *History) Forecast {
			if h.Index < days {
				return nil
			}
			return fit(h.before(days))
		}
	}}
}

// before returns the history as it was some days earlier.
func (h *History) before(days int) *History {
	index := h.Index - days
	old := &History{Asset: h.Asset, Day: h.Day - days, Index: index, Squares: h.Squares[: 24*index : 24*index], Days: h.Days[:index:index], past: map[int][]extreme{}}
	for hours, e := range h.past {
		last := max(min(len(e), len(e)-days), 0)
		old.past[hours] = e[:last:last]
	}
	return old
}
