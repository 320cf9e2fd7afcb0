package risk

import "github.com/plimsoll-risk/plimsoll/risk/margin"

// A Market is what moves: marks now and the law of the log returns.
type Market struct {
	Prices     margin.Prices
	Volatility map[string]float64 // annualised, of log returns; per asset. The account's currency may be absent: 0
	// VolatilityTerm takes the place of Volatility for an asset.
	VolatilityTerm map[string]VolatilityTerm
	Drift          map[string]float64 // annual drift of the price; absent or 0 makes the price a martingale
	Correlation    Correlation        // must cover the volatile assets when there are two or more
	Model          Model
}

// A Correlation is a correlation matrix of log returns over named assets. It may
// cover more assets than are used.
type Correlation struct {
	Assets []string
	Matrix [][]float64
}

// A Simulation says how to simulate.
type Simulation struct {
	HorizonHours float64 // from MinHorizonHours to MaxHorizonHours
	Monitoring   Monitoring
	Paths        int // at least 2
	Seed         uint64
}

// Monitoring says when a pool is looked at. The zero value is continuously;
// otherwise at k*EveryHours for k >= 1 and at the horizon.
type Monitoring struct{ EveryHours float64 }

// Continuous reports whether pools are watched all the time.
func (m Monitoring) Continuous() bool { return m.EveryHours == 0 }

// Limits of a simulation.
const (
	MinHorizonHours = 1e-6
	MaxHorizonHours = 10 * hoursPerYear
	MaxAssets       = 256 // in use, not counting a currency that does not move
	MaxWork         = 2e9 // paths times steps times pools
	hoursPerYear    = 365 * 24
)
