package calibrate_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"
	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat"

	"github.com/plimsoll-risk/plimsoll/montecarlo/calibrate"
)

// joint returns n days of t returns with a factor correlation of rho between all
// assets (nu infinite: normal).
func joint(seed uint64, assets, n int, rho, nu float64) [][]float64 {
	g := source(seed)
	x := make([][]float64, assets)
	for range n {
		scale := 0.03
		if !math.IsInf(nu, 1) {
			scale /= math.Sqrt(gamma(g, nu/2) * 2 / nu)
		}
		common := g.NormFloat64()
		for i := range x {
			x[i] = append(x[i], scale*(math.Sqrt(rho)*common+math.Sqrt(1-rho)*g.NormFloat64()))
		}
	}
	return x
}

func assets(x [][]float64) []calibrate.Series {
	var s []calibrate.Series
	for i, r := range x {
		s = append(s, series(string(rune('A'+i)), calibrate.Day, r))
	}
	return s
}

// Two of gonum's estimators are independent of ours: Pearson's, and Kendall's tau.
func TestCorrelate_Gonum(t *testing.T) {
	x := joint(1, 3, 300, 0.5, 3)
	pearson, err := calibrate.Correlate(assets(x), calibrate.Pearson)
	require.NoError(t, err)
	kendall, err := calibrate.Correlate(assets(x), calibrate.Kendall)
	require.NoError(t, err)
	for i := range x {
		for j := range i {
			require.InDelta(t, stat.Correlation(x[i], x[j], nil), pearson.Matrix[i][j], 1e-12)
			require.InDelta(t, math.Sin(math.Pi/2*stat.Kendall(x[i], x[j], nil)), kendall.Matrix[i][j], 1e-12)
		}
	}
}

// Every kind finds the correlation of a normal law within 4 errors, and Kendall's that of
// a t law, whose heavy tails widen Pearson's error but not its own.
func TestCorrelate_Recovered(t *testing.T) {
	for _, nu := range []float64{math.Inf(1), 3} {
		var pearson [][]float64
		for _, kind := range calibrate.CorrelationKinds() {
			c, err := calibrate.Correlate(assets(joint(2, 4, 1500, 0.6, nu)), kind)
			require.NoError(t, err)
			require.Zero(t, c.Repair.Change)
			for i := range c.Matrix {
				for j := range i {
					v, want := calibrate.Value{Value: c.Matrix[i][j], StdErr: c.StdErr[i][j]}, 0.6
					if kind == calibrate.ShrinkIdentity { // moved towards 0 by the weight
						want *= 1 - c.Shrinkage
					}
					if kind == calibrate.ShrinkConstant { // towards a mean that is right: no worse than Pearson's
						v.StdErr = pearson[i][j]
					}
					near(t, kind.String(), want, v)
				}
			}
			switch kind {
			case calibrate.Pearson:
				pearson = c.StdErr
			case calibrate.Kendall:
				require.Equal(t, math.IsInf(nu, 1), pearson[1][0] < c.StdErr[1][0])
			}
		}
	}
}

// Three days by hand, newest first: weights 1, .97, .97^2.
func TestCorrelate_EWMAByHand(t *testing.T) {
	x, y := make([]float64, 30), make([]float64, 30)
	copy(x[27:], []float64{0.02, -0.01, 0.03})
	copy(y[27:], []float64{0.01, 0.02, 0.01})
	c, err := calibrate.Correlate(assets([][]float64{x, y}), calibrate.EWMACorrelation)
	require.NoError(t, err)
	const l = 0.97
	xy := 3e-4 - l*2e-4 + l*l*2e-4
	xx := 9e-4 + l*1e-4 + l*l*4e-4
	yy := 1e-4 + l*4e-4 + l*l*1e-4
	require.InDelta(t, xy/math.Sqrt(xx*yy), c.Matrix[1][0], 1e-12)
}

// The weight of the identity as Ledoit and Wolf (2004) write it, from matrices:
// b^2/d^2 with d^2 = |S - I|^2 and b^2 = min(d^2, mean of |z z' - S|^2 over T).
func TestCorrelate_ShrinkIdentity(t *testing.T) {
	x := joint(3, 5, 60, 0.1, 4)
	c, err := calibrate.Correlate(assets(x), calibrate.ShrinkIdentity)
	require.NoError(t, err)
	n, days := len(x), len(x[0])
	z := mat.NewDense(days, n, nil)
	for i := range x {
		m := stat.Mean(x[i], nil)
		sd := math.Sqrt(stat.MomentAbout(2, x[i], m, nil))
		for k, r := range x[i] {
			z.Set(k, i, (r-m)/sd)
		}
	}
	var s, d mat.Dense
	s.Mul(z.T(), z)
	s.Scale(1/float64(days), &s)
	identity := mat.NewDiagDense(n, nil)
	for i := range n {
		identity.SetDiag(i, 1)
	}
	d.Sub(&s, identity)
	d2 := math.Pow(mat.Norm(&d, 2), 2)
	var b2 float64
	for k := range days {
		var e mat.Dense
		row := z.RowView(k)
		e.Mul(row, row.T())
		e.Sub(&e, &s)
		b2 += math.Pow(mat.Norm(&e, 2), 2) / float64(days*days)
	}
	want := math.Min(b2, d2) / d2
	require.InDelta(t, want, c.Shrinkage, 1e-12)
	require.InDelta(t, (1-want)*stat.Correlation(x[0], x[1], nil), c.Matrix[0][1], 1e-12)
}

