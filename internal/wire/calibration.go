package wire

// A Calibration is the answer to calibrate: a market in the form of a scenario's, and how
// it came about.
type Calibration struct {
	Market      Market      `json:"market" doc:"The member market of a scenario."`
	Diagnostics Diagnostics `json:"diagnostics" doc:"Where the figures come from, and how sure they are."`
}

// Diagnostics say where the figures of a calibration come from.
type Diagnostics struct {
	Window      Window             `json:"window" doc:"Days that volatility and correlation are taken from."`
	Volatility  string             `json:"volatility" enum:"close|ewma|parkinson|yang-zhang|realised" doc:"Estimator behind market.volatility."`
	Assets      []AssetDiagnostics `json:"assets" doc:"Each asset."`
	Correlation *CorrelationFit    `json:"correlation,omitempty" doc:"Estimator behind market.correlation; absent for one asset."`
	Joint       *JointFit          `json:"joint,omitempty" doc:"Multivariate Student-t of all assets' daily returns; absent where it cannot be fitted."`
	Recipe      *RecipeFit         `json:"recipe,omitempty" doc:"Constants of volatilityTerm, with the errors of the study that fitted them."`
	Warnings    []string           `json:"warnings" doc:"What a user should know of these figures."`
}

// A Window is a span of time.
type Window struct {
	From string `json:"from" doc:"Its beginning, ISO 8601."`
	To   string `json:"to" doc:"Its end, ISO 8601."`
}

// A Figure is a fitted number with its standard error.
type Figure struct {
	Value     float64 `json:"value" doc:"Estimate."`
	StdErr    float64 `json:"stdErr" doc:"Standard error, 0 where there is none."`
	ErrorKind string  `json:"errorKind" enum:"hac|iid|hessian|study|none" doc:"How it was found: dependent terms, independent terms, curvature of the likelihood, or the backtest that fitted a constant."`
}

// AssetDiagnostics are the fits of one asset.
type AssetDiagnostics struct {
	Asset          string            `json:"asset" doc:"Name of the asset."`
	File           string            `json:"file" doc:"Where its prices were read."`
	From           string            `json:"from" doc:"Begin of the first price that was used, ISO 8601."`
	To             string            `json:"to" doc:"End of the last one, ISO 8601."`
	IntervalHours  float64           `json:"intervalHours" doc:"Hours from one price to the next."`
	Returns        int               `json:"returns" doc:"Daily returns that were used."`
	Gaps           int               `json:"gaps" doc:"Returns left out because days are missing between their prices."`
	Skewness       float64           `json:"skewness" doc:"Of the daily returns."`
	ExcessKurtosis float64           `json:"excessKurtosis" doc:"Of the daily returns; 0 for a normal law."`
	WorstReturn    float64           `json:"worstReturn" doc:"Least daily log return."`
	Volatility     map[string]Figure `json:"volatility" doc:"By every estimator that the prices allow, annual."`
	Fast           *Figure           `json:"fast,omitempty" doc:"Of volatilityTerm, annual."`
	Long           *Figure           `json:"long,omitempty" doc:"Of volatilityTerm, annual."`
	StudentT       *StudentFit       `json:"studentT,omitempty" doc:"Student-t of the daily returns, by maximum likelihood."`
	Merton         *MertonFit        `json:"merton,omitempty" doc:"Jump diffusion of the daily returns, by maximum likelihood."`
	GARCH          *GARCHFit         `json:"garch,omitempty" doc:"GARCH(1,1) of the daily returns with normal innovations, by maximum likelihood."`
	GARCHT         *GARCHFit         `json:"garchT,omitempty" doc:"GARCH(1,1) of the daily returns with Student-t innovations, by maximum likelihood."`
}

// A StudentFit is location + scale x t.
type StudentFit struct {
	DegreesOfFreedom Figure  `json:"degreesOfFreedom" doc:"Fewer is heavier-tailed."`
	Location         Figure  `json:"location" doc:"A day."`
	Scale            Figure  `json:"scale" doc:"A day."`
	LogLikelihood    float64 `json:"logLikelihood" doc:"At the maximum."`
}

// A MertonFit is Brownian motion with normal jumps of the log price.
type MertonFit struct {
	JumpsPerYear   Figure   `json:"jumpsPerYear" doc:"Mean number of jumps a year, 365 at most."`
	JumpMean       Figure   `json:"jumpMean" doc:"Mean jump of the log price."`
	JumpVolatility Figure   `json:"jumpVolatility" doc:"Standard deviation of a jump."`
	Volatility     Figure   `json:"volatility" doc:"Annual, of the Brownian part."`
	LogDrift       Figure   `json:"logDrift" doc:"Annual, between jumps."`
	LogLikelihood  float64  `json:"logLikelihood" doc:"At the maximum."`
	Edge           []string `json:"edge" doc:"Parameters at the edge of what is allowed."`
}

// A GARCHFit is r = mean + e, var(t+1) = omega + alpha e(t)^2 + beta var(t).
type GARCHFit struct {
	Mean             Figure   `json:"mean" doc:"A day."`
	Omega            Figure   `json:"omega" doc:"A day."`
	Alpha            Figure   `json:"alpha" doc:"Weight of the last squared error."`
	Beta             Figure   `json:"beta" doc:"Weight of the last variance."`
	DegreesOfFreedom *Figure  `json:"degreesOfFreedom,omitempty" doc:"Of Student-t innovations."`
	Volatility       float64  `json:"volatility" doc:"Annual, of the day after the last."`
	LogLikelihood    float64  `json:"logLikelihood" doc:"At the maximum."`
	Edge             []string `json:"edge" doc:"Parameters at the edge of what is allowed."`
}

// A CorrelationFit says how the correlation was estimated.
type CorrelationFit struct {
	Kind      string      `json:"kind" enum:"pearson|kendall|shrink-constant|shrink-identity|ewma" doc:"Estimator."`
	StdErr    [][]float64 `json:"stdErr" doc:"Of each entry, before repair."`
	Days      [][]int     `json:"days" doc:"Daily returns that each pair shares."`
	Shrinkage float64     `json:"shrinkage" doc:"Weight of the target, 0 for estimators that do not shrink."`
	Repair    RepairFit   `json:"repair" doc:"What it took to make the estimates one correlation matrix."`
}

// A RepairFit says how far the estimates had to move.
type RepairFit struct {
	SmallestEigenvalue float64  `json:"smallestEigenvalue" doc:"Of the estimates; below 0 they fit no law."`
	Change             float64  `json:"change" doc:"Largest change of one correlation, 0 if none was needed."`
	Between            []string `json:"between" doc:"The two assets whose correlation changed most; empty if none did."`
}

// A JointFit is a multivariate Student-t.
type JointFit struct {
	DegreesOfFreedom Figure `json:"degreesOfFreedom" doc:"Shared by all assets."`
	Days             int    `json:"days" doc:"Days that all assets have."`
}

// A RecipeFit holds the constants of volatilityTerm.
type RecipeFit struct {
	Name          string    `json:"name" doc:"hourly or daily."`
	HalfLivesDays []float64 `json:"halfLivesDays" doc:"Fast is the geometric mean of exponentially weighted variances with these half-lives."`
	Weight        Figure    `json:"weight" doc:"Weight of fast for the first day."`
	DecayPerDay   Figure    `json:"decayPerDay" doc:"What a day leaves of the excess."`
	Scale         Figure    `json:"scale" doc:"Factor of the variance."`
	MultiplierSd  Figure    `json:"multiplierSd" doc:"Standard deviation of the log of the multiplier."`
}
