package calibrate_test

import (
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/montecarlo/calibrate"
)

// The day on which simulated series begin.
const start = 1_600_000_000 / calibrate.Day * calibrate.Day

func source(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 0)) }

// student returns a t variable: normal over the root of chi-squared/nu.
func student(g *rand.Rand, nu float64) float64 {
	return g.NormFloat64() / math.Sqrt(gamma(g, nu/2)*2/nu)
}

// gamma returns a gamma variable of this shape by the method of Marsaglia and
// Tsang (ACM Trans. Math. Softw. 26, 2000).
func gamma(g *rand.Rand, shape float64) float64 {
	if shape < 1 {
		return gamma(g, shape+1) * math.Pow(g.Float64(), 1/shape)
	}
	d := shape - 1./3
	c := 1 / math.Sqrt(9*d)
	for {
		x := g.NormFloat64()
		v := math.Pow(1+c*x, 3)
		if v > 0 && math.Log(g.Float64()) < x*x/2+d-d*v+d*math.Log(v) {
			return d * v
		}
	}
}

// series turns log returns into a series of closes.
func series(asset string, interval int64, returns []float64) calibrate.Series {
	s := calibrate.Series{Asset: asset, Interval: interval, Last: "1"}
	x := math.Log(100)
	for i := range len(returns) + 1 {
		if i > 0 {
			x += returns[i-1]
		}
		p := math.Exp(x)
		s.Bars = append(s.Bars, calibrate.Bar{Time: start + int64(i)*interval, Open: p, High: p, Low: p, Close: p})
	}
	return s
}

// near fails beyond 4 standard errors.
func near(t *testing.T, name string, want float64, got calibrate.Value) {
	t.Helper()
	require.Positive(t, got.StdErr, name)
	off := (got.Value - want) / got.StdErr
	require.LessOrEqual(t, math.Abs(off), 4., "%s: want %g, got %g, standard error %g", name, want, got.Value, got.StdErr)
}

// shared returns the folder of real prices, or skips.
func shared(t *testing.T) string {
	t.Helper()
	root, set := os.LookupEnv("PLIMSOLL_SHARED")
	if !set {
		root = "../../../shared"
	}
	dir := filepath.Join(root, "data")
	if _, err := os.Stat(dir); err != nil {
		t.Skip("the shared collection of prices is not beside the repository")
	}
	return dir
}

// prices reads real prices, by the path below the folder.
func prices(t *testing.T, asset, path string) calibrate.Series {
	t.Helper()
	f, err := os.Open(filepath.Join(shared(t), path))
	require.NoError(t, err)
	defer f.Close()
	s, err := calibrate.Read(f, asset, filepath.Base(path))
	require.NoError(t, err)
	return s
}
