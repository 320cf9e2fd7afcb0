package pde_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/internal/pde"
)

// pool holds positions worth w at price 1 with half a per cent of maintenance on an equity.
func pool(equity, w1, w2, s1, s2, rho, days float64) pde.Pool {
	return pde.Pool{
		Cash: equity - w1 - w2, Amount: [2]float64{w1 - 0.005*math.Abs(w1), w2 - 0.005*math.Abs(w2)},
		Volatility: [2]float64{s1, s2}, Correlation: rho, Years: days / 365,
	}
}

func firstOf(value, _ float64) float64 { return value }

// TestProbability compares the solver with the values of REFERENCE.md, from another program with an error under 5e-9 (the last row: half a
// unit of its sixth digit), and checks that its own bound of the error is honest.
func TestProbability(t *testing.T) {
	for _, tt := range []struct {
		p            pde.Pool
		want, digits float64
	}{
		{pool(1000, 5000, 5000, .6, .8, .8, 7), .289480489, 5e-9},
		{pool(600, 5000, 5000, .6, .8, .8, 7), .552173196, 5e-9},
		{pool(2000, 5000, 5000, .6, .8, .8, 7), .019572320, 5e-9},
		{pool(1000, 5000, 5000, .6, .8, .8, 1), .004090492, 5e-9},
		{pool(1000, 5000, 5000, .6, .8, .8, 30), .628646744, 5e-9},
		{pool(1000, 10000, -10000, .6, .8, .8, 7), .193191772, 5e-9},
		{pool(1500, 10000, -10000, .6, .8, .8, 7), .051383270, 5e-9},
		{pool(1000, 10000, -10000, .6, .8, .8, 2), .0167952078, 5e-10},
		{pool(1000, 10000, -10000, .6, .8, .8, 30), .5078500144, 5e-10},
		{pool(2060, 4000, 3000, .5, .7, .5, 7), 1.06824e-6, 5e-12},
	} {
		if testing.Short() { // once, in few steps
			require.InDelta(t, tt.want, firstOf(tt.p.Probability(8)), 1e-7)
			return
		}
		got, moved := tt.p.Probability(20)
		t.Logf("want %.10g got %.10g (%+.1e), last moved by %.1e", tt.want, got, got-tt.want, moved)
		require.InDelta(t, tt.want, got, tt.digits+1e-9)
		require.Less(t, moved, 5e-9)
	}
}

// TestProbability_Exact compares with closed forms: one asset next to nothing of another, and the ratio of two. b is the log barrier.
func TestProbability_Exact(t *testing.T) {
	if testing.Short() {
		t.Skip("a second a pool: runs once, native and without -short")
	}
	passage := func(b, mu, sigma, years float64) float64 {
		phi := func(x float64) float64 { return 0.5 * math.Erfc(-x/math.Sqrt2) }
		root := sigma * math.Sqrt(years)
		return phi((b-mu*years)/root) + math.Exp(2*mu*b/(sigma*sigma))*phi((b+mu*years)/root)
	}
	// 10x long of the first, with next to nothing of the second.
	p := pde.Pool{Cash: -0.9, Amount: [2]float64{0.995, 1e-10}, Volatility: [2]float64{0.6, 0.8}, Correlation: 0.3, Years: 7. / 365}
	got, _ := p.Probability(20)
	require.InDelta(t, passage(math.Log(0.9/0.995), -0.18, 0.6, 7./365), got, 2e-9)
	// A loan: 1.25 of the first against 1 of the second and no cash.
	p = pde.Pool{Amount: [2]float64{1.25, -1}, Volatility: [2]float64{0.7, 0.5}, Correlation: 0.8, Years: 30. / 365}
	got, _ = p.Probability(20)
	require.InDelta(t, passage(-math.Log(1.25), -0.12, math.Sqrt(0.18), 30./365), got, 1e-9)
	// The same with the assets in the other order.
	p.Amount, p.Volatility = [2]float64{-1, 1.25}, [2]float64{0.5, 0.7}
	again, _ := p.Probability(20)
	require.InDelta(t, got, again, 1e-12)
	// Two shorts against cash: 10x, of one asset next to nothing. The barrier is ln(1.1/1.005) above.
	p = pde.Pool{Cash: 1.1, Amount: [2]float64{-1.005, -1e-10}, Volatility: [2]float64{0.6, 0.8}, Correlation: 0.3, Years: 7. / 365}
	got, _ = p.Probability(20)
	require.InDelta(t, passage(-math.Log(1.1/1.005), 0.18, 0.6, 7./365), got, 2e-9)
}
