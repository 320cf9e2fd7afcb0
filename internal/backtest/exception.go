package backtest

import "math"

// A Coverage tests whether what a model said of one asset, horizon and barrier
// came true as often as it should, over forecasts whose horizons do not overlap.
type Coverage struct {
	Asset          string
	Hours          int
	Barrier        float64
	N              int
	Expected       float64 // touches that the forecasts add up to
	Touches        int
	Kupiec         float64 // p-value: the rate of touches is the mean forecast (Kupiec, J. Derivatives 3, 1995)
	Christoffersen float64 // p-value: a touch does not make the next one more or less likely (Int. Economic Review 39, 1998)
}

// Coverages returns the tests of model m for every asset, horizon and barrier with at
// least 5 touches expected and 5 non-touches. Both are likelihood ratios against
// chi-squared of 1 degree of freedom, the first at the mean of the forecasts, which differ in time.
func (r *Result) Coverages(m int) []Coverage {
	type key struct{ asset, hours, barrier int }
	type run struct {
		last    int
		said    float64
		touches []bool
	}
	runs := map[key]*run{}
	var order []key
	for i := range r.Records {
		rec := &r.Records[i]
		k := key{rec.Asset, rec.Hours, rec.Barrier}
		s := runs[k]
		if s == nil {
			s = &run{last: math.MinInt32}
			runs[k] = s
			order = append(order, k)
		}
		if rec.Day < s.last+r.Options.Hours[rec.Hours]/24 {
			continue
		}
		s.last = rec.Day
		s.said += float64(rec.Probability[m])
		s.touches = append(s.touches, rec.Touched)
	}
	var list []Coverage
	for _, k := range order {
		s := runs[k]
		n := float64(len(s.touches))
		if s.said < 5 || n-s.said < 5 {
			continue
		}
		c := Coverage{Asset: r.Assets[k.asset], Hours: r.Options.Hours[k.hours], Barrier: r.Options.Barriers[k.barrier], N: len(s.touches), Expected: s.said}
		for _, t := range s.touches {
			if t {
				c.Touches++
			}
		}
		c.Kupiec = kupiec(c.Touches, c.N, s.said/n)
		c.Christoffersen = christoffersen(s.touches)
		list = append(list, c)
	}
	return list
}

// kupiec returns the p-value of x touches in n when each has probability p.
func kupiec(x, n int, p float64) float64 {
	q := float64(x) / float64(n)
	return chiSquared1(2 * (binomial(x, n, q) - binomial(x, n, p)))
}

// binomial returns x ln p + (n-x) ln(1-p), with 0 ln 0 = 0.
func binomial(x, n int, p float64) float64 {
	var sum float64
	if x > 0 {
		sum += float64(x) * math.Log(p)
	}
	if n > x {
		sum += float64(n-x) * math.Log1p(-p)
	}
	return sum
}

// christoffersen returns the p-value of independence against a Markov chain.
func christoffersen(touches []bool) float64 {
	var n [2][2]int
	for i := 1; i < len(touches); i++ {
		n[int(indicator(touches[i-1]))][int(indicator(touches[i]))]++
	}
	rate := func(hits, of int) float64 {
		if of == 0 {
			return 0
		}
		return float64(hits) / float64(of)
	}
	after0, after1 := n[0][0]+n[0][1], n[1][0]+n[1][1]
	all := rate(n[0][1]+n[1][1], after0+after1)
	chain := binomial(n[0][1], after0, rate(n[0][1], after0)) + binomial(n[1][1], after1, rate(n[1][1], after1))
	return chiSquared1(2 * (chain - binomial(n[0][1]+n[1][1], after0+after1, all)))
}

// chiSquared1 returns the probability that chi-squared of 1 degree of freedom exceeds x.
func chiSquared1(x float64) float64 { return math.Erfc(math.Sqrt(math.Max(x, 0) / 2)) }
