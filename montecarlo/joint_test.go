package montecarlo_test

import (
	"fmt"
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/montecarlo"
)

// bivariate is an independent evaluation of the Gaussian copula: the midpoint
// rule over the first event's uniform u of P(second | u), with math.Erfc.
func bivariate(p, q, r float64) float64 {
	const n = 200_000
	k := montecarlo.Quantile(q)
	spread := math.Sqrt(1 - r*r)
	sum := 0.0
	for i := range n {
		u := p * (float64(i) + 0.5) / n
		sum += 0.5 * math.Erfc(-(k-r*montecarlo.Quantile(u))/spread/math.Sqrt2)
	}
	return p * sum / n
}

func TestBoth(t *testing.T) {
	worst := map[bool]float64{}
	for _, p := range []float64{1e-6, 0.003, 0.2, 0.5, 0.83, 0.999} {
		for _, q := range []float64{1e-4, 0.07, 0.5, 0.61, 0.97} {
			for _, r := range []float64{-0.999, -0.95, -0.7, -0.2, 0.1, 0.5, 0.8, 0.95, 0.98, 0.999} {
				d := math.Abs(montecarlo.Both(p, q, r) - bivariate(p, q, r))
				near := math.Abs(r) > 0.95
				worst[near] = math.Max(worst[near], d)
			}
		}
	}
	t.Logf("largest error %.2g up to |r| = .95, %.2g beyond", worst[false], worst[true])
	require.Less(t, worst[false], 1e-6)
	require.Less(t, worst[true], 1e-6)
	for _, tt := range []struct {
		name          string
		p, q, r, want float64
	}{
		{"independent", 0.3, 0.2, 0, 0.06},
		{"comonotone", 0.3, 0.2, 1, 0.2},
		{"countermonotone", 0.3, 0.2, -1, 0},
		{"countermonotone, overlapping", 0.8, 0.7, -1, 0.5},
		{"p = 1", 1, 0.2, -0.5, 0.2},
		{"q = 1", 0.4, 1, 0.5, 0.4},
		{"p = 0", 0, 0.2, 0.9, 0},
		{"medians", 0.5, 0.5, 0.6, 0.25 + math.Asin(0.6)/(2*math.Pi)}, // Sheppard 1899
	} {
		require.InDelta(t, tt.want, montecarlo.Both(tt.p, tt.q, tt.r), 1e-12, tt.name)
	}
}

// TestLegendre checks the moments that Gauss-Legendre with 20 and with 10 points integrates exactly.
func TestLegendre(t *testing.T) {
	for _, nodes := range [][][2]float64{montecarlo.Legendre[:], montecarlo.Ten[:]} {
		for k := range 2 * len(nodes) {
			sum := 0.0
			for _, n := range nodes {
				sum += n[1] * math.Pow(n[0], float64(k))
			}
			require.InDelta(t, 1/float64(k+1), sum, 1e-15, "moment %d", k)
		}
	}
}

// TestDoubleBarrier checks the joint crossing of a long and a short on one asset
// against the double-barrier survival probabilities of REFERENCE.md (QuantLib
// doublebinaryoption.cpp parameters, S=100, q=.02, r=.05, T=.25).
func TestDoubleBarrier(t *testing.T) {
	if testing.Short() {
		t.Skip("statistical: runs once, native and without -short")
	}
	for _, tt := range []struct{ low, high, sigma, survive float64 }{
		{80, 120, 0.1, 0.9995788473}, {80, 120, 0.2, 0.9043069431}, {80, 120, 0.3, 0.6406785962}, {80, 120, 0.5, 0.1933459559},
		{90, 110, 0.2, 0.3721425924}, {90, 110, 0.3, 0.0805977728}, {90, 110, 0.5, 5.972522e-4},
	} {
		g := montecarlo.GBM{Drift: []float64{0.05 - 0.02 - tt.sigma*tt.sigma/2}, Volatility: []float64{tt.sigma}, L: [][]float64{{1}}}
		asset := []montecarlo.Exponent{{Asset: 0, Power: 1}}
		down := montecarlo.Boundary{Terms: []montecarlo.Term{{Coefficient: 100, Exponents: asset}, {Coefficient: -tt.low}}}
		up := montecarlo.Boundary{Terms: []montecarlo.Term{{Coefficient: -100, Exponents: asset}, {Coefficient: tt.high}}}
		e := montecarlo.Experiment{Process: g, Grid: uniform(year/4, 1, true), Books: []montecarlo.Book{{down, up}}, Paths: 1 << 16, Seed: 5}
		any, want := simulate(t, e).Books[0].Any, 1-tt.survive
		requireWithin(t, want, 5e-11, any, fmt.Sprintf("%v-%v at %v", tt.low, tt.high, tt.sigma))
		limit := 1e-3
		if want < 0.01 {
			limit = 0.02
		}
		require.LessOrEqual(t, math.Abs(any.Value-want)+any.StdErr, limit*want)
	}
}

