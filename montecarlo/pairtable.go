package montecarlo

import "math"

// A pairTable interpolates the probability that two surfaces both survive one step from distances that are the same on
// every path: what it is beyond the product of the single survivals, a smooth function of these two (a survival copula), in
// Chebyshev polynomials; quadratic in the correlation where that varies. TestPairTable has the error: below 2e-3, and 5e-5 on average.
type pairTable struct {
	// Coefficients of x^i y^j, x and y the single survivals stretched to [-1, 1], of each power of the correlation's
	// deviation, in units of spread.
	c              [][tableNodes][tableNodes]float64
	middle, spread float64
}

const tableNodes = 8

// mostTabled is the largest correlation in size for which there is a table: beyond it the copula is nearly a corner.
const mostTabled = 0.85

// newPairTable returns the table for starts in square roots of the step.
func newPairTable(start [2]float64, r float64, fixed bool) *pairTable {
	t := &pairTable{middle: r}
	at := []float64{r}
	if !fixed {
		t.spread = 0.08
		at = append(at, r-t.spread, r+t.spread)
	}
	for _, r := range at {
		t.c = append(t.c, copulaAt(start, r))
	}
	if !fixed {
		for i := range tableNodes {
			for j := range tableNodes {
				low, high := t.c[1][i][j], t.c[2][i][j]
				t.c[1][i][j] = float64(0.5 * (high - low))
				t.c[2][i][j] = float64(0.5*(high+low)) - t.c[0][i][j]
			}
		}
	}
	return t
}

// copulaAt returns the coefficients at one correlation.
func copulaAt(start [2]float64, r float64) (c [tableNodes][tableNodes]float64) {
	// Nodes in the single survival u, and the end at which it has that value: u = 1 - exp(-2 start end).
	var ends [2][tableNodes]float64
	var node [tableNodes]float64
	for i := range node {
		node[i] = 0.5 - float64(0.5*cosine(float64(float64(float64(i)+0.5)*(math.Pi/tableNodes))))
		for k, s := range start {
			ends[k][i] = -log(1-node[i]) / float64(2*s)
		}
	}
	// Polynomials of Chebyshev in powers, and the values of the first kind's at the nodes.
	var power, value [tableNodes][tableNodes]float64
	power[0][0], power[1][1] = 1, 1
	for k := 2; k < tableNodes; k++ {
		for i := range tableNodes {
			if i > 0 {
				power[k][i] = float64(2 * power[k-1][i-1])
			}
			power[k][i] -= power[k-2][i]
		}
	}
	for k := range tableNodes {
		for i, u := range node {
			x, y := float64(2*u)-1, 0.0
			for p := tableNodes - 1; p >= 0; p-- {
				y = power[k][p] + float64(y*x)
			}
			value[k][i] = y
		}
	}
	var excess, half, cheb [tableNodes][tableNodes]float64
	for i, u := range node {
		for j, v := range node {
			excess[i][j] = neither(start, [2]float64{ends[0][i], ends[1][j]}, r) - float64(u*v)
		}
	}
	scale := func(k int) float64 {
		if k == 0 {
			return 1. / tableNodes
		}
		return 2. / tableNodes
	}
	for k := range tableNodes {
		for j := range tableNodes {
			for i := range tableNodes {
				half[k][j] += float64(float64(scale(k)*value[k][i]) * excess[i][j])
			}
		}
	}
	for k := range tableNodes {
		for l := range tableNodes {
			for j := range tableNodes {
				cheb[k][l] += float64(float64(scale(l)*value[l][j]) * half[k][j])
			}
		}
	}
	for k := range tableNodes {
		for l := range tableNodes {
			for i := range k + 1 {
				for j := range l + 1 {
					c[i][j] += float64(float64(cheb[k][l]*power[k][i]) * power[l][j])
				}
			}
		}
	}
	return c
}

// survive sets pair to the survival of both, given those of each and, where it varies, the correlation.
func (t *pairTable) survive(pair, a, b, r *lane) {
	for i := range pair {
		pair[i] = float64(a[i] * b[i])
	}
	t.add(pair, a, b, &t.c[0], nil)
	if len(t.c) == 1 {
		return
	}
	var off lane
	for i := range off {
		off[i] = (r[i] - t.middle) / t.spread
		if off[i] > 2 {
			off[i] = 2
		}
		if off[i] < -2 {
			off[i] = -2
		}
	}
	t.add(pair, a, b, &t.c[1], &off)
	for i := range off {
		off[i] = float64(off[i] * off[i])
	}
	t.add(pair, a, b, &t.c[2], &off)
}

// add adds a polynomial, times a factor.
func (t *pairTable) add(pair, a, b *lane, c *[tableNodes][tableNodes]float64, factor *lane) {
	for i := range pair {
		x, y := float64(2*a[i])-1, float64(2*b[i])-1
		sum := 0.0
		for k := tableNodes - 1; k >= 0; k-- {
			w := &c[k]
			row := w[6] + float64(w[7]*y)
			row = w[5] + float64(row*y)
			row = w[4] + float64(row*y)
			row = w[3] + float64(row*y)
			row = w[2] + float64(row*y)
			row = w[1] + float64(row*y)
			row = w[0] + float64(row*y)
			sum = row + float64(sum*x)
		}
		if factor != nil {
			sum = float64(sum * factor[i])
		}
		pair[i] += sum
	}
}
