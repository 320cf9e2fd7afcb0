package wire

// A Market is the prices now and the law of their moves. Maps are keyed by the
// base asset, per single coin.
type Market struct {
	AsOf           string                    `json:"asOf,omitempty" doc:"Time of the prices, ISO 8601."`
	Prices         map[string]Decimal        `json:"prices" need:"true" doc:"Mark prices in the account's currency."`
	Volatility     map[string]float64        `json:"volatility,omitempty" doc:"Annual volatility of log returns, as a fraction."`
	Drift          map[string]float64        `json:"drift,omitempty" doc:"Annual drift of the price, or of its logarithm if the model says so. Default 0."`
	Correlation    *Correlation              `json:"correlation,omitempty" doc:"Correlation of log returns; needed for two or more volatile assets."`
	Model          *Model                    `json:"model,omitempty" doc:"Law of the log returns."`
	VolatilityTerm map[string]VolatilityTerm `json:"volatilityTerm,omitempty" doc:"Volatilities that return to a long-run level, in place of volatility, under any model."`
	FundingRates   LaterMap                  `json:"fundingRates,omitzero" doc:"Funding rates by symbol. Not supported yet: empty."`
	History        LaterValue                `json:"history,omitzero" doc:"Price history. Not supported yet."`
}

// A Correlation is a matrix over named assets.
type Correlation struct {
	Assets []string    `json:"assets" need:"true" doc:"Assets, in the order of the rows and columns."`
	Matrix [][]float64 `json:"matrix" need:"true" doc:"Symmetric, with ones on the diagonal."`
}
