package backtest

import (
	"context"
	"math"
	"sync"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/optimize"

	"github.com/plimsoll-risk/plimsoll/montecarlo/calibrate"
)

// A sample is one core forecast as the constants of a recipe see it.
type sample struct {
	day        int
	hours      int // place among the horizons
	fast, long float64
	barrier    float64
	touched    bool
}

// Constants fits the constants of a recipe to what happened.
type Constants struct {
	recipe  calibrate.Recipe
	options Options
	samples []sample
}

// NewConstants collects the core forecasts for the constants of a recipe.
func NewConstants(ctx context.Context, sources []Source, o Options, r calibrate.Recipe) (*Constants, error) {
	c := &Constants{recipe: r, options: o}
	// The two variances travel as forecasts of a model whose horizons and barriers are those of o.
	probe := func(pick func(fast, long float64) float64) Model {
		m := stateless("probe", "", func(h *History) Forecast {
			fast, long, ok := h.variances(r)
			if !ok {
				return nil
			}
			return func(int, float64) float64 { return pick(fast, long) }
		})
		m.Interval = r.Interval
		return m
	}
	o.Models = []Model{probe(func(fast, _ float64) float64 { return fast }), probe(func(_, long float64) float64 { return long })}
	result, err := Run(ctx, sources, o)
	if err != nil {
		return nil, err
	}
	for i := range result.Records {
		if rec := &result.Records[i]; rec.core() {
			c.samples = append(c.samples, sample{rec.Day, rec.Hours, float64(rec.Probability[0]), float64(rec.Probability[1]),
				math.Log1p(o.Barriers[rec.Barrier]), rec.Touched})
		}
	}
	return c, nil
}

// recipeOf returns the recipe with constants from the whole real line: no search can
// leave what is allowed.
func (c *Constants) recipeOf(u []float64) calibrate.Recipe {
	r := c.recipe
	r.Weight, r.DecayPerDay = 1/(1+math.Exp(-u[0])), 1/(1+math.Exp(-u[1]))
	r.Scale, r.MultiplierSd = math.Exp(u[2]), 0
	if len(u) > 3 {
		r.MultiplierSd = math.Exp(u[3])
	}
	return r
}

func (c *Constants) start(multiplier bool) []float64 {
	r := c.recipe
	logit := func(p float64) float64 { return math.Log(p / (1 - p)) }
	u := []float64{logit(r.Weight), logit(r.DecayPerDay), math.Log(r.Scale)}
	if multiplier {
		u = append(u, math.Log(r.MultiplierSd))
	}
	return u
}

// score returns the core log score of a recipe over the samples of some days.
func (c *Constants) score(r calibrate.Recipe, keep func(day int) bool) float64 {
	loss := c.loss(r)
	workers := max(1, c.options.Workers)
	tallies := make([]*tally, workers)
	var wait sync.WaitGroup
	for w := range workers {
		tallies[w] = newTally(len(c.options.Hours))
		wait.Go(func() {
			for i := w; i < len(c.samples); i += workers {
				if s := &c.samples[i]; keep(s.day) {
					tallies[w].add(s.hours, loss(s))
				}
			}
		})
	}
	wait.Wait()
	for _, t := range tallies[1:] {
		for i := range t.sum {
			tallies[0].sum[i] += t.sum[i]
			tallies[0].n[i] += t.n[i]
		}
	}
	_, m := tallies[0].means()
	return m
}

// loss returns the log score of a sample under a recipe.
func (c *Constants) loss(r calibrate.Recipe) func(*sample) float64 {
	fast, long := make([]float64, len(c.options.Hours)), make([]float64, len(c.options.Hours))
	for i, h := range c.options.Hours { // the total is linear in the two variances
		fast[i], long[i] = r.Total(1, 0, days(h)), r.Total(0, 1, days(h))
	}
	m := newMixing(r.MultiplierSd)
	return func(s *sample) float64 {
		v := fast[s.hours]*s.fast + long[s.hours]*s.long
		if r.MultiplierSd == 0 {
			return logScore(brownian(v, s.barrier), s.touched)
		}
		return logScore(m.touch(v, s.barrier), s.touched)
	}
}

// Fit returns the recipe with the constants that score best over some days, with a
// multiplier or without (MultiplierSd 0), by the simplex of Nelder and Mead.
func (c *Constants) Fit(keep func(day int) bool, multiplier bool) calibrate.Recipe {
	problem := optimize.Problem{Func: func(u []float64) float64 { return c.score(c.recipeOf(u), keep) }}
	settings := &optimize.Settings{FuncEvaluations: 120, Converger: &optimize.FunctionConverge{Absolute: 3e-6, Iterations: 20}}
	start := c.start(multiplier)
	r, _ := optimize.Minimize(problem, start, settings, &optimize.NelderMead{SimplexSize: 0.15})
	if r == nil {
		return c.recipeOf(start)
	}
	return c.recipeOf(r.X)
}

