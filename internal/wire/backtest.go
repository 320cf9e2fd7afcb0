package wire

// A Backtest is the answer to backtest: forecasts of touches against what happened.
type Backtest struct {
	Forecasts BacktestForecasts `json:"forecasts" doc:"What was forecast."`
	Models    []BacktestModel   `json:"models" doc:"How well each model did, in the order of their core log score."`
	Notes     []string          `json:"notes" doc:"What the figures mean."`
}

// BacktestForecasts say what was forecast, when and of what.
type BacktestForecasts struct {
	Assets    []string  `json:"assets" doc:"Assets with prices."`
	From      string    `json:"from" doc:"First forecast, ISO 8601."`
	To        string    `json:"to" doc:"Last forecast, ISO 8601."`
	EveryDays int       `json:"everyDays" doc:"Days between two forecasts of an asset."`
	Hours     []int     `json:"hours" doc:"Horizons."`
	Barriers  []float64 `json:"barriers" doc:"As fractions of the price: -0.1 for a fall by a tenth."`
	AssetDays int       `json:"assetDays" doc:"Days of an asset at which forecasts were made."`
	Count     int       `json:"count" doc:"Forecasts of each model."`
	Core      int       `json:"core" doc:"Those that the core scores are taken from."`
	Touched   float64   `json:"touched" doc:"Share of all forecasts whose barrier was touched."`
}

// A BacktestModel is how well a model did.
type BacktestModel struct {
	Name             string             `json:"name" doc:"Name of the model."`
	Says             string             `json:"says" doc:"What it does, in one line."`
	LogScore         float64            `json:"logScore" doc:"Core: mean of -ln of the probability given to what happened, each horizon counting alike. Less is better."`
	Horizons         []BacktestHorizon  `json:"horizons" doc:"The same for each horizon that has core forecasts."`
	LogScoreAll      float64            `json:"logScoreAll" doc:"Of all forecasts, core or not."`
	Difference       float64            `json:"difference" doc:"LogScore less that of the best model."`
	DifferenceStdErr float64            `json:"differenceStdErr" doc:"Its standard error, by the bootstrap of blocks of 30 days."`
	Brier            float64            `json:"brier" doc:"Core: mean squared difference. Less is better."`
	Skill            float64            `json:"skill" doc:"1 - Brier over that of the raw frequency of the last year. More is better."`
	Reliability      []BacktestBin      `json:"reliability" doc:"What was said against what happened, over all forecasts."`
	Coverage         []BacktestCoverage `json:"coverage" doc:"Tests of each asset, horizon and barrier with enough touches, over horizons that do not overlap."`
}

// A BacktestHorizon is how well a model did at one horizon.
type BacktestHorizon struct {
	Hours    int     `json:"hours" doc:"Horizon."`
	Core     int     `json:"core" doc:"Core forecasts."`
	LogScore float64 `json:"logScore" doc:"Mean of -ln of the probability given to what happened. Less is better."`
}

// A BacktestBin holds the forecasts between two probabilities.
type BacktestBin struct {
	From     float64 `json:"from" doc:"Least probability."`
	To       float64 `json:"to" doc:"Bound of the probabilities, which it excludes unless it is 1."`
	Count    int     `json:"count" doc:"Forecasts."`
	Said     float64 `json:"said" doc:"Mean forecast."`
	Happened float64 `json:"happened" doc:"Share that touched."`
	Low      float64 `json:"low" doc:"Lower end of the 95 % interval of happened, by the bootstrap of blocks of 30 days."`
	High     float64 `json:"high" doc:"Upper end."`
}

// BacktestCoverage tests one asset, horizon and barrier.
type BacktestCoverage struct {
	Asset          string  `json:"asset" doc:"Asset."`
	Hours          int     `json:"hours" doc:"Horizon."`
	Barrier        float64 `json:"barrier" doc:"As a fraction of the price."`
	Count          int     `json:"count" doc:"Forecasts whose horizons do not overlap."`
	Expected       float64 `json:"expected" doc:"Touches that the forecasts add up to."`
	Touches        int     `json:"touches" doc:"Touches that happened."`
	Kupiec         float64 `json:"kupiec" doc:"p-value of the number of touches (unconditional coverage)."`
	Christoffersen float64 `json:"christoffersen" doc:"p-value of their independence."`
}
