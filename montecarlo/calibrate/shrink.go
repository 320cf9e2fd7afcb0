package calibrate

import "math"

// shrink moves Pearson's correlations towards their mean or towards none, by
// the weight of Ledoit and Wolf for standardised returns on rows, the days that all
// assets have:
//
//	weight = max(0, min(1, (pi - rho) / (gamma T)))
//
// pi is the sum of the asymptotic variances of the entries, rho that of their
// covariances with the target's, gamma the squared distance to the target, T the number
// of rows. Too few rows for that leave the estimates as they are.
func (c *Correlation) shrink(rows [][]float64, kind CorrelationKind) {
	n, t := len(c.Assets), len(rows)
	if n < 2 || t < fewestShared {
		return
	}
	z := make([][]float64, n) // standardised, by asset
	for i := range z {
		x := make([]float64, t)
		for k, row := range rows {
			x[k] = row[i]
		}
		z[i] = standard(x)
	}
	r := square2(n)
	for i := range n {
		for j := range n {
			for k := range t {
				r[i][j] += z[i][k] * z[j][k] / float64(t)
			}
		}
	}
	target := 0.0
	if kind == ShrinkConstant {
		target = meanOff(r)
	}
	var pi, rho, gamma float64
	for i := range n {
		for j := range n {
			var variance, withI, withJ float64
			for k := range t {
				e := float64(z[i][k]*z[j][k]) - r[i][j]
				variance += e * e / float64(t)
				withI += (square(z[i][k]) - 1) * e / float64(t)
				withJ += (square(z[j][k]) - 1) * e / float64(t)
			}
			pi += variance
			if i == j {
				if kind == ShrinkConstant {
					rho += variance
				} else {
					gamma += square(r[i][i] - 1)
				}
				continue
			}
			rho += float64(target / 2 * (withI + withJ))
			gamma += square(r[i][j] - target)
		}
	}
	if gamma == 0 {
		return
	}
	c.Shrinkage = math.Max(0, math.Min(1, (pi-rho)/gamma/float64(t)))
	if kind == ShrinkConstant {
		target = meanOff(c.Matrix)
	}
	for i := range n {
		for j := range n {
			if i != j {
				c.Matrix[i][j] += float64(c.Shrinkage * (target - c.Matrix[i][j]))
				c.StdErr[i][j] *= 1 - c.Shrinkage
			}
		}
	}
}

// meanOff returns the mean off the diagonal.
func meanOff(m [][]float64) float64 {
	var sum float64
	n := len(m)
	for i := range m {
		for j := range i {
			sum += m[i][j]
		}
	}
	return sum / float64(n*(n-1)/2)
}