// Year returns the calendar year of a day since 1970.
func Year(day int) int {
	// Days since 0000-03-01 in cycles of 400 years (Howard Hinnant's algorithm).
	z := day + 719468
	cycle := z / 146097
	d := z - cycle*146097
	y := (d - d/1460 + d/36524 - d/146096) / 365
	if d-(365*y+y/4-y/100) >= 306 { // January and February
		y++
	}
	return y + 400*cycle
}

// CrossFit returns, for every calendar year in which there are forecasts, the recipe whose constants
// were fitted without that year; with earlier set, to earlier years only, and
// none for the first.
func (c *Constants) CrossFit(multiplier, earlier bool) map[int]calibrate.Recipe {
	years := map[int]bool{}
	first := math.MaxInt
	for i := range c.samples {
		y := Year(c.samples[i].day)
		years[y] = true
		first = min(first, y)
	}
	fits := map[int]calibrate.Recipe{}
	for y := range years {
		if earlier && y == first {
			continue
		}
		fits[y] = c.Fit(func(day int) bool {
			if earlier {
				return Year(day) < y
			}
			return Year(day) != y
		}, multiplier)
	}
	return fits
}

// Errors returns the standard errors of the constants of r, which must be where the score
// is best: weight, decay, scale and multiplier. It is the sandwich of the score's second derivatives
// and of the scatter of its gradient over blocks of 30 days (Huber, 1967): the days of a
// block and the assets in it share their fate.
func (c *Constants) Errors(r calibrate.Recipe) [4]float64 {
	all := func(int) bool { return true }
	at := func(p [4]float64) calibrate.Recipe {
		q := r
		q.Weight, q.DecayPerDay, q.Scale, q.MultiplierSd = p[0], p[1], p[2], p[3]
		return q
	}
	p := [4]float64{r.Weight, r.DecayPerDay, r.Scale, r.MultiplierSd}
	step := [4]float64{0.02, 0.02, 0.03, 0.05}
	move := func(i, j int, a, b float64) [4]float64 {
		q := p
		q[i] += a * step[i]
		q[j] += b * step[j]
		return q
	}
	h := mat.NewSymDense(4, nil)
	center := c.score(r, all)
	for i := range 4 {
		h.SetSym(i, i, (c.score(at(move(i, i, 1, 0)), all)-2*center+c.score(at(move(i, i, -1, 0)), all))/square(step[i]))
		for j := range i {
			h.SetSym(i, j, (c.score(at(move(i, j, 1, 1)), all)-c.score(at(move(i, j, 1, -1)), all)-
				c.score(at(move(i, j, -1, 1)), all)+c.score(at(move(i, j, -1, -1)), all))/(4*step[i]*step[j]))
		}
	}
	scatter := c.scatter(func(i int) (up, down calibrate.Recipe) { return at(move(i, i, 1, 0)), at(move(i, i, -1, 0)) }, step)
	var inverse, sandwich mat.Dense
	var errs [4]float64
	if inverse.Inverse(h) != nil {
		return errs
	}
	sandwich.Product(&inverse, scatter, &inverse)
	for i := range errs {
		errs[i] = math.Sqrt(math.Max(sandwich.At(i, i), 0))
	}
	return errs
}

// scatter returns the covariance of the gradient of the score.
func (c *Constants) scatter(moved func(i int) (up, down calibrate.Recipe), step [4]float64) *mat.SymDense {
	n := make([]float64, len(c.options.Hours))
	first := math.MaxInt
	for i := range c.samples {
		n[c.samples[i].hours]++
		first = min(first, c.samples[i].day)
	}
	horizons := float64(len(n))
	blocks := map[int]*[4]float64{}
	for i := range 4 {
		plus, minus := moved(i)
		up, down := c.loss(plus), c.loss(minus)
		for k := range c.samples {
			s := &c.samples[k]
			b := blocks[(s.day-first)/blockLength]
			if b == nil {
				b = new([4]float64)
				blocks[(s.day-first)/blockLength] = b
			}
			b[i] += (up(s) - down(s)) / (2 * step[i]) / n[s.hours] / horizons
		}
	}
	m := mat.NewSymDense(4, nil)
	for _, b := range blocks {
		for i := range 4 {
			for j := range i + 1 {
				m.SetSym(i, j, m.At(i, j)+b[i]*b[j])
			}
		}
	}
	return m
}

// ByYear is vol-mixture whose recipe depends on the year of the forecast; where the
// year has none there is no forecast.
func ByYear(name, says string, recipes map[int]calibrate.Recipe) Model {
	return stateless(name, says, func(h *History) Forecast {
		r, ok := recipes[Year(h.Day)]
		if !ok {
			return nil
		}
		fast, long, ok := h.variances(r)
		if !ok {
			return nil
		}
		return func(hours int, barrier float64) float64 {
			v := r.Total(fast, long, days(hours))
			if r.MultiplierSd == 0 {
				return brownian(v, barrier)
			}
			return TouchProbability(v, r.MultiplierSd, barrier)
		}
	})
}
