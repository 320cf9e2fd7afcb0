package montecarlo

import "math"

// Jumps is Merton's law: log prices diffuse, and jump at the times of Poisson processes (R. C. Merton, J. Financial Economics 3, 1976). At a common jump all
// assets jump together, by normal amounts with the correlation of GBM.L; each asset has jumps of its own beside. All are independent of each other and of
// the diffusion, whose volatility is that of GBM. With GBM.Compensated prices without drift are martingales, otherwise their logarithms are.
type Jumps struct {
	Rate            float64   // of common jumps, per year
	Mean, Deviation []float64 // of each asset's log jump then
	// Of each asset's own jumps; nil where no asset has any.
	OwnRate, OwnMean, OwnDeviation []float64
}

// MostJumps bounds how many jumps a path may have on average.
const MostJumps = 500

func (j *Jumps) restrict(kept []int) Stepped {
	out := &Jumps{Rate: j.Rate}
	moves := false
	for _, a := range kept {
		out.Mean, out.Deviation = append(out.Mean, j.Mean[a]), append(out.Deviation, j.Deviation[a])
		moves = moves || j.Rate > 0 && (j.Mean[a] != 0 || j.Deviation[a] != 0)
		if j.OwnRate != nil {
			out.OwnRate, out.OwnMean, out.OwnDeviation = append(out.OwnRate, j.OwnRate[a]), append(out.OwnMean, j.OwnMean[a]), append(out.OwnDeviation, j.OwnDeviation[a])
			moves = moves || j.OwnRate[a] > 0 && (j.OwnMean[a] != 0 || j.OwnDeviation[a] != 0)
		}
	}
	if !moves {
		return nil
	}
	return out
}

// A jumpKind is one Poisson process of jumps.
type jumpKind struct {
	asset   int // whose own; -1 for all
	rate    float64
	mean    []float64
	loading [][]float64 // of log prices on the normals of a jump
}

// kinds lists the processes with a rate.
func (j *Jumps) kinds(factor [][]float64) []jumpKind {
	n := len(j.Mean)
	var out []jumpKind
	if j.Rate > 0 {
		out = append(out, jumpKind{asset: -1, rate: j.Rate, mean: j.Mean, loading: scaledRows(factor, j.Deviation)})
	}
	for a, rate := range j.OwnRate {
		if rate <= 0 {
			continue
		}
		k := jumpKind{asset: a, rate: rate, mean: make([]float64, n), loading: make([][]float64, n)}
		k.mean[a] = j.OwnMean[a]
		for b := range k.loading {
			k.loading[b] = make([]float64, n)
		}
		k.loading[a][a] = j.OwnDeviation[a]
		out = append(out, k)
	}
	return out
}

// growth is what a process adds to the mean of an asset's price per year where the price is 1, or to that of its logarithm.
func (k *jumpKind) growth(a int, ofPrice bool) float64 {
	if !ofPrice {
		return float64(k.rate * k.mean[a])
	}
	return float64(k.rate * (exp(k.mean[a]+float64(0.5*dotAll(k.loading[a], k.loading[a]))) - 1))
}

// dotAll returns the inner product.
func dotAll(a, b []float64) float64 {
	sum := 0.0
	for i, x := range a {
		sum += float64(x * b[i])
	}
	return sum
}

// drift returns the drift of log prices between jumps, for one of the diffusion.
func drifting(diffusion []float64, process kernel, kinds []jumpKind) []float64 {
	drift := append([]float64(nil), diffusion...)
	for a := range drift {
		for k := range kinds {
			drift[a] -= kinds[k].growth(a, process.compensated)
		}
	}
	return drift
}

// equivalent adds the second moments of the jumps to the covariance, and their mean to the drift.
func (j *Jumps) equivalent(process kernel, years float64) kernel {
	process.law = nil
	process = process.over(years)
	kinds := j.kinds(process.factor)
	n := len(process.drift)
	covariance := make([][]float64, n)
	for a := range n {
		covariance[a] = make([]float64, n)
		for b := range n {
			covariance[a][b] = dotAll(process.loading[a], process.loading[b])
			for _, k := range kinds {
				covariance[a][b] += float64(k.rate * (float64(k.mean[a]*k.mean[b]) + dotAll(k.loading[a], k.loading[b])))
			}
		}
	}
	drift := drifting(process.drift, process, kinds)
	for a := range drift {
		for _, k := range kinds {
			drift[a] += float64(k.rate * k.mean[a])
		}
	}
	process.drift, process.pull = drift, nil
	process.loading = covarianceFactor(covariance)
	return process
}

// covarianceFactor returns the lower triangular factor of a covariance matrix, whose diagonal may hold zeros.
func covarianceFactor(covariance [][]float64) [][]float64 {
	n := len(covariance)
	deviation, correlation := make([]float64, n), identity(n)
	for a := range n {
		deviation[a] = math.Sqrt(covariance[a][a])
	}
	for a := range n {
		for b := range a {
			if scale := float64(deviation[a] * deviation[b]); scale > 0 {
				correlation[a][b] = math.Max(-1, math.Min(1, covariance[a][b]/scale))
				correlation[b][a] = correlation[a][b]
			}
		}
	}
	l, ok := cholesky(correlation, 1e-10)
	if !ok {
		l = identity(n)
	}
	return scaledRows(l, deviation)
}
