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

func (*Jumps) stepping() stepping { return inSteps{} }

func (j *Jumps) restrict(kept []int) Stepped {
	out := &Jumps{
		Rate: j.Rate, Mean: pick(kept, j.Mean), Deviation: pick(kept, j.Deviation),
		OwnRate: pick(kept, j.OwnRate), OwnMean: pick(kept, j.OwnMean), OwnDeviation: pick(kept, j.OwnDeviation),
	}
	for a := range kept {
		if j.Rate > 0 && (out.Mean[a] != 0 || out.Deviation[a] != 0) || out.OwnRate != nil && out.OwnRate[a] > 0 && (out.OwnMean[a] != 0 || out.OwnDeviation[a] != 0) {
			return out
		}
	}
	return nil
}

// pick returns the entries of some assets; nil of nil.
//
//go:noinline
func pick(kept []int, from []float64) []float64 {
	if from == nil {
		return nil
	}
	out := make([]float64, len(kept))
	for k, a := range kept {
		out[k] = from[a]
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
		k := jumpKind{asset: a, rate: rate, mean: make([]float64, n), loading: scaledRows(factor, make([]float64, n))}
		k.mean[a] = j.OwnMean[a]
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
	drift := drifting(process.drift, process, kinds)
	c := newCovariance(len(drift))
	c.add(process.loading, 1)
	for i := range kinds {
		k := &kinds[i]
		c.add(k.loading, k.rate)
		for a, m := range k.mean {
			drift[a] += float64(k.rate * m)
			for b, n := range k.mean {
				c[a][b] += float64(k.rate * float64(m*n))
			}
		}
	}
	process.drift, process.pull, process.loading = drift, nil, c.factor()
	return process
}

// A covariance is a covariance matrix per year.
type covariance [][]float64

func newCovariance(n int) covariance { return scaledRows(identity(n), make([]float64, n)) }

// add adds a share of what a loading has.
func (c covariance) add(loading [][]float64, share float64) {
	for a, row := range loading {
		for b, other := range loading {
			c[a][b] += float64(share * dotAll(row, other))
		}
	}
}

// factor returns the lower triangular factor. The diagonal may hold zeros.
func (c covariance) factor() [][]float64 {
	deviation := make([]float64, len(c))
	correlation := identity(len(c))
	for a := range c {
		deviation[a] = math.Sqrt(c[a][a])
		for b := range a {
			if scale := float64(deviation[a] * deviation[b]); scale > 0 {
				r := math.Max(-1, math.Min(1, c[a][b]/scale))
				correlation[a][b], correlation[b][a] = r, r
			}
		}
	}
	l, ok := cholesky(correlation, 1e-10)
	if !ok {
		l = identity(len(c))
	}
	return scaledRows(l, deviation)
}
