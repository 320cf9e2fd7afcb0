package montecarlo_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/montecarlo"
)

// TestTermStructure checks that volatilities of one shape only change the clock: with the averages of REFERENCE.md's books over a week, their probabilities
// come out, jointly too, whatever happens within the week.
func TestTermStructure(t *testing.T) {
	week := 7 / year
	shape := func(volatility float64) montecarlo.TermStructure {
		m := montecarlo.TermStructure{Fast: 1.5, Long: 0.7, Weight: 0.9, Decay: 0.82, Scale: 1}
		m.Scale = volatility * volatility * week / m.Variance(week)
		return m
	}
	f, err := montecarlo.FactorCorrelation(pair(0.8))
	require.NoError(t, err)
	g := montecarlo.GBM{Drift: []float64{0, 0}, L: f.L, Terms: []montecarlo.TermStructure{shape(0.6), shape(0.8)}, Compensated: true}
	e := montecarlo.Experiment{Process: g, Grid: uniform(7, 24, true), Paths: 1 << 16, Seed: 4, Books: []montecarlo.Book{
		{book(1000, 0.005, 5000, 5000)}, {book(1000, 0.005, 10000, -10000)}, {book(0.1, 0.005, 1), book(0.1, 0.005, 0, 1)},
	}}
	r := simulate(t, e)
	requireWithin(t, .289480489, 5e-10, r.Books[0].Any, "two longs")
	requireWithin(t, .193191772, 5e-10, r.Books[1].Any, "hedged")
	requireWithin(t, .42189881, 5e-9, r.Books[2].Any, "two isolated, any")
	requireWithin(t, .20038935, 5e-9, r.Books[2].All, "two isolated, all")
	// Dates: each has the probability of a week at the volatility that gives its variance.
	for d, p := range r.Books[2].Pools[0].Curve {
		years := week * float64(d+1) / 24
		v := g.Terms[0].Variance(years)
		want := firstPassage(math.Log(0.9/0.995), -v/years/2, math.Sqrt(v/years), years)
		require.InEpsilon(t, want, p, 1e-9, "date %d", d)
	}
}

// TestTermStructure_Edges checks decays and weights at the ends of their ranges.
func TestTermStructure_Edges(t *testing.T) {
	week := 7 / year
	for _, tt := range []struct {
		name string
		m    montecarlo.TermStructure
		want float64 // variance of a week in units of 1/365
	}{
		{"no decay", montecarlo.TermStructure{Fast: 2, Long: 1, Weight: 1, Decay: 1, Scale: 1}, 28},
		{"gone in a day", montecarlo.TermStructure{Fast: 2, Long: 1, Weight: 1, Decay: 0, Scale: 1}, 10},
		{"no weight", montecarlo.TermStructure{Fast: 2, Long: 1, Decay: 0.5, Scale: 2}, 14},
		{"nothing moves", montecarlo.TermStructure{Scale: 1}, 0},
		{"half of it left", montecarlo.TermStructure{Fast: 2, Long: 1, Weight: 1, Decay: 0.5, Scale: 1}, 7 + 3*(1-math.Pow(0.5, 7))/0.5},
	} {
		require.InDelta(t, tt.want/365, tt.m.Variance(week), 1e-15, tt.name)
		require.InDelta(t, tt.m.Scale*(tt.m.Long*tt.m.Long+tt.m.Weight*(tt.m.Fast*tt.m.Fast-tt.m.Long*tt.m.Long))/730, tt.m.Variance(0.5/year), 1e-15, "%s: half a day", tt.name)
	}
}

