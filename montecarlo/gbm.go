package montecarlo

import "math"

// A GBM is correlated geometric Brownian motion: log prices move by
// Drift[a]*dt + Volatility[a]*sqrt(dt)*(L z)[a]. Drift is that of the log price;
// a price that is a martingale has -Volatility^2/2.
type GBM struct {
	Drift      []float64   // per year
	Volatility []float64   // per square root of a year, not negative
	L          [][]float64 // lower triangular factor of the correlation, as FactorCorrelation returns it
}

// loadings returns Volatility[a]*L[a], the volatility of each log price on each factor.
func (g GBM) loadings() [][]float64 {
	m := make([][]float64, len(g.Volatility))
	for a := range m {
		m[a] = make([]float64, len(m))
		for f := range m {
			m[a][f] = float64(g.Volatility[a] * g.L[a][f])
		}
	}
	return m
}

// advance moves the log prices x of one block forward by dt years with standard
// normals z, one lane per factor.
func (g *kernel) advance(x, z []lane, dt float64) {
	root := math.Sqrt(dt)
	for a := range x {
		xa := &x[a]
		shift := float64(g.drift[a] * dt)
		for i := range xa {
			xa[i] += shift
		}
		for f, load := range g.loading[a][:a+1] {
			if load == 0 {
				continue
			}
			c, zf := float64(load*root), &z[f]
			for i := range xa {
				xa[i] += float64(c * zf[i])
			}
		}
	}
}
