package montecarlo_test

import (
	"fmt"
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/montecarlo"
)

// mixture is the default multiplier of MODEL.md.
var mixture = &montecarlo.Clock{MultiplierSd: 1.1}

// level is a barrier at 1 + x times the price, below or above.
func level(x float64) montecarlo.Boundary {
	s := -math.Copysign(1, x)
	return montecarlo.Boundary{Terms: []montecarlo.Term{
		{Coefficient: s, Exponents: []montecarlo.Exponent{{Asset: 0, Power: 1}}}, {Coefficient: -s * (1 + x)},
	}}
}

// overMultipliers integrates a function of a lognormal multiplier by the trapezoidal rule of step 1/64 with the standard library's functions.
func overMultipliers(sd float64, f func(m float64) float64) float64 {
	sum := 0.0
	for k := -640; k <= 640; k++ {
		z := float64(k) / 64
		sum += math.Exp(-z*z/2) / math.Sqrt(2*math.Pi) / 64 * f(math.Exp(sd*z-sd*sd/2))
	}
	return sum
}

// TestClock_Barriers checks the test values of MODEL.md (lognormal multiplier of sd 1.1, zero log drift, one barrier), closed form and simulated.
func TestClock_Barriers(t *testing.T) {
	for _, tt := range []struct {
		fast, long, days, level, variance, want float64
	}{
		{0.0004, 0.0008, 1, -0.05, 0.00055, 0.042522},
		{0.0004, 0.0008, 1, -0.2, 0.00055, 7.9e-05},
		{0.0004, 0.0008, 1, +0.1, 0.00055, 0.005345},
		{0.0004, 0.0008, 7, -0.05, 0.00512321, 0.338728},
		{0.0004, 0.0008, 7, -0.2, 0.00512321, 0.014268},
		{0.0004, 0.0008, 7, +0.1, 0.00512321, 0.134186},
		{0.0004, 0.0008, 30, -0.05, 0.02750649, 0.642287},
		{0.0004, 0.0008, 30, -0.2, 0.02750649, 0.13154},
		{0.0004, 0.0008, 30, +0.1, 0.02750649, 0.423453},
		{0.0016, 0.0012, 1, -0.05, 0.00195, 0.171916},
		{0.0016, 0.0012, 1, -0.2, 0.00195, 0.00213},
		{0.0016, 0.0012, 1, +0.1, 0.00195, 0.04409},
		{0.0016, 0.0012, 7, -0.05, 0.01237679, 0.506623},
		{0.0016, 0.0012, 7, -0.2, 0.01237679, 0.05356},
	} {
		name := fmt.Sprintf("%v %v %v d %v", tt.fast, tt.long, tt.days, tt.level)
		term := montecarlo.TermStructure{Fast: math.Sqrt(365 * tt.fast), Long: math.Sqrt(365 * tt.long), Weight: 0.9, Decay: 0.82, Scale: 1.25}
		require.InDelta(t, tt.variance, term.Variance(tt.days/year), 5e-9, name)
		e := montecarlo.Experiment{
			Process: montecarlo.GBM{Drift: []float64{0}, L: [][]float64{{1}}, Terms: []montecarlo.TermStructure{term}, Clock: mixture},
			Grid:    uniform(tt.days, 24, true), Books: []montecarlo.Book{{level(tt.level)}}, Paths: 1 << 16, Seed: 1,
		}
		r := simulate(t, e).Books[0]
		require.Equal(t, "exact", r.Any.Method)
		require.InDelta(t, tt.want, r.Any.Value, 5.1e-7, name)
		a := math.Abs(math.Log1p(tt.level))
		exact := overMultipliers(1.1, func(m float64) float64 { return math.Erfc(a / math.Sqrt(2*m*term.Variance(tt.days/year))) })
		require.InEpsilon(t, exact, r.Any.Value, 1e-10, name)
		e.SimulateAll = true
		s := simulate(t, e).Books[0]
		requireWithin(t, exact, 1e-10, s.Any, name)
		for d, p := range r.Pools[0].Curve {
			require.InDelta(t, p, s.Pools[0].Curve[d], 5.5*s.Pools[0].CurveStdErr[d]+1e-12, "%s, date %d: %v", name, d, s.Pools[0].CurveStdErr[d])
		}
	}
}

// clocked is a martingale under a clock, with these volatilities.
func clocked(c *montecarlo.Clock, correlation [][]float64, volatility ...float64) montecarlo.GBM {
	g := martingale(correlation, volatility...)
	for a := range g.Drift {
		g.Drift[a] = 0
	}
	g.Clock, g.Compensated = c, true
	return g
}

