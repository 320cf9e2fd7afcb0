package montecarlo_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/montecarlo"
)

// TestOneAsset checks a 10x isolated long against the exact first-passage
// probability and against exact discrete monitoring (REFERENCE.md: closed form and quadrature).
func TestOneAsset(t *testing.T) {
	if testing.Short() {
		t.Skip("statistical: runs once, native and without -short")
	}
	for _, tt := range []struct {
		sigma, continuous float64
		discrete          map[int]float64
	}{
		{0.4, 0.0736430628, map[int]float64{1: 0.037225, 7: 0.048741, 42: 0.061122, 168: 0.066920, 672: 0.070160}},
		{0.6, 0.2387349436, map[int]float64{1: 0.121778, 7: 0.170535, 42: 0.206500, 168: 0.221818, 672: 0.230073}},
	} {
		p := martingale(t, [][]float64{{1}}, tt.sigma)
		b := []montecarlo.Book{{book(0.1, 0.005, 1)}}
		r := simulate(t, montecarlo.Experiment{Process: p, Grid: uniform(7, 24, true), Books: b, Paths: 1 << 20, Seed: 1})
		requireWithin(t, tt.continuous, 0, r.Books[0].Any, fmt.Sprintf("sigma=%v continuous", tt.sigma))
		for _, m := range []int{1, 7, 42, 168, 672} {
			n := 1 << 19
			if m > 100 {
				n = 1 << 18
			}
			r := simulate(t, montecarlo.Experiment{Process: p, Grid: uniform(7, m, false), Books: b, Paths: n, Seed: 2})
			requireWithin(t, tt.discrete[m], 5e-7, r.Books[0].Any, fmt.Sprintf("sigma=%v looks=%d", tt.sigma, m))
		}
	}
}

// TestTwoIsolated checks the joint crossing of two isolated 10x longs (REFERENCE.md, exact).
func TestTwoIsolated(t *testing.T) {
	if testing.Short() {
		t.Skip("statistical: runs once, native and without -short")
	}
	for _, tt := range []struct{ days, p1, p2, rho, any, all float64 }{
		{1, 0.00146887, 0.01740439, 0.5, 0.01845706, 0.00041620},
		{1, 0.00146887, 0.01740439, 0.8, 0.01774102, 0.00113224},
		{7, 0.23873494, 0.38355322, -0.5, 0.58213165, 0.04015651},
		{7, 0.23873494, 0.38355322, 0, 0.53072061, 0.09156756},
		{7, 0.23873494, 0.38355322, 0.5, 0.46979634, 0.15249182},
		{7, 0.23873494, 0.38355322, 0.8, 0.42189881, 0.20038935},
	} {
		e := montecarlo.Experiment{
			Process: martingale(t, pair(tt.rho), 0.6, 0.8), Grid: uniform(tt.days, 24, true), Paths: 1 << 20, Seed: 3,
			Books: []montecarlo.Book{{book(0.1, 0.005, 1), book(0.1, 0.005, 0, 1)}},
		}
		r := simulate(t, e).Books[0]
		name := fmt.Sprintf("%vd rho=%v ", tt.days, tt.rho)
		requireWithin(t, tt.p1, 5e-9, r.Pools[0].Crossed, name+"P1")
		requireWithin(t, tt.p2, 5e-9, r.Pools[1].Crossed, name+"P2")
		requireWithin(t, tt.any, 5e-9, r.Any, name+"any")
		requireWithin(t, tt.all, 5e-9, r.All, name+"all")
		require.InDelta(t, r.Any.Value, r.Pools[0].First.Value+r.Pools[1].First.Value, 1e-12)
	}
}

// TestCross checks cross pools of two assets against the 2-D PDE of REFERENCE.md (error under 5e-9).
func TestCross(t *testing.T) {
	if testing.Short() {
		t.Skip("statistical: runs once, native and without -short")
	}
	for _, tt := range []struct {
		name                 string
		days, equity, w1, w2 float64
		want                 float64
	}{
		{"long", 7, 1000, 5000, 5000, 0.289480489},
		{"long", 7, 600, 5000, 5000, 0.552173196},
		{"long", 7, 1500, 5000, 5000, 0.093704348},
		{"long", 7, 2000, 5000, 5000, 0.019572320},
		{"long", 1, 1000, 5000, 5000, 0.004090492},
		{"long", 3, 1000, 5000, 5000, 0.100525982},
		{"long", 14, 1000, 5000, 5000, 0.463087180},
		{"long", 30, 1000, 5000, 5000, 0.628646744},
		{"hedged", 7, 1000, 10000, -10000, 0.193191772},
		{"hedged", 7, 800, 10000, -10000, 0.303711324},
		{"hedged", 7, 1500, 10000, -10000, 0.051383270},
		{"hedged", 2, 1000, 10000, -10000, 0.0167952078},
		{"hedged", 30, 1000, 10000, -10000, 0.5078500144},
	} {
		e := montecarlo.Experiment{
			Process: martingale(t, pair(0.8), 0.6, 0.8), Grid: uniform(tt.days, 24, true), Paths: 1 << 19, Seed: 4,
			Books: []montecarlo.Book{{book(tt.equity, 0.005, tt.w1, tt.w2)}},
		}
		r := simulate(t, e).Books[0]
		requireWithin(t, tt.want, 5e-9, r.Any, fmt.Sprintf("%s %vd on %v", tt.name, tt.days, tt.equity))
	}
}
