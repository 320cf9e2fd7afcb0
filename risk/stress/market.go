package stress

import (
	_ "embed"
	"strings"
)

//go:embed data/markets.txt
var markets string

// A Market is what prices did in a window, hour by hour.
type Market struct {
	Assets      []string
	Volatility  []float64   // annual, of hourly log returns about zero
	Correlation [][]float64 // of these
}

// Market returns the realised volatilities and correlations of an event; false where no hourly prices are known.
func (e Event) Market() (Market, bool) {
	_, rest, ok := strings.Cut(markets, "= "+e.Name+"\n")
	if !ok {
		return Market{}, false
	}
	rest, _, _ = strings.Cut(rest, "= ")
	var m Market
	for line := range strings.Lines(rest) {
		asset, figures, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		row := numbers(figures)
		m.Assets, m.Volatility = append(m.Assets, asset), append(m.Volatility, row[0]/hundredth)
		m.Correlation = append(m.Correlation, nil)
		n := len(m.Assets) - 1
		for i, r := range append(row[1:], hundredth) {
			m.Correlation[n] = append(m.Correlation[n], r/hundredth)
			if i < n {
				m.Correlation[i] = append(m.Correlation[i], r/hundredth)
			}
		}
	}
	return m, true
}

// hundredth is the unit of volatilities and correlations.
const hundredth = 100