// mixedGBM integrates P(any) and P(all) of a book under plain geometric Brownian motion, simulated at each of 49 multipliers, over a lognormal
// multiplier: the trapezoidal rule of step 1/4, whose own error is below 1e-10.
func mixedGBM(t *testing.T, sd float64, correlation [][]float64, volatility []float64, b montecarlo.Book, days float64) (any, all, stdErr float64) {
	t.Helper()
	variance := 0.0
	for k := -20; k <= 28; k++ {
		z := float64(k) / 4
		m := math.Exp(sd*z - sd*sd/2)
		scaled := make([]float64, len(volatility))
		for a, v := range volatility {
			scaled[a] = v * math.Sqrt(m)
		}
		r := simulate(t, montecarlo.Experiment{Process: martingale(correlation, scaled...), Grid: uniform(days, 1, true), Books: []montecarlo.Book{b}, Paths: 1 << 14, Seed: uint64(100 + k)}).Books[0]
		w := math.Exp(-z*z/2) / math.Sqrt(2*math.Pi) / 4
		any += w * r.Any.Value
		all += w * r.All.Value
		variance += w * w * r.Any.StdErr * r.Any.StdErr
	}
	return any, all, math.Sqrt(variance)
}

// TestClock_Books compares books of several assets and pools with the integral over the multiplier of the same under plain geometric Brownian
// motion, which TestReference holds to independent values.
func TestClock_Books(t *testing.T) {
	if testing.Short() {
		t.Skip("statistical: runs once, native and without -short")
	}
	for _, tt := range []struct {
		name  string
		b     montecarlo.Book
		sigma []float64
		rho   float64
		days  float64
	}{
		{"two longs", montecarlo.Book{book(1000, 0.005, 5000, 5000)}, []float64{0.6, 0.8}, 0.8, 7},
		{"two longs, 30 days", montecarlo.Book{book(1000, 0.005, 5000, 5000)}, []float64{0.6, 0.8}, 0.8, 30},
		{"hedged", montecarlo.Book{book(1000, 0.005, 10000, -10000)}, []float64{0.6, 0.8}, 0.8, 7},
		{"well funded", montecarlo.Book{book(2060, 0.005, 4000, 3000)}, []float64{0.5, 0.7}, 0.5, 7},
		{"two isolated", montecarlo.Book{book(0.1, 0.005, 1), book(0.1, 0.005, 0, 1)}, []float64{0.6, 0.8}, 0.8, 7},
		{"two isolated, against each other", montecarlo.Book{book(0.1, 0.005, 1), book(0.1, 0.005, 0, -1)}, []float64{0.6, 0.8}, 0.5, 1},
		{"isolated and cross", montecarlo.Book{book(0.1, 0.005, 1), book(1000, 0.005, 5000, 5000)}, []float64{0.6, 0.8}, 0.8, 7},
	} {
		t.Run(tt.name, func(t *testing.T) {
			any, all, stdErr := mixedGBM(t, 1.1, pair(tt.rho), tt.sigma, tt.b, tt.days)
			r := simulate(t, montecarlo.Experiment{
				Process: clocked(mixture, pair(tt.rho), tt.sigma...), Grid: uniform(tt.days, 24, true), Books: []montecarlo.Book{tt.b}, Paths: 1 << 16, Seed: 3,
			}).Books[0]
			requireWithin(t, any, 4*stdErr, r.Any, "any")
			requireWithin(t, all, 4*stdErr, r.All, "all")
			require.Less(t, r.Any.StdErr, 2e-3*any)
			if len(tt.b) > 1 {
				return
			}
			for _, date := range []int{2, 9, 16} { // between the nodes of the curve
				want, _, stdErr := mixedGBM(t, 1.1, pair(tt.rho), tt.sigma, tt.b, tt.days*float64(date)/24)
				p := r.Pools[0]
				t.Logf("date %d: want %.7f got %.7f +- %.7f", date, want, p.Curve[date-1], p.CurveStdErr[date-1])
				require.InDelta(t, want, p.Curve[date-1], 4*p.CurveStdErr[date-1]+4*stdErr+1e-3*want)
			}
		})
	}
}

// TestClock_Rare checks the tail: P = 1e-6 to 2 % with 16 x 1024 points, and with looks that see nothing.
func TestClock_Rare(t *testing.T) {
	e := montecarlo.Experiment{Process: clocked(mixture, [][]float64{{1}}, 0.6), Grid: uniform(0.25, 24, true), Books: []montecarlo.Book{{book(0.2, 0.005, 1)}}, Paths: 1 << 14, Seed: 1}
	exact := simulate(t, e).Books[0].Any
	want := overMultipliers(1.1, func(m float64) float64 {
		return firstPassage(math.Log(0.8/0.995), -0.18*m, 0.6*math.Sqrt(m), 0.25/year)
	})
	require.Equal(t, "exact", exact.Method)
	require.InEpsilon(t, want, exact.Value, 1e-9)
	e.SimulateAll = true
	got := simulate(t, e).Books[0].Any
	requireWithin(t, want, 0, got, "P = 1e-6")
	require.Less(t, got.StdErr, 0.02*want)
}

