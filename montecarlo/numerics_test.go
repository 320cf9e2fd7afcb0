package montecarlo_test

import (
	"math"
	"math/big"
	"testing"

	"github.com/stretchr/testify/require"
	"gonum.org/v1/gonum/stat/distuv"

	"github.com/plimsoll-risk/plimsoll/montecarlo"
)

// TestStream pins the generators to published outputs: xoshiro256++ from state
// 1, 2, 3, 4 (the reference vector used by the rand_xoshiro library, made with the
// authors' C code) and splitmix64 from seed 1234567 (Rosetta Code, the same).
func TestStream(t *testing.T) {
	require.Equal(t, []uint64{
		41943041, 58720359, 3588806011781223, 3591011842654386, 9228616714210784205,
		9973669472204895162, 14011001112246962877, 12406186145184390807, 15849039046786891736, 10450023813501588000,
	}, montecarlo.Xoshiro([4]uint64{1, 2, 3, 4}, 10))
	state := uint64(1234567)
	for _, want := range []uint64{6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821} {
		require.Equal(t, want, montecarlo.Splitmix64(&state))
	}
}

// TestStream_Blocks checks that streams of neighbouring seeds and blocks differ.
func TestStream_Blocks(t *testing.T) {
	seen := map[uint64]bool{}
	for seed := range uint64(64) {
		for block := range uint64(64) {
			w := montecarlo.FirstWord(seed, block)
			require.False(t, seen[w], "seed %d block %d repeats a stream", seed, block)
			seen[w] = true
		}
	}
}

// ulps returns the distance of got from the exact value in units in the last place of want.
func ulps(got, want float64) float64 {
	return math.Abs(got-want) / (math.Nextafter(math.Abs(want), math.Inf(1)) - math.Abs(want))
}

// TestExp compares with the Taylor series at 200 bits.
func TestExp(t *testing.T) {
	worst := 0.0
	for i := range 20001 {
		x := -700 + 0.07*float64(i) + 1e-3*math.Sin(float64(i))
		x = math.Max(-700, math.Min(700, x))
		worst = math.Max(worst, ulps(montecarlo.Exp(x), bigExp(x)))
	}
	for i := range 2000 {
		x := (float64(i) - 1000) * 1e-4
		worst = math.Max(worst, ulps(montecarlo.Exp(x), bigExp(x)))
	}
	t.Logf("largest error %.3f ulp", worst)
	require.LessOrEqual(t, worst, 1.0)
	require.Equal(t, 1.0, montecarlo.Exp(0))
	require.Equal(t, montecarlo.Exp(700), montecarlo.Exp(1e9))
	require.Equal(t, montecarlo.Exp(-700), montecarlo.Exp(math.Inf(-1)))
}

// TestExpTo checks that the loop gives the bits of the function.
func TestExpTo(t *testing.T) {
	x := montecarlo.Normals(1, 2, 4096)
	for i := range x {
		x[i] *= 300
	}
	x = append(x, 700, -700, 1e9, math.Inf(-1), 0)
	y := make([]float64, len(x))
	montecarlo.ExpTo(y, x)
	for i := range x {
		require.Equal(t, montecarlo.Exp(x[i]), y[i], "x = %v", x[i])
	}
}

// bigExp sums the series of e^(x/2^12) at 200 bits and squares 12 times.
func bigExp(x float64) float64 {
	const prec = 300
	y := new(big.Float).SetPrec(prec).SetFloat64(x)
	y.SetMantExp(y, -12)
	sum := new(big.Float).SetPrec(prec).SetInt64(1)
	term := new(big.Float).SetPrec(prec).SetInt64(1)
	for k := int64(1); k < 60; k++ {
		term.Mul(term, y)
		term.Quo(term, new(big.Float).SetInt64(k))
		sum.Add(sum, term)
	}
	for range 12 {
		sum.Mul(sum, sum)
	}
	f, _ := sum.Float64()
	return f
}

