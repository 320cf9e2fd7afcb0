package backtest

import (
	"math"
	"math/rand/v2"
	"slices"
)

// How many paths the simulated models take, and the seed of all of them: the same draws for
// every forecast. The noise of n paths costs a log score of about 1/(2n) where it
// matters, a thirtieth of what separates the models.
const (
	paths     = 1000
	pathsSeed = 20241231
)

// extremes of simulated paths, for each horizon, sorted.
type outcomes struct {
	hours     []int
	low, high [][]float64
}

// newOutcomes makes room for the extremes of paths.
func newOutcomes(hours []int, n int) *outcomes {
	o := &outcomes{hours: hours}
	for range hours {
		o.low, o.high = append(o.low, make([]float64, 0, n)), append(o.high, make([]float64, 0, n))
	}
	return o
}

// reached notes the extremes of a path after so many days, if a horizon ends there.
func (o *outcomes) reached(day int, low, high float64) {
	for i, h := range o.hours {
		if h == 24*day {
			o.low[i], o.high[i] = append(o.low[i], low), append(o.high[i], high)
		}
	}
}

// sort makes the outcomes ready for forecasts.
func (o *outcomes) sort() {
	for i := range o.hours {
		slices.Sort(o.low[i])
		slices.Sort(o.high[i])
	}
}

// forecast returns the share of paths that touch: half a path is added to
// one more, so that what no path did is not impossible.
func (o *outcomes) forecast(hours int, barrier float64) float64 {
	i := slices.Index(o.hours, hours)
	if i < 0 {
		return math.NaN()
	}
	n := len(o.low[i])
	touched, _ := slices.BinarySearch(o.low[i], math.Nextafter(barrier, 1))
	if barrier > 0 {
		above, _ := slices.BinarySearch(o.high[i], barrier)
		touched = n - above
	}
	return (float64(touched) + 0.5) / (float64(n) + 1)
}

// mostDays is the longest horizon of whole days among hours.
func mostDays(hours []int) int { return slices.Max(hours) / 24 }

// draws are standard random numbers for the days of paths, made once.
type draws struct {
	normal, up, down [][]float64 // log uniforms for the extremes of the bridges
	days             int
}

func newDraws(n, days int) draws {
	g := rand.New(rand.NewPCG(pathsSeed, 1))
	d := draws{days: days}
	for range n {
		normal, up, down := make([]float64, days), make([]float64, days), make([]float64, days)
		for k := range days {
			normal[k], up[k], down[k] = g.NormFloat64(), math.Log(1-g.Float64()), math.Log(1-g.Float64())
		}
		d.normal, d.up, d.down = append(d.normal, normal), append(d.up, up), append(d.down, down)
	}
	return d
}

// walk adds a day of this variance to a path: the log price at its end, and the extremes of the
// Brownian bridge across it, each exactly on its own: (a+b -+ sqrt((b-a)^2 - 2 v ln U))/2.
func (d draws) walk(path, day int, v float64, x, low, high *float64) {
	y := *x + math.Sqrt(v)*d.normal[path][day]
	step := (y - *x) * (y - *x)
	*high = math.Max(*high, (*x+y+math.Sqrt(step-2*v*d.up[path][day]))/2)
	*low = math.Min(*low, (*x+y-math.Sqrt(step-2*v*d.down[path][day]))/2)
	*x = y
}

// mixers are chi-squared mixing variables nu/chi2(nu) of Student's t for the days of paths,
// made once for each of some degrees of freedom.
type mixers struct {
	dof    []float64
	values [][][]float64 // by dof, path, day
}

func newMixers(n, days int) mixers {
	m := mixers{dof: []float64{2.1, 2.3, 2.6, 3, 3.5, 4, 5, 6, 8, 12, 20}}
	for _, nu := range m.dof {
		g := rand.New(rand.NewPCG(pathsSeed, 2))
		v := make([][]float64, n)
		for i := range v {
			v[i] = make([]float64, days)
			for k := range days {
				v[i][k] = nu / (2 * gamma(g, nu/2))
			}
		}
		m.values = append(m.values, v)
	}
	return m
}

// near returns the mixing variables of the degrees of freedom nearest to nu, by ratio.
func (m mixers) near(nu float64) (dof float64, values [][]float64) {
	best := 0
	for i, d := range m.dof {
		if math.Abs(math.Log(d/nu)) < math.Abs(math.Log(m.dof[best]/nu)) {
			best = i
		}
	}
	return m.dof[best], m.values[best]
}

// gamma returns a gamma variable of a shape above 1 (Marsaglia and Tsang, ACM Trans. Math.
// Softw. 26, 2000).
func gamma(g *rand.Rand, shape float64) float64 {
	d := shape - 1./3
	c := 1 / math.Sqrt(9*d)
	for {
		x := g.NormFloat64()
		v := 1 + c*x
		if v *= v * v; v > 0 && math.Log(g.Float64()) < x*x/2+d-d*v+d*math.Log(v) {
			return d * v
		}
	}
}
