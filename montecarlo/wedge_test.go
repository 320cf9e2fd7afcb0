package montecarlo_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/montecarlo"
)

func TestAngles(t *testing.T) {
	for i := -628; i <= 628; i++ {
		x := float64(i) / 100
		s, c := montecarlo.SineCosine(x)
		require.InDelta(t, math.Sin(x), s, 2e-15)
		require.InDelta(t, math.Cos(x), c, 2e-15)
		if i >= 0 && i <= 314 {
			require.InDelta(t, x, montecarlo.Arctangent(math.Sin(x), math.Cos(x)), 2e-15)
		}
	}
	require.Zero(t, montecarlo.Arctangent(0, 0))
}

// besselI is the power series of the modified Bessel function.
func besselI(nu, z float64) float64 {
	g, _ := math.Lgamma(nu + 1)
	term := math.Exp(nu*math.Log(z/2) - g)
	sum := 0.0
	for k := 1.0; k < 400; k++ {
		sum += term
		term *= z * z / 4 / (k * (k + nu))
	}
	return sum
}

// wedge evaluates the same probability from the eigenfunctions: the series of sin sin I_(n pi/alpha)
// (Carslaw and Jaeger, Conduction of Heat in Solids, 14.14) over the free kernel.
func wedge(a, b [2]float64, r float64) float64 {
	alpha := math.Acos(-r)
	polar := func(a [2]float64) (float64, float64) {
		x := (a[0] - r*a[1]) / math.Sqrt(1-r*r)
		return math.Hypot(x, a[1]), math.Atan2(a[1], x)
	}
	ra, ta := polar(a)
	rb, tb := polar(b)
	sum := 0.0
	for n := 1.0; n <= 200; n++ {
		nu := n * math.Pi / alpha
		term := besselI(nu, ra*rb)
		sum += math.Sin(nu*ta) * math.Sin(nu*tb) * term
		if term < 1e-18 && nu > 2*ra*rb {
			break
		}
	}
	return 4 * math.Pi / alpha * math.Exp(-ra*rb*math.Cos(ta-tb)) * sum
}

// TestNeither compares with the eigenfunction series where that does not lose its digits, and with what is known.
func TestNeither(t *testing.T) {
	worst, nearly, checked := 0.0, 0.0, 0
	levels := []float64{0.05, 0.3, 0.8, 1.5, 3}
	for _, r := range []float64{-0.95, -0.7, -0.5, -0.1, 0, 0.3, 0.5, 0.8, 0.95, 0.99} {
		for _, a1 := range levels {
			for _, a2 := range levels {
				for _, b1 := range levels {
					for _, b2 := range levels {
						a, b := [2]float64{a1, a2}, [2]float64{b1, b2}
						z2 := (a1*a1 - 2*r*a1*a2 + a2*a2) * (b1*b1 - 2*r*b1*b2 + b2*b2) / (1 - r*r) / (1 - r*r)
						z := math.Sqrt(z2)
						cos := (a1*b1 - r*(a1*b2+a2*b1) + a2*b2) / (1 - r*r) / z
						if z > 40 || z*(1-cos) > 16 {
							continue
						}
						checked++
						want := wedge(a, b, r)
						d := math.Abs(montecarlo.Neither(a, b, r) - want)
						if math.Abs(r) < 0.9 {
							nearly = math.Max(nearly, math.Abs(montecarlo.Nearly(a, b, r)-want))
						}
						if d > worst {
							worst = d
							t.Logf("%v %v %v: off by %.2g", a, b, r, d)
						}
					}
				}
			}
		}
	}
	t.Logf("largest difference %.2g of %d, nearly %.2g", worst, checked, nearly)
	require.Greater(t, checked, 3000)
	require.Less(t, worst, 1e-7)
	require.Less(t, nearly, 2e-5)
	// Independent motions.
	p := func(x, y float64) float64 { return 1 - math.Exp(-2*x*y) }
	require.InDelta(t, p(1, 0.7)*p(0.4, 2), montecarlo.Neither([2]float64{1, 0.4}, [2]float64{0.7, 2}, 0), 1e-8)
	require.Zero(t, montecarlo.Neither([2]float64{1, 1}, [2]float64{1, -1}, 0.5))
	// One far away: the other alone.
	require.InDelta(t, p(1, 0.7), montecarlo.Neither([2]float64{1, 30}, [2]float64{0.7, 20}, 0.6), 1e-12)
}
