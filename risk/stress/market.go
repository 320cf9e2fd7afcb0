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
func (e *Event) Market() (Market, bool) {
	_, rest, ok := strings.Cut(markets, "= "+e.Name+"\n")
	if !ok {
		return Market{}, false
	}
	rest, _, _ = strings.Cut(rest, "= ")
	var m Market
	for line := range strings.Lines(rest) {
		f := strings.Fields(line)
		row := numbers(f[1:], hundredth)
		m.Assets, m.Volatility = append(m.Assets, f[0]), append(m.Volatility, row[0])
		m.Correlation = append(m.Correlation, nil)
		n := len(m.Assets) - 1
		for i, r := range append(row[1:], 1) {
			m.Correlation[n] = append(m.Correlation[n], r)
			if i < n {
				m.Correlation[i] = append(m.Correlation[i], r)
			}
		}
	}
	return m, true
}

// hundredth is the unit of volatilities and correlations.
const hundredth = 100
