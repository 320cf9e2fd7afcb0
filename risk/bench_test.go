package risk_test

import (
	"context"
	"fmt"
	"runtime"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/risk"
	"github.com/plimsoll-risk/plimsoll/risk/margin"
)

// benchAccounts returns five positions in one cross pool, and three isolated beside two cross positions, with their market.
func benchAccounts(b *testing.B) (m risk.Market, cross, mixed margin.Account) {
	names := []string{"A", "B", "C", "D", "E"}
	m = risk.Market{Prices: margin.Prices{}, Volatility: map[string]float64{}, Correlation: risk.Correlation{Assets: names}}
	for i, n := range names {
		m.Prices[n] = dec("1")
		m.Volatility[n] = []float64{.5, .65, .85, 1.2, 1.3}[i]
	}
	m.Correlation.Matrix = [][]float64{
		{1, .85, .75, .6, .55}, {.85, 1, .75, .62, .57}, {.75, .75, 1, .6, .6}, {.6, .62, .6, 1, .7}, {.55, .57, .6, .7, 1},
	}
	size := []string{"300", "250", "200", "150", "100"}
	margins := []string{"30", "25", "20", "15", "10"}
	one := pool("cross", margin.Cross, "150")
	four := []margin.Pool{pool("cross", margin.Cross, "40")}
	for i, n := range names {
		p := position(b, n+"/USDT:USDT", size[i], "1")
		one.Positions = append(one.Positions, p)
		if i < 2 {
			four[0].Positions = append(four[0].Positions, p)
		} else {
			four = append(four, pool(n, margin.Isolated, margins[i], p))
		}
	}
	return m, account(one), account(four...)
}

// BenchmarkSimulate times a whole report on one core: seven days, continuous, with survival, collateral and leverage curves.
func BenchmarkSimulate(b *testing.B) {
	m, cross, mixed := benchAccounts(b)
	for _, tt := range []struct {
		name    string
		account margin.Account
	}{{"five cross", cross}, {"three isolated, two cross", mixed}} {
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

// BenchmarkSimulate_Workers times a long run of three isolated and two cross positions on one core and on two, whatever -cpu says.
func BenchmarkSimulate_Workers(b *testing.B) {
	m, _, mixed := benchAccounts(b)
	for _, workers := range []int{1, 2} {
		b.Run(fmt.Sprintf("workers=%d", workers), func(b *testing.B) {
			defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(workers))
			for b.Loop() {
				_, err := risk.Simulate(context.Background(), mixed, m, week(1<<16, 1), risk.Options{Workers: workers})
				require.NoError(b, err)
			}
			b.ReportMetric(b.Elapsed().Seconds()/float64(b.N)*1e3, "ms/report")
		})
	}
}