// TestLog compares with math.Log, whose error is below 1 ulp.
func TestLog(t *testing.T) {
	worst := 0.0
	check := func(x float64) { worst = math.Max(worst, ulps(montecarlo.Log(x), math.Log(x))) }
	for i := range 20000 {
		check(math.Exp(-700 + 0.07*float64(i)))
		check(1 + (float64(i)-10000.5)*1e-5)
		check(0.5 + float64(i)*1e-4)
	}
	check(math.MaxFloat64)
	t.Logf("largest difference %.3f ulp", worst)
	require.Less(t, worst, 2.0)
	// The smallest denormal by hand: -1074 ln 2. (math.Log is off by 35 there on amd64.)
	require.InEpsilon(t, -1074*math.Ln2, montecarlo.Log(5e-324), 1e-15)
	require.Equal(t, math.Inf(-1), montecarlo.Log(0))
	require.Equal(t, 0.0, montecarlo.Log(1))
}

// TestLogRatioTo checks that the loop gives the bits of the function.
func TestLogRatioTo(t *testing.T) {
	z := montecarlo.Normals(1, 3, 2*montecarlo.Lanes)
	var a, b [montecarlo.Lanes]float64
	for i := range a {
		a[i], b[i] = math.Exp(40*z[i]), math.Exp(40*z[i+montecarlo.Lanes])
	}
	got := montecarlo.LogRatio(a, b)
	for i := range a {
		require.Equal(t, montecarlo.Log(a[i]/b[i]), got[i])
	}
}

// TestQuantile compares with gonum's inverse and, in the tail, with erfc: the
// distribution function at the quantile is p again.
func TestQuantile(t *testing.T) {
	for i := 1; i < 10000; i++ {
		p := float64(i) / 10000
		// Both round the same polynomials differently: a few units in the last place of p near 1/2.
		require.InDelta(t, distuv.UnitNormal.Quantile(p), montecarlo.Quantile(p), 4e-15*(1+math.Abs(montecarlo.Quantile(p))), "p = %v", p)
	}
	for e := 3.0; e < 300; e++ {
		p := math.Pow(10, -e)
		x := montecarlo.Quantile(p)
		// d ln p/dx is about -x, so a relative error of 4e-15 in x moves p by x*x*4e-15.
		require.InEpsilon(t, p, 0.5*math.Erfc(-x/math.Sqrt2), 4e-15*(1+x*x), "p = %v", p)
	}
	require.Equal(t, 0.0, montecarlo.Quantile(0.5))
	require.Equal(t, math.Inf(-1), montecarlo.Quantile(0))
	require.Equal(t, math.Inf(1), montecarlo.Quantile(1))
}

// TestNormalTable checks the cubic table against the exact inverse over all cells
// that 2^40 draws can reach.
func TestNormalTable(t *testing.T) {
	worst := 0.0
	for o := range 40 {
		for c := range 32 {
			for k := range 9 {
				f := float64(k) / 9
				p := (1 + (float64(c)+f)/32) * math.Pow(2, -float64(o+2))
				worst = math.Max(worst, math.Abs(montecarlo.NormalAt(o, c, f)+montecarlo.Quantile(p)))
			}
		}
	}
	t.Logf("largest error %.2g", worst)
	require.Less(t, worst, 1e-9)
}

// TestNormals checks moments, tails and serial correlation of the draws within
// 4.5 standard errors of their exact values.
func TestNormals(t *testing.T) {
	const n = 1 << 20
	z := montecarlo.Normals(7, 3, n)
	var m1, m2, m3, m4, lag float64
	over := [5]int{}
	for i, x := range z {
		m1 += x
		m2 += x * x
		m3 += x * x * x
		m4 += x * x * x * x
		if i > 0 {
			lag += x * z[i-1]
		}
		for k := range over {
			if x > float64(k) {
				over[k]++
			}
		}
	}
	near := func(name string, got, want, variance float64) {
		require.InDelta(t, want, got/n, 4.5*math.Sqrt(variance/n), name)
	}
	near("mean", m1, 0, 1)
	near("variance", m2, 1, 2)
	near("skewness", m3, 0, 15)
	near("kurtosis", m4, 3, 96)
	near("lag 1", lag, 0, 1)
	for k, c := range over {
		p := 0.5 * math.Erfc(float64(k)/math.Sqrt2)
		near("tail", float64(c), p, p*(1-p))
	}
}

func BenchmarkNormals(b *testing.B) {
	for b.Loop() {
		montecarlo.Normals(1, 1, 4096)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/4096, "ns/normal")
}

func BenchmarkExp(b *testing.B) {
	x := montecarlo.Normals(1, 1, 4096)
	y := make([]float64, len(x))
	for b.Loop() {
		montecarlo.ExpTo(y, x)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/4096, "ns/exp")
}