// What shrinkage is for: with few days for many assets it is nearer to the truth,
// on the mean of 40 samples; with the target far off it hardly shrinks.
func TestCorrelate_ShrinkageHelps(t *testing.T) {
	distance := func(c calibrate.Correlation, rho float64) (d float64) {
		for i := range c.Matrix {
			for j := range i {
				d += math.Pow(c.Matrix[i][j]-rho, 2)
			}
		}
		return d
	}
	for kind, rho := range map[calibrate.CorrelationKind]float64{calibrate.ShrinkConstant: 0.5, calibrate.ShrinkIdentity: 0.05} {
		var raw, shrunk float64
		for seed := range uint64(40) {
			s := assets(joint(seed, 10, 40, rho, math.Inf(1)))
			a, err := calibrate.Correlate(s, calibrate.Pearson)
			require.NoError(t, err)
			b, err := calibrate.Correlate(s, kind)
			require.NoError(t, err)
			raw, shrunk = raw+distance(a, rho), shrunk+distance(b, rho)
		}
		require.Less(t, shrunk, raw/2, "%v", kind)
	}
	c, err := calibrate.Correlate(assets(joint(1, 3, 2000, 0.9, math.Inf(1))), calibrate.ShrinkIdentity)
	require.NoError(t, err)
	require.Less(t, c.Shrinkage, 0.01)
}

// Pairs over different windows that fit no law: A and B agree, B and C agree, A and C
// oppose. The matrix is then the one of Higham (2002), section 4, up to a sign: for
// (1 1 0, 1 1 1, 0 1 1) the nearest correlation matrix has .7607 and .1573.
func TestCorrelate_Repair(t *testing.T) {
	n := 100
	g := source(5)
	x := make([][]float64, 3)
	for i := range x {
		x[i] = make([]float64, 3*n)
	}
	has := [][]bool{make([]bool, 3*n), make([]bool, 3*n), make([]bool, 3*n)}
	share := func(from, i, j int) {
		for k := from; k < from+n; k++ {
			x[i][k] = 0.01 * g.NormFloat64()
			x[j][k] = x[i][k]
			has[i][k], has[j][k] = true, true
		}
	}
	share(0, 0, 1)
	share(n, 1, 2)
	// A and C: pairs of days that cancel exactly.
	for k := 2 * n; k < 3*n; k += 4 {
		a, c := 0.01, 0.01
		for q, s := range [][2]float64{{1, 1}, {1, -1}, {-1, 1}, {-1, -1}} {
			x[0][k+q], x[2][k+q] = s[0]*a, s[1]*c
			has[0][k+q], has[2][k+q] = true, true
		}
	}
	var s []calibrate.Series
	for i := range x {
		s = append(s, holed(series(string(rune('A'+i)), calibrate.Day, x[i]), has[i]))
	}
	c, err := calibrate.Correlate(s, calibrate.EWMACorrelation)
	require.NoError(t, err)
	require.InDelta(t, 1-math.Sqrt2, c.Repair.Smallest, 0.02)
	require.InDelta(t, 0.7607, c.Matrix[0][1], 0.01)
	require.InDelta(t, 0.7607, c.Matrix[1][2], 0.01)
	require.InDelta(t, 0.1573, c.Matrix[0][2], 0.02)
	require.InDelta(t, 0.2393, c.Repair.Change, 0.02)
	eigen := mat.NewSymDense(3, nil)
	for i := range 3 {
		require.Equal(t, 1., c.Matrix[i][i])
		for j := range i + 1 {
			require.Equal(t, c.Matrix[i][j], c.Matrix[j][i])
			eigen.SetSym(i, j, c.Matrix[i][j])
		}
	}
	var e mat.EigenSym
	require.True(t, e.Factorize(eigen, false))
	require.GreaterOrEqual(t, e.Values(nil)[0], -1e-12)
}

// holed takes out the bars between whose ends there is no return.
func holed(s calibrate.Series, has []bool) calibrate.Series {
	var bars []calibrate.Bar
	for i, b := range s.Bars {
		if i > 0 && has[i-1] || i < len(has) && has[i] {
			bars = append(bars, b)
		}
	}
	s.Bars = bars
	return s
}

func TestCorrelate_Unequal(t *testing.T) {
	x := joint(4, 3, 500, 0.5, math.Inf(1))
	s := assets(x)
	s[2].Bars = s[2].Bars[400:]
	c, err := calibrate.Correlate(s, calibrate.Pearson)
	require.NoError(t, err)
	require.Equal(t, [][]int{{500, 500, 100}, {500, 500, 100}, {100, 100, 100}}, c.Days)
	require.InDelta(t, stat.Correlation(x[0][400:], x[2][400:], nil), c.Matrix[0][2], 1e-12)
	require.InDelta(t, stat.Correlation(x[0], x[1], nil), c.Matrix[0][1], 1e-12)
}

func TestCorrelate_Refuses(t *testing.T) {
	x := joint(4, 3, 50, 0.5, math.Inf(1))
	s := assets(x)
	s[1].Bars = s[1].Bars[40:]
	clear(x[2])
	s[2] = series("C", calibrate.Day, x[2])
	_, err := calibrate.Correlate(s, calibrate.Pearson)
	require.EqualError(t, err, "A and B share 10 daily returns, want at least 20\nA or C does not vary over the days they share\nB and C share 10 daily returns, want at least 20")
}