// TestClock_RareBook is the same for a cross pool, from the tilted plain runs at each multiplier.
func TestClock_RareBook(t *testing.T) {
	if testing.Short() {
		t.Skip("statistical: runs once, native and without -short")
	}
	b := montecarlo.Book{book(2060, 0.005, 4000, 3000)}
	want, _, stdErr := mixedGBM(t, 1.1, pair(0.5), []float64{0.5, 0.7}, b, 0.55)
	e := montecarlo.Experiment{Process: clocked(mixture, pair(0.5), 0.5, 0.7), Grid: uniform(0.55, 24, true), Books: []montecarlo.Book{b}, Paths: 1 << 14, Seed: 1}
	got := simulate(t, e).Books[0].Any
	requireWithin(t, want, 4*stdErr, got, fmt.Sprintf("P = %.2g", want))
	require.Less(t, got.StdErr, 0.02*want)
	require.Less(t, want, 3e-6)
}

// TestClock_Looks checks looks under clocks: one look is an integral of the normal distribution over the multiplier, seven are compared with
// plain geometric Brownian motion at each multiplier.
func TestClock_Looks(t *testing.T) {
	if testing.Short() {
		t.Skip("statistical: runs once, native and without -short")
	}
	b := book(0.1, 0.005, 1)
	looks := func(g montecarlo.GBM, n, paths int) montecarlo.Estimate {
		return simulate(t, montecarlo.Experiment{Process: g, Grid: uniform(7, n, false), Books: []montecarlo.Book{{b}}, Paths: paths, Seed: 11}).Books[0].Any
	}
	v := 0.36 * 7 / year
	below := func(m float64) float64 { return 0.5 * math.Erfc(-(math.Log(0.9/0.995)+m*v/2)/math.Sqrt(2*m*v)) }
	requireWithin(t, overMultipliers(1.1, below), 0, looks(clocked(mixture, [][]float64{{1}}, 0.6), 1, 1<<20), "lognormal, one look")
	seven, variance := 0.0, 0.0
	for k := -20; k <= 20; k++ {
		z := float64(k) / 4
		m := math.Exp(1.1*z - 0.605)
		w := math.Exp(-z*z/2) / math.Sqrt(2*math.Pi) / 4
		e := looks(martingale([][]float64{{1}}, 0.6*math.Sqrt(m)), 7, 1<<17)
		seven += w * e.Value
		variance += w * w * e.StdErr * e.StdErr
	}
	requireWithin(t, seven, 4*math.Sqrt(variance), looks(clocked(mixture, [][]float64{{1}}, 0.6), 7, 1<<18), "lognormal, seven looks")

	// Student's t of 4 degrees, one draw a week: its distribution function is 1/2 + x (6 + x^2)/(2 (4 + x^2)^(3/2)), x the quantile; without drift.
	student := montecarlo.GBM{Drift: []float64{0}, Volatility: []float64{0.6}, L: [][]float64{{1}}, Clock: &montecarlo.Clock{DegreesOfFreedom: 4, Redraw: 7 / year}}
	x := math.Log(0.9/0.995) / math.Sqrt(v/2)
	requireWithin(t, 0.5+x*(6+x*x)/(2*math.Pow(4+x*x, 1.5)), 0, looks(student, 1, 1<<20), "Student's t, one look")
	// A draw a day, looked at every half day: the chance to end below is that of one look.
	daily := student
	daily.Clock = &montecarlo.Clock{DegreesOfFreedom: 4, Redraw: 1 / year}
	once, half := looks(daily, 1, 1<<18), looks(daily, 14, 1<<18)
	require.Greater(t, half.Value, once.Value)
	// With a term structure, at the end of the week.
	term := montecarlo.TermStructure{Fast: 1.2, Long: 0.6, Weight: 0.9, Decay: 0.82, Scale: 1.25}
	g := montecarlo.GBM{Drift: []float64{0}, L: [][]float64{{1}}, Terms: []montecarlo.TermStructure{term}, Clock: mixture, Compensated: true}
	v = term.Variance(7 / year)
	requireWithin(t, overMultipliers(1.1, below), 0, looks(g, 1, 1<<20), "term structure, one look")
}

// TestClock_Drift compares a drift of the price, up and down, under a clock: in closed form, integrated here, and simulated; the short too.
func TestClock_Drift(t *testing.T) {
	for _, drift := range []float64{1.5, -1.5} {
		for _, side := range []float64{1, -1} {
			g := clocked(mixture, [][]float64{{1}}, 0.6)
			g.Drift = []float64{drift}
			b := math.Log((1 - 0.1*side) / (1 - 0.005*side))
			want := overMultipliers(1.1, func(m float64) float64 {
				if m < 1.2e-3 { // the drift alone does not reach the barrier, and the formula below would be 0 times infinity
					return 0
				}
				return firstPassage(-math.Abs(b), side*(drift-0.18*m), 0.6*math.Sqrt(m), 7/year)
			})
			e := montecarlo.Experiment{Process: g, Grid: uniform(7, 24, true), Books: []montecarlo.Book{{book(0.1, 0.005, side)}}, Paths: 1 << 16, Seed: 4}
			exact := simulate(t, e).Books[0].Any
			require.Equal(t, "exact", exact.Method)
			require.InEpsilon(t, want, exact.Value, 1e-9)
			e.SimulateAll = true
			requireWithin(t, want, 0, simulate(t, e).Books[0].Any, fmt.Sprintf("drift %v, side %v", drift, side))
		}
	}
}
