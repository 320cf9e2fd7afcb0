package risk_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/risk"
	"github.com/plimsoll-risk/plimsoll/risk/margin"
)

// BenchmarkSimulate times a whole report on one core: five positions in one cross pool, and three isolated beside
// two cross positions, seven days, continuous, with survival, collateral and leverage curves.
func BenchmarkSimulate(b *testing.B) {
	names := []string{"A", "B", "C", "D", "E"}
	m := risk.Market{Prices: margin.Prices{}, Volatility: map[string]float64{}, Correlation: risk.Correlation{Assets: names}}
	for i, n := range names {
		m.Prices[n] = dec("1")
		m.Volatility[n] = []float64{.5, .65, .85, 1.2, 1.3}[i]
	}
	m.Correlation.Matrix = [][]float64{
		{1, .85, .75, .6, .55}, {.85, 1, .75, .62, .57}, {.75, .75, 1, .6, .6}, {.6, .62, .6, 1, .7}, {.55, .57, .6, .7, 1},
	}
	size := []string{"300", "250", "200", "150", "100"}
	margins := []string{"30", "25", "20", "15", "10"}
	cross := pool("cross", margin.Cross, "150")
	mixed := []margin.Pool{pool("cross", margin.Cross, "40")}
	for i, n := range names {
		p := position(b, n+"/USDT:USDT", size[i], "1")
		cross.Positions = append(cross.Positions, p)
		if i < 2 {
			mixed[0].Positions = append(mixed[0].Positions, p)
		} else {
			mixed = append(mixed, pool(n, margin.Isolated, margins[i], p))
		}
	}
	for _, tt := range []struct {
		name    string
		account margin.Account
	}{{"five cross", account(cross)}, {"three isolated, two cross", account(mixed...)}} {
		b.Run(tt.name, func(b *testing.B) {
			var r *risk.Report
			for b.Loop() {
				var err error
				r, err = risk.Simulate(context.Background(), tt.account, m, week(4096, 1), risk.Options{Workers: 1})
				require.NoError(b, err)
			}
			b.ReportMetric(b.Elapsed().Seconds()/float64(b.N)*1e3, "ms/report")
			b.ReportMetric(r.Liquidation.Any.Value, "P(any)")
			b.ReportMetric(r.Liquidation.Any.StdErr, "stdErr")
		})
	}
}