// TestOneSide checks that pools on one asset and side depend on the nearest barrier
// only: any is the nearer one, all the farther one, first is always the nearer.
func TestOneSide(t *testing.T) {
	e := montecarlo.Experiment{
		Process: martingale([][]float64{{1}}, 0.6), Grid: uniform(7, 24, true), Paths: 1 << 12, Seed: 6,
		Books: []montecarlo.Book{{book(0.15, 0.005, 1), book(0.1, 0.005, 1), book(0.12, 0.005, 1)}},
	}
	r := simulate(t, e).Books[0]
	require.GreaterOrEqual(t, r.Any.Value, r.Pools[1].Crossed.Value)
	require.LessOrEqual(t, r.All.Value, r.Pools[0].Crossed.Value)
	require.InEpsilon(t, r.Pools[1].Crossed.Value, r.Any.Value, 1e-3)
	require.InEpsilon(t, r.Pools[0].Crossed.Value, r.All.Value, 1e-3)
	// The nearest is always first.
	require.InEpsilon(t, r.Any.Value, r.Pools[1].First.Value, 1e-3)
	require.InDelta(t, 0, r.Pools[2].First.Value, 1e-6)
	require.InDelta(t, 0, r.Pools[0].First.Value, 1e-6)
	require.InDelta(t, r.Any.Value, r.Pools[0].First.Value+r.Pools[1].First.Value+r.Pools[2].First.Value, 1e-3*r.Any.Value)
}

// TestTiedShorts checks two pools that both hold a long and a short of one asset, so that only their tiered maintenance
// moves them: both are crossed where the price rises to the same barrier, and any, all and each are the same. Units of
// 1000 at 1, 5 % up to 1200 and 20 % above, on an equity: maintenance 2 (.2 N - 180) meets it at N = (equity + 360)/.4.
func TestTiedShorts(t *testing.T) {
	asset := []montecarlo.Exponent{{Asset: 0, Power: 1}}
	hedged := func(equity float64) montecarlo.Boundary {
		tiers := montecarlo.Table{
			Notional: montecarlo.Term{Coefficient: 1000, Exponents: asset}, Unit: montecarlo.Term{Coefficient: 1},
			Tiers: []montecarlo.Tier{{Edge: 0, Rate: 0.05}, {Edge: 1200, Rate: 0.2, Deduction: 180}},
		}
		return montecarlo.Boundary{Terms: []montecarlo.Term{{Coefficient: 0, Exponents: asset}, {Coefficient: equity}}, Tables: []montecarlo.Table{tiers, tiers}}
	}
	// 140 is at N = 1250.
	barrier, sigma, years := math.Log(1.25), 1.2, 7/year
	root := sigma * math.Sqrt(years)
	mu := -sigma * sigma / 2
	phi := func(x float64) float64 { return 0.5 * math.Erfc(-x/math.Sqrt2) }
	exact := phi((mu*years-barrier)/root) + math.Exp(2*mu*barrier/(sigma*sigma))*phi((-barrier-mu*years)/root)
	e := montecarlo.Experiment{
		Process: martingale([][]float64{{1}}, sigma), Grid: uniform(7, 24, true), Paths: 1 << 14, Seed: 6,
		Books: []montecarlo.Book{{hedged(140), hedged(140)}},
	}
	r := simulate(t, e).Books[0]
	for _, p := range r.Pools {
		require.InEpsilon(t, exact, p.Crossed.Value, 1e-3)
		require.InEpsilon(t, exact/2, p.First.Value, 2e-2, "equal barriers share")
	}
	require.InEpsilon(t, exact, r.Any.Value, 5e-3)
	require.InEpsilon(t, exact, r.All.Value, 5e-3)
}
