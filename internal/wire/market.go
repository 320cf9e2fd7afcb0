package wire

// A Market is the prices now and the law of their moves. Maps are keyed by the
// base asset, per single coin.
type Market struct {
	AsOf             string                    `json:"asOf,omitempty" doc:"Time of the prices, ISO 8601."`
	Prices           map[string]Decimal        `json:"prices" need:"true" doc:"Mark prices in the account's currency."`
	Volatility       map[string]float64        `json:"volatility,omitempty" doc:"Annual volatility of log returns, as a fraction."`
	VolatilityStdErr map[string]float64        `json:"volatilityStdErr,omitempty" doc:"Standard error of the volatility, for simulation.sensitivity. Default: that of a year of daily normal returns, 3.7 % of it."`
	Drift            map[string]float64        `json:"drift,omitempty" doc:"Annual drift of the price, or of its logarithm if the model says so. Default 0."`
	Correlation      *Correlation              `json:"correlation,omitempty" doc:"Correlation of log returns; needed for two or more volatile assets."`
	Model            *Model                    `json:"model,omitempty" doc:"Law of the log returns."`
	VolatilityTerm   map[string]VolatilityTerm `json:"volatilityTerm,omitempty" doc:"Volatilities that return to a long-run level, in place of volatility, under any model."`
	FundingRates     map[string]FundingRate    `json:"fundingRates,omitempty" doc:"Funding of perpetuals by symbol, taken to accrue at this rate up to the horizon. Default none."`
	BorrowRates      map[string]float64        `json:"borrowRates,omitempty" doc:"Annual interest on debts by asset, as a fraction, compounding continuously. Default 0."`
}

// A FundingRate is what longs pay shorts, in the settlement asset, on the notional at mark; negative, they receive it.
type FundingRate struct {
	Rate          Decimal `json:"rate" need:"true" doc:"Fraction of the notional an interval, between -1 and 1; positive: longs pay."`
	IntervalHours float64 `json:"intervalHours" need:"true" doc:"Hours of an interval, above 0 and at most 8760."`
}

// A Correlation is a matrix over named assets.
type Correlation struct {
	Assets []string    `json:"assets" need:"true" doc:"Assets, in the order of the rows and columns."`
	Matrix [][]float64 `json:"matrix" need:"true" doc:"Symmetric, with ones on the diagonal."`
}
