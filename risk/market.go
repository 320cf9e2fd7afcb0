package risk

import "github.com/plimsoll-risk/plimsoll/risk/margin"

// A Market is what moves: marks now and the law of the log returns.
type Market struct {
	Prices     margin.Prices
	Volatility map[string]float64 // annualised, of log returns; per asset. The account's currency may be absent: 0
	// VolatilityTerm takes the place of Volatility for an asset.
	VolatilityTerm map[string]VolatilityTerm
	// VolatilityStdErr is the standard error of Volatility, for Sensitivity; may be empty.
	VolatilityStdErr map[string]float64
	Drift            map[string]float64 // annual drift of the price; absent or 0 makes the price a martingale
	Correlation      Correlation        // must cover the volatile assets when there are two or more
	Model            Model
	// FundingRates are keyed by symbol, as positions write it or with another multiplier; those of dated contracts are an error.
	FundingRates map[string]FundingRate
	BorrowRates  map[string]float64 // annual, compounding continuously, of debts in an asset; absent is 0
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
	Paths        int // at least 2; with a target, those of the first round
	Seed         uint64
	// Replicates is the number of randomised nets that the paths are shared among, a power of two from 16 to 128; 0 stands for
	// 16. Looks now and then have none: 0 or 1.
	Replicates int
	// TargetStdErr is the standard error that the probability of any liquidation shall reach, 0 for none; see Plan.Next.
	TargetStdErr float64
	// MaxPaths is how many paths a round may have to reach the target, at least Paths. 0 stands for DefaultMaxPaths, or
	// fewer where these would be more work than MaxWork. Without a target it is 0.
	MaxPaths int

	pauses  float64 // how often a path has to stop for the model's sake; known from the market
	strides float64 // how many steps a path has that is watched all the time; 0 where one takes it anywhere
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
