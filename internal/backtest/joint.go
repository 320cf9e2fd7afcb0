package backtest

import (
	"context"
	"math"
)

// A Joint says how often two prices touched the same fall within one horizon, and how often they should have.
type Joint struct {
	Pairs    int     // pairs of assets at a time, each one forecast
	Realised float64 // share in which both touched
	// Ratios of the mean forecast to Realised, with 95 % intervals from blocks of 30 days: of one
	// multiplier for both, of one for each, and of independent prices.
	Shared, Own, Independent Ratio
}

// A Ratio is a mean forecast over what happened.
type Ratio struct{ Value, Low, High float64 }

// The correlation of the pairs: EWMA of daily returns, and the fewest days that two share.
const (
	pairDecay = 0.97
	fewestDay = 60
)

// Touching compares joint touches of a fall in hours by every pair of assets with vol-mixture's forecast
// by a model's recipe, without log drift, the correlation being the EWMA .97 of daily returns.
func Touching(ctx context.Context, sources []Source, o Options, hours int, barrier float64) (Joint, error) {
	recipe := hourlyRecipe()
	tracks := make([]*track, len(sources))
	for i, s := range sources {
		t, err := newTrack(s, []int{hours})
		if err != nil {
			return Joint{}, err
		}
		tracks[i] = t
	}
	log := math.Log1p(barrier)
	first := int(o.From / 86400)
	blocks := make([]*tally, int((o.To-o.From)/86400)/blockLength+1) // sums: happened, shared, own, independent
	for i := range blocks {
		blocks[i] = newTally(4)
	}
	mix := newMixing(recipe.MultiplierSd)
	for day := first; day < int(o.To/86400); day += o.Every {
		if err := ctx.Err(); err != nil {
			return Joint{}, err
		}
		var now []legs
		for _, t := range tracks {
			d := day - int(t.first/86400)
			if d < fewest || d >= len(t.days) || !t.extremes[hours][d].known() {
				continue
			}
			h := t.history(d)
			if fast, long, ok := h.variances(recipe); ok {
				now = append(now, legs{h, recipe.Total(fast, long, days(hours)), t.extremes[hours][d].touched(log)})
			}
		}
		for i, a := range now {
			for _, b := range now[:i] {
				rho, ok := weightedCorrelation(a.history.Days, b.history.Days)
				if !ok {
					continue
				}
				shared, own := mix.both(-log/math.Sqrt(a.variance), -log/math.Sqrt(b.variance), rho)
				block := blocks[(day-first)/blockLength]
				block.add(0, indicator(a.touched && b.touched))
				block.add(1, shared)
				block.add(2, own)
				block.add(3, mix.touch(a.variance, log)*mix.touch(b.variance, log))
			}
		}
	}
	return summary(blocks), nil
}

// legs is one asset at the time of a forecast.
type legs struct {
	history  *History
	variance float64
	touched  bool
}

// summary adds the blocks up.
func summary(blocks []*tally) Joint {
	ratio := func(k int) Ratio {
		of := func(list []*tally) float64 {
			var said, happened float64
			for _, b := range list {
				said, happened = said+b.sum[k], happened+b.sum[0]
			}
			return said / happened
		}
		var samples []float64
		eachSample(blocks, func(list []*tally) { samples = append(samples, of(list)) })
		low, high := interval(samples)
		return Ratio{of(blocks), low, high}
	}
	var happened, n float64
	for _, b := range blocks {
		happened, n = happened+b.sum[0], n+b.n[0]
	}
	return Joint{Pairs: int(n), Realised: happened / n, Shared: ratio(1), Own: ratio(2), Independent: ratio(3)}
}

// weightedCorrelation returns the EWMA of the correlation of daily returns without means; both
// histories end on the same day.
func weightedCorrelation(a, b []Day) (rho float64, ok bool) {
	var xy, xx, yy float64
	w, shared := 1.0, 0
	for k := 1; k <= min(len(a), len(b), 2*year); k++ {
		if x, y := a[len(a)-k].Return, b[len(b)-k].Return; !math.IsNaN(x) && !math.IsNaN(y) {
			xy, xx, yy = xy+w*x*y, xx+w*x*x, yy+w*y*y
			shared++
		}
		w *= pairDecay
	}
	return xy / math.Sqrt(xx*yy), shared >= fewestDay && xx > 0 && yy > 0
}

// both returns the probability that two Brownian motions of correlation rho touch barriers a and b
// (in deviations at the horizon), with one multiplier of the variance for both, and with one for each.
func (m *mixing) both(a, b, rho float64) (shared, own float64) {
	for i, x := range m.multiplier {
		for j, y := range m.multiplier {
			if i != j && m.weight[i]*m.weight[j] < 1e-6 {
				continue // adds less than a millionth
			}
			p := touchBoth(a/math.Sqrt(x), b/math.Sqrt(y), rho)
			own += m.weight[i] * m.weight[j] * p
			if i == j {
				shared += m.weight[i] * p
			}
		}
	}
	return shared, own
}

// touchBoth returns the probability that both of two standard Brownian motions of
// correlation rho reach a and b, both positive, by time 1: those of each less that of any, which is one less
// the survival in a wedge (Metzler, Statistics and Probability Letters 80, 2010):
//
//	2 r / sqrt(2 pi) exp(-x) sum over odd n of sin(n pi t / w)/n (I_(v-1)/2(x) + I_(v+1)/2(x)),  x = r^2/4, v = n pi / w
//
// with w = arccos(-rho), and r and t the polar coordinates of the start.
func touchBoth(a, b, rho float64) float64 {
	rho = math.Max(-0.999, math.Min(0.999, rho))
	root := math.Sqrt(1 - rho*rho)
	wedge := math.Acos(-rho)
	r := math.Sqrt((a*a + b*b - 2*rho*a*b)) / root
	t := math.Atan2(b*root, a-rho*b)
	x := r * r / 4
	var sum float64
	for n := 1.0; n < 200; n += 2 {
		v := n * math.Pi / wedge
		bessel := scaledBessel((v-1)/2, x) + scaledBessel((v+1)/2, x)
		sum += math.Sin(n*math.Pi*t/wedge) / n * bessel
		if bessel < 1e-12 {
			break
		}
	}
	survival := 2 * r / math.Sqrt(2*math.Pi) * sum
	return math.Max(0, math.Erfc(a/math.Sqrt2)+math.Erfc(b/math.Sqrt2)-1+survival)
}

// scaledBessel returns exp(-x) I_v(x), the modified Bessel function, by its power series.
func scaledBessel(v, x float64) float64 {
	if x == 0 {
		return 0
	}
	g, _ := math.Lgamma(v + 1)
	half := math.Log(x / 2)
	// From the largest term both ways: the ratio of neighbours is (x/2)^2 / (k (k + v)).
	peak := math.Max(0, math.Floor((-v+math.Sqrt(v*v+x*x))/2))
	gk, _ := math.Lgamma(peak + 1)
	if peak > 0 {
		g, _ = math.Lgamma(peak + v + 1)
	}
	top := math.Exp((2*peak+v)*half - gk - g - x)
	sum, term := top, top
	for k := peak + 1; term > 1e-16*sum; k++ {
		term *= x * x / 4 / (k * (k + v))
		sum += term
	}
	term = top
	for k := peak; k > 0 && term > 1e-16*sum; k-- {
		term *= k * (k + v) / (x * x / 4)
		sum += term
	}
	return sum
}