// TestTermStructure_Uneven compares volatilities that are high at different times with a simulation written for this test, in small steps on pseudo-random
// paths: the difference is within errors and what the estimate states as its discretisation.
func TestTermStructure_Uneven(t *testing.T) {
	if testing.Short() {
		t.Skip("statistical: runs once, native and without -short")
	}
	const rho = 0.8
	early := montecarlo.TermStructure{Fast: 1.2, Long: 0.6, Weight: 0.9, Decay: 0.82, Scale: 1.25}
	late := montecarlo.TermStructure{Fast: 0.4, Long: 0.8, Weight: 0.9, Decay: 0.82, Scale: 1.25}
	f, err := montecarlo.FactorCorrelation(pair(rho))
	require.NoError(t, err)
	g := montecarlo.GBM{Drift: []float64{0, 0}, L: f.L, Terms: []montecarlo.TermStructure{early, late}, Compensated: true}
	for _, tt := range []struct {
		name  string
		b     montecarlo.Book
		books [][3]float64 // constant and coefficients of the same pools
	}{
		{"two longs", montecarlo.Book{book(1500, 0.005, 5000, 5000)}, [][3]float64{{1500 - 10000, 5000 * .995, 5000 * .995}}},
		{"hedged", montecarlo.Book{book(1500, 0.005, 10000, -10000)}, [][3]float64{{1500, 10000 * .995, -10000 * 1.005}}},
		{"two isolated", montecarlo.Book{book(0.1, 0.005, 1), book(0.1, 0.005, 0, 1)}, [][3]float64{{-.9, .995, 0}, {-.9, 0, .995}}},
	} {
		r := simulate(t, montecarlo.Experiment{Process: g, Grid: uniform(7, 24, true), Books: []montecarlo.Book{tt.b}, Paths: 1 << 15, Seed: 3}).Books[0]
		p, stdErr := stepwise(40000, 168, 7/year, rho, [2]func(float64) float64{early.Variance, late.Variance}, tt.books)
		t.Logf("%s: %.5f +- %.5f (grid %.5f), in small steps %.5f +- %.5f", tt.name, r.Any.Value, r.Any.StdErr, *r.Any.Discretisation, p, stdErr)
		require.Greater(t, *r.Any.Discretisation, 0.01*p)
		require.InDelta(t, p, r.Any.Value, *r.Any.Discretisation+4*stdErr+4*r.Any.StdErr)
	}
}

// stepwise returns the probability that some one of the books' excesses c + w1 S1 + w2 S2 is crossed by two martingales of correlation rho whose log
// prices have these variances, in equal steps with a bridge of the excess' logarithm in each, with the standard library's random numbers and functions.
func stepwise(paths, steps int, years, rho float64, variance [2]func(t float64) float64, books [][3]float64) (p, stdErr float64) {
	r := rand.New(rand.NewPCG(1, 1))
	across := math.Sqrt(1 - rho*rho)
	scale := make([][2]float64, steps)
	for k := range scale {
		for a, v := range variance {
			scale[k][a] = math.Sqrt(v(years*float64(k+1)/float64(steps)) - v(years*float64(k)/float64(steps)))
		}
	}
	sum, square := 0.0, 0.0
	for range paths {
		s, alive := [2]float64{1, 1}, 1.0
		for _, c := range scale {
			before := s
			z := r.NormFloat64()
			y := rho*z + across*r.NormFloat64()
			s[0] *= math.Exp(c[0]*z - c[0]*c[0]/2)
			s[1] *= math.Exp(c[1]*y - c[1]*c[1]/2)
			for _, b := range books {
				from, v := logRatio(b, before, c, rho)
				to, w := logRatio(b, s, c, rho)
				if to <= 0 {
					alive = 0
				}
				alive *= 1 - math.Exp(-4*from*to/(v+w))
			}
			if alive <= 0 {
				alive = 0
				break
			}
		}
		sum += 1 - alive
		square += (1 - alive) * (1 - alive)
	}
	n := float64(paths)
	return sum / n, math.Sqrt((square - sum*sum/n) / n / n)
}

// logRatio is ln(P/N) of an excess, P the sum of its positive terms and N that of its negative ones, and its variance over a step.
func logRatio(b [3]float64, s, c [2]float64, rho float64) (d, v float64) {
	var pos, neg float64
	for _, x := range [3]float64{b[0], b[1] * s[0], b[2] * s[1]} {
		pos += math.Max(0, x)
		neg -= math.Min(0, x)
	}
	var q [2]float64
	for a := range q {
		x := b[1+a] * s[a]
		q[a] = (math.Max(0, x)/pos + math.Min(0, x)/neg) * c[a]
	}
	return math.Log(pos / neg), q[0]*q[0] + q[1]*q[1] + 2*rho*q[0]*q[1]
}
